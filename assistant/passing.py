"""What a message says in passing of the plan or its document, put right: 方案一共四十条，…."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.amended import untrue
from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.document import about_document, ways
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import AMISS, FRAMES, NO, SAYS, YES
from assistant.ledger.subjects import of_ledger
from assistant.ledger.tally import Tally
from assistant.understand.chapters import miscounted, misnamed
from assistant.understand.parts import pieces
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Sentence
from corpus.numerals import to_han, to_int

_WHOLE = re.compile(r"方案|全文|全篇|通篇|整[个份篇]|每[章条]|各[章条]")
_ONE = re.compile(r"[一两][条章个家]")
_N = r"[一二三四五六七八九十百\d]+"
_TWO = re.compile(rf"({_N}大?[章部]分?)[、，和]?({_N}条)")
# So many chapters or clauses said to be all: 方案只写了六章, 方案四十二条里, 三十五条的方案.
_OF_ALL = re.compile(
    rf"(?P<whole>方案|全文|全篇|通篇|文件|整[个份篇](?:方案|文件)?)里?"
    rf"(?P<all>(?:就|才|只|总|一?共|有|是|写了?|分(?:成|为)?了?|包[括含]|的)*)"
    rf"(?P<n>{_N})大?(?P<unit>[章条])(?=[，,。？?对是吗吧里中内当]|$)"
    rf"|(?<!第)(?P<m>{_N})(?P<of>[章条])的(?P<it>这?[个份]?(?:方案|文件))"
)
_TAG = re.compile(r"我?(?:这么)?[说记讲]?[得的]?(?:对|是|没错|属实|准确)?(?:这样)?[吗吧么不没]*对?")
_NUMBER = re.compile(r"[〔\[(（]20\d\d[〕\])）]\d+号")
_FILE = re.compile(r"^(?:既然|听说)?(?:这|该|本)?[个份]?(?:方案|文件|通知)(?!里|中)")
# What follows from what is wrong needs no answer: 那9月之前的项目不用执行了.
_SO = re.compile(r"那(?!么?.{0,6}[谁哪几])|所以|因此|是不是(?:说|就)|这样")

_QUOTED = re.compile(r"“([^”]+)”")
_RUN = 3  # characters in a row that a sentence shares with what is asked of it
# 第三十条讲队伍建设: what a clause is said to be about.
_SAID_OF = re.compile(
    r"(?:既然|听说|记得)?(?:第[^，。？]{1,5}|[^，。？上下前后]{2,10}[那这]一?)条(?:既然)?(?:主要|专门|通篇|就|是)*(?:讲|说|写|谈|管|关于)的?(?:是)?[\u4e00-\u9fff“”]{2,14}"
)
# 第十一条有12家单位: how many departments a clause is said to have.
_BODIES = re.compile(
    rf"条(?:款)?(?:既然)?[^，。？]{{0,6}}{_N}[家个](?:责任|牵头|分工|配合|参与)*的?(?:单位|部门)"
)
_OWNERS = re.compile("责任(?:单位|部门)|[谁哪].{0,5}(?:负责|牵头)")
_ITS = re.compile(r"^(?:那么?)?(?:它|其|这一?条|该条|里[面头边]|条里)的?")
_NAME = 4  # characters of a name that is told from others by most of them

Told = tuple[list[Draft], str]


class Passing:
    """Holds what is said in passing against one plan."""

    def __init__(
        self,
        dossier: Dossier,
        reader: Reader,
        tally: Tally,
        titled: Callable[[Question], Draft | None],
    ) -> None:
        self._dossier = dossier
        self._titled = titled
        self._read: Callable[[str], Question] = reader.read
        self._tally = tally

    def put_right(self, question: Question) -> Told:
        """What is held against the message, and the rest of it; nothing and "" where all is asked.

        What is said rightly is left out as well: the rest is the question.
        """
        return (
            self._chapter(question)
            or self._document(question)
            or self._about(question)
            or self._bodies(question)
            or self._miscalled(question)
            or self._numbers(question)
        )

    def _chapter(self, question: Question) -> Told | None:
        """第五章是蓝天保卫战，…: a chapter called by another one's name."""
        plan = self._dossier.plan
        called = misnamed(question.text, plan)
        if not called:
            return self._so_many(question)
        rest = question.text.replace(called[0], f"第{to_han(called[1])}章")
        titled = called[0][-1] in "”」》"  # 第五章“蓝天保卫战”的第一条
        own = question.reference.chapters if question.asks(Asked.CHECK) else ()
        return [_chapter(plan, called[1], own)], rest if pieces(rest)[1:] or titled else ""

    def _so_many(self, question: Question) -> Told | None:
        """六大保卫战: so many chapters of a kind, of which the plan has others."""
        plan = self._dossier.plan
        found = miscounted(question.text, plan)
        if not found:
            return None
        chapters = [c for n in found[1] if (c := plan.chapter(n))]
        names = "、".join(f"第{to_han(c.number)}章“{c.title}”" for c in chapters)
        marks = tuple(title(c.clauses[0]) for c in chapters)
        size = str(len(chapters))
        said = Statement(f"{NO}共{size}章：{names}。", marks, (size, *map(str, found[1])))
        return [Draft(Status.ANSWERED, (said,), lines=True, frames=FRAMES)], ""

    def _about(self, question: Question) -> Told | None:
        """第三十条讲队伍建设，它的…: a clause said to be about what another one is about."""
        said, *more = pieces(question.text)
        about = _SAID_OF.fullmatch(said)
        of_it = more and (re.match("它|其(?!他)|这一?条|该条", more[0]) or _OWNERS.search(more[-1]))
        numbers = self._read(said).reference.clauses if about and of_it else ()
        wrong = self._titled(self._read(f"{said}，对吗")) if len(numbers) == 1 else None
        if not wrong or not wrong.statements[0].text.startswith(NO):
            return None
        rest = _ITS.sub("", "，".join(more))
        return [wrong], f"第{to_han(numbers[0])}条的{rest}"

    def _bodies(self, question: Question) -> Told | None:
        """第十一条有12家单位分工，…: so many departments of a clause."""
        said, *more = pieces(question.text)
        told = self._read(said) if more and _BODIES.search(said) else None
        numbers = told.reference.clauses if told and not told.mentions else ()
        if len(numbers) != 1 or not self._read(more[-1]).asked:
            return None
        held = self._tally.asked(self._read(f"{said.replace('既然', '')}，对吗"))
        if not held or not held.statements[0].text.startswith(NO):
            return None
        return [untrue(held)], f"第{to_han(numbers[0])}条{_ITS.sub('里', '，'.join(more))}"

    def _miscalled(self, question: Question) -> Told | None:
        """“一岗三责”写在第三十五条，…: a name in quotes that the plan has with another word."""
        plan, held, rest = self._dossier.plan, list[Draft](), question.text
        if not question.asks(Asked.CHECK):
            for said, name, mark in _of_place(question.text, plan):
                return [_called(name, mark)], rest.replace(said, name)
        if not (question.reference.clauses or question.asks(Asked.WHICH_CLAUSE)):
            return None
        for said in _QUOTED.findall(rest):
            if said not in plan.source and (found := _nearly(said, plan)):
                held.append(_called(*found))
                rest = rest.replace(said, found[0])
        return (held, rest) if held else None

    def _document(self, question: Question) -> Told | None:
        """文件是9月30日发的，…: a date, a number or an issuer of the document."""
        parts = pieces(question.text)
        stated = [p for p in parts[:-1] if _NUMBER.search(p) or ways().claim["issued"].search(p)]
        if not stated or about_document(question, self._dossier, self._tally.content):
            return None  # nothing is said of it, or it is what is asked about
        for text in stated:
            said = f"文号是{text}" if _NUMBER.search(text) else text
            # Of the document named as such whatever else is said of it: 世界环境日那天发的.
            content = _nothing if _FILE.search(text) else self._tally.content
            told = about_document(self._read(f"{said}，对吗"), self._dossier, content)
            verdict = told.statements[0].text if told else ""
            if not told or not verdict.startswith((YES, NO)):
                continue
            rest = [p for p in parts if p != text]
            if verdict.startswith(YES):
                return [], "，".join(rest)
            return [told], "" if _SO.match(rest[0]) else "，".join(rest)
        return None

    def _numbers(self, question: Question) -> Told:
        """方案一共四十条，…: so many chapters, clauses, departments."""
        if not _WHOLE.search(question.text) or not of_ledger(question.text):
            return [], ""
        numbered = any("第" in m for m in question.reference.missing)
        if not numbered and (told := self._of_all(question.text)):
            return told
        parts = pieces(question.text)
        said = [p for p in parts if _WHOLE.search(p) and not _ONE.search(p)]
        amiss = {p: d for p in said if (d := self._wrong(p))}
        rest = [p for p in parts if p not in amiss]
        return (list(amiss.values()), "，".join(rest)) if amiss and rest else ([], "")

    def _of_all(self, text: str) -> Told | None:
        """What is held against so many chapters or clauses said to be all, and the rest."""
        said = _OF_ALL.search(text)
        number = to_int((said["n"] or said["m"]).strip()) if said else None
        if not said or not number or (number == 1 and said.start()):
            return None  # 标题里有海的，全文就一条: one of its kind
        unit, plan = said["unit"] or said["of"], self._dossier.plan
        size = len(plan.chapters if unit == "章" else plan.clauses)
        counted = said["m"] or re.search("[总共有只才就写分包]", said["all"])
        if not counted and number <= size:
            return None  # 方案三十二条里: the clause of that number
        wrong = self._wrong(f"方案共{number}{unit}")
        if not wrong:
            return None
        head, tail = text[: said.start()], text[said.end() :]
        bare = not said["m"] and not re.match("[里中内当]", tail)
        rest = tail if bare else f"{head}{said['whole'] or said['it']}{tail}"
        rest = "，".join(p for p in pieces(rest) if not _TAG.fullmatch(p))
        if not rest:  # that is what is asked
            wrong = self._tally.asked(self._read(f"方案共{number}{unit}，对吗")) or wrong
        return [wrong], rest

    def _wrong(self, text: str) -> Draft | None:
        """What is held against a number; of two (七章四十条) against the first that is wrong."""
        two = _TWO.search(text)
        said = [text.replace(n, "") for n in two.groups()[::-1]] if two else [text]
        return next((d for t in said if (d := self._tally.wrong(self._read(t)))), None)


def _nearly(said: str, plan: Plan) -> tuple[str, Evidence] | None:
    """The plan's own name in quotes that is nearly what was said, and where it stands."""
    names = (
        (n, Evidence(s.start, s.end, c.number))
        for c in plan.clauses
        for s in c.sentences
        for n in _QUOTED.findall(s.text)
    )
    return next((found for found in names if _alike(said, found[0])), None)


def _of_place(text: str, plan: Plan) -> Iterator[tuple[str, str, Evidence]]:
    """丁字湾的“一河一策”: what is said, where the plan has a like name in the sentence on that.

    The name said is another sentence's, which speaks of nothing else that is said.
    """
    for said in _QUOTED.findall(text):
        rest = text.replace(said, "")
        runs = {rest[at : at + _RUN] for at in range(len(rest) - _RUN + 1)}
        others = [c for c in plan.clauses for s in c.sentences if said in s.text]
        for clause, sentence, names in _quoting(plan):
            name = next((n for n in names if _alike(said, n)), "")
            shared = sum(r in sentence.text for r in runs) if name else 0
            if not shared or said in clause.text:
                continue
            elsewhere = max((sum(r in c.text for r in runs) for c in others), default=shared)
            if elsewhere < shared:
                yield said, name, Evidence(sentence.start, sentence.end, clause.number)


@lru_cache(maxsize=8)
def _quoting(plan: Plan) -> tuple[tuple[Clause, Sentence, tuple[str, ...]], ...]:
    """The sentences with names in quotes, and the names."""
    said = ((c, s, tuple(_QUOTED.findall(s.text))) for c in plan.clauses for s in c.sentences)
    return tuple((c, s, names) for c, s, names in said if names)


def _alike(said: str, name: str) -> bool:
    """Whether two names differ in one character of four, or in one of so many more."""
    if len(said) != len(name) or len(name) < _NAME:
        return False
    return sum(a != b for a, b in zip(said, name, strict=True)) == 1


def _called(name: str, mark: Evidence) -> Draft:
    """与方案不符。方案的表述是：“…”: the plan's own name."""
    said = Statement(f"{AMISS}{SAYS}“{name}”。", (mark,))
    return Draft(Status.ANSWERED, (said,), frames=FRAMES)


def _nothing(_: Question) -> tuple[str, ...]:
    return ()


def _chapter(plan: Plan, number: int, own: Sequence[int]) -> Draft:
    """不是，第三章“…”: against another chapter that was called so; before it what that is."""
    lines = [
        Statement(f"第{to_han(c.number)}章“{c.title}”。", (title(c.clauses[0]),))
        for n in (*(n for n in own if n != number), number)
        if (c := plan.chapter(n))
    ]
    lines[0] = replace(lines[0], text=f"{NO}{lines[0].text}")
    return Draft(Status.ANSWERED, tuple(lines), lines=True, frames=FRAMES)
