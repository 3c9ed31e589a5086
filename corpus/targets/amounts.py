"""Targets by figure: a share, a class of water quality, an amount with its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_DONE = re.compile("完成|达到|实现|建成")
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


@dataclass(frozen=True, slots=True)
class _Amount:
    """Values with their units where they stand, and the words behind them (以上, 左右)."""

    start: int
    end: int
    values: tuple[tuple[str, str], ...]
    post: str | None

    @property
    def unit(self) -> str:
        """Unit of the first value."""
        return self.values[0][1]

    def target(
        self, line: Line, lo: int, hi: int, state: State, name: str, comparator: str, at: int = 0
    ) -> Target:
        """The target that one of the values sets."""
        return line.target(lo, hi, state, name, _joined(comparator, self.post), *self.values[at])


def quantified(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """Targets by figure."""
    return (
        _share(line, lo, hi, state) or _grade(line, lo, hi, state) or _amount(line, lo, hi, state)
    )


def _share(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """70%以上的村完成…: a share of a whole that does something."""
    match = _SHARE.match(line.masked, lo, hi)
    verb = _DONE.search(match["what"]) if match else None
    if match is None or verb is None:
        return []
    what = line.text[match.start("what") : match.end("what")]
    name = f"{what[verb.start() :]}的{what[: verb.start()]}" if verb.start() else what
    return [line.target(lo, hi, state, name, match["post"] or "", match["value"], match["unit"])]


def _grade(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """水质均达到或优于Ⅲ类: a class of water quality."""
    match = _GRADE.search(line.masked, lo, hi)
    found = COMPARATOR.search(line.masked, lo, match.start()) if match else None
    if match is None or found is None or found.start() == lo:
        return []
    begin, scope = body_scope(line, lo, found.start(), state.scope)
    name, comparator = named(line, begin, found.start()), _joined(found[0], match["post"])
    return [line.target(begin, hi, state.within(scope), name, comparator, match["value"])]


def _amount(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """The first number of the statement that states an aim rather than defines an object."""
    for match in _AMOUNT.finditer(line.masked, lo, hi):
        if _is_baseline(line.masked, lo, match):
            continue
        if match["post"] and not _AFTER_AMOUNT.match(line.masked, match.end(), hi):
            continue
        amount = _Amount(match.start(), match.end(), _values(match["list"]), match["post"])
        if found := _stated(line, lo, hi, amount, state):
            return found
    return []


def _values(listed: str) -> tuple[tuple[str, str], ...]:
    """Values with units of 20、15个百分点; a value without a unit takes the next one's."""
    unit = ""
    result: list[tuple[str, str]] = []
    for match in reversed(list(_ITEM.finditer(listed))):
        unit = match["unit"] or unit
        result.append((match["value"], unit))
    return tuple(reversed(result))


def _is_baseline(masked: str, lo: int, match: re.Match[str]) -> bool:
    """Whether the number belongs to 从20%提高到30% as its start."""
    return any(b.start() <= match.start() < b.end() for b in BASELINE.finditer(masked, lo))


def _stated(line: Line, lo: int, hi: int, amount: _Amount, state: State) -> list[Target]:
    """Read the words around an amount: indicator first, object after it, or action first."""
    tail = line.masked[amount.end : hi].strip()
    found = COMPARATOR.search(line.masked, lo, amount.start)
    cut, comparator = (found.start(), found[0]) if found else (amount.start, "")
    if not tail and lo < cut and NOUN_LAST.fullmatch(comparator):
        cut, comparator = amount.start, ""
    if not amount.unit and (tail or not comparator):
        return []
    if tail and not tail.startswith(("并", "且")) and _acts(found, lo, amount, state):
        return [_object_after(line, lo, hi, amount, found, state)]
    if cut == lo:
        return []
    if comparator:
        begin, scope = body_scope(line, lo, cut, state.scope)
        return _spread(line, begin, cut, amount, comparator, state.within(scope))
    return [] if tail else _counted(line, lo, amount, state)


def _acts(found: re.Match[str] | None, lo: int, amount: _Amount, state: State) -> bool:
    """Whether the action found (or the one of the piece before) governs an amount."""
    if found is None:
        return lo == amount.start and bool(state.comparator)
    return bool(HAS_ACTION.search(found[0]))


def _object_after(
    line: Line, lo: int, hi: int, amount: _Amount, found: re.Match[str] | None, state: State
) -> Target:
    """新增10家绿色工厂: the object behind the figure is the indicator, a subject the scope."""
    begin = found.start() if found else lo
    comparator = found[0].removesuffix("现有") if found else state.comparator
    name, scope = named(line, amount.end, hi), named(line, lo, begin) or state.scope
    return amount.target(line, begin, hi, state.within(scope), name, comparator)


def _counted(line: Line, lo: int, amount: _Amount, state: State) -> list[Target]:
    """修复湿地46公顷: the figure directly behind its object."""
    begin, comparator = lo, ""
    first = ACTION_FIRST.match(line.masked, lo, amount.start)
    if first and first.end() < amount.start:
        begin, comparator = first.end(), first[0]
    elif HAS_ACTION.search(state.comparator):
        comparator = state.comparator
    if not (comparator or state.due.text):
        return []  # without verb or date a figure may be a mere description
    name = named(line, begin, amount.start)
    return [amount.target(line, lo, amount.end, state, name, comparator)]


def _spread(
    line: Line, lo: int, cut: int, amount: _Amount, comparator: str, state: State
) -> list[Target]:
    """One target per value; 分别 gives each listed name its own."""
    name, count = named(line, lo, cut), len(amount.values)
    names = [name]
    if "分别" in comparator:
        listed = _listed(name)
        names = listed if len(listed) == count else [name] * count
    comparator = comparator.replace("现有", "")
    return [
        amount.target(line, lo, amount.end, state, each, comparator, at)
        for at, each in enumerate(names)
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
