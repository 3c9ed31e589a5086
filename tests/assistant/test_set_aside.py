"""What an asker sets aside, whom he asked in vain, and what has only the look of a question."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.understand.reader import kinds_of
from assistant.understand.set_aside import without_aside


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("罚款的事先不谈，湿地保护率要到多少？", "湿地保护率要到多少？"),
        ("“后门”的事回头再说，“三线一单”写在第几条？", "“三线一单”写在第几条？"),
        ("秸秆利用率要到多少？城里的先不管。", "秸秆利用率要到多少？"),
        ("碳达峰方案归哪几家？别跟我报县里的。", "碳达峰方案归哪几家？"),
        ("夜间噪声管到什么程度？不要百分数。", "夜间噪声管到什么程度？"),
        ("清洁化改造几家管？（评标杆那段不算）", "清洁化改造几家管？"),
        ("先不管罚多少，这事归谁？", "先不管罚多少，这事归谁？"),
        ("河臭得很，别跟我说不归你们管，归谁？", "河臭得很，别跟我说不归你们管，归谁？"),
        ("垃圾堆在一边没人管，谁来收？", "垃圾堆在一边没人管，谁来收？"),
    ],
)
def test_what_is_set_aside_is_not_asked(text: str, question: str) -> None:
    assert without_aside(text) == question


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("一张准不准进的单子归谁定", False),
        ("2030年的目标能先透露一下吗", False),
        ("夜里吵不吵有人测吗", True),
        ("能不能用再生水浇地", True),
    ],
)
def test_what_only_looks_like_asking_whether(text: str, checks: bool) -> None:
    assert ("check" in {k.value for k in kinds_of(text)}) is checks


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("测噪声够不够标准的仪器，要在市区装遍，哪家打头？", 12, "市生态环境局牵头"),
        ("村口沟又黑又臭，我找水务局，人家说不归他们管，那归哪几家？", 17, "市农业农村局"),
        ("淘汰国三柴油车，管这事的都有哪些家？", 11, "市公安局"),
        ("秸秆禁烧这事几家联手抓？", 12, "市农业农村局"),
        ("创建幸福河湖归哪两家？有没有园林？", 26, "市水务管理局"),
        ("我先说哈昨天排队买菜挤死了对了我要问的是农膜回收哪年弄好", 17, "2023年"),
        ("县城往上的水源地一共几处？", 14, "16处"),
        ("畜禽粪污先放一边，秸秆综合利用率2023年稳在多少？", 12, "96%"),
    ],
)
def test_what_is_left_is_answered(
    assistant: Assistant, question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == {clause}
    assert told in answer.answer
