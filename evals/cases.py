"""Evaluation cases: their format, loading them, and the fixed dev/test split.

The test split is blind: nobody who works on the code reads its questions. Everything in this
package shows only figures of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Status
from corpus.catalog import DEFAULT_PLAN
from corpus.model import Role

CASES = Path(__file__).parent / "cases"
PRACTICE = Path(__file__).parent / "practice"

# Categories whose right reply is one fact or one department: at most SHORT_LIMIT characters.
SHORT_CATEGORIES = frozenset(
    (
        "fact",
        "department",
        "colloquial",
        "colloquial_department",
        "noisy",
        "yes_no",
        "false_premise",
        "news",
        "multi_turn",
        "injection",
        "exhaustive_due",
        "exhaustive_value",
    )
)
SHORT_LIMIT = 150
_ASKS_TEXT = re.compile(
    r"原文|全文|逐条|列出|列一|列个|清单|完整|详细|念|内容|分点|表格|整段|全部|概括"
)
# A follow-up that points at a clause or an item asks for its text.
_POINTS = re.compile(r"[讲说](?:的|了)?[什啥]|[上下这那]一?[条项]|第.{1,3}[条项个]|哪一?条|目标")


class CaseError(Exception):
    """The case files cannot be used; says where and why."""


class Split(StrEnum):
    """The two halves of the cases."""

    DEV = "dev"
    TEST = "test"


class ExpectedDepartment(BaseModel):
    """A department that the reply must name, with its role in a clause."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    role: Role
    clause: int

    @property
    def key(self) -> tuple[str, str, int]:
        """What is compared."""
        return self.name, self.role.value, self.clause


class Case(BaseModel):
    """One question and what a right reply holds.

    ``status`` lists acceptable statuses, best first; ``clauses`` and ``parts`` must be cited,
    ``also`` may be; ``departments`` is the exact set, None when not graded; ``facts`` are groups
    of alternatives, one of each must stand in the answer; nothing of ``forbidden`` may. ``claim``
    tells whether what the question claims is true, None when that is not clear.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    category: str
    history: tuple[str, ...] = ()
    question: str
    status: tuple[Status, ...] = Field(min_length=1)
    clauses: tuple[int, ...] = ()
    also: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    departments: tuple[ExpectedDepartment, ...] | None = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    claim: bool | None = None
    note: str = ""
    plan: str = DEFAULT_PLAN

    @property
    def split(self) -> Split:
        """Which half this case belongs to; depends on the id alone."""
        return split_of(self.id)

    @property
    def refusal(self) -> bool:
        """Whether the best reply is a refusal."""
        return not self.status[0].has_evidence

    @property
    def required(self) -> frozenset[str]:
        """Clauses and parts that must be cited, as words ("13", "news")."""
        return frozenset(map(str, self.clauses)) | frozenset(self.parts)

    @property
    def short(self) -> bool:
        """Whether the reply must be short: one fact or department, no text asked for."""
        if self.category not in SHORT_CATEGORIES or len(self.required) > 1:
            return False
        points = self.history and _POINTS.search(self.question)
        return not (points or _ASKS_TEXT.search(self.question))


def split_of(case_id: str) -> Split:
    """sha256 of the id: even is dev, odd is test."""
    even = int(hashlib.sha256(case_id.encode()).hexdigest(), 16) % 2 == 0
    return Split.DEV if even else Split.TEST


def load_cases(folder: Path = CASES, split: Split | None = None) -> tuple[Case, ...]:
    """All cases of a folder's ``*.jsonl``, in file order, of one split or both.

    Raises:
        CaseError: a line that is not a case, or an id used twice.
    """
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                case = _read(line, f"{path.name}:{number}")
                if case.id in cases:
                    raise CaseError(f"{path.name}:{number} 编号重复：{case.id}")
                cases[case.id] = case
    return tuple(c for c in cases.values() if split is None or c.split is split)


def _read(line: str, where: str) -> Case:
    try:
        return Case.model_validate(json.loads(line))
    except ValidationError as error:
        # Only places and kinds: the text of a case may belong to the blind split.
        what = "；".join(f"{'.'.join(map(str, e['loc']))} {e['type']}" for e in error.errors())
        raise CaseError(f"{where} 格式不对：{what}") from None
    except ValueError:
        raise CaseError(f"{where} 不是 JSON") from None
