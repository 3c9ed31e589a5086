"""Departments named in a row, the kind of body said once for all: 水务和海洋两个局."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.departments import Department, Mention, Registry
from corpus.patterns import branching
from corpus.words import any_of, load_rows

_AND = r"\s*(?:、|和|与|跟|及|以及|，|加上?)\s*"
_BODY = re.compile(r"(?:局|委|厅|院|办|部|中心)$")
_BODIES = re.compile(r"(?:部门|单位|机构|机关)$")
_SO_MANY = r"(?:的?[这那]?(?:[两三四五六几]|\d)[家个])?"
# What tells that the row before it is one of bodies, not of matters.
_TAIL = re.compile(
    r"\s*(?:[这那]?(?:[两三四五六七八九十\d]|几|些)(?:个|家)?(?:[^，。？、]{0,4}?(?:局|家|部门|单位|机构|口))?"
    r"|等(?:[^，。？、]{0,4}?)(?:局|部门|单位|机构|家)|部门|单位|局(?!部|面|限)|口子?"
    r"|共同(?:负责|承担|参与)|(?:都|同时|一起|均)(?:有份|参与|出现|在列|负责|被|写|列|凑))"
)


def named(text: str, registry: Registry) -> tuple[Mention, ...]:
    """Departments named in ``text``, those of a row by their stems as well."""
    kinds = _kinds(text, registry)
    single = registry.find(text)
    kinds = tuple(k for k in kinds if not any(_apposed(text, m, k) for m in single))
    own = (m for m in single if not any(_inside(m, k) for k in kinds))
    found = (*own, *kinds, *_grouped(text, registry))
    if not found:
        return found
    stems, pattern = _stems(registry)
    taken = {i for m in found for i in range(m.start, m.end)}
    more = [
        Mention(m.group(), m.start(), (stems[m.group()],))
        for m in pattern.finditer(text)
        if taken.isdisjoint(range(m.start(), m.end()))
    ]
    if not more:
        return tuple(sorted(found, key=lambda mention: mention.start))
    kept = {id(m) for row in _rows(text, [*found, *more]) for m in row}
    return tuple(
        sorted((*found, *(m for m in more if id(m) in kept)), key=lambda mention: mention.start)
    )


def _grouped(text: str, registry: Registry) -> tuple[Mention, ...]:
    """Each of several bodies told by one word (公检法), at its place."""
    return tuple(
        Mention(word, at, (body,))
        for word, *names in load_rows("departments/groups")
        if (at := text.find(word)) >= 0
        for body in map(registry.get, names)
        if body
    )


def _kinds(text: str, registry: Registry) -> tuple[Mention, ...]:
    """Bodies of one kind told by its name (驻青单位), the longest name first; any is meant."""
    found = list[Mention]()
    if not _any_class(registry).search(text):
        return ()
    for pattern, bodies in _classes(registry):
        if not (called := pattern.search(text)):
            continue
        mention = Mention(called.group(), called.start(), bodies)
        if not any(_inside(mention, m) for m in found):
            found.append(mention)
    return tuple(found)


@lru_cache(maxsize=4)
def _classes(registry: Registry) -> tuple[tuple[re.Pattern[str], tuple[Department, ...]], ...]:
    """Names of kinds of bodies, the longest first, with the bodies of each that there are."""
    rows = sorted(load_rows("departments/classes"), key=lambda r: -len(r[0]))
    found = ((word, tuple(d for n in names if (d := registry.get(n)))) for word, *names in rows)
    return tuple((_counted(word), bodies) for word, bodies in found if bodies)


@lru_cache(maxsize=4)
def _any_class(registry: Registry) -> re.Pattern[str]:
    """Any of those names: most texts have none, and one search is faster than a hundred."""
    return branching("|".join(f"(?:{name.pattern})" for name, _ in _classes(registry)))


def _counted(word: str) -> re.Pattern[str]:
    """A kind of bodies, with how many of them between its two words: 市委的两家单位."""
    body = _BODIES.search(word)
    if not body:
        return re.compile(re.escape(word))
    return re.compile(f"{re.escape(word[: body.start()])}{_SO_MANY}{body.group()}")


def _apposed(text: str, one: Mention, kind: Mention) -> bool:
    """证监局、银保监局这俩驻青单位: the kind of those just named."""
    between = text[one.end : kind.start]
    return one.end <= kind.start and bool(re.fullmatch(r"[这那等两俩几些个家三四]*", between))


def _inside(one: Mention, other: Mention) -> bool:
    return other.start <= one.start and one.end <= other.end


def _rows(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Rows of names joined by 和, with a word that makes bodies of them, and one sure name."""
    rows: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        last = rows[-1][-1] if rows else None
        if last and re.fullmatch(_AND, text[last.end : mention.start]):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    return [r for r in rows if len(r) > 1 and _TAIL.match(text, r[-1].end)]


@lru_cache(maxsize=4)
def _stems(registry: Registry) -> tuple[dict[str, Department], re.Pattern[str]]:
    """Names without place and kind of body (海洋发展, 海洋), where they fit one department."""
    place = re.compile(rf"^(?:{re.escape(registry.place)}市?|市)(?=..)")
    found: dict[str, set[Department]] = {}
    for department in registry.departments:
        for name in department.names:
            stem = _BODY.sub("", place.sub("", name))
            if stem != name and len(stem) > 1:
                found.setdefault(stem, set()).add(department)
    stems = {s: next(iter(d)) for s, d in found.items() if len(d) == 1}
    return stems, re.compile(any_of(stems))
