"""Reading claims – figures, dates, comparators, negations – out of Chinese official text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.numerals import to_int
from corpus.patterns import branching

HAN = "零〇一二两三四五六七八九十百千万亿"
_BASIS = r"(?:的)?(?:基础上|水平上|相比|为基准|为基数)"


class FaultKind(StrEnum):
    """What a statement says that its evidence does not."""

    FIGURE = "figure"
    UNIT = "unit"
    DATE = "date"
    DEPARTMENT = "department"
    ROLE = "role"
    CLAUSE = "clause"
    NEGATION = "negation"
    COMPARATOR = "comparator"
    QUOTE = "quote"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit; ``bound`` is the class of what follows it (以上, 左右 …) or ""."""

    text: str
    start: int
    end: int
    digits: str
    value: Decimal | str
    unit: str
    bound: str

    @property
    def key(self) -> tuple[Decimal | str, str]:
        """What must be equal in the evidence: 1.5万户 and 15000户 are."""
        return self.value, self.unit


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, year or period; ``base`` marks a year of comparison (比2020年)."""

    text: str
    start: int
    end: int
    key: str
    base: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A comparator or a negation; for a negation ``kind`` is the word with what it negates."""

    text: str
    start: int
    end: int
    kind: str


_DROPPED = str.maketrans("〈〉﹪−", "《》%-", " \t\r\u3000\xa0\u200b\ufeff“”‘’\"'「」『』")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HAN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def normalise(text: str) -> str:
    """NFKC without white space (but line ends), quotation marks and thousands separators."""
    text = unicodedata.normalize("NFKC", _THOUSANDS.sub("", text)).translate(_DROPPED)
    return _HAN_YEAR.sub(lambda m: m.group().translate(_HAN_DIGITS), text)


# --- dates -----------------------------------------------------------------------------------

_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_DATE = branching(
    rf"(?P<pre>截至|截止到?|到|至|自|从|比|较|与|以)?(?:"
    rf"(?P<from>{_YEAR})年?[-—–~～至到](?P<to>(?:19|20)\d{{2}})年"
    rf"|(?P<year>{_YEAR})年(?:度)?(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?)?"
    rf"|(?P<month2>\d{{1,2}})月(?:(?P<day2>\d{{1,2}})[日号])?)"
    r"(?P<part>年?[底末]|年?初|上半年|下半年|第?[一二三四1-4]季度)?"
    r"(?P<rel>(?:之|以)?前|(?:之|以)后|后(?!续)|起|以来|年?内|期间)?"
    rf"(?P<basis>{_BASIS})?"
    r"|(?P<plan>(?<!二)十[二三四五六]五(?![条个项]))(?:规划)?(?P<rel2>期间|时期|末|初|中期)?"
    r"|(?P<vague>今年|明年|去年|后年|前年|本年度?|近年来|上半年|下半年|年内)"
)


def moments(text: str) -> Iterator[Moment]:
    """Dates of a normalised text."""
    for m in _DATE.finditer(text):
        base = bool(m["basis"]) or m["pre"] in {"比", "较", "与", "以"}
        yield Moment(m.group(), m.start(), m.end(), _moment_key(m, base), base)


def _moment_key(m: re.Match[str], base: bool) -> str:
    if m["plan"] or m["vague"]:
        return m.group()
    month, day = m["month"] or m["month2"], m["day"] or m["day2"]
    when = "-".join(g or "" for g in (m["from"], m["to"], m["year"], month, day))
    part = (m["part"] or "").replace("年", "", 1).replace("末", "底") if m["part"] else ""
    rel = (m["rel"] or "").removeprefix("之").removeprefix("以").replace("年内", "内")
    rel = "" if part == "底" and rel == "前" else rel
    since = "自" if m["pre"] in {"自", "从"} or rel == "起" else ""
    return f"{'比' if base else ''}{since}{when}{part}{'' if rel == '起' else rel}"


# --- figures ---------------------------------------------------------------------------------


def _any(*words: str) -> str:
    """An alternation that prefers the longest word."""
    return "(?:" + "|".join(sorted(" ".join(words).split(), key=len, reverse=True)) + ")"


_SCALE = r"(?:百万|千万|万亿|万|亿|百(?!分)|千(?![瓦米克伏卡升]))"
_BASE = _any(
    "% ‰ 个百分点 百分点 平方公里 平方千米 平方米 立方米 公里 千米 毫米 厘米 海里 米 公顷 亩 m2 m3",
    "千瓦时 兆瓦时 兆瓦 吉瓦 千瓦 瓦 千伏安 千伏 克标准煤 千克标准煤 吨标准煤 吨标煤 标准煤 蒸吨",
    "吨二氧化碳当量 吨二氧化碳 吨 千克 公斤 毫克 微克 克 毫升 升 分贝 美元 元 人次 人 名 辆次 辆",
    "个月 个 家 户 台 套 座 处 条 项 艘 只 头 株 棵 所 起 宗 件 批 次 天 日 小时 分钟 倍 种 片 块",
    "组 标箱 张 °C 摄氏度 年 级 类 章 款 部 期 轮 成 mg μg g L km kg kW dB",
)
_UNIT = rf"{_BASE}(?:/{_BASE})?"
_BOUNDS = {
    "以上": "ge", "及以上": "ge", "以下": "le", "及以下": "le", "以内": "le", "之内": "le",
    "左右": "approx", "上下": "approx", "以外": "out", "之外": "out",
}  # fmt: skip
_BOUND = _any(*_BOUNDS)
_FIGURE = branching(
    rf"(?<![\dA-Za-z.])(?P<number>(?:(?<![%年])-)?\d+(?:\.\d+)?)(?P<more>[多余几])?(?P<scale>{_SCALE})?"
    rf"(?P<more2>[多余几])?(?P<unit>{_UNIT})?(?P<bound>{_BOUND})?"
)
_LIST_TAIL = re.compile(
    rf"(?:(?:、|和|及|与|[-~—]|到|至)\d+(?:\.\d+)?)+(?P<scale>{_SCALE})?(?P<unit>{_UNIT})"
)
_HAN_FIGURE = re.compile(
    rf"百分之(?P<percent>[{HAN}点]+|\d+(?:\.\d+)?)(?P<b1>{_BOUND})?"
    rf"|(?<![第{HAN}])(?P<han>[{HAN}]+)"
    rf"(?P<unit>个百分点|个月|平方公里|平方米|立方米|小时|[家户台套座处条项所次天日倍年吨亩元章级批人类]"
    rf"|公里|公顷|个(?![体别性]))(?P<b2>{_BOUND})?"
)
_GRADE = re.compile(rf"(?P<grade>[IV]+类|国[一二三四五六](?!家))(?P<bound>{_BOUND})?")
_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_SAME_UNIT = {"个百分点": "百分点", "平方千米": "平方公里", "千米": "公里", "公斤": "千克",
              "日": "天", "吨标煤": "吨标准煤", "m2": "平方米", "m3": "立方米"}  # fmt: skip


def figures(text: str) -> list[Figure]:
    """Figures of a normalised text whose dates are blanked out, in order."""
    found = [_arabic(m, text) for m in _FIGURE.finditer(text)]
    if not _HAS_HAN.isdisjoint(text):
        found += [f for m in _HAN_FIGURE.finditer(text) if (f := _han(m))]
    for m in _GRADE.finditer(text):
        grade = m["grade"]
        bound = _BOUNDS.get(m["bound"] or "", "")
        found.append(Figure(m.group(), m.start(), m.end(), grade, grade, "等级", bound))
    return sorted(found, key=lambda f: f.start)


_HAS_HAN = frozenset(HAN)


def _arabic(m: re.Match[str], text: str) -> Figure:
    """A figure; one without a unit takes that of the list it heads: 20、15个百分点."""
    unit, scale = m["unit"] or "", m["scale"] or ""
    if not unit and (tail := _LIST_TAIL.match(text, m.end())):
        unit, scale = tail["unit"], scale or tail["scale"] or ""
    value = Decimal(m["number"]).scaleb(_SCALES.get(scale, 0)).normalize()
    bound = "approx" if m["more"] or m["more2"] else _BOUNDS.get(m["bound"] or "", "")
    return Figure(m.group(), m.start(), m.end(), m["number"], value, _unit(unit), bound)


def _han(m: re.Match[str]) -> Figure | None:
    raw = m["percent"] or m["han"]
    value = _han_value(raw)
    if value is None:
        return None
    unit = "%" if m["percent"] else _unit(m["unit"])
    bound = _BOUNDS.get(m["b1"] or m["b2"] or "", "")
    return Figure(m.group(), m.start(), m.end(), str(value), value, unit, bound)


def _han_value(raw: str) -> Decimal | None:
    if raw[0].isdigit():
        return Decimal(raw).normalize()
    whole, _, fraction = raw.partition("点")
    number = to_int(whole)
    if number is None:
        return None
    digits = fraction.translate(_HAN_DIGITS)
    return Decimal(f"{number}.{digits}" if digits.isdecimal() else number).normalize()


def _unit(unit: str) -> str:
    return "/".join(_SAME_UNIT.get(part, part) for part in unit.split("/"))


# --- comparators and negations ---------------------------------------------------------------

_UP = "(?:提高|提升|增加|增长|上升|升高|扩大)"
_DOWN = "(?:降低|下降|减少|压减|削减|缩减|缩小|回落)"
_CLASSES = {
    "ge": "不低于|不少于|不小于|不短于|不亚于|至少|最少|≥|>="
    "|(?:及|\\(含\\))?以上(?!任务|各项|部门|工作)",
    "le": "不超过|不高于|不大于|不多于|至多|最多|≤|<=|及?以下(?!各项|任务|部门)|以内|之内",
    "gt": "超过|高于|大于|多于|突破|>", "lt": "低于|小于|少于|不足(?=\\d)|不到(?=\\d)|未满|<",
    "better": "优于|好于", "worse": "劣于|差于",
    "up_to": f"{_UP}[到至]|增[到至]|升[到至]", "up": f"{_UP}",
    "down_to": f"{_DOWN}[到至]|降[到至]",
    "down": f"{_DOWN}|负增长", "reach": "达到|提标[到至]|(?:达|为|到|至)(?=\\d)",
    "hold": "控制[在到]", "keep": "(?:稳定|保持|维持)在",
    "approx": "左右|上下浮动|大约|约(?=[\\d为占达])|近(?=\\d)",
    "yearly": "每年|年均|逐年", "total": "累计|合计", "hedge": "力争|争取|原则上|基本(?!农田|公共)",
    "new": "新增|净增", "full": "全部|全面|所有|一律|完全",
    "allow": "允许|可以",
    "only": "(?<!不)仅|(?<!船)只(?!要)|唯一", "done": "已经?|了(?=\\d)",
    "more": "超额|提前|翻番|翻[一二两]番|一半|过半|半数|减半|倍增",
}  # fmt: skip
_COMPARATOR = branching("|".join(f"(?P<{name}>{words})" for name, words in _CLASSES.items()))
# Classes that a statement with a figure may not leave out; 达到 or 控制在 alone may go.
BOUNDS = frozenset({"ge", "le", "gt", "lt", "better", "worse", "approx"})
STRICT = BOUNDS | {
    "up_to", "up", "down_to", "down", "yearly", "total", "hedge", "new", "only", "out"
}  # fmt: skip
HEDGE = frozenset({"hedge"})

_NEGATION = branching(
    r"严禁|禁止|禁|没有|没|不|未|无|非|勿|莫|(?<![分特级类区识差个辨甄])别|(?<!是)否"
    r"|负(?=[增减下上提降\d])|严控|遏制|杜绝|避免|防止|防范|停止|暂停|取消|限制|拒绝|放宽|放松|难以|免于|豁免|反对"
)
# 不断提高 negates nothing; an addition of it is forgiven.
REACH = 3
FREE = re.compile(r"^不断[提完优加增推改扩健深强]")


def comparators(text: str, taken: list[Figure]) -> list[Word]:
    """Comparators outside the figures ``taken``, plus the bounds that belong to these."""
    spans = [(f.start, f.end) for f in taken]
    words = [
        Word(m.group(), m.start(), m.end(), str(m.lastgroup))
        for m in _COMPARATOR.finditer(text)
        if not any(a <= m.start() < b for a, b in spans)
    ]
    return words + [Word(f.text, f.start, f.end, f.bound) for f in taken if f.bound]


def negations(text: str) -> list[Word]:
    """Negations of a text, each with the ``REACH`` characters that it bears on."""
    return [
        Word(m.group(), m.start(), m.end(), text[m.start() : m.end() + REACH])
        for m in _NEGATION.finditer(text)
    ]
