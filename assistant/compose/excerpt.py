"""The words of a sentence that answer a question, with the date that governs them."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.draft import Evidence, Ground
from assistant.compose.phrase import SHORT, alike, condense, governing_due, is_due, join, pieces
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.things import COUNTED
from assistant.understand.question import Asked, Question
from corpus.model import Piece, Sentence, Target, Task

_NOUN = re.compile(r"(?:什么|哪些|哪几[个项种类]|啥|何种|哪个|哪种)([\u4e00-\u9fff]{2})")
_DIGIT = re.compile(r"\d")
# What a piece counts for where the known question points at it, a figure or the thing asked for.
_POINTED, _FIGURED, _NAMED = 2.0, 0.8, 3.0
# All of them are asked for.
_AIMS = re.compile(r"(?<!该)指标|目标")
# Who is to do it, where the sentence itself says so: 各区（市）党委、政府要….
_ACTOR = re.compile(r"^各[^，]{1,14}(?:党委|政府|部门|单位)[^，]{0,6}要")
_WHOM = re.compile("[向给对]谁")
_ACTING = 20.0  # it goes before all that is said of the matter
_HEAD = 6  # characters that say what a task is about


class Excerpts:
    """Chooses words of one plan."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def words(
        self, question: Question, finding: Finding, limit: int = SHORT
    ) -> tuple[str, tuple[Evidence, ...]]:
        """The words of the sentence found that answer, and their evidence."""
        sentence = finding.sentence
        assert sentence is not None
        due = governing_due(sentence, self._finder.dossier.plan.source)
        text = join(condense(sentence, self._weigher(question, finding), limit))
        start = sentence.start
        if due:
            text, start = f"{due.text}，{text}", due.start
        part = finding.part.kind.value if finding.part else "clause"
        return text, (Evidence(start, sentence.end, finding.number, part),)

    def weigher(self, ground: Ground | None) -> Callable[[str], float]:
        """How much a piece of the sentence that an answer was made of answers the question."""
        sentence = ground.finding.sentence if ground else None
        if ground is None or sentence is None:
            return lambda text: 0.0
        source, weigh = (
            self._finder.dossier.plan.source,
            self._weigher(ground.question, ground.finding),
        )

        def weight(text: str) -> float:
            at = source.find(text, sentence.start, sentence.end)
            return weigh(Piece(text, at, at + len(text))) if at >= 0 else 0.0

        return weight

    def _weigher(self, question: Question, finding: Finding) -> Callable[[Piece], float]:
        content = [(w, self._finder.weight(w)) for w in self._finder.content(question.topic)]
        numeric = question.asks(Asked.HOW_MUCH, Asked.WHEN, Asked.CHECK)
        noun = _NOUN.search(question.text)
        # A known question that quotes all of the sentence singles out nothing.
        start, end = (0, 0) if finding.span == _whole(finding) else finding.span
        counted = {unit + thing for _, unit, thing in COUNTED.findall(question.text)}
        aims = [(t.start, t.end) for t in _targets(finding)] if _AIMS.search(question.text) else []
        acting = question.asks(Asked.WHO) and not _WHOM.search(question.text)
        texts: dict[int, frozenset[str]] = {}

        def weigh(piece: Piece) -> float:
            vocabulary = texts.setdefault(
                piece.start, frozenset(self._finder.tokenizer.terms(piece.text))
            )
            weight = sum(w * self._finder.covered(word, vocabulary) for word, w in content)
            if piece.start < end and start < piece.end:
                weight += _POINTED
            if any(piece.start < e and s < piece.end for s, e in aims):
                weight += _POINTED
            if acting and _ACTOR.match(piece.text):
                weight += _ACTING
            if numeric and _DIGIT.search(piece.text) and not is_due(piece):
                weight += _FIGURED
            named = noun and noun[1] in piece.text
            return weight + (_NAMED if named or any(c in piece.text for c in counted) else 0.0)

        return weigh


def _targets(finding: Finding) -> tuple[Target, ...]:
    return finding.sentence.targets if finding.sentence else ()


def _whole(finding: Finding) -> tuple[int, int]:
    """The span of the sentence found."""
    return (finding.sentence.start, finding.sentence.end) if finding.sentence else (0, 0)


def head_of(task: Task, topic: str) -> tuple[Piece, Sentence]:
    """What a task is about: its piece nearest to the topic, and the sentence of it."""
    found = [(p, s) for s in task.sentences for p in pieces(s.text, s.start)]
    good = [pair for pair in found if len(pair[0].text) > _HEAD and not is_due(pair[0])] or found
    return max(good, key=lambda pair: alike(topic, pair[0].text))
