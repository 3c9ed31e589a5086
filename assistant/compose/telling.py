"""How a sentence of the news or the notice is told: by the pieces that hold what is asked."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.document import DOCUMENT_FRAMES, document_facts
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import join, pieces
from assistant.compose.place import Place
from assistant.compose.sought import (
    ASKED_BOOK,
    BY_DAY,
    MOMENT,
    ORDER,
    QUOTES,
    WHEN,
    Test,
    data,
    moment,
    share,
    sought,
)
from assistant.decide.find import Finder
from assistant.understand.question import Question
from corpus.model import Piece

_WHOLE, _MOST = 90, 130  # characters of a sentence told whole, and of its pieces
_HOLDS, _NEAR = 0.5, 0.75
# What is done there stands behind it: 对于…的区域，推广….
_WHERE = re.compile(r"^(?:对于?|针对|在).*(?:区域|地区|地方|范围内?|方面)$")
_DAYS = re.compile(r"\d+月\d+日")
_LITTLE = 3  # characters of a verb and the mark between
_SAYING = re.compile(r"《[^》]*》[中里]?|明确|提出|按照|原则|方针|的")  # of what is quoted, no more


class Telling:
    """Tells sentences of the parts of a plan that have no clause numbers."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._plan = finder.dossier.plan
        self._title = f"《{self._plan.document.title}》"

    def told(self, question: Question, topic: str, place: Place) -> Draft:
        """What a place says to a question, with the date that governs it."""
        sentence = place.sentence
        chosen = pieces(sentence.text, sentence.start)
        if data(question, sentence.text):
            return Draft(Status.ANSWERED, tuple(map(place.statement, place.beside())), lines=True)
        if len(sentence.text) > _WHOLE:
            chosen = self._chosen(question, topic, chosen)
        if undated := self._undated(question, chosen):
            return undated
        told = [sentence]
        if dated := place.dated():
            chosen = (pieces(dated.text, dated.start)[0], *chosen)
            told.append(dated)
        year = (
            document_facts("", self._finder.dossier, ["date"])
            if self._yearless(question, chosen)
            else []
        )
        kind = place.part.kind.value
        evidence = tuple(Evidence(s.start, s.end, None, kind) for s in told)
        said = Statement(join(chosen), evidence)
        return Draft(Status.ANSWERED, (said, *year), lines=True, frames=DOCUMENT_FRAMES)

    def _yearless(self, question: Question, chosen: tuple[Piece, ...]) -> bool:
        """Whether the year of a day is asked that only the notice gives: 8月31日是哪一年."""
        days = [d for p in chosen for d in _DAYS.findall(p.text)]
        dated = any(d in self._plan.document.date for d in days)
        return dated and bool(re.search("哪一?年(?!份)", question.text))

    def _undated(self, question: Question, chosen: tuple[Piece, ...]) -> Draft | None:
        """近日 is no day: that none is given, where the day is asked for."""
        moment = next((m for p in chosen if (m := MOMENT.search(p.text))), None)
        if not moment or not BY_DAY.search(question.text) or re.search(r"\d", moment.group()):
            return None
        if ORDER.search(question.text) and any(_DAYS.search(p.text) for p in chosen):
            return None  # the first of the two has its day
        text = f"原文只说“{moment.group()}”，没有写明日期。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def _chosen(
        self, question: Question, topic: str, parts: tuple[Piece, ...]
    ) -> tuple[Piece, ...]:
        """The pieces that hold what is asked, or speak of the matter about as well as the best."""
        content = [(w, self._finder.weight(w)) for w in self._finder.content(topic)]
        total = sum(weight for _, weight in content) or 1.0

        def weigh(piece: Piece) -> float:
            vocabulary = frozenset(self._finder.tokenizer.terms(piece.text))
            own = sum(v * self._finder.covered(w, vocabulary) for w, v in content) / total
            own += share(topic, piece.text) / 2
            when = WHEN.search(question.text) and not ASKED_BOOK.search(question.text)
            return own + (0 if when else _HOLDS * self.holds(question, piece.text))

        weights = [weigh(p) for p in parts]
        if ORDER.search(question.text) and (at := _issued(parts)):
            return at
        if WHEN.search(question.text) and (at := moment(parts, weights)):
            return at
        order = sorted(range(len(parts)), key=lambda i: (-weights[i], i))
        holding = (
            next((i for i in order if holds(parts[i].text)), None)
            for holds in self._tests(question)
        )
        chosen = {i for i in holding if i is not None} or {order[0]}
        size = sum(len(parts[i].text) for i in chosen)
        for i in order:
            if weights[i] < _NEAR * weights[order[0]] or size > _MOST:
                break
            chosen.add(i)
            size += len(parts[i].text)
        chosen |= {i + 1 for i in chosen if i + 1 < len(parts) and _WHERE.match(parts[i].text)}
        if all(_repeats(parts[i].text, question.text) for i in chosen):
            return parts[min(chosen) :]  # what is said there of the words quoted
        return tuple(parts[i] for i in sorted(chosen))

    def holds(self, question: Question, text: str) -> bool:
        """Whether some piece of a text holds what is asked for."""
        return any(holds(text) for holds in self._tests(question))

    def _tests(self, question: Question) -> list[Test]:
        """What tells for each thing that is asked whether a text holds it."""
        return sought(question, self.quoted(question), self._title)

    def quoted(self, question: Question) -> list[str]:
        """Words that a question quotes from the plan or from a part of it."""
        texts = [part.text for part in self._plan.parts]
        own = [q[1:-1] for q in QUOTES.findall(question.text) if any(q[1:-1] in t for t in texts)]
        return [*self._finder.quoted(question.text), *own, *_DAYS.findall(question.text)]


def _issued(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What was issued and when, where several things were: which came first is seen."""
    told = tuple(p for p in parts if MOMENT.search(p.text) or "印发" in p.text)
    return told if sum("印发" in p.text for p in told) > 1 else ()


def _repeats(text: str, asked: str) -> bool:
    """Whether a piece says no more than the question quotes: 坚持“以供定改、先立后破”."""
    rest = QUOTES.sub(
        lambda m: "" if any(q in asked for q in m[0][1:-1].split("、")) else m[0], text
    )
    plain = _SAYING.sub("", rest) if QUOTES.search(text) else rest
    return len(plain) <= _LITTLE or text in asked
