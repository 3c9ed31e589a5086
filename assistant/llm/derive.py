"""Whether a run of words is made of one sentence of the plan, and nothing of its own.

The verifier judges claims: figures, dates, roles. This judges the words themselves. A run may

- copy pieces (between commas) of the sentence, in any order, and join neighbours;
- add words of ``corpus/fillers.txt``, write 、 for 和, use the rows of ``corpus/synonyms.txt``;
- leave out whole pieces, items of a list that ends in 等, foreign abbreviations in brackets, and
  words of ``corpus/softeners.txt``; nothing else: what limits a statement is easily dropped;
- put what becomes of a thing before it (全部清零黑臭水体 for 黑臭水体全部清零), or a plain verb
  behind its object (水泥行业完成改造 for 完成水泥行业改造), a count before what it counts;
- take one subject out of several that share what is said of them (甲、乙基本消除).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from assistant.llm.pieces import HIDDEN, Piece, cut, join, told
from assistant.llm.turns import turned
from assistant.llm.whole import Used, indices, whole
from assistant.verify.claims import moments, normalise
from assistant.verify.evidence import read
from corpus.words import load_rows, load_words

_SEPARATOR = re.compile(r"以及|[、,和与及并]")
_ITEM_END = re.compile(r"以及|[、和与及等]")
_ITEM_MARKS = frozenset({"、", "以及"})
_AND_SO_ON = "等"
_BEYOND = re.compile(r"[(),]")
_OPEN, _CLOSE = "(", ")"
_ALIAS = re.compile(r"\([A-Za-z][A-Za-z0-9.]*\)")
_VALUE = re.compile(r"(?:达到|达|为)(?=\d)")
# Lists that are no longer true with an item less, and words that turn round who does what.
_WHOLE = re.compile(r"分别|除|合计|一共|共计|平均|并举|衔接|结合|为核心|为主|为辅|统筹")
_ATTAINED = re.compile(r"^实现.+达到\d")
_RESPECTIVE = re.compile(r"^(?P<heads>.+[、和及与].+?)分别(?P<verb>\D*)(?P<values>\d.*)$")
# A place or range that all statements of a list share.
_SHARED = re.compile(
    r"^(?:全[市省]|各区\(市\)|市区|城市|农村|沿海)?(?:地区|建成区|建城区|行业|领域)?"
)
# 甲、乙基本消除: what several subjects share, and verbs with which no subject begins. Not of
# qualities: 固体废物和新污染物治理能力明显增强 says nothing of 固体废物.
_PREDICATE = re.compile(
    r"(?P<heads>[^\d]+?)(?P<rest>(?:基本|全部|全面|均|明显|显著)"
    r"(?:消除|清零|消劣|达标|建成).{0,6})"
)
_DOES = re.compile(
    r"^(?:完成|推进|推动|加强|强化|实施|开展|建立|健全|完善|提升|提高|实现|消除|做好|落实|加快|深化|严|禁)"
)


class Words(Protocol):
    """What cuts text into words, and long words into the words within."""

    def cut(self, text: str) -> list[str]:
        """Every word of a text."""

    def parts(self, word: str) -> tuple[str, ...]:
        """A word and the words within it."""


class Deriver:
    """Knows the word lists."""

    def __init__(self, words: Words) -> None:
        self._words = words
        openers, *others = load_rows("fillers")
        self._particles = frozenset(normalise(w) for row in others for w in row)
        self._openers = self._particles | frozenset(map(normalise, openers))
        self._softeners = frozenset(map(normalise, load_words("softeners")))
        rows = [[normalise(word) for word in row] for row in load_rows("synonyms")]
        self._same = {word: row[0] for row in rows for word in row}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._synonym = re.compile("|".join(re.escape(word) for word in longest_first))
        self._longest = max(map(len, self._openers | self._softeners))
        self._boundaries = lru_cache(maxsize=4096)(self._find_boundaries)

    def without_openings(self, run: str) -> str:
        """A run without pieces that say nothing (根据方案，); the verifier judges the rest."""
        parts = run.split(",")
        return ",".join(p for p in parts if _dated(p) or not self._empty(p)) or run

    def derives(self, run: str, sentence: str, quotes: Sequence[str]) -> bool:
        """Whether ``run`` is made of what ``quotes`` hold of ``sentence``."""
        source = self._source(sentence, quotes)
        text = self._canonical(run)
        said = list(cut(text, text))
        if not said or (not said[-1].dates and self._empty(said[-1].text)):
            return False  # it breaks off: …，同时。
        pieces = [q for p in said for q in _listed(p.text) if not self._empty(q)]
        return any(
            whole(choice, source) and all(told(source[i].dates, text) for i in indices(choice))
            for grouped in _groupings(pieces)
            for choice in _choices([list(self._made_of(p, source)) for p in grouped])
        )

    def _canonical(self, text: str) -> str:
        text = self._synonym.sub(lambda m: self._same[m.group()], normalise(text))
        return _VALUE.sub("达到", text)

    def _source(self, sentence: str, quotes: Sequence[str]) -> tuple[Piece, ...]:
        text = self._canonical(sentence)
        seen = [HIDDEN] * len(text)
        for quote in map(self._canonical, quotes):
            at = text.find(quote)
            if at >= 0:
                seen[at : at + len(quote)] = quote
        return tuple(cut(text, "".join(seen)))

    def _empty(self, text: str) -> bool:
        """Nothing but a date and words that say nothing."""
        return not text or _Match(self, text, Piece("", "")).holds()

    def _made_of(self, text: str, source: tuple[Piece, ...]) -> Iterator[Used]:
        for first, piece in enumerate(source):
            if piece.only_date:
                continue
            for last in range(first, min(first + 3, len(source))):
                joined = join(source[first : last + 1])
                if self.matches(text, joined):
                    yield Used(first, last)
            if any(self.matches(text, p) for p in (*self._parts(piece), *turned(piece))):
                yield Used(first, first)

    def matches(self, text: str, piece: Piece) -> bool:
        """Whether a piece of a run is made of a piece of the source."""
        return _Match(self, text, piece).holds()

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        """Statements that a piece lists, each on its own under the scope of the first."""
        if HIDDEN in piece.seen:
            return
        found = [*_figured(piece.text), *_subjects(piece.text), *self._respective(piece.text)]
        if _ATTAINED.match(piece.text):
            found.append(piece.text.removeprefix("实现"))
        yield from (Piece(text, text, piece.dates) for text in found)

    def _respective(self, text: str) -> Iterator[str]:
        """甲使用比例降低20个百分点 of 甲、乙使用比例分别降低20、15个百分点."""
        found = _RESPECTIVE.match(text)
        heads = re.split("[、和及与]", found["heads"]) if found else []
        values = re.split("[、和及与]", found["values"]) if found else []
        if not found or len(heads) < 2 or len(heads) != len(values):
            return
        unit = values[-1].lstrip("0123456789.")
        last, scopes = heads[-1], {"", _scope(heads[0])}
        tails = [last[at:] for at in self._boundaries(last)]
        for i, (head, value) in enumerate(zip(heads, values, strict=True)):
            number = value if i == len(values) - 1 else f"{value}{unit}"
            for tail in tails if head is not last else [""]:
                for scope in scopes if i else [""]:
                    yield f"{scope}{head}{tail}{found['verb']}{number}"

    def _find_boundaries(self, text: str) -> tuple[int, ...]:
        at, found = 0, set[int]()
        for word in self._words.cut(text):
            for part in self._words.parts(word):
                start = word.find(part)
                found |= {at + start, at + start + len(part)} if start >= 0 else set()
            at += len(word)
        return tuple(sorted(found - {0, len(text)}))

    def fillers_at(self, text: str, i: int, opens: bool) -> Iterator[int]:
        """Ends of filler words that begin at ``i``; ``opens`` where the piece begins."""
        known = self._openers if opens else self._particles
        yield from (j for j in self._ends(text, i) if text[i:j] in known)

    def softeners_at(self, text: str, i: int) -> Iterator[int]:
        """Ends of softeners that begin at ``i``."""
        yield from (j for j in self._ends(text, i) if text[i:j] in self._softeners)

    def _ends(self, text: str, i: int) -> range:
        return range(i + 1, min(i + self._longest, len(text)) + 1)


class _Match:
    """One try to lay a text over a piece, character by character."""

    def __init__(self, words: Deriver, text: str, piece: Piece) -> None:
        self._words = words
        self._text = text
        self._source = piece.text
        self._seen = piece.seen
        self._lists = not _WHOLE.search(piece.text)
        self._tried: set[tuple[int, int]] = set()

    def holds(self) -> bool:
        """Whether all of the text is accounted for, and all of the piece."""
        todo = [(0, 0)]
        while todo:
            i, j = todo.pop()
            if i == len(self._text) and j == len(self._source):
                return True
            if (i, j) not in self._tried:
                self._tried.add((i, j))
                todo += self._steps(i, j)
        return False

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        text, source = self._text, self._source
        yield from ((k, j) for k in self._words.fillers_at(text, i, j == 0))
        yield from ((i, k) for k in self._words.softeners_at(source, j))
        if j == 0 and source.startswith("在"):
            yield i, 1
        alias = _ALIAS.match(source, j)
        if alias:
            yield i, alias.end()
        mark = _SEPARATOR.match(source, j)
        mine = _SEPARATOR.match(text, i)
        if mark and mine:
            yield mine.end(), mark.end()
        if mark and mark.group() in _ITEM_MARKS and self._lists:
            yield from ((i, k) for k in self._items(j, mark.end()))
        if i < len(text) and j < len(source) and text[i] == self._seen[j]:
            yield i + 1, j + 1

    def _items(self, at: int, first: int) -> Iterator[int]:
        """Ends of items that may be left out behind a mark: only a list with 等 stays true."""
        source = self._source
        end = source.find(_AND_SO_ON, first)
        inside = source.count(_OPEN, 0, at) > source.count(_CLOSE, 0, at)
        if end < 0 or inside or _BEYOND.search(source, at, end):
            return
        yield from (m.start() for m in _ITEM_END.finditer(source, first + 2, end + 1))


def _groupings(pieces: list[str]) -> Iterator[list[str]]:
    """The pieces as they are, and with one comma less: the plan writes none there."""
    yield pieces
    for i in range(1, len(pieces)):
        yield [*pieces[: i - 1], pieces[i - 1] + pieces[i], *pieces[i + 1 :]]


def _scope(text: str) -> str:
    """The place or range that a text begins with; "" for none."""
    found = _SHARED.match(text)
    return found.group() if found else ""


def _figured(text: str) -> Iterator[str]:
    """造林2万亩 and 精准提升5万亩 of a list of figures."""
    yield from (a.text for a in read(text).atoms if a.text != text and a.text in text)


def _subjects(text: str) -> Iterator[str]:
    """甲基本消除 and 乙基本消除 of 甲、乙基本消除; and 甲、乙全部清零 of 甲全部清零、乙全部清零."""
    parts = [_PREDICATE.fullmatch(part) for part in text.split("、")]
    said = [(m["heads"], m["rest"]) for m in parts if m]
    scope = _scope(text)
    if len(said) == len(parts) > 1:
        yield from (("" if h.startswith(scope) else scope) + h + rest for h, rest in said)
        if len({rest for _, rest in said}) == 1:
            yield "、".join(h for h, _ in said) + said[0][1]
        return
    whole = _PREDICATE.fullmatch(text)
    heads = re.split("以及|[、和与及]", whole["heads"]) if whole else []
    if whole and len(heads) > 1 and all(len(h) > 2 and not _DOES.match(h) for h in heads):
        plain = not any("的" in h for h in heads)
        yield from (
            (("" if h.startswith(scope) else scope) + h + whole["rest"]) for h in heads if plain
        )


def _listed(text: str) -> list[str]:
    """A piece of a run, cut at 、 where each part has a figure of its own."""
    parts = text.split("、")
    full = len(parts) > 1 and all(re.search(r"\D\d", p) for p in parts)
    return parts if full else [text]


def _dated(text: str) -> bool:
    return any(moments(text))


def _choices(options: list[list[Used]], most: int = 64) -> Iterator[tuple[Used, ...]]:
    """Ways to take one of each option, at most so many."""
    choices: list[tuple[Used, ...]] = [()]
    for option in options:
        choices = [(*c, used) for c in choices for used in option][:most]
    yield from (c for c in choices if c)
