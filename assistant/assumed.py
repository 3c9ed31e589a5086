"""What a message takes for granted, held against the plan piece by piece.

A piece that states something is asked as a question of its own (…，对吗); what the plan holds
against it puts it right, before or instead of the answer to what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.amended import amended, overlap, still_untold, told_at
from assistant.answer import Status
from assistant.claim import ASKING, Claim
from assistant.compose.document import ways
from assistant.compose.draft import Draft, responsible
from assistant.compose.frames import AMISS, NO, SAYS
from assistant.compose.responsibility import duty_lines
from assistant.compose.sought import only_there
from assistant.decide.bounds import takes_side
from assistant.decide.figures import bare_figures
from assistant.decide.find import Finder
from assistant.decide.fit import place_of
from assistant.decide.premise import claims_duty
from assistant.decide.unsaid import DONE
from assistant.ledger.own_asked import contrasted
from assistant.room import beside
from assistant.several import OF_ANY
from assistant.understand.parts import pieces
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader
from corpus.model import PartKind

_OPEN = (Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.WHICH_CLAUSE, Asked.LIST, Asked.COUNT)
# What only joins a question to what is said before it: 那同一条里…, 同年….
_JOINING = re.compile(
    r"^(?:那么?|另外|然后)?(?:为此|对此|就此|在?(?:同一?|[这那]一?|该)(?:条|年度?|期|份文件)|同时)(?:里面?|中|内)?[还又也]?"
    r"|(?<=[^，])同步|(?:打算|准备|计划)(?=[\u4e00-\u9fff]{2})|(?:它|他们?)(?=打算|准备|要|得|怎|还)|来(?:支撑|配合|保障)$"
)
# Of the time or the thing spoken of before, and no question of its own.
_LEANING = re.compile(r"那时|到时|届时|当时")
_OPENLY = re.compile(r"(?:怎么?|如何|咋)(?!么?还|算|么?会|么?才|么?就)|是什么|指什么|做什么|干什么")
# What the plan sets out to do is said to be done: 李村河已经是示范河湖了.
_DONE = re.compile(r"已经?(?:全部|全面|都)?(?:是|有|建|评|达|完|实现|成为)[^，。？]*了?$")
_GRANTED = re.compile(r"既然|已知|考虑到|鉴于|由于|因为")
# Who asks, told before what is asked: 我是区里办公室的.
_OF_ASKER = re.compile(r"^(?:我们?|俺们?|咱们?|本人)(?!.{0,2}(?:听|记得|看))")
# A figure, a year, a department or what a name or a principle is said to be.
_MAY_TELL = re.compile(r"\d|[局委厅院办会部政公“]")
_QUOTED = re.compile(r"“[^”]{2,}”")
_WHICH = re.compile(r"哪一?[项个种些类]|哪几|什么")
_HALF = 0.5  # share of a word from which a sentence holds it
_SPOKEN_OF = 0.5  # share of a word that a place which speaks of it covers
_IN_FULL = 0.75  # share of what is asked besides that a place of its own speaks of
_RESPONSIBLE = ("责任", "部门", "单位", "负责", "牵头", "分工", "任务")
_TELLING = 4  # characters of words that name a matter together
_SHORT = 2  # characters of a word that may be one of asking (同期)
_BEHIND = 2  # parts of a message behind the one that claims something

Span = tuple[int, int]


class Assumed:
    """Tells what is held against the claims that a message makes besides its question."""

    def __init__(self, reader: Reader, finder: Finder, answer: Callable[[Question], Draft]) -> None:
        self._read = reader.read
        self._finder = finder
        self._answer = answer

    def put_right(self, question: Question, draft: Draft) -> list[Draft]:
        """What is told instead of ``draft``, the answer to all of a message; [] for itself."""
        if contrasted(question.text):  # 牵头的不是甲，是乙: which is meant, and no claim
            return []
        undated = draft.status is Status.PARTIAL and draft.statements[0].text.startswith(SAYS)
        if draft.status is Status.NOT_IN_PLAN or undated:
            claims = [c for c in self._claims(question) if self._meant(c)]
            amiss = next((c.untrue for c in claims if c.refuted), None)
            other = (c.draft for c in claims if c.told_otherwise and self._differs(c))
            amiss = amiss or next(other, None)
            if not amiss:
                return []
            behind = next((d for c in claims if c.refuted and (d := self._apart(c))), None)
            more = [behind] if behind and not overlap(behind, amiss) else []
            owned = [] if behind or undated else self._owned(question, amiss)
            missing = owned or (() if undated else still_untold(draft, amiss))
            return [amiss, *(more if behind else missing)]
        if not draft.status.has_evidence:
            return []
        parted = any(e.clause is None for s in draft.statements for e in s.evidence)
        misled = draft.statements[0].text.startswith(AMISS)
        stated = self._claims(question, telling=not misled)
        held: Iterator[Claim] = (
            c for c in stated if c.refuted and not (parted and c.only_dated) and self._meant(c)
        )
        corrects = False
        if misled:  # each of them is to be known
            told = [c for c in held if self._tells(c.question) or self._asks_beside(c, draft)]
            corrects, held = any(overlap(c.draft, draft) for c in told), iter(told)
        besides = (self._besides(c, draft, corrects) for c in held)
        return next(filter(None, besides), [])

    def _owned(self, question: Question, amiss: Draft) -> list[Draft]:
        """Who is responsible where a claim is put right, asked behind it of nothing else."""
        asked = self._read(pieces(question.text)[-1])
        task = amiss.ground.finding.task if amiss.ground else None
        of_its_own = any(w not in _RESPONSIBLE for w in self._finder.strong(asked.topic))
        if not task or not asked.asks(Asked.WHO) or asked.mentions or of_its_own:
            return []
        lines = tuple(duty_lines([task]))
        return [Draft(Status.ANSWERED, lines, tuple(responsible(task)))] if lines else []

    def _besides(self, claim: Claim, draft: Draft, corrects: bool) -> list[Draft]:
        """A correction with the answer to what is asked besides, where that does not correct.

        ``corrects``: the answer puts a claim right itself, be it another one.
        """
        amiss = claim.untrue
        told = overlap(claim.draft, draft) or draft.statements[0].text == amiss.statements[0].text
        behind = self._apart(claim) or (self._there(claim) if told else None)
        if behind and not overlap(behind, amiss):
            # 与方案不符 may be said of the answer itself, which puts nothing right.
            answered = draft.statements[0].text == f"{AMISS}{behind.statements[0].text}"
            if answered or not (told and overlap(behind, draft)):
                return [amiss, behind]
        if told:
            return [] if draft.statements[0].text.startswith("最") else amended(draft)
        misled = draft.statements[0].text.startswith((AMISS, NO))
        said = "".join(s.text for s in amiss.statements)
        misled = misled or all(s.text in said for s in draft.statements)
        return (
            [amiss] if misled and not corrects else beside([replace(amiss, departments=())], draft)
        )

    def _apart(self, claim: Claim) -> Draft | None:
        """The answer to what is asked behind a claim, of another place that speaks of all of it.

        What is asked last may stand by itself where all that follows does not (在此之外，…).
        """
        last = pieces(claim.behind)[-1:]
        texts = dict.fromkeys((claim.behind, *last) if claim.behind else ())
        texts = dict.fromkeys(_JOINING.sub("", t) for t in texts)
        return next((d for t in texts if (d := self._behind(claim, self._read(t)))), None)

    def _behind(self, claim: Claim, asked: Question) -> Draft | None:
        openly = asked.asks(*_OPEN, Asked.WHAT) or _OPENLY.search(asked.text)
        if not openly or asked.reference:
            return None
        part = claim.draft.ground.finding.part if claim.draft.ground else None
        if part and part.kind is not PartKind.NEWS:
            return None
        # What is said of the news is asked of it, too.
        draft = self._answer(self._read(f"新闻里{asked.text}") if part else asked)
        if not draft.status.has_evidence:
            return None
        if not (self._of_its_own(asked) or self._beside(claim, asked, draft)):
            return None
        place = self._place(asked, draft)
        if not place or not self._in_full(asked, *place):
            return None
        headed = draft.statements[0].text.endswith("：")  # the title of a list stands first
        return replace(draft, statements=draft.statements[1:3] if headed else draft.statements[:1])

    def _there(self, claim: Claim) -> Draft | None:
        """The answer to what is asked behind a claim of its clause, which names little itself."""
        number = next(iter(claim.draft.clauses), None)
        text = _JOINING.sub("", claim.behind)
        asked = self._read(text)
        named = asked.reference or asked.mentions or asked.years or asked.figures
        openly = _OPENLY.search(text) or _WHICH.search(text)
        if number is None or named or not openly or not self._finder.strong(asked.topic):
            return None
        draft = self._answer(self._read(f"第{number}条{text}"))
        told = draft.status is Status.ANSWERED and draft.clauses == (number,)
        return draft if told and not draft.lines and draft.ground else None

    def _asks_beside(self, claim: Claim, draft: Draft) -> bool:
        """Whether ``draft`` puts a claim right, and its clause answers what is asked behind it."""
        behind = self._apart(claim) if overlap(claim.draft, draft) else None
        return bool(behind and behind.clauses[:1] == draft.clauses[:1])

    def _beside(self, claim: Claim, asked: Question, draft: Draft) -> bool:
        """Whether a question that names little is answered from the clause that the claim is of."""
        there = claim.draft.clauses[:1]
        named = self._finder.strong(asked.topic) and not asked.asks(Asked.WHO)
        return bool(named) and there == draft.clauses[:1] != ()

    def _of_its_own(self, asked: Question) -> bool:
        """Whether a question names a matter: one known, or words enough."""
        words = self._finder.strong(asked.topic)
        enough = sum(map(len, words)) >= _TELLING and any(len(w) > _SHORT for w in words)
        return self._finder.tells(asked.topic) or enough

    def _place(self, asked: Question, draft: Draft) -> tuple[Span, tuple[str, ...]] | None:
        """Where an answer is from, and the words asked of which that place does not speak."""
        if draft.ground:
            return place_of(draft.ground.finding), draft.ground.finding.missing
        told = [e for e in told_at(draft) if e.clause is None]  # of the news
        span = (told[0].start, told[0].end) if told else None
        return (span, self._finder.coverage(asked.topic, span)[1]) if span else None

    def _in_full(self, asked: Question, span: Span, missing: tuple[str, ...]) -> bool:
        """Whether a place speaks of all that is asked, or of all but short words of no matter."""
        if self._finder.coverage(asked.topic, span)[0] >= _IN_FULL:
            return True
        if _LEANING.search(asked.text) and not asked.asks(*_OPEN):
            return False  # 碳排放那时怎样
        telling = any(len(w) > _SHORT or w in self._finder.matters for w in missing)
        terms = " ".join(self._finder.strong(asked.topic))
        return not telling and self._finder.coverage(terms, span)[0] >= _IN_FULL

    def _claims(self, question: Question, telling: bool = False) -> Iterator[Claim]:
        """The pieces of a message that state something and ask nothing.

        ``telling``: those with a year, a figure or a department that name their matter.
        """
        parts = pieces(question.text)
        for at, text in enumerate(parts if len(parts) > 1 else ()):
            if telling and not (_MAY_TELL.search(text) or takes_side(text)):
                continue
            told = self._read(text)
            if at and claims_duty(told) and told.mentions and not self._finder.strong(told.topic):
                text = f"{parts[at - 1]}{text}"  # …，市农业农村局牵头，…: of what stands before it
                told = self._read(text)
            elif at and told.figures and self._of_any(told):
                text = f"{parts[at - 1]}，{text}"  # 道路清扫，95%的比例就能过关
                told = self._read(text)
            stated = (claims_duty(told) and told.mentions) or not told.asks(*_OPEN)
            stated = stated or (self._tells(told) and not ASKING.search(text))
            stated = stated and not (DONE.search(question.text) and self._reported(told))
            if stated and (not telling or self._tells(told)):
                behind = parts[at + 1 :]
                draft = self._answer(self._read(f"{text}，对吗"))
                yield Claim(told, "，".join(behind) if len(behind) <= _BEHIND else "", draft)

    def _of_any(self, claim: Question) -> bool:
        """Whether all that a figure is said of is a measure of any matter: 95%的比例."""
        words = self._finder.strong(claim.topic)
        plain = words and not (claim.mentions or claim.reference)
        return bool(plain) and all(map(OF_ANY.fullmatch, words))

    def _reported(self, claim: Question) -> bool:
        """Whether a figure is told that only the news gives, which no clause puts right."""
        plain = ways().told["plan"].search(claim.text)
        return not plain and only_there(claim, self._finder.dossier.plan, PartKind.NEWS)

    def _differs(self, claim: Claim) -> bool:
        """Whether a word of the claim is not of the sentence found, or what that wants is done."""
        if _DONE.search(claim.question.text):
            return True
        ground, finder = claim.draft.ground, self._finder
        text = finder.text_of(ground.finding) if ground else ""
        terms = frozenset(finder.tokenizer.terms(text))
        words = (w for w in finder.content(claim.question.topic) if len(w) > 1)
        return any(finder.covered(w, terms) < _HALF for w in words)

    def _meant(self, claim: Claim) -> bool:
        """Whether the place found speaks of most of the matters that a claim names."""
        if not claim.draft.ground:
            return True
        named = [w for w in self._finder.strong(claim.question.topic) if w in self._finder.matters]
        place = self._finder.vocabulary(place_of(claim.draft.ground.finding))
        spoken_of = [w for w in named if self._finder.covered(w, place) >= _SPOKEN_OF]
        told = sum(map(len, spoken_of)) * 2 >= sum(map(len, named))
        return told and not _OF_ASKER.match(claim.question.text)

    def _tells(self, claim: Question) -> bool:
        """Whether a claim names its matter, and something of it that may be wrong."""
        given = bool(claim.figures or bare_figures(claim) or claim.years or claim.mentions)
        said = given or bool(_QUOTED.search(claim.text)) or takes_side(claim.text)
        words = self._finder.strong(claim.topic)
        named = self._finder.tells(claim.topic) or any(w in self._finder.matters for w in words)
        named = named or bool(_GRANTED.match(claim.text) and claim.figures and len(words) > 1)
        return said and (bool(claim.reference.clauses) or named)
