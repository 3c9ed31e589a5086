"""A sentence of a part without clause numbers, as it is held against a question."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from assistant.compose.draft import Evidence, Statement
from assistant.compose.phrase import join, pieces
from assistant.compose.sought import DATED
from assistant.decide.measure import FIGURE
from corpus.model import Part, Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a part, and how much of the question it speaks of (0 … 1)."""

    part: Part
    sentence: Sentence
    coverage: float

    def statement(self, sentence: Sentence) -> Statement:
        """A sentence of the part, told by its pieces with figures."""
        parts = pieces(sentence.text, sentence.start)
        told = tuple(p for p in parts if FIGURE.search(p.text) or DATED.match(p.text))
        mark = Evidence(sentence.start, sentence.end, None, self.part.kind.value)
        return Statement(join(told), (mark,))

    def whole(self) -> Statement:
        """The sentence by its pieces with figures, behind the year that governs it."""
        own, before = self.statement(self.sentence), self.dated()
        if not before:
            return own
        year = pieces(before.text, before.start)[0].text
        mark = Evidence(before.start, before.end, None, self.part.kind.value)
        return Statement(f"{year}，{own.text}", (*own.evidence, mark))

    def dated(self) -> Sentence | None:
        """The sentence before that begins with the year of this one's figures, which has none."""
        own, text = self.sentence, self.part.text
        before = [s for s in self.part.sentences if s.end <= own.start]
        if not before or DATED.search(own.text) or not FIGURE.search(own.text):
            return None
        between = text[before[-1].end - self.part.start : own.start - self.part.start]
        governs = "。" not in f"{before[-1].text[-1]}{between}" and "\n" not in between
        return before[-1] if governs and DATED.match(before[-1].text) else None

    def of(self, year: int) -> bool:
        """Whether the sentence is of a year (0: any), by its own words or by those before it."""
        before = self.dated()
        return not year or str(year) in f"{before.text if before else ''}{self.sentence.text}"

    def beside(self) -> list[Sentence]:
        """The sentence and those behind it that give more figures of the same year."""
        rest = [s for s in self.part.sentences if s.start > self.sentence.start]
        more = takewhile(lambda s: not DATED.search(s.text) and FIGURE.search(s.text), rest)
        return [self.sentence, *more]
