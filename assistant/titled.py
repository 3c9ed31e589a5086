"""What a numbered clause is said to be about, held against its title: 第三十条是讲宣传引导的吗."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Statement, responsible
from assistant.compose.frames import FRAMES, NO, YES
from assistant.decide.find import Finder
from assistant.understand.question import Asked, Question
from corpus.model import Clause

# 第三十条(主要)(是)讲(的是)…; 讲没讲到, 提到 ask of what stands in it besides its own matter.
_ABOUT = re.compile(
    r"条(?:(?:里面?|那条|主要|通篇|整条|[，,])*(?:是不是|不是|是|就是)?(?:主要)?"
    r"(?:讲|说|写|谈|关于|针对)(?![没到过了])的?(?:就?是)?(?:不是)?"
    # 第三条的标题是“…”
    r"|的?(?:标题|题目|条名|名字|名称)?(?:就|不)?(?:是|叫做?)(?:不是|不叫)?(?=[“《「])"
    r"|的?(?:标题|题目|条名|名字|名称)(?:就|不)?(?:是|叫做?)(?:不是|不叫)?)"
    r"(?P<what>[^，。？?讲说]{2,24}?)(?:的|方面|内容|问题|这[件块个]事|来着)*"
    r"(?:[吗吧么呢]|对不对|对吗|是吗|是不是|[，,。？?]|$)"
)
_OTHERWISE = re.compile(r"还是|[没不]是?(?:讲|说|写|谈)")
_MARKS = "“”《》「」"
_HALF = 0.5  # share of a word from which a text has it


class Titled:
    """Tells whether a clause is about what it is said to be about."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._plan = finder.dossier.plan

    def answer(self, question: Question) -> Draft | None:
        """Yes or no, with the title; None where the title alone does not tell."""
        reference, said = question.reference, _ABOUT.search(question.text)
        numbers = self._numbers(question, said["what"]) if said else []
        one = len(numbers) == 1 and not (reference.task or reference.sentence)
        named = question.figures or question.years or question.mentions
        clause = self._plan.clause(numbers[0]) if one else None
        if not clause or not said or named or not question.asks(Asked.CHECK):
            return None
        if _OTHERWISE.search(question.text):
            return None
        whole = said["what"].strip(_MARKS)
        named_so = next((c for c in self._plan.clauses if c.title == whole), None)
        if named_so:
            return _told(YES, clause) if named_so is clause else _told(NO, clause, named_so)
        words = self._finder.strong(said["what"])
        if self._titled(clause, words):
            return _told(YES, clause)
        there = [c for c in self._plan.clauses if self._titled(c, words)]
        spoken_of = all(w in clause.text for w in words)
        return _told(NO, clause, there[0]) if len(there) == 1 and not spoken_of else None

    def _numbers(self, question: Question, what: str) -> list[int]:
        """The clauses named, but for the one whose title the other is said to have."""
        numbers, what = list(question.reference.clauses), what.strip(_MARKS)
        other = [n for n in numbers if not ((c := self._plan.clause(n)) and c.title == what)]
        return other or numbers

    def _titled(self, clause: Clause, words: tuple[str, ...]) -> bool:
        """Whether a clause's title has all the words."""
        terms = frozenset(self._finder.tokenizer.terms(clause.title))
        return bool(words) and all(self._finder.covered(w, terms) > _HALF for w in words)


def _told(verdict: str, clause: Clause, there: Clause | None = None) -> Draft:
    """是的。第（三十）条“…”。 Or what it is instead, and where the matter stands."""
    said = [Statement(f"{verdict}第{clause.label}条“{clause.title}”。", (title(clause),))]
    if there:
        said.append(Statement(f"在第{there.label}条“{there.title}”。", (title(there),)))
    found = () if there else tuple(d for t in clause.tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(said), found, lines=True, frames=FRAMES)
