"""What a ledger question asks for: the kind its asking word belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.ledger.kinds import ANY_KIND, ANY_OF_KINDS, NAMED_KINDS, Kind, kind_of, kinds
from assistant.ledger.measures import EXTREME, measure
from assistant.ledger.roles import SOLE
from assistant.understand.question import Question
from corpus.numerals import HAN_DIGITS

_SUBJECT = re.compile(
    rf"(?:哪|第几|什么|几|多少|列出|所有|全部|哪里的)[个些几一二两三家项大条级]*?"
    rf"(?:责任|牵头|负责|市级|相关|共同|其他|其它|别的|不同|的)*(?:{ANY_KIND})|(?P<who>谁)"
)
_HEAD = re.compile(rf"的(?:那|这)?(?:一|几|些|两|三)?(?:个|项|些)?(?:责任|牵头)?(?:{ANY_KIND})")
_UNIT = re.compile(
    r"(?:单个|单项|同一?[个项]|[一每哪]一?[个项条])(?:具体)?(?:的)?(?:工作)?(?:责任|任务)?(?:任务|括号)"
)
# “一条里”, “同一条之内”: each clause taken by itself, neither the first nor a number of clauses.
_EACH = re.compile(
    r"(?:(?:同|每|某|任)一?|(?<![在只仅就单第十哪那这])一)(?:条款?|章(?=之?[内里中]))(?:之内|里头|里面?|以内|内|中|当中)?"
)
_NUMBERED = re.compile(
    rf"第[{HAN_DIGITS}\d]+(?:章|条|个?大?部分)|[这那该本]一?(?:章|条(?!款)|个?部分)"
)
_ASIDE = re.compile(
    r"(?:^|(?<=[，。；,;！!]))(?:(?:我|我们|咱们?|本人|领导|上面|上级)[^，。；？?]{0,20}"
    r"|(?:供|为了|用于|用来|作为|准备)[^，。；？?]{0,14}|[^，。；？?哪几多少谁]{0,8}(?:用|材料|参考|对照|核对|汇报|存档|备查|填表|台账))"
    r"(?=[，。；？?,;！!]|$)"
)
# An aside in brackets; a number in brackets is none.
_BRACKETED = re.compile(r"（[^（）\d一二三四五六七八九十][^（）]*）")


def plain(text: str) -> str:
    """A question without asides on what the answer is for (督查用, 我这边要对照)."""
    text = _BRACKETED.sub(lambda m: m.group() if SOLE.search(m.group()) else "", text)
    kept = _ASIDE.sub(lambda m: m.group() if of_ledger(m.group()) else "", text)
    kept = kept.strip("，。；,; ")
    return kept if len(kept) > 3 else text


# 我是养海参的，想全都看一下: what the asker tells of himself behind a question, asking nothing.
_OF_SELF = re.compile(
    r"(?<=[。？?！!；])(?:我|咱|俺|本人|家里|领导|单位|急|想|谢|麻烦|好(?!几)|方便|为了)"
    r"(?:(?![哪几谁啥吗呢不没别除只仅光按用\d第另其]|多少|什么|牵头|分工|负责|列|表)[^。？?！!；]){2,40}[。！!]?$"
)


def unaddressed(question: Question) -> Question:
    """A question without what its asker tells of himself behind it."""
    found = _OF_SELF.search(question.text)
    if not found or any(m.end > found.start() for m in question.mentions):
        return question
    return replace(question, text=question.text[: found.start()])


def of_ledger(text: str) -> bool:
    """Whether a question names anything that the ledger counts or lists."""
    return bool(ANY_OF_KINDS.search(text) or EXTREME.search(text))


def single(text: str) -> str:
    """The text without numbered clauses and chapters, and words that take each by itself."""
    return _EACH.sub(" ", _NUMBERED.sub(" ", text))


def asked_kind(text: str) -> Kind | None:
    """The kind right behind an asking word (哪几条, 多少项任务), the measure apart."""
    return _asked(single(text), measure(text))


def _asked(text: str, measured: Kind | None) -> Kind | None:
    kinds = (Kind.DEPARTMENTS if m["who"] else kind_of(m) for m in _SUBJECT.finditer(text))
    return next((k for k in kinds if k is not measured), None)


def subject(text: str) -> Kind | None:
    """What a question asks for: the kind its asking word belongs to, else its head noun."""
    text = single(text)
    measured = measure(text)
    if _UNIT.search(text) and measured is Kind.DEPARTMENTS:
        return Kind.TASKS
    if (asked := _asked(text, measured)) is not None:
        return asked
    heads = [k for m in _HEAD.finditer(text) if (k := kind_of(m)) is not measured]
    if heads:
        return heads[-1]
    found = [k for m in ANY_OF_KINDS.finditer(text) if (k := kind_of(m)) is not measured]
    return found[0] if found else None


def besides(text: str, of: Kind) -> Kind | None:
    """The kind named besides the subject."""
    order = dict(zip(NAMED_KINDS, range(len(NAMED_KINDS)), strict=True))
    named = [k for k in kinds(text) if k not in (of, Kind.CHAPTERS)]
    return next((k for k in named if of is Kind.DEPARTMENTS or order[k] > order[of]), None)
