"""A matter of its own within numbered clauses: asked there, found there, or misplaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.decide.find import Finder
from assistant.understand.question import Asked, Question
from corpus.model import Clause

# What any clause has, and no matter of its own: 主要措施.
_ANY_CONTENT = re.compile(
    r"(?:主要|具体|重点|相关|全部|各项|核心)*"
    r"(?:措施|任务|内容|要求|目标|做法|指标|工作|举措|安排|事项|部门|单位|要点)"
)
_SAID = re.compile(r"(?:[提写讲说]|涉及|出现)(?!.*的[那这]一?条)")
_NAME = 3  # characters of a matter that is not only a word of asking
_TELLING = 4  # characters of terms that tell what is asked about
# A matter of its own within a numbered clause: 22条关于湿地怎么说.
_CONCERNING = re.compile(
    r"关于|针对|涉及|有关|对于|方面|目标|指标|数值|时限|对[^，。？]{2,8}(?:怎|如何|有)"
)
# 第三十条原文发我一下，要核对…: the whole of it, whatever for.
_WHOLE_TEXT = re.compile(r"条款?的?(?:原文|全文)(?![里中]|是?怎么|关于|有关|对|是?如何)")
# What a clause has besides the matter spoken of before: 它的牵头单位在第四条还牵头什么.
_ELSE = re.compile(r"条(?:里面?|中)?(?:还|又|也|另)")
_VERBATIM, _SHARED = 5, 4  # characters of the plan's words; of them that another clause has, too
# “…”写在32条还是28条: one of them is asked for.
_EITHER = re.compile(
    r"(?:在|见于|出自|属于?|是)第?[^，。？]{1,12}条[，、]?还是在?第?[^，。？]{1,12}条"
)
_QUOTED = re.compile(r"“([^”]+)”")
_ALL_OF, _MOSTLY, _HALF, _LESS = 0.9, 0.7, 0.5, 0.8


class Inside:
    """Tells what a question asks of the clauses that it names."""

    def __init__(self, finder: Finder, content: Callable[[Question], tuple[str, ...]]) -> None:
        self._plan = finder.dossier.plan
        self._finder = finder
        self._content = content

    def matter(self, question: Question) -> list[str]:
        """Words of a matter asked about within chapters, which their titles do not name."""
        named = (self._plan.chapter(n) for n in question.reference.chapters)
        titles = "".join(c.title for c in named if c)
        strong = (w for w in self._finder.strong(question.topic) if w not in titles)
        words = [w for w in strong if not _ANY_CONTENT.fullmatch(w)]
        telling = any(w in self._finder.matters or self._finder.is_own(w) for w in words)
        return words if telling else []

    def found_there(self, question: Question) -> bool:
        """Whether what is asked is found in a clause named, or no clause is."""
        numbers = question.reference.clauses
        found = self._finder.search(question.topic).findings
        return not numbers or any(f.number in numbers for f in found)

    def one_of(self, question: Question) -> Question:
        """The same of the one of several clauses that holds what is said: 在29条还是30条."""
        clauses = [c for n in question.reference.clauses if (c := self._plan.clause(n))]
        if len(clauses) < 2 or not _EITHER.search(question.text):
            return question
        words = [q for q in _QUOTED.findall(question.text) if q in self._plan.source]
        words = words or list(self._finder.strong(question.topic))
        told = {
            c.number: self._finder.coverage(" ".join(words), (c.start, c.end))[0] for c in clauses
        }
        *_, second, best = sorted(told, key=lambda n: told[n])
        if not words or told[best] < _MOSTLY or told[second] > _LESS * told[best]:
            return question
        reference = replace(question.reference, clauses=(best,))
        return replace(question, reference=reference, asked=frozenset((Asked.WHICH_CLAUSE,)))

    def misplaced(self, question: Question) -> bool:
        """Whether what is asked of a clause stands in another one: 第十五条写的噪声达标率."""
        numbers, words = question.reference.clauses, self._finder.strong(question.topic)
        words = tuple(w for w in words if not _ANY_CONTENT.fullmatch(w))
        clause = self._plan.clause(numbers[0]) if len(numbers) == 1 else None
        if not clause or question.reference.task or question.asks(Asked.ORIGINAL, Asked.TITLE):
            return False
        if _ELSE.search(question.text):
            return False
        if self._told_elsewhere(question.topic, clause):
            return True
        vocabulary = self._finder.vocabulary((clause.start, clause.end))
        foreign = [w for w in words if self._finder.covered(w, vocabulary) < _HALF]
        if sum(map(len, foreign)) < _TELLING and not any(len(w) >= _NAME for w in foreign):
            return False
        topic = " ".join(words)
        best = self._finder.search(topic).best
        there = self._finder.coverage(topic, (clause.start, clause.end))[0]
        apart = best and best.clause and best.number != clause.number
        least = _MOSTLY if sum(map(len, foreign)) >= 2 * _TELLING else _HALF
        return bool(apart and best and best.coverage >= _ALL_OF and there < least)

    def _told_elsewhere(self, topic: str, clause: Clause) -> bool:
        """Whether the longest words of the plan that a topic has are another clause's alone."""
        runs = (
            topic[at : at + size]
            for size in range(len(topic), _VERBATIM - 1, -1)
            for at in range(len(topic) - size + 1)
        )
        said = next((run for run in runs if run in self._plan.source), "")
        there = [c for c in self._plan.clauses if said and said in c.text]
        parts = (said[at : at + _SHARED] for at in range(len(said) - _SHARED + 1))
        own = any(part in clause.text for part in parts)
        return len(there) == 1 and there[0] is not clause and not own

    def words(self, question: Question) -> tuple[str, ...]:
        """Words of a matter of its own that a numbered clause only frames."""
        framed = len(question.reference.clauses) == 1 and question.reference.task is None
        if not framed or _WHOLE_TEXT.search(question.text):
            return ()
        content = self._content(question)
        titles = "".join(c.title for n in question.reference.clauses if (c := self._plan.clause(n)))
        own = tuple(w for w in content if w not in titles and not _ANY_CONTENT.fullmatch(w))
        said = question.asks(Asked.CHECK) and _SAID.search(question.text)
        if question.asks(Asked.WHO) or said:
            words = self._finder.content(question.topic)
            return tuple(w for w in words if len(w) > 1 and w not in titles)
        named = any(len(w) >= _NAME for w in self._finder.strong(" ".join(own)))
        claimed = question.figures or (question.years and question.asks(Asked.CHECK))
        told = named or len(own) > 1 or claimed or _CONCERNING.search(question.text)
        return own if told else ()
