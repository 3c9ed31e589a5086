"""What a part without clause numbers says, asked for as such: the news item, the notice.

A question that names the part is answered from it and from nowhere else, when it speaks of the
matter: the sentence that covers most of the question, told by the pieces that hold what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from assistant.answer import Status
from assistant.compose.beside import of_the_news, with_the_other
from assistant.compose.document import SOURCE, ways
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import join, pieces
from assistant.decide.aspects import aspects_of
from assistant.decide.find import Finder
from assistant.decide.measure import FIGURE, asked_kind, kinds_in
from assistant.understand.question import Asked, Question
from corpus.model import Part, PartKind, Piece, Sentence
from corpus.numerals import HAN_DIGITS, to_int
from index.tokens import bigrams

_OWN = 0.3  # how much its own words count beside all that is known of a sentence
_LEAST = 0.5  # share of the question's content that the part must speak of
_WHOLE, _MOST = 90, 130  # characters of a sentence told whole, and of its pieces
_HOLDS, _NEAR = 0.5, 0.75
_ASKED = 2.0  # of the few lines of a notice the one that holds what is asked outweighs the others
# What is asked for, and what a piece holds that answers it.
_HELD = tuple(
    (re.compile(asked), re.compile(held))
    for asked, held in (
        (r"几月|几[号日]|哪[天日月]|日期", r"\d+[月日]"),
        (r"哪年|什么时候|何时|啥时候", r"\d+[月日]|20\d\d年"),
        (
            r"多少|百分之几|多大|几(?:个(?!字)|项|条|户|万|成|类|家)",
            r"\d|[一二三四五六七八九十]+[项个]",
        ),
        (r"模式|搭配|组合|(?:什么|啥|哪种)办法", r"模式"),
        (r"原则", r"原则"),
        (r"方针", r"方针"),
        (r"原话|口号|个字|半句", r"“"),
        (r"(?:谁|哪个?(?:单位|部门|机构|办公室)).{0,6}印|印发(?:单位|机关)", r"委员会|办公室"),
        (r"怎么办|怎么(?:解决|取暖|做|弄|处理|替代)|用什么", r"^(?:推广|推行|推进|采用|使用)"),
        (r"要求|嘱咐|叮嘱", r"^请|务必"),
        (r"(?:什么|哪些|哪种|啥)(?:地方|区域|地区)|哪里|哪儿", r"区域|地区|范围"),
    )
)
_NOUN = re.compile(r"(?:什么|哪些|哪几[个项种类]|啥|何种|哪个|哪种)([\u4e00-\u9fff]{2})")
# 多少户，报道里有吧 asks for the figure, not whether it is there.
_OPENLY = re.compile(r"多少|几[个项条户万]|百分之几|什么时候|何时|哪[年天]")
# The figures themselves: 2022年的取暖数据.
_FIGURES = re.compile(
    r"数据|数字|数值|几个数|计划数|(?:[两三四五六几]个)?(?:面积|户|规模)数(?!量)|(?:量化)?指标"
)
_SIZES = re.compile(r"\d[\d.]*+(?![年月日号—-])")
_DATED = re.compile(r"20\d\d年")
_SEVERAL, _DATA = 2, 0.5
_DATED_SO = 0.3
_WORDS = re.compile(r"个字")
# 四个“宜”, 三种感: a word that is said so often.
_TIMES = re.compile(rf"(?P<n>\d|[{HAN_DIGITS}])[个种](?:“(?P<word>[\u4e00-\u9fff]{{1,2}})”)")
_COUNTED = 1.0
_PIECE, _QUOTES = re.compile("[，。：]"), re.compile("“[^”]*”")
_ASKED_BOOK = re.compile(
    r"(?:方案|文件).{0,8}(?:叫|名|全称|哪(?![天年日月])|什么(?!时)|啥(?!时))|(?:叫|哪|什么|啥|另).{0,4}(?:方案|文件|通知)|全称"
)
# Money, contacts … are said by no part that does not hold them.
# Each of so many is to be named: 十二个方案分别叫什么.
_EACH = re.compile(r"分别(?:都|各)?(?:叫|是|有)(?:什么|啥|哪)|(?:挨个|逐个|逐项|一一|一个个)")
_SAYS = frozenset(("progress", "baseline", "reason", "names", "meaning", "start", "detail"))


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a part, and how much of the question it speaks of (0 … 1)."""

    part: Part
    sentence: Sentence
    coverage: float

    def statement(self, sentence: Sentence) -> Statement:
        """A sentence of the part, told by its pieces with figures."""
        parts = pieces(sentence.text, sentence.start)
        told = tuple(p for p in parts if FIGURE.search(p.text))
        mark = Evidence(sentence.start, sentence.end, None, self.part.kind.value)
        return Statement(join(told), (mark,))

    def dated(self) -> Sentence | None:
        """The sentence before that begins with the year of this one's figures, which has none."""
        own, text = self.sentence, self.part.text
        before = [s for s in self.part.sentences if s.end <= own.start]
        if not before or _DATED.search(own.text) or not FIGURE.search(own.text):
            return None
        between = text[before[-1].end - self.part.start : own.start - self.part.start]
        governs = "。" not in f"{before[-1].text[-1]}{between}" and "\n" not in between
        return before[-1] if governs and _DATED.match(before[-1].text) else None

    def beside(self) -> list[Sentence]:
        """The sentence and those behind it that give more figures of the same year."""
        rest = [s for s in self.part.sentences if s.start > self.sentence.start]
        more = takewhile(lambda s: not _DATED.search(s.text) and FIGURE.search(s.text), rest)
        return [self.sentence, *more]


class Reported:
    """Answers from the parts of a plan that have no clause numbers."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._plan = finder.dossier.plan
        told = ways().told
        news = self._plan.part(PartKind.NEWS)
        source = SOURCE.match(news.text) if news else None
        self._plain = told["plan"]
        press = f"{source[1]}|" if source else ""
        self._named = {
            PartKind.NEWS: re.compile(press + told["news"].pattern),
            PartKind.NOTICE: told["notice"],
        }
        self._title = f"《{self._plan.document.title}》"
        self._aspects = aspects_of(self._plan)

    def answer(self, question: Question, held: str = "") -> Draft | None:
        """The answer from the part named, or from ``held``, the part of the turn before; else None.

        What was only spoken of before must speak of the question at least as well as the plan.
        """
        kind = next((k for k, p in self._named.items() if p.search(question.text)), None)
        if kind is PartKind.NEWS and (own := of_the_news(question)):
            told = self.answer(own, held)
            if both := told and with_the_other(told, question, self._finder):
                return both
        checked = question.asks(Asked.CHECK) and not (kind and _OPENLY.search(question.text))
        beside = self._named[kind].sub(" ", question.text) if kind else question.text
        if checked or question.reference or self._plain.search(beside):
            return None
        if kind is None and self._figured(question):
            held = PartKind.NEWS.value
        if kind is None and not held:
            held = self._counting(question)
        part = self._plan.part(kind or PartKind(held)) if kind or held else None
        topic = self._named[kind].sub(" ", question.topic) if kind else question.topic
        place = self._best(question, topic, part, kind is not None) if part else None
        if place is None or place.coverage < _LEAST or self._unsaid(question, place.sentence):
            return None
        if kind is None:
            if any(place.sentence.text in c.text for c in self._plan.clauses):
                return None  # the plan says the same, and is the one to be cited
            best = self._finder.search(question.topic).best
            if best and not best.part and best.coverage > place.coverage:
                return None
        return self._told(question, topic, place)

    def _figured(self, question: Question) -> bool:
        """Whether a figure is told that stands in the news and in no clause (600万平方米)."""
        news = self._plan.part(PartKind.NEWS)
        return news is not None and any(
            f.text in news.text and not any(f.text in c.text for c in self._plan.clauses)
            for f in question.figures
        )

    def _counting(self, question: Question) -> str:
        """The part that alone holds a word as often as is said (三种“感”); "" when none does."""
        so_often = _so_often(question)
        if not so_often or any(so_often(c.text) for c in self._plan.clauses):
            return ""
        parts = (p for p in self._plan.parts if any(so_often(s.text) for s in p.sentences))
        return next((p.kind.value for p in parts), "")

    def _best(self, question: Question, topic: str, part: Part, named: bool) -> _Place | None:
        """The sentence of a part that speaks most of a question; one not named needs more."""
        book = bool(_ASKED_BOOK.search(question.text))
        content = self._finder.content(_ASKED_BOOK.sub(" ", topic))
        noun = found[1] if (found := _NOUN.search(question.text)) else ""
        so_often = _so_often(question)

        def speaks(sentence: Sentence) -> float:
            known = self._finder.coverage(topic, (sentence.start, sentence.end))[0]
            known += _OWN * (_share(topic, sentence.text) + (noun in sentence.text if noun else 0))
            if named and book and not content:
                return float("《" in sentence.text.replace(self._title, ""))
            known += _DATA * _data(question, sentence.text)
            known += _DATED_SO * _dated(question, sentence.text)
            known += any(q in sentence.text for q in self._finder.quoted(question.text))
            known += _COUNTED * bool(so_often and so_often(sentence.text))
            asked = named and part.kind is PartKind.NOTICE and self._holds(question, sentence.text)
            return (known if content else _share(topic, sentence.text)) + _ASKED * asked

        places = (_Place(part, s, speaks(s)) for s in part.sentences)
        return max(places, key=lambda p: p.coverage, default=None)

    def _holds(self, question: Question, text: str) -> bool:
        """Whether some piece of a text holds what is asked for."""
        return any(holds(text) for holds in self._tests(question))

    def _tests(self, question: Question) -> list[Callable[[str], bool]]:
        """What tells for each thing that is asked whether a text holds it."""
        if so_often := _so_often(question):
            return [so_often]
        kind, book = asked_kind(question.text), _ASKED_BOOK.search(question.text)
        tests = list[Callable[[str], bool]]()
        if kind and not _WORDS.search(question.text):
            tests.append(lambda text: kind in kinds_in(text))
        if book:
            tests.append(lambda text: "《" in text.replace(self._title, ""))
        if tests:
            return tests
        if noun := _NOUN.search(question.text):
            tests.append(lambda text: noun[1] in text)
        sought = [held for asked, held in _HELD if asked.search(question.text)]
        quoted = self._finder.quoted(question.text)
        tests.append(lambda text: any(q in text for q in quoted))
        return [*tests, lambda text: any(h.search(p) for h in sought for p in _PIECE.split(text))]

    def _unsaid(self, question: Question, sentence: Sentence) -> bool:
        """Whether a measure or an aspect is asked that the sentence does not hold."""
        kind, text = asked_kind(question.text), sentence.text
        if _EACH.search(question.text) and "、" not in _QUOTES.sub("", text):
            return True
        if kind and not _WORDS.search(question.text) and kind not in kinds_in(text):
            return True
        return any(
            a.asked.search(question.text) and not a.given.search(text)
            for a in self._aspects
            if a.kind not in _SAYS
        )

    def _told(self, question: Question, topic: str, place: _Place) -> Draft:
        sentence = place.sentence
        chosen = pieces(sentence.text, sentence.start)
        if _data(question, sentence.text):
            return Draft(Status.ANSWERED, tuple(map(place.statement, place.beside())), lines=True)
        if len(sentence.text) > _WHOLE:
            chosen = self._chosen(question, topic, chosen)
        told = [sentence]
        if dated := place.dated():
            chosen = (pieces(dated.text, dated.start)[0], *chosen)
            told.append(dated)
        kind = place.part.kind.value
        evidence = tuple(Evidence(s.start, s.end, None, kind) for s in told)
        return Draft(Status.ANSWERED, (Statement(join(chosen), evidence),))

    def _chosen(
        self, question: Question, topic: str, parts: tuple[Piece, ...]
    ) -> tuple[Piece, ...]:
        """The pieces that hold what is asked, or speak of the matter about as well as the best."""
        content = [(w, self._finder.weight(w)) for w in self._finder.content(topic)]
        total = sum(weight for _, weight in content) or 1.0

        def weigh(piece: Piece) -> float:
            vocabulary = frozenset(self._finder.tokenizer.terms(piece.text))
            own = sum(v * self._finder.covered(w, vocabulary) for w, v in content) / total
            return own + _share(topic, piece.text) / 2 + _HOLDS * self._holds(question, piece.text)

        weights = [weigh(p) for p in parts]
        order = sorted(range(len(parts)), key=lambda i: (-weights[i], i))
        holding = (
            next((i for i in order if holds(parts[i].text)), None)
            for holds in self._tests(question)
        )
        chosen = {i for i in holding if i is not None} or {order[0]}
        size = sum(len(parts[i].text) for i in chosen)
        for i in order:
            if weights[i] < _NEAR * weights[order[0]] or size > _MOST:
                break
            chosen.add(i)
            size += len(parts[i].text)
        return tuple(parts[i] for i in sorted(chosen))


def _so_often(question: Question) -> Callable[[str], bool] | None:
    """What tells whether a text holds a word as often as a question counts it: 四个“宜”."""
    found = _TIMES.search(question.text)
    number = to_int(found["n"]) if found else None
    if not found or not number or number < _SEVERAL:
        return None
    return lambda text: _TIMES.sub("", text).count(found["word"]) >= number


def _data(question: Question, text: str) -> bool:
    """Whether the figures of a text are asked for as such: 2022年的几个数."""
    dated = all(str(y) in text for y in question.years)
    return dated and bool(_FIGURES.search(question.text)) and len(_SIZES.findall(text)) >= _SEVERAL


def _dated(question: Question, text: str) -> bool:
    """Whether a text begins with a year that is asked about: 2022年，…."""
    first = _DATED.search(text)
    return first is not None and any(str(y) in first.group() for y in question.years)


def _share(topic: str, text: str) -> float:
    """Share of a topic's character pairs that a text holds."""
    pairs, there = set(bigrams(topic)), set(bigrams(text))
    return len(pairs & there) / len(pairs) if pairs else 0.0
