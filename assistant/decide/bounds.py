"""Bounds, directions and base years that a question claims, where the plan says the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile

from assistant.compose.phrase import alike, pieces
from assistant.decide.years import base_years
from corpus.patterns import branching
from corpus.words import any_of, load_rows

_LIMITS = tuple(
    (re.compile(a), re.compile(b))
    for a, b in (
        (r"最多(?!的)|不超过|至多|顶多|以内|以下", r"至少|不低于|不少于|以上|(?<!不)超过"),
        (r"至少|不低于|不少于|最少", r"不超过|控制在|至多|以下"),
    )
)
_WAYS = tuple(
    (re.compile(a), re.compile(b))
    for a, b in (
        (r"(?<!负)(?:增长|上升|增加|反弹|提高)(?!率)", r"负增长|下降|降低|减少|降[到至]"),
        (r"下降|降低|减少|缩减|下调|降[到至]", r"(?:增长|提高|提升|增加|上升)"),
    )
)
# What the plan is said to forbid, where it furthers it.
_SAID_FORBIDDEN = re.compile(
    r"(?:方案|文件|规定|里)[^。？?]{0,24}(?:不许|不让|不准|不得|不允许|禁止|禁了)"
)
_FURTHERED = re.compile(r"鼓励|引导|支持|推广|加快推进|推行|探索")
_REFUSED = re.compile(r"禁止|不得|严禁|不准")
_STOPPED = re.compile(
    r"全部停用|全部禁止|明[令文]禁止|全面停用|完全停用|一律停用|全面取消|全部取消|停止使用|不再使用|废止|取消"
    r"|被[^，。？]{0,4}(?:禁止?|叫停)|禁止了|不让搞|不许搞"
)
# How often: 每季度, 每两年, 半年一次; 每年…多少 only asks of a year.
_UNIT, _NUMBER = (
    "(?:年|季度?|月|周|星期|礼拜|天|日)",
    r"(?<!\d)(?:[一二两三四五六七八九十]|\d{1,2})个?",
)
_OFTEN = branching(
    rf"每((?:{_NUMBER}|半|个)?{_UNIT})(?!.{{0,16}}(?:多少|几))"
    rf"|((?:{_NUMBER}|半){_UNIT})[^，。？]{{0,4}}[一1][次回遍轮]"
)
_PERIODS = {"星期": "周", "礼拜": "周", "日": "天"}
_PERMITTED = re.compile(r"可以|允许|放开|准许|不禁止")
_FORBIDDEN_ALL = re.compile(r"全面禁止|一律禁止|严禁|不得")
_FORBIDDEN = re.compile(r"(?:全面|全部|一律|严格)?禁止")
# What is said to be given up, in the plan's own words for doing it: 不再加强森林抚育.
_GIVEN_UP = re.compile(
    r"(?:禁止|严禁|不再|取消|停止|叫停|废除|放弃|暂停|不许|不让|不准)(?:了|再|去|继续)*"
)
_BEHIND = re.compile(r"[，。？！吗吧了呢么的啊对是没归由谁这那在出写]|$")
# What is done, which may be left out; and what is against that of which it is said.
_MEASURE = re.compile(
    r"(?:开展|推进|推广|推行|实施|加强|加快|加大|建立|完善|健全|鼓励|支持|发展|建设|巩固|搞|做)+"
)
_CURBED = re.compile(
    "禁|非法|违法|不|整治|清理|打击|查处|防|控制|管控|治理|减少|压减|降低|淘汰|限制|遏制|替代|退出|关停|消除|污染"
)
_WORDS = 4  # characters of what is given up
# What is chief or serves as something: 以改善环境质量为核心; it has one such, not another.
_CHIEF = re.compile(
    r"以(?P<what>[^，。；？以为]{2,20})为(?P<as>核心|主体|主线|龙头|统领|主|辅)(?![要导管])"
)
_OPEN = re.compile("[什啥哪谁何几]")
# 累计涨2% of an 年均增速, and 每年造林2万亩 of what is done by the year that it is due.
_NUMBER_TOLD = re.compile(r"(?<![\d.第])\d+(?:\.\d+)?(?![\d.年月条章])")
_IN_ALL = re.compile(r"累计|总共|一共|合计|拢共|加起来|从头到尾|几年下来")
_YEARLY = re.compile(r"年均|每年|逐年|各年|一年[涨增升降减]")
_DONE_YEARLY = (
    r"(?:每年|年均|逐年)[^，。？\d]{0,6}(?:新增|增加|造|修复|整治|治理|关停|退出|淘汰|完成|建成?|[涨降减增])"
    r"[^，。？\d]{0,8}"
)


def takes_side(claim: str) -> bool:
    """Whether a way of doing is claimed that has an opposite: 强制 for 探索, or how often."""
    sided = any(said.search(claim) for said, _ in _opposites()) or _GIVEN_UP.search(claim)
    return bool(sided or how_often(claim))


def given_up(claim: str, text: str) -> bool:
    """Whether something is said to be no more done, or forbidden, that a text just wants done."""
    return any(_wanted(claim[said.end() :], text) for said in _GIVEN_UP.finditer(claim))


def _wanted(said: str, text: str) -> bool:
    """Whether a text wants done what is spoken of: in just these words, or without its verb."""
    measure = _MEASURE.match(said)
    for words in (said, said[measure.end() :]) if measure else (said,):
        size = next((n for n in range(len(words), _WORDS - 1, -1) if words[:n] in text), 0)
        if not size or not _BEHIND.match(words, size):
            continue
        at = text.find(words[:size])
        piece = next(p for p in pieces(text, 0) if at < p.end)
        # 开采地下水 is not wanted of 开展非法开采地下水整治.
        around = piece.text if words == said and not measure else text[piece.start : at]
        return not _CURBED.search(around)
    return False


def _another_chief(claim: str, text: str) -> bool:
    """Whether one thing is said to be the core, or to come first, where a text has another."""
    told = list(_CHIEF.finditer(text))
    for said in (m for m in _CHIEF.finditer(claim) if not _OPEN.search(m["what"])):
        own = [m["what"] for m in told if m["as"] == said["as"]]
        if own and not any(_same_thing(said["what"], what) for what in own):
            return True
    return False


def _same_thing(one: str, other: str) -> bool:
    """Whether two names share more than the word that ends both: 总量控制 is not 强度控制."""
    ends = zip(reversed(one), reversed(other), strict=False)
    ending = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    rest, left = one[: len(one) - ending], other[: len(other) - ending]
    return not (rest and left) or bool(alike(rest, left))


def opposed(claim: str, text: str) -> bool:
    """Whether something is said to be done of which the plan says the opposite: 种植 for 管控."""
    return any(
        said.search(claim) and told.search(text) and not said.search(text)
        for said, told in _opposites()
    )


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = (tuple(any_of(cell.split("/")) for cell in row) for row in load_rows("opposites"))
    return tuple((re.compile(said), re.compile(told)) for said, told in rows)


def bounds_differ(claim: str, text: str) -> bool:
    """Whether a text says 至少 for 最多, 负增长 for 增长, 禁止 for 可以, or nothing of 取消.

    Or it has another base year.
    """
    if given_up(claim, text) or _another_chief(claim, text):
        return True
    if _STOPPED.search(claim) and not _STOPPED.search(text) and not _FORBIDDEN.search(text):
        return True
    furthered = _FURTHERED.search(text) and not _REFUSED.search(text)
    if furthered and _SAID_FORBIDDEN.search(claim):
        return True
    if _PERMITTED.search(claim) and _FORBIDDEN_ALL.search(text) and not _REFUSED.search(claim):
        return True
    if (often := how_often(claim)) and (told := how_often(text)) and not often & told:
        return True
    if _summed_up(claim, text):
        return True
    base, own = base_years(claim), base_years(text)
    if base and own and not base & own:
        return True
    return _opposed(claim, _nearest(claim, text), (*_LIMITS, *_WAYS))


def _summed_up(claim: str, text: str) -> bool:
    """Whether a figure is said to be of all years together that a text gives for each of them.

    Or the other way round, of what is done: 每年造林2万亩.
    """
    for figure in dict.fromkeys(_NUMBER_TOLD.findall(claim)):
        alone = rf"(?<![\d.]){figure}(?![\d.])"
        told = [p.text for p in pieces(text, 0) if re.search(alone, p.text)]
        yearly = [bool(_YEARLY.search(t)) for t in told]
        if _IN_ALL.search(claim) and not _YEARLY.search(claim) and yearly and all(yearly):
            return True
        each = re.search(f"{_DONE_YEARLY}{alone}", claim)
        if each and told and not any(yearly) and not re.search("每年|年均|逐年", text):
            return True
    return False


def how_often(text: str) -> frozenset[str]:
    """How often something is said to be done, by the unit: 每季度报一次, 两年一次; asked, none."""
    found = (m[1] or m[2] for m in _OFTEN.finditer(text))
    return frozenset(_PERIODS.get(f, f) for f in (re.sub("[一个度]", "", f) for f in found))


def _opposed(claim: str, text: str, pairs: Iterable[tuple[re.Pattern[str], ...]]) -> bool:
    return any(
        asked.search(claim) and opposite.search(text) and not asked.search(text)
        for asked, opposite in pairs
    )


def _nearest(claim: str, text: str) -> str:
    """The piece of a text that speaks most of what is claimed: a limit binds its own figure."""
    parts = [p.text for p in pieces(text, 0)]
    return max(parts, key=lambda p: alike(claim, p), default=text)
