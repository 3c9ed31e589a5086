"""Texts cut into atoms: comma pieces with their claims and the dates that govern them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.verify.claims import (
    Figure,
    Moment,
    Word,
    comparators,
    figures,
    moments,
    negations,
    normalise,
)
from corpus.patterns import branching

# Where a piece ends: comma and stronger marks, and behind a responsibility bracket.
_CUT = branching(r"[,;。!?:\n]|——|(?<=负责)[)〕]|(?<=牵头)[)〕]|(?<=一一列出)〕")
_STRONG = frozenset("。!?\n)〕")
_RESPECTIVE = re.compile(r"^(?P<heads>.+?[、和及与].+?)分别(?P<verb>[^\d]*)(?P<values>\d.*)$")
_SCOPE_END = re.compile(r"(?:[区市县镇村域带湾]|市\)|行业|领域|地区|企业|范围内?|机组)$")


@dataclass(frozen=True)
class Atom:
    """A piece between commas. ``dues`` are keys of the dates under which it stands."""

    text: str
    sentence: int
    run: int
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    words: tuple[Word, ...] = ()
    negations: tuple[Word, ...] = ()
    dues: frozenset[str] = frozenset()
    start: int = 0

    @cached_property
    def tokens(self) -> tuple[Figure | Moment | Word, ...]:
        """All claims of the piece."""
        return (*self.figures, *self.moments, *self.words, *self.negations)

    @cached_property
    def kinds(self) -> Counter[str]:
        """How often each class of comparator stands in the piece."""
        return Counter(word.kind for word in self.words)

    @cached_property
    def content(self) -> str:
        """The words of the piece: claims blanked out by spaces."""
        text = list(self.text)
        for token in self.tokens:
            text[token.start : token.end] = " " * (token.end - token.start)
        return "".join(text)

    @cached_property
    def bigrams(self) -> frozenset[str]:
        """Character pairs of the whole piece."""
        return frozenset(a + b for a, b in pairwise(self.text))

    @property
    def bare(self) -> bool:
        """No claim of its own."""
        return not self.tokens

    @property
    def only_date(self) -> bool:
        """Nothing but a date: 到2025年."""
        return bool(self.moments) and not self.content.strip()

    def cuts(self, start: int, end: int) -> bool:
        """Whether the stretch begins or ends inside a claim of this piece."""
        return any(t.start < edge < t.end for t in self.tokens for edge in (start, end))


@dataclass(frozen=True)
class Reading:
    """A text with its atoms and, for looser comparison, its whole sentences as atoms."""

    text: str
    atoms: tuple[Atom, ...]

    @cached_property
    def sentences(self) -> tuple[Atom, ...]:
        """Each sentence of several pieces as one atom."""
        groups: dict[int, list[Atom]] = {}
        for atom in self.atoms:
            groups.setdefault(atom.sentence, []).append(atom)
        return tuple(_join(group) for group in groups.values() if len(group) > 1)

    @cached_property
    def scopes(self) -> dict[int, tuple[str, ...]]:
        """Beginnings of pieces up to which a scope may reach, by sentence."""
        out: dict[int, tuple[str, ...]] = {}
        for atom in self.atoms:
            out[atom.sentence] = (*out.get(atom.sentence, ()), atom.content.strip())
        return out


@lru_cache(maxsize=4096)
def read(text: str, outer: frozenset[str] = frozenset()) -> Reading:
    """Atoms of a normalised text; ``outer`` are dates that govern its first sentence."""
    atoms: list[Atom] = []
    for raw in _pieces(text):
        atoms += _split_list(_claims(raw))
    return Reading(text, tuple(_expand(_govern(atoms, outer))))


@lru_cache(maxsize=4096)
def read_source(source: str, start: int, end: int) -> Reading:
    """A quote of ``source``; its first piece may stand under a date before it."""
    head = source[source.rfind("\n", 0, start) + 1 : start]
    head = head[head.rfind("。") + 1 :]
    before = read(normalise(head)).atoms if head.strip() else ()
    outer = before[-1].dues if before and normalise(head)[-1] not in _STRONG else frozenset[str]()
    return read(normalise(source[start:end]), outer)


def is_scope(prefix: str, sentence: Sequence[str]) -> bool:
    """Whether ``prefix`` is a place or range with which a piece of the sentence begins."""
    return bool(_SCOPE_END.search(prefix)) and any(p.startswith(prefix) for p in sentence)


def _pieces(text: str) -> Iterator[Atom]:
    sentence = run = at = 0
    for mark in (*_CUT.finditer(text), None):
        end = mark.start() if mark else len(text)
        if text[at:end]:
            yield Atom(text[at:end], sentence, run, start=at)
        if mark is None:
            return
        at = mark.end()
        strong = mark.group() in _STRONG
        sentence += strong
        run += strong or mark.group() == ";"


def _claims(atom: Atom) -> Atom:
    text = atom.text
    dates = tuple(moments(text))
    blank = text
    for m in dates:
        blank = blank[: m.start] + " " * (m.end - m.start) + blank[m.end :]
    numbers = figures(blank)
    words = tuple(comparators(blank, numbers))
    # 不低于 is a comparator: its class says all that the negation would.
    spans = [(w.start, w.end) for w in words]
    denials = (n for n in negations(text) if not any(a <= n.start < b for a, b in spans))
    return Atom(
        text,
        atom.sentence,
        atom.run,
        tuple(numbers),
        dates,
        words,
        tuple(denials),
        atom.dues,
        atom.start,
    )


def _split_list(atom: Atom) -> Iterator[Atom]:
    """Cut 造林2万亩、提升5万亩 at 、; 20、15个百分点 stays whole."""
    if len(atom.figures) < 2 or "、" not in atom.text:
        yield atom
        return
    parts = [""]
    for part in atom.text.split("、"):
        full = bool(parts[-1]) and bool(figures(parts[-1])) and bool(figures(part))
        if full and not parts[-1][-1].isdigit():
            parts.append(part)
        else:
            parts[-1] += ("、" if parts[-1] else "") + part
    if len(parts) == 1:
        yield atom
        return
    for part in parts:
        yield _claims(Atom(part, atom.sentence, atom.run, start=atom.start + atom.text.find(part)))


def _govern(atoms: list[Atom], outer: frozenset[str]) -> list[Atom]:
    """Give each atom the dates under which it stands, its own included."""
    out: list[Atom] = []
    due, passing = outer, frozenset[str]()
    for i, atom in enumerate(atoms):
        previous = atoms[i - 1] if i else None
        if previous and previous.sentence != atom.sentence:
            due = passing = frozenset()
        elif previous and previous.run != atom.run:
            passing = frozenset()
        opening = {m.key for m in atom.moments if not m.base and m.start == 0}
        own = {m.key for m in atom.moments if not m.base}
        if opening:
            after_date = previous is not None and previous.only_date
            due = (due | opening) if after_date else frozenset(opening)
            passing = frozenset()
        dues = due | passing | own
        out.append(replace(atom, dues=dues) if dues else atom)
        passing = passing | own
    return out


def _expand(atoms: list[Atom]) -> Iterator[Atom]:
    """Spell out 甲、乙分别降低20、15个百分点 as one atom for each pair."""
    for atom in atoms:
        match = _RESPECTIVE.match(atom.text)
        heads = re.split(r"[、和及与]", match["heads"]) if match else []
        numbers = atom.figures[-len(heads) :] if match else ()
        values = [f for f in numbers if match and f.start >= match.start("values")]
        if not match or len(values) != len(heads) or len(heads) < 2:
            yield atom
            continue
        shared = heads[-1][-4:]
        for head, figure in zip(heads, values, strict=True):
            tail = "" if head is heads[-1] else shared
            scope = _scope(heads[0]) if head is not heads[0] else ""
            text = f"{scope}{head}{tail}分别{match['verb']}"
            yield _pair(atom, text, figure, atom.text[values[-1].end :])


def _pair(atom: Atom, before: str, figure: Figure, after: str) -> Atom:
    at, end = len(before), len(before) + len(figure.digits)
    moved = replace(figure, start=at, end=end)
    virtual = _claims(replace(atom, text=f"{before}{figure.digits}{after}"))
    words = [w for w in virtual.words if w.end <= at or w.start >= end]
    if figure.bound:
        words.append(Word(figure.text, at, end, figure.bound))
    others = (f for f in virtual.figures if f.start >= end)
    return replace(virtual, figures=(moved, *others), words=tuple(words), dues=atom.dues)


def _scope(head: str) -> str:
    found = re.match(r"全[市省区县]|各区\(市\)", head)
    return found.group() if found else ""


def _join(group: list[Atom]) -> Atom:
    """One atom of several; offsets follow its text."""
    text = ""
    figs: list[Figure] = []
    dates: list[Moment] = []
    words: list[Word] = []
    denials: list[Word] = []
    for atom in group:
        text += "," if text else ""
        at = len(text)
        text += atom.text
        figs += [replace(f, start=f.start + at, end=f.end + at) for f in atom.figures]
        dates += [replace(m, start=m.start + at, end=m.end + at) for m in atom.moments]
        words += [replace(w, start=w.start + at, end=w.end + at) for w in atom.words]
        denials += [replace(n, start=n.start + at, end=n.end + at) for n in atom.negations]
    return replace(
        group[0],
        text=text,
        figures=tuple(figs),
        moments=tuple(dates),
        words=tuple(words),
        negations=tuple(denials),
        dues=frozenset[str]().union(*(a.dues for a in group)),
    )
