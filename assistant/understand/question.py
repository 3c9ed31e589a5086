"""What a question asks and about what: the frozen result of understanding it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.departments import Mention
from corpus.model import Role

_RATE = "率"
_SIZED = re.compile(
    r"(?:多少|(?<![多少添])(?<!多[建修种])几)[百千万亿]*(?:[个家处条座辆台架艘户人名吨亩天次年元钱成%]|公里|公顷|平方|块钱|百分)"
    r"|[罚补奖赔花拨](?:款|贴)?(?:多少|几)"
)
# What a story's words ask that what plans call it does not: why, at what hour, where to go for it.
_REASON = re.compile(
    "为什么|为何|为啥|(?<![之哪这那好])几点|[去到在上]哪(?:儿|里)?(?:登记|领|报名|申请|预约|办)"
)


class Asked(StrEnum):
    """Kinds of questions; one question may be of several."""

    WHO = "who"
    HOW_MUCH = "how_much"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    CHECK = "check"
    WHICH_CLAUSE = "which_clause"
    ORIGINAL = "original"
    TITLE = "title"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit in a question, as written ("35", "微克/立方米")."""

    value: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Clauses, chapters and tasks a question points to by number.

    ``missing`` holds numbers that do not exist, as written. ``sentence`` is one of the clause or
    task named: negative from its end, 0 where none is meant.
    """

    clauses: tuple[int, ...] = ()
    chapters: tuple[int, ...] = ()
    task: int | None = None
    missing: tuple[str, ...] = ()
    sentence: int = 0

    def __bool__(self) -> bool:
        return bool(self.clauses or self.chapters or self.missing)


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    ``topic`` is the text without departments, references and words of politeness; of a stretch that
    only tells a story (``told``) the topic and ``plain`` have what plans call it.
    """

    text: str
    topic: str
    asked: frozenset[Asked]
    reference: Reference
    mentions: tuple[Mention, ...] = ()
    role: Role | None = None
    years: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    told: str = ""
    called: str = ""

    def __hash__(self) -> int:
        return hash((self.text, self.topic))  # a cache key; all fields would take microseconds

    @property
    def plain(self) -> str:
        """The text without the story: words that only tell it ask nothing (在哪儿建厂).

        A story that asks how many keeps its words (环卫车要采购多少辆新能源的), unless plans give
        a rate of it: 一年多少天蓝天.
        """
        if not self.told or _REASON.search(self.told):
            return self.text
        if _SIZED.search(self.told) and _RATE not in self.called:
            return self.text
        return self.text.replace(self.told, self.called, 1)

    @property
    def unnamed(self) -> str:
        """The text without the departments it names."""
        text = self.text
        for start, end in sorted({(m.start, m.end) for m in self.mentions}, reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return text

    def asks(self, *kinds: Asked) -> bool:
        """Whether any of these kinds is asked."""
        return not self.asked.isdisjoint(kinds)
