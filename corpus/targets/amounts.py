"""Targets by figure: a share, a class of water quality, an amount with its unit."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.model import Target
from corpus.targets.dues import BASELINE
from corpus.targets.figures import RANGE, UNIT, any_word
from corpus.targets.line import MASK, Line, State, body_scope, named
from corpus.targets.verbs import ACTION_FIRST, COMPARATOR, HAS_ACTION, NOUN_LAST

_AMOUNT = re.compile(
    rf"(?P<list>{RANGE}(?:{UNIT})?(?:[、和与及]{RANGE}(?:{UNIT})?)*)"
    r"(?P<post>及?以[上下内]|左右|上下|之内)?"
)
_ITEM = re.compile(f"(?P<value>{RANGE})(?P<unit>{UNIT})?")
_GRADE = re.compile(
    r"(?:地表水|地下水|海水)?(?P<value>[ⅠⅡⅢⅣⅤ]类)(?:水质|水体)?(?:标准|要求)?(?P<post>及?以上)?$"
)
# Words that may follow a complete amount without making it an attribute (30万千瓦以下煤电机组).
_AFTER_AMOUNT = re.compile(r"$|[并且\s" + MASK + "]")
_SHARE = re.compile(rf"(?P<value>{RANGE})(?P<unit>[%％])(?P<post>及?以[上下]|左右)?的(?P<what>.+)$")
# 溶剂型工业涂料、溶剂型油墨|使用比例: the head noun that listed names share.
_HEAD = re.compile(
    any_word(
        "重点工程 减排 使用 排放 利用 综合 资源化 回收 处理 处置 消费 "
        "安全 平均 年均 去除 覆盖 治理 达标"
    )
    + "*"
    + any_word("率 比例 比重 占比 总量 量 浓度 面积 强度 规模 数 天数 收入 产值 增速")
    + "$"
)
# 化学需氧量 is a substance, no quantity of its own.
_OWN_HEAD = re.compile("(?:率|比例|比重|占比|(?<!需氧)量|浓度|面积|强度|规模|天数|收入|产值|增速)$")


def quantified(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """Targets by figure."""
    return (
        _share(line, lo, hi, state) or _grade(line, lo, hi, state) or _amount(line, lo, hi, state)
    )


def _share(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """70%以上的村完成…: a share of a whole that does something."""
    match = _SHARE.match(line.masked, lo, hi)
    if match is None or not re.search("完成|达到|实现|建成", match["what"]):
        return []
    what = line.text[match.start("what") : match.end("what")]
    verb = re.search("完成|达到|实现|建成", what)
    name = f"{what[verb.start() :]}的{what[: verb.start()]}" if verb and verb.start() else what
    return [
        line.target(
            lo,
            hi,
            state,
            indicator=name,
            comparator=match["post"] or "",
            value=match["value"],
            unit=match["unit"],
            scope=state.scope,
        )
    ]


def _grade(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """水质均达到或优于Ⅲ类: a class of water quality."""
    match = _GRADE.search(line.masked, lo, hi)
    if match is None:
        return []
    comparator = COMPARATOR.search(line.masked, lo, match.start())
    if comparator is None or comparator.start() == lo:
        return []
    begin, scope = body_scope(line, lo, comparator.start(), state.scope)
    return [
        line.target(
            begin,
            hi,
            state,
            indicator=named(line, begin, comparator.start()),
            comparator=_joined(comparator[0], match["post"]),
            value=match["value"],
            scope=scope,
        )
    ]


def _amount(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """The first number of the statement that states an aim rather than defines an object."""
    for match in _AMOUNT.finditer(line.masked, lo, hi):
        items = _items(match["list"])
        if not items or _is_baseline(line.masked, lo, match):
            continue
        after = line.masked[match.end() : hi]
        if match["post"] and not _AFTER_AMOUNT.match(after):
            continue
        found = _stated(line, lo, hi, match, items, state)
        if found:
            return found
    return []


def _items(listed: str) -> list[tuple[str, str]]:
    """Values with units of 20、15个百分点; a value without a unit takes the next one's."""
    pairs = [(m["value"], m["unit"] or "") for m in _ITEM.finditer(listed)]
    unit = ""
    result: list[tuple[str, str]] = []
    for value, own in reversed(pairs):
        unit = own or unit
        result.append((value, unit))
    return result[::-1]


def _is_baseline(masked: str, lo: int, match: re.Match[str]) -> bool:
    """Whether the number belongs to 从20%提高到30% as its start."""
    return any(b.start() <= match.start() < b.end() for b in BASELINE.finditer(masked, lo))


def _stated(
    line: Line,
    lo: int,
    hi: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    state: State,
) -> list[Target]:
    """Read the words around an amount: indicator first, object after it, or action first."""
    tail = line.masked[match.end() : hi].strip()
    found = COMPARATOR.search(line.masked, lo, match.start())
    cut = found.start() if found else match.start()
    comparator = found[0] if found else ""
    if not tail and lo < cut and NOUN_LAST.fullmatch(comparator):
        cut, comparator = match.start(), ""
    if not items[0][1] and (tail or not comparator):
        return []
    if tail and not tail.startswith(("并", "且")) and _acts(line.masked, lo, match.start(), state):
        return _object_after(line, lo, hi, match, items, state)
    if cut == lo:
        return []
    if comparator:
        begin, scope = body_scope(line, lo, cut, state.scope)
        return _spread(line, begin, cut, match, items, comparator, replace(state, scope=scope))
    if tail:
        return []
    first = ACTION_FIRST.match(line.masked, lo, match.start())
    if first and first.end() < match.start():
        return _counted(line, lo, first.end(), match, items, first[0], state)
    inherited = state.comparator if HAS_ACTION.search(state.comparator) else ""
    if not (inherited or state.due.text):
        return []  # without verb or date a figure may be a mere description
    return _counted(line, lo, lo, match, items, inherited, state)


def _acts(masked: str, lo: int, cut: int, state: State) -> bool:
    """Whether an action (or the one of the piece before) governs the amount at ``cut``."""
    found = COMPARATOR.search(masked, lo, cut)
    if found is None:
        return lo == cut and bool(state.comparator)
    return bool(HAS_ACTION.search(found[0]))


def _object_after(
    line: Line,
    lo: int,
    hi: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    state: State,
) -> list[Target]:
    """新增10家绿色工厂: the object behind the figure is the indicator, a subject the scope."""
    found = COMPARATOR.search(line.masked, lo, match.start())
    begin = found.start() if found else lo
    comparator = found[0].removesuffix("现有") if found else state.comparator
    value, unit = items[0]
    return [
        line.target(
            begin,
            hi,
            state,
            indicator=named(line, match.end(), hi),
            comparator=_joined(comparator, match["post"]),
            value=value,
            unit=unit,
            scope=named(line, lo, begin) or state.scope,
        )
    ]


def _counted(
    line: Line,
    lo: int,
    begin: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    comparator: str,
    state: State,
) -> list[Target]:
    """修复湿地46公顷: the figure directly behind its object."""
    value, unit = items[0]
    return [
        line.target(
            lo,
            match.end(),
            state,
            indicator=named(line, begin, match.start()),
            comparator=_joined(comparator, match["post"]),
            value=value,
            unit=unit,
            scope=state.scope,
        )
    ]


def _spread(
    line: Line,
    lo: int,
    cut: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    comparator: str,
    state: State,
) -> list[Target]:
    """One target per value; 分别 gives each listed name its own."""
    name = named(line, lo, cut)
    names = [name] * len(items)
    if "分别" in comparator:
        listed = _listed(name)
        if len(listed) == len(items):
            names = listed
    elif len(items) > 1:
        names, items = [name], [items[0]]
    return [
        line.target(
            lo,
            match.end(),
            state,
            indicator=each,
            comparator=_joined(comparator.replace("现有", ""), match["post"]),
            value=value,
            unit=unit,
            scope=state.scope,
        )
        for each, (value, unit) in zip(names, items, strict=True)
    ]


def _listed(name: str) -> list[str]:
    """Names of 二氧化硫、氮氧化物排放量, each with the shared head noun."""
    parts = re.split("[、和与及]", name)
    head = _HEAD.search(parts[-1])
    shared = head[0] if head else ""
    return [p if _OWN_HEAD.search(p) else p + shared for p in parts[:-1]] + parts[-1:]


def _joined(before: str, after: str | None) -> str:
    """Comparator around the figure: 提高到…左右."""
    return f"{before}…{after}" if before and after else before or after or ""
