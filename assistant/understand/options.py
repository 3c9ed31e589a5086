"""Questions with options to choose from: 哪年完成？A.2023年 B.2025年，只回字母.

The options are taken out; what is left is made a question that asks for what they offer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A letter before an option, no letter of a name (VOCs, PM2.5); （1） is one where it is asked for.
_LETTER = re.compile(
    r"(?<![A-Za-z])(?:[（(](?P<a>[A-Ha-h])[)）]|(?P<b>[A-Ha-h])(?:\s*[.．、：:)）]|(?=[\s\u4e00-\u9fff“\d])))"
    r"[\s：:、.．]*(?![A-Za-z]\b)"
)
_DIGIT = re.compile(r"[（(](?P<a>[1-8])[)）]\s*")
_BY_NUMBER = re.compile(r"序号|编号|选[择项哪出]|单选|多选|[选答填]几")
_LAST = re.compile(r"[，。；？！,;?!]")
_ENDS = " ，、；。,;.还是或者和"
_MARKS = " ，。：:；;、？?"
_LEAST = 3  # characters of a question
_GENRE = re.compile(
    r"(?:请|这是|来|出)?(?:[一1]?道)?(?:(?:单项|多项|不定项)?选择|单选|多选|不定项)(?:题|一?个)?(?:目)?[，,：:。、\s]*"
)
# Requests that stand beside the question: 只回字母, 直接报选项就成.
_REPLY = re.compile(
    r"[，,；;。：:]?(?:请|就|都|直接|单|只|仅|光|用|给我|告诉我|把)*(?:回复|回答|作答|报|回|答|写|填|给|选|说|要|发|打)?(?:出|我|正确|对应|一?个)*的?"
    r"(?:(?:字母|选项|序号|编号|答案)(?:的?(?:字母|序号|编号))?)"
    r"(?:连写|连着写|作答|回答|就|即|可以?|行|成|好|够|了|[吧啊])*(?=$|[，,。：:；;？?！])[，。：:；;！]*"
)
_PICK = re.compile(
    r"(?:请|应|该|要|你)*(?:选(?:择|出)?(?=[：:，]|$)[：:，]?|(?:选|是)(?:哪|什么)(?:一?[个项])?(?:选项)?(?:才?对|正确)?(?=[？?。，]|$))"
    r"|(?:以下|下面|下列)?(?:哪|那)(?:一?[个项])(?:选项|说法)?(?:才)?是?(?:正确|对)的?|(?:正确|对)的是(?:哪[个项])?(?=[：:？?（(]|$)"
)
_AMONG = re.compile(
    r"(?:以下|下面|下列|选项里|选项中|里面)(?:的?(?:选项|各项|几个)(?:里|中)?)?(?:，)?"
)
_MANY = re.compile(r"多选|多项|不定项|哪(?:[两二三四几些2-4])|选出[两三]")
_NOT = re.compile(r"不(?![少低高大小早晚]于|超过|足|到|得|是不)|没|未|错误|(?<!是)非|有误")
# 下面哪个是…的牵头单位: what is asked for stands at the front.
_WHICH_IS = re.compile(
    r"^(?:哪|谁)(?:一?[个项家])?(?:单位|部门|年份?|数字?|条)?是(?P<of>[^，。？]{4,})$"
)
_PARTED = re.compile(r"(?<=[\u4e00-\u9fff])[（(][^（）()\d]{1,12}[）)]$")
_GAP = re.compile(r"[（(]\s*[）)]|_{2,}|＿{2,}")
_ASKS = re.compile(r"谁|哪|多少|几[^乎]|什么|啥|怎|何")
_YEAR = re.compile(r"(?:到|在)?20\d\d年?(?:年?底前?)?")
_SIZE = re.compile(
    r"(?:[0-9.]+|[一二两三四五六七八九十百千万]+)[%％]?(?:个?百分点|[\u4e00-\u9fff/]{0,8})"
)
_CLAUSE = re.compile(r"第?[（(]?[一二三四五六七八九十\d]{1,3}[)）]?条")
_CHAPTER = re.compile(r"第[一二三四五六七八九十\d]{1,2}章")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:局|委|办|办公厅|法院|检察院|党校|政协|组织部|中心|银行|政府|常委会)"
)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers offered, by its letter."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question and the answers offered; its ``stem`` is "" where the one before is meant.

    ``many`` may be right; ``unlike`` asks which is not: then no letter is told.
    """

    stem: str
    options: tuple[Option, ...]
    many: bool = False
    unlike: bool = False


@lru_cache(maxsize=256)
def choice_of(text: str) -> Choice | None:
    """The choice that a message sets; None where it offers no options with letters."""
    found = _lettered(text)
    if found is None:
        return None
    options, rest = found
    many, unlike = bool(_MANY.search(rest)), bool(_NOT.search(rest))
    rest = _AMONG.sub("", _PICK.sub("", _REPLY.sub("，", _GENRE.sub("", rest))))
    rest = rest.strip(_MARKS)
    if len(rest) < _LEAST:
        return Choice("", options, many)  # of what was asked before
    return Choice(_asking(rest, options), options, many, unlike)


def _lettered(text: str) -> tuple[tuple[Option, ...], str] | None:
    """The options of a message and what is left of it."""
    marks = _in_order(list(_LETTER.finditer(text)), "ABCDEFGH")
    if not marks and _BY_NUMBER.search(text):
        marks = _in_order(list(_DIGIT.finditer(text)), "12345678")
    if not marks:
        return None
    bounds = [*(m.start() for m in marks[1:]), len(text)]
    texts = [text[m.end() : b] for m, b in zip(marks, bounds, strict=True)]
    last = _cut(texts[-1], texts[0])
    tail = texts[-1][len(last) :]
    said = [t.strip(_ENDS) for t in (*texts[:-1], last)]
    if not all(said) or len(set(said)) < len(said):
        return None
    names = [_named(m) for m in marks]
    options = tuple(Option(n, t) for n, t in zip(names, said, strict=True))
    return options, f"{text[: marks[0].start()]}，{tail}"


def _in_order(marks: list[re.Match[str]], names: str) -> list[re.Match[str]]:
    """Marks that count from the first name on; none where there are not two."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        if len(kept) < len(names) and _named(mark) == names[len(kept)]:
            kept.append(mark)
    return kept if len(kept) > 1 else []


def _named(mark: re.Match[str]) -> str:
    groups = mark.groupdict()
    return (groups["a"] or groups.get("b") or "").upper()


def _cut(last: str, first: str) -> str:
    """The last option without what is said behind it: 2025哪年 for 2023."""
    end = _LAST.search(last.rstrip(_ENDS))
    last = last[: end.start()] if end else last
    if _YEAR.fullmatch(first.strip(_ENDS)) and (year := _YEAR.match(last.strip())):
        return last[: last.find(year.group()) + len(year.group())]
    return last


def _asking(stem: str, options: tuple[Option, ...]) -> str:
    """The stem as a question for what the options are."""
    what = _kind(options)
    if which := _WHICH_IS.match(stem):
        return f"{which['of']}是{what.removesuffix('负责') or '什么'}？"
    if _GAP.search(stem):
        blank = "多少" if what == "多少" else what.removeprefix("在") or "什么"
        return f"{_GAP.sub(blank, stem)}？"
    if _ASKS.search(stem) or not what:
        return f"{stem}？"
    stem = _PARTED.sub("", stem) if what == "多少" else stem
    if stem.endswith(("是", "为", "到", "至", "达", "过", "于", "在", "由", "归")):
        return f"{stem}{what.removeprefix('在')}？"
    joint = "" if what.startswith("在") else "由" if what.startswith("谁") else "是"
    return f"{stem}{joint}{what}？"


def _kind(options: tuple[Option, ...]) -> str:
    """Words that ask for what the options are: 哪年, 多少, 谁负责; "" for other things."""
    ways = (
        (_YEAR, "哪年"), (_CLAUSE, "在第几条"), (_CHAPTER, "在第几章"), (_SIZE, "多少"),
        (_BODY, "谁负责"),
    )  # fmt: skip
    texts = [o.text for o in options]
    return next((what for p, what in ways if all(map(p.fullmatch, texts))), "")
