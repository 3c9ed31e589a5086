"""The news and the notice, asked for as such."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "part", "fact"),
    [
        ("新闻里说2022年农村新增清洁取暖改造几万户", "news", "13.07万户"),
        ("那篇报道还提到另一份方案，叫什么", "news", "秋冬季大气污染防治工作方案"),
        ("报道里说的清洁取暖方针是哪几个字", "news", "居民可承受"),
        ("报道里讲的散煤替代模式叫什么", "news", "清洁煤炭+节能环保炉具"),
        ("秋冬季大气那个方案里提到几项重点工作", "news", "十二项"),
        ("报道里说方案是哪天印发的", "news", "8月31日"),
        ("城区计划新增集中供热面积600万平方米是哪年的计划", "news", "2022年"),
        ("新闻里农房节能改造多少户", "news", "2022年"),
        ("专项方案一共多少个", "news", "十二个"),
        ("通知的最后嘱咐各单位什么要求", "notice", "抓好贯彻落实"),
        ("报道里农村清洁取暖三年累计改造多少户", "news", "24万户"),
        ("新闻里点了名的两项重点工作是什么", "news", "煤炭消费压减、清洁取暖建设"),
        ("报道中的12个专项方案进一步明确什么", "news", "责任分工"),
        ("这条消息的网站是哪一家", "news", "炉具网"),
        ("68万平方米是什么指标", "news", "公共建筑"),
        ("秋冬季大气方案什么时候印发的", "news", "近日"),
        ("这份文的文号是什么", "notice", "〔2022〕4号"),
        ("通知的完整标题怎么写？", "notice", "关于印发青岛市深入打好污染防治攻坚战实施方案的通知"),
        ("文末最后一段是要求哪些单位抓好落实？", "closing", "各有关部门（单位）"),
        ("按新闻的说法，方案由哪个机构印发？", "news", "生态环境委员会办公室"),
        ("“十二项重点工作”是从哪个方案来的，方案全称给我", "news", "秋冬季大气污染防治工作方案"),
        ("文里说的“先立后破”是讲哪件事的", "news", "清洁取暖体系"),
        ("最后一段要求对照哪几个文件", "closing", "若干措施"),
        ("序言里提到了几个文件", "preamble", "若干措施"),
        ("报道最后一句话说的啥", "news", "24万户"),
        ("新闻说是市生态环境局印发的，对不对", "news", "不是"),
        ("方案里写“先立后破”了吗", "news", "没有"),
        ("没有集中供暖的区域，报道说推广什么炉具", "news", "清洁煤炭+节能环保炉具"),
        ("“企业为主、政府推动、居民可承受”说的是什么方针", "news", "清洁取暖体系"),
        ("新闻最后那句，清洁取暖率要提高多少", "news", "5个百分点"),
        ("我在38条里找不到13.07万户，它写在哪儿", "news", "新闻报道"),
        ("听说文件里讲“居民可承受”，这话是方案哪一条的还是报道里的", "news", "新闻报道"),
        ("攻坚战方案和秋冬季方案，哪个先印的", "news", "8月31日"),
        ("印发通知正文就一句话，对各单位提的要求是哪几个字", "notice", "抓好贯彻落实"),
        ("通知里让各成员单位抓好什么", "notice", "抓好贯彻落实"),
        ("最后没编号的那段话是对哪些单位提的要求", "closing", "各区（市）"),
        ("结尾段让各单位对照几份文件", "closing", "若干措施"),
        ("没编号的第一段里说要促进什么转型", "preamble", "绿色转型"),
    ],
)
def test_the_part_named_answers(assistant: Assistant, question: str, part: str, fact: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.answer
    assert {c.part for c in answer.citations} == {part}


def test_a_follow_up_stays_in_the_part(assistant: Assistant) -> None:
    answer = assistant.ask("城区供热面积呢", ["新闻里2022年农村清洁取暖改造多少户"])
    assert "600万平方米" in answer.answer
    assert {c.part for c in answer.citations} == {"news"}


def test_what_the_news_does_not_say_is_not_taken_from_it(assistant: Assistant) -> None:
    answer = assistant.ask("新闻里说的湿地保护率是多少")
    assert {c.part for c in answer.citations} <= {"clause"}
    assert assistant.ask("报道里说清洁取暖补贴多少钱").status is Status.NOT_IN_PLAN
    assert assistant.ask("十二项重点工作具体是哪十二项").status is Status.NOT_IN_PLAN
    assert assistant.ask("十二项重点工作由哪些部门负责").status is Status.NOT_IN_PLAN
    assert assistant.ask("600万平方米集中供热，到年底干成了多少").status is Status.NOT_IN_PLAN
    assert assistant.ask("13.07万户里头平度分了多少").status is Status.NOT_IN_PLAN
    assert assistant.ask("写这条消息的记者叫啥名字").status is Status.NOT_IN_PLAN
    assert assistant.ask("新闻里提到的十二个专项方案分别叫什么").status is Status.NOT_IN_PLAN


def test_the_year_said_before_is_that_of_the_news(assistant: Assistant) -> None:
    history = ["报道里说2022年城区计划新增集中供热面积多少"]
    assert "13.07万户" in assistant.ask("同一年农村那边清洁取暖改造计划几户", history).answer
    history = ["到2023年全市农村新增清洁取暖改造不少于多少户"]
    assert "13.07万户" in assistant.ask("那新闻里说2022年的呢", history).answer


@pytest.mark.parametrize(
    ("question", "facts", "cited"),
    [
        (
            "方案要求集中供暖每年新增多少，新闻里2022年城区计划新增集中供热面积多少，两个数各是多少",
            ("600万平方米", "400万平方米"),
            {"news", "clause"},
        ),
        (
            "报道里的印发单位跟通知的落款单位分别是谁",
            ("委员会办公室印发", "由青岛市"),
            {"news", "notice"},
        ),
        (
            "消息说是谁印发的实施方案，和通知落款对得上吗？",
            ("委员会办公室印发", "由青岛市"),
            {"news", "notice"},
        ),
        (
            "新闻说印发时间和通知上的日期一样吗",
            ("8月31日", "2022年8月31日"),
            {"news", "notice"},
        ),
        ("报道里的400万平方米跟方案第四条一致吗", ("是的", "400万平方米"), {"news", "clause"}),
        ("方案里农村清洁取暖是24万户，新闻里也是吗", ("是的", "24万户"), {"news", "clause"}),
        ("报道说印发的是环委办，和红头通知署名一致吗", ("由青岛市",), {"news", "notice"}),
        ("新闻里说13.07万户，方案里有这个数吗", ("没有", "13.07万户"), {"news", "clause"}),
    ],
)
def test_the_news_is_told_beside_the_plan_or_its_notice(
    assistant: Assistant, question: str, facts: tuple[str, ...], cited: set[str]
) -> None:
    answer = assistant.ask(question)
    assert all(fact in answer.answer for fact in facts)
    assert {c.part for c in answer.citations} == cited


@pytest.mark.parametrize(
    ("question", "part", "fact"),
    [
        ("新闻里散煤那块说了四个“宜”，是哪四个", "news", "宜热则热"),
        ("前言里要不断增强群众的三种“感”是哪三种", "preamble", "获得感、幸福感、安全感"),
        ("报道里推广的煤和炉子是什么组合", "news", "清洁煤炭+节能环保炉具"),
    ],
)
def test_a_word_counted_in_quotes_is_told_as_often(
    assistant: Assistant, question: str, part: str, fact: str
) -> None:
    answer = assistant.ask(question)
    assert fact in answer.answer
    assert {c.part for c in answer.citations} == {part}
    assert {c.clause for c in assistant.ask("三个“坚持”是哪三个").citations} == {1}


def test_money_is_given_neither_in_the_news_nor_beside_it(assistant: Assistant) -> None:
    asked = "报道里说清洁取暖补贴和方案里的补贴分别多少钱"
    assert assistant.ask(asked).status is Status.NOT_IN_PLAN


def test_the_day_of_one_document_is_not_that_of_another(assistant: Assistant) -> None:
    answer = assistant.ask("秋冬季大气方案具体是哪天印发的")
    assert answer.status is Status.NOT_IN_PLAN
    assert "8月31日" not in answer.answer


def test_the_number_of_one_document_is_not_that_of_another(assistant: Assistant) -> None:
    answer = assistant.ask("秋冬季大气污染防治工作方案的文号是多少？")
    assert answer.status is Status.NOT_IN_PLAN
    assert "文号" in answer.answer


def test_a_year_that_the_news_has_not_is_not_answered_with_another(assistant: Assistant) -> None:
    assert assistant.ask("新闻里说2026年的供热面积是多少").status is Status.NOT_IN_PLAN


def test_figures_of_two_years_stand_side_by_side(assistant: Assistant) -> None:
    answer = assistant.ask("新闻里到2023年农村清洁取暖改造多少户？和2022年的放一起说")
    assert "24万户" in answer.answer
    assert "13.07万户" in answer.answer


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("我在方案正文里搜“13.07万户”搜不到，它是哪儿来的、指什么", "清洁取暖改造"),
        ("600万平方米在方案里找不到，是从哪来的", "集中供热面积"),
        ("秋冬季大气那份方案，十二项重点工作配了多少个专项方案？", "十二个专项方案"),
        ("开头那条消息是哪家网站发的？", "炉具网"),
    ],
)
def test_what_is_not_found_in_the_plan_and_who_wrote(
    assistant: Assistant, question: str, fact: str
) -> None:
    answer = assistant.ask(question)
    assert fact in answer.answer
    assert {c.part for c in answer.citations} == {"news"}
    assert assistant.ask("炉具网这篇稿子是哪位记者写的？").status is Status.NOT_IN_PLAN


def test_figures_and_bodies_of_the_news_beside_those_of_the_plan(assistant: Assistant) -> None:
    both = assistant.ask("30万千瓦和18.35万千瓦，一个见于新闻一个见于方案，说的各是啥")
    assert {(c.part, c.clause) for c in both.citations} == {("news", None), ("clause", 4)}
    signed = assistant.ask("发消息的网站是谁，文件落款机关又是谁").answer
    assert "炉具网" in signed
    assert "由青岛市生态环境委员会印发" in signed
    assert "是的" not in assistant.ask("13.07万户和24万户是一回事吗").answer
    assert assistant.ask("通知正文看了，请问PM2.5目标多少").citations[0].clause == 2
