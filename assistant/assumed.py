"""What a message takes for granted, held against the plan piece by piece.

A piece that states something is asked as a question of its own (…，对吗); what the plan holds
against it puts it right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.compose.draft import Draft, Statement
from assistant.compose.frames import AMISS, NO, SAYS
from assistant.decide.premise import claims_duty, states
from assistant.understand.parts import pieces
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader

_OPEN = (Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.WHICH_CLAUSE, Asked.LIST, Asked.COUNT)
_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|怎|咋|如何|何|吗|没有?$|呢$")
# What is said of a matter, not only its name: 只管…, 指的是…, 先在…上.
_SAYING = re.compile(
    r"一律|只(?:许|准|能|管|限|在|用|给|有|要求)|不(?:让|许|准|管|含|包括)|也不例外|允许|既然"
    r"|[先就放选设定搞]在|说的是|指|(?<![不还就都而])是|改成"
    r"|(?:方案|文件)(?:里|中)?(?:说|写|讲|定|规定|要求|提出|打算|把|要)"
)
_TOLD_OF, _NEAR = 0.7, 0.5  # share of a claim that the place speaks of which is held against it


class Assumed:
    """Tells what is held against the claims that a message makes besides its question."""

    def __init__(self, reader: Reader, answer: Callable[[Question], Draft]) -> None:
        self._read = reader.read
        self._answer = answer

    def amiss(self, question: Question) -> Draft | None:
        """The correction of the first claim that is wrong; else what the plan says of one.

        None where nothing is claimed that the plan speaks of.
        """
        claims = [(t, self._answer(self._read(f"{t}，对吗"))) for t in self._claims(question)]
        refuted = next((_corrected(d) for _, d in claims if _refutes(d)), None)
        return refuted or next((d for t, d in claims if self._says_other(t, d)), None)

    def _claims(self, question: Question) -> Iterator[str]:
        """The pieces of a message that state something and ask nothing."""
        parts = pieces(question.text)
        for text in parts if len(parts) > 1 else ():
            told = self._read(text)
            if (claims_duty(told) and told.mentions) or not told.asks(*_OPEN):
                yield text

    def _says_other(self, text: str, draft: Draft) -> bool:
        """Whether the plan speaks of what is claimed, and not in the words of the claim."""
        if _ASKING.search(text) or not draft.ground or draft.ground.finding.coverage < _NEAR:
            return False
        said = draft.status.has_evidence and draft.statements[0].text.startswith(SAYS)
        return said and bool(_SAYING.search(text) or states(self._read(text)))


def _refutes(draft: Draft) -> bool:
    """Whether a claim is denied, by a place that speaks of it."""
    near = draft.ground is not None and draft.ground.finding.coverage >= _TOLD_OF
    return near and draft.status.has_evidence and draft.statements[0].text.startswith(NO)


def _corrected(draft: Draft) -> Draft:
    """The same, said of what is taken for granted and not asked."""
    first = draft.statements[0]
    said = replace(first, text=first.text.replace(NO, AMISS, 1))
    return replace(draft, statements=(said, *draft.statements[1:]))


def untold(draft: Draft) -> Draft:
    """A refusal that follows a correction: what is missing, and no more."""
    said = draft.statements[0].text
    return replace(draft, statements=(Statement(said[: said.find("。") + 1]),))
