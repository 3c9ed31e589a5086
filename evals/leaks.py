"""No case stands, or nearly stands, in what the assistant learns from.

Cases of the blind split are compared too, so nothing here shows a text: only counts.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.catalog import HERE
from corpus.lexicon import load_lexicon
from corpus.paraphrases import VOICES
from corpus.precedents import load_precedents
from evals.cases import Case
from evals.metrics import fold

THRESHOLD = 0.8
# A shorter word of the lexicon is vocabulary (谁负责, 放射源), not somebody's question.
_QUESTION = 6


def bigrams(text: str) -> frozenset[str]:
    """Character bigrams of the letters, digits and Han characters of ``text``."""
    run = key(text)
    return frozenset(run[i : i + 2] for i in range(len(run) - 1))


def key(text: str) -> str:
    """Letters, digits and Han characters alone, folded: equal keys are the same question."""
    return "".join(c for c in fold(text).lower() if c.isalnum())


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Overlap of two sets, 0 … 1."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


class Questions:
    """The cases' questions, ready to be compared with many texts."""

    def __init__(self, questions: Iterable[str]) -> None:
        texts = tuple(dict.fromkeys(questions))
        self._keys = frozenset(map(key, texts)) - {""}
        self._grams = [bigrams(t) for t in texts]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for i, grams in enumerate(self._grams):
            for gram in grams:
                self._holders[gram].append(i)

    def near(self, text: str) -> bool:
        """Whether ``text`` is one of the questions, or overlaps one by ``THRESHOLD`` or more."""
        if key(text) in self._keys:
            return True
        grams = bigrams(text)
        shared = Counter(i for gram in grams for i in self._holders.get(gram, ()))
        return any(
            2 * n / (len(grams) + len(self._grams[i])) >= THRESHOLD for i, n in shared.items()
        )


@dataclass(frozen=True, slots=True)
class Leaks:
    """How many texts of each kind are, or nearly are, a case's question."""

    lexicon: int
    paraphrases: int
    gaps: int
    precedents: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.lexicon + self.paraphrases + self.gaps + self.precedents


def find_leaks(cases: Sequence[Case], root: Path = HERE, fix: bool = False) -> Leaks:
    """Count leaks in the data below ``root``; ``fix`` removes paraphrases and gaps, never cases.

    Precedents that nearly stand among the cases are left out when they are gathered.
    """
    questions = Questions(c.question for c in cases)
    words = _words(questions, root)
    paraphrases = gaps = before = 0
    for folder in sorted((root / "plans").iterdir()):
        paraphrases += sum(_paraphrases(p, questions, fix) for p in _files(folder / "paraphrases"))
        gaps += sum(_gaps(p, questions, fix) for p in _files(folder / "gaps"))
        before += sum(questions.near(p.question) for p in load_precedents(folder / "precedents"))
    return Leaks(words, paraphrases, gaps, before)


def _words(questions: Questions, root: Path) -> int:
    """Words of the lexicon that are somebody's question; the plans' own terms are nobody's."""
    sources = [p.read_text("utf-8") for p in sorted((root / "plans").glob("*/source.txt"))]
    words = load_lexicon(root / "lexicon").words
    own = (w for w in words if len(key(w)) >= _QUESTION and not any(w in s for s in sources))
    return sum(map(questions.near, own))


def _files(folder: Path) -> Collection[Path]:
    return sorted(folder.glob("*.jsonl"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, "utf-8")


def _paraphrases(path: Path, questions: Questions, fix: bool) -> int:
    rows, count = _rows(path), 0
    for row in rows:
        for voice in VOICES:
            kept = [q for q in row.get(voice, ()) if not questions.near(q)]
            count += len(row.get(voice, ())) - len(kept)
            if voice in row:
                row[voice] = kept
    if fix and count:
        _write(path, rows)
    return count


def _gaps(path: Path, questions: Questions, fix: bool) -> int:
    rows = _rows(path)
    kept = [row for row in rows if not questions.near(row["ask"])]
    if fix and len(kept) < len(rows):
        _write(path, kept)
    return len(rows) - len(kept)
