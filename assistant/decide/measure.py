"""Measures: whether a figure is of the kind that a question asks for (多少公里, 百分之几)."""

from __future__ import annotations

import re

from assistant.understand.question import Question
from corpus.patterns import branching

# No year, and none of PM2.5 or O3.
FIGURE = re.compile(r"(?<![A-Za-z])(?<![A-Za-z]\d\.)\d(?!\d{0,3}年)")
_NUMERIC = branching(
    r"多少(?!部门|单位|条款|年了)|百分之几|百分之多少|多大(?:面积|比例|规模)?|多高|目标值|具体数|数值目标|什么数(?:字|值|(?=[？?，。]|$))|(?:量化|数字)的?(?:目标|指标|要求)|(?:指标|目标|数字?|数值)(?:值|上)?(?:是|定|写|要)(?:了|的|到)?个?几(?=[？?，。呢啊]|$)|几%|比例(?:是|要|为|多)"
    r"|(?<![哪第那这前后上多好的])几(?:个(?!师傅|同事|朋友|邻居|老乡|孩子|村民|工友|老头|大爷|大妈)|家|处|条|万|千|百|成|天|吨|倍|公顷|公里|亩|平方|座|项|类|户|辆|台|级|艘|片|口|微克"
    r"|毫克|度|米|次|套|架|枚|棵|分|块|元)|占比(?:是|多少)|(?:给|报|说|列)(?:我|出|一?下)*(?:一?个)(?:具体)?(?:数|数字|数目)(?:吧|呗)?[。？?]*$|的(?:面积|长度|数量|总数|总量|个数|数值)[。？?]*$"
    r"|(?:比例|占比|比重|百分比)呢?[。？?]*$|几成(?=[？?。，]|$)|有没有[^，。？]{0,5}(?:具体|明确)的?(?:比例|数字|数值|数量|百分比)"
)
_KINDS: dict[str, str] = {
    "ratio": "个百分点|百分点|个百分比|百分比|个点|%|％|成",
    "concentration": "微克|毫克|分贝|ppm",
    "area": "平方公里|平方千米|平方米|平米|公顷|亩",
    "length": "公里|千米|米",
    "mass": "吨|公斤|千克|克",
    "money": "元|块钱|块",
    "power": "千瓦时|千瓦|度",
    "days": "天|小时|个月|分钟",
    "household": "户",
    "person": "人|名|位",
    "vehicle": "辆|台|架|艘|套",
    "count": "个|家|处|条|座|项|所|村|片|口|支|镇",
}
_ANY = "|".join(_KINDS.values())
_ASKED = re.compile(rf"(?:多少|(?<![哪第那这多好的])几)(?:十|百|千|万|亿|多)*(?P<unit>{_ANY})")
_COUNTED = re.compile(r"(?:多少|几)(?:个|家|处)?(?P<noun>[\u4e00-\u9fff])")
_RATIO = re.compile(
    r"占(?:比|到|了)?多少(?=[？?，。呢啊吧]|$)|百分之(?:几|多少)|多大比例|比例(?:是|为|要|到)?多少|占比多少|几成"
)
_GIVEN = re.compile(rf"\d+(?:\.\d+)?(?:万|亿|千|百)*(?P<unit>{_ANY})")
_HAN = re.compile(r"[一二三四五六七八九十]+(?P<unit>个|项|条|家|处)")
_PAIR = re.compile(r"\d、\d+(?:\.\d+)?(?P<unit>个百分点|百分点|%)")


def _kind(unit: str) -> str:
    return next(k for k, units in _KINDS.items() if unit in units.split("|"))


def asks_number(question: Question) -> bool:
    """Whether a number is asked for."""
    return bool(_NUMERIC.search(question.plain))


def asked_kind(question: str) -> str:
    """The kind of measure asked for, e.g. "length"; "" when the question names none."""
    if _RATIO.search(question):
        return "ratio"
    found = _ASKED.search(question)
    return _kind(found["unit"]) if found else ""


def share_of(question: str, text: str) -> bool:
    """Whether a text gives as a share what a question wants counted: 70%以上的村 for 多少村."""
    found = _COUNTED.search(question) if "%" in text else None
    return bool(found and re.search(rf"\d%(?:以[上下内])?的?{found['noun']}", text))


def kinds_in(text: str) -> frozenset[str]:
    """Kinds of the figures in a text."""
    found = {_kind(m["unit"]) for p in (_GIVEN, _HAN, _PAIR) for m in p.finditer(text)}
    return frozenset(found | {"count"} if "household" in found else found)
