"""What people take for granted, feel, quote or want drawn: questions around the question."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from index.tokens import fold


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("入海排污口要拖到2025年才整治完，中间这几年咋过", 15, "2023年"),
        ("国控入海河流8条，2030年才消劣，为什么定这么晚", 16, "2025年"),
        ("集中供暖每年多400万平方米，为何拿2018年做基数", 4, "2020年"),
        ("城区还有82处黑臭水体，城里怎么会剩这么多", 17, "农村"),
    ],
)
def test_a_wrong_figure_in_passing_is_corrected(
    assistant: Assistant, question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("与方案不符")
    assert told in answer.answer
    assert clause in {c.clause for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("优良天数比率不低于85%吗", "方案的表述是"),
        ("优良天数比率没超过90%对吗", "方案的表述是"),
        ("优良天数比率突破95%了吗", "不是"),
        ("湿地保护率高于60%对吗", "方案的表述是"),
        ("湿地保护率不到75%吗", "方案的表述是"),  # 70%以上 may be more
        ("替代试点项目最多50个吗", "不是"),
    ],
)
def test_a_bound_claimed_is_weighed(assistant: Assistant, question: str, verdict: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith(verdict)


def test_a_true_figure_is_not_corrected_because_its_reason_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("PM2.5为什么定30微克而不是25微克")
    assert answer.status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    "question", ["我家门口那条河臭得要命，找谁", "门口的河特别臭归谁管", "楼下的河臭死了谁来管"]
)
def test_how_strongly_something_is_felt_changes_nothing(
    assistant: Assistant, question: str
) -> None:
    assert 13 in {c.clause for c in assistant.ask(question).citations}


def test_words_quoted_are_found_where_they_stand(assistant: Assistant) -> None:
    answer = assistant.ask("“以供定改、先立后破”是从哪儿来的一句话")
    assert answer.status is Status.ANSWERED
    assert any("先立后破" in c.quote for c in answer.citations)


@pytest.mark.parametrize("question", ["给我画一张海湾分布图", "帮我打电话给市水务管理局"])
def test_what_words_cannot_give_is_told_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert "只能用文字" in answer.answer


@pytest.mark.parametrize(
    "question", ["16处集中式水源地都叫啥名", "1099个行政村里面有没有平度的南村镇"]
)
def test_what_is_only_counted_is_not_named(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


def test_an_open_question_is_told_no_yes(assistant: Assistant) -> None:
    answer = assistant.ask("8月底印发方案以后又印发了什么方案，叫什么")
    assert not answer.answer.startswith("是的")
    assert "秋冬季" in answer.answer


def test_abuse_with_a_word_of_the_field_is_no_question(assistant: Assistant) -> None:
    assert not assistant.ask("你这个垃圾机器人，滚").citations


def test_a_ditch_at_the_village_end_is_no_first_clause(assistant: Assistant) -> None:
    cited = {c.clause for c in assistant.ask("俺村东头那条臭水沟谁管").citations}
    assert cited
    assert cited <= {13, 17}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("清扫率百分之百", "清扫率100%"),
        ("污水70趴", "污水70%"),
        ("第十五跳讲什么", "第十五条讲什么"),
        ("第２ ９条", "第29条"),
    ],
)
def test_figures_are_read_as_they_are_said(assistant: Assistant, written: str, read: str) -> None:
    assert fold(assistant._listener.normalise(written).text) == fold(read)


def test_a_claim_of_a_year_is_held_against_the_sentence_of_that_year(assistant: Assistant) -> None:
    answer = assistant.ask("城市黑臭水体2024年全部清零吗")
    assert answer.answer.startswith("是的")


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["市财政局管什么"], "它跟市水务管理局同时出现在哪几条", "市财政局跟市水务管理局"),
        (["第九条标题是什么"], "它的原文怎么写的", "第九条原文"),
        (["节能环保产业规划谁制定", "EOD是什么"], "说回第一个问题，是牵头还是共同负责", "节能环保"),
    ],
)
def test_follow_ups_name_what_they_point_at(
    assistant: Assistant, history: list[str], question: str, standalone: str
) -> None:
    assert standalone in assistant.ask(question, history).standalone_question


@pytest.mark.parametrize(
    "question", ["2025年青岛碳达峰了吗", "82处农村黑臭水体2024年底治完，是不是"]
)
def test_what_the_plan_gives_no_year_for_is_not_denied_for_its_year(
    assistant: Assistant, question: str
) -> None:
    assert not assistant.ask(question).answer.startswith(("不是", "与方案不符"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("绿色工厂到2025年力争新增十五家吗", "10家"),
        ("国控入海河流有九条吗", "8条"),
        ("重度污染天数不超过三天对吗", "不超过1天"),
        ("农村黑臭水体是八十五处吗", "82处"),
        ("清洁取暖率提高六个百分点，对吗", "5个百分点"),
        ("溶剂型油墨使用比例降低十二个百分点，对吗", "15个百分点"),
        ("行政村环境整治任务一千一百零四个，是不是", "1099个"),
    ],
)
def test_a_wrong_count_in_han_numerals_is_denied(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith("不是")
    assert told in answer.answer


@pytest.mark.parametrize("question", ["水源地有十六处吗", "绿色工厂力争新增十家吗"])
def test_a_right_count_in_han_numerals_is_confirmed(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).answer.startswith("是的")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("非化石能源比重2025年升到25%，那可再生能源装机是多少？", ("15%", "400万千瓦")),
        ("6174个入河排污口什么时候整治完？", ("入海", "2023年")),
        ("声环境功能区昼间达标率85%归哪个局牵头？", ("夜间", "市生态环境局")),
        ("各区市每两年报告一次落实情况，报给谁？", ("每年", "市委、市政府")),
    ],
)
def test_a_wrong_premise_is_put_right_and_what_is_asked_answered(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status.has_evidence
    assert all(t in answer.answer for t in told)


@pytest.mark.parametrize(
    "question",
    [
        "紫色的排污口会不会唱歌",
        "香蕉除以碳排放等于第几条",
    ],
)
def test_nonsense_in_words_of_the_plan_is_no_question_about_it(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "question",
    [
        "方案规定垃圾不分类每户罚款200元，这钱谁来收",
        "PM2.5的2030年目标定在多少",
        "2024年森林覆盖率有没有阶段目标",
        "清洁取暖24万户的任务完成了吗",
    ],
)
def test_what_is_claimed_or_asked_beyond_the_plan_is_refused(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


def test_a_year_asked_for_leads_to_no_figure_of_another_thing(assistant: Assistant) -> None:
    """The plan gives the night's noise target no year; ammonia of the same clause has one."""
    answer = assistant.ask("我家孩子对噪音敏感，夜间声环境到2025年要达到多少")
    assert answer.status is Status.NOT_IN_PLAN
    assert 12 in {r.clause for r in answer.related}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("美丽海湾的创建放在了胶州湾，为什么偏偏选它？", "崂山湾、西岸前海湾区"),
        ("氢燃料电池汽车先在快递车上示范，哪天开始？", "公交和港口"),
        ("既然方案允许少量进口洋垃圾，企业怎么办手续？", "全面禁止"),
        ("气候投融资试点设在城阳，什么时候开始的？", "西海岸新区"),
    ],
)
def test_a_wrong_claim_is_put_right_where_what_is_asked_is_not_said(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("市公安局牵头餐饮油烟，那夜间噪声达标率要多少", ("市城市管理局", "85%")),
        ("2025年森林覆盖率20%，人均公园绿地面积多少平方米", ("15%以上", "15平方米")),
        ("既然16处水源地都得达到Ⅱ类，镇级水源地勘界立标什么时候弄完", ("Ⅲ类", "2025年")),
    ],
)
def test_a_wrong_claim_is_put_right_beside_the_answer(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert "与方案不符" in answer.answer
    assert all(t in answer.answer for t in told)


@pytest.mark.parametrize(
    "question",
    [
        "2025年湿地保护率70%，现在做到多少了",
        "2023年秸秆综合利用率96%，没做到怎么罚",
        "6174个入海排污口2023年整治完，花多少钱",
        "国三大货提前报废，车主能拿几万块？",
        "昼间噪声达标率呢，要到百分之几",
    ],
)
def test_what_is_rightly_said_is_not_put_right(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2022年农村清洁取暖改造130万户，对吗", "13.07万户"),
        ("2025年秸秆综合利用率才85%，对吗", "到2025年"),
        ("2023年秸秆综合利用率只有80%，对吗", "到2023年"),
        ("秸秆利用率2023年只要求90%，剩下的能烧吗", "到2023年"),
    ],
)
def test_a_wrong_figure_is_held_against_the_target_of_its_year(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question).answer
    assert answer.startswith("不是")
    assert told in answer


def test_a_claim_of_two_things_is_held_against_both(assistant: Assistant) -> None:
    answer = assistant.ask("城市黑臭水体是2024年清零，农村的是治82处，对吗")
    assert "82处" in answer.answer
    assert {c.clause for c in answer.citations} == {13, 17}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("湿地保护率15%，森林覆盖率70%，对吗", "不是"),
        ("人均公园绿地36平方米、绿地率15%，是吗", "不是"),
        ("森林覆盖率15%、湿地保护率70%，对吗", "是的"),
        ("国控入海河流是8条，其他14条，这个数目准吗", "是的"),
    ],
)
def test_each_figure_is_held_against_its_own_name(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).answer.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("第二十五条讲饮用水，那要达到几类", 14),
        ("听人说第三十条管噪声，那夜间达标率多少", 12),
        ("第8条黑臭水体治理什么时候完成", 13),
        ("第30条里垃圾焚烧写的是什么", 31),
        ("第六条碳达峰行动里以哪些行业为重点", 3),
    ],
)
def test_a_matter_put_to_the_wrong_clause_is_told_from_its_own(
    assistant: Assistant, question: str, clause: int
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith("与方案不符")
    assert {c.clause for c in answer.citations} == {clause}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("市财政局起码牵头一项任务吧", "没有"),
        ("市水务管理局至少牵头一项任务，对吧", "是的"),
        ("市生态环境局至少牵头3项任务，对吧", "是的"),
        ("市生态环境局至少牵头300项任务，对吧", "不是"),
    ],
)
def test_at_least_so_many_tasks(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).answer.startswith(verdict)
