"""The thesaurus: everyday words ↔ official terms, one file per field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# The file of administrative verbs and words of asking; it names no matter of its own.
GENERAL = "general"
# The file of English words and abbreviations.
ENGLISH = "english"
# Files of matters that every office deals with; their words do not tell one matter from another.
OFFICE = frozenset({GENERAL, "organisation", "law_money", ENGLISH})


@dataclass(frozen=True, slots=True)
class Entry:
    """An official term and the words people use for it."""

    field: str
    official: str
    variants: tuple[str, ...]


class Lexicon:
    """Look-up of everyday words, longest match first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._official: dict[str, list[str]] = {}
        for entry in self.entries:
            for variant in entry.variants:
                self._official.setdefault(variant.lower(), []).append(entry.official)
        sizes: dict[str, set[int]] = {}
        for word in self._official:
            sizes.setdefault(word[:2], set()).add(len(word))
        self._sizes = {head: sorted(found, reverse=True) for head, found in sizes.items()}

    @property
    def words(self) -> tuple[str, ...]:
        """All terms and variants."""
        return tuple(dict.fromkeys([e.official for e in self.entries] + list(self._official)))

    @property
    def terms(self) -> tuple[str, ...]:
        """Terms and variants of the fields of the environment, without words of asking."""
        entries = [e for e in self.entries if e.field != GENERAL]
        return tuple(dict.fromkeys(w for e in entries for w in (e.official, *e.variants)))

    @property
    def matters(self) -> frozenset[str]:
        """Terms and variants that name a matter of the environment (二氧化硫, 充电桩)."""
        entries = [e for e in self.entries if e.field not in OFFICE]
        return frozenset(w.lower() for e in entries for w in (e.official, *e.variants))

    def official(self, word: str) -> tuple[str, ...]:
        """Official terms of an everyday word; empty when it is not known."""
        return tuple(self._official.get(word.lower(), ()))

    def find(self, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Everyday words in ``text`` with their official terms; longest first, no overlaps."""
        text, found, i = text.lower(), list[tuple[str, tuple[str, ...]]](), 0
        while i < len(text):
            word = self._first(text, i)
            if word:
                found.append((word, tuple(self._official[word])))
            i += len(word) or 1
        return tuple(found)

    def _first(self, text: str, at: int) -> str:
        """The longest word that begins at a place; "" when there is none."""
        for head in (text[at : at + 2], text[at]):  # a word of one character heads itself
            for size in self._sizes.get(head, ()):
                word = text[at : at + size]
                if word in self._official:
                    return word
        return ""


def load_lexicon(folder: Path) -> Lexicon:
    """Lexicon from ``<field>.tsv`` files: official term, tab, variants joined by 、."""
    entries = []
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            official, tab, variants = line.partition("\t")
            if tab and not line.startswith("#"):
                words = tuple(v.strip() for v in variants.split("、") if v.strip())
                entries.append(Entry(path.stem, official.strip(), words))
    return Lexicon(entries)
