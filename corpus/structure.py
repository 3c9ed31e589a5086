"""Parser for Chinese official documents: structure decides, never the wording of one plan.

Chapters are lines 一、…; clauses lines （一）…; a responsibility bracket ends a task; 。 and ； end
a sentence. What stands before the first chapter is told apart by the marks that official documents
carry (文号, 主送, 落款, 标题).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import brackets
from corpus.errors import PlanError, Problem
from corpus.model import (
    Chapter,
    Clause,
    Piece,
    Plan,
    Responsibility,
    Sentence,
    Task,
)
from corpus.numerals import HAN_DIGITS, to_int
from corpus.preface import read_document, read_parts
from corpus.targets import parse_targets

_CHAPTER = re.compile(rf"^[ \t\u3000]*([{HAN_DIGITS}]+)、([^\n。]+?)[ \t\r]*$", re.M)
_CLAUSE = re.compile(rf"^[ \t\u3000]*(（([{HAN_DIGITS}]+)）)([^\n。]+)", re.M)
_SENTENCE = re.compile(r"[^。；！？\n]*(?:[。；！？]|$|(?=\n))")
_FULL = re.compile(r"[^。！？\n]*(?:[。！？]|$|(?=\n))")


@dataclass(frozen=True, slots=True)
class _Head:
    number: int
    label: str
    title: str
    start: int
    title_start: int
    end: int


def parse_plan(plan_id: str, source: str) -> Plan:
    """A plan read from its source text.

    Raises:
        PlanError: no clauses, numbers repeated or missing, a bracket left open.
    """
    chapters = _heads(_CHAPTER, source)
    clauses = _heads(_CLAUSE, source)
    problems = _problems(source, chapters, clauses)
    if problems:
        raise PlanError(problems)
    end = _body_end(source, clauses[-1])
    bounds = sorted(h.start for h in (*chapters, *clauses)) + [end]
    read = [_read_clause(source, h, _chapter_of(h, chapters), bounds) for h in clauses]
    duties = [(c.number, g) for c, g in _general(source, read)]
    return Plan(
        id=plan_id,
        source=source,
        document=read_document(source[: chapters[0].start]),
        parts=read_parts(source, chapters[0].start, end, sentences),
        chapters=tuple(_read_chapter(source, h, read) for h in chapters),
        general_duty=duties[0][1] if duties else None,
        general_duty_clause=duties[0][0] if duties else None,
    )


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
        if out and (brackets.unclosed(out[-1].text) or out[-1].text.count("“") > out[-1].text.count("”")):
            start = out.pop().start
            piece = Piece(source[start : piece.end], start, piece.end)
        out.append(piece)
    return out


def _heads(pattern: re.Pattern[str], source: str) -> list[_Head]:
    heads = []
    for m in pattern.finditer(source):
        number = to_int(m.group(m.lastindex - 1 if m.lastindex else 0))
        if number is None:
            continue
        title = m.group(m.lastindex or 0)
        heads.append(
            _Head(number, m.group(1), title.strip(), m.start(1), m.start(m.lastindex or 0), m.end())
        )
    return heads


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def _problems(source: str, chapters: list[_Head], clauses: list[_Head]) -> tuple[Problem, ...]:
    if not clauses:
        return (Problem(0, "没有找到条款。条款应当另起一行，以“（一）”这样的编号开头。"),)
    if not chapters or chapters[0].start > clauses[0].start:
        where = _line(source, clauses[0].start)
        return (Problem(where, "第一条之前没有章标题。章标题应当单独一行，以“一、”开头。"),)
    found = [*_numbering(source, chapters, "章"), *_numbering(source, clauses, "条")]
    for number, text in enumerate(source.split("\n"), 1):
        bad = brackets.unclosed(text)
        if bad:
            found.append(Problem(number, f"括号“{bad}”没有配对。请补齐或删除。"))
    return tuple(found)


def _numbering(source: str, heads: list[_Head], kind: str) -> list[Problem]:
    problems, seen, expected = [], set[int](), 1
    for head in heads:
        line = _line(source, head.start)
        if head.number in seen:
            problems.append(Problem(line, f"编号重复：第{head.number}{kind}出现了不止一次。"))
        elif head.number != expected:
            problems.append(Problem(line, f"编号不连续：应为第{expected}{kind}，实为第{head.number}{kind}。"))
        seen.add(head.number)
        expected = max(expected, head.number) + 1
    return problems


def _body_end(source: str, last: _Head) -> int:
    """Where the last clause ends: its first paragraph; what follows is the closing."""
    body = source.find("\n", last.end)
    if body < 0:
        return len(source)
    if last.end == body or not source[last.end : body].strip("。 \t\r"):
        following = re.compile(r"\n[ \t\r]*\S[^\n]*").search(source, body)
        return following.end() if following else len(source)
    return body


def _chapter_of(clause: _Head, chapters: list[_Head]) -> int:
    return max(c.number for c in chapters if c.start < clause.start)


def _read_clause(source: str, head: _Head, chapter: int, bounds: list[int]) -> Clause:
    limit = next(b for b in bounds if b > head.start)
    end = head.start + len(source[head.start : limit].rstrip())
    tasks = _read_tasks(source, head.number, head.end, end)
    text = source[head.start : end]
    return Clause(text, head.start, end, head.number, head.label, head.title, head.title_start, chapter, tasks)


def _read_tasks(source: str, clause: int, start: int, end: int) -> tuple[Task, ...]:
    tasks: list[Task] = []
    at = start
    for group in _responsibilities(source, start, end):
        _append_task(tasks, source, clause, at, group.start, group)
        at = group.end
    _append_task(tasks, source, clause, at, end, None)
    return tuple(tasks)


def _responsibilities(source: str, start: int, end: int) -> list[Responsibility]:
    found = []
    for group in brackets.top_level(source[start:end]):
        piece = Piece(group.text, group.start + start, group.end + start)
        duty = brackets.read_responsibility(piece)
        if duty:
            found.append(duty)
    return found


def _append_task(
    tasks: list[Task], source: str, clause: int, start: int, end: int, duty: Responsibility | None
) -> None:
    while start < end and source[start] in "。 \t\r\n\u3000":
        start += 1
    body = sentences(source, start, end)
    if body:
        first, last = body[0].start, body[-1].end
        tasks.append(Task(source[first:last], first, last, clause, len(tasks) + 1, body, duty))


def _general(source: str, clauses: list[Clause]) -> list[tuple[Clause, Piece]]:
    found = []
    for clause in clauses:
        for group in brackets.top_level(clause.text):
            piece = Piece(group.text, group.start + clause.start, group.end + clause.start)
            duty = brackets.general_duty(piece)
            if duty:
                found.append((clause, duty))
    return found


def _read_chapter(source: str, head: _Head, clauses: list[Clause]) -> Chapter:
    own = tuple(c for c in clauses if c.chapter == head.number)
    return Chapter(source[head.start : head.end].rstrip(), head.start, head.start + len(source[head.start : head.end].rstrip()), head.number, head.title, own)
