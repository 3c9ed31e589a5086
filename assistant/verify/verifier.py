"""The gate of the first promise: nothing is shown that the cited text does not say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answer import Citation
from assistant.verify.attribution import Attribution, Bracket, without_duties
from assistant.verify.claims import HAN, FaultKind, normalise
from assistant.verify.comparing import Finding
from assistant.verify.evidence import Atom, Reading, read, read_source
from assistant.verify.matching import Matcher, free_figure
from corpus.departments import Registry
from corpus.model import Plan
from corpus.numerals import to_int
from corpus.patterns import branching

__all__ = ["Fault", "FaultKind", "Verifier", "split_statements"]

_MARK = re.compile(r"[\[［【]\s*(\d{1,3}(?:\s*[,，、\-–]\s*\d{1,3})*)\s*[\]］】]")
_BULLET = re.compile(r"^\s*(?:\d{1,2}(?:[.．、](?!\d)|[)）])|[-•*·—])\s*")
_STATEMENT = re.compile(
    rf"[^。；！？!?\n]*(?:[。；！？!?\n]+[”’」』）)]*|$)(?:[ \t]*{_MARK.pattern})*[ \t]*"
)
_CLAUSE_REF = branching(
    rf"第\(?(?:[{HAN}]+|\d+)\)?(?:条|款|章|项任务)?(?:(?:、|,|和|及|至|到|-|~)第?\(?(?:[{HAN}]+|\d+)\)?)*"
    r"(?P<kind>条|款|章)|(?<![\u4e00-\u9fffA-Za-z\d])?\((?P<label>[一二三四五六七八九十百]+)\)"
)
_NUMBER = re.compile(rf"[{HAN}]+|\d+")
_RUN = re.compile(r"[;。!?\n]")
_HEADING = re.compile(r"^([一二三四五六七八九十]+)、")
_DOCUMENT = re.compile(
    r"(?P<org>[\u4e00-\u9fff]{1,8}发)?[〔\[(【]?(?P<year>\d{4})[〕\])】年]第?(?P<number>\d+)号"
)
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_NAME = re.compile(r"[A-Za-z]+\d+(?:\.\d+)?")
_HAN_RUN = re.compile(rf"第?[{HAN}]+[\u4e00-\u9fff]?")
_IDIOM = re.compile(
    r"进一步|统一|一并|一律|一起|一般|一定|一些|一致|一样|一直|一旦|之一|唯一|一方面|一系列|一是|二是|三是|四是"
    r"|五是|百分点|十分|万一|逐一|一同|一体|一切|同一|第三方|单一|千方百计"
)
_LEAD_IN = re.compile(
    r"(?:^|(?<=[,。;:\n]))(?:根据|按照|依据|依照)?(?:本|该|此|这个)?(?:实施)?方案中?(?:的|还|也|只)?"
    r"(?:明确|规定|提出|要求|指出|确定|写明|设定|提到)+(?:的)?(?:主要)?(?:目标)?(?:是|为)?"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a statement says without evidence; ``text`` holds the offending words."""

    kind: FaultKind
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that the cited quotes prove."""

    readings: tuple[Reading, ...] = ()
    text: str = ""
    names: frozenset[str] = frozenset()
    brackets: tuple[Bracket, ...] = ()
    clauses: frozenset[int] = frozenset()
    chapters: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()


def split_statements(answer: str) -> tuple[str, ...]:
    """Sentences and list lines of an answer; marks stay with the statement before them."""
    found = (m.group().strip() for m in _STATEMENT.finditer(answer))
    return tuple(text for text in found if text)


class Verifier:
    """Checks statements about one plan against the quotes they cite."""

    def __init__(self, plan: Plan, registry: Registry) -> None:
        self._plan = plan
        self._registry = registry
        self._attribution = Attribution(plan, registry)
        self._matcher = Matcher(registry.place)
        self._titles = tuple((c.number, normalise(c.title)) for c in plan.clauses)
        self._document = normalise(plan.document.title)
        self._collect = lru_cache(maxsize=2048)(self._evidence)
        # The same is asked again and again, and answered in the same words.
        self._judged = lru_cache(maxsize=4096)(self._judge)

    def check_answer(
        self,
        answer: str,
        citations: Sequence[Citation],
        derived: Collection[str] = (),
        frames: Collection[str] = (),
    ) -> tuple[Fault, ...]:
        """Faults of all statements of an answer, and of quotes that no mark refers to."""
        faults = [fault for c in citations for fault in self._quote_faults(c)]
        for statement in split_statements(answer):
            faults += self.check(statement, citations, derived, frames)
        return tuple(dict.fromkeys(faults))

    def check(
        self,
        statement: str,
        citations: Sequence[Citation],
        derived: Collection[str] = (),
        frames: Collection[str] = (),
    ) -> tuple[Fault, ...]:
        """Faults of one statement; empty when its cited quotes say all it says.

        Args:
            statement: one sentence or list line with its marks, such as ``…。[1][2]``.
            citations: the citations of the answer; those marked are the evidence.
            derived: counts from the ledger that need no quote ("38"), never with another unit.
            frames: fixed phrases whose negation needs no quote (“不是”).
        """
        numbers = _marks(statement)
        known = {c.number: c for c in citations}
        faults = [
            Fault(FaultKind.MARK, f"[{n}]", f"没有编号为{n}的引文。")
            for n in numbers
            if n not in known
        ]
        cited = [known[n] for n in numbers if n in known]
        faults += [fault for c in cited for fault in self._quote_faults(c)]
        if faults:
            return tuple(faults)
        said = _MARK.sub("", statement)
        if any(c.quote == said.strip() for c in cited):
            return ()  # what is quoted, word for word
        spans = tuple((c.start, c.end) for c in cited)
        return self._judged(said, spans, tuple(derived), tuple(frames))

    def _judge(
        self,
        said: str,
        spans: tuple[tuple[int, int], ...],
        derived: tuple[str, ...],
        frames: tuple[str, ...],
    ) -> tuple[Fault, ...]:
        """Faults of what is said, but for its marks, with stretches of the plan as evidence."""
        text, evidence = normalise(_BULLET.sub("", said)), self._collect(spans)
        return tuple(dict.fromkeys(self._faults(text, evidence, derived, frames)))

    def _quote_faults(self, citation: Citation) -> Iterator[Fault]:
        c = citation
        valid = 0 <= c.start < c.end <= len(self._plan.source)
        if c.plan_id != self._plan.id or not valid or self._plan.quote(c.start, c.end) != c.quote:
            yield Fault(FaultKind.QUOTE, c.quote, f"引文[{c.number}]与原文不一致。")
        elif c.clause is not None and not self._within(c.clause, c.start, c.end):
            yield Fault(FaultKind.CLAUSE, c.label, f"引文[{c.number}]不在第{c.clause}条。")

    def _within(self, number: int, start: int, end: int) -> bool:
        clause = self._plan.clause(number)
        return clause is not None and clause.start < end and start < clause.end

    def _clauses(self, start: int, end: int) -> frozenset[int]:
        return frozenset(c.number for c in self._plan.clauses if c.start < end and start < c.end)

    def _evidence(self, spans: tuple[tuple[int, int], ...]) -> _Evidence:
        source = self._plan.source
        clauses = frozenset[int]().union(*(self._clauses(*span) for span in spans))
        chapters = {
            ch.number
            for ch in self._plan.chapters
            if any(c.number in clauses for c in ch.clauses)
            or any(ch.start < end and start < ch.end for start, end in spans)
        }
        readings = tuple(read_source(source, *span) for span in spans)
        titles = [title for number, title in self._titles if number in clauses]
        titles += [normalise(c.title) for c in self._plan.chapters if c.number in chapters]
        text = "\n".join(r.text for r in readings)
        return _Evidence(
            readings + tuple(map(read, titles)),
            text,
            self._attribution.names(text),
            tuple(b for span in spans for b in self._attribution.brackets(*span)),
            clauses,
            frozenset(chapters),
            tuple(titles),
        )

    def _faults(
        self, text: str, evidence: _Evidence, derived: Collection[str], frames: Collection[str]
    ) -> Iterator[Fault]:
        if text in map(normalise, frames):
            return  # nothing but what is not said: 方案没有规定办事流程
        yield from self._reference_faults(text, evidence)
        text = self._without_references(text, evidence)
        for part in _RUN.split(text):
            for finding in self._attribution.check(
                part, evidence.brackets, evidence.text, evidence.names
            ):
                yield Fault(*finding)
        text = _without_frames(text, frames)  # first: 不是由甲局牵头 must keep its 不是
        text = _LEAD_IN.sub("", without_duties(text, self._registry.find(text)))
        previous: Atom | None = None
        for atom in read(text).atoms:
            own = tuple(f for f in atom.figures if not free_figure(f, atom, derived))
            piece = atom if len(own) == len(atom.figures) else replace(atom, figures=own)
            for finding in self._matcher.check(piece, previous, evidence.readings):
                yield Fault(*finding)
            for finding in _names(piece, evidence):
                yield Fault(*finding)
            previous = piece

    def _reference_faults(self, text: str, evidence: _Evidence) -> Iterator[Fault]:
        """Clause and chapter numbers, titles and document numbers."""
        yield from self._clause_faults(text, evidence)
        for m in _DOCUMENT.finditer(text):
            number = f"{(m['org'] or '')[-3:]}{m['year']}]{m['number']}号"
            if number not in re.sub(r"[〔\[(【]", "", re.sub(r"[〕)】]", "]", evidence.text)):
                yield Fault(FaultKind.FIGURE, m.group(), f"引文没有文号“{m.group()}”。")
        for m in _TITLE.finditer(text):
            if m.group(1) not in evidence.text and m.group(1) != self._document:
                yield Fault(FaultKind.QUOTE, m.group(), f"引文没有提到{m.group()}。")

    def _clause_faults(self, text: str, evidence: _Evidence) -> Iterator[Fault]:
        for m in _CLAUSE_REF.finditer(text):
            allowed = evidence.chapters if m["kind"] == "章" else evidence.clauses
            for number in _NUMBER.findall(m.group()):
                if to_int(number) not in allowed:
                    yield Fault(FaultKind.CLAUSE, m.group(), f"引文不出自“{m.group()}”。")
        heading = _HEADING.match(text)
        if heading and to_int(heading.group(1)) not in evidence.chapters:
            yield Fault(FaultKind.CLAUSE, heading.group(), f"引文不出自“{heading.group()}”一章。")
        for number, title in self._titles:
            if title in text and number not in evidence.clauses and title not in evidence.text:
                yield Fault(FaultKind.CLAUSE, title, f"引文不出自“{title}”。")

    def _without_references(self, text: str, evidence: _Evidence) -> str:
        """Labels, titles and document numbers, checked already, become piece ends."""
        text = _DOCUMENT.sub(",", text)
        if self._document not in evidence.text:
            text = text.replace(self._document, "方案").replace("《方案》", "方案")
        for title in evidence.titles:
            if title in text and title not in evidence.text:
                text = text.replace(title, ",")
        return _CLAUSE_REF.sub(",", text)


def _names(atom: Atom, evidence: _Evidence) -> Iterator[Finding]:
    """Names with digits (PM2.5) and numerals in words (四减四增) must stand in the quotes."""
    if atom.text in evidence.text:
        return
    for m in _NAME.finditer(atom.text):
        if m.group() not in evidence.text:
            yield FaultKind.FIGURE, m.group(), f"引文没有“{m.group()}”。"
    for m in _HAN_RUN.finditer(_IDIOM.sub("", atom.content)):
        if m.group() not in evidence.text:
            yield FaultKind.FIGURE, m.group(), f"引文没有“{m.group()}”。"


def _without_frames(text: str, frames: Collection[str]) -> str:
    """Our fixed phrases end a piece.

    A short one counts only where it stands alone (不是。) or is said of the plan (方案没有…).
    """
    for phrase in _phrases(tuple(frames)):
        text = phrase.sub(",", text)
    return text


@lru_cache(maxsize=256)
def _phrases(frames: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Where each of our fixed phrases may stand."""
    found = []
    # The longest first: 方案没有规定2030年的要求 holds 没有.
    for frame in sorted(filter(None, map(normalise, frames)), key=len, reverse=True):
        phrase = re.escape(frame)
        if len(frame) < 4:
            phrase = rf"(?<=方案){phrase}|{phrase}(?=[,。;:!?\n]|$)"
        found.append(re.compile(phrase))
    return tuple(found)


def _marks(statement: str) -> tuple[int, ...]:
    """Numbers of the marks; [1-3] counts as 1, 2, 3."""
    out: list[int] = []
    for m in _MARK.finditer(statement):
        for part in re.split(r"\s*[,，、]\s*", m.group(1)):
            first, _, last = part.replace("–", "-").partition("-")
            out += range(int(first), int(last or first) + 1)
    return tuple(dict.fromkeys(out))
