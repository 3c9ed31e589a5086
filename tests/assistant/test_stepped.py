"""Clauses told by counting on, by the two around them, by ends of chapters and of titles."""

from __future__ import annotations

import pytest

from assistant.engine import Assistant
from assistant.understand.stepped import stepped
from corpus.catalog import load_dossier

PLAN = load_dossier().plan


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("从第九条起往后翻三条，是什么", "第十二条，是什么"),
        ("自第三十三条再往上退两条叫什么", "第三十一条叫什么"),
        ("打末尾往前数到第四个，标题是", "倒数第四条，标题是"),
        ("夹在主要目标和能源清洁低碳转型之间的是什么", "第三条什么"),
        ("上面是“强化组织领导”，下面是“强化队伍建设”，中间的是哪条", None),
        ("前面是“加强组织领导”，后面是“强化队伍建设”，中间的是哪条", "第三十六条哪条"),
        ("第二十条和第二十一条中间有几条", None),
        ("从第五条往后数三条都叫什么", None),
        ("写到灵山湾的不只第二十六条吧，别的还有哪条", "写到灵山湾的除了第二十六条还有哪条"),
        ("第三章名下四个条目的标题", "第三章四条的标题"),
        ("白沙河的名字散在几条里", "白沙河出现在哪几条"),
        ("篇名收尾在“建设”二字上的有哪些", "标题以“建设”结尾的有哪些"),
    ],
)
def test_the_clause_counted_up_to_is_told_by_its_number(text: str, told: str | None) -> None:
    assert stepped(text, PLAN) == (told or text)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("蓝天那一章，开头一条和收官一条分别叫什么？", {9, 12}),
        ("第五章里面排第二的，是治什么土？", {18}),
        ("第七章从第几条起步，叫什么？", {28}),
        ("噪声那条看完了，紧接着的一条叫什么？", {13}),
        ("臭氧那条和噪声那条中间夹的是什么？", {11}),
        ("碧水那章首尾两条分别叫什么名字？", {13, 16}),
    ],
)
def test_a_clause_by_its_place_is_found(
    assistant: Assistant, question: str, clauses: set[int]
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == clauses


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("“谁执法谁普法”出自何处？", "（二十八）"),
        ("财政事权与支出责任相匹配——原话在哪儿？", "（三十）"),
        ("互花米草防治，条款号？", "（二十三）"),
        ("我要引“五个减量替代”，条号该写多少？", "（五）"),
    ],
)
def test_where_words_stand_is_told(assistant: Assistant, question: str, place: str) -> None:
    assert place in assistant.ask(question).answer


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("“绿盾”在哪条，紧挨着它的上一条叫什么？", {24, 25}),
        ("“领跑者”在哪条？紧挨着的上一条讲什么？", {5, 6}),
    ],
)
def test_the_clause_beside_the_one_found_is_told_too(
    assistant: Assistant, question: str, clauses: set[int]
) -> None:
    assert {c.clause for c in assistant.ask(question).citations} == clauses
