"""Plans and clauses as plain objects, for the CLI and the API alike."""

from __future__ import annotations

from typing import Any

from corpus.ledger import rows
from corpus.model import Plan


def plan_object(plan: Plan) -> dict[str, Any]:
    """What a plan is: its id, the facts of its notice, and how much it holds."""
    document = plan.document
    tasks = list(plan.tasks())
    return {
        "id": plan.id,
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "date": document.date,
        "chapters": len(plan.chapters),
        "clauses": len(plan.clauses),
        "tasks": len(tasks),
        "departments": len({d.name for task in tasks for d in task.duties}),
    }


def clause_object(plan: Plan, number: int) -> dict[str, Any] | None:
    """A clause with its text and its ledger rows; None when the plan has no such clause."""
    clause = plan.clause(number)
    if clause is None:
        return None
    chapter = plan.chapter(clause.chapter)
    return {
        "plan_id": plan.id,
        "clause": clause.number,
        "label": clause.label,
        "title": clause.title,
        "chapter": chapter.text if chapter else "",
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "tasks": [row for row in rows(plan) if row["clause"] == number],
    }


def contents_object(plan: Plan) -> dict[str, Any]:
    """What a plan is, with its table of contents."""
    return plan_object(plan) | {
        "general_duty": plan.general_duty.text if plan.general_duty else "",
        "contents": [
            {
                "number": chapter.number,
                "title": chapter.text,
                "clauses": [
                    {"clause": c.number, "label": c.label, "title": c.title}
                    for c in chapter.clauses
                ],
            }
            for chapter in plan.chapters
        ],
    }
