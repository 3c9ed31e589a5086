"""Whether a piece of a statement is said by a piece of the evidence, claim by claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from assistant.verify.claims import FREE, STRICT, FaultKind, Figure
from assistant.verify.comparing import Finding, compare
from assistant.verify.evidence import Atom, Reading, is_scope
from corpus.numerals import to_int

# Words of plain style that may stand around quoted words; the plan's own city is another.
_STYLE = (
    r"同时|此外|另外|其中|具体|包括|分别|也就是|即|因此|总体上|总体|是的|目标值|目标|指标|标准|任务|要求|规定"
    r"|方案|明确|提出|期限|时限|时间|我市|本市|以及|应当|需要|并且|方面|工作|对于|关于|如下|主要|完成|实现|印发"
    r"|将|的|了|在|于|和|与|及|等|要|应|须|需|为|是|把|对|其|该|并|且|也|还|则|由|从|至|到|以|时|中|共|之|都|均"
    r"|有|达|使|使得|值|约|[、()《》:/,.\-—+ ]"
)
_COUNTED = frozenset("个项条章家次处类款")
_COUNTED_NOUN = re.compile(
    r"^(?:的|责任|牵头|分工|主要|具体|不同|重点)*(?:任务|条款|部门|单位|目标|指标|职责|责任|事项|要求|机构|结果"
    r"|规定|处|章|条|款|项|方面|年份|内容|措施|字)?(?:$|[^\u4e00-\u9fff]|由|为|是|有|均|都|涉及|中|里|提到|包括"
    r"|属于|分别|需|要|与|和|及|的|牵头|分工)"
)


def free_figure(figure: Figure, atom: Atom, derived: Collection[str]) -> bool:
    """A count from the ledger as bare count + measure word, or a sum with its unit: 7万亩."""
    if figure.text in derived and figure.unit and not figure.bound:
        return True
    if figure.bound or figure.unit not in _COUNTED or any(w.kind in STRICT for w in atom.words):
        return False
    counts = {to_int(d) for d in derived}
    return figure.value in counts and bool(_COUNTED_NOUN.match(atom.text[figure.end :]))


class Matcher:
    """Compares pieces of statements with the evidence; ``place`` is the plan's city, without 市."""

    def __init__(self, place: str) -> None:
        own = f"{re.escape(place)}市|" if place else ""
        self._style = re.compile(own + _STYLE)

    def check(
        self, atom: Atom, previous: Atom | None, readings: Sequence[Reading]
    ) -> tuple[Finding, ...]:
        """Faults of one piece; ``previous`` is the piece before it in the same sentence."""
        near = previous if previous and previous.sentence == atom.sentence else None
        if atom.figures and near and near.bare and self._strange(near, readings):
            return ((FaultKind.FIGURE, near.text, f"引文没有说到“{near.text}”。"),)
        if self._literal(atom, readings):
            return ()
        if atom.figures:
            return self._check_figures(atom, near, readings)
        return self._check_plain(atom, readings)

    def foreign(self, content: str, text: str) -> str:
        """The first words of ``content`` that ``text`` does not hold, style words left out."""
        for fragment in content.split():
            for words in self._style.sub(" ", _beyond(fragment, text)).split():
                if len(words) > 1 or words not in text:
                    return words
        return ""

    def _core(self, content: str) -> str:
        return self._style.sub("", content)

    def _literal(self, atom: Atom, readings: Sequence[Reading]) -> bool:
        """A stretch of the evidence that cuts through no claim, under the same dates."""
        if (atom.figures or atom.negations) and len(self._core(atom.content)) < 2:
            return False
        text = atom.text
        for reading in readings:
            if text not in reading.text:
                continue
            for quote in reading.atoms:
                at = quote.text.find(text)
                while at >= 0:
                    if _clean_cut(atom, quote, at):
                        return True
                    at = quote.text.find(text, at + 1)
        return False

    def _strange(self, atom: Atom, readings: Sequence[Reading]) -> bool:
        """A short piece without claims whose words stand in no quote: 在外地，…"""
        core = self._core(atom.content)
        if not 2 <= len(core) <= 10:
            return False
        return not any(atom.text in r.text or not self.foreign(core, r.text) for r in readings)

    def _check_figures(
        self, atom: Atom, near: Atom | None, readings: Sequence[Reading]
    ) -> tuple[Finding, ...]:
        content = atom.content
        if len(self._core(content)) < 2 and near:
            content = f"{near.content} {content}"
        keys = {f.key for f in atom.figures}
        best: tuple[Finding, ...] | None = None
        for reading in readings:
            for quote in reading.atoms:
                if keys.isdisjoint(f.key for f in quote.figures):
                    continue
                found = (*compare(atom, quote), *self._indicator(atom, content, quote, reading))
                if not found:
                    return ()
                best = found if best is None or len(found) < len(best) else best
        return best if best is not None else _no_figure(atom, readings)

    def _indicator(
        self, atom: Atom, content: str, quote: Atom, reading: Reading
    ) -> Iterator[Finding]:
        """The words around a figure must be those of the same piece of the evidence."""
        rest = self.foreign(content, quote.text)
        if not rest:
            return
        sentence = reading.scopes.get(quote.sentence, ())
        first = content.split()[0]
        for size in range(len(first) - 1, 1, -1):
            if is_scope(first[:size], sentence) and not self.foreign(
                content.replace(first[:size], "", 1), quote.text
            ):
                return
        text = atom.figures[0].text
        yield FaultKind.FIGURE, atom.text, f"引文中的“{text}”说的不是“{rest}”。"

    def _check_plain(self, atom: Atom, readings: Sequence[Reading]) -> tuple[Finding, ...]:
        """A piece without figures: the pieces most like it must agree in every claim."""
        claims = atom.negations or any(w.kind in {"only", "done"} for w in atom.words)
        if not claims and not self._core(atom.content):
            return _check_dates(atom, readings)
        best: tuple[Finding, ...] | None = None
        for quote in self._nearest(atom, readings):
            found = tuple(compare(atom, quote))
            if not found:
                return ()
            best = found if best is None or len(found) < len(best) else best
        return best if best is not None else _unsupported(atom)

    def _nearest(self, atom: Atom, readings: Sequence[Reading]) -> list[Atom]:
        """Pieces that share most of the words; whole sentences where no single piece does."""
        scored = self._scored(atom, (q for r in readings for q in r.atoms), 0.7)
        if not scored:
            least = 0.6 if atom.dues or not atom.bare else 0.85
            scored = self._scored(atom, (q for r in readings for q in r.sentences), least)
        best = max((score for score, _ in scored), default=0.0)
        return [quote for score, quote in scored if score >= best - 0.05]

    def _scored(self, atom: Atom, quotes: Iterator[Atom], least: float) -> list[tuple[float, Atom]]:
        parts = self._style.sub(" ", atom.content).split()
        words = [a + b for part in parts for a, b in pairwise(part)] or list("".join(parts))
        words = words or [atom.text]
        out = []
        for quote in quotes:
            held = quote.bigrams if len(words[0]) == 2 else quote.text
            score = sum(w in held for w in words) / len(words)
            if score >= least:
                out.append((score, quote))
        return out


def _clean_cut(atom: Atom, quote: Atom, at: int) -> bool:
    if not atom.dues <= quote.dues or quote.cuts(at, at + len(atom.text)):
        return False
    return at == 0 or not any(
        t.end <= at and (t.kind in STRICT or t in quote.negations)
        for t in (*quote.words, *quote.negations)
    )


def _beyond(fragment: str, text: str) -> str:
    """What of ``fragment`` is no stretch of ``text`` of two characters or more."""
    rest, i = [], 0
    while i < len(fragment):
        j = i + 1
        while j < len(fragment) and fragment[i : j + 1] in text:
            j += 1
        if j - i < 2:
            rest.append(fragment[i])
        elif rest and rest[-1] != " ":
            rest.append(" ")
        i = j
    return "".join(rest)


def _no_figure(atom: Atom, readings: Sequence[Reading]) -> tuple[Finding, ...]:
    known = {f.digits for r in readings for q in r.atoms for f in q.figures}
    figure = atom.figures[0]
    if figure.digits in known:
        return ((FaultKind.UNIT, figure.text, f"引文中“{figure.digits}”的单位不是这样。"),)
    return ((FaultKind.FIGURE, figure.text, f"引文没有“{figure.text}”。"),)


def _check_dates(atom: Atom, readings: Sequence[Reading]) -> tuple[Finding, ...]:
    known = {m.key for r in readings for q in r.atoms for m in q.moments}
    for moment in atom.moments:
        if moment.key not in known:
            return ((FaultKind.DATE, moment.text, f"引文没有“{moment.text}”。"),)
    return ()


def _unsupported(atom: Atom) -> tuple[Finding, ...]:
    """No piece speaks of it: any claim it makes, or date it stands under, is unproven."""
    if atom.negations and not all(FREE.match(n.kind) for n in atom.negations):
        kind = FaultKind.NEGATION
    elif atom.dues:
        kind = FaultKind.DATE
    elif atom.words:
        kind = FaultKind.COMPARATOR
    else:
        return ()
    return ((kind, atom.text, f"引文没有说到“{atom.text}”。"),)
