"""Things a plan sets in a row: A、B、C等行业, “两场两区”（即A、B）, 以A、B和C为核心的“三线一单”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Plan

_PART = r"[^，。；：、（）]+?(?:（[^（）、]{1,12}）[^，。；：、（）]*?)?"
_MORE = rf"{_PART}(?:、{_PART})+"
# What the members are called together ends where the next row begins.
_KIND = r"[^，。；：、（）等]*?(?=和[^，。；：、（）等]{1,10}、|[，。；：、（）等]|为重点|为核心|$)"
_NAMED = re.compile(rf"“(?P<name>[^“”、]+)”（即(?P<row>{_MORE})）")
_CORE = re.compile(rf"以(?P<row>{_MORE})为核心的“(?P<name>[^“”]+)”")
_LEVELS = re.compile(rf"(?P<row>{_MORE})(?P<name>[两三四五六]级[^，。；：、（）]*)")
_ALIKE = re.compile(rf"(?P<row>{_MORE})等(?P<name>{_KIND})")
_QUOTED = re.compile(r"“(?P<row>[^“”、]{1,4}(?:、[^“”、]{1,4})+)”(?P<name>[^，。；：、（）]*)")
_PLAIN = re.compile(rf"(?P<row>{_MORE})(?P<name>)(?=[，。；：（）]|$)")
_FORMS = (_NAMED, _CORE, _LEVELS, _ALIKE, _QUOTED, _PLAIN)
# What is done to the members of a row, before the first of them.
_DONE = re.compile(
    r"^.*(?:严格执行|推行|依据|巩固|推广|聚焦|打造|做好|布局|落实到|覆盖|开展|加强|严格|及其)(?=.)"
    r"|^(?:和|对|以|在|将|与|及|市场化|深化|推进|实施|完善|强化|推动|建立|健全|加快|提升|控制|依法|全面|合理|加大|提高|规范|补齐|落实)+(?=.{2})"
)
_JOINT = re.compile(r"和|以及|及(?!其)")
_ACT = re.compile(r"(?:保护|攻关|监管|管理)$")  # 保护和修复 is done to one thing
_QUOTES = re.compile(r"^“([^”]+)”$")


@dataclass(frozen=True, slots=True)
class Series:
    """A row of things in a sentence: its members, and what they are called together ("" without).

    ``start`` and ``end`` are the sentence in the source.
    """

    name: str
    items: tuple[str, ...]
    clause: int
    start: int
    end: int


def rows(plan: Plan) -> tuple[Series, ...]:
    """All rows of a plan in its order, those with a name of a sentence first."""
    return tuple(
        Series(name, items, clause.number, sentence.start, sentence.end)
        for clause in plan.clauses
        for sentence in clause.sentences
        for name, items in _in(sentence.text)
    )


def _in(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a sentence; each stretch of it belongs to the first form that takes it."""
    for form in _FORMS:
        for found in form.finditer(text):
            items = _members(found["row"], form not in (_NAMED, _LEVELS, _QUOTED))
            if all(items):
                yield found["name"].strip("“”"), items
        text = form.sub(lambda m: "，" * len(m.group()), text)


def _members(row: str, joined: bool) -> tuple[str, ...]:
    """The members, the last two of which may be joined by 和."""
    first, *rest = row.split("、")
    head = _DONE.sub("", _DONE.sub("", first))
    tail = _JOINT.split(rest[-1], maxsplit=1) if joined else [rest[-1]]
    if not all(len(t) > 1 for t in tail) or _ACT.search(tail[0]):
        tail = [rest[-1]]
    return tuple(_QUOTES.sub(r"\1", i) for i in (head, *rest[:-1], *tail))


class Way(StrEnum):
    """What is told of members: how many, which, those besides one, whether one is among them."""

    COUNT = "count"
    PLACE = "place"
    SOME = "some"
    REST = "rest"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Picked:
    """Members of a row that are meant, and what is told of them; ``unit`` is what counts them."""

    row: Series
    items: tuple[str, ...]
    way: Way
    unit: str = "个"
