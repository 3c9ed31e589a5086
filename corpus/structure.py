"""Parser for Chinese official documents: structure decides, never the wording of one plan.

Chapters are lines 一、…; clauses lines （一）…; a responsibility bracket ends a task; 。 and ； end
a sentence. What stands before the first chapter is told apart by the marks that official documents
carry (文号, 主送, 落款, 标题).
"""

from __future__ import annotations

import re

from corpus import brackets
from corpus.errors import PlanError
from corpus.headings import CHAPTER, CLAUSE, Head, find_heads, find_problems
from corpus.model import (
    Chapter,
    Clause,
    Part,
    PartKind,
    Piece,
    Plan,
    Responsibility,
    Sentence,
    Task,
)
from corpus.preface import read_document, read_part, read_parts
from corpus.targets.parse import parse_targets

_BETWEEN = "。；;，, \t\r\n\u3000"
_SENTENCE = re.compile(r"[^。；！？\n]*(?:[。；！？]|$|(?=\n))")
_INK = re.compile(r"\S")
_FULL = re.compile(r"[^。！？\n]*(?:[。！？]|$|(?=\n))")


def parse_plan(plan_id: str, source: str) -> Plan:
    """A plan read from its source text.

    Raises:
        PlanError: no clauses, numbers repeated or missing, a bracket left open.
    """
    chapters = find_heads(CHAPTER, source)
    clauses = find_heads(CLAUSE, source)
    problems = find_problems(source, chapters, clauses)
    if problems:
        raise PlanError(problems)
    limits = [head.line for head in chapters if head.start > clauses[-1].start]
    limit = min(limits, default=len(source))
    end = _body_end(source, clauses[-1], limit)
    bounds = [*sorted(h.line for h in (*chapters, *clauses) if h.line < limit), end]
    read = [_read_clause(source, h, _chapter_of(h, chapters), bounds) for h in clauses]
    duties = [(c.number, g) for c, g in _general(source, read)]
    front = chapters[0].line
    around = read_parts(source, front, end, limit, sentences)
    inside = _chapter_texts(source, chapters, clauses)
    return Plan(
        id=plan_id,
        source=source,
        document=read_document(source[:front]),
        parts=tuple(sorted((*around, *inside), key=lambda part: part.start)),
        chapters=tuple(_read_chapter(source, h, read) for h in chapters),
        general_duty=duties[0][1] if duties else None,
        general_duty_clause=duties[0][0] if duties else None,
    )


def gaps(plan: Plan) -> tuple[Piece, ...]:
    """What no part, chapter heading or clause holds, blanks aside: artefacts of conversion."""
    pieces = sorted((*plan.parts, *plan.chapters, *plan.clauses), key=lambda p: p.start)
    found, at = list[Piece](), 0
    for start, end in [*((p.start, p.end) for p in pieces), (len(plan.source),) * 2]:
        text = plan.source[at:start].strip()
        if text:
            at = plan.source.index(text, at)
            found.append(Piece(text, at, at + len(text)))
        at = end
    return tuple(found)


def sentences(source: str, start: int, end: int) -> tuple[Sentence, ...]:
    """Sentences of ``source[start:end]`` with their targets."""
    targets = tuple(
        target
        for full in _pieces(_FULL, source, start, end)
        for target in parse_targets(full.text, full.start)
    )
    return tuple(
        Sentence(p.text, p.start, p.end, tuple(t for t in targets if p.start <= t.start < p.end))
        for p in _join_open(source, _pieces(_SENTENCE, source, start, end))
    )


def _pieces(pattern: re.Pattern[str], source: str, start: int, end: int) -> list[Piece]:
    out = []
    for match in pattern.finditer(source, start, end):
        text = match.group()
        stripped = text.strip()
        if stripped:
            at = match.start() + text.index(stripped)
            out.append(Piece(stripped, at, at + len(stripped)))
    return out


def _join_open(source: str, pieces: list[Piece]) -> list[Piece]:
    """Rejoin pieces cut inside a bracket or a quotation."""
    out: list[Piece] = []
    for piece in pieces:
        if out and _is_open(out[-1].text):
            start = out.pop().start
            piece = Piece(source[start : piece.end], start, piece.end)
        out.append(piece)
    return out


def _is_open(text: str) -> bool:
    return brackets.unclosed(text) in brackets.OPEN or text.count("“") > text.count("”")


def _body_end(source: str, last: Head, limit: int) -> int:
    """Where the last clause ends; what follows is the closing.

    It ends with its first paragraph, or with the paragraph of its last responsibility bracket.
    """
    end = _line_end(source, last.end, limit)
    if not source[last.end : end].strip("。 \t\r"):
        following = _INK.search(source, end, limit)
        end = _line_end(source, following.end(), limit) if following else limit
    duties = _responsibilities(source, end, limit)
    return _line_end(source, duties[-1].end, limit) if duties else end


def _line_end(source: str, at: int, limit: int) -> int:
    end = source.find("\n", at, limit)
    return limit if end < 0 else end


def _chapter_of(clause: Head, chapters: list[Head]) -> int:
    return max(c.number for c in chapters if c.start < clause.start)


def _read_clause(source: str, head: Head, chapter: int, bounds: list[int]) -> Clause:
    limit = next(b for b in bounds if b > head.start)
    end = head.start + len(source[head.start : limit].rstrip())
    duties = _responsibilities(source, head.title_start, end)
    title, start = head.title, head.end
    if duties and duties[0].start < head.end:  # （三）推进碳达峰（市生态环境局牵头）
        title, start = source[head.title_start : duties[0].start].rstrip(), head.title_start
    return Clause(
        text=source[head.start : end],
        start=head.start,
        end=end,
        number=head.number,
        label=head.label,
        title=title,
        title_start=head.title_start,
        chapter=chapter,
        tasks=_read_tasks(source, head.number, start, end, duties),
    )


def _read_tasks(
    source: str, clause: int, start: int, end: int, duties: list[Responsibility]
) -> tuple[Task, ...]:
    tasks: list[Task] = []
    at = start
    for group in duties:
        _append_task(tasks, source, clause, at, group.start, group)
        at = group.end
    _append_task(tasks, source, clause, at, end, None)
    return tuple(tasks)


def _responsibilities(source: str, start: int, end: int) -> list[Responsibility]:
    """Responsibility brackets in order; neighbours with nothing between them are one."""
    found: list[Responsibility] = []
    for group in brackets.top_level(source[start:end]):
        duty = brackets.read_responsibility(_shift(group, start))
        if duty and found and not source[found[-1].end : duty.start].strip(_BETWEEN):
            first = found.pop()
            text = source[first.start : duty.end]
            duty = Responsibility(text, first.start, duty.end, first.duties + duty.duties)
        if duty:
            found.append(duty)
    return found


def _shift(piece: Piece, by: int) -> Piece:
    return Piece(piece.text, piece.start + by, piece.end + by)


def _append_task(
    tasks: list[Task], source: str, clause: int, start: int, end: int, duty: Responsibility | None
) -> None:
    while start < end and source[start] in _BETWEEN:
        start += 1
    body = sentences(source, start, end)
    if body:
        first, last = body[0].start, body[-1].end
        tasks.append(Task(source[first:last], first, last, clause, len(tasks) + 1, body, duty))


def _general(source: str, clauses: list[Clause]) -> list[tuple[Clause, Piece]]:
    found = []
    for clause in clauses:
        for group in brackets.top_level(clause.text):
            duty = brackets.general_duty(_shift(group, clause.start))
            if duty:
                found.append((clause, duty))
    return found


def _read_chapter(source: str, head: Head, clauses: list[Clause]) -> Chapter:
    text = source[head.start : head.end].rstrip()
    own = tuple(c for c in clauses if c.chapter == head.number)
    return Chapter(text, head.start, head.start + len(text), head.number, head.title, own)


def _chapter_texts(source: str, chapters: list[Head], clauses: list[Head]) -> list[Part]:
    """Text that stands right under a chapter heading and belongs to no clause."""
    starts = sorted(head.line for head in (*chapters, *clauses))
    parts = []
    for head in chapters:
        end = min((at for at in starts if at > head.start), default=len(source))
        kind = PartKind.PREAMBLE if head.start < clauses[-1].start else PartKind.CLOSING
        parts.append(read_part(source, kind, head.end, end, sentences))
    return [part for part in parts if part.text]
