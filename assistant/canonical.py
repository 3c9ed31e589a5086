"""What a question asks of the ledger, told as the canonical utterance that a fitted model picks.

The grammar of :mod:`assistant.ledger.reading` reads a question only when each of its words has a
place. Here the question's departments, numbers, years and matter are taken out, and a logistic
model over the character n-grams of what is left (“◇的名字散落在哪些条款”) tells for each wording of
``corpus/canonical.toml`` how likely its answer answers the question. The weights in
``canonical.json`` come from ``python -m evals canonical``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.decide.find import Finder
from assistant.ledger.questions import asks_ledger
from assistant.understand.ngrams import NgramModel, load_ngrams
from assistant.understand.question import Asked, Question
from corpus.asking import MATTER
from corpus.canonical import load_utterances
from corpus.words import load_words

WEIGHTS = Path(__file__).with_name("canonical.json")
_NUMERAL = r"[一二三四五六七八九十百零〇两\d]+"
_CLAUSE = re.compile(
    rf"第?[（(]{_NUMERAL}[）)]条?|第{_NUMERAL}(?:条|项|(?![章年月日节篇部]))|{_NUMERAL}条"
)
_CHAPTER = re.compile(rf"第{_NUMERAL}(?:大?部分|章|篇)")
_YEAR = re.compile(r"20\d{2}年?")
_DEPARTMENT = "◇"
_MARKS = r"“”\"‘’「」『』《》"
_QUOTED = re.compile(rf"[{_MARKS}]([^{_MARKS}]{{2,30}})[{_MARKS}]")
_CALLED = re.compile("条号|条目|条文|出处")
_LEAST = 2  # characters of a matter
_Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A canonical utterance with its slots filled; ``chance`` is how likely it is meant (0 … 1)."""

    kind: str
    text: str
    chance: float


class Canonical:
    """Reads questions as canonical utterances."""

    def __init__(self, finder: Finder, model: NgramModel | None = None) -> None:
        self._finder = finder
        self._model = model or load_canonical()
        self.read = lru_cache(maxsize=256)(self._read)

    def _read(self, question: Question) -> Reading | None:
        """The likeliest utterance; None when none has its slots filled by the question."""
        candidates = self.candidates(question)
        if not candidates:
            return None
        chances = self._model.chances(self.frame(question))
        kind = max(candidates, key=lambda k: chances[k])
        return Reading(kind, candidates[kind], chances[kind])

    def candidates(self, question: Question) -> dict[str, str]:
        """By kind the utterances that say everything the question names."""
        slots = self._slots(question)
        if slots is None:
            return {}
        given = frozenset(slots)
        if not _asks_clauses(question):
            given -= _OPTIONAL  # a matter alone is no question to the ledger
        return {
            u.kind: u.text.format_map(slots)
            for u in load_utterances()
            if u.slots <= given and given - u.slots <= _OPTIONAL
        }

    def _slots(self, question: Question) -> dict[str, str] | None:
        """What the question names; None when it is more than an utterance can say."""
        reference = question.reference
        if reference.missing or reference.task is not None:
            return None
        if question.districts or question.places:
            return None
        names = tuple(dict.fromkeys(d.name for m in question.mentions for d in m.departments))
        years = tuple(dict.fromkeys(question.years))
        rows = (
            (("department", "other"), names),
            (("clause", "another"), reference.clauses),
            (("chapter",), reference.chapters),
            (("year",), years),
        )
        if any(len(said) > len(slots) for slots, said in rows):
            return None
        filled = {s: str(v) for slots, said in rows for s, v in zip(slots, said, strict=False)}
        term = self.matter(question)
        return filled | ({"term": term} if term else {})

    def frame(self, question: Question) -> str:
        """The question without what it names."""
        text = self._unnamed(question)
        if matter := self.matter(question):
            text = re.sub(rf"[{_MARKS}]?{re.escape(matter)}[{_MARKS}]?", MATTER, text)
        return _YEAR.sub("Y", _CLAUSE.sub("C", _CHAPTER.sub("H", text)))

    def _unnamed(self, question: Question) -> str:
        text = question.text
        for start, end in sorted({(m.start, m.end) for m in question.mentions}, reverse=True):
            text = f"{text[:start]}{_DEPARTMENT}{text[end:]}"
        return text

    def matter(self, question: Question) -> str:
        """The longest stretch of a question that stands in the clauses; "" without one."""
        text = self._unnamed(question)
        quoted: list[str] = _QUOTED.findall(text)
        if quoted:  # a part of what is quoted is something else
            return max((q for q in quoted if q in self._clauses), key=len, default="")
        words = self._finder.tokenizer.cut(text)
        return max(self._stretches(words), key=len, default="")

    def _stretches(self, words: list[str]) -> Iterator[str]:
        """Runs of words that stand in the clauses just so and name something.

        Not what another word narrows down: 理念 of 公园城市理念 where no clause has 公园城市.
        """
        at = 0
        while at < len(words):
            end = at
            while end < len(words) and "".join(words[at : end + 1]) in self._clauses:
                end += 1
            run = words[at:end]
            while run and not self._names(run[-1]):
                run.pop()
            while run and not self._names(run[0]):
                run.pop(0)
            stretch = "".join(run)
            before = words[at - 1] if at else ""
            whole = not (self._names(before) and self._finder.content(before))
            if whole and len(stretch) >= _LEAST and self._finder.strong(stretch):
                yield stretch
            at = max(end, at + 1)

    def _names(self, word: str) -> bool:
        """Whether a word may begin or end a matter: no word of asking, no figure."""
        return len(word) >= _LEAST and word not in self._forms and not word[0].isdigit()

    @cached_property
    def _clauses(self) -> str:
        return "\n".join(f"{c.title}\n{c.text}" for c in self._finder.dossier.plan.clauses)

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(load_words("ledgerwords"))


_OPTIONAL = frozenset({"term"})  # a matter may only be the field of what is asked


def _asks_clauses(question: Question) -> bool:
    """Whether clauses are asked for, or what the ledger counts.

    Else a word of a clause that is not there would do: 核心 of 指导思想的核心是什么.
    """
    asked = question.asks(Asked.WHICH_CLAUSE) or asks_ledger(question)
    return asked or bool(_CALLED.search(question.text))


def load_canonical() -> NgramModel:
    """The fitted model."""
    return load_ngrams(WEIGHTS, tuple(u.kind for u in load_utterances()))
