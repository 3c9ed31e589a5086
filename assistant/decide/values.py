"""Values and dates that a question asks for and a place does not give."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.compose.phrase import alike, pieces
from assistant.decide.finding import Finding
from assistant.decide.judge import Verdict
from assistant.decide.measure import FIGURE, asked_kind, asks_number, kinds_in, share_of
from assistant.decide.premise import asks_whether_set, assumes
from assistant.decide.years import undated
from assistant.understand.parts import pieces as parts
from assistant.understand.question import Asked, Question
from assistant.understand.reader import kinds_of

UNDATED, UNNUMBERED, UNSIZED = "完成时限", "具体数值", "量化数值"
UNBASED = "对比的基准年"  # an aspect's name
_WHEN = re.compile(
    r"20\d\d年?(?:，)?还是20\d\d|什么时候|何时|啥时候|啥时|哪(?:一)?年(?!度)|几年(?:能|内|才|完)|期限|时限|时间(?:要求|限制|节点)|截止|到时候|哪天|几月几?[号日]|什么年份|哪个年份|多久(?:能|完)|何年|几几年|什么年头|几年之?内|给了?(?:几|多少)年|最[后晚迟]的?(?:时间|日期|期限)|(?:完成|达标|结束|收官)(?:的)?(?:日期|年份)|时间表|哪个?时间"
)
_OPEN_DATE = re.compile(r"20\d\d年?(?:，)?还是20\d\d|什么时候|何时|哪(?:一)?年(?!度)|哪天|几时")
# 企业排多少碳也能记账，真有这回事吗: the number is only part of what is claimed.
_OPEN_NUMBER = re.compile(
    r"多少(?!部门|单位)(?!.*(?:真有(?:这|那)(?:么?回)?事|是真的|真的假的|属实|有这(?:么?回)?事)(?:[吗么嘛？?，,。]|$))"
)
_NUMBER = re.compile(
    r"百分之[几多]|几个?百分点|几成|(?:多少|几)(?:[千百万亿])*(?:公?斤|两|公顷|吨)|控制数|定数|单位(?:是|为|用|：)?[万亿]?[吨元]|具体.{0,6}(?:多少|数|百分)|几(?:十|百|千)?万?吨|多少(?:[万亿]|吨|[%％]|个百分点)|数值|百分(?:数|比)(?:是|为)?多少|各是多少|分值|(?:百分[数比]|分数)(?:是|为)?几"
)
# 给了具体百分比吗: whether there is a number at all.
_GIVES = re.compile(
    r"(?:给|有|写|定|提|说|列|设)(?:了|出|没有?|过)*(?:没有)?(?:一?个)?(?:具体|明确|量化|确切)的?"
    r"(?:百分[比数]|数[字值目]?|比例|目标值?|指标|多少)"
)
# How far something is to reach, of what is to reach all: 多大的覆盖面.
_REACH, _ALL_OVER = re.compile("覆盖(?:面|率|范围|程度|度)"), re.compile("全覆盖|全部覆盖")
_LEFT = re.compile(r"省(?:里)?(?:下达|分解|定)")
_ONLY_WAY = re.compile(
    r"稳中(?:向好|有[升降])|(?:持续|不断|逐步|明显|显著|进一步|稳步)(?:提[高升]|改善|下降|降低|减少|增强|好转|向好)$"
)
_DIGIT = re.compile(r"\d")
_WHICH_YEAR = re.compile(r"哪(?:一|个)?年(?!度)|什么年份|年份")
_LASTING = re.compile(r"每年|常态化|定期")
# O3, PM2.5: names, not figures. Aims without a figure of their own.
_CODE = re.compile(r"[A-Za-z]+\d+(?:\.\d+)?")
_UNTOLD = re.compile(r"省下达|省分解|全部|清零|全覆盖|均")
_MEASURED = ("mass", "area", "length", "money", "power", "vehicle", "household", "concentration")
_GIVEN = re.compile(
    rf"{FIGURE.pattern}|[一二三四五六七八九十]+(?:项|个|类|级|处|条|家)|Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|省下达|省分解|全部|清零|\d+年以[上下内]"
)


def year_asked(question: Question) -> str:
    """What is missing where a place has other years than the one asked for; "" without one."""
    return f"{question.years[0]}年的要求" if question.years else ""


def date_claimed(question: Question, missing: str, verdict: Verdict) -> bool:
    """Whether it is asked if a thing is so by a year, which is missing where it has none."""
    asks = question.asks(Asked.CHECK) and not question.asks(Asked.WHEN, Asked.HOW_MUCH, Asked.COUNT)
    unset = not asks_whether_set(question) and missing == year_asked(question) != ""
    return asks and unset and verdict.undated


def year_missing(question: Question, verdict: Verdict) -> str:
    """The year asked for when the plan has others; "" when it is claimed, or not asked for."""
    if not verdict.years:
        return ""
    missing = year_asked(question)
    if asks_whether_set(question):
        return missing
    if assumes(question):
        return missing if verdict.undated and not question.mentions else ""
    asks = question.asks(Asked.HOW_MUCH, Asked.WHAT, Asked.LIST) or not question.asked
    plain = asks and not question.mentions and not question.asks(Asked.CHECK, Asked.WHEN)
    return missing if plain else ""


def date_missing(question: Question, finding: Finding, text: str, words: Iterable[str]) -> str:
    """The date when one is asked for that the place with this text does not give."""
    checked = question.asks(Asked.CHECK) and not _OPEN_DATE.search(question.text)
    if checked or not _WHEN.search(question.text):
        return ""
    lasting = _LASTING.search(text) and not _WHICH_YEAR.search(question.text)
    return "" if lasting or not undated(question, finding, text, words) else UNDATED


def _left_open(question: Question, text: str) -> str:
    """What is missing where a number is asked for that a text leaves open; "" where it does not.

    It leaves it to the province, or tells a direction only (稳中向好).
    """
    if not _NUMBER.search(question.text):
        return ""
    best = max(pieces(text, 0), key=lambda p: alike(question.topic, p.text))
    if _DIGIT.search(best.text):
        return ""
    return UNSIZED if _LEFT.search(best.text) or _ONLY_WAY.search(best.text) else ""


def value_missing(question: Question, text: str) -> str:
    """The value when one is asked for that a text does not give."""
    if _GIVES.search(question.text) and question.asks(Asked.CHECK):
        best = max(pieces(text, 0), key=lambda p: alike(question.topic, p.text))
        return "" if _GIVEN.search(best.text) else UNNUMBERED
    checked = question.asks(Asked.CHECK) and not _asked_openly(question)
    if checked and _unmeasured(question, text):
        return UNNUMBERED  # 水源地有30处吗, of a place that counts none
    if checked or question.asks(Asked.WHO, Asked.WHICH_CLAUSE):
        return ""
    if left := _left_open(question, text):
        return left
    if not asks_number(question):
        return ""
    if _REACH.search(question.plain) and _ALL_OVER.search(text):
        return ""
    text = _CODE.sub("", text)
    kind, given = asked_kind(question.plain), kinds_in(text)
    told = (given or kind in _MEASURED) and not share_of(question.text, text)
    near = max(pieces(text, 0), key=lambda p: alike(question.topic, p.text)).text
    untold = _UNTOLD.search((text if kind == "count" else near).replace("人均", ""))
    if kind and kind not in given and told and not untold:
        return UNNUMBERED
    return "" if _GIVEN.search(text) else UNNUMBERED


def _asked_openly(question: Question) -> bool:
    """Whether a number is asked for beside what is only checked: 还能吃吗，管到几成的地."""
    if _OPEN_NUMBER.search(question.plain):
        return True
    asked = (p for p in parts(question.plain) if asked_kind(p))
    return any(Asked.CHECK not in kinds_of(p) for p in asked)


def _unmeasured(question: Question, text: str) -> bool:
    """Whether a figure is claimed of a kind that a text has no figure of."""
    claimed = {k for f in question.figures for k in kinds_in(f.text)}
    given = kinds_in(_CODE.sub("", text))
    return bool(claimed) and not claimed & given and not _UNTOLD.search(text)
