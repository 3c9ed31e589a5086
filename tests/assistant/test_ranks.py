"""Follow-ups that pick from what was told, compare it, or ask the same of another one."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        # the end of what was told
        (["第十七条到2025年有哪些百分比"], "里面最高的是哪一个", 17, "96%"),
        (["第二十二条有哪些比例目标"], "最低的是哪一个", 22, "森林覆盖率达到15%"),
        (["森林覆盖率和湿地保护率、绿地率目标"], "哪个最高", 22, "最高的是湿地保护率"),
        # the matter asked about beside the one before it
        (["绿地率多少", "森林覆盖率呢"], "跟前一个比哪个大", 24, "最大的是城市建成区绿地率"),
        (["畜禽粪污综合利用率多少", "秸秆呢"], "两个里高的是哪个", 17, "最高的是农作物秸秆"),
        # whose name stands where
        (["建设用地土壤污染风险由哪些单位管"], "排最后的是哪家", 19, "排在最后的是市农业农村局"),
        (["柴油货车污染归哪些部门"], "打头的是谁", 11, "排在最前的是市交通运输局"),
        (["柴油货车污染归哪些部门"], "第三个呢", 11, "按顺序是市工业和信息化局"),
        ([], "第十五条倒数第二个写的单位是哪家", 15, "董家口海事局"),
        (["第二十九条前后两段各是谁负责"], "两拨里都有的是哪家", 29, "都有的是市生态环境局"),
        ([], "第二十八条两个括号里都有的是哪几家", 28, "市检察院、市司法局"),
        ([], "第十八条两个括号里都有的部门", 18, "没有。"),
        # the other tasks of the clause; those of one department
        (["洋垃圾谁负责"], "同一条里其他任务呢", 32, "由市公安局牵头"),
        (["第二十二条有几项任务"], "哪几项是园林局牵头的", 22, "涉及1条"),
        # the same of another year, another chapter
        (["第五章几条", "第六章呢"], "再下一章呢", 28, "第七章共7条"),
        (["秸秆利用率2023年要到多少"], "2025年呢，有变化吗", 17, "96%"),
        (["2025年PM2.5要控制到多少"], "那2035年有什么目标", 2, "美丽青岛建设目标基本实现"),
        (["其他污染源地下水调查评估什么时候完成"], "那2023年呢", 21, "危险废物处置场"),
        # two matters and who leads each; one in words that no plan has
        (["生态警长谁牵头"], "跟它后面洋垃圾那句是不是同一家", 32, "不是。"),
        (["绿色电价谁负责"], "跟生态补偿是不是一个部门", 29, "不是。"),
        (["饭店油烟扰民归谁管"], "烧庄稼秆子的又归谁", 12, "市农业农村局"),
        # beside another department; the same again
        (["公安局管什么"], "跟生态环境局共同负责哪几条", 28, "涉及2条"),
        (["黑臭水体谁负责"], "不懂，换个说法", 13, "市水务管理局"),
        # one alone or several; taken back
        (["绿色电价谁负责"], "是一家管还是几家一起管", 29, "按职责分工负责"),
        (["秸秆综合利用率目标"], "不好意思问错了，我要的是畜禽粪污的那个率", 17, "90%"),
        (["污水厂提标"], "再生水呢", 13, "再生水利用率达到55%"),
    ],
)
def test_picked(
    assistant: Assistant, history: list[str], question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer
    assert not violations(answer)


def test_of_all_or_some_is_asked_of_what_was_told(assistant: Assistant) -> None:
    answer = assistant.ask("全市的厂都得提吗，还是只有一部分", ["城市污水厂要提标到什么标准"])
    assert {c.clause for c in answer.citations} == {13}
    assert "环胶州湾" in answer.answer


def test_how_far_apart(assistant: Assistant) -> None:
    answer = assistant.ask("比前面那个多多少", ["造林多少亩", "森林质量提升呢"])
    assert answer.answer.startswith("相差3万亩")


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["2025年优良天数比率目标多少"], "2035年的比率呢"),
        (["森林覆盖率2025年是多少"], "2035年的覆盖率呢"),
        # what the plan does not tell of its matter, though the words alone are of anything
        (["温室气体清单谁编"], "多久编一次"),
        (["近岸海域水质目标"], "达不到怎么办"),
        (["秸秆禁烧谁管"], "罚不罚款"),
        (["新闻里十二项重点工作"], "方案里有这说法吗"),
    ],
)
def test_what_is_not_told_stays_refused(
    assistant: Assistant, history: list[str], question: str
) -> None:
    assert assistant.ask(question, history).status is Status.NOT_IN_PLAN
