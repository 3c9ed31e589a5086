"""Figures and years as plain digits: P M 2 . 5, 百分之六十, 一百公里, 二零二五年, 到25年."""

from __future__ import annotations

import re

from corpus.numerals import to_decimal
from corpus.patterns import branching

_ROMAN = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ"}
_DIGITS = {
    **{c: str(i % 10) for i, c in enumerate("零一二三四五六七八九〇")},
    **dict.fromkeys("○oO", "0"),
    **{str(i): str(i) for i in range(10)},
    "两": "2",
}
_YEAR_WORD = re.compile(
    r"(?<![零一二三四五六七八九十百千\d])[二2][零〇○oO0][零〇○oO一二三四五六七八九\d]{2}"
    r"(?![零〇○一二三四五六七八九十百千\d])"
)
_YEAR_COUNT = re.compile(r"[两二]千零?([二三])十([一二三四五六七八九]?)(?=年)")
_SPAN = r"(?!\s*(?:以上|以下|以内|之?内|之?间|期|来|多|左右|的?老|车?龄|使用))"
_SHORT = r"(2\d|3[0-5]|二[〇零一二三四五六七八九]|三[〇零一二三四五])年"
_YEAR_AFTER = re.compile(
    rf"((?<![达用满命])[到至在]|截止|截至|(?<!\d)20\d\d[到至~-]){_SHORT}{_SPAN}"
)
_YEAR_FIRST = re.compile(rf"(^|[，。？；：、]\s*)(2\d|3[0-5])年(?!前){_SPAN}")
_YEAR_END = re.compile(
    r"(?<![\d.])((?:2\d|3[0-5])(?=年(?:底|末|年底|前(?![建的就盖投修开])))|二[〇零一二三四五六七八九](?=年年?底))"
)
_YEAR_RANGE = re.compile(r"(?<![\d.])(2\d)([到至~-])(2\d|3[0-5])(?=年(?:底|前|要|的)|年$)")
_PM25 = re.compile(r"(?<![A-Za-z])p\s*\.?\s*m\s*\.?\s*[2二]\s*[.。·,，点點]?\s*[5五](?!\d)", re.I)
_PM10 = re.compile(r"(?<![A-Za-z])p\s*\.?\s*m\s*(?:1\s*0|十)(?![\d年月点])", re.I)
_POINT = re.compile(r"(?<!\d{4})(?<=\d)[。·](?=\d{1,2}(?!\d))")
_SPELT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9](?: [A-Za-z0-9.]){2,}(?![A-Za-z0-9])")
_PA, _WHOLE = re.compile(r"(?<=\d)\s?趴"), re.compile(r"百分之百(?!分)")
# 第十五跳: a clause by its number, heard wrongly.
_CLAUSE = re.compile(
    r"(?<=第[一二三四五六七八九十\d])[跳调挑](?![节查])"
    r"|(?<=第[一二三四五六七八九十\d]{2})[跳调挑](?![节查])|(?<=第[二三]十[一二三四五六七八九])[跳调挑](?![节查])"
)
# 第二是七条: ten heard wrongly.
_HEARD = re.compile(r"(?<=第[一二三四])[是时事](?=[一二三四五六七八九]?条)")
_BROKEN = re.compile(r"(?<=第)\s?(\d)\s(\d)\s?(?=[条章])")
_SPELT_YEAR = re.compile(r"2 ?0 ?\d ?\d(?=\s*年)")
_PERCENT = re.compile(r"(?<=\d) (?=%)|(?<=%) (?=以)")
_GRADE = re.compile(r"(?<![A-Za-z])(I{1,3}|IV|V)(?=类)")

_HAN = r"[零一二两三四五六七八九十百千]"
_POINTS = r"(?:点[零一二三四五六七八九]+)?"
_RATIO = re.compile(rf"百分之(?P<n>{_HAN}+{_POINTS})(?![点几分])")
# So much of a measure; a single digit (一家, 两天) is none.
# 七成, 九成六, 占一半以上; 八成是 only guesses.
_TENTHS = re.compile(
    r"(?<![第几建完形分])(?P<n>[一二两三四五六七八九])成(?P<part>[半一二三四五六七八九])?(?=[以的左多就达才，。？吗]|$)"
)
_HALF = re.compile(r"一半(?=以上|左右|多|就|的(?:村|地|水|面积))|(?<=[占达到在])一半(?=[，。？]|$)")
_MANY, _SHARE = 20, "个百分点"
_AMOUNT = branching(
    rf"(?<![第几好上成整{_HAN[1:-1]}])(?<!(?<![户次天人总个基])数)(?P<n>(?:{_HAN}*[十百千]{_HAN}*|{_HAN}+(?=[万亿])|{_HAN}+(?=点)){_POINTS})"
    r"(?P<w>[万亿]?)(?=个百分点|平方公里|公里|公顷|亩|千瓦|吨|户|平方米|微克|辆|艘|元|块钱"
    r"|家(?![里门常庭长])|处(?![理置罚室科长])|座|天(?![空气然地])|个(?![人体别性]))"
)


# d13条, 第 in pinyin by its first letter.
_NUMBERED = re.compile(r"(?<![A-Za-z])di?\s?(?=\d{1,2}\s?[条章])", re.I)


def figures(text: str) -> str:
    """Names and figures spelt out or broken up: P M 2 . 5, 30。5, III类."""
    text = _POINT.sub(".", _PM10.sub("PM10", _PM25.sub("PM2.5", text)))
    text = _NUMBERED.sub("第", text)
    text = _PERCENT.sub("", text)
    text = _SPELT_YEAR.sub(lambda m: m.group().replace(" ", ""), text)
    text = _SPELT.sub(_spelt, text)
    text = _BROKEN.sub(r"\1\2", text)
    text = _HEARD.sub("十", text)
    text = _CLAUSE.sub("条", _WHOLE.sub("100%", _PA.sub("%", text)))
    text = _RATIO.sub(lambda m: f"{to_decimal(m['n'])}%", text)
    text = _TENTHS.sub(_tenths, _HALF.sub("50%", text))
    text = _AMOUNT.sub(_amount, text)
    return _GRADE.sub(lambda m: _ROMAN[m[1]], text)


def _amount(match: re.Match[str]) -> str:
    """An amount in digits; 十二个专项方案, as documents write it, is left."""
    number = to_decimal(match["n"])
    if number == match["n"]:
        return match.group()  # 百个: no number by itself
    behind = match.string[match.end() : match.end() + len(_SHARE)]
    few = behind.startswith("个") and behind != _SHARE and float(number) < _MANY
    return match.group() if few else f"{number}{match['w']}"


def _tenths(match: re.Match[str]) -> str:
    part = match["part"] or "零"
    return f"{_DIGITS[match['n']]}{5 if part == '半' else _DIGITS[part]}%"


def _spelt(match: re.Match[str]) -> str:
    """V O C s is one word, 1 2 3 are three figures."""
    return match.group().replace(" ", "") if re.search("[A-Za-z]", match.group()) else match.group()


def years(text: str) -> str:
    """Years as figures: 二零二五年, 两千零二十五年, 到25年 → 2025年; 15年以上 stays a duration."""
    text = _YEAR_WORD.sub(lambda m: "".join(_DIGITS[c] for c in m.group()), text)
    text = _YEAR_COUNT.sub(lambda m: f"20{_DIGITS[m[1]]}{_DIGITS.get(m[2], '0')}", text)
    text = _YEAR_RANGE.sub(_range, text)
    text = _YEAR_AFTER.sub(lambda m: f"{m[1]}{_full(m[2])}年", text)
    text = _YEAR_FIRST.sub(lambda m: f"{m[1]}{_full(m[2])}年", text)
    return _YEAR_END.sub(lambda m: _full(m[1]), text)


def _full(short: str) -> str:
    return "20" + "".join(_DIGITS[c] for c in short)


def _range(match: re.Match[str]) -> str:
    """21到25年 are years, 20到30年 may be a duration."""
    first, last = int(match[1]), int(match[3])
    likely = first < last and (first % 5 or last % 5)
    return f"20{first}{match[2]}20{last}" if likely else match.group()
