"""A department's own tasks, picked by role, by the place of its name, by what is said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.draft import Draft
from assistant.compose.frames import AMISS, NO
from assistant.compose.phrase import pairs
from assistant.decide.decider import UNFIT
from assistant.decide.find import Finder
from assistant.decide.refuse import LEANING
from assistant.decide.values import UNNUMBERED
from assistant.ledger.duties import Duties
from assistant.ledger.own_asked import OwnAsked, described, read_own, unsurprised
from assistant.ledger.query import read_query
from assistant.ledger.roles import LEAD, SHARED, sets_aside
from assistant.understand.question import Asked, Question
from assistant.understand.reader import kinds_of
from corpus.catalog import Dossier
from corpus.model import Plan, Task
from corpus.words import any_of, load_words

_FEW, _SOME = 3, 6  # tasks told apart; tasks told at all where none is picked
_SPOKEN, _KIN = 0.3, 0.8  # coverage from which a task is meant; share of the best one's
_SURE, _ONLY = 0.6, 0.34  # coverage in place of a refusal; of a department's one task
_TITLED = 0.6
_TELLING = 3  # characters of a word that names a matter
_LEDGER = re.compile(f"(?:{any_of(sorted(load_words('ledgerwords'), key=len, reverse=True))})+")
_ROLES = re.compile(f"{LEAD}|{SHARED}")
_THAT_CLAUSE = re.compile(r"(?:^|[，。？；])(?P<what>[^，。？；]{2,14}?)[那这]一?条")
_OPEN = re.compile(r"哪|什么|啥|几|多少|说说|列")
_COUNTED = re.compile(r"其?中(?:的)?几[个处条项段]|几(?:个括号|[段处项]|条(?!河|路|街|线))")
# 它的份儿在哪, 它只管到哪一段: what it has instead.
_SHARE = re.compile(
    r"(?:它|他们?|该局|这家|那)[^，。？]{0,6}?(?:份儿?|管|负责|干|做|参与|领|分到)[^，。？]{0,6}?(?:哪|什么|啥)"
)
# Of asking and of brackets, and of no matter.
_IDLE = re.compile(
    "[一二两三四]句话|大多|多数|绝大|部分|唯一|仅有|凡是|为了|身份|本行|名称|其中|后面|前面|单独|独自|名字|半截|前半|后半|一块|[那这][段条项件]|指标|目标|任务"
)
# 牵头的不是治海，是“碳”的事: what is not meant.
_NOT_MEANT = re.compile(r"(?:不是|别扯|不说|而非|不要)(?P<what>[^，。？]{2,10})[，。？]?")


class Own:
    """Answers of one plan about what is one department's."""

    def __init__(self, dossier: Dossier, finder: Finder, duties: Duties) -> None:
        self._plan: Plan = dossier.plan
        self._finder = finder
        self._duties = duties
        self._official = dossier.lexicon.official

    def placed(self, question: Question) -> Draft | None:
        """The tasks in whose brackets a department's name stands at a place, or not in a role."""
        asked = read_own(question)
        if asked is None or _closed(question):
            return None
        if asked.place is None and not (asked.role and sets_aside(question.text)):
            return None
        tasks = self._tasks(asked, question)
        if asked.place is not None or len(tasks) > _SOME:
            tasks = self._picked(asked, question)
        return self._told(tasks, asked, question)

    def answer(self, question: Question) -> Draft | None:
        """The tasks asked for by what is told of others, by their order or where they stand."""
        asked = read_own(question)
        if asked is None or not asked.sure or _closed(question):
            return None
        tasks = self._tasks(asked, question)
        if asked.told:
            tasks = self._but(tasks, asked.told)
        elif not asked.several or len(tasks) > _FEW:
            tasks = self._picked(asked, question)
        limit = _SOME if asked.told or asked.located else _FEW
        if not asked.every and len(tasks) > limit:
            return None
        return self._told(tasks, asked, question)

    def instead(self, question: Question, refused: Draft) -> Draft | None:
        """The tasks of a department that speak of what is asked, where no place was found for it.

        What the plan is known not to say (a reason, a price, a person) stays refused.
        """
        text = unsurprised(question.text)
        counted = refused.missing == UNNUMBERED and _COUNTED.search(text)
        unfit = counted or refused.status is Status.UNCLEAR or refused.missing == UNFIT
        asked = read_own(question) if unfit or text != question.text else None
        kinds = kinds_of(text)
        if asked is None or Asked.WHEN in kinds or Asked.WHY in kinds:
            return None
        tasks = self._tasks(asked, question)
        amount = Asked.HOW_MUCH in kinds and kinds.isdisjoint((Asked.COUNT, Asked.WHICH_CLAUSE))
        if amount and not (len(tasks) == 1 and asked.role and _valued(tasks[0])):
            return None
        words = self._words(asked, question)
        if not tasks or (not words and len(tasks) > _FEW):
            return None
        bar = _SURE if len(tasks) > 1 else 0.0 if asked.known else _ONLY
        sure = not words or max(self._spoken(t, words) for t in tasks) >= bar
        if not sure or self._strange(words, tasks):
            return None
        return self._told(self._narrowed(tasks, words), asked, question)

    def share(self, question: Question, draft: Draft) -> Draft | None:
        """A denial of a department's part with the part that it has there, where that is asked."""
        denied = draft.statements[0].text.startswith((NO, AMISS))
        asked = read_own(question) if denied and _SHARE.search(question.text) else None
        tasks = self._tasks(asked, question) if asked else []
        told = self._told([t for t in tasks if t.clause in draft.clauses], asked, question)
        if told is None:
            return None
        both = (*draft.statements, *told.statements)
        return replace(told, statements=both, frames=draft.frames, lines=True)

    def _told(
        self, tasks: Sequence[Task], asked: OwnAsked | None, question: Question
    ) -> Draft | None:
        if not tasks or asked is None:
            return None
        query = replace(read_query(question), groups=(asked.names,), role=asked.role)
        return self._duties.lines(tasks, question, query)

    def _picked(self, asked: OwnAsked, question: Question) -> list[Task]:
        """The tasks meant: all where all are asked for, else those that are spoken of."""
        tasks = self._tasks(asked, question)
        if asked.every and asked.located:
            return tasks
        return self._narrowed(tasks, self._words(asked, question))

    def _tasks(self, asked: OwnAsked, question: Question) -> list[Task]:
        """The tasks of the department in its role, at its place, in the clauses named."""
        numbers = set(question.reference.clauses) or self._titled(asked, question)
        chapters = question.reference.chapters
        return [
            t
            for c in self._plan.clauses
            if not numbers or c.number in numbers
            if not chapters or c.chapter in chapters
            for t in c.tasks
            if _held(t, asked)
        ]

    def _titled(self, asked: OwnAsked, question: Question) -> set[int]:
        """The clause called by words of its title (责任落实那条), where the department stands."""
        match = _THAT_CLAUSE.search(question.text)
        if not match or any(m.text in match["what"] for m in question.mentions):
            return set()
        found = self._finder.search(match["what"]).findings
        own = {t.clause for t in self._plan.tasks() if _held(t, replace(asked, place=None))}
        good = (f.number for f in found if f.coverage >= _TITLED and f.number in own)
        return {n for n in (next(good, None),) if n}

    def _words(self, asked: OwnAsked, question: Question) -> str:
        """What is said of the tasks, without names, roles and words of asking."""
        whole = asked.place is not None
        text = described(question.topic) if whole else unsurprised(question.topic)
        if asked.told:
            text = text.replace(asked.told, " ")
        text = _ROLES.sub(" ", _NOT_MEANT.sub(" ", text))
        words = (w for w in self._finder.content(text) if not _LEDGER.fullmatch(w))
        kept = [w for w in words if w not in LEANING and not _IDLE.search(w)]
        return " ".join([w for w in kept if len(w) > 1] or kept)

    def _spoken(self, task: Task, words: str) -> float:
        """How far a sentence of a task speaks of the words."""
        return max(self._finder.coverage(words, (s.start, s.end))[0] for s in task.sentences)

    def _strange(self, words: str, tasks: Sequence[Task]) -> bool:
        """Whether a long word names what the tasks say nothing of (加油站)."""
        said = "".join(t.text for t in tasks)
        long = (w for w in words.split() if len(w) >= _TELLING)
        forms = ((w, *self._official(w)) for w in long)
        return any(not any(p in said for w in ws for p in pairs(w)) for ws in forms)

    def _narrowed(self, tasks: list[Task], words: str) -> list[Task]:
        """The tasks that speak of the words best; all where none does."""
        held = {t.start: self._spoken(t, words) for t in tasks} if words else {}
        best = max(held.values(), default=0.0)
        return tasks if best < _SPOKEN else [t for t in tasks if held[t.start] >= _KIN * best]

    def _but(self, tasks: list[Task], told: str) -> list[Task]:
        """The tasks but for those that are told already."""
        held = {t.start: self._spoken(t, told) for t in tasks}
        best = max(held.values(), default=0.0)
        there = {t.clause for t in tasks if held[t.start] >= _KIN * best}
        return [] if best < _TITLED else [t for t in tasks if t.clause not in there]


def _closed(question: Question) -> bool:
    """Whether yes or no is asked, and nothing else."""
    return question.asks(Asked.CHECK) and not _OPEN.search(question.text)


def _valued(task: Task) -> bool:
    """Whether a task has a target with a value."""
    return any(t.value for s in task.sentences for t in s.targets)


def _held(task: Task, asked: OwnAsked) -> bool:
    """Whether a task is the department's, in the role and at the place asked for."""
    at = [n for n, d in enumerate(task.duties) if d.name in asked.names]
    if not at or (asked.role and task.duties[at[0]].role is not asked.role):
        return False
    size = len(task.duties)
    if asked.place is None:
        return True
    return asked.place == at[0] or (size > 1 and asked.place == at[0] - size)
