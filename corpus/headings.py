"""Headings of Chinese official documents (一、 and （一）), and what can be wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import brackets
from corpus.errors import Problem
from corpus.numerals import HAN_DIGITS, to_int

# Indents, and artefacts of conversion such as "[bookmark: _GoBack]", before a heading.
LEAD_IN = r"^(?:[ \t\u3000]|\[[A-Za-z][^\]\n]*\])*"
CHAPTER = re.compile(rf"{LEAD_IN}([{HAN_DIGITS}]+)、[ \t\u3000]*([^\n。]+?)[ \t\r]*$", re.M)
CLAUSE = re.compile(
    rf"{LEAD_IN}([（(]([{HAN_DIGITS}]+)[）)])[ \t\u3000]*([^\n。 \t\r\u3000][^\n。]*)", re.M
)
# 1）, （1）: the first is no bracket left open.
_ENUMERATOR = re.compile(rf"^[ \t\u3000]*(?:\d{{1,3}}|[{HAN_DIGITS}]+|[a-zA-Z])[）)]")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading found: ``line`` is where its line begins, ``start`` where its label does."""

    number: int
    label: str
    title: str
    line: int
    start: int
    title_start: int
    end: int


def find_heads(pattern: re.Pattern[str], source: str) -> list[Head]:
    """Headings of one kind (``CHAPTER``, ``CLAUSE``) in order."""
    heads = []
    for m in pattern.finditer(source):
        label, numeral, title = m.group(1), *m.groups()[-2:]
        number = to_int(numeral)
        if number is not None:
            at = m.start(len(m.groups()))
            heads.append(Head(number, label, title.strip(), m.start(), m.start(1), at, m.end()))
    return heads


def find_problems(source: str, chapters: list[Head], clauses: list[Head]) -> tuple[Problem, ...]:
    """Everything that keeps a text from being read as a plan, in the order of its lines."""
    if not clauses:
        return (Problem(0, "没有找到条款。条款应当另起一行，以“（一）”这样的编号开头。"),)
    found = []
    if not chapters or chapters[0].start > clauses[0].start:
        where = _line(source, clauses[0].start)
        message = "第一条之前没有章标题。章标题应当单独一行，以“一、”开头。"
        found.append(Problem(where, message))
    found += [*_numbering(source, chapters, "章"), *_numbering(source, clauses, "条")]
    for number, text in enumerate(source.split("\n"), 1):
        bad = brackets.unclosed(_ENUMERATOR.sub("", text))
        if bad:
            found.append(Problem(number, f"括号“{bad}”没有配对。请补齐或删除。"))
    return tuple(sorted(found, key=lambda problem: problem.line))


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def _numbering(source: str, heads: list[Head], kind: str) -> list[Problem]:
    problems, seen, expected = [], set[int](), 1
    for head in heads:
        line = _line(source, head.start)
        if head.number in seen:
            problems.append(Problem(line, f"编号重复：第{head.number}{kind}出现了不止一次。"))
        elif head.number != expected:
            message = f"编号不连续：应为第{expected}{kind}，实为第{head.number}{kind}。"
            problems.append(Problem(line, message))
        seen.add(head.number)
        expected = max(expected, head.number + 1)
    return problems
