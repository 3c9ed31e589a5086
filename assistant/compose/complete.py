"""Questions that ask several things at once: adding what the first passage leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.decide.find import Finder, Finding
from assistant.understand.question import Asked, Question

LIMIT = 150
JOINED = re.compile(r"和|与|及|、|还有|以及|分别|各|跟|同时|并且|另外|再加|；|;|比|又是")
ITEM = re.compile(r"[、；;，,。？?！!：:]|和|与|跟|及|还有|以及|(?<!对)比")

Words = Callable[[Question, Finding, int], tuple[str, tuple[Evidence, ...]]]


def joined(question: Question) -> bool:
    """Whether a question names several things or several years."""
    return bool(JOINED.search(question.text)) or len(question.years) > 1


class Completer:
    """Adds passages to a draft until all that was asked for is spoken of."""

    def __init__(self, finder: Finder, words: Words) -> None:
        self._finder = finder
        self._words = words

    def others(self, question: Question, found: Sequence[Finding]) -> list[Finding]:
        """Findings for the whole question and for each thing that it names."""
        if not joined(question):
            return []
        items = [i.strip() for i in ITEM.split(question.topic)]
        best = (self._finder.search(i).best for i in items if self._finder.strong(i))
        return [*found, *(f for f in best if f and f.coverage >= 0.8)]

    def complete(
        self, question: Question, finding: Finding, draft: Draft, others: Iterable[Finding]
    ) -> Draft:
        """``draft`` with sentences for what is still unsaid, those of the same clause first."""
        if not joined(question) or question.asks(Asked.CHECK, Asked.WHICH_CLAUSE):
            return draft
        said = "".join(s.text for s in draft.statements)
        tasks = {finding.task.start if finding.task else -1}
        for other in sorted(others, key=lambda f: f.clause is not finding.clause):
            if not other.sentence or not other.task or other.sentence.text[:12] in said:
                continue
            if not self._adds(question, finding, other, said):
                continue
            text, evidence = self._words(question, other, 70)
            if len(said) + len(text) > LIMIT:
                continue
            proof = bracket(other.task)
            new = other.task.start not in tasks
            marks = (*evidence, proof) if new and proof else evidence
            departments = (*draft.departments, *(responsible(other.task) if new else ()))
            statements = (*draft.statements, Statement(text, marks))
            draft = replace(draft, statements=statements, departments=departments)
            tasks.add(other.task.start)
            said += text
        return draft

    def _adds(self, question: Question, finding: Finding, other: Finding, said: str) -> bool:
        """Whether a sentence speaks of a thing or a year asked for and not spoken of yet."""
        assert other.sentence is not None
        terms = frozenset(self._finder.tokenizer.terms(other.sentence.text))
        words = [w for w in self.unsaid(question, said) if self._finder.covered(w, terms) == 1.0]
        if other.clause is finding.clause and words:
            return True
        if words and other.coverage >= 0.8 and any(w in self._finder.matters for w in words):
            return True
        years = (
            {y for y in question.years if str(y) not in said} if len(question.years) > 1 else set()
        )
        dated = bool(years & {t.due_year for t in other.sentence.targets})
        return dated and other.coverage >= 0.7

    def unsaid(self, question: Question, said: str) -> list[str]:
        """Terms of the question of which what is said does not speak."""
        terms = frozenset(self._finder.tokenizer.terms(said))
        strong = self._finder.strong(question.topic)
        return [w for w in strong if self._finder.covered(w, terms) < 0.5]
