"""Pieces of a text that answer within so many characters, or its figures in a few words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.compose.alone import targets_near
from assistant.compose.cells import bare_figure, due_of
from assistant.compose.draft import Statement
from assistant.compose.phrase import SLOGAN, is_due, pairs, pieces
from corpus.model import Plan, Target

_FIGURE = re.compile(r"\d")
_AIMS = re.compile(r"目标|指标")
_SIZED = re.compile(
    r"多少|多[大高长]|几|目标|指标|[率量]|数[字值]?|百分|何时|什么时候|哪年|期限|时限"
    r"|面积|比[重例]|浓度|规模|幅度|里程"
)
_WHEN = re.compile(r"何时|什么时候|啥时候?|几时|哪一?年|期限|时限|时间|年份|20\d\d年")
_DATED = re.compile(r"何时|什么时候|啥时候?|几时|哪一?年|期限|时限|时间|年份")
_YEAR = re.compile(r"20\d\d年?")
# A piece that fits takes the place of a weightier one that does not, where it weighs about as much.
_AS_GOOD = 0.5
_SAYS_SOMETHING = 2.0
_NEAR = 0.3  # share of an indicator's words by which it is meant
_SLOGAN, _COUNTED = 3.0, 4.0
# 按照什么原则: what is called by the noun asked for.
_NOUN = re.compile(r"(?:什么|啥|哪[些种个几])样?的?([\u4e00-\u9fff]{2})(?![\u4e00-\u9fff])")
_HOW_MANY = re.compile(r"(?:多少|几)([项个条家处类户种座])")
BY_WHAT = re.compile(r"以(?:什么|啥|何|哪[个些])作?为(主|核心|重点|目标|龙头|中心|指导|引领)")
# 以改善生态环境质量为核心: what all the rest is about.
_CORE = re.compile(r"^以[^，]{2,}为(?:核心|主线|中心|根本)")
_QUOTED, _ASIDE = re.compile(r"“[^“”]+”"), re.compile(r"（(?![\d即])[^（）]{8,}）")
_FRAMED = re.compile(r"以[^，。；]{4,}?、[^，。；]+?为(?:核心|重点|主体|目标)")


def clipped(text: str, limit: int, asked: str, weigh: Callable[[str], float]) -> str:
    """The pieces of a text that answer most of what is asked, in their order, within a length."""
    if named := _taken_as(text, limit, asked):
        return named
    if len(text) > limit:  # （…除外）: an aside that nothing is asked of
        text = _ASIDE.sub(lambda m: m[0] if len(pairs(m[0]) & pairs(asked)) > 1 else "", text)
    parts = pieces(text, 0)
    weight = _weights([p.text for p in parts], [is_due(p) for p in parts], asked, weigh)
    order = sorted(range(len(parts)), key=lambda i: (-weight[i], i))
    least = max(_AS_GOOD * weight[order[0]], _SAYS_SOMETHING)
    fit = [
        i for i in order if len(parts[i].text) <= limit and (i == order[0] or weight[i] >= least)
    ]
    near = [i for i in order if len(parts[i].text) <= limit and weight[i] >= _SAYS_SOMETHING]
    near.sort(key=lambda i: (i < order[0], abs(i - order[0])))  # what is said of it comes behind
    if measured := _counted(asked):  # nothing without its number answers 有几处
        near = [i for i in near if measured.search(parts[i].text)]
    first = (fit or near or order)[0]
    chosen, size = {first}, len(parts[first].text)  # the full stop may go, where it has no room
    due = next((i for i in range(first, -1, -1) if is_due(parts[i])), None)
    dues = [i for i, p in enumerate(parts) if is_due(p)]
    due = dues[0] if due is None and len(dues) == 1 and _WHEN.search(asked) else due
    for i in [*([due] if due is not None else []), *order]:
        if i not in chosen and (weight[i] or i == due) and size + len(parts[i].text) + 1 <= limit:
            chosen.add(i)
            size += len(parts[i].text) + 1
    if due is not None and due not in chosen and _DATED.search(asked) and size > limit // 2:
        chosen = {due} if len(parts[due].text) < limit else chosen  # no room beside the date
    said = "，".join(parts[i].text for i in sorted(chosen)) + "。"
    return said if len(said) <= limit + 1 else _bared(said, limit, asked)


def _bared(said: str, limit: int, asked: str) -> str:
    """A piece too long, down to what is meant by words quoted, its frame, or without asides."""
    quoted = (q for q in _QUOTED.findall(asked) if q in said)
    meant = (re.search(rf"{re.escape(q)}（[^（）]+）", said) for q in quoted)
    found = next(filter(None, meant), None) or _FRAMED.search(said)
    ways = [f"{found.group()}。"] if found else []
    ways.append(_ASIDE.sub("", said))
    return next((w for w in ways if len(w) <= limit), said)


def _taken_as(text: str, limit: int, asked: str) -> str:
    """以什么为核心: what a text says in that frame, the frame left out where it has no room."""
    frame = BY_WHAT.search(asked)
    told = re.search(rf"以([^，。；、]+?)为{frame[1]}", text) if frame else None
    return f"{told.group() if len(told.group()) < limit else told[1]}。" if told else ""


def _counted(asked: str) -> re.Pattern[str] | None:
    """What tells the number asked for: of 几处, a number before 处."""
    measure = _HOW_MANY.search(asked)
    return re.compile(rf"[\d一二三四五六七八九十百]{measure[1]}") if measure else None


def _weights(
    parts: Sequence[str], dues: Sequence[bool], asked: str, weigh: Callable[[str], float]
) -> list[float]:
    wanted = pairs(_YEAR.sub("", asked))
    dated = next((i for i, due in enumerate(dues) if due), len(parts))
    counted = _counted(asked)
    noun = _NOUN.search(asked)
    aims, when = _AIMS.search(asked), _WHEN.search(asked)
    found = []
    for i, (part, due) in enumerate(zip(parts, dues, strict=True)):
        if due:
            found.append(0.0)
            continue
        figured = _FIGURE.search(_YEAR.sub("", part))
        own = 1 + len(pairs(part) & wanted) + bool(figured) + weigh(part)
        own += _COUNTED * bool(counted and counted.search(part))
        own += _COUNTED * bool(noun and noun[1] in part)
        own += bool((aims or when) and i > dated) + bool(when and _YEAR.search(part))
        found.append(own + _SLOGAN * bool(SLOGAN.search(part) or _CORE.search(part)))
    return found


def compact(
    lines: Sequence[Statement],
    asked: str,
    limit: int,
    plan: Plan,
    weigh: Callable[[str], float],
) -> Statement | None:
    """2025年受污染耕地安全利用率98%以上。 where sentences have no room for dates; else None."""
    first = lines[0]
    wanted = pairs(asked)
    chosen = [(s, t) for s, t in targets_near(lines, asked, plan, weigh) if t.value and t.due]
    near = [_share(t, wanted) for _, t in chosen]
    if not _SIZED.search(asked) and max(near, default=0.0) < _NEAR:
        return None
    own = [(s, t) for s, t in chosen if s is first]
    top = max(near, default=0.0)
    best = [row for row, share in zip(chosen, near, strict=True) if share == top]
    best = best if len(best) == 1 else []
    short = clipped(first.text, limit, asked, weigh)
    for told in filter(None, (chosen, own, best)):
        if len(short) <= limit and all(_told(t, short, asked) for _, t in told):
            return None
        for said in _sayings([t for _, t in told], asked):
            if len(said) <= limit:
                proof = "；".join(f"{t.due}，{t.text}" for _, t in told)
                marks = dict.fromkeys(e for s, _ in told for e in s.evidence)
                return replace(first, text=f"{said}。", evidence=tuple(marks), said=f"{proof}。")
    return None


def _share(target: Target, wanted: set[str]) -> float:
    own = pairs(target.indicator)
    return len(own & wanted) / len(own) if own else 0.0


def _told(target: Target, short: str, asked: str) -> bool:
    """Whether a short text tells a target, and its date where that is not in the question."""
    due = due_of(target)
    return target.value in short and (due in short or due[:4] in asked)


def _sayings(targets: Sequence[Target], asked: str) -> list[str]:
    """Targets in ever fewer words: with dates, without those that are asked with, bare."""
    dues = list(dict.fromkeys(due_of(t) for t in targets))
    of = {d: "，".join(_named(t) + bare_figure(t) for t in targets if due_of(t) == d) for d in dues}
    full = "；".join(f"{due}{of[due]}" for due in dues)
    undated = "；".join(of.values())
    known = len(dues) == 1 and dues[0][:4] in asked
    one = targets[0]
    bare = [f"{dues[0]}{bare_figure(one)}", dues[0] if one.value in asked else bare_figure(one)]
    alone = len(targets) == 1
    sized = alone and bool(_SIZED.search(asked) or _YEAR.search(asked))
    several = ["；".join(map(bare_figure, targets))] * (not alone and bool(_AIMS.search(asked)))
    return [*[undated] * known, *[full] * (not known), *bare[known:] * sized, *several]


def _named(target: Target) -> str:
    """The indicator, where its figure does not begin with it: 黑臭水体, 黑臭水体全部清零."""
    return "" if bare_figure(target).startswith(target.indicator) else target.indicator
