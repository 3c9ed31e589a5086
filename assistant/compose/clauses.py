"""A clause told in lines: its title, its place, the gist of its tasks, its chapter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Evidence, Statement
from assistant.compose.phrase import headline, summary, telling
from corpus.model import Chapter, Clause, Plan, Task
from corpus.numerals import to_han

GIST, CONTENT = 150, 320
_LINE = 60


def chapter_of(plan: Plan, clause: Clause) -> Statement:
    """第（十一）条“…”，在第三章“…”。"""
    chapter = plan.chapter(clause.chapter)
    where = f"，在第{to_han(chapter.number)}章“{chapter.title}”" if chapter else ""
    text = f"第{clause.label}条“{clause.title}”{where}。"
    return Statement(text, (title(clause),), (str(clause.chapter),))


def gist(
    clause: Clause,
    tasks: tuple[Task, ...],
    limit: int,
    words: Sequence[str] = (),
    quoted: Sequence[str] = (),
) -> list[Statement]:
    """A clause within ``limit`` characters: whole, its sentences in short, or the chief of them.

    Of one sentence alone the pieces are told that hold the ``words``, or say what is chief;
    where words are ``quoted`` that stand in several sentences, these in their pieces.
    """
    sentences = [s for t in tasks for s in t.sentences]
    short = {s.start: s.text for s in sentences}
    quoted = [w for w in quoted if w not in clause.title]  # 第二十条“无废城市”: all of it
    held = [s for s in sentences if any(w in s.text for w in quoted)]
    if held and len(sentences) > 1:
        head = Statement(f"{clause.label}{clause.title}：", (title(clause),))
        said = (
            Statement(telling(s, quoted, limit), (Evidence(s.start, s.end, clause.number),))
            for s in held
        )
        return [head, *said]
    if len(sentences) == 1 and not sentences[0].targets:
        words = [w for w in words if w in sentences[0].text]
        if words or len(sentences[0].text) > limit:
            short = {s.start: telling(s, words, limit - len(clause.title) - 6) for s in sentences}
    for form in (summary, headline):
        if sum(map(len, short.values())) + len(clause.title) + 6 > limit:
            short = {s.start: form(s) for s in sentences}
    firsts = {t.sentences[0].start for t in tasks}
    order = sorted(sentences, key=lambda s: (not s.targets, s.start not in firsts, s.start))
    chosen, room = set[int](), limit - len(clause.title) - 6
    for sentence in order:
        if len(short[sentence.start]) <= room:
            chosen.add(sentence.start)
            room -= len(short[sentence.start])
    lines = [Statement(f"{clause.label}{clause.title}：", (title(clause),))]
    return lines + [
        Statement(short[s.start], (Evidence(s.start, s.end, clause.number),))
        for s in sentences
        if s.start in chosen
    ]


def head_of(text: str) -> str:
    """The first piece of a sentence that is long enough to say what it is about."""
    piece = re.split(r"[，。；：]", text)
    return next((p for p in piece if len(p) > 6), piece[0])


def title_line(clause: Clause) -> Statement:
    """A clause by its label and title."""
    return Statement(f"{clause.label}{clause.title}", (title(clause),))


def chief_line(clause: Clause) -> Statement:
    """A clause in one sentence: its title, and its first sentence with an aim, else the first."""
    sentences = [s for t in clause.tasks for s in t.sentences] or list(clause.sentences)
    first = next((s for s in sentences if s.targets), sentences[0] if sentences else None)
    if first is None:
        return title_line(clause)
    proof = Evidence(first.start, first.end, clause.number)
    return Statement(
        f"{clause.label}{clause.title}：{summary(first, _LINE)}", (title(clause), proof)
    )


def chapter_line(chapter: Chapter) -> Statement:
    """第四章“…”，共4条（（十三）至（十六））."""
    count, first, last = str(len(chapter.clauses)), chapter.clauses[0], chapter.clauses[-1]
    span = f"（{first.label}至{last.label}）"
    text = f"第{to_han(chapter.number)}章“{chapter.title}”，共{count}条{span}："
    return Statement(text, (title(first), title(last)), (count,))


def title(clause: Clause) -> Evidence:
    """A clause's label and title as evidence."""
    return Evidence(clause.start, clause.title_start + len(clause.title), clause.number)
