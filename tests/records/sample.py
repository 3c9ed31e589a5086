"""Records to try things with; runs as a program that saves inquiries until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.records.basis import Assigned, Basis, digest_of, plan_version
from assistant.records.model import NewInquiry, NewPhrasing
from assistant.records.store import records_at
from corpus.model import Plan, Role

BASIS = Basis("p", "clause", 13, "（十三）", "黑臭水体", "到2024年全部清零。", "d" * 64)
WATER = Assigned("市水务管理局", Role.LEAD, 13)
FARMS = Assigned("市农业农村局", Role.SHARED, 13)


def inquiry(question: str = "门口的河发臭，找谁？", **more: object) -> NewInquiry:
    given: dict[str, object] = {
        "standalone": question,
        "outcome": "answered",
        "basis": (BASIS,),
        "departments": (WATER, FARMS),
        "reason": "方案第十三条写明。",
        "reply": "您好，您反映的问题由市水务管理局负责。",
        "plan_id": "p",
        "plan_version": "v" * 64,
    }
    return NewInquiry(question, **(given | more))  # type: ignore[arg-type]


def phrasing(plan: Plan, clause: int, question: str = "河臭了找谁？") -> NewPhrasing:
    found = plan.clause(clause)
    assert found is not None
    quote = found.sentences[0].text
    basis = Basis(
        plan.id, "clause", clause, found.label, found.title, quote, digest_of(plan, "", clause)
    )
    return NewPhrasing(
        question, question, "由市水务管理局负责。", (basis,), (WATER,), plan.id, plan_version(plan)
    )


def main(url: str, home: str, count: int) -> None:
    """Save inquiries and tell each number once it is kept; 0 means until killed."""
    records = records_at(url, Path(home))
    saved = 0
    while saved < count or not count:
        print(records.inquiries.add(inquiry(f"第{saved}件"), "甲").number, flush=True)
        saved += 1


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
