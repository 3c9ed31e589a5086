"""Figures that a question claims, held against those that a place gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.phrase import alike, pieces
from assistant.understand.question import Figure, Question

_FIGURE = re.compile(
    r"(\d+(?:\.\d+)?)"
    r"(%|个百分点|百分点|微克/立方米|万千瓦|万户|万平方米|平方米|平方公里|公里|万公顷|公顷|万亩|亩|克标准煤/千瓦时|克标准煤"
    r"|万元/吨标准煤|万元|亿元|元|万吨|吨|万辆|辆|天|条|个|家|处|座|项|倍|类|村|户|次|艘|台)"
)
# 分别降低20、15个百分点: the first of the pair shares the unit of the last.
_PAIR = re.compile(r"(\d+(?:\.\d+)?)、(\d+(?:\.\d+)?)(个百分点|%|个|项|处)")
_BETWEEN = 4  # characters between two figures that hold no name: 8条，其他14条
_SAME_UNIT = {
    "百分点": "%",  # people say % for both; which figure is meant its words tell
    "个百分点": "%",
    "个点": "%",
    "微克": "微克/立方米",
    "万元": "万元/吨标准煤",
    "克标准煤": "克标准煤/千瓦时",
    "克/千瓦时": "克标准煤/千瓦时",
    "克": "克标准煤/千瓦时",
    "家": "个",
}

# 除了罚款还要不要赔: what is set aside is not asked for, nor said of what follows.
EXCEPT = re.compile(r"除了?[^，。？\d]{1,6}?(?:以外|之外)?(?=还|也|，|外)")
# 除了8条国控的，另外14条…
_ASIDE = re.compile(r"除了?\d[^，。？]{0,10}，(?:另外|其余|其他|剩下)的?")
_BECAME = re.compile(r"[^，。？\d]{0,6}[到至为成]\d")
_AREAS = frozenset(("平方米", "万平方米", "亩", "万亩", "公顷", "万公顷", "平方公里", "万平方公里"))
_MARK = re.compile("[，、；。,;]")
# 16处水源地、82处黑臭水体，哪个更多: figures of several things, no one place gives them all.
_CHOICE = re.compile(r"(?:谁|哪).{0,6}[最更][高大多低小少]|[最更][高大多低小少].{0,4}(?:谁|哪)")
# 超过95%, 不到20家, and the same denied: 不低于85%, 没超过90%.
_BEYOND = re.compile(
    r"(?P<not>(?<![会能])不[会能得应]?|(?<![有超])没有?|未)?"
    r"(?:(?P<over>超过?|大于|高于|多于|高过|突破|过(?=\d))|(?P<under>(?<!到)不到|少于|低于|小于|不足|不满))"
    r"(?:了|有)?"
)
# 降到25, 达到90以上: a number said without its unit; no name (PM2.5, 第3条, 国4) and no year.
_BARE = re.compile(
    r"(?<![\dA-Za-z.,~-])(?<=[\u4e00-\u9fff])(?<![第国])(?P<n>\d{1,4}(?:\.\d+)?)(?![\d.])"
    r"(?=(?:以[上下内]|左右|上下|之?内)?(?:[了才就都也没是对这那吧吗么呢啊呀的，。？]|、(?!\d)|$))"
)
# 涨过0.5%就算交差, 95%便可过关: so much is enough, which is the figure of the plan itself.
_ENOUGH = re.compile(
    r"\d[^，。？]{0,14}(?:就|便|即|才)(?:算|能|可以?)*(?:是|叫)?(?:交差|完成(?!了?吗)|达标|过关|合格|及格|达到要求|行(?!动)|够|达成|成了|没事)"
)
_CHOSEN, _YEAR = re.compile("还是|而不是|而非"), re.compile(r"20[0-5]\d")
_NAMED = re.compile(r"[A-Za-z]{2,}[\d.]*")
_SAME_MATTER = 2  # pairs of characters around a bare number that its place has, too


def bare_figures(question: Question) -> tuple[Figure, ...]:
    """Numbers said without a unit (PM2.5要降到25); none of those that may be chosen of."""
    if _CHOSEN.search(question.text):
        return ()
    said = (m["n"] for m in _BARE.finditer(question.text))
    return tuple(Figure(n, "", n) for n in said if not _YEAR.fullmatch(n))


def figured(question: Question, text: str) -> bool:
    """Whether a figure of the question stands in a text."""
    known = set(map(_measure, _figures_in(text)))
    bare = (_bare_holds(f, question.text, text) for f in bare_figures(question))
    return any(_measure(f) in known for f in question.figures) or any(bare)


def _bare_holds(figure: Figure, asked: str, text: str) -> bool | None:
    """Whether a number without its unit is the one that a text has in its words."""
    around, told = _context(asked, figure.text), _figures_in(text)
    scores = [max(_near(around, c) for c in _contexts(text, f.text)) for f in told]
    high = max(scores, default=0)
    meant = [f for f, score in zip(told, scores, strict=True) if score == high >= _SAME_MATTER]
    return any(float(f.value) == float(figure.value) for f in meant) if meant else None


def _near(around: str, context: str) -> int:
    """How much of what stands around a number is said in a text: a name (PM2.5) is two pairs."""
    names = set(_NAMED.findall(around)) & set(_NAMED.findall(context))
    return alike(around, context) + _SAME_MATTER * len(names)


def figures_hold(question: Question, text: str) -> bool | None:
    """Whether the figures claimed are those of a text; None when it has none of their units."""
    if len(question.figures) > 1 and _CHOICE.search(question.text) and figured(question, text):
        return None
    known = {f.text: f for f in _figures_in(text)}.values()
    asked, judged = _ASIDE.sub("", EXCEPT.sub("", question.text)), []
    if _moved(question, text):
        return False
    for figure in question.figures:
        if figure.text not in asked and figure.text in text:
            continue  # set aside
        like = [f for f in known if _unit(f) == _unit(figure)]
        if not like and any(_other_unit(f, figure) for f in known):
            return False
        if like and not _is_sum(figure, question.figures):
            bounded = _beyond(figure, like, asked, text)
            own = bounded if bounded is not None else _bound(figure, like, asked, text)
            if own or any(_near(asked, c) for f in like for c in _contexts(text, f.text)):
                judged.append(own)  # else the text gives a figure of something else
    bare = (_bare_holds(f, asked, text) for f in bare_figures(question))
    judged += [held for held in bare if held is not None]
    return all(judged) or (_listed(question) and _in_order(question, text)) if judged else None


def _moved(question: Question, text: str) -> bool:
    """Whether one figure is said to become another (从96%放宽到90%), unlike in a text."""
    said = question.text
    figures = question.figures if "从" in said else ()
    told = (m for f in figures if (m := re.search(f"从{re.escape(f.text)}", said)))
    return any(m[0] not in text and _BECAME.match(said, m.end()) for m in told)


def _other_unit(told: Figure, claimed: Figure) -> bool:
    """Whether the same number is claimed of another unit of the kind: 250公顷 for 250平方公里."""
    units = {_unit(told), _unit(claimed)}
    return float(told.value) == float(claimed.value) and units <= _AREAS


def _bound(figure: Figure, like: list[Figure], asked: str, text: str) -> bool:
    """Whether the figure stands in the plan with the words that the question puts around it."""
    return _measure(figure) in map(_measure, _meant(figure, like, asked, text))


def _meant(figure: Figure, like: list[Figure], asked: str, text: str) -> list[Figure]:
    """Those figures of a text that stand in the words which the question puts around its own."""
    around = _context(asked, figure.text)
    likeness = [max(alike(around, c) for c in _contexts(text, f.text)) for f in like]
    return [f for f, score in zip(like, likeness, strict=True) if score >= max(likeness)]


def _beyond(figure: Figure, like: list[Figure], asked: str, text: str) -> bool | None:
    """Whether 超过95%, 不低于20家 is true of the one figure meant; None if not claimed so."""
    meant = _meant(figure, like, asked, text)
    ways = _BEYOND.finditer(asked)
    way = next((m for m in ways if asked.startswith(figure.text, m.end())), None)
    values = {float(f.value) for f in meant}
    if not way or len(values) != 1 or f"{way[0]}{figure.text}" in text:
        return None
    if _ENOUGH.search(asked):
        return None
    plain = re.sub("[会能得应了有]", "", way[0])
    if any(f"{said}{f.text}" in text for f in meant for said in (way[0], plain)):
        return None  # a bound of the plan's own words: 不低于13万户 of 不低于24万户
    value, claimed = values.pop(), float(figure.value)
    if value == claimed:  # 超400 of 400以上 is as good as said
        return None
    return (value > claimed if way["over"] else value < claimed) is not bool(way["not"])


def _listed(question: Question) -> bool:
    """Whether figures stand side by side (降低20、15个百分点), none with a name of its own."""
    ends = [question.text.find(f.text) for f in question.figures]
    spans = zip(question.figures, ends, ends[1:], strict=False)
    return all(at >= 0 and to - at - len(f.text) < _BETWEEN for f, at, to in spans)


def _in_order(question: Question, text: str) -> bool:
    """Whether several figures claimed stand in a text in the order in which they are claimed."""
    known = [_measure(f) for f in _figures_in(text)]
    told = [_measure(f) for f in question.figures]
    places = [known.index(t) for t in told if known.count(t) == 1]
    return 1 < len(told) == len(places) and places == sorted(places)


def _figures_in(text: str) -> list[Figure]:
    found = [Figure(m[1], m[2], m[0]) for m in _FIGURE.finditer(text)]
    return found + [Figure(m[1], m[3], m[1]) for m in _PAIR.finditer(text)]


def _is_sum(figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a figure only adds up others told with it: 8条和14条，一共22条."""
    others = [float(f.value) for f in told if f is not figure and _unit(f) == _unit(figure)]
    return len(others) > 1 and float(figure.value) == sum(others)


def _measure(figure: Figure) -> tuple[float, str]:
    """Value and unit, to compare."""
    return float(figure.value), _unit(figure)


def _unit(figure: Figure) -> str:
    unit = figure.unit.replace("每", "/").replace("％", "%")
    return _SAME_UNIT.get(unit, unit)


def _context(text: str, figure: str) -> str:
    """What stands around a figure of a question: behind the one before it, up to the next mark."""
    at = text.find(figure)
    if at < 0:
        return text
    behind = _MARK.split(text[at + len(figure) :])[0]
    return _FIGURE.split(text[max(0, at - 14) : at])[-1] + behind[:6]


def _contexts(text: str, figure: str) -> list[str]:
    """What stands around a figure wherever a text has it, within its piece of the text."""
    found = []
    for match in re.finditer(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text):
        at, end = match.span()
        piece = next((p for p in pieces(text, 0) if p.start <= at < p.end), None)
        own = _respective(piece.text).get(figure) if piece else None
        if own:
            return [own]
        low, high = (piece.start, piece.end) if piece else (0, len(text))
        found.append(text[max(low, at - 16) : at] + text[end : min(high, end + 8)])
    return found or [""]


def _respective(text: str) -> dict[str, str]:
    """What each of two figures is said of: A、B分别降低20、15个百分点."""
    subject, found, rest = text.partition("分别")
    items = re.split(r"[、和与]", subject)
    figures = list(re.finditer(r"(\d+(?:\.\d+)?)([^\d、和与，]*)", rest))
    if not found or len(items) != len(figures):
        return {}
    said = dict[str, str]()
    for item, figure in zip(items, figures, strict=True):
        said |= {figure[1]: item, figure.group().strip(): item}
    return said
