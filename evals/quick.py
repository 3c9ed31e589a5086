"""The tuning loop: figures on the screen, dev failures in a file; of the test split figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evals.cases import Split
from evals.figures import accuracy, by_category, figures, reasons
from evals.metrics import RULE_NAMES
from evals.run import Scored


def of_split(scored: Sequence[Scored], split: Split) -> list[Scored]:
    """The replies of one split."""
    return [s for s in scored if s.case.split is split]


def summary(scored: Sequence[Scored]) -> str:
    """Accuracy by category and overall for both splits, failures by rule, speed."""
    dev, test = of_split(scored, Split.DEV), of_split(scored, Split.TEST)
    rows = {split: by_category(part) for split, part in (("dev", dev), ("test", test))}
    lines = [f"{'category':24}{'dev':>8}{'n':>5}{'test':>9}{'n':>5}"]
    for name in sorted({*rows["dev"], *rows["test"]}):
        cells = [rows[split].get(name) for split in ("dev", "test")]
        lines.append(
            f"{name:24}" + " ".join(f"{c.value:8.3f}{c.count:5}" if c else " " * 13 for c in cells)
        )
    for split, part in ((Split.DEV, dev), (Split.TEST, test)):
        if part:
            lines += ["", f"{split}: {accuracy(part)}", "  " + _rules(part), "  " + _speed(part)]
    return "\n".join(lines)


def _rules(scored: Sequence[Scored]) -> str:
    return "、".join(f"{RULE_NAMES[r]} {n}" for r, n in reasons(scored).most_common())


def _speed(scored: Sequence[Scored]) -> str:
    f = figures(scored)
    return (
        f"recall@1 {f.recall_1:.3f} @3 {f.recall_3:.3f} MRR {f.mrr:.3f}; "
        f"median {f.median_ms:.1f} ms, p95 {f.p95_ms:.1f} ms"
    )


def failures(scored: Sequence[Scored], blind: bool = True) -> list[Scored]:
    """Dev failures, the worst (most rules broken) first; never a test case while ``blind``."""
    shown = of_split(scored, Split.DEV) if blind else scored
    wrong = [s for s in shown if not s.right]
    return sorted(wrong, key=lambda s: (-len(s.reasons), s.case.id))


def describe(s: Scored) -> str:
    """One failure in a few lines."""
    case, reply = s.case, s.reply
    got = f"{reply.status} {sorted(reply.cited)} {reply.answer[:80]}"
    facts = json.dumps(case.facts, ensure_ascii=False)
    wanted = f"{'/'.join(case.status)} {sorted(case.required)} {facts}"
    history = f"  历史：{' ｜ '.join(case.history)}\n" if case.history else ""
    standalone = str(reply.raw["standalone_question"])
    read = f"  理解：{standalone}\n" if standalone != case.question else ""
    why = "".join(f"  - {reason}\n" for reason in s.reasons)
    return f"{case.id} {case.question}\n{history}{read}  得到：{got}\n  应为：{wanted}\n{why}"


def write_failures(scored: Sequence[Scored], path: Path, blind: bool = True) -> int:
    """Write the failures that may be seen, ordered by id, to a file; returns how many."""
    wrong = sorted(failures(scored, blind), key=lambda s: s.case.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(describe, wrong)), "utf-8")
    return len(wrong)
