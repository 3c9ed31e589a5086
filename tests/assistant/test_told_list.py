"""Follow-ups to a list that was told, to a refusal, and to an answer that is doubted."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


def clauses(assistant: Assistant, *asked: str) -> set[int]:
    answer = assistant.ask(asked[-1], asked[:-1])
    return {c.clause for c in answer.citations if c.clause}


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        ("市农业农村局负责哪些事", "其中跟土壤有关的呢", {18, 19}),
        ("市农业农村局负责哪些事", "和海沾边的是哪几条", {13, 22, 23, 25}),
        ("市农业农村局牵头哪些任务", "其中涉及土壤的", {18}),
        ("市水务管理局的职责", "2024年呢", {13}),
        ("市水务管理局的职责", "其中2022年要完成的有哪些", {16}),
        ("市公安局有哪些任务", "第一项还有谁一起", {11}),
        ("市水务管理局的职责", "最后一条讲什么", {31}),
    ],
)
def test_a_departments_list_is_narrowed(
    assistant: Assistant, history: str, question: str, told: set[int]
) -> None:
    assert clauses(assistant, history, question) == told


def test_what_two_departments_share_is_told_of_both(assistant: Assistant) -> None:
    history = "市机关事务服务中心的职责", "市交通运输局呢"
    assert clauses(assistant, *history, "哪几条是他们都有的") == {11}


@pytest.mark.parametrize("question", ["哪些跟船有关", "这里面有提到农村的吗"])
def test_none_of_a_list_is_not_all_of_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, ("市司法局的职责",))
    assert "没有" in answer.answer
    assert not answer.citations


@pytest.mark.parametrize(
    ("turns", "owner"),
    [
        (("受污染耕地安全利用率多少", "罚多少钱", "那谁负责"), "市农业农村局"),
        (("受污染耕地安全利用率多少", "现在完成了吗", "由哪些部门负责"), "市农业农村局"),
        (("受污染耕地安全利用率多少", "股票能买吗", "回到刚才的问题，归谁管"), "市农业农村局"),
        (("受污染耕地安全利用率多少", "海洋碳汇谁牵头", "前面第一件事归谁管"), "市农业农村局"),
        (("海洋碳汇谁牵头", "第一个问题的责任单位呢"), "市海洋发展局"),
    ],
)
def test_what_was_refused_in_between_is_not_the_matter(
    assistant: Assistant, turns: tuple[str, ...], owner: str
) -> None:
    answer = assistant.ask(turns[-1], turns[:-1])
    assert answer.status is Status.ANSWERED
    assert [d.name for d in answer.departments] == [owner]


@pytest.mark.parametrize("question", ["写在哪一条", "出处呢"])
def test_where_it_stands_is_asked_of_the_matter(assistant: Assistant, question: str) -> None:
    history = "受污染耕地安全利用率多少", "联系电话多少"
    assert clauses(assistant, *history, question) == {18}


@pytest.mark.parametrize(
    "doubt", ["你别瞎编", "凭什么这么说", "原文真这么写？", "这是方案里写的吗"]
)
def test_a_doubt_tells_it_again(assistant: Assistant, doubt: str) -> None:
    assert "15%" in assistant.ask(doubt, ("森林覆盖率目标多少",)).answer


@pytest.mark.parametrize("question", ["承包给谁了", "几号开工", "实际完成多少", "别的城市怎么样"])
def test_what_no_plan_tells_stays_untold(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, ("城市黑臭水体治理的责任单位有哪些",))
    assert answer.status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("question", "told"),
    [("第三句原文", "餐饮油烟"), ("第二句是什么", "机械化清扫"), ("最后一句是什么", "噪声|声环境")],
)
def test_a_sentence_has_its_place(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question, ("第十二条讲什么",))
    assert any(w in answer.answer for w in told.split("|"))
    assert "\n" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "夜市油烟熏人，该哪个部门管啊？",
        "我没问这个，我问餐饮油烟谁管",
        "别的先放放，餐饮油烟谁管",
    ],
)
def test_a_matter_of_its_own_leaves_the_last_one(assistant: Assistant, question: str) -> None:
    assert clauses(assistant, "森林覆盖率目标多少", question) == {12}
