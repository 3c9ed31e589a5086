"""One clause under headings of the asker's own: 分成“队伍、装备、激励”三点."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.phrase import duty_text, headline, pairs, summary, telling
from assistant.understand.formed import Formed
from corpus.model import Clause, Plan, Sentence, Task

_YEAR = re.compile(r"20\d\d")
_AIMS = re.compile(r"目标|指标|数值|数字|数据")
_APIECE = 90  # characters under one heading
_WHOLE = 100.0


def headed(draft: Draft, formed: Formed, plan: Plan) -> Draft | None:
    """A line for each heading; None where a draft tells of several clauses, or headings miss."""
    clause = plan.clause(draft.clauses[0]) if len(draft.clauses) == 1 else None
    if clause is None:
        return None
    told = _under(clause, formed)
    lines = [_line(head, told[head], clause, formed) for head in formed.form.heads if head in told]
    if len(lines) < 2:
        return None
    held = [t for t in clause.tasks if any(s in t.sentences for own in told.values() for s in own)]
    duties = tuple(d for t in held for d in responsible(t))
    found = duties if formed.owned or draft.departments else ()
    return replace(draft, statements=tuple(lines), departments=found, lines=True)


def _under(clause: Clause, formed: Formed) -> dict[str, list[Sentence]]:
    """The sentences of a clause by the heading that they speak of most."""
    found: dict[str, list[Sentence]] = {}
    aims = _AIMS.search(formed.text) and any(s.targets for s in clause.sentences)
    for sentence in clause.sentences:
        scores = {head: _score(head, sentence) for head in formed.form.heads}
        best = max(scores, key=lambda head: scores[head])
        if scores[best] > (0, 0.0) and (sentence.targets or not aims):
            found.setdefault(best, []).append(sentence)
    for head in formed.form.heads:
        if head not in found and (rest := _left(head, clause, found)):
            found[head] = rest
    return found


def _left(head: str, clause: Clause, found: dict[str, list[Sentence]]) -> list[Sentence]:
    """For a heading without a sentence of its own: one told elsewhere, or nearest of the rest."""
    told = [s for own in found.values() for s in own]
    shared = [s for s in told if head in s.text]
    rest = [s for s in clause.sentences if s not in told]
    near = [s for s in rest if sum(c in s.text for c in head) * 2 >= len(head)]
    if head in clause.title:  # 强化队伍建设: what no other heading takes is of the title's matter
        other = [t for t in clause.tasks if not any(s in told for s in t.sentences)]
        return [s for t in other for s in t.sentences]
    return shared[-1:] or near[:1]


def _score(head: str, sentence: Sentence) -> tuple[float, float]:
    """How many pairs of a heading's characters a sentence has, and what share of them all."""
    if year := _YEAR.search(head):
        due = any(t.due_year == int(year.group()) for t in sentence.targets)
        return (_WHOLE, 1.0) if due else (0, 0.0)
    own = pairs(head)
    hits = len(own & pairs(sentence.text))
    share = hits / max(len(own), 1)
    every = all(c in sentence.text for c in head)
    return (hits, share) if hits else (0.5, 0.5) if every else (0, 0.0)


def _line(head: str, sentences: Sequence[Sentence], clause: Clause, formed: Formed) -> Statement:
    """The heading with what is said of it, and who is responsible where that is asked."""
    short = {s.start: _short(head, s, len(sentences) == 1, formed).rstrip("。") for s in sentences}
    told, kept = list[str](), list[Sentence]()
    # A date is said of all that follows it: what has none comes first.
    for sentence in sorted(sentences, key=lambda s: bool(_YEAR.search(short[s.start]))):
        if not kept or len("；".join(told)) + len(short[sentence.start]) <= _APIECE:
            told, kept = [*told, short[sentence.start]], [*kept, sentence]
    said = "；".join(told)
    marks = [Evidence(s.start, s.end, clause.number) for s in kept]
    tasks = [t for t in clause.tasks if any(s in t.sentences for s in kept)]
    if formed.owned:
        said = f"{said}（{_owners(tasks)}）"
        marks += [e for t in tasks if (e := bracket(t))]
    return Statement(f"{head}：{said}", tuple(marks), said=said)


def _short(head: str, sentence: Sentence, alone: bool, formed: Formed) -> str:
    """A sentence in short: where it holds several headings, the pieces with this one."""
    if sum(h in sentence.text for h in formed.form.heads) > 1 and head in sentence.text:
        return telling(sentence, (head,), _APIECE)
    return summary(sentence) if alone else headline(sentence)


def _owners(tasks: Sequence[Task]) -> str:
    return "；".join(dict.fromkeys(f"由{duty_text(t)}" for t in tasks if t.duties))
