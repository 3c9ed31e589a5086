"""Sentences that speak of a term: in its words, else in its halves (农村污水: 农村生活污水)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import summary, telling
from corpus.model import Clause, Plan, Sentence
from corpus.numerals import to_int

_HALF = 2  # characters of each half of a term
_VERB = re.compile(r"^(?:方案|文件)?[里中]?(?:讲|说|写|谈|管|规定|要求)(?:了|到|的)*(?=.{2})")
_SO_MANY = re.compile(r"哪(?P<n>[两二三四五六2-6])条(?!河|路|街|江|线)")
_SHORT = 60  # characters of a sentence told
# 查找关键词：松材线虫, 检索“绿盾”: a word alone, to be found.
_FIND = r"(?:查找|搜索|搜一?下?|检索|全文(?:查找|搜索|检索))(?:一下|下)?"
_KEY = r"(?:关键|检索|搜索)[词字]"
_SEARCHED = re.compile(
    rf"(?:请|帮我|麻烦|给我|我[要想])*(?:{_FIND}(?:{_KEY})?|(?:查询|定位|找找|[查找]一?下?)?{_KEY})[是为]?"
    r"[：:“「\"\s]*(?P<w>[^，。？：:“”「」\"\s]{2,12})[”」\"]?(?:这个?词|字样|关键[词字])?[。]?"
)


def searched(text: str, plan: Plan) -> Draft | None:
    """The clauses that hold a word that is looked up alone; None where none does."""
    match = _SEARCHED.fullmatch(text)
    found = _holding((match["w"],), plan.clauses) if match else {}
    if not match or not found:
        return None
    count, word = str(len(found)), match["w"]
    lines = [Statement(f"提到“{word}”的共{count}条：", (), (count,))]
    for clause in plan.clauses:
        if held := found.get(clause.number):
            marks = tuple(Evidence(s.start, s.end, clause.number) for s in held)
            gist = telling(held[0], (word,), _SHORT)
            lines.append(Statement(f"{clause.label}{clause.title}：{gist}", marks))
    return Draft(Status.ANSWERED, tuple(lines), lines=True, frames=(f"提到“{word}”的",))


def titled_so(text: str, terms: Callable[[], Sequence[str]], plan: Plan) -> Draft | None:
    """讲土壤的是哪两条: as many clauses as have the terms in their titles; None if not so many."""
    match = _SO_MANY.search(text)
    if not match:
        return None
    words = terms()
    found = [c for c in plan.clauses if words and all(w in c.title for w in words)]
    if to_int(match["n"].replace("两", "二")) != len(found):
        return None
    lines = tuple(Statement(f"{c.label}{c.title}", (title(c),)) for c in found)
    return Draft(Status.ANSWERED, lines, lines=True)


def told_apart(said: Sequence[str], clauses: Sequence[Clause], plan: Plan) -> Draft | None:
    """讲农村供暖、农村污水的，分别在哪几条: a line for each clause that speaks of one of the terms.

    None where all stand there as they are said, or one is nowhere.
    """
    found = [sentences_of(_VERB.sub("", term), plan, clauses) for term in said]
    looser = any(not any(t in c.text for c in clauses) for t in said)
    if len(said) < 2 or not looser or not all(found):
        return None
    lines = []
    for clause in clauses:
        held = [places[clause.number][:1] for places in found if clause.number in places]
        told = list(dict.fromkeys(s for sentences in held for s in sentences))
        marks = tuple(Evidence(s.start, s.end, clause.number) for s in told)
        gist = "：" + "".join(summary(s, _SHORT) for s in told) if told else ""
        if held:
            text = f"{clause.label}{clause.title}{gist}"
            lines.append(Statement(text, marks or (title(clause),)))
    return Draft(Status.ANSWERED, tuple(lines), lines=True)


def sentences_of(term: str, plan: Plan, clauses: Sequence[Clause]) -> dict[int, list[Sentence]]:
    """The sentences of each clause that speak of a term, by the clause's number.

    A term that stands nowhere is looked for by its halves: in one sentence, else in one clause.
    """
    found = _holding((term,), clauses)
    found |= {c.number: [] for c in clauses if term in c.title and c.number not in found}
    if found or len(term) != 2 * _HALF or any(term in c.text for c in plan.clauses):
        return found
    halves = term[:_HALF], term[_HALF:]
    if together := _holding(halves, clauses):
        return together
    both = [c for c in clauses if all(_holding((h,), (c,)) for h in halves)]
    return _holding(halves[1:], both)


def _holding(words: Sequence[str], clauses: Sequence[Clause]) -> dict[int, list[Sentence]]:
    held = {c.number: [s for s in c.sentences if all(w in s.text for w in words)] for c in clauses}
    return {n: sentences for n, sentences in held.items() if sentences}


def head(found: list[Clause], terms: list[str], text: str) -> tuple[Statement, ...]:
    """How many clauses, and how often where that is asked."""
    times, count = str(sum(c.text.count(t) for c in found for t in terms)), str(len(found))
    words = _words(terms)
    if "次" in text:
        said = f"{words}共出现{times}次，涉及{count}条："
    elif len(found) > 1 or re.search(r"几[条处个章]|多少|数", text):
        said = f"提到{words}的共{count}条：" if words else f"共{count}条："
    else:
        return ()
    return (Statement(said, (), (count, times)),)


def _words(terms: Sequence[str]) -> str:
    return "、".join(f"“{t}”" for t in terms if not re.search(r"[\d一二三四五六七八九十每]|^市", t))


def spoken(terms: Sequence[str]) -> tuple[str, ...]:
    """What a head says of words that need no quote, though they seem to deny: “无人机”."""
    words = _words(terms)
    return (f"提到{words}的", f"{words}共出现") if words else ()
