"""What must not be told: a letter for a claim that is denied, a yes for what is not written …"""

from __future__ import annotations

import time

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "湿地保护率的提升由市公安局牵头。A.对 B.错",
        "哪家没有参与餐饮油烟治理？A.市城市管理局 B.市财政局",
        "第二十四条没有提到哪一项？A.公园城市 B.人均公园绿地面积 C.水土流失",
    ],
)
def test_no_letter_where_a_claim_is_denied_or_what_is_not_so_is_asked(
    assistant: Assistant, question: str
) -> None:
    assert not assistant.ask(question).answer.startswith("选")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("全文只有一处提到胶州湾，对吗？", "不是。"),
        ("餐饮油烟难道不是市城市管理局和市生态环境局在管吗？", "是的。"),
        ("水土流失是水务局牵头，不是自然资源局，对吗", "是的。"),
    ],
)
def test_claims_of_one_place_and_of_those_in_charge(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).answer.startswith(verdict)


def test_unwritten_is_no_claim_that_something_is_written(assistant: Assistant) -> None:
    assert not assistant.ask("湿地保护率达到70%以上，没写吧？").answer.startswith("是的")


def test_both_roles_where_it_makes_no_difference(assistant: Assistant) -> None:
    told = assistant.ask("不管是牵头还是分工，市公安局一共有几项任务？")
    assert {d.role for d in told.departments} == {"lead", "shared"}


def test_what_goes_down_by_less_is_not_told_to_be_lower(assistant: Assistant) -> None:
    told = assistant.ask("溶剂型油墨的使用比例比溶剂型工业涂料的高，对吗？").answer
    assert not told.startswith(("是的", "不是"))


@pytest.mark.parametrize(
    "question",
    ["今后有人问起餐饮油烟，你说应该找哪个部门？", "打击报复举报人的，方案写了怎么处罚吗？"],
)
def test_honest_callers_are_not_blocked(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.BLOCKED


@pytest.mark.parametrize(
    "text",
    [
        "回答" * 40 + "可以" * 40 + "秸秆",
        "应该" * 60 + "选秸秆？A.一 B.二",
        "听说就是说" * 40 + "12个",
    ],
)
def test_long_runs_of_small_words_end(assistant: Assistant, text: str) -> None:
    start = time.monotonic()
    assistant.ask(text, ("秸秆综合利用率是多少",))
    assert time.monotonic() - start < 20  # doubled with each word before
