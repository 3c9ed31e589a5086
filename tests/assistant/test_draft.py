"""Drafts into the contract's text, citations and departments."""

from __future__ import annotations

import itertools

import pytest

from assistant.answer import Status
from assistant.compose.draft import (
    Draft,
    Evidence,
    Statement,
    bracket,
    cite,
    related,
    render,
    responsible,
)
from corpus.catalog import load_dossier
from corpus.model import PartKind, Role, Task

PLAN = load_dossier().plan


def task(clause: int, number: int = 1) -> Task:
    found = PLAN.clause(clause)
    assert found
    return found.tasks[number - 1]


def evidence(clause: int, number: int = 1, sentence: int = 0) -> Evidence:
    found = task(clause, number).sentences[sentence]
    return Evidence(found.start, found.end, clause)


def proof(clause: int, number: int = 1) -> Evidence:
    found = bracket(task(clause, number))
    assert found
    return found


def draft(*statements: Statement, lines: bool = False, owners: Task | None = None) -> Draft:
    departments = responsible(owners) if owners else ()
    return Draft(Status.ANSWERED, statements, departments, lines=lines)


def test_brackets() -> None:
    for t in PLAN.tasks():
        mark = bracket(t)
        assert (mark is None) == (t.responsibility is None)
        if mark and t.responsibility:
            assert PLAN.quote(mark.start, mark.end) == t.responsibility.text
            assert (mark.clause, mark.part) == (t.clause, "clause")


def test_responsible_keeps_order_and_role() -> None:
    found = responsible(task(13))
    assert [d.name for d in found] == ["市水务管理局", "市生态环境局", "市农业农村局"]
    assert {d.role for d in found} == {Role.SHARED}
    assert {d.evidence for d in found} == {proof(13)}
    assert responsible(task(1)) == ()


def test_responsible_for_some() -> None:
    wanted = ["市农业农村局", "市水务管理局", "市公安局"]
    assert [d.name for d in responsible(task(13), wanted)] == ["市水务管理局", "市农业农村局"]
    assert responsible(task(13), ()) == ()


def test_citations_are_numbered_by_first_use() -> None:
    first, second, third = evidence(15), evidence(2), evidence(9)
    said = (("甲。", (second,)), ("乙。", (first, second)), ("丙。", (third,)))
    done = render(draft(*(Statement(text, by) for text, by in said)), PLAN)
    assert done.text == "甲。[1]乙。[2][1]丙。[3]"
    assert [c.number for c in done.citations] == [1, 2, 3]
    assert [c.clause for c in done.citations] == [2, 15, 9]


def test_lines() -> None:
    done = render(draft(Statement("甲"), Statement("乙", (evidence(2),)), lines=True), PLAN)
    assert done.text == "甲\n乙[1]"


def test_one_piece_of_evidence_is_cited_once() -> None:
    mark = evidence(9)
    done = render(draft(Statement("甲。", (mark, mark)), Statement("乙。", (mark,))), PLAN)
    assert done.text == "甲。[1]乙。[1]"
    assert len(done.citations) == 1


def test_a_sentence_and_its_bracket_are_one_quote() -> None:
    last, mark = evidence(22, 3), proof(22, 3)
    assert last.end == mark.start
    done = render(draft(Statement("甲。", (last, mark)), owners=task(22, 3)), PLAN)
    assert done.text == "甲。[1]"
    (citation,) = done.citations
    assert citation.quote == PLAN.quote(last.start, mark.end)
    assert [(d.name, d.citation) for d in done.departments] == [("市水务管理局", 1)]


def test_a_sentence_apart_from_its_bracket_is_not() -> None:
    done = render(draft(Statement("甲。", (evidence(13), proof(13)))), PLAN)
    assert done.text == "甲。[1][2]"
    assert "城市排水三年攻坚行动" in done.citations[0].quote
    assert done.citations[1].quote.startswith("（市水务管理局")


def test_a_bracket_is_not_joined_to_the_next_task() -> None:
    mark, following = proof(22, 3), evidence(22, 4)
    assert mark.end == following.start
    done = render(draft(Statement("甲。", (mark,)), Statement("乙。", (following,))), PLAN)
    assert [c.quote for c in done.citations] == [
        PLAN.quote(mark.start, mark.end),
        PLAN.quote(following.start, following.end),
    ]


def test_adjoining_sentences_do_not_overlap() -> None:
    marks = [evidence(22, 2, i) for i in range(3)]
    done = render(draft(*(Statement(f"{i}。", (m,)) for i, m in enumerate(marks))), PLAN)
    spans = [(c.start, c.end) for c in done.citations]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_adjoining_pieces_of_two_clauses_stay_apart() -> None:
    five = task(5).responsibility
    assert five
    first, second = Evidence(five.start, five.end, 5), Evidence(five.end, five.end + 3, 6)
    done = render(draft(Statement("甲。", (first, second))), PLAN)
    assert [c.clause for c in done.citations] == [5, 6]


def test_a_department_is_named_once_a_clause_and_role() -> None:
    owners = (*responsible(task(22, 1)), *responsible(task(22, 4)), *responsible(task(22, 2)))
    done = render(Draft(Status.ANSWERED, (Statement("甲。", (proof(22, 1),)),), owners), PLAN)
    keys = [(d.name, d.role, d.clause) for d in done.departments]
    assert len(keys) == len(set(keys))
    assert keys.count(("市自然资源和规划局", Role.LEAD, 22)) == 1
    numbers = {c.number for c in done.citations}
    assert {d.citation for d in done.departments} <= numbers


def test_nothing_renders_to_nothing() -> None:
    done = render(Draft(Status.ANSWERED, ()), PLAN)
    assert (done.text, done.citations, done.departments) == ("", (), ())


def test_every_task_cites_itself() -> None:
    for t in PLAN.tasks():
        mark = Evidence(t.start, t.end, t.clause)
        citation = cite(PLAN, mark, 7)
        clause = PLAN.clause(t.clause)
        assert clause
        assert (citation.number, citation.clause) == (7, clause.number)
        assert citation.part == "clause"
        assert (citation.label, citation.title) == (clause.label, clause.title)
        assert citation.quote == PLAN.source[citation.start : citation.end] == t.text
        assert citation.chapter in {c.text for c in PLAN.chapters}
        assert citation.plan_id == "qingdao-2022"


OUTSIDE = [PartKind.NEWS, PartKind.NOTICE, PartKind.PREAMBLE, PartKind.CLOSING]


@pytest.mark.parametrize("kind", OUTSIDE)
def test_parts_outside_clauses(kind: PartKind) -> None:
    part = PLAN.part(kind)
    assert part
    citation = cite(PLAN, Evidence(part.start, part.end, None, kind.value), 1)
    assert (citation.part, citation.clause) == (kind.value, None)
    assert (citation.label, citation.title, citation.chapter) == ("", "", "")
    assert citation.quote == part.text


def test_related_clauses_exist_and_come_once() -> None:
    found = related(PLAN, [13, 99, 2, 13, 0])
    assert [r.clause for r in found] == [13, 2]
    assert found[0].label == "（十三）"
    assert found[0].chapter == "四、深入打好碧水保卫战"
    assert related(PLAN, []) == ()


def test_the_artefact_of_conversion_is_in_no_quote() -> None:
    for kind in PartKind:
        part = PLAN.part(kind)
        if part:
            assert "bookmark" not in part.text
