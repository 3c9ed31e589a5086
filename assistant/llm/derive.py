"""Whether a run of words is made of one sentence of the plan, and nothing of its own.

The verifier judges claims: figures, dates, roles. This judges the words themselves. A run may

- copy pieces (between commas) of the sentence, in any order, and join neighbours;
- add words of ``corpus/fillers.txt``, write 、 for 和, use the rows of ``corpus/synonyms.txt``;
- leave out whole pieces, items inside a list, foreign abbreviations in brackets, and words of
  ``corpus/softeners.txt``; nothing else, for what limits a statement is easily dropped;
- put the end of a piece before its beginning (全部清零黑臭水体 for 黑臭水体全部清零), or a plain verb
  behind its object (水泥行业完成改造 for 完成水泥行业改造);
- take one statement out of several that share their end (雨污管网全部清零、黑臭水体全部清零).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.verify.claims import moments, normalise
from assistant.verify.evidence import is_scope, read
from corpus.words import load_rows, load_words

Cut = Callable[[str], Sequence[str]]

HIDDEN = "\0"
_CUT = re.compile(r"[,;。!?:\n]|——")
_SEPARATOR = re.compile(r"以及|[、,和与及并]")
_ITEM_END = re.compile(r"以及|[、和与及等]")
_ALIAS = re.compile(r"\([A-Za-z][A-Za-z0-9.]*\)")
_VALUE = re.compile(r"(?:达到|达|为)(?=\d)")
# Lists that are no longer true with an item less, and words that turn round who does what.
_WHOLE = re.compile(r"分别|除|合计|一共|共计|平均|并举|衔接|结合|为核心|为主|为辅|统筹")
_DIRECTED = re.compile(r"[由向从将把被比对以]|替代|代替|取代|转|高于|低于|优于")
# A piece that limits what follows it: it must stay, right before.
_LIMITS = re.compile(
    r"(?:的|者|外|时|后|前|情况下|条件下|期间)$|^(?:对(?!外)|凡|除|若|如|未|达不到|不符合|针对|在.+[区域内围上中])"
)
# A piece that is nothing without what follows it.
_LEANS_ON = re.compile(r"^(?:以(?!上|下).+为|按照|按|依据|根据|围绕|结合|聚焦|剔除)")
# A piece that is nothing without what stands before it.
_LEANS_BACK = re.compile(
    r"^(?:统一|均|都|一律|应|须|必须|不得|其|该|且|也|以及|从而|并(?!网|行|联|举))"
)
_EXCEPT = re.compile(r"^(?:除|但|不含|不包括|另有)|除外")
_RESPECTIVE = re.compile(r"^(?P<heads>.+[、和及与].+?)分别(?P<verb>\D*)(?P<values>\d.*)$")
# Verbs whose doer stays the same wherever they stand; 引导 and 鼓励 are none.
_MOVABLE = re.compile(r"(?:全面|全部|基本)?完成|全面|全部|新增|实现|开展|实施|推进|加强|修复")
_FORBIDS = re.compile(r"^(?:严禁|禁止|不得|不准|全面禁止)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A comma piece without its dates; ``seen`` hides what was not quoted."""

    text: str
    seen: str
    dates: frozenset[str] = frozenset()

    @property
    def only_date(self) -> bool:
        """Nothing but a date."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Used:
    """Pieces ``first`` to ``last`` of the source that a piece of the run is made of."""

    first: int
    last: int


class Deriver:
    """Knows the word lists; ``cut`` cuts text into words."""

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self._fillers = frozenset(map(normalise, load_words("fillers")))
        self._softeners = frozenset(map(normalise, load_words("softeners")))
        rows = [tuple(map(normalise, row)) for row in load_rows("synonyms")]
        self._same = {word: row[0] for row in rows for word in row}
        words = sorted(self._same, key=len, reverse=True)
        self._synonym = re.compile("|".join(map(re.escape, words)))
        self._longest = max(map(len, self._fillers | self._softeners))
        self._boundaries = lru_cache(maxsize=4096)(self._find_boundaries)

    def derives(self, run: str, sentence: str, quotes: Sequence[str]) -> bool:
        """Whether ``run`` is made of what ``quotes`` hold of ``sentence``."""
        source = self._source(sentence, quotes)
        text = self._canonical(run)
        said = [q for p in _pieces(text, text) for q in _listed(p.text)]
        pieces = [p for p in said if not self._empty(p)]
        options = [list(self._made_of(p, source)) for p in pieces]
        dates = {m.key for m in moments(text) if not m.base}
        return any(
            _whole(choice, source) and all(source[i].dates <= dates for i in _indices(choice))
            for choice in _choices(options)
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
        return tuple(_pieces(text, "".join(seen)))

    def _empty(self, text: str) -> bool:
        """Nothing but a date and words that say nothing."""
        return not text or _Match(self, text, Piece("", "")).holds()

    def _made_of(self, text: str, source: tuple[Piece, ...]) -> Iterator[Used]:
        for first, piece in enumerate(source):
            if piece.only_date:
                continue
            for last in range(first, min(first + 3, len(source))):
                joined = _join(source[first : last + 1])
                if self.matches(text, joined):
                    yield Used(first, last)
            if any(
                self.matches(text, p) for p in (*self._parts(piece), *self._turned(text, piece))
            ):
                yield Used(first, first)

    def matches(self, text: str, piece: Piece) -> bool:
        """Whether a piece of a run is made of a piece of the source."""
        return _Match(self, text, piece).holds()

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        """Statements that a piece lists, each on its own under the scope of the first."""
        if HIDDEN in piece.seen:
            return
        found = [*_figured(piece.text), *_alike(piece.text), *self._respective(piece.text)]
        yield from (Piece(text, text, piece.dates) for text in found)

    def _respective(self, text: str) -> Iterator[str]:
        """甲使用比例降低20个百分点 of 甲、乙使用比例分别降低20、15个百分点."""
        found = _RESPECTIVE.match(text)
        heads = re.split("[、和及与]", found["heads"]) if found else []
        values = re.split("[、和及与]", found["values"]) if found else []
        if not found or len(heads) < 2 or len(heads) != len(values):
            return
        unit = values[-1].lstrip("0123456789.")
        last, scope = heads[-1], _scope(heads[0])
        tails = [last[at:] for at in self._boundaries(last)]
        for i, (head, value) in enumerate(zip(heads, values, strict=True)):
            number = value if i == len(values) - 1 else f"{value}{unit}"
            for tail in tails if head is not last else [""]:
                yield f"{scope if i else ''}{head}{tail}{found['verb']}{number}"

    def _turned(self, text: str, piece: Piece) -> Iterator[Piece]:
        """The piece with its end put first, where that turns nobody's part in it round."""
        if _DIRECTED.search(piece.text):
            return
        whole, seen = piece.text, piece.seen
        for at in self._boundaries(whole):
            if whole[at : at + 2] in text:
                yield Piece(whole[at:] + whole[:at], seen[at:] + seen[:at], piece.dates)
        verb = _MOVABLE.match(whole)
        end = verb.end() if verb and verb.group() in text else len(whole)
        for at in self._boundaries(whole):
            if at > end:
                order = (slice(end, at), slice(end), slice(at, None))
                moved, shown = ("".join(x[part] for part in order) for x in (whole, seen))
                yield Piece(moved, shown, piece.dates)

    def _find_boundaries(self, text: str) -> tuple[int, ...]:
        at, found = 0, list[int]()
        for word in self._cut(text):
            at += len(word)
            found.append(at)
        return tuple(found[:-1])

    def fillers_at(self, text: str, i: int) -> Iterator[int]:
        """Ends of filler words that begin at ``i``."""
        yield from (j for j in self._ends(text, i) if text[i:j] in self._fillers)

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
        yield from ((k, j) for k in self._words.fillers_at(text, i))
        yield from ((i, k) for k in self._words.softeners_at(source, j))
        alias = _ALIAS.match(source, j)
        if alias:
            yield i, alias.end()
        mark = _SEPARATOR.match(source, j)
        mine = _SEPARATOR.match(text, i)
        if mark and mine:
            yield mine.end(), mark.end()
        if mark and mark.group() != "," and self._lists:
            yield from ((i, m.start()) for m in _ITEM_END.finditer(source, mark.end() + 2))
        if i < len(text) and j < len(source) and text[i] == self._seen[j]:
            yield i + 1, j + 1


def _scope(text: str) -> str:
    """The longest place or range that a text begins with; "" for none."""
    sizes = (n for n in range(len(text) - 2, 1, -1) if is_scope(text[:n], (text,)))
    return text[: next(sizes, 0)]


def _figured(text: str) -> Iterator[str]:
    """造林2万亩 and 精准提升5万亩 of a list of figures."""
    yield from (a.text for a in read(text).atoms if a.text != text and a.text in text)


def _alike(text: str) -> Iterator[str]:
    """Listed statements with the same end: each under the scope of the first, or all in one."""
    parts = text.split("、")
    if len(parts) < 2 or not all(len(a) > 4 and a[-2:] == b[-2:] for a, b in pairwise(parts)):
        return
    scope = _scope(parts[0])
    yield parts[0]
    yield from (scope + part for part in parts[1:])
    size = 2
    while all(len(p) > size + 1 and p[-size - 1 :] == parts[0][-size - 1 :] for p in parts):
        size += 1
    yield "、".join(p[:-size] for p in parts) + parts[0][-size:]


def _listed(text: str) -> list[str]:
    """A piece of a run, cut at 、 where each part has a figure of its own."""
    parts = text.split("、")
    full = len(parts) > 1 and all(re.search(r"\D\d", p) for p in parts)
    return parts if full else [text]


def _pieces(text: str, seen: str) -> Iterator[Piece]:
    at = 0
    for mark in (*_CUT.finditer(text), None):
        end = mark.start() if mark else len(text)
        if text[at:end]:
            yield _undated(text[at:end], seen[at:end])
        at = mark.end() if mark else end


def _undated(text: str, seen: str) -> Piece:
    """A piece without its dates (the verifier judges those); a year of comparison stays."""
    dates = [m for m in moments(text) if not m.base]
    for m in reversed(dates):
        text, seen = text[: m.start] + text[m.end :], seen[: m.start] + seen[m.end :]
    keys = frozenset(m.key for m in dates) if text else frozenset[str]()
    return Piece(text, seen, keys)


def _join(pieces: Sequence[Piece]) -> Piece:
    said = [p for p in pieces if not p.only_date]
    dates = frozenset[str]().union(*(p.dates for p in said))
    return Piece(",".join(p.text for p in said), ",".join(p.seen for p in said), dates)


def _choices(options: list[list[Used]], most: int = 64) -> Iterator[tuple[Used, ...]]:
    """Ways to take one of each option, at most so many."""
    choices: list[tuple[Used, ...]] = [()]
    for option in options:
        choices = [(*c, used) for c in choices for used in option][:most]
    yield from (c for c in choices if c)


def _indices(choice: Sequence[Used]) -> list[int]:
    return [i for used in choice for i in range(used.first, used.last + 1)]


def _whole(choice: Sequence[Used], source: tuple[Piece, ...]) -> bool:
    """Whether every piece used has with it what it needs to mean the same."""
    said = [i for i, p in enumerate(source) if not p.only_date]
    order = [i for i in _indices(choice) if not source[i].only_date]
    if len(set(order)) < len(order):
        return False
    for at, i in enumerate(order):
        place = said.index(i)
        before = said[place - 1] if place else None
        after = said[place + 1] if place + 1 < len(said) else None
        mine, follows = (
            order[at - 1] if at else None,
            order[at + 1] if at + 1 < len(order) else None,
        )
        if before is not None and before != mine and _needs_before(source, before, i):
            return False
        if after is not None and after != follows and _needs_after(source, i, after):
            return False
        if any(_FORBIDS.search(source[k].text) and k not in order for k in said[:place]):
            return False
    return True


def _needs_before(source: tuple[Piece, ...], before: int, i: int) -> bool:
    return bool(_LIMITS.search(source[before].text) or _LEANS_BACK.search(source[i].text))


def _needs_after(source: tuple[Piece, ...], i: int, after: int) -> bool:
    text = source[i].text
    return bool(
        _LIMITS.search(text) or _LEANS_ON.search(text) or _EXCEPT.search(source[after].text)
    )
