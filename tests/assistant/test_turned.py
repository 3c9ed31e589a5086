"""Follow-ups that turn what was asked to another source, role, chapter, clause or department."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        # from the news to the plan, and back
        (["新闻里22年农村清洁取暖改多少户"], "那方案里到2023年累计多少", 4, "24万户"),
        (["新闻里城区供热面积新增多少"], "方案里呢", 4, "400万平方米"),
        (["农村清洁取暖新增多少户"], "新闻里那条呢", None, "13.07万户"),
        (["农村清洁取暖新增多少户"], "那条新闻里2022年计划多少户", None, "13.07万户"),
        # the role of a department, and its tasks in the other one
        (["国三柴油货车什么时候淘汰完"], "财政局是牵头还是分工", 11, "按职责分工负责"),
        (["第二十二条讲什么"], "水务局在这条里是牵头还是分工", 22, "牵头"),
        (["财政局有没有牵头的任务"], "那它按职责分工参与的，一共几条", 30, "涉及5条"),
        (["水务管理局有牵头的任务吗"], "那配合的呢，有几条", 13, "涉及10条"),
        (["数字生态一体化服务平台谁建"], "科技局在这条里管的是哪一摊", 34, "科技惠民"),
        (["水土流失治理250平方公里"], "市水务局牵头？", 22, "是的。"),
        (["臭氧攻坚战牵头单位"], "它在第二十七条也牵头吗", 27, "是的。"),
        # of the clauses of a chapter
        (["蓝天保卫战下面有几条"], "这几条里生态环境局牵头的有几条", 9, "涉及3条"),
        (["净土保卫战有哪些条"], "里面农业农村局参与的是哪几条", 18, "涉及3条"),
        # the former of two matters
        (["消除重污染天气怎么做", "臭氧呢"], "前者谁牵头", 9, "由市生态环境局牵头"),
        (["黑臭水体怎么治", "噪声呢"], "前者谁负责", 13, "市水务管理局"),
        (["重污染天2025目标", "臭氧那条讲啥"], "刚开始那个，谁负责", 9, "由市生态环境局牵头"),
        # where it is said keeps the matter
        (["党政同责", "写在哪条"], "哪些单位负责", 35, "市委办公厅"),
        (["无人机", "写在哪"], "上一条呢", 32, "监管执法效能"),
        (["秸秆综合利用率"], "第十七条也写了吗", 17, "96%"),
        # who has what is named behind; three levels told one by one; the indicator most like
        (
            ["建筑垃圾资源化利用率由谁负责"],
            "负责制定“无废城市”建设方案的呢？",
            20,
            "市生态环境局牵头",
        ),
        (["辐射应急预案修订是怎么说的"], "三级指哪三级", 27, "市、区（市）、企业三级"),
        (["化肥施用量目标"], "我指的是利用率", 17, "43%"),
        (["生物多样性调查由哪些部门负责"], "松材线虫也归他们？具体是谁", 23, "市园林和林业局"),
        # a matter of its own
        (["受污染耕地安全利用率"], "镉那个源头防治谁牵头", 18, "由市生态环境局牵头"),
        (["秸秆综合利用率2025年要多少"], "那2023年得到哪一步", 12, "到2023年"),
        (["第二十七条谁牵头"], "里面提到哪条河", 27, "大沽河"),
    ],
)
def test_turned(
    assistant: Assistant, history: list[str], question: str, clause: int | None, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer
    assert not violations(answer)


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["新闻里供热面积多少"], "方案一共几条"),
        (["新闻里供热面积多少"], "方案的文号是多少"),
        (["新闻里供热面积多少"], "方案里黑臭水体哪年清零"),
        (["化肥利用率多少"], "厕所那个谁管"),
        (["蓝天保卫战有几条"], "噪声在哪条"),
    ],
)
def test_what_stands_alone_is_left_alone(
    assistant: Assistant, history: list[str], question: str
) -> None:
    assert assistant.ask(question, history).standalone_question == question


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["“无废城市”建设方案由谁牵头制定"], "啥时候拿出来"),
        (["县级及以上城市集中式饮用水水源地有几处"], "都叫什么，列个单子"),
        (["土壤污染"], "重点监管单位名单"),
        (["重污染天数"], "现在多少天"),
        (["餐饮油烟谁管"], "怎么投诉"),
        (["绿地率36%"], "比现在高多少"),
        (["入海排污口"], "6174个都在哪"),
    ],
)
def test_what_is_not_said_is_refused(
    assistant: Assistant, history: list[str], question: str
) -> None:
    assert assistant.ask(question, history).status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        (["市财政局涉及几条", "市公安局呢"], "谁多", "相差2条"),
        (["第三章有几条", "第四章呢"], "哪章多", "一样多"),
        (["蓝天保卫战几条", "碧水保卫战几条"], "加起来多少条", "共8条"),
    ],
)
def test_which_of_the_last_turns_has_more(
    assistant: Assistant, history: list[str], question: str, told: str
) -> None:
    assert told in assistant.ask(question, history).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("方案说要大面积种互花米草保护海岸，谁负责种？", "外来入侵物种管控"),
        ("为什么要在胶州湾推广种植互花米草", "外来入侵物种管控"),
        ("洋垃圾允许进口多少吨", "全面禁止进口"),
        ("水泥行业扩产的支持标准是哪几项？", "产能退出"),
        ("为啥方案只要求劣Ⅴ类水体减少一半", "消除劣Ⅴ类水体"),
    ],
)
def test_the_opposite_of_what_is_taken_for_granted_is_told(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question).answer
    assert answer.startswith("与方案不符")
    assert told in answer


@pytest.mark.parametrize("question", ["荒山造林要种多少亩", "海边种互花米草归谁管"])
def test_what_is_done_is_not_turned(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).answer.startswith("与方案不符")


def test_what_comes_after_a_matter_is_told_where_a_year_is_claimed_for_it(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("为啥方案把2035年定为碳达峰的年份？").answer
    assert "达峰后稳中有降" in answer
    assert "方案没有规定原因" in answer


def test_the_sentence_that_names_the_matter_is_the_one_meant(assistant: Assistant) -> None:
    answer = assistant.ask("垃圾填埋场的地下水调查可以等到2025年，没问题吧").answer
    assert answer.startswith("不是。到2023年")
