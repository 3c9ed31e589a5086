"""Wanted sizes: 恰好7条, 超过十个部门, 只由一家负责."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.ledger.kinds import NAMED_KINDS, SLOTS, Kind
from assistant.ledger.roles import SOLE, WHETHER
from assistant.ledger.subjects import single, subject
from corpus.numerals import HAN_DIGITS, to_int
from corpus.patterns import branching

_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_MORE, _LEAST = "不止|不只|超过|多于|大于", "至少|不少于|不低于|起码|最少"
_LESS, _MOST = "不到|少于|低于|不足", "不超过|不多于|至多|最多"
_COUNTED = r"(?:责任|牵头)?(?:部门|单位)|任务|责任括号|括号|条款|条(?!河|路|街|江|线|件|例)"
_BOUND = branching(
    rf"(?:(?P<before>{_COUNTED})数?量?)?(?P<pre>{_MOST}|{_MORE}|{_LEAST}|{_LESS})?"
    rf"(?P<exact>只|仅|就|不多不少|恰好|恰恰|正好|刚好|整整|单独|总共|一共)*"
    r"(?P<verb>有|由|是|在|达到?|列|写|出现在?|露面|涉及|挂|交给|归|包含|参[加与]|牵头|负责|承担|分到|领到?|管|含|过|分工|出面"
    r"|(?P<split>分成|分为|分作|分了|拆成|拆分?为|拆出|下设|细分为?|摊给|划成|切成))*了?"
    rf"(?<![{HAN_DIGITS}\d第哪那这几每前后末头最])(?P<n>{_N})(?P<unit>[个家项处块条次])?"
    rf"(?P<post>以上|及以上|以下|以内)?的?(?:不同的?)?(?P<k>{_COUNTED}|家)?(?P<tail>以上|及以上|以下|以内)?"
)
# 只露过一次面, 只在某一条里出现
_ONCE = re.compile(
    r"(?:只|仅|就|光|才)[^，。？]{0,6}(?:露|现身|亮相|出场|登场|出现|列名|上榜|沾边?|点名)[^，。？]{0,4}[一1][次回面下]"
    r"|(?:只|仅|就|光|才)(?:出现|露面|列|写|有份|参与|涉及|分布|被[^，。？]{1,3})*(?:在|于|了|到)?(?:[某单]?[一1]个?|某个?|单个?)条(?:款)?(?:[里中]|以?内|出现|$|[的，])"
)
_NONE = re.compile(
    r"(?:没有|没|未|无|不)(?:写明?|列出?|列明|明确|标明?|规定|安排|指定|注明|带|挂|分配|落实)?(?:了|到)?"
    r"(?:任何|一个|具体)?的?(?:责任|负责)(?:的)?(?:部门|单位|人|括号)"
    r"|(?:没有|没|未|无)(?:写明?|列出?|列明|明确|标明?|规定|安排|指定|注明|带|挂|分配|落实)?(?:了|到)?"
    r"(?:任何|一个|具体)?(?:部门|单位|括号|谁)"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A wanted size: at least ``low`` and at most ``high`` of ``kind``."""

    low: int
    high: int
    kind: Kind


def bound(text: str) -> Bound | None:
    """恰好7条, 超过十个部门, 只由一家负责, 没有责任部门."""
    text = WHETHER.sub("", text)
    if _ONCE.search(text) and subject(text) is Kind.DEPARTMENTS:
        return Bound(1, 1, Kind.CLAUSES)
    text = single(text)
    if _NONE.search(text):
        return Bound(0, 0, Kind.DEPARTMENTS)
    if SOLE.search(text):
        return Bound(1, 1, Kind.DEPARTMENTS)
    for match in _BOUND.finditer(text):
        n = to_int(match["n"])
        stated = _sized(match) or (match["unit"] and match["verb"])  # 责任单位是两家
        word = match["k"] or (stated and match["before"])
        measured = _sized(match) and not match["split"]
        asked = re.search(r"哪[些几个一]*$", text[: match.start()])
        if (
            match["before"]
            and match["k"]
            and measured
            and not asked
            and not _ACTS.search(match.group())
        ):
            word = match["before"]  # 单位达到七个的条款, but 部门涉及七个以上的条款
        unit = _BY_UNIT.get(match["unit"] or "")
        if n is not None and (word or (unit and _sized(match))):
            low, high = _limits(match, n)
            named = _bound_kind(word) if word else None
            own = unit and (
                named is None or (named is Kind.DEPARTMENTS) != (unit is Kind.DEPARTMENTS)
            )
            return Bound(low, high, unit if own and unit else named or Kind.CLAUSES)
    return None


_ACTS = re.compile(r"涉及|出现|承担|负责|参与|牵头|分布|挂")
_BY_UNIT = {"项": Kind.TASKS, "条": Kind.CLAUSES, "次": Kind.TASKS, "家": Kind.DEPARTMENTS}


def _sized(match: re.Match[str]) -> bool:
    """Whether a figure without a noun of its own bounds something: 部门超过六个."""
    return any(match[g] for g in ("pre", "exact", "split", "post", "tail"))


def _limits(match: re.Match[str], n: int) -> tuple[int, int]:
    pre, post = match["pre"] or "", match["post"] or match["tail"] or ""
    if pre in _MORE.split("|"):
        return n + 1, 999
    if pre in _LESS.split("|"):
        return 1, n - 1
    if pre in _LEAST.split("|") or post in {"以上", "及以上"}:
        return n, 999
    if pre in _MOST.split("|") or post in {"以下", "以内"}:
        return 1, n
    return n, n


def _bound_kind(word: str) -> Kind:
    if word == "家":
        return Kind.DEPARTMENTS
    return next(k for k in NAMED_KINDS if re.search(SLOTS[k.value], word))
