"""What the model is shown: sentences of the plan under short labels, no clause numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.compose.draft import Draft, Evidence, Ground
from assistant.compose.phrase import is_due, pieces
from corpus.model import Plan

# Characters shown at most; the labels and the words of the prompt come on top.
ROOM = 2400
_MOST = 12
_NEAR = 0.05
_LABEL = re.compile(r"^[\[【(（]?\s*[sS](\d{1,2})\s*[\]】)）]?$")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Passage:
    """A sentence of the plan; ``source[evidence.start:evidence.end]`` is what is shown.

    ``due`` is the date before it under which it stands (“到2025年，…；”). ``proof`` is what the
    default answer rests on: an answer that uses none of it misses the point.
    """

    label: str
    text: str
    evidence: Evidence
    due: Evidence | None = None
    proof: bool = False

    @cached_property
    def _folded(self) -> tuple[str, tuple[int, ...]]:
        """The text after NFKC without white space, and where each of its characters stood."""
        out, at = list[str](), list[int]()
        for i, char in enumerate(self.text):
            for folded in unicodedata.normalize("NFKC", char):
                if not folded.isspace():
                    out.append(folded)
                    at.append(i)
        return "".join(out), tuple(at)

    def find(self, quote: str) -> tuple[int, int] | None:
        """Offsets into the source of a verbatim quote (after NFKC and white space), or None."""
        folded, at = self._folded
        wanted = fold(quote)
        i = folded.find(wanted) if wanted else -1
        if i < 0:
            return None
        start = self.evidence.start
        return start + at[i], start + at[i + len(wanted) - 1] + 1


def fold(text: str) -> str:
    """NFKC of each character, without white space."""
    return _SPACE.sub("", "".join(unicodedata.normalize("NFKC", c) for c in text))


def label_of(text: str) -> str:
    """S3 for S3, s3, [S3]; "" for what is no label."""
    found = _LABEL.match(unicodedata.normalize("NFKC", text.strip()))
    return f"S{int(found[1])}" if found else ""


def passages(draft: Draft, ground: Ground, plan: Plan) -> tuple[Passage, ...]:
    """The sentences the default answer rests on, those around them, and others as near."""
    proof = {e for s in draft.statements for e in s.evidence}
    shown = list[Passage]()
    room = ROOM
    for evidence in dict.fromkeys(_around(ground)):
        text = plan.quote(evidence.start, evidence.end)
        if len(shown) == _MOST or len(text) > room:
            break
        room -= len(text)
        rests = any(e.start < evidence.end and evidence.start < e.end for e in proof)
        due = governing(evidence, plan)
        shown.append(Passage(f"S{len(shown) + 1}", text, evidence, due, rests))
    return tuple(shown)


def listing(shown: Sequence[Passage], plan: Plan) -> str:
    """The passages as the model sees them, each on a line of its own."""
    lines = []
    for p in shown:
        note = f"（承前文“{plan.quote(p.due.start, p.due.end)}”）" if p.due else ""
        lines.append(f"{p.label}{note} {_SPACE.sub('', p.text)}")
    return "\n".join(lines)


def governing(evidence: Evidence, plan: Plan) -> Evidence | None:
    """The date before a sentence, after the last 。, that may govern it."""
    source, start = plan.source, evidence.start
    begin = max(source.rfind(mark, 0, start) for mark in "。\n") + 1
    dues = [p for p in pieces(source[begin:start], begin) if is_due(p)]
    return Evidence(dues[-1].start, dues[-1].end, evidence.clause, evidence.part) if dues else None


def _around(ground: Ground) -> Iterator[Evidence]:
    finding = ground.finding
    if finding.sentence:
        part = finding.part.kind.value if finding.part else "clause"
        yield Evidence(finding.sentence.start, finding.sentence.end, finding.number, part)
    near = (
        finding.task.sentences if finding.task else finding.part.sentences if finding.part else ()
    )
    if finding.clause and not finding.sentence:
        near = finding.clause.sentences
    part = finding.part.kind.value if finding.part else "clause"
    for sentence in near:
        yield Evidence(sentence.start, sentence.end, finding.number, part)
    for other in ground.search.findings:
        as_near = other.coverage >= finding.coverage - _NEAR or other.clause is finding.clause
        if other.sentence and other.clause and as_near:
            yield Evidence(other.sentence.start, other.sentence.end, other.number)
