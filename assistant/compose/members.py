"""Answers about the members of a row: how many there are, the third of them, the others."""

from __future__ import annotations

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.compose.frames import YES
from assistant.compose.phrase import summary
from assistant.ledger.series import Picked, Way
from corpus.model import Plan

_SAID = {
    Way.PLACE: "按顺序是",
    Way.SOME: "说的是",
    Way.REST: "其余是",
    Way.HELD: "列出的是",
}


def members(picked: Picked, plan: Plan) -> Draft | None:
    """What is asked of the members of a row, and the sentence that names them.

    Of what is not among them no more is told than what is.
    """
    row = picked.row
    clause = plan.clause(row.clause)
    sentences = clause.sentences if clause else ()
    sentence = next((s for s in sentences if s.start == row.start), None)
    if not clause or not sentence:
        return None
    marks = (Evidence(row.start, row.end, row.clause),)
    tasks = [t for t in clause.tasks if t.start <= row.start < t.end]
    owners = tuple(d for t in tasks for d in responsible(t))
    whole = Statement(summary(sentence), marks)
    named = "、".join(picked.items)
    if picked.way is Way.COUNT:
        count = str(len(picked.items))
        head = Statement(f"共{count}{picked.unit}：", (), (count, f"{count}{picked.unit}"))
        listed = Statement(f"{named}。", marks)
        return Draft(Status.ANSWERED, (head, listed, whole), owners, lines=True)
    if picked.way is Way.HELD and len(picked.items) == 1:
        return Draft(Status.ANSWERED, (Statement(f"{YES}{whole.text}", marks),), owners)
    frame = _SAID[picked.way]
    first = Statement(f"{frame}{named}。", marks)
    return Draft(Status.ANSWERED, (first, whole), owners, lines=True, frames=(frame,))
