"""The report for programs: ``summary.json`` and one line more in ``history.jsonl``.

The tab 评测 reads them (docs/evals/README.md). As in the report, no question of the test half.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from evals.cases import Split
from evals.figures import accuracy, by_category, reasons
from evals.metrics import RULE_NAMES, Rule
from evals.quick import failures, of_split
from evals.run import Scored

_SHOWN = 40


def summary_object(
    scored: Sequence[Scored],
    names: dict[str, str],
    bars: tuple[float, float],
    today: date,
) -> dict[str, Any]:
    """The latest figures; ``names`` are those of categories, ``bars`` overall and by category."""
    halves = {split.value: of_split(scored, split) for split in Split}
    categories = {key: by_category(part) for key, part in halves.items()}
    broken = {key: reasons(part) for key, part in halves.items()}
    return {
        "date": today.isoformat(),
        "plan_id": _plan(scored),
        "bar": bars[0],
        "category_bar": bars[1],
        "overall": {key: asdict(accuracy(part)) for key, part in halves.items() if part},
        "categories": [
            {"name": names.get(name, name)}
            | {key: asdict(rows[name]) for key, rows in categories.items() if name in rows}
            for name in sorted({name for rows in categories.values() for name in rows})
        ],
        "reasons": [
            {"name": RULE_NAMES[rule]} | {key: counts[rule] for key, counts in broken.items()}
            for rule in Rule
            if any(counts[rule] for counts in broken.values())
        ],
        "failures": [_failure(s) for s in failures(scored)[:_SHOWN]],
    }


def _plan(scored: Sequence[Scored]) -> str:
    """The plan that was asked about: the one that is cited."""
    cited = (c["plan_id"] for s in scored for c in s.reply.raw["citations"])
    return str(next(cited, ""))


def _failure(s: Scored) -> dict[str, Any]:
    asked = " → ".join((*s.case.history, s.case.question))
    why = [str(reason) for reason in s.reasons]
    return {"id": s.case.id, "question": asked, "answer": s.reply.answer, "reasons": why}


def write_summary(summary: dict[str, Any], out: Path) -> None:
    """Write ``summary.json`` to ``out``; the history keeps the last report of each day."""
    shown = json.dumps(summary, ensure_ascii=False, indent=1)
    (out / "summary.json").write_text(shown + "\n", "utf-8")
    path, today = out / "history.jsonl", summary["date"]
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if line.strip() and json.loads(line)["date"] != today]
    now = {"date": today} | {key: half["value"] for key, half in summary["overall"].items()}
    path.write_text("\n".join([*kept, json.dumps(now)]) + "\n", "utf-8")
