"""A question whose reply is in doubt is held against those asked before.

Where it means the same as one of them, it is answered as that one is: from the plan, anew. The
reply counts only if it is still the one that was right, so data that the plan has outgrown does
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.draft import Draft
from assistant.decide.asking import Asking
from assistant.decide.find import Finder
from assistant.decide.precedents import (
    Features,
    Lacking,
    Near,
    Told,
    features,
    is_doubtful,
    is_meant,
    load_model,
    may_replace,
    same_things,
    told,
    told_before,
)
from assistant.decide.trees import Trees
from assistant.dialogue.turns import Completed
from assistant.understand.question import Question
from assistant.understand.reader import Reader
from corpus.precedents import Precedent
from index.similar import Similar

NEAREST, _TRIED = 20, 3  # questions that are counted, and of these the ones that may be taken
_NAMED = re.compile("“([^”]+)”")
Drafting = Callable[[Completed], Draft]


class Recall:
    """The questions asked about one plan before."""

    def __init__(
        self,
        precedents: tuple[Precedent, ...],
        similar: Similar,
        reader: Reader,
        finder: Finder,
        model: Trees | None = None,
    ) -> None:
        self._precedents = precedents
        self._similar = similar
        self._reader = reader
        self._finder = finder
        self._asking = Asking(finder)
        self._model = model

    def meant(self, asked: Completed, draft: Draft, drafting: Drafting) -> Completed | None:
        """The question asked before that is answered instead; None where ``draft`` stands.

        ``drafting`` drafts the answer to a question.
        """
        own = told(draft)
        if not is_whole(asked) or not (seen := self.doubted(asked.text, own)):
            return None
        taken, values = seen
        named = _NAMED.search(draft.missing)  # what is nowhere in the plan is nothing like it
        if named and named[1] not in taken.question:
            return None
        if not is_meant(own, values, self._model or load_model()):
            return None
        again = Completed(taken.question)
        then = told(drafting(again))
        return again if (then.status, then.cited) == (taken.told.status, taken.told.cited) else None

    def doubted(
        self, text: str, own: Told, but: frozenset[str] = frozenset()
    ) -> tuple[Near, Features] | None:
        """The question nearest to ``text`` that names the same things, and what the model sees.

        None where the own reply is not in doubt, there is none, or its reply cannot take the place
        of the own one; the questions ``but`` are none.
        """
        if not self._precedents or not is_doubtful(own):
            return None
        near = self.near(text, but)
        question = self._reader.read(text)
        for taken in near[:_TRIED]:
            other = self._reader.read(taken.question)
            if same_things(question, other):
                if not may_replace(own, taken.told):
                    return None
                lacking = self._lacking(question, other), self._lacking(other, question)
                unheard = self._similar.unheard(text)
                return taken, features(text, own, taken, near, lacking, unheard)
        return None

    def _lacking(self, one: Question, other: Question) -> Lacking:
        """What ``one`` has and ``other`` lacks."""
        content, weight = self._finder.content, self._finder.weight
        words = set(content(one.text)) - set(content(other.text))
        words = {w for w in words if w not in other.text}
        return Lacking(
            left=self._similar.share(one.text, other.text),
            words=float(len(words)),
            heaviest=float(max(map(weight, words), default=0.0)),
            asked=float(len(one.asked - other.asked)),
            unsaid=self._asking.read(one).unsaid,
        )

    def near(self, text: str, but: frozenset[str] = frozenset()) -> list[Near]:
        """The questions most alike, best first."""
        found = self._similar.nearest(text)
        rows = [(self._precedents[a.position], a.likeness) for a in found]
        kept = [(p, likeness) for p, likeness in rows if p.question not in but]
        return [Near(p.question, likeness, told_before(p)) for p, likeness in kept[:NEAREST]]


def is_whole(asked: Completed) -> bool:
    """Whether a question is answered by itself, not part by part or from options."""
    return not (asked.parts or asked.choice or asked.members or asked.dangling)
