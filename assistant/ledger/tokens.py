"""The words of a question to the ledger, each in its slot; one without a slot ends the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.ledger.numbers import numbered
from assistant.ledger.slots import Slot, Token, every_form, forms_at, words_of
from assistant.ledger.terms import AT_END, PART_OF_NAME, TERM, field, is_form, occurring, written
from assistant.understand.chapters import NUMBERED, chapter_names, nicknames, titled_before
from assistant.understand.neighbours import THAT, nicknamed
from assistant.understand.question import Question, Reference
from corpus.model import Plan

_QUOTED = re.compile(r"[“\"「‘]([^“”\"」’]{1,24})[”\"」’]")
# “全面强化”那种别算: a word that must not stand there.
_NOT_THOSE = re.compile(
    r"[，,。；;？?]?[“\"「](?P<w>[^“”\"「」]{1,12})[”\"」](?:[那这][种类样些]|之类)的?"
    r"(?:[不非][^，。？]{1,10}[，,])?(?:都|就|也)?(?:别|不要?|不用|不必)(?:算|要|列|计)(?:上|进来?|在内|入)?"
)
# 提到“试点”的有哪些条，各试点什么: what is said of the word is told with its clauses.
_SAID_OF = re.compile(
    r"[，,](?:又|都|并)?(?:各自?|分别)(?:都)?(?P<verb>[\u4e00-\u9fff]{1,4}?)(?:的是?|了|个|些|过|到)*"
    r"(?:什么|啥)(?:东西|事儿?|内容)?(?=[？?。]|$)"
)
# “牵头”字样, “试点”一词: said of the word before.
_BEHIND_A_WORD = re.compile("字样|字眼|一词|这个?词|[二两俩三四]个?字")
_OF_BODIES = re.compile(r"[^，。？]{1,6}?的?(?:部门|单位|机构)")
_NOTE = re.compile(
    r"[（(](?:含|包括|比如|例如|如|看|就是|即|也就是|像|不是|而非|各|每)[^（）()]{1,16}[）)]"
    r"|[（(][^（）()不]{2,24}(?:都|也|全)(?:算|计入|包括|在内)[）)]"
)
_GLOSS = re.compile(r"[（(][^（）()]{2,30}[）)]")
# 带“金融”“证监”这类的金融系统单位: examples of those named as a kind.
_EXAMPLES = re.compile(
    r"(?:像|带|含|叫|如|比如|包括)?(?:[“\"「][^“”\"」]{1,8}[”\"」][、，]?)+(?:这|那|之)一?类的?"
)
_DOTS = "…·.～~—-×"  # 叫“……专项行动”的: what stands before is left out
_HEADING = 4  # characters of a chapter's title that name it beside its number
_QUOTED_NAME = re.compile(
    r"[“\"「《（(]([^“”\"」》）)]{2,24})[”\"」》）)](?:的?[这那]?一?(?:章|大?部分))?"
)

_CHIEF = re.compile(r"(?:主要|总体|核心|总的?)(?=(?:量化)?(?:目标|指标))")
_AIMS = re.compile(r"(?:主要|总体|工作)?目标(?:任务|指标)?")

NOWHERE = Reference()

_TOUCHING = frozenset(("涉及", "涉及到", "点到", "点名"))  # a department, or a word of the text
_IT = re.compile(r"它(?=牵头|带头|领头|主抓|负责|参[与加])")

_ROLES = (Slot.LEAD, Slot.SHARED)
# “某某牵头”, “由XX局按职责分工负责”: nobody's name.
_SOMEBODY = re.compile(
    r"^由?(?:(?:某{1,2}|[XxＸ×]{1,3}|[…·\.~～—-]+|[一几多]个?|各?(?:有关|相关|责任)?)(?:个|家)?(?:局|单位|部门|委|、)*)+(?=牵|按|分)"
)


@lru_cache(maxsize=256)
def tokens_of(question: Question, plan: Plan) -> tuple[Token, ...] | None:
    """The words of a question in order; None when one has no slot."""
    found = tuple(_tokens(question, plan))
    return None if None in found else found  # type: ignore[return-value]


def unplaced(question: Question, plan: Plan) -> str:
    """The characters of a question that belong to no word of the ledger, stretches apart."""
    text, at = question.text.strip(), 0
    strange = ""
    for token in _tokens(question, plan, halt=False):
        if token is None:
            strange, at = strange + text[at], at + 1
        else:
            strange, at = strange + " ", token.end
    return strange


def _tokens(question: Question, plan: Plan, halt: bool = True) -> Iterator[Token | None]:
    """Words in order, None for a character that begins none; ``halt`` ends there."""
    text = question.text.strip()
    shift = len(question.text) - len(question.text.lstrip())
    mentions = {m.start - shift: m for m in question.mentions}
    found, at = list[Token](), 0
    while at < len(text):
        mention, note = mentions.get(at), _NOTE.match(text, at)
        token: Token | None = _glossed(text, at, question, found)
        if token:
            pass
        elif note:  # what is in it is said by the way: （含海事、银保监）
            token = Token(Slot.FILL, note.group(), at)
        elif mention:
            same = [m for m in question.mentions if m.start == mention.start]
            groups = tuple(tuple(d.name for d in m.departments) for m in same)
            names = tuple(n for g in groups for n in g)
            token = Token(Slot.DEPARTMENT, mention.text, at, None, (), names, groups)
        elif it := _meant(text, at, found):
            token = it
        else:
            limit = min((s for s in mentions if s > at), default=len(text))
            token = _at(text[:limit], at, found, plan, question.reference)
            token = token and _with_title(token, text[:limit], plan)
        yield token
        if token is None and halt:
            return
        at = token.end if token else at + 1
        found += [token] if token else []


def _glossed(text: str, at: int, question: Question, found: list[Token]) -> Token | None:
    """金融系统（银保监、证监等）, 降幅这一类（下降百分之几）: names and words that only explain."""
    if out := _NOT_THOSE.match(text, at):
        return Token(Slot.UNLIKE, out.group(), at, None, (), (out["w"],))
    kinds = [m for m in question.mentions if len(m.departments) > 1]
    if match := _EXAMPLES.match(text, at):
        return Token(Slot.FILL, match.group(), at) if kinds else None
    said = _SAID_OF.match(text, at)
    words = [n for t in found if t.slot in (Slot.QUOTED, Slot.TERM) for n in t.names]
    if said and any(said["verb"] in word for word in words):
        return Token(Slot.FILL, said.group(), at)
    told = any(t.slot is Slot.DEPARTMENT and len(t.names) > 1 for t in found)
    last = found[-1] if found else None  # 三大保卫战（蓝天、碧水、净土）
    told = told or bool(last and last.slot is Slot.CHAPTER and len(last.numbers) > 1)
    match = _GLOSS.match(text, at) if told or text[:at].endswith("类") else None
    return Token(Slot.FILL, match.group(), at) if match else None


def _meant(text: str, at: int, found: list[Token]) -> Token | None:
    """它牵头: the one department named before."""
    named = [t for t in found if t.slot is Slot.DEPARTMENT]
    one = len({t.names for t in named}) == 1 and _IT.match(text, at)
    return replace(named[0], text=text[at], start=at) if one else None


def _said(token: Token, reference: Reference) -> bool:
    """Whether the reader of the whole question read the numbers so as well."""
    if token.slot is Slot.CLAUSE:
        return set(token.numbers) <= set(reference.clauses)
    return token.slot is not Slot.CHAPTER or set(token.numbers) <= set(reference.chapters)


@lru_cache(maxsize=8)
def _titles(plan: Plan) -> tuple[str, ...]:
    return tuple(clause.title for clause in plan.clauses)


def _titled(text: str, at: int, plan: Plan) -> Token | None:
    """A clause named by its title; where that ends in a kind (主要目标), up to it."""
    if not text.startswith(_titles(plan), at):
        return None
    for clause in plan.clauses:
        if text.startswith(clause.title, at):
            ends = [
                m.start() for slot, _, p in every_form() if slot is Slot.KIND
                for m in [re.search(f"(?:{p.pattern})$", clause.title)] if m and m.start()
            ]  # fmt: skip
            said = clause.title[: min(ends)] if ends else clause.title
            return Token(Slot.CLAUSE, said, at, None, (clause.number,))
    return None


def _nicknamed(text: str, at: int, plan: Plan, reference: Reference) -> Token | None:
    """臭氧那条: a clause by words of its title, as the reader read it."""
    match = THAT.match(text, at) if reference.clauses else None
    found = nicknamed(match["w"], plan) if match else None
    if not match or not found or found[0] or found[1] not in reference.clauses:
        return None
    return Token(Slot.CLAUSE, match.group(), at, None, (found[1],))


def _chief(text: str, at: int, before: list[Token], plan: Plan) -> Token | None:
    """2025年的主要指标: the clause of aims, where nothing but a year stands before."""
    match = _CHIEF.match(text, at)
    if not match or any(t.slot not in (Slot.FILL, Slot.YEAR, Slot.DUE) for t in before):
        return None
    clause = next((c for c in plan.clauses if _AIMS.fullmatch(c.title)), None)
    return Token(Slot.CLAUSE, match.group(), at, None, (clause.number,)) if clause else None


def _chapter_named(text: str, at: int, plan: Plan, reference: Reference) -> Token | None:
    """A chapter by its title, or chapters by words of theirs: 总体要求, 蓝天、碧水两章."""
    if not reference.chapters:
        return None
    names = chapter_names(plan)
    found: list[tuple[str, tuple[int, ...]]] = [
        (name, (n,)) for name, n in names if text.startswith(name, at)
    ]
    words, any_word, patterns = nicknames(plan)
    for pattern in patterns:
        if match := pattern.match(text, at):
            numbers = tuple(dict.fromkeys(words[w] for w in any_word.findall(match.group())))
            found.append((match.group(), numbers))
    if (ahead := NUMBERED.match(text, at)) and titled_before(ahead, plan) == ahead.group():
        found.append((ahead.group(), tuple(reference.chapters)))
    if heading := _QUOTED_NAME.match(text, at):
        found += [(heading.group(), (n,)) for name, n in names if name == heading[1]]
    said = [(name, n) for name, n in found if set(n) <= set(reference.chapters)]
    name, numbers = max(said, key=lambda x: len(x[0]), default=("", ()))
    return Token(Slot.CHAPTER, name, at, None, numbers) if name else None


def _at(
    text: str, at: int, before: list[Token], plan: Plan, reference: Reference = NOWHERE
) -> Token | None:
    """The longest word at a place, those with a number first."""
    options = [t for t in numbered(text, at, plan) if t.text and _said(t, reference)]
    named = None if reference else _titled(text, at, plan) or _chief(text, at, before, plan)
    if named:
        return named
    called = _nicknamed(text, at, plan, reference) or _chapter_named(text, at, plan, reference)
    if called:
        return called
    for slot, kind, pattern in forms_at(text, at):
        if (match := pattern.match(text, at)) and match.group():
            options.append(Token(slot, match.group(), at, kind))
    plain = not any(len(t.text) > 1 and t.slot not in (Slot.FILL, Slot.PART) for t in options)
    body = bool(before) and before[-1].slot is Slot.DEPARTMENT and before[-1].end == at
    plain = plain and not body  # 海事方面出现的条款
    if plain and (named := occurring(text, at, plan) or field(text, at, plan)):
        return named
    quoted = _QUOTED.match(text, at)
    told_role = _SOMEBODY.sub("", quoted[1]) if quoted else ""
    role = told_role and next(
        (f[0] for f in words_of(told_role[0]) if f[0] in _ROLES and f[2].match(told_role)), None
    )
    if quoted and role:
        return Token(role, quoted.group(), at)
    if quoted:
        options.append(Token(Slot.QUOTED, quoted.group(), at, None, (), (quoted[1].strip(_DOTS),)))
    told = next((t for t in reversed(before) if t.slot is not Slot.FILL), None)
    looked = told and (
        (
            told.slot in (Slot.SAID, Slot.STARTS, Slot.ENDS)
            and not _BEHIND_A_WORD.fullmatch(told.text)
        )
        or (told.text in _TOUCHING and told.end == at and not _OF_BODIES.match(text, at))
        or (told.slot in (Slot.AND, Slot.OR) and _after_term(before))
        or (told.slot is Slot.NEG and any(t.slot in (Slot.TITLE, Slot.NAME) for t in before))
    )
    best = max(options, key=lambda t: len(t.text), default=None)
    begun = any(t.slot in (Slot.QUOTED, Slot.TERM) for t in before)
    ending = told and (
        (told.slot in (Slot.STARTS, Slot.ENDS) and not begun)  # 以“市委”开头的责任单位
        or (told.slot in (Slot.TITLE, Slot.NAME) and AT_END.match(text, at))
    )
    if ending or (looked and (best is None or best.slot in (Slot.FILL, Slot.PART, Slot.DUE))):
        by_name = any(t.slot is Slot.NAME for t in before)
        term = AT_END.match(text, at) or (PART_OF_NAME if by_name else TERM).match(text, at)
        word = written(term[1], plan) if term and not re.match(r"20\d\d", term[1]) else ""
        word = "" if len(word) == 1 and is_form(word, plan) else word
        if term and word:
            return Token(Slot.TERM, text[at : term.end()], at, None, (), (word,))
    return best


def _with_title(token: Token, text: str, plan: Plan) -> Token:
    """第八章“组织实施”: a chapter's number with what it is called."""
    if token.slot is not Slot.CHAPTER or len(token.numbers) != 1:
        return token
    at, titles = token.end, [n for n, number in chapter_names(plan) if number == token.numbers[0]]
    heading = _QUOTED_NAME.match(text, at)
    words, any_word, _ = nicknames(plan)
    if heading:
        said = {words[w] for w in any_word.findall(heading[1])}
        named = heading[1] in titles or said == set(token.numbers)
        return replace(token, text=text[token.start : heading.end()]) if named else token
    ends = (t[i:] for t in titles for i in range(len(t) - _HEADING + 1))
    title = next((e for e in ends if text.startswith(e, at)), "")
    return replace(token, text=text[token.start : at + len(title)])


def _after_term(before: list[Token]) -> bool:
    told = [t for t in before if t.slot not in (Slot.FILL, Slot.AND, Slot.OR)]
    return bool(told) and told[-1].slot in (Slot.TERM, Slot.QUOTED)
