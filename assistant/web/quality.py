"""The latest evaluation, as evals leaves it in files: ``summary.json`` and ``history.jsonl``.

The files are the contract of the two packages (docs/evals/README.md); neither imports the other.
"""

from __future__ import annotations

import logging
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

log = logging.getLogger(__name__)

SUMMARY, HISTORY = "summary.json", "history.jsonl"


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Share(_Read):
    """``right`` of ``count`` as a share with its 95 % interval, all of 1."""

    count: int = Field(ge=0)
    value: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)


class Splits(_Read):
    """The same figure of both halves of the cases."""

    dev: Share | None = None
    test: Share | None = None


class Category(Splits):
    """A category of cases by its Chinese name."""

    name: str


class Reason(_Read):
    """Why answers failed, and how often."""

    name: str
    dev: int = 0
    test: int = 0


class Failure(_Read):
    """A failed case of the dev half; the other half stays blind."""

    id: str
    question: str
    answer: str = ""
    reasons: tuple[str, ...] = ()


class Summary(_Read):
    """The latest report."""

    date: str
    plan_id: str
    engine: str = ""
    bar: float = 0.95
    category_bar: float = 0.9
    overall: Splits
    categories: tuple[Category, ...] = ()
    reasons: tuple[Reason, ...] = ()
    failures: tuple[Failure, ...] = ()


class Moment(_Read):
    """The overall accuracy of an earlier report."""

    date: str
    dev: float | None = None
    test: float | None = None


def read_summary(home: Path) -> Summary | None:
    """The latest report; None where there is none, or it cannot be read (then logged)."""
    try:
        return Summary.model_validate_json((home / SUMMARY).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        log.error("%s: %s", home / SUMMARY, error)
        return None


def read_history(home: Path) -> tuple[Moment, ...]:
    """Earlier reports, oldest first; lines that cannot be read are left out."""
    try:
        lines = (home / HISTORY).read_text("utf-8").splitlines()
    except OSError:
        return ()
    found = []
    for line in filter(str.strip, lines):
        try:
            found.append(Moment.model_validate_json(line))
        except ValidationError as error:
            log.error("%s: %s", home / HISTORY, error)
    return tuple(found)
