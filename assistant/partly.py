"""Messages that ask more of a matter than the plan says of it: what it says, and what it does not.

湿地保护率是多少，罚款多少: each part that asks is asked by itself, a later one of the matter of
the first. What is answered is told, and of the rest that the plan does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.amended import untold
from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import SAYS
from assistant.decide.aspects import aspects_of
from assistant.decide.decider import UNFIT
from assistant.decide.find import Finder
from assistant.decide.measure import asked_kind, kinds_in
from assistant.decide.premise import assumes
from assistant.decide.values import UNNUMBERED
from assistant.decide.years import comes_after
from assistant.dialogue.wording import join, topic_of
from assistant.listed import Listed
from assistant.understand.parts import pieces
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader

_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|怎|咋|如何|何|吗$|呢$|多[大高长久远]")
_OWN = 3  # characters of matters that a part names of its own
_MOST = 3  # parts of a message that ask something
# What is told, where the whole is refused, answers one of these.
_TOLD = (Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.COUNT)
_WHOM = re.compile(r"[向给对]谁")
_YEAR = re.compile(r"(?:到|在)?20\d\d年(?:年?底)?[前以]?[，,]?")
_YEARS = re.compile(r"20\d\d(?=年)")
_WHICH = re.compile("哪一?年|何时|什么时候")
_BOTH = re.compile(
    r"20\d\d年?(?:年?底)?[和与跟、及]20\d\d年?(?!相比|比)"
    r"|20\d\d年?(?:年?底)?(?:是|为|要|达?到)?(?:多少|几)[^，。？]{0,5}[、，和]到?20\d\d年?(?:年?底)?[又呢是要到]"
)
# Aspects of which a place that answers the rest surely says nothing.
_PAID, _ASKED_OF, _DONE = ("money", "penalty"), ("contact", "person", "office"), ("procedure",)
_SURE = (*_PAID, *_ASKED_OF, *_DONE, "day", "frequency", "terms", "detail")
# What joins the thing that is missing to another asked for.
_JOINT = re.compile(r"(?:以及|还有|[和与及、跟])[^，。？、和与及跟]{0,6}$")
_APART = re.compile(r"20\d\d年的要求|.+的情况")


class Partly:
    """Answers the part of a message that the plan answers."""

    def __init__(self, reader: Reader, finder: Finder, answer: Callable[[Question], Draft]) -> None:
        self._read = reader.read
        self._finder = finder
        self._answer = answer
        self._listed = Listed(reader, finder, answer)
        self._aspects = aspects_of(finder.dossier.plan)

    def parted(self, question: Question, draft: Draft) -> list[Draft]:
        """What is told instead of ``draft``, the answer to all of a message; [] for itself."""
        if draft.status not in (Status.ANSWERED, Status.NOT_IN_PLAN):
            return []
        if draft.status is Status.NOT_IN_PLAN and (after := self._after(question)):
            return [after, untold(draft)]
        if undated := _undated(question, draft):
            return [draft, undated]
        if told := self._listed.told(question, draft):
            return told
        parts = _asked(question.text)
        if not 1 < len(parts) <= _MOST:
            return self._without(question, draft)
        if draft.status is Status.ANSWERED and not any(self._may_lack(p, draft) for p in parts):
            return []
        asked = [self._read(t) for t in self._apart(parts)]
        answers = [(q, self._answer(q)) for q in asked]
        lacking = [(q, d) for q, d in answers if d.missing and d.missing != UNFIT]
        if not lacking:
            return []
        if draft.status is Status.NOT_IN_PLAN:
            told = [d for q, d in answers if _tells(q, d)]
            return [*told, untold(lacking[0][1])] if told else []
        first = answers[0][1].status is Status.ANSWERED
        return [draft, untold(lacking[0][1])] if first and self._surely(*lacking[0], draft) else []

    def _after(self, question: Question) -> Draft | None:
        """What comes after a matter that a year is claimed for: 达峰后稳中有降 for 2025年达峰."""
        claimed = assumes(question) or question.asks(Asked.CHECK, Asked.WHY)
        asked = question.asks(Asked.HOW_MUCH) or _WHICH.search(question.text)
        if not question.years or not claimed or asked:
            return None
        words = self._finder.content(question.topic)
        found = (f for f in self._finder.search(question.topic).findings if f.sentence)
        for finding in found:
            text, sentence = self._finder.text_of(finding), finding.sentence
            if sentence and comes_after(question, text, words):
                mark = Evidence(sentence.start, sentence.end, finding.number)
                return Draft(Status.ANSWERED, (Statement(sentence.text, (mark,)),))
        return None

    def _may_lack(self, part: str, draft: Draft) -> bool:
        """Whether a part asks for what an answer to all of the message need not tell."""
        told = "".join(s.text for s in draft.statements)
        if any(y not in told for y in _YEARS.findall(part)):
            return True
        kind = asked_kind(part)
        if kind and kind not in kinds_in(told):
            return True
        asked = self._read(part)
        if asked.districts or asked.places:
            return True
        return any(a.asked.search(part) for a in self._aspects if a.kind in _SURE)

    def _apart(self, parts: list[str]) -> Iterator[str]:
        """The parts as questions of their own: of the matter of the first where they name none."""
        first, *more = parts
        yield first
        topic = topic_of(first)
        for part in more:
            of_first = _YEAR.sub("", topic) if _YEAR.search(part) else topic
            yield part if self._named(part) else join(of_first, part)

    def _named(self, text: str) -> bool:
        """Whether a part names a matter of its own."""
        words = self._finder.strong(self._read(text).topic)
        return sum(len(w) for w in words if w in self._finder.matters) >= _OWN

    def _without(self, question: Question, draft: Draft) -> list[Draft]:
        """What is told without the aspect that is missing: 牵头单位和联系电话."""
        for aspect in (a for a in self._aspects if a.name == draft.missing):
            found = aspect.asked.search(question.text)
            joint = found and _JOINT.search(question.text, 0, found.start())
            if not found or not joint:
                continue
            rest = self._read(question.text[: joint.start()] + question.text[found.end() :])
            if _tells(rest, told := self._answer(rest)):
                return [told, untold(draft)]
        return []

    def _surely(self, part: Question, lacking: Draft, draft: Draft) -> bool:
        """Whether what one part lacks is not told by ``draft``, the answer to all of a message."""
        missing = lacking.missing
        if _APART.fullmatch(missing):
            return draft.ground is not None
        if missing == UNNUMBERED:
            kind, told = asked_kind(part.text), "".join(s.text for s in draft.statements)
            return bool(kind) and kind not in kinds_in(told)
        sure = (a.asked for a in self._aspects if a.kind in _SURE and a.name == missing)
        return any(asked.search(part.text) for asked in sure)


def _tells(question: Question, draft: Draft) -> bool:
    """Whether a part asks for something to be named, who, when, how many, and is told it."""
    definite = question.asks(*_TOLD) or _WHOM.search(question.text)
    plain = not draft.statements[0].text.startswith(SAYS)
    return bool(draft.status is Status.ANSWERED and definite and plain)


def _undated(question: Question, draft: Draft) -> Draft | None:
    """What is said of a year asked for beside another one (2024年和2025年各是多少), if untold."""
    if draft.status is not Status.ANSWERED or not question.asks(Asked.HOW_MUCH):
        return None
    told = "".join(s.text for s in draft.statements)
    lacking = [str(y) for y in question.years if str(y) not in told]
    if not 0 < len(lacking) < len(question.years) or not _BOTH.search(question.text):
        return None
    said = f"方案没有规定{'、'.join(lacking)}年的要求。"
    return Draft(Status.NOT_IN_PLAN, (Statement(said),), frames=(said,))


def _asked(text: str) -> list[str]:
    """The parts of a message that ask, each with what is said before it."""
    found: list[str] = []
    said = ""
    for piece in pieces(text):
        said = f"{said}，{piece}" if said else piece
        if _ASKING.search(piece):
            found.append(said)
            said = ""
    if said and found:
        found[-1] += f"，{said}"
    return found
