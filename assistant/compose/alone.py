"""The one thing that is wanted of an answer: names, figures, clauses, titles, dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from assistant.compose.cells import bare_figure, due_of, targets_of
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import pairs
from assistant.decide.measure import asked_kind, kinds_in
from assistant.understand.formed import Formed
from assistant.understand.layout import Only
from corpus.model import Plan, Target
from corpus.numerals import to_han

_NEAR = 0.6  # share of an indicator's words by which it is asked for
_ITEMS = re.compile(r"[、，；和与]|以及")
_DIGIT = re.compile(r"\d")
_AIMS = re.compile(r"(?:量化|主要)?(?:指标|目标)")  # any, not the one that is called so
_YEAR = re.compile(r"(?:20\d\d年?(?:到|至))?20\d\d年(?:年?底前?)?")
_COUNTED = re.compile(r"共(?:涉及)?(?P<first>\d+[个条项章处家]?)(?:任务、涉及(?P<clauses>\d+条))?")
# Clauses or tasks are counted, not what they aim at.
_SO_MANY = re.compile(r"(?:几|多少)个?(?:条|项)(?:任务)?(?!河|黑臭|路|线)")
_WHICH = re.compile(r"(?:哪[几些]?|第几)个?条(?!河|路|线|街|江)|条款?(?:都)?有哪")
_SO_MANY_OF = re.compile(r"\d+(?P<of>[条处个家项])")
_WORKED = re.compile(r"加起来|相差")
_WHEN = re.compile(r"何时|什么时候|啥时候?|几时|(?:哪|几)一?年")
_WHO = re.compile(r"谁|哪[个些几]?(?:单位|部门|家|局)")
_SIZED = re.compile(r"多少|几|百分|多[大高]")
_HOW_MUCH = re.compile(r"多少|百分之几|几成|多[大高]")
_UNITS = re.compile(
    r"(?:几|多少)[个家]?[^，。]{0,4}(?:单位|部门)|(?:单位|部门)[^，。]{0,4}(?:几|多少)[个家]"
)


_Near = Callable[[], list[tuple[Statement, Target]]]


def alone(draft: Draft, formed: Formed, plan: Plan, weigh: Callable[[str], float]) -> Draft | None:
    """The names, figures, numbers, dates or the verdict alone; None where there are none."""
    near = partial(targets_near, draft.statements, formed.text, plan, weigh)
    ways: dict[Only, Callable[[], Statement | None]] = {
        Only.OWNERS: partial(_owners, draft, formed),
        Only.FIGURES: partial(_figures, draft, formed, near),
        Only.CLAUSES: partial(_clauses, draft, formed),
        Only.DATES: partial(_dates, draft, near),
        Only.TITLES: partial(_titles, draft, formed, plan),
    }
    statement = ways[_wanted(formed)]()
    return replace(draft, statements=(statement,), lines=False) if statement else None


def _wanted(formed: Formed) -> Only:
    """What alone is wanted: for a number who, when or which clause is asked for, that."""
    assert formed.form.only
    if formed.form.only is not Only.FIGURES or asked_kind(formed.text):
        return formed.form.only
    if _WHICH.search(formed.text):
        return Only.CLAUSES
    if _WHO.search(formed.text):
        return Only.OWNERS
    when = _WHEN.search(formed.text) and not _HOW_MUCH.search(formed.text)
    return Only.DATES if when else Only.FIGURES


def _owners(draft: Draft, formed: Formed) -> Statement | None:
    names = dict.fromkeys(d.name for d in draft.departments)
    marks = tuple(dict.fromkeys(d.evidence for d in draft.departments))
    return Statement((formed.form.joint or "、").join(names), marks) if names else None


def _clauses(draft: Draft, formed: Formed) -> Statement | None:
    marks = _marks(draft)
    numbers = sorted({e.clause for e in marks if e.clause})
    named = (f"第{n if formed.english else to_han(n)}条" for n in numbers)
    said = (formed.form.joint or "、").join(named)
    return Statement(said, marks) if numbers else None


def _titles(draft: Draft, formed: Formed, plan: Plan) -> Statement | None:
    numbers = sorted({e.clause for e in _marks(draft) if e.clause})
    clauses = [c for n in numbers if (c := plan.clause(n))]
    said = (formed.form.joint or "、").join(c.title for c in clauses)
    marks = tuple(dict.fromkeys((*map(title, clauses), *_marks(draft))))
    return Statement(said, marks) if clauses else None


def _figures(draft: Draft, formed: Formed, near: _Near) -> Statement | None:
    if worked := _worked(draft):
        return worked
    counted = _counted(draft, formed)
    if _UNITS.search(formed.text):
        return counted  # how many bodies, not what they are to achieve
    chosen = near()
    valued = [(s, t) for s, t in chosen if t.value]
    # Of several the numbers alone: 得到有效回收 is none.
    valued = [(s, t) for s, t in valued if _DIGIT.search(t.value)] or valued
    if counted and (not valued or _SO_MANY.search(formed.text)):
        return counted
    if not valued:
        return None
    one = len(valued) == 1
    if one and (number := _SO_MANY_OF.match(valued[0][1].indicator)) and _measured(formed, number):
        return replace(valued[0][0], text=number.group())
    said = [bare_figure(t) if one else f"{t.indicator}{bare_figure(t)}" for _, t in valued]
    marks = tuple(dict.fromkeys(e for s, _ in valued for e in s.evidence))
    return Statement("；".join(said), marks, said="，".join(t.text for _, t in valued))


def _measured(formed: Formed, number: re.Match[str]) -> bool:
    """Whether so many of just these are asked for: 几条 of 8条国控入海河流."""
    return bool(re.search(rf"(?:几|多少){number['of']}|[{number['of']}个]数", formed.text))


def _worked(draft: Draft) -> Statement | None:
    """What was reckoned of several figures: 7万亩 for 加起来7万亩."""
    first = draft.statements[0]
    if not first.derived or not _WORKED.match(first.text) or not first.evidence:
        return None
    return replace(first, text="；".join(first.derived), said=first.text)


def _counted(draft: Draft, formed: Formed) -> Statement | None:
    """How many clauses or tasks there are, where an answer begins with that."""
    first = draft.statements[0]
    found = _COUNTED.search(first.text)
    if not found:
        return None
    clauses = "几条" in formed.text and "几项" not in formed.text and found["clauses"]
    said = found["clauses"] if clauses else found["first"]
    return Statement(said, _marks(draft), first.derived)


def _dates(draft: Draft, near: _Near) -> Statement | None:
    dated = [(s, t) for s, t in near() if t.due]
    if dated:
        said = dict.fromkeys(due_of(t) for _, t in dated)
        marks = dict.fromkeys(e for s, _ in dated for e in s.evidence)
        return Statement("、".join(said), tuple(marks))
    first = draft.statements[0]
    years = dict.fromkeys(_YEAR.findall(first.text))
    return Statement("、".join(years), first.evidence) if years and first.evidence else None


def targets_near(
    lines: Sequence[Statement], asked: str, plan: Plan, weigh: Callable[[str], float]
) -> list[tuple[Statement, Target]]:
    """The targets told whose indicator is asked for; those nearest in words where none is."""
    told = [(s, t) for s in lines for t in targets_of(s, plan)]
    asked = _AIMS.sub("", asked)
    of_items = [asked_kind(i) for i in _ITEMS.split(asked) if _SIZED.search(i)]
    if all(of_items) and (kinds := set(of_items)):
        told = [(s, t) for s, t in told if kinds & kinds_in(t.text)]  # 多少户 wants no share
    items = [i for i in map(pairs, _ITEMS.split(asked)) if i]
    near = [_near(t, pairs(asked), False) for _, t in told]
    least = min(max(near, default=0), _NEAR)
    kept = {i for i, n in enumerate(near) if n >= least}
    sure = least >= _NEAR
    for item in items if len(items) > 1 else ():
        shares = [_near(t, item, True) for _, t in told]
        if max(shares, default=0) >= _NEAR:
            kept |= {i for i, n in enumerate(shares) if n == max(shares)}
            sure = True
    weights = [weigh(t.text) for _, t in told]
    if not sure and weights.count(max(weights, default=0.0)) == 1:
        return [told[weights.index(max(weights))]]  # in other words: how much of a park each has
    return [one for i, one in enumerate(told) if i in kept]


def _near(target: Target, asked: set[str], short: bool) -> float:
    """Share of an indicator's words that are asked for; of what is asked where that is shorter."""
    own = pairs(target.indicator)
    size = min(len(own), len(asked)) if short else len(target.indicator) - 1
    return len(own & asked) / (size or 1)


def _marks(draft: Draft) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for s in draft.statements for e in s.evidence))
