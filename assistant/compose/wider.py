"""The sentences of a clause that the form asked for has room for: five points, all by date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.compose.cells import OWNED_BY
from assistant.compose.clip import BY_WHAT
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import governing_due, headline, pairs, summary, telling
from assistant.understand.formed import BY_DATE, Formed
from corpus.model import Clause, Plan, Sentence, Task

_YEAR = re.compile(r"(?<![比较在同\d])(20\d\d)年(?!基础)")
_DIGIT = re.compile(r"\d")
_BOOK = re.compile(r"《[^》]*》")
_AIMS = re.compile(r"目标|指标|数值|数字|数据")
# A clause and all that is in it: 第四条的目标, 柴油货车那一条的各项目标.
_OWN = re.compile(
    r"(?:第.{1,4}条|[这那]一?(?:条|大?段|部分))里?的?(?:各项|主要|全部|所有|几项|有关|量化)*"
    r"(?:任务|目标|指标|要求|内容|(?:时间)?节点|安排|工作|进度)?(?:[（，。].*|有哪些)?$"
)
# 绿色金融那段: all of the task that speaks of it.
_STRETCH = re.compile(r"[这那]一?(?:大?段|块|部分|组)(?:内容)?$")
_PLANNED = re.compile(r"(?:安排|计划|进度|节点|步骤|部署|任务|工作)$")
# What asks for one thing is answered with it, however many sentences there is room for.
_ASKED = re.compile(
    r"谁|哪[一个些几年家]|多少|几(?!句|点|项|条)|何时|什么时候|[吗么]$|是不是|是否|有没有"
)
_SENTENCE = 80  # characters of a sentence that someone reads at one go
_POINT = 60  # characters of a point that tells of several sentences
_OWNERS = re.compile(r"由[^，。：]+(?:牵头|负责)。$")
_PIECE = 20  # characters of what answers to the point: 以改善生态环境质量为核心
_NAMED = 4  # characters that a sentence shares with what is asked, outside the clause's title


def widened(draft: Draft, formed: Formed, plan: Plan) -> Draft:
    """A draft of one clause with as many of its sentences as are asked for; else the same."""
    if points := _in_points(draft, formed, plan):
        return points
    clause = _clause(draft, plan) or _by_date(draft, formed, plan)
    told = [s for s in draft.statements if s.evidence]
    if clause is None or not draft.status.has_evidence:
        return draft
    if any(
        OWNED_BY.search(s.text.rstrip("。")) for s in told
    ):  # whose each thing is: all that is asked
        return draft
    room = formed.limit or formed.sentences * _SENTENCE
    alone = len(told) == len(clause.sentences) == 1 and len(told[0].text) > _PIECE
    if room and alone and not clause.sentences[0].targets:
        frame = BY_WHAT.search(formed.text)
        words = (f"为{frame[1]}",) if frame else ()
        short = telling(clause.sentences[0], words, room)
        return replace(draft, statements=(replace(told[0], text=short),))
    if (formed.order == BY_DATE or _scheduled(formed)) and (
        dated := _dated(told, clause, formed.text)
    ):
        return _with(draft, dated, clause, plan.source)
    if formed.formed and _STRETCH.search(formed.text):
        return _with(
            draft, [s for t in _tasks(told, clause) for s in t.sentences], clause, whole=True
        )
    named = _named(clause, formed.text) if formed.lines else []
    if len(named) > len(told):
        return _with(draft, named, clause)
    wanted = formed.points or (formed.sentences if formed.sentences > 1 else 0)
    if wanted <= len(told) or (not formed.points and _ASKED.search(formed.text)):
        return draft
    return _with(draft, _chief(told, clause, wanted, formed), clause)


def _in_points(draft: Draft, formed: Formed, plan: Plan) -> Draft | None:
    """A whole clause in fewer points than it has sentences: each point of those side by side."""
    clause = plan.clause(draft.clauses[0]) if len(draft.clauses) == 1 else None
    many, head = formed.points, draft.statements[0]
    if clause is None or not 1 < many < len(clause.sentences) or formed.order == BY_DATE:
        return None
    whole = head.text.startswith(clause.label)
    if not whole and not _OWN.search(formed.text):
        return None
    bounds = [round(i * len(clause.sentences) / many) for i in range(many + 1)]
    groups = [clause.sentences[a:b] for a, b in pairwise(bounds)]
    lines = [_point(group, clause) for group in groups]
    return replace(draft, statements=(*[head] * whole, *lines), lines=True)


def _point(sentences: Sequence[Sentence], clause: Clause) -> Statement:
    """Sentences in short, as many as are read at one go; the one with a figure before others."""
    told = [(s, headline(s).rstrip("。")) for s in sentences]
    order = sorted(told, key=lambda row: (not row[0].targets, row[0].start))
    kept, room = list[tuple[Sentence, str]](), _POINT
    for row in order:
        if not kept or len(row[1]) < room:
            kept.append(row)
            room -= len(row[1]) + 1
    # A date is said of all that follows it: what has none comes first.
    kept.sort(key=lambda row: (bool(_YEAR.search(row[1])), row[0].start))
    marks = tuple(Evidence(s.start, s.end, clause.number) for s, _ in kept)
    return Statement(f"{'；'.join(text for _, text in kept)}。", marks)


def _clause(draft: Draft, plan: Plan) -> Clause | None:
    """The one clause that a draft tells of, where it does not tell of it as a whole."""
    numbers = {e.clause for s in draft.statements for e in s.evidence}
    number = next(iter(numbers), None) if len(numbers) == 1 else None
    clause = plan.clause(number) if number else None
    whole = clause and any(s.text.startswith(clause.label) for s in draft.statements)
    return None if whole else clause


def _by_date(draft: Draft, formed: Formed, plan: Plan) -> Clause | None:
    """The one clause that a draft tells of, though as a whole, to be told by its dates."""
    if len(draft.clauses) != 1 or formed.order != BY_DATE:
        return None
    clause = plan.clause(draft.clauses[0])
    whole = clause and len(draft.statements) > len(clause.sentences)
    return clause if whole or _OWN.search(formed.text) else None


def _dated(told: Sequence[Statement], clause: Clause, asked: str) -> list[Sentence]:
    """Sentences with dates that speak of the matter as much as those told, the earliest first.

    All with dates where the matter is the clause itself.
    """
    wanted = pairs(asked)
    near = {s.start: len(pairs(s.text) & wanted) for s in clause.sentences}
    first = max((near[s.start] for s in clause.sentences if _tells(told, s)), default=0)
    found = [(y, s) for s in clause.sentences if (y := _year(s))]
    whole = len(told) > len(clause.sentences)
    least = 0 if whole or _OWN.search(asked) else max(2, first // 2)
    kept = [(y, s) for y, s in found if near[s.start] >= least]
    return [s for _, s in sorted(kept, key=lambda row: (row[0], row[1].start))]


def _scheduled(formed: Formed) -> bool:
    """Whether a table of what is to be done by when is asked for."""
    kinds = {c.kind for c in formed.form.columns}
    both = {"due", "content"} <= kinds and not kinds & {"value", "indicator"}
    return both or ("due" in kinds and bool(_PLANNED.search(formed.text)))


def _tasks(told: Sequence[Statement], clause: Clause) -> list[Task]:
    """The tasks of a clause of which something is told."""
    return [t for t in clause.tasks if any(_tells(told, s) for s in t.sentences)]


def _year(sentence: Sentence) -> int:
    """The year that a sentence is first due in, else the first that it names; 0 without."""
    dues = [t.due_year for t in sentence.targets if t.due_year]
    named = _YEAR.search(_BOOK.sub("", sentence.text))
    return min(dues) if dues else int(named[1]) if named else 0


def _named(clause: Clause, asked: str) -> list[Sentence]:
    """Sentences with a word of what is asked that the title does not have."""
    words = {asked[i : i + _NAMED] for i in range(len(asked) - _NAMED + 1)}
    words = {w for w in words if w not in clause.title and not _DIGIT.search(w)}
    return [s for s in clause.sentences if any(w in s.text for w in words)]


def _chief(
    told: Sequence[Statement], clause: Clause, wanted: int, formed: Formed
) -> list[Sentence]:
    """So many sentences: with words asked for that the title does not have, then of the same task.

    Those with figures come first, before all where aims are asked for. Three sentences on a matter
    of its own (餐饮油烟) are no more than speak of it.
    """
    asked = formed.text
    held = [s for t in _tasks(told, clause) for s in t.sentences]
    aims = bool(_AIMS.search(asked))
    enough = len(held) >= wanted and (not aims or any(s.targets for s in held))
    pool = held if enough else [*held, *(s for s in clause.sentences if s not in held)]
    firsts = {t.sentences[0].start for t in clause.tasks}
    words = pairs(asked) - pairs(clause.title)
    if words and not formed.points and not _OWN.search(asked):
        pool = [s for s in pool if _tells(told, s) or pairs(s.text) & words]
    order = sorted(
        pool,
        key=lambda s: (
            aims and not s.targets,
            not pairs(s.text) & words,
            not _tells(told, s),
            not s.targets,
            s.start not in firsts,
            s.start,
        ),
    )
    return sorted(order[:wanted], key=lambda s: s.start)


def _tells(told: Sequence[Statement], sentence: Sentence) -> bool:
    marks = [e for s in told for e in s.evidence]
    return any(e.start < sentence.end and sentence.start < e.end for e in marks)


def _with(
    draft: Draft,
    sentences: Sequence[Sentence],
    clause: Clause,
    source: str = "",
    whole: bool = False,
) -> Draft:
    """A draft that tells these sentences in short or ``whole``, and who is responsible as before.

    With the ``source`` each is told with the date that rules it.
    """
    many = len(sentences) > _NAMED
    lines = []
    for sentence in sentences:
        short = sentence.text if whole else (headline if many else summary)(sentence)
        text, start = short, sentence.start
        if source and not _YEAR.search(text):
            text = summary(sentence)
        if source and (due := governing_due(sentence, source)):
            text, start = f"{due.text}，{text}", due.start
        lines.append(Statement(text, (Evidence(start, sentence.end, clause.number),)))
    untold = [s for s in draft.statements if not s.evidence and s.text.endswith("。")]
    owners = [s for s in draft.statements if _OWNERS.search(s.text)]
    told = (*owners, *lines, *untold)
    return replace(draft, statements=told, lines=True) if lines else draft
