"""JSON with a key of the asker's own for each target: {"greenRate": "36%以上"}."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.compose.cells import Row, bare_figure, targets_of
from assistant.compose.draft import Setting, Statement
from assistant.understand.formed import Formed
from corpus.model import Plan, Target

_SHORTEST = 2  # characters of an indicator by which it is told in a question
_MARKS = "依据"


def keyed(
    rows: Sequence[Row], formed: Formed, plan: Plan
) -> tuple[tuple[Statement, ...], Setting] | None:
    """The targets under their keys; None where it is not plain which key is whose."""
    told = [(r, t) for r in rows for t in targets_of(r.statement, plan)]
    placed = [(_place(t, formed.text), r, t) for r, t in told]
    asked = sorted((p for p in placed if p[0] >= 0), key=lambda p: p[0])
    if len(asked) != len(formed.form.keys) or len({p for p, *_ in asked}) < len(asked):
        return None
    said = []
    for key, (_, row, target) in zip(formed.form.keys, asked, strict=True):
        text = json.dumps({key: bare_figure(target)}, ensure_ascii=False)[1:-1]
        proof = f"{target.due}，{target.text}" if target.due else target.text
        mark = f', "{key}{_MARKS}": "'
        said.append(Statement(f"  {text}{mark}", row.statement.evidence, (), '"', proof))
    return tuple(said), Setting("{\n", ",\n", "\n}")


def _place(target: Target, text: str) -> int:
    """Where a question names an indicator: the longest run of its characters; -1 for nowhere."""
    name = target.indicator
    for size in range(len(name), _SHORTEST - 1, -1):
        for start in range(len(name) - size + 1):
            if (at := text.find(name[start : start + size])) >= 0:
                return at
    return -1
