"""The plan as frozen data. Every text piece carries ``start``/``end`` into ``Plan.source``.

Invariant of all pieces: ``plan.source[piece.start:piece.end] == piece.text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """How a department carries a task: 牵头 or 按职责分工负责."""

    LEAD = "lead"
    SHARED = "shared"


class PartKind(StrEnum):
    """Parts of a source text that belong to no clause."""

    NEWS = "news"
    NOTICE = "notice"
    TITLE = "title"
    PREAMBLE = "preamble"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source text, offsets in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target(Piece):
    """One measurable aim: what must become how much by when.

    ``text`` is the smallest stretch that states it. ``value`` keeps the plan's own writing
    ("30", "20", "", "全部"); ``unit`` likewise ("微克/立方米", "%", ""). ``due`` is the deadline or
    period as written ("到2025年", "2021年到2023年", ""); ``due_year`` its last year.
    """

    indicator: str
    comparator: str
    value: str
    unit: str
    due: str
    due_year: int | None
    scope: str


@dataclass(frozen=True, slots=True)
class Sentence(Piece):
    """A statement ended by 。 or ； (the end mark is part of ``text``)."""

    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One department's part in a responsibility."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Responsibility(Piece):
    """A responsibility bracket, brackets included in ``text``; duties in the order written."""

    duties: tuple[Duty, ...]

    @property
    def role(self) -> Role:
        """The role of the bracket: lead when any duty leads."""
        return Role.LEAD if any(d.role is Role.LEAD for d in self.duties) else Role.SHARED


@dataclass(frozen=True, slots=True)
class Task(Piece):
    """The sentences since the previous responsibility bracket of the same clause."""

    clause: int
    number: int
    sentences: tuple[Sentence, ...]
    responsibility: Responsibility | None

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Departments with roles; empty where the plan assigns nobody."""
        return self.responsibility.duties if self.responsibility else ()


@dataclass(frozen=True, slots=True)
class Clause(Piece):
    """A numbered clause with its tasks; ``label`` as written, e.g. （十三）."""

    number: int
    label: str
    title: str
    title_start: int
    chapter: int
    tasks: tuple[Task, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of all tasks in order."""
        return tuple(s for task in self.tasks for s in task.sentences)


@dataclass(frozen=True, slots=True)
class Chapter(Piece):
    """A chapter; ``text`` is its heading line, e.g. 四、深入打好碧水保卫战."""

    number: int
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Part(Piece):
    """News item, notice, title, preamble or closing paragraph."""

    kind: PartKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Facts about the document itself, as written in its notice."""

    title: str
    number: str
    issuer: str
    date: str
    addressees: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A parsed plan: ``clauses`` are those of all ``chapters``, in order.

    ``general_duty`` is the whole-plan duty, kept apart from the tasks.
    """

    id: str
    source: str
    document: Document
    parts: tuple[Part, ...]
    chapters: tuple[Chapter, ...]
    general_duty: Piece | None
    general_duty_clause: int | None
    clauses: tuple[Clause, ...] = field(init=False, repr=False, compare=False)
    _numbered: Mapping[int, Clause] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        clauses = tuple(clause for chapter in self.chapters for clause in chapter.clauses)
        object.__setattr__(self, "clauses", clauses)
        object.__setattr__(self, "_numbered", {c.number: c for c in reversed(clauses)})

    def __hash__(self) -> int:
        return hash(
            self.id
        )  # plans are cache keys; hashing every sentence would cost a millisecond

    def clause(self, number: int) -> Clause | None:
        """The clause with this number, or None."""
        return self._numbered.get(number)

    def chapter(self, number: int) -> Chapter | None:
        """The chapter with this number, or None."""
        return next((c for c in self.chapters if c.number == number), None)

    def part(self, kind: PartKind) -> Part | None:
        """The part of this kind, or None."""
        return next((p for p in self.parts if p.kind is kind), None)

    def tasks(self) -> Iterator[Task]:
        """Every task in order, also those without a responsibility bracket."""
        for clause in self.clauses:
            yield from clause.tasks

    def quote(self, start: int, end: int) -> str:
        """The exact source text between two offsets."""
        return self.source[start:end]
