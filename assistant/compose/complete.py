"""Questions that ask several things at once: adding what the first passage leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.compose.aimed import aim_of
from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.frames import SAYS
from assistant.compose.phrase import duty_text
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.measure import FIGURE, asked_kind, kinds_in
from assistant.decide.refuse import LEANING
from assistant.understand.parts import pieces as parts
from assistant.understand.question import Asked, Question
from corpus.model import Sentence, Task
from corpus.words import load_words

_ACTS = frozenset(load_words("attributes"))  # 建设, 实施: said of anything

LIMIT = 150
_BRIEF = 10  # characters of an item that one word may name
# An item is named by a passage that covers so much of it; this much less is as good.
_NAMED, _MOSTLY, _EVEN, _APART = 0.8, 0.6, 0.1, 0.15
# A sentence of the same task is as fit, or nearly, when its score is that much of the best one's.
_AS_FIT, _NEARLY = 0.93, 0.45
_ROOM, _SPARE = 70, 5
# So many sentences at most; one that is much less fit must speak of so much of the question.
_SENTENCES, _FAR, _HALF = 3, 0.6, 0.5
_DATED = 0.7  # of a sentence of another year that speaks of so much, or as much as the first
JOINED = re.compile(
    r"和|与|及|、|(?<=率)(?=[\u4e00-\u9fff]{2,6}率)|还有|以及|分别|各|跟|同时|并且|另外|再加|；|;|(?<![对占])比(?![例重率])|又是"
)
ITEM = re.compile(
    r"[、；;，,。？?！!：:—]|(?<=率)(?=[\u4e00-\u9fff]{2,6}率)|和|与|跟|及|还有|以及|(?<![对占])比(?![例重率])"
)
# 货运结构里，A和B: the field of both is none of them.
_FIELD = re.compile(r"^[^，。？、和与跟]{2,12}(?:里面?|中|方面)，")
_ASKS = re.compile(r"谁|哪|几个|多少|什么|啥|怎")
# 快递盒子分别谁管: behind a thing, whose it is.
_WHOSE = re.compile(r"(?:分别|各自|各|都)(?:是|由|归)?(?:谁|哪)[^，。？]{0,8}$")
_OF_DUTY = re.compile(r"部门|单位|责任|分工|共同|负责|牵头|任务")

Words = Callable[[Question, Finding, int], tuple[str, tuple[Evidence, ...]]]


def joined(question: Question) -> bool:
    """Whether a question names several things or years, or asks for a number part by part."""
    if JOINED.search(question.text) or len(question.years) > 1:
        return True
    return sum(bool(asked_kind(p)) for p in parts(question.plain)) > 1


class Completer:
    """Adds passages to a draft until all that was asked for is spoken of."""

    def __init__(self, finder: Finder, words: Words) -> None:
        self._finder = finder
        self._words = words

    def items(self, question: Question) -> tuple[str, ...]:
        """The things that a question names side by side; one of them when it names only one."""
        parts = (_WHOSE.sub("", i).strip() for i in ITEM.split(_FIELD.sub("", question.topic)))
        return tuple(dict.fromkeys(i for i in parts if self._named(i)))

    def _named(self, item: str) -> bool:
        """Whether a part of a question names a thing; 几个部门共同负责 only asks."""
        words = [w for w in self._finder.strong(item) if not _OF_DUTY.search(w)]
        words = [w for w in words if w not in LEANING]  # 用得有效的比例
        brief = len(item) <= _BRIEF or any(w in self._finder.matters for w in words)
        return len(words) > (0 if brief and not _ASKS.search(item) else 1)

    def others(self, question: Question, found: Sequence[Finding]) -> list[Finding]:
        """Findings for the whole question and for each thing that it names."""
        if not joined(question):
            return []
        near = (
            f
            for item in self.items(question)
            for f in self._finder.search(self._core(item)).findings[:3]
            if f.sentence and self._share(item, f.sentence) >= _NAMED
        )
        return [*found, *near]

    def _share(self, item: str, sentence: Sentence) -> float:
        """Share (0 … 1) of an item's terms that a sentence and its questions speak of."""
        return self._finder.coverage(self._core(item), (sentence.start, sentence.end))[0]

    def _core(self, item: str) -> str:
        """The terms of an item, without the words of asking."""
        words = [w for w in self._finder.strong(item) if not _OF_DUTY.search(w)]
        return " ".join([w for w in words if w not in LEANING] or words)

    def tasks(self, question: Question, finding: Finding) -> tuple[Task, ...]:
        """The tasks of all the things that a question names; none if the passage found has all."""
        items = self.items(question) if joined(question) else ()
        if len(items) < 2 or self._whole(question, finding):
            return ()
        found: dict[int, Task] = {}
        for item in items:
            best = self._best(item, finding)
            if best is None or best.clause is None:
                continue
            if (self._share(item, best.sentence) if best.sentence else best.coverage) < _MOSTLY:
                continue
            own = (best.task,) if best.sentence and best.task else best.clause.tasks
            found |= {t.start: t for t in own if t.duties}
        several = len(found) > 1 or finding.whole_clause
        return tuple(found.values()) if several else ()

    def _whole(self, question: Question, finding: Finding) -> bool:
        """Whether one sentence, word for word, has all that is named."""
        if not finding.sentence:
            return False
        terms = frozenset(self._finder.tokenizer.terms(finding.sentence.text))
        words = [w for i in self.items(question) for w in self._finder.strong(i) if w not in _ACTS]
        return all(self._finder.covered(w, terms) == 1.0 for w in words)

    def _best(self, item: str, finding: Finding) -> Finding | None:
        """Where an item is spoken of: in the passage found, if that holds it as well."""
        found = self._finder.search(self._core(item)).findings
        if not found:
            return None
        best = found[0]
        if finding.sentence:
            span = (finding.sentence.start, finding.sentence.end)
            if self._finder.coverage(self._core(item), span)[0] >= best.coverage - _EVEN:
                return finding
        inside = [f for f in found if f.sentence and f.clause is best.clause]
        shares = [(self._share(item, f.sentence), f) for f in inside if f.sentence]
        share, sentence = max(shares, key=lambda pair: pair[0], default=(0.0, best))
        return sentence if share >= _MOSTLY else best

    def complete(
        self, question: Question, finding: Finding, draft: Draft, others: Iterable[Finding]
    ) -> Draft:
        """``draft`` with sentences for what is still unsaid, those of the same clause first."""
        if not joined(question) or question.asks(Asked.CHECK, Asked.WHICH_CLAUSE):
            return draft
        said = "".join(s.text for s in draft.statements)
        if self._whole(question, finding) and not _years_unsaid(question, said):
            return draft
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
            told = [Statement(text, marks)]
            if new and proof and question.asks(Asked.WHO):  # of this one, too
                told.append(Statement(f"由{duty_text(other.task)}。", (proof,)))
            statements = (*draft.statements, *told)
            draft = replace(draft, statements=statements, departments=departments)
            tasks.add(other.task.start)
            said += text
        return draft

    def beside(
        self, question: Question, finding: Finding, draft: Draft, others: Iterable[Finding]
    ) -> Draft:
        """``draft`` with sentences of the same task that were found to be about as fit.

        Who asks what is done, and not for one figure, is better served by both than by either.
        """
        if question.asks(Asked.WHO, Asked.WHICH_CLAUSE) or draft.lines:
            return self._aimed(question, finding, draft)
        draft = self._with_unsaid(question, finding, draft)
        if question.asks(Asked.CHECK) and not draft.statements[0].text.startswith(SAYS):
            return draft
        least = _AS_FIT if question.asks(Asked.HOW_MUCH, Asked.WHEN) else _NEARLY
        said = "".join(s.text for s in draft.statements)
        for other in others:
            if other.task is not finding.task or not other.sentence or other.part:
                continue
            if other.sentence.text[:12] in said or other.score < least * finding.score:
                continue
            apart = other.score < _FAR * finding.score and other.coverage < _HALF
            if len(draft.statements) >= _SENTENCES or apart:
                continue
            dues = {t.due_year for t in other.sentence.targets}
            if question.years and dues and not dues & set(question.years):
                continue
            text, evidence = self._words(question, other, _ROOM)
            if text in said or len(said) + len(text) > LIMIT - _SPARE:
                continue
            draft = replace(draft, statements=(*draft.statements, Statement(text, evidence)))
            said += text
        return draft

    def figured(self, question: Question, draft: Draft, others: Iterable[Finding]) -> Draft:
        """``draft`` with the sentence of a figure that a part of a claim tells of another thing.

        农村82处，城市只说清零，对吧: one sentence bears out only the half of it.
        """
        said = "".join(s.text for s in draft.statements)
        if not question.asks(Asked.CHECK) or not said.startswith(SAYS):
            return draft
        for figure in question.figures:
            part = next((p for p in parts(question.text) if figure.text in p), "")
            just = re.compile(rf"(?<![\d.]){re.escape(figure.text)}")
            for other in () if not part or just.search(said) else others:
                if not (other.sentence and other.task and just.search(other.sentence.text)):
                    continue
                if self._finder.coverage(part, other.span)[0] < _HALF:
                    continue
                text, evidence = self._words(question, other, _ROOM)
                if just.search(text) and len(said) + len(text) <= LIMIT:
                    draft = replace(
                        draft, statements=(*draft.statements, Statement(text, evidence))
                    )
                    said += text
                    break
        return draft

    def _aimed(self, question: Question, finding: Finding, draft: Draft) -> Draft:
        """Who is responsible with the target of the same task, where both are asked for."""
        assert finding.task
        best = None if draft.lines else aim_of(question, finding.task.sentences, draft)
        if not best:
            return draft
        other = finding._replace(sentence=best, span=(best.start, best.end))
        text, evidence = self._words(question, other, _ROOM)
        return replace(draft, statements=(*draft.statements, Statement(text, evidence)))

    def _with_unsaid(self, question: Question, finding: Finding, draft: Draft) -> Draft:
        """``draft`` with a sentence of the same task on a matter asked for and not spoken of yet.

        Where a figure is asked for and none was told, the sentence must hold one.
        """
        assert finding.task
        said = "".join(s.text for s in draft.statements)
        kind = asked_kind(question.text)

        def measured(text: str) -> bool:
            return kind in kinds_in(text) if kind else bool(FIGURE.search(text))

        wanted = question.asks(Asked.HOW_MUCH) and not measured(said)
        words = [w for w in self.unsaid(question, said) if w in self._finder.matters or wanted]
        if question.asks(Asked.CHECK) and not wanted:
            return draft
        for sentence in finding.task.sentences:
            if sentence.text[:12] in said or (wanted and not measured(sentence.text)):
                continue
            terms = frozenset(self._finder.tokenizer.terms(sentence.text))
            if not any(self._finder.covered(w, terms) >= _NAMED for w in words):
                continue
            other = finding._replace(sentence=sentence, span=(sentence.start, sentence.end))
            text, evidence = self._words(question, other, _ROOM)
            if len(said) + len(text) > LIMIT - _SPARE:
                continue
            draft = replace(draft, statements=(*draft.statements, Statement(text, evidence)))
            said += text
        return draft

    def _adds(self, question: Question, finding: Finding, other: Finding, said: str) -> bool:
        """Whether a sentence speaks of a thing or a year asked for and not spoken of yet."""
        assert other.sentence is not None
        terms = frozenset(self._finder.tokenizer.terms(other.sentence.text))
        words = [w for w in self.unsaid(question, said) if self._finder.covered(w, terms) == 1.0]
        if other.clause is finding.clause and self._nearer(question, finding, other):
            return True
        if words and other.coverage >= 0.8 and any(w in self._finder.matters for w in words):
            return True
        years = _years_unsaid(question, said)
        dated = bool(years & {t.due_year for t in other.sentence.targets})
        least = min(_DATED, finding.coverage)
        near = other.clause is finding.clause and other.coverage >= least * _HALF
        return dated and (other.coverage >= least or near)

    def _nearer(self, question: Question, finding: Finding, other: Finding) -> bool:
        """Whether one of the things named is spoken of by ``other`` rather than by ``finding``."""
        assert finding.sentence is not None
        assert other.sentence is not None
        here, there = finding.sentence, other.sentence
        return any(
            self._share(i, there) >= max(_NAMED, self._share(i, here) + _APART)
            for i in self.items(question)
        )

    def unsaid(self, question: Question, said: str) -> list[str]:
        """Terms of the question of which what is said does not speak."""
        terms = frozenset(self._finder.tokenizer.terms(said))
        strong = self._finder.strong(question.topic)
        return [w for w in strong if self._finder.covered(w, terms) < 0.5]


def _years_unsaid(question: Question, said: str) -> set[int]:
    """Of several years named those of which nothing is said yet."""
    several = question.years if len(question.years) > 1 else ()
    return {y for y in several if str(y) not in said}
