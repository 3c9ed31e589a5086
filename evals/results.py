"""Results that the report shows, kept as JSON so that a report needs no new run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.baselines import Outcome
from evals.cases import Split
from evals.figures import Share, share
from evals.left import Left, Worth
from evals.run import Scored

Json = dict[str, Any]


def share_json(value: Share) -> Json:
    """A share as JSON."""
    return {"value": value.value, "low": value.low, "high": value.high, "count": value.count}


def share_of(data: Json) -> Share:
    """A share from JSON."""
    return Share(data["value"], data["low"], data["high"], data["count"])


def baseline_row(name: str, outcomes: Sequence[Outcome]) -> Json:
    """Figures of one baseline: right clause first, strict accuracy, by split and together."""
    row: Json = {"name": name}
    for split in ("all", "dev", "test"):
        part = [o for o in outcomes if split in ("all", o.case.split.value)]
        firsts = [o.first for o in part if o.first is not None]
        rights = [o.right for o in part if o.right is not None]
        row[split] = {"first": share_json(share(firsts)) if firsts else None}
        row[split]["strict"] = share_json(share(rights)) if rights else None
    return row


def leave_one_out_json(left: Sequence[Left]) -> Json:
    """Shares right of what is counted, by split, clause and category, and the outcomes of all.

    ``strict`` takes every reply by its status alone. No questions.
    """

    def part(keep: Iterable[bool]) -> Json:
        return share_json(share(list(keep)))

    counted = [x for x in left if x.counted]
    clauses = sorted({x.clause for x in counted})
    categories = sorted({x.case.category for x in counted})
    splits = {"all": set(Split), "dev": {Split.DEV}, "test": {Split.TEST}}
    return {
        **{k: part(x.right for x in counted if x.case.split in s) for k, s in splits.items()},
        "strict": {k: part(x.strict for x in left if x.case.split in s) for k, s in splits.items()},
        "clauses": {str(n): part(x.right for x in counted if x.clause == n) for n in clauses},
        "categories": {
            c: part(x.right for x in counted if x.case.category == c) for c in categories
        },
        "outcomes": {o.value: sum(x.worth is o for x in left) for o in Worth},
    }


def exhaustive_json(scored: Sequence[Scored]) -> Json:
    """Share right by kind, and the failures: generated questions belong to no split."""
    kinds = sorted({s.case.category for s in scored})
    wrong = [s for s in scored if not s.right]
    return {
        "all": share_json(share([s.right for s in scored])),
        "kinds": {
            k: share_json(share([s.right for s in scored if s.case.category == k])) for k in kinds
        },
        "failures": [
            {
                "question": s.case.question,
                "answer": s.reply.answer,
                "reasons": [str(r) for r in s.reasons],
            }
            for s in wrong
        ],
    }


def write(path: Path, data: Any) -> None:
    """Write a result."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read(path: Path) -> Any:
    """A result, None when it has not been made."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else None
