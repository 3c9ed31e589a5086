"""Figures of the news worked out: how far two are apart, their sum, the ends, how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from assistant.answer import Status
from assistant.compose.draft import Draft, Statement
from assistant.compose.place import Place
from assistant.decide.find import Finder
from assistant.understand.question import Question
from corpus.model import Part, PartKind, Sentence, Target
from corpus.numerals import HAN_DIGITS, to_int
from corpus.patterns import branching
from index.tokens import bigrams

_HOW = "(?:多少|几何|几|若干)"
_LESS = "减去?|扣[掉除去]?|去掉|刨[去掉除]|除[去掉]|抛[去开]|拿掉"
_GAP = branching(
    rf"[比较].{{2,40}}?(?:多|高|大|少|低|小)(?:出|了|过)*{_HOW}"
    rf"|(?:盖|超|胜|多|高|大)[过出][^，。？]{{2,24}}{_HOW}|相?[差隔]了?(?:距|开|别)?(?:有|是|了)?{_HOW}"
    rf"|(?:{_LESS}|改完|改了).{{2,30}}(?:[剩余差欠缺]|还有|是|得){_HOW}|(?:[剩余差欠缺]下?|还有){_HOW}"
)
_SUM = re.compile(
    r"合计|总[共计和]|一共|拢共|[加合](?:起来|在?一起|到一起|在?一块|[上下]?一?块|一加|总)|相加|之和"
)
_LEFT = re.compile(f"(?:{_LESS}|改完|改了).*(?:[剩余差欠缺]|还有)")
_END = re.compile(r"最(?P<way>[高大多低小少])|(?P<one>[高大多低小少])的(?:那一?|是哪一?)[个项]")
_COUNT = re.compile(
    rf"(?<![哪那这头前后好第的]){_HOW}[个项样](?:(?:计划|目标|任务|数字?|指标)*[？?。了]*$"
    r"|(?:数字|指标|任务|计划数)|[^，。？]{0,6}的数[？?。]*$)"
)
_RANKED = re.compile(r"从(?P<from>[大高多小低少])到|排[一个]*[下序列名]")
_OF_ALL = re.compile(f"{_SUM.pattern}|{_END.pattern}|{_RANKED.pattern}")
_COUNTED = re.compile(r"数|指标|任务|计划|面积|户")
_NEWS = re.compile(r"新闻|报道|消息|网讯|稿|记者")
_SO_MANY = re.compile(
    rf"(?P<n>\d|[{HAN_DIGITS}])个?(?:数|面积|万平方米|平方米|平米|户数|万户|计划数)"
)
_KIND = ((re.compile(r"面积|平方米|平米"), "平方米"), (re.compile(r"户"), "户"))
# Between the matters that a question sets side by side.
_SPLIT = branching(
    rf"[、，,和与跟及同：:；;。？?“”]|还有|以及|加上?|[比较离](?![例重率])|盖过|超[过出]|高出|多出|{_LESS}|之后|是"
)
# Words of working out, that name no matter.
_FRAME = branching(
    rf"新闻|报道|消息|网讯|稿子?|记者|20\d\d年?的?|[那这][一两二三四几]?[个项句]|[{HAN_DIGITS}\d]个|{_HOW}?个?(?:万平方米|平方米|平米|万户|户)"
    rf"|{_SUM.pattern}|{_HOW}个?倍?|当年|计划|面积|数字?|请问?|按|一[下块起]|都?是|[加差剩余多少高大]"
)
_NAMED, _LEAST_SHARE, _PAIR = 0.6, 0.25, 2
_MARKS = ("相差", "还剩", "加起来", "从大到小", "从小到大")


@dataclass(frozen=True, slots=True)
class _Row:
    """A figure of the news, with the sentence that gives it."""

    sentence: Sentence
    target: Target

    @property
    def size(self) -> Decimal:
        return Decimal(self.target.value)


class Worked:
    """Works out what a question asks of several figures that only the news gives."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._news = news = finder.dossier.plan.part(PartKind.NEWS)
        clauses = "".join(c.text for c in finder.dossier.plan.clauses)
        sentences = news.sentences if news else ()
        self._rows = tuple(
            _Row(s, t) for s in sentences for t in s.targets if t.value.replace(".", "").isdigit()
        )
        self._own = {r for r in self._rows if f"{r.target.value}{r.target.unit}" not in clauses}

    def answer(self, question: Question) -> Draft | None:
        """The figure worked out, then the sentences it is taken from; None if none is asked."""
        text = question.text
        if question.reference or question.mentions or not self._news:
            return None
        if _COUNT.search(text) and _COUNTED.search(text) and _NEWS.search(text):
            return self._counted(question, self._news)
        work = next((w for asked, w in _WORKS if asked.search(text)), None)
        rows = self._meant(question) if work else ()
        if not work or len(rows) < _PAIR or not self._own.intersection(rows):
            return None
        if len({r.target.unit for r in rows}) > 1 or not (told := work(rows, text)):
            return None
        return self._told(f"{told[0]}。", told[1], rows, self._news)

    def _counted(self, question: Question, news: Part) -> Draft | None:
        """How many figures the news gives of a year, or of a measure."""
        rows = self._group(question)
        count = str(len(rows))
        return self._told(f"共{count}项：", (count,), rows, news) if len(rows) > 1 else None

    def _told(self, head: str, derived: Sequence[str], rows: Sequence[_Row], news: Part) -> Draft:
        sentences = sorted({r.sentence for r in rows}, key=lambda s: s.start)
        lines = [Place(news, s, 1.0).whole() for s in sentences]
        marks = tuple(e for line in lines for e in line.evidence)
        ends = tuple(f"最{way}的是" for way in "高大多低小少")
        first = Statement(head, marks, tuple(derived))
        return Draft(Status.ANSWERED, (first, *lines), lines=True, frames=(*_MARKS, *ends))

    def _meant(self, question: Question) -> tuple[_Row, ...]:
        """The figures that are named, or all of a year and a measure."""
        open_ = bool(_OF_ALL.search(question.text))
        group = self._group(question) if open_ else ()
        many = _SO_MANY.search(question.text)
        if many and group and to_int(many["n"]) == len(group):
            return group
        named, bare = self._named(question)
        if len(named) < _PAIR:
            return group if open_ else self._of_its_year(question, named)
        names = [r.target.indicator for r in named]
        if any(_alike(a, b) for a, b in combinations(names, 2)):  # 24万户 holds 13.07万户
            return named if _GAP.search(question.text) else ()
        return () if bare and open_ else named

    def _named(self, question: Question) -> tuple[tuple[_Row, ...], bool]:
        """The figures named, piece by piece; and whether a piece names something else."""
        found, bare = list[tuple[_Row, ...]](), False
        for piece in _SPLIT.split(question.text):
            if said := [r for r in self._rows if _told_in(piece, r.target)]:
                found.append(tuple(said))
            elif self._finder.content(plain := _FRAME.sub(" ", piece)):
                near = self._nearest(piece, plain)
                found += [near] if near else []
                bare = bare or not near
        sure = {r for rows in found if len(rows) == 1 for r in rows}
        years = set[int | None](question.years) or {r.target.due_year for r in sure}
        named = (next((r for r in rows if r.target.due_year in years), rows[0]) for rows in found)
        return tuple(dict.fromkeys(named)), bare

    def _nearest(self, piece: str, plain: str) -> tuple[_Row, ...]:
        """The figures whose words speak best of a piece, those of a year it names first."""
        scored = [(self._speaks(plain, r.target), r) for r in self._rows]
        best = max((score for score, _ in scored), default=0.0)
        rows = tuple(r for score, r in scored if score >= max(best, _NAMED))
        dated = tuple(r for r in rows if r.target.due_year and str(r.target.due_year) in piece)
        return dated or rows

    def _speaks(self, topic: str, target: Target) -> float:
        return self._finder.coverage(topic, (target.start, target.end))[0]

    def _group(self, question: Question) -> tuple[_Row, ...]:
        """The figures of one year, of the measure named where one is."""
        unit = next((u for asked, u in _KIND if asked.search(question.text)), "")
        rows = [r for r in self._rows if r.target.unit.endswith(unit)]
        rows = [
            r
            for r in rows
            if r in self._own and r.target.due_year in (question.years or (r.target.due_year,))
        ]
        told = question.years or _NEWS.search(question.text)
        plain = unit or _COUNT.search(question.text)
        return tuple(rows) if told and plain and len({r.target.due_year for r in rows}) == 1 else ()

    def _of_its_year(self, question: Question, named: tuple[_Row, ...]) -> tuple[_Row, ...]:
        """A figure named, and that of the year named for the same thing: 24万户, 2022年的那部分."""
        if len(named) != 1:
            return ()
        own = named[0].target
        others = [
            r for r in self._rows
            if r.target.due_year in question.years and r.target.unit == own.unit
            and r is not named[0] and _alike(r.target.indicator, own.indicator)
        ]  # fmt: skip
        return (*named, *others) if len(others) == 1 else ()


def _told_in(piece: str, target: Target) -> bool:
    """Whether a figure is told: 600万平方米, or 600万 for short."""
    short = rf"(?<![\d.]){re.escape(target.value)}万(?![\u4e00-\u9fff])"
    own = target.unit.startswith("万") and re.search(short, piece)
    return f"{target.value}{target.unit}" in piece or bool(own)


def _alike(one: str, other: str) -> bool:
    """Whether two names speak of one thing: 清洁取暖改造, 新增清洁取暖改造户数."""
    a, b = set(bigrams(one)), set(bigrams(other))
    return len(a & b) > _LEAST_SHARE * len(a | b)


_Told = tuple[str, tuple[str, ...]] | None


def _gap(rows: Sequence[_Row], text: str) -> _Told:
    if len(rows) != _PAIR:
        return None
    size = f"{abs(rows[0].size - rows[1].size)}{rows[0].target.unit}"
    return f"{'还剩' if _LEFT.search(text) else '相差'}{size}", (size,)


def _sum(rows: Sequence[_Row], _: str) -> _Told:
    size = f"{sum(r.size for r in rows)}{rows[0].target.unit}"
    return f"加起来{size}", (size,)


def _end(rows: Sequence[_Row], text: str) -> _Told:
    match = _END.search(text)
    way = (match["way"] or match["one"]) if match else "大"
    end = (max if way in "高大多" else min)(rows, key=lambda r: r.size)
    return f"最{way}的是{end.target.text}", ()


def _ranked(rows: Sequence[_Row], text: str) -> _Told:
    match = _RANKED.search(text)
    rising = bool(match and match["from"] and match["from"] in "小低少")
    order = sorted(rows, key=lambda r: r.size, reverse=not rising)
    told = "、".join(r.target.text for r in order)
    return f"{'从小到大' if rising else '从大到小'}：{told}", ()


# What is asked, and how it is worked out; what is told first goes before.
_WORKS: tuple[tuple[re.Pattern[str], Callable[[Sequence[_Row], str], _Told]], ...] = (
    (_GAP, _gap),
    (_SUM, _sum),
    (_RANKED, _ranked),
    (_END, _end),
)
