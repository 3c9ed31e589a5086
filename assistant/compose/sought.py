"""What is sought in the news or the notice, and whether a text holds it: a day, a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from assistant.decide.measure import asked_kind, kinds_in
from assistant.decide.things import COUNTED
from assistant.understand.question import Question
from corpus.model import Part, PartKind, Piece, Plan, Sentence
from corpus.numerals import HAN_DIGITS, to_han, to_int
from corpus.patterns import branching
from index.tokens import bigrams

Test = Callable[[str], bool]

_DAY, _TIME = r"几月|几[号日]|哪[天日月]|日期|印发时间", r"哪年|什么时候|何时|啥时候"
BY_DAY, WHEN = re.compile(_DAY), re.compile(rf"{_DAY}|{_TIME}")
MOMENT = re.compile(r"\d+[月日]|20\d\d年(?=，)|近[日期]|日前")
# What is asked for, and what a piece holds that answers it.
_HELD = tuple(
    (re.compile(asked), re.compile(held))
    for asked, held in (
        (_DAY, r"\d+[月日]"),
        (_TIME, r"\d+[月日]|20\d\d年"),
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
        (r"要求|嘱咐|叮嘱|[叫让请][^，。？]{0,10}(?:什么|啥)", r"^请|务必"),
        (
            r"(?:什么样?|哪些|哪[种类]|啥样?|怎样|何种)的?(?:地方|区域|地区|地带|范围|情况|条件|前提)|哪里|哪儿|前提|[前两几]个?条件",
            r"(?:区域|地区|地方|范围)$",
        ),
    )
)
ORDER = re.compile(
    r"(?:哪一?[个份]?|谁)(?:方案|文件)?[^，。？]{0,4}(?:先|早|后|晚|在前)|先后[^，。？]{0,4}(?:印|发布|出台)|谁先"
)
QUOTES = re.compile("“[^”]*”")
NOUN = re.compile(r"(?:多少个|什么|哪些|哪几[个项种类]|啥|何种|哪个|哪种)([\u4e00-\u9fff]{2})")
# The figures themselves: 2022年的取暖数据.
_FIGURES = branching(
    r"数据|数字|数值|几个数|的数(?=[，。？]|$)|计划数|(?:[两三四五六几]个)?(?:面积|户|规模)数(?!量)|(?:量化)?指标"
    r"|[、和与及][^，。？、]{2,10}的?(?:面积|户数|规模)"
)
_SIZES = re.compile(r"\d[\d.]*+(?![年月日号—-])")
DATED = re.compile(r"20\d\d年")
# 三年累计 is told of 2021年到2023年.
_SPAN = re.compile(rf"(?P<n>\d|[{HAN_DIGITS}])年(?:累计|合计|总共|一共|内|间|下来|来|共|总)|累计")
_SPANNED = re.compile(r"(20\d\d)年?[到至—-](20\d\d)年")
_END = re.compile("(?:最后|末尾|最末|结尾)的?[那这]?一?句")
_SEVERAL = 2
BESIDE = re.compile(r"[、和与]|以及")  # between matters that are asked about side by side
WORDS = re.compile(r"个字")
# 四个“宜”, 三种感: a word that is said so often.
_TIMES = re.compile(rf"(?P<n>\d|[{HAN_DIGITS}])[个种](?:“(?P<word>[\u4e00-\u9fff]{{1,2}})”)")
# How many of them are said, or that they are but some: 点了名的两项.
IDLE = re.compile(
    r"(?:点[了过]?名|举[了过]?例子?|列举)[了出过]?的?|哪?[两三四五几][个项]|(?:都|分别)?(?:是|有)?(?:哪些?|什么|啥)"
)
_FEW = re.compile(r"(?<![\d.])\d{1,2}(?=[个项])")
_SO_MANY = re.compile(
    rf"(?<!第)(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,3}})[项个大种类][\u4e00-\u9fff]{{4}}"
)
_PIECE = re.compile("[，。：]")
ASKED_BOOK = re.compile(
    r"(?:方案|文件).{0,8}(?:叫|名|全称|哪(?![天年日月]|一?个?(?:机构|单位|部门|机关|家)|(?:些|几个?)(?:方面|工作|领域|地方))|什么(?!时)|啥(?!时))|(?:叫|哪|什么|啥|另).{0,4}(?:方案|文件|通知)|全称|全名|(?:又|还|另外?)印发了?(?:一?[个份])?(?:什么|啥|哪)"
)


def told_alone(text: str, plan: Plan) -> str:
    """The part that alone counts things as is said: 十二项重点工作; "" if none does."""
    for match in _SO_MANY.finditer(text):
        for part in plan.parts:
            said = as_written(match.group(), part.text)
            if said in part.text and not any(said in c.text for c in plan.clauses):
                return part.kind.value
    return ""


def as_written(topic: str, text: str) -> str:
    """A topic with its numbers as a text has them: 十二项 for 12项."""

    def written(match: re.Match[str]) -> str:
        unit, number = match.string[match.end()], to_han(int(match.group()))
        return number if f"{number}{unit}" in text else match.group()

    return _FEW.sub(written, topic)


def sought(question: Question, quoted: Collection[str], title: str) -> list[Test]:
    """What tells for each thing that is asked whether a text holds it.

    ``title`` is the plan's own, which is no other book that is asked for.
    """
    if often := so_often(question):
        return [often]
    kind, book = asked_kind(question.text), ASKED_BOOK.search(question.text)
    tests = list[Test]()
    if kind and not WORDS.search(question.text):
        tests.append(lambda text: kind in kinds_in(text))
    if book:
        tests.append(lambda text: other_book(text, title))
    if tests:
        return tests
    if noun := NOUN.search(question.text):
        tests.append(lambda text: noun[1] in text)
    held = [holds for asked, holds in _HELD if asked.search(question.text)]
    tests.append(lambda text: any(q in text for q in quoted))
    return [*tests, lambda text: any(h.search(p) for h in held for p in _PIECE.split(text))]


def other_book(text: str, title: str) -> bool:
    """Whether a text names a document that is not the plan itself: 《方案》 is."""
    return "《" in text.replace(title, "").replace("《方案》", "")


def issued_in_turn(question: Question, text: str) -> bool:
    """Whether a text tells of several documents issued, where it is asked which was the first."""
    return bool(ORDER.search(question.text)) and text.count("印发") > 1


def so_often(question: Question) -> Callable[[str], bool] | None:
    """What tells whether a text holds a word as often as a question counts it: 四个“宜”."""
    found = _TIMES.search(question.text)
    number = to_int(found["n"]) if found else None
    if not found or not number or number < _SEVERAL:
        return None
    return lambda text: _TIMES.sub("", text).count(found["word"]) >= number


def only_there(question: Question, plan: Plan, kind: PartKind) -> bool:
    """Whether a figure, a quotation or so many of a thing is told that one part alone has."""
    part = plan.part(kind)
    if part is None:
        return False
    asked = as_written(question.text, part.text)
    counted = ("".join(found) for found in COUNTED.findall(asked))
    quoted = (q[1:-1] for q in QUOTES.findall(asked))
    told = [*(f.text for f in question.figures), *counted, *quoted]
    if not told:
        return False
    rest = [c.text for c in plan.clauses] + [p.text for p in plan.parts if p.kind is not kind]
    return any(t in part.text and not any(t in r for r in rest) for t in told if len(t) > 1)


def data(question: Question, text: str) -> bool:
    """Whether the figures of a text are asked for as such: 2022年的几个数."""
    dated = all(str(y) in text for y in question.years)
    asked = not question.figures and bool(_FIGURES.search(question.text))
    return dated and asked and len(_SIZES.findall(text)) >= _SEVERAL


def dated(question: Question, text: str) -> bool:
    """Whether a text begins with a year that is asked about: 2022年，…."""
    first = DATED.search(text)
    return first is not None and any(str(y) in first.group() for y in question.years)


def share(topic: str, text: str) -> float:
    """Share of a topic's character pairs that a text holds."""
    pairs, there = set(bigrams(topic)), set(bigrams(text))
    return len(pairs & there) / len(pairs) if pairs else 0.0


def placed(question: Question, sentence: Sentence, part: Part) -> bool:
    """Whether a sentence of a part is the one that is told by its place: 最后那句."""
    end = _END.search(question.text)
    return bool(end) and sentence is part.sentences[-1]


def spanned(question: Question, text: str) -> bool:
    """Whether a text tells of so many years together as are asked about: 三年累计."""
    asked, told = _SPAN.search(question.text), _SPANNED.search(text)
    if not asked or not told:
        return False
    number = to_int(asked["n"]) if asked["n"] else None
    return number in (None, int(told[2]) - int(told[1]) + 1)


def moment(parts: tuple[Piece, ...], weights: list[float]) -> tuple[Piece, ...]:
    """What speaks most of the matter, behind the time that governs it; () where none does.

    8月31日，…印发《甲》，近日，又印发《乙》: the day is that of the first book alone.
    """
    matter = max(range(len(parts)), key=lambda i: (weights[i], -i))
    before = (parts[i] for i in range(matter, -1, -1) if MOMENT.search(parts[i].text))
    time = next(before, None)
    return tuple(dict.fromkeys((time, parts[matter]))) if time else ()


def miscounted(asked: str, sentences: Iterable[Sentence]) -> tuple[Sentence, str] | None:
    """The sentence, and its piece, that counts a thing otherwise than ``asked``; None if none."""
    said = [(to_int(n), unit + word) for n, unit, word in COUNTED.findall(asked)]
    for sentence in sentences:
        for piece in _PIECE.split(sentence.text):
            told = {u + w: to_int(n) for n, u, w in COUNTED.findall(piece)}
            if any(what in told and number != told[what] for number, what in said):
                return sentence, piece
    return None
