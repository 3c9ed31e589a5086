"""Which of the earlier turns a follow-up leans on, or is taken up again."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.dialogue.turns import Follow, Turn
from assistant.dialogue.wording import EMPTY
from assistant.understand.question import Asked, Question

# 那批口子, 那些河: what is pointed at, by the last characters of its name.
_HEAD_NOUN = re.compile(r"[那这](?:一)?(?:批|些|堆|几[个条处]|种|类|座|片)([\u4e00-\u9fff]{1,2})")
# What is asked of the matter itself, whatever else the plan leaves unsaid of it.
_OF_THE_MATTER = (Asked.WHO, Asked.WHEN, Asked.WHICH_CLAUSE, Asked.ORIGINAL)
_LAST = -1
_SHORT, _BRIEF = 2, 12

_UNTOLD = re.compile(r"方案没有规定")
Words = Callable[[str], tuple[str, ...]]


class Earlier:
    """Finds turns of a conversation; ``content`` and ``subject`` tell the words of a topic."""

    def __init__(self, content: Words, subject: Words) -> None:
        self._content = content
        self._subject = subject

    def leant_on(self, follow: Follow, turns: tuple[Turn, ...]) -> Turn:
        """The turn that a follow-up is about.

        谁负责, after 罚多少钱 was refused, asks of the matter and not of the fine.
        """
        last = self.sound(turns)
        if not _untold(last) or not follow.question.asks(*_OF_THE_MATTER):
            return last
        before = next((t for t in reversed(turns) if not _untold(t)), None)
        if not before or last.question.mentions or last.question.reference:
            return last
        known = f"{before.question.text}{before.told}"
        own = [w for w in self._subject(last.question.topic) if w not in known]
        return last if own else before

    def sound(self, turns: tuple[Turn, ...]) -> Turn:
        """The last turn that was of the plan; the last of all where none was."""
        return next((t for t in reversed(turns) if t.clauses or t.answered), turns[-1])

    def counted(self, number: int, turns: tuple[Turn, ...]) -> Turn:
        """The turn in a place; 刚才的问题 is none that had nothing to do with the plan."""
        if number == _LAST:
            return self.sound(turns)
        return turns[number] if -len(turns) <= number < len(turns) else turns[0]

    def spoken_of(self, question: Question, turns: tuple[Turn, ...]) -> Turn | None:
        """The latest earlier turn that speaks of what the follow-up names."""
        words = {w for w in self._content(question.topic) if len(w) > 1}
        names = {d.name for m in question.mentions for d in m.departments}
        for turn in reversed(turns):
            said = {d.name for m in turn.question.mentions for d in m.departments}
            if names & said or any(w in turn.question.text for w in words):
                return turn
        return self._called_otherwise(question, turns)

    def called_shortly(self, follow: Follow, turns: tuple[Turn, ...]) -> tuple[str, Turn] | None:
        """排污口归谁管, after the outlets into the sea and then another matter were asked about."""
        word = follow.subject[0] if len(follow.subject) == 1 else ""
        if len(word) < _SHORT or len(follow.text) > _BRIEF or word in turns[-1].question.text:
            return None
        answered = (t for t in reversed(turns[:-1]) if t.answered)
        longer = (t for t in answered if word not in self._subject(t.question.topic))
        return next(((follow.own, t) for t in longer if word in t.question.text), None)

    def _called_otherwise(self, question: Question, turns: tuple[Turn, ...]) -> Turn | None:
        """The latest earlier turn with a matter that is only called otherwise: 那批口子."""
        heads = [w for w in map(str.strip, _HEAD_NOUN.findall(question.text)) if w not in EMPTY]
        for turn in reversed(turns):
            said = self._subject(turn.question.topic)
            if any(set(h) & set(w[-2:]) for h in heads for w in said):
                return turn
        return None


def _untold(turn: Turn) -> bool:
    """Whether what a turn asked was refused, were it in part."""
    return not turn.answered or bool(_UNTOLD.search(turn.told))
