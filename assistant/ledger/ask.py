"""A question to the ledger as typed slots: what is selected, where, and what is done with it.

:mod:`assistant.ledger.reading` makes it of the words, :mod:`assistant.ledger.relation` picks the
rows, :mod:`assistant.ledger.reply` tells them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.ledger.kinds import Kind
from assistant.ledger.values import Figure, Trend
from corpus.model import Role


class Act(StrEnum):
    """What is done with what is selected."""

    LIST = "list"
    COUNT = "count"
    RANK = "rank"
    COMPARE = "compare"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Size:
    """A wanted number of ``kind``: at least ``low``, at most ``high``."""

    kind: Kind
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of the ledger are meant.

    ``places`` are sets of clause numbers, all of them allowed (``across``: each must be met);
    ``nowhere`` are clauses that a department must not stand in. ``groups`` are departments by
    any of their names, ``every`` of them wanted, ``joint`` in one task; ``beside`` are departments
    that must share a task. ``barred`` must not stand there at all, or not in the role
    ``barred_as``. ``bare`` asks for what has no target that fits, ``every_year`` for what has one
    in each of the years, ``only_years`` for none in others; ``topics`` are words of the titles of
    clauses whose targets count.
    ``counted`` wants targets with a figure that is no percentage.
    ``entire`` sizes a clause by all of its tasks, whatever the role asked for.
    ``headed`` measures titles instead of texts.
    """

    places: tuple[frozenset[int], ...] = ()
    across: bool = False
    confined: bool = False
    outside: frozenset[int] = frozenset()
    nowhere: frozenset[int] = frozenset()
    groups: tuple[tuple[str, ...], ...] = ()
    every: bool = False
    joint: bool = False
    sole: bool = False
    barred: frozenset[str] = frozenset()
    barred_as: Role | None = None
    excepted: frozenset[str] = frozenset()
    role: Role | None = None
    without: Role | None = None
    both: bool = False
    years: frozenset[int] = frozenset()
    dated: bool = False
    undated: bool = False
    percent: bool = False
    counted: bool = False
    aimed: bool = False
    bare: bool = False
    every_year: bool = False
    only_years: bool = False
    figures: tuple[Figure, ...] = ()
    trends: tuple[Trend, ...] = ()
    units: tuple[str, ...] = ()
    base: int = 0
    topics: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    every_word: bool = False
    unsaid: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    initial: bool = False
    final: bool = False
    headed: bool = False
    entire: bool = False
    sizes: tuple[Size, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question understood: ``by`` groups the answer, ``measure`` is what ranks are made by.

    ``top`` is how many of the first (negative: of the last), ``nth`` one rank alone, ``ordered``
    the whole order (1 falling, -1 rising). ``ends`` asks for the first and the last,
    ``gap`` how far these are apart. ``after`` are departments that the answer comes next to;
    ``firsts`` asks for the first (1) and the last (-1) in the order of the plan; ``alike`` for
    clauses with the very same departments.
    """

    act: Act
    select: Kind
    scope: Scope = field(default_factory=Scope)
    by: Kind | None = None
    measure: Kind | None = None
    top: int = 0
    nth: int = 0
    ordered: int = 0
    equal: bool = False
    roles: bool = False
    gap: bool = False
    ends: bool = False
    after: tuple[str, ...] = ()
    firsts: tuple[int, ...] = ()
    alike: bool = False
