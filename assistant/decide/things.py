"""Things that a question names, held against those of a place: kinds, names, districts, terms."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.compose.phrase import alike, pairs
from assistant.decide.duties import ROLE
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.measure import asks_number
from assistant.understand.question import Asked, Question
from corpus.numerals import HAN_DIGITS, to_int
from corpus.patterns import branching
from corpus.words import any_of, load_rows

_MARKS = re.compile(r"[“”\"「」]")
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,12})[”\"」]")
# What is claimed to be the main thing, or the meaning, must stand in the plan's sentence.
_MAIN = re.compile(r"以(.{2,6}?)为(主|核心|重点|目标|龙头|中心)")
# 以A为主、B为辅: which of two things goes first.
_FIRST = re.compile(r"(?:以)?([^，。、]{2,14})为主[、，,](?:以)?([^，。、]{2,14}?)为辅")
_MEANT = re.compile(r"(?:指的?(?:就)?是|是指)的?([^，。？]{2,8}?)(?:吗|吧|么|[？?，]|$)")
# What a name in quotes is said to mean: “两场两区”不就是停车场; and what a text says it does.
_NAME_MEANT = re.compile(
    r"[“\"]([^”\"]{2,12})[”\"](?:(?:里|中)的?(?:那)?[^，。？]{1,3}?)?"
    r"(?:(?:说|指|讲)的?(?:就|不就)?是|(?:不就|就|不)?是?指|不就是|就是|是)的?([^，。？]{3,20})"
)
_ASKED = re.compile("什么|啥|哪|谁|几|怎|多少|意思")
_EXPLAINED = (
    r"“{0}”（即(?P<a>[^）]*)）|以(?P<b>[^，。]*)为核心的“{0}”|(?P<c>[^，。]*、[^，。]*)等“{0}”"
)
_GRADE = re.compile(r"[Ⅰ-Ⅴ]类")
_STATED = re.compile(rf"{_GRADE.pattern}|[春夏秋冬]{{2}}季?")
_REACHED = re.compile(r"[到至于](?:地表水)?[Ⅰ-Ⅴ]类")
# A hill or a water by its name, and what is said of it.
_PLACE = re.compile(
    r"((?![在把对和与到的让跟是有从于及该本])[\u4e00-\u9fff])?([\u4e00-\u9fff][山湾河岛湖])(?=([\u4e00-\u9fff“]{4}))"
)
# 由人工监测向自动监测转变: from one thing to another.
_CHANGED = re.compile(
    r"[由从]([\u4e00-\u9fff]{2,8}?)(?:为主)?(?:向|退回|转[向为成]|改[为成]|变[为成]|回到?)(?:到)?([\u4e00-\u9fff]{2,8})"
)
# What is measured of a thing: 光伏装机, 氨氮的浓度, PM10定目标.
_MEASURE = re.compile(
    r"(?:有没有|有无|是否有)?(?:单独|专门|另外|独立)?[^，。？、和与]{0,5}"
    "(?:装机|占|比重|比例|浓度|指标|目标|限值|用量|排放量|总量|覆盖率|利用率)"
)
# A water by its name, and whether it is one of many.
_WATER, _NAMED = re.compile("[河湾湖]"), (4, 3)
OF_KIND = re.compile("[入海沿临近]河|国控|重点|主要|城市|农村|黑臭|典型|美丽|海湾|\\W")
_AMONG = re.compile("在不在(?:里|内|其中|列)|包不包括|(?:里面?|里头|其中)(?:有没有|有无)")
_SHORT_NAME = 2
_URBAN = "城中村"  # no village
_SETTLED = "城市农村"  # places where people live are no things measured
_SPOKEN_OF = 0.5  # share of a word that a place which speaks of it covers
# A few of what a text counts in digits; 一家 and 两条腿 count nothing of it.
_FEW = re.compile(
    rf"(?<![第几每某同哪上下前后{HAN_DIGITS[1:]}])(?<!(?<![户次天人总个基])数)"
    r"(?:([两二三四五六七八九])(家|处|座|天|条)(?![款文线腿路])|([一两二三四五六七八九])(个百分点))"
)
_FEW_TOLD = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)(家|处|座|天|条|个百分点)")
# So many of a thing: 五个减量替代.
COUNTED = branching(
    rf"(?<![第{HAN_DIGITS}\d])([{HAN_DIGITS[2:]}]{{1,3}}|\d{{1,2}})([个项类大级种条])(?!百分)([\u4e00-\u9fff]{{2}})"
)


class Things:
    """Tells whether a place of the plan names another thing than a question does."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._districts = finder.dossier.districts
        rows = load_rows("contrasts")
        self._contrasts = [[tuple(things.split("/")) for things in row] for row in rows]
        self._contrasting = re.compile(any_of(w for row in self._contrasts for g in row for w in g))
        self._contrasted = lru_cache(maxsize=64)(self._contrasts_in)

    def differ(self, question: Question, finding: Finding, text: str) -> bool:
        """Whether the plan names another of its kind: 国三 for 国四, 南阳 for “南京实践”."""
        if not finding.sentence:
            return False
        stated = question.years or _STATED.search(question.text) or question.asks(Asked.WHY)
        figured = bool(stated) or any(f.text in text for f in question.figures)
        return (
            self._other_district(question, text)
            or self.renamed(question, text)
            or (question.asks(Asked.CHECK) and "（即" in text and _unsaid(_MEANT, question, text))
            or _other_meaning(question.text, text)
            or _other_main(question, text)
            or _turned_round(question.text, text)
            or _turned_back(question.text, text)
            or _other_count(question.text, text)
            or (question.asks(Asked.CHECK) and _other_few(question.text, text))
            or bool(figured and self.contrast(question, text))
        )

    def renamed(self, question: Question, text: str) -> bool:
        """Whether a matter is called by another name, place or grade: “蓝盾”, 提标到Ⅱ类."""
        graded = _REACHED.search(question.text) and _REACHED.search(text)
        return (
            _other_name(question.text, text)
            or _other_meaning(question.text, text)
            or _other_place(question.text, text)
            or (self._other_district(question, text) and self._done_in(question))
            or bool(graded and _GRADE.fullmatch(self.contrast(question, text)))
        )

    def unsaid(self, question: Question, finding: Finding, text: str) -> bool:
        """Whether a term of the plan that the question uses is not this place's: 填埋 for 焚烧."""
        if not finding.sentence:
            return False
        forms = (_MAIN, _MEANT)
        return (
            bool(self.contrast(question, text))
            or self._other_term(question, finding, text)
            or (not question.mentions and any(_unsaid(f, question, text) for f in forms))
        )

    def contrast(self, question: Question, text: str) -> str:
        """A word of the question whose counterpart, and not itself, stands here (昼间 for 夜间)."""
        for asked, all_of_row in self._contrasted(question.text):
            if any(w in text for w in all_of_row) and not any(w in text for w in asked):
                return next(w for w in asked if w in question.text)
        return ""

    def absent(self, question: Question, text: str) -> str:
        """The one thing of a kind that a question names and a text does not speak of at all.

        What holds of the whole kind (可再生能源) says nothing of one of it (光伏); several named
        together may stand for the kind.
        """
        for asked, all_of_row in self._contrasted(question.text):
            named = [w for w in all_of_row if w in question.text]
            if len(named) != 1 or not _followed(question.text, named[0], _MEASURE):
                continue
            if not any(w in text + _SETTLED for w in asked):
                return named[0]
        return self._other_water(question, text)

    def _other_water(self, question: Question, text: str) -> str:
        """The river or bay whose figure is asked for, or whether it is among them: 大沽河几类.

        What is said of all waters tells neither.
        """
        asked = asks_number(question) or _AMONG.search(question.text)
        if not asked or question.asks(Asked.WHO, Asked.WHICH_CLAUSE):
            return ""
        ends = (question.text[: m.end()] for m in _WATER.finditer(question.text))
        named = (next((e[-n:] for n in _NAMED if self._is_name(e[-n:])), "") for e in ends)
        return next((name for name in named if name not in text), "")

    def _is_name(self, water: str) -> bool:
        """Whether the plan has a water of this name, which is none of a kind (入海河)."""
        return water in self._finder.dossier.plan.source and not OF_KIND.search(water)

    def _contrasts_in(self, text: str) -> list[tuple[list[str], list[str]]]:
        """Of each row that a text has a word of, the words that mean the same, and all."""
        found, rest = [], text.replace(_URBAN, "")
        for row in self._contrasts if self._contrasting.search(text) else ():
            told = [g for g in row if any(v in (text if v == _URBAN else rest) for v in g)]
            asked = [w for group in told for w in group]
            if asked:
                found.append((asked, [w for group in row for w in group]))
        return found

    def _other_district(self, question: Question, text: str) -> bool:
        if not question.districts:
            return False
        known = self._finder.dossier.names_of
        told = [
            any(names_district(text, n, question.text) for n in known(d))
            for d in question.districts
        ]
        here = any(names_district(text, d, question.text) for d in self._districts)
        return not any(told) and here

    def _done_in(self, question: Question) -> bool:
        """Whether a matter is said in passing to be done in a district: 在即墨搞的试点."""
        names = (re.escape(d.rstrip("市区")) for d in question.districts)
        return any(re.search(rf"在{d}[区市]?[^，。？哪什]{{1,4}}的", question.text) for d in names)

    def _other_term(self, question: Question, finding: Finding, text: str) -> bool:
        """Whether a word of the plan is asked about that neither this place nor its ways have."""
        finder, sentence = self._finder, finding.sentence
        assert sentence
        vocabulary = frozenset(finder.tokenizer.terms(text + finding.title))
        known = finder.vocabulary((sentence.start, sentence.end))
        return any(
            word in finder.plan_terms
            and not (question.mentions and ROLE.fullmatch(word))
            and not finder.dossier.registry.find(word)
            and finder.covered(word, vocabulary) < _SPOKEN_OF
            and finder.covered(word, known) < _SPOKEN_OF
            for word in finder.content(question.topic)
            if len(word) > 1
        )


def _followed(text: str, word: str, pattern: re.Pattern[str]) -> bool:
    """Whether ``pattern`` stands right behind a word somewhere in a text."""
    ends = (at + len(word) for at in range(len(text)) if text.startswith(word, at))
    return any(pattern.match(text, end) for end in ends)


def names_district(text: str, district: str, asked: str) -> bool:
    """Whether a text names a district; a bay of that name only where the sea is asked about."""
    name = re.escape(district.rstrip("市区"))
    if name not in text:
        return False
    sea = re.search(rf"{name}.{{0,4}}[海湾]|湾.{{0,10}}{name}", asked)
    return bool(re.search(name if sea else f"{name}(?!湾)", text))


def _other_name(claim: str, text: str) -> bool:
    """Whether a name in quotes is not the text's, which has one like it."""
    names = _QUOTED.findall(text)
    text += _MARKS.sub("", text)  # “全面禁止进口洋垃圾”, without the marks within
    claimed = (part for name in _QUOTED.findall(claim) for part in name.split("、"))
    return any(name not in text and any(_akin(name, other) for other in names) for name in claimed)


def _other_place(claim: str, text: str) -> bool:
    """Whether what a text says of a bay or hill by name is said of another: 莱州湾生态补偿制度."""
    for said in _PLACE.finditer(claim):
        longer, short, what = said.groups()
        other = short not in text or (longer and f"{longer}{short}" not in text)
        if other and re.search(rf"[\u4e00-\u9fff]{short[-1]}{re.escape(what)}", text):
            return True
    return False


def _akin(a: str, b: str) -> bool:
    """Names that differ in part: both end, or begin, with the same two characters (of 蓝盾 one)."""
    if len(a) == len(b) == _SHORT_NAME:
        return a[-1] == b[-1]
    return len(a) > _SHORT_NAME and (a[-2:] == b[-2:] or a[:2] == b[:2])


def _unsaid(form: re.Pattern[str], question: Question, text: str) -> bool:
    """Whether what a question claims in such a form does not stand in a text."""
    said = form.search(question.text)
    if not said or said[1] in text:
        return False
    return form is not _MEANT or not pairs(said[1]) & pairs(text)


def _other_meaning(claim: str, text: str) -> bool:
    """Whether a name is said to mean one thing or several, one of which is not what it does."""
    for name, said in _NAME_MEANT.findall(claim):
        told = re.search(_EXPLAINED.format(re.escape(name)), text)
        meant = [m for m in re.split("[、和与及跟]", said) if len(m) > 1 and not _ASKED.search(m)]
        if told and any(not pairs(m) & pairs(told[told.lastgroup or 0]) for m in meant):
            return True
    return False


def _other_main(question: Question, text: str) -> bool:
    """Whether another thing is the main one: 以电力为主 for 以氢能为主."""
    said = _MAIN.search(question.text)
    named = said and said[1] not in text and not _ASKED.search(said[1])
    return bool(said and named and re.search(rf"以[^，]{{2,6}}?为{said[2]}", text))


def _turned_round(claim: str, text: str) -> bool:
    """Whether of two things the one is said to go first that a text puts second."""
    said, told = _FIRST.search(claim), _FIRST.search(text)
    if not said or not told:
        return False
    return alike(said[1], told[2]) > alike(said[1], told[1])


def _turned_back(claim: str, text: str) -> bool:
    """Whether a change is claimed the other way round: 从自动监测退回人工监测."""
    said, told = _CHANGED.search(claim), _CHANGED.search(text)
    if not said or not told:
        return False
    there, back = (alike(said[1], told[n]) - alike(said[2], told[n]) for n in (1, 2))
    return there < 0 < back


def _other_few(claim: str, text: str) -> bool:
    """Whether a few are claimed (三天, 九条) of what a text counts otherwise by the same word."""
    told: dict[str, set[float]] = {}
    for number, unit in _FEW_TOLD.findall(text):
        told.setdefault(unit, set()).add(float(number))
    said = [(m[1] or m[3], m[2] or m[4]) for m in _FEW.finditer(claim)]
    return any(u in told and to_int(n.replace("两", "二")) not in told[u] for n, u in said)


def _other_count(claim: str, text: str) -> bool:
    """Whether so many are claimed of what a text counts otherwise: 四个减量替代 for five."""
    told: dict[str, set[int | None]] = {}
    for number, unit, word in COUNTED.findall(text):
        told.setdefault(unit + word, set()).add(to_int(number))
    said = [(to_int(n), u + w) for n, u, w in COUNTED.findall(claim)]
    return any(what in told and number not in told[what] for number, what in said)
