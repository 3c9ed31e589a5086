"""Answers that need no search: the document, general duties, numbered clauses, the ledger."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.document import about_document, ways
from assistant.compose.draft import Draft
from assistant.compose.duty import general_duty
from assistant.compose.lookup import by_number
from assistant.compose.unnumbered import absent_part, passage
from assistant.decide.decider import Decider
from assistant.decide.find import Finder
from assistant.decide.refuse import LEANING, Refuser
from assistant.ledger.grammar import of_ledger
from assistant.ledger.tally import Tally, asks_ledger
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier

# Words of nothing but a plan: a question with them is about this one.
_OWN = re.compile(r"条款|第几条|哪几条|责任(?:单位|部门|括号)|牵头|标题|目录")
_MAKE_UP = re.compile(
    r"方案|全文|台账|几[处次]|多少[处次]|标题|目录|字样|清单|名单|总共|一共|目标|指标|期限|时限|涉及|[提讲写谈][到过及]"
    r"|从[高大多]到|(?:率|比例|浓度).{0,24}[、和与跟].{0,24}(?:率|比例|浓度)"
)

_ALL_OF = 0.9
# A matter of its own within a numbered clause: 22条关于湿地怎么说.
_CONCERNING = re.compile(r"关于|针对|涉及|有关|对于|方面|对[^，。？]{2,8}(?:怎|如何|有)")
# What only points at something said elsewhere: 这事儿几时能完.
_POINTING = re.compile(r"[这那](?:一?件|个|桩|档子)?(?:事儿?|事情|活儿?)")


class Lookups:
    """Answers from the ledger and the text itself."""

    def __init__(
        self, dossier: Dossier, finder: Finder, refuser: Refuser, decider: Decider
    ) -> None:
        self.dossier = dossier
        self._finder = finder
        self._refuser = refuser
        self._decider = decider
        self._tally = Tally(dossier, finder)

    def answer(self, question: Question) -> Draft | None:
        """The answer by exact look-up, or None when the question is about a matter."""
        if medium := self._refuser.other_medium(question):
            return medium
        unsaid = self._decider.never_said(question) if question.mentions else ""
        if unsaid:
            return self._refuser.missing(unsaid)
        return (
            self._tally.absent(question)
            or self._tally.asked(question)
            or absent_part(question, self.dossier)
            or passage(question, self.dossier.plan, self._tally.content(question))
            or self._about_document(question)
            or general_duty(question, self.dossier)
            or self._by_reference(question)
            or (self._tally.answer(question) if self._of_whole_plan(question) else None)
        )

    def _about_document(self, question: Question) -> Draft | None:
        if _OWN.search(question.text) and not ways().asked["title"].search(question.text):
            return None
        return about_document(question, self.dossier, self._tally.content(question))

    def _of_whole_plan(self, question: Question) -> bool:
        """Whether a question may be about the plan's make-up; a caller's story is not."""
        own = replace(question, text=_unnamed(question))  # 社保局 is no matter of social security
        if self._refuser.of_elsewhere(own) and not _OWN.search(question.text):
            return False
        if _POINTING.search(question.text) and not (question.mentions or question.reference):
            return False
        named = bool(question.years or question.reference or question.figures) or (
            of_ledger(question.text)
            or bool(_MAKE_UP.search(question.text))
            or asks_ledger(question)
        )
        content = [w for w in self._finder.content(question.topic) if w not in LEANING]
        words = [w for w in content if len(w) > 1]
        plain = [w for w in content if len(w) == 1 and self._refuser.of_field(w)]
        if len(plain) > 1 and not question.mentions and self._spoken_of(question):
            return False  # 河又返臭了: a matter in short words
        if question.mentions:
            return bool(named) or len(words) < 3
        return bool(named) or len(words) == 1

    def _spoken_of(self, question: Question) -> bool:
        """Whether some place of the plan speaks of all that a question says."""
        best = self._finder.search(question.topic).best
        return bool(best and best.coverage >= _ALL_OF)

    def _by_reference(self, question: Question) -> Draft | None:
        """Clauses by number, unless the number only belongs to a question about a topic within."""
        reference = question.reference
        if reference.clauses and (found := self._tally.answer(question)):
            return found
        if reference.chapters and not reference.clauses:
            plain = not self._tally.content(question)
            return (plain and self._tally.answer(question)) or (
                None if question.mentions or question.years else by_number(question, self.dossier)
            )
        words = self._inside(question)
        if words and not question.asks(Asked.WHO):
            return None
        return by_number(question, self.dossier, words)

    def _inside(self, question: Question) -> tuple[str, ...]:
        """Words of a matter of its own that a numbered clause only frames."""
        content = self._tally.content(question)
        titles = "".join(
            c.title for n in question.reference.clauses if (c := self.dossier.plan.clause(n))
        )
        own = tuple(w for w in content if w not in titles)
        framed = len(question.reference.clauses) == 1 and question.reference.task is None
        if framed and question.asks(Asked.WHO):
            words = self._finder.content(question.topic)
            return tuple(w for w in words if len(w) > 1 and w not in titles)
        told = len(own) > 1 or _CONCERNING.search(question.text)
        return own if framed and told else ()


def _unnamed(question: Question) -> str:
    """The text without the departments it names."""
    text = question.text
    for start, end in sorted({(m.start, m.end) for m in question.mentions}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
