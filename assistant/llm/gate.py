"""The gate for a model's sentences: each stays only if its quotes say all of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.compose.draft import Evidence, Statement, cite
from assistant.llm.derive import Deriver, Words
from assistant.llm.passages import Passage, fold, label_of
from assistant.llm.schema import Sentence
from assistant.verify.claims import moments, normalise
from assistant.verify.verifier import Verifier
from corpus.model import Plan

_LONGEST = 400
_SHORTEST_QUOTE = 4
_SENTENCE = re.compile(r"[。!\n]")
_RUN = re.compile(r";")
_SPACE = re.compile(r"\s")
# Marks, links, markup and control characters have no place in a sentence of ours.
_ODD = re.compile(
    r"\[\s*\d|https?:|www\.|[<>{}`|\\*#_~?？]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufffd]"
)
_PLAN = "方案"
_INSIDE = frozenset({"clause", "preamble", "closing"})


class Drop(StrEnum):
    """Why a sentence was dropped."""

    SHAPE = "shape"
    LABEL = "label"
    QUOTE = "quote"
    CLAIM = "claim"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence that stays, as a statement; or the reason why it does not."""

    text: str
    statement: Statement | None = None
    drop: Drop | None = None


class Gate:
    """Judges sentences about one plan."""

    def __init__(self, plan: Plan, verifier: Verifier, words: Words) -> None:
        self._plan = plan
        self._verifier = verifier
        self._deriver = Deriver(words)

    def judge(self, sentence: Sentence, shown: Sequence[Passage]) -> Judged:
        """Whether ``sentence`` may be shown, given the passages the model saw."""
        if len(sentence.text) > _LONGEST or _ODD.search(sentence.text.strip()):
            return Judged(sentence.text, drop=Drop.SHAPE)
        text = _plain(sentence.text)
        if text.count("“") != text.count("”"):
            return Judged(text, drop=Drop.SHAPE)
        known = {p.label: p for p in shown}
        found: dict[Passage, list[tuple[int, int]]] = {}
        for support in sentence.support:
            passage = known.get(label_of(support.label))
            if passage is None:
                return Judged(text, drop=Drop.LABEL)
            span = passage.find(support.quote)
            if span is None or len(fold(support.quote)) < _SHORTEST_QUOTE:
                return Judged(text, drop=Drop.QUOTE)
            found.setdefault(passage, []).append(span)
        if not found:
            return Judged(text, drop=Drop.LABEL)
        return self._proved(text, found)

    def _proved(self, text: str, found: dict[Passage, list[tuple[int, int]]]) -> Judged:
        """Every run of every sentence from one passage each, as far as it was quoted."""
        used = list[Evidence]()
        for sentence in filter(None, _SENTENCE.split(normalise(text))):
            proof = list[Evidence]()
            for run in filter(None, _RUN.split(sentence)):
                made = [p for p, spans in found.items() if self._derived(run, p, spans)]
                passage = next((p for p in made if self._verified(run, p, found[p])), None)
                if passage is None:
                    return Judged(text, drop=Drop.CLAIM if made else Drop.WORDS)
                proof.append(_with_due(run, passage))
            # What stands before a semicolon, a date above all, is read into what is behind it.
            if len(set(proof)) > 1 and self._faults(sentence, proof):
                return Judged(text, drop=Drop.CLAIM)
            used += proof
        if not used:
            return Judged(text, drop=Drop.SHAPE)
        return Judged(text, Statement(_ended(text), tuple(dict.fromkeys(used))))

    def _derived(self, run: str, passage: Passage, spans: Sequence[tuple[int, int]]) -> bool:
        inside = passage.evidence.part in _INSIDE
        if not inside and run.count(_PLAN) > passage.text.count(_PLAN):
            return False  # 方案要求 is not said of the news item or the notice
        quotes = [self._plan.quote(*span) for span in spans]
        return self._deriver.derives(run, passage.text, quotes)

    def _verified(self, run: str, passage: Passage, spans: Sequence[tuple[int, int]]) -> bool:
        """Both what was quoted and the whole sentence bear the run out."""
        at = passage.evidence
        quoted = [Evidence(start, end, at.clause, at.part) for start, end in spans]
        due = [passage.due] if passage.due else []
        run = self._deriver.without_openings(run)
        return not self._faults(run, quoted + due) and not self._faults(run, [at, *due])

    def _faults(self, run: str, evidence: Sequence[Evidence]) -> bool:
        citations = [cite(self._plan, e, n) for n, e in enumerate(evidence, 1)]
        marks = "".join(f"[{c.number}]" for c in citations)
        return bool(self._verifier.check(f"{run}。{marks}", citations))


def _with_due(run: str, passage: Passage) -> Evidence:
    """The evidence for a run: from the date on that it takes from before the sentence."""
    own = {m.key for m in moments(normalise(passage.text))}
    borrowed = any(m.key not in own for m in moments(run))
    start = passage.due.start if passage.due and borrowed else passage.evidence.start
    return passage.evidence._replace(start=start)


def _plain(text: str) -> str:
    """No white space, and letters and digits in their plain form: 5５ %  becomes 55%."""
    kept = _SPACE.sub("", text)
    return "".join(
        unicodedata.normalize("NFKC", c) if c.isalnum() and unicodedata.category(c) != "Nl" else c
        for c in kept
    )


def _ended(text: str) -> str:
    return text if text[-1] in "。！？" else text.rstrip("；;，,.、") + "。"
