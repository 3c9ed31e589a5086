"""Text without a clause number: before the clauses or behind them. Annexes there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer import Status
from assistant.compose.document import ways
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import PartKind, Plan
from corpus.numerals import HAN_DIGITS, to_int

# Beside the first or the last clause.
_SIDE = re.compile(r"(?P<before>之前|以前|前[面头边])|(?P<behind>之后|以后|后[面头边]|完了)")
_PASSAGE = re.compile(r"段|话|文字|(?:没|无|不带)(?:有)?(?:编号|序号|标号)|收尾|结尾|开头")
_BARE = r"(?:没有?|无|不带|未)(?:有|加|编)?(?:编号|序号|标号|条号)"
_BARE_OF = re.compile(rf"{_BARE}的?(?:那|这)?一?(?:段话?|文字|话)?")
_PREAMBLE = re.compile(
    r"前言|序言|引言|导言|绪言|序文|引子|帽段|开篇|开宗|正文(?:之|以)?前|(?:开头|最前|起首|打头)[^，。？条章]{0,3}(?:段|话)"
    r"|(?:方案|全文|正文|文件)的?(?:开头|开端|起首)(?!.{0,3}[条章])|^开头就?(?=[说讲写提]|为了)"
    rf"|(?:开头|最[前上]面?|打头|第一)[^，。？条章]{{0,3}}{_BARE}|{_BARE}[^，。？条章]{{0,2}}(?:第一|开头|最前|打头|头一)[^，。？条章]{{0,2}}段"
)
_CLOSING = re.compile(
    r"结尾(?=(?:都|还|又|各)?(?:[多少]|要求|写|说|讲|提|让|叫|部分|对))|结束语|结语|尾段|末段|尾声|文末|收尾|(?:最后|末尾|结尾|最末|压轴)[^，。？条章项]{0,3}(?:段|话|句)"
    r"|(?:方案|全文|正文|文件)的?(?:结尾|末尾|最后)(?!.{0,3}[条章项部])|结尾[那这]?一?段"
    rf"|(?:最后|末尾|结尾|最末|尾巴上?|末)[^，。？条章]{{0,3}}{_BARE}|{_BARE}[^，。？条章]{{0,2}}(?:最后|末尾|结尾|末)一?[^，。？条章]{{0,2}}段"
)
_NEWS = re.compile("新闻|报道|消息|网讯|稿")
_PLACE = re.compile(
    rf"(?:(?P<last>最后|末|收尾)|第(?P<n>[{HAN_DIGITS}\d]{{1,3}})|头|首|开头)的?[那这]?一?个?(?:自然)?(?P<unit>[段句])"
)
_OPENLY = re.compile(
    r"(?:讲|说|写|提|介绍)[了到的是]*(?:些)?(?:什么|啥|怎)|内容|大意|意思|原[文话]|[念贴]|数[字据]|怎么[写说讲]"
)
_BOOKS = re.compile(r"(?:几|多少|哪[几些]?)(?:个|份|部|本)?(?:上级|中央)?(?:文件|意见|方案|措施)")
_TOLD = re.compile(
    r"引用|贯彻|依据|增强|促进|要求|写|说|讲|提|内容|怎|什么|啥|原文|念|贴|看|报|点名|对照|面向|针对|[冲对朝]着|哪"
)
_CHARGED = re.compile(
    r"要求|点名|报告?(?:给|到)|向谁|叮嘱|嘱咐|[叫让][^，。？]{0,6}(?:谁|哪)|谁的|[找给]谁|[冲对朝]着?(?:谁|哪)|面向|针对"
)  # 最后一段要求哪些单位落实
_MORE = re.compile(r"比[^。？]{2,24}?(?P<way>[多少])(?:了|出|写|提|列)")
_PARTS = re.compile(
    rf"(?P<part>附件|附表|附录|附图|附则|脚注)(?:第?[{HAN_DIGITS}\d]+|里|中|的|有|是|在|上|[？?]|$)"
)


def absent_part(question: Question, dossier: Dossier) -> Draft | None:
    """The plan has no annexes, tables or pages: a question for one in particular."""
    match = _PARTS.search(question.text)
    if not match or match["part"] in dossier.plan.source:
        return None
    return Draft(Status.NOT_IN_PLAN, (Statement(f"方案文本没有{match['part']}。"),))


def passage(
    question: Question,
    plan: Plan,
    content: Callable[[Question], Sequence[str]],
    matters: Callable[[str], Sequence[str]],
) -> Draft | None:
    """The passage before the first clause or behind the last, where it is asked for as such.

    ``content`` gives the words of a question's topic, ``matters`` those of them that name one:
    none of these may be missing there.
    """
    if told := _stretch(question, plan, content):
        return told
    beside = _beside(question, plan)
    kinds = (beside,) if beside else _named(question)
    if not kinds:
        return None
    topic = _plain(question.topic)
    missed = bool(content(replace(question, topic=topic)))
    parts = [p for k in kinds if (p := plan.part(k))]
    words = () if beside or not missed else matters(topic)
    held = [(s, p) for p in parts for s in p.sentences if all(w in _bare(s.text) for w in words)]
    if len(held) < len(parts):
        return None
    lines = [Statement(s.text, (Evidence(s.start, s.end, None, p.kind.value),)) for s, p in held]
    return Draft(Status.ANSWERED, tuple(lines), lines=len(parts) > 1) if lines else None


def _stretch(
    question: Question, plan: Plan, content: Callable[[Question], Sequence[str]]
) -> Draft | None:
    """A paragraph or a sentence of the news told by its place: 新闻第二段, 报道最后一句.

    What is asked of something that the news names is no matter of its place.
    """
    place, news = _PLACE.search(question.text), plan.part(PartKind.NEWS)
    open_ = _NEWS.search(question.text) and _OPENLY.search(question.text)
    if not (place and news and news.sentences and open_):
        return None
    if any(w in news.text for w in content(question) if w not in place[0]):
        return None
    stretches = [[news.sentences[0]]]
    for before, own in pairwise(news.sentences):
        if place["unit"] == "句" or "\n" in plan.source[before.end : own.start]:
            stretches.append([])
        stretches[-1].append(own)
    number = to_int(place["n"]) if place["n"] else 1
    at = -1 if place["last"] else (number or 1) - 1
    held = stretches[at] if at < len(stretches) else []
    lines = [Statement(s.text, (Evidence(s.start, s.end, None, news.kind.value),)) for s in held]
    return Draft(Status.ANSWERED, tuple(lines)) if lines else None


def _bare(text: str) -> str:
    """A text without its brackets: 区市 stands there as 区（市）."""
    return text.translate(str.maketrans("", "", "（）"))


def _plain(topic: str) -> str:
    """A topic without what names the passage, and how it is told."""
    bare = _BARE_OF.sub(" ", _PREAMBLE.sub(" ", _CLOSING.sub(" ", topic)))
    return re.sub(r"对照|列举|引用|点名|文字|处[理置]|办理?", " ", bare)


def _named(question: Question) -> tuple[PartKind, ...]:
    """前言写了什么, 结尾那段话; both where they are set side by side."""
    text, reference = question.text, question.reference
    ways = ((PartKind.PREAMBLE, _PREAMBLE), (PartKind.CLOSING, _CLOSING))
    kinds = tuple(kind for kind, way in ways if way.search(text))
    if len(kinds) > 1 and (more := _MORE.search(text)):  # what one has beyond the other
        before = text[: more.start()] if more["way"] == "多" else text[more.start() :]
        kinds = tuple(kind for kind, way in ways if way.search(before)) or kinds
    if not kinds or _of_another(text):
        return ()
    named = reference.clauses or reference.chapters or question.mentions
    told = _TOLD.search(text) or question.asks(Asked.ORIGINAL)
    duty = question.asks(Asked.WHO) and not _CHARGED.search(text)
    counted = question.asks(Asked.COUNT) and not _BOOKS.search(text)
    return () if named or not told or duty or counted else kinds


def _of_another(text: str) -> bool:
    """Whether the notice or the news is named, which have beginnings and ends of their own."""
    return bool(ways().told["notice"].search(text) or _NEWS.search(text))


def _beside(question: Question, plan: Plan) -> PartKind | None:
    """第一条之前那段话, 最后一章后面的文字."""
    side, reference = _SIDE.search(question.text), question.reference
    named = reference.clauses or reference.chapters
    if not side or len(named) != 1 or not _PASSAGE.search(question.text):
        return None
    end = plan.clauses[0] if side["before"] else plan.clauses[-1]
    if named[0] != (end.number if reference.clauses else end.chapter):
        return None
    return PartKind.PREAMBLE if side["before"] else PartKind.CLOSING
