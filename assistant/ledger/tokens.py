"""The words of a question to the ledger, each in its slot; one without a slot ends the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.ledger.grammar import Kind
from assistant.understand.question import Question, Reference
from assistant.understand.references import SHARED, THAT, chapter_names, nicknames, read_reference
from corpus.model import Plan
from corpus.numerals import HAN_DIGITS, to_int
from corpus.words import load_rows

_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_UNIT = r"(?:[个家项位处次]|条(?!款|目|文)|章(?!节))"
_TO = r"(?:到|至|—|-|~|～|、)"
_UNIT_KINDS = {"条": Kind.CLAUSES, "章": Kind.CHAPTERS, "项": Kind.TASKS, "家": Kind.DEPARTMENTS}
_PLACE = re.compile(
    rf"(?:前|头|后|最后|末)(?:面)?[二两三四五六七八九十\d]+(?:条|章|个?部分)|(?:最后|末尾|最末)的?一?(?:条|章)|首[条章]"
    rf"|倒数第{_N}(?:条|章)|第[（(]?{_N}[）)]?条(?:及|开?始|起)?(?:[以之往]?[前后]|为止)|第[（(]?{_N}[）)]?条(?:开始|起)"
    rf"|第?[（(]?{_N}[）)]?[条章]?{_TO}第?[（(]?{_N}[）)]?(?:条|章|个?部分)"
    rf"|第?[（(]?{_N}[）)]?、第?[（(]?{_N}[）)]?(?:条|章)"
    rf"|第[（(]?{_N}[）)]?(?:条款?|个?大?部分|章)|[（(][{HAN_DIGITS}]{{1,4}}[）)](?:条)?|(?<![{HAN_DIGITS}\d]){_N}[条章](?!以|及以)"
)
_YEARS = re.compile(
    r"(?P<a>20\d\d)年?(?:年?底)?(?:(?:到|至|-|—|~)(?P<b>20\d\d)年?(?:之间|期间)?|(?P<before>(?:年底)?之?以?前(?:，|完成|到期|$|的|要)|及?以前|之前)|(?P<after>年?[以之]后|往后|及?以后)|年?底?前?)"
)
_MORE, _LEAST = "超过|多于|大于|高于|＞|>", "至少有?|不少于|不低于|起码|≥|不下|不下于"
_LESS, _MOST = "不到|少于|低于|不足|小于|＜|<", "不超过|不多于|至多|最多|≤"
_NOUN = r"(?:责任|牵头)?(?:部门|单位)|任务|条款|目标|指标|责任括号|括号"
_BOUND = re.compile(
    rf"(?P<pre>{_MOST}|{_MORE}|{_LEAST}|{_LESS})?(?:恰好|正好|刚好|整整|不多不少|恰恰)*(?:有|是|为|达到?|=|等于|由)?"
    rf"(?<![第{HAN_DIGITS}\d前后末])(?P<n>{_N})(?!\d|样|些|直|般|起|并|共|致|同|类)(?:{_UNIT}?(?:到|至|-|—|~)(?P<m>{_N}))?(?P<unit>{_UNIT})?"
    rf"(?:(?P<noun>章|{_NOUN})?(?P<post>（?[(]?(?:及?以上|以下|以内|之间)[）)]?))?"
)
_TOP = re.compile(
    rf"(?:排名?|位居|位列|名列|居|排在)?(?:在)?(?P<way>前|头|倒数|后|最后|末)(?:面)?(?P<n>{_N})(?P<unit>名|位|个|家|(?=的?部门|的?单位))(?!条|章)"
    rf"|(?P<lead>最[多大重高忙])的(?P<k>[两二三四五六七八九十\d])(?P<u2>{_UNIT})|(?P<last>最[少小轻低])的(?P<j>[两二三四五六七八九十\d])(?P<u3>{_UNIT})"
)
_RANK = re.compile(
    r"(?:排名?|位居|位列|名列|居|排在|并列)*(?:在|为)?第(?P<n>[二三四五六七八九十\d]+)(?:名|位|多|大|高|忙|(?=的))"
)
_HOW_MANY = re.compile(rf"(?:有|共)?(?:几|多少)(?P<unit>{_UNIT}|名)?")
_WHICH = re.compile(
    rf"第几(?P<at>[条章])|哪(?:一|些|几|(?P<n>[两二三四五六七八九十\d]+))?(?P<unit>{_UNIT}|样|种)?|什么样?|啥|(?P<who>谁|哪家|哪些家)"
)
_QUOTED = re.compile(r"[“\"「‘]([^“”\"」’]{1,12})[”\"」’]")
_QUOTED_NAME = re.compile(r"[“\"「《]([^“”\"」》]{2,24})[”\"」》]")
# What a word looked for in the text may be, up to the next word of asking.
_TERM = re.compile(
    r"(?:了|过|有|到)?([^，。？、的“”\"]{2,12}?)(?=的|但|而|却|又|，|、|和|或|与|跟|且|也|$|？|\?|条款|这|哪|字样|几|一共|在)"
)

# 丁字湾露面在哪些条款: a name of the plan's text, told as one that occurs there.
_NAMED = re.compile(
    r"([\u4e00-\u9fff]{2,10}?)(?=(?:这个词|这个说法|字样|一共|总共|都|在全文)*(?:被?点到?了?名?|被?提到?|被?提及|露[过了]?[面脸]|现身|出现|被?写到?进?)(?:了|过)?"
    r"(?:在?(?:哪|几|多少|第几)|于))"
)
# 海洋方面的目标有哪些: a field whose targets are asked for together.
_TOPIC = re.compile(
    r"(?P<w>[\u4e00-\u9fff]{2,4}?)(?:方面|领域|有关|相关|这块|类)?的?(?=(?:主要|量化|具体|约束性|数值|各项|\s)*(?:目标|指标))"
)
_TOGETHER = re.compile(r"哪些|哪几|列出|对比|分别|各有|几[个项]|多少[个项]|所有|全部|各项")
_VALUE = re.compile(
    rf"(?P<pre>{_MOST}|{_MORE}|{_LEAST}|{_LESS}|≥|≤|＝|=)?(?:恰好|正好|刚好|恰恰)?(?:等于|达到?|为|是)?[“\"]?(?P<pre2>{_MOST}|{_MORE}|{_LEAST}|{_LESS})?"
    r"(?P<v>\d+(?:\.\d+)?)\s*(?P<u>%|个?百分点|万?亩|公顷|平方公里|公里|万?千瓦|万?户|万?平方米|天|微克/立方米)"
    r"(?P<post>及?以上|及?以下|以内|左右)?[”\"]?"
)
_UNIT_SAID = re.compile(
    r"(?:计量)?单位(?:是|为|用|叫)[“\"]?(?P<a>[^”\"的，。？]{1,6})[”\"]?|以[“\"]?(?P<b>[^”\"的，。？]{1,6}?)[”\"]?(?:为|作|做)(?:计量)?单位|(?P<c>百分点)(?=的|目标|指标)"
)
_BASE = re.compile(
    r"(?:比|较|与|和|跟|同|以|用|拿|相对于?|相较于?)?(?P<y>20\d\d)年?"
    r"(?:(?:做|作|为|当)?(?:比较)?(?:基准|基数|基础|参照|起点|打底)年?上?|相比|比较|对比|水平|比(?=的|$|[？?]))"
    r"(?:来?(?:比较?|算|看))?"
)
NOWHERE = Reference()


class Slot(StrEnum):
    """What a word is in a question to the ledger."""

    KIND, SIZE, LEAD, SHARED, PART = "kind", "size", "lead", "shared", "part"
    TOGETHER, OR, AND, NEG, ABSENT, ONLY = "together", "or", "and", "neg", "absent", "only"
    SOLE, EXCEPT, OUTSIDE = "sole", "except", "outside"
    EQUAL = "equal"
    MOST, LEAST, ORDER, DESCENDING, ASCENDING = "most", "least", "order", "descending", "ascending"
    EACH, THAN, MORE, SHARE = "each", "than", "more", "share"
    SAID, TITLE, NAME, STARTS, ENDS = "said", "title", "name", "starts", "ends"
    DUE, PERCENT, EXISTS, CHECK, APART, FILL = (
        "due", "percent", "exists", "check", "apart", "fill",
    )  # fmt: skip
    DEPARTMENT, CLAUSE, CHAPTER, YEAR = "department", "clause", "chapter", "year"
    BOUND, TOP, RANK, HOW_MANY, WHICH, QUOTED, TERM = (
        "bound", "top", "rank", "how_many", "which", "quoted", "term",
    )  # fmt: skip
    TOPIC = "topic"
    VALUE, UNIT, BASE, FALL, RISE, GAIN, CLEAR = (
        "value", "unit", "base", "fall", "rise", "gain", "clear",
    )  # fmt: skip


_ROLES = (Slot.LEAD, Slot.SHARED)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its slot: the kind it names, numbers (clauses, years, bounds), names or words.

    ``groups`` are the departments of one word (公检法), each by any of its names.
    """

    slot: Slot
    text: str
    start: int
    kind: Kind | None = None
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


_Form = tuple[Slot, Kind | None, re.Pattern[str]]


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """Forms of words by the character that they begin with; "" holds those of several."""
    found: dict[str, list[_Form]] = {}
    for name, *forms in load_rows("ledgertokens"):
        kind = Kind(name) if name in set(Kind) else None
        slot = Slot.KIND if kind else Slot(name)
        for form in forms:
            first = form[0] if form[0] >= "\u4e00" and form[1:2] not in ("?", "*") else ""
            found.setdefault(first, []).append((slot, kind, re.compile(form)))
    return {first: tuple(rows) for first, rows in found.items()}


def _words(char: str) -> Iterator[_Form]:
    yield from _forms().get(char, ())
    yield from _forms()[""]


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
        mention = mentions.get(at)
        if mention:
            same = [m for m in question.mentions if m.start == mention.start]
            groups = tuple(tuple(d.name for d in m.departments) for m in same)
            names = tuple(n for g in groups for n in g)
            token: Token | None = Token(Slot.DEPARTMENT, mention.text, at, None, (), names, groups)
            limit = len(text)
        else:
            limit = min((s for s in mentions if s > at), default=len(text))
            token = _at(text[:limit], at, found, plan, question.reference)
        yield token
        if token is None and halt:
            return
        at = token.end if token else at + 1
        found += [token] if token else []


def _said(token: Token, reference: Reference) -> bool:
    """Whether the reader of the whole question read the numbers so as well."""
    if token.slot is Slot.CLAUSE:
        return set(token.numbers) <= set(reference.clauses)
    return token.slot is not Slot.CHAPTER or set(token.numbers) <= set(reference.chapters)


def _titled(text: str, at: int, plan: Plan) -> Token | None:
    """A clause named by its title; where that ends in a kind (主要目标), up to it."""
    for clause in plan.clauses:
        if text.startswith(clause.title, at):
            ends = [
                m.start() for slot, _, p in _every() if slot is Slot.KIND
                for m in [re.search(f"(?:{p.pattern})$", clause.title)] if m and m.start()
            ]  # fmt: skip
            said = clause.title[: min(ends)] if ends else clause.title
            return Token(Slot.CLAUSE, said, at, None, (clause.number,))
    return None


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
            numbers = tuple(words[w] for w in any_word.findall(match.group()))
            found.append((match.group(), numbers))
    if heading := _QUOTED_NAME.match(text, at):
        found += [(heading.group(), (n,)) for name, n in names if name == heading[1]]
    said = [(name, n) for name, n in found if set(n) <= set(reference.chapters)]
    name, numbers = max(said, key=lambda x: len(x[0]), default=("", ()))
    return Token(Slot.CHAPTER, name, at, None, numbers) if name else None


def _every() -> Iterator[_Form]:
    for rows in _forms().values():
        yield from rows


def _at(
    text: str, at: int, before: list[Token], plan: Plan, reference: Reference = NOWHERE
) -> Token | None:
    """The longest word at a place, those with a number first."""
    options = [t for t in _numbered(text, at, plan) if t.text and _said(t, reference)]
    if not reference and (named := _titled(text, at, plan)):
        return named
    if chapter := _chapter_named(text, at, plan, reference):
        return chapter
    for slot, kind, pattern in _words(text[at]):
        if (match := pattern.match(text, at)) and match.group():
            options.append(Token(slot, match.group(), at, kind))
    plain = not any(len(t.text) > 1 and t.slot not in (Slot.FILL, Slot.PART) for t in options)
    if plain and (named := _occurring(text, at, plan) or _field(text, at, plan)):
        return named
    quoted = _QUOTED.match(text, at)
    role = quoted and next(
        (f[0] for f in _words(quoted[1][0]) if f[0] in _ROLES and f[2].match(quoted[1])), None
    )
    if quoted and role:
        return Token(role, quoted.group(), at)
    if quoted:
        options.append(Token(Slot.QUOTED, quoted.group(), at, None, (), (quoted[1],)))
    told = next((t for t in reversed(before) if t.slot is not Slot.FILL), None)
    looked = told and (
        told.slot is Slot.SAID
        or (told.slot in (Slot.AND, Slot.OR) and _after_term(before))
        or (told.slot is Slot.NEG and any(t.slot is Slot.TITLE for t in before))
    )
    best = max(options, key=lambda t: len(t.text), default=None)
    if looked and (best is None or best.slot in (Slot.FILL, Slot.PART, Slot.DUE)):
        term = _TERM.match(text, at)
        if (
            term
            and not re.match(r"20\d\d", term[1])
            and any(term[1] in c.text for c in plan.clauses)
        ):
            start = term.start(1)
            return Token(
                Slot.TERM, text[at : term.end()], at, None, (), (text[start : term.end()],)
            )
    return best


def _field(text: str, at: int, plan: Plan) -> Token | None:
    """A field of targets: a word of a clause's title, no indicator's own name."""
    match = _TOPIC.match(text, at)
    if not match or not _TOGETHER.search(text):
        return None
    known = any(p.fullmatch(match["w"]) for _, _, p in _words(match["w"][0]))
    titled = any(match["w"] in c.title for c in plan.clauses)
    return (
        Token(Slot.TOPIC, match.group(), at, None, (), (match["w"],))
        if titled and not known
        else None
    )


def _occurring(text: str, at: int, plan: Plan) -> Token | None:
    """A name that is asked where it occurs; words of questions themselves are none."""
    match = _NAMED.match(text, at)
    if not match or not any(match[1] in c.text for c in plan.clauses):
        return None
    known = any(p.fullmatch(match[1]) for _, _, p in _words(match[1][0]))
    return None if known else Token(Slot.TERM, match.group(), at, None, (), (match[1],))


def _after_term(before: list[Token]) -> bool:
    told = [t for t in before if t.slot not in (Slot.FILL, Slot.AND, Slot.OR)]
    return bool(told) and told[-1].slot in (Slot.TERM, Slot.QUOTED)


def _numbered(text: str, at: int, plan: Plan) -> Iterator[Token]:
    """Words with a number, and words that ask for one, at a place."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Token | None]], ...] = (
        (_PLACE, lambda m: _place(m, at, plan)),
        (THAT, lambda m: _place(m, at, plan)),
        (SHARED, lambda m: _place(m, at, plan)),
        (_VALUE, lambda m: Token(Slot.VALUE, m.group(), at, None, (), _value(m))),
        (_UNIT_SAID, lambda m: _unit_said(m, at, plan)),
        (_BASE, lambda m: Token(Slot.BASE, m.group(), at, None, (int(m["y"]),))),
        (_YEARS, lambda m: Token(Slot.YEAR, m.group(), at, None, _years(m))),
        (_TOP, lambda m: _top(m, at)),
        (_RANK, lambda m: Token(Slot.RANK, m.group(), at, None, (to_int(m["n"]) or 1,))),
        (_BOUND, lambda m: _bound(m, at)),
        (_HOW_MANY, lambda m: Token(Slot.HOW_MANY, m.group(), at, _unit(m["unit"]))),
        (_WHICH, lambda m: _which(m, at)),
    )
    for pattern, read in readers:
        if (match := pattern.match(text, at)) and (token := read(match)):
            yield token


def _value(match: re.Match[str]) -> tuple[str, ...]:
    """Comparison, value, unit: ("≥", "95", "%"); "“" for a value as it is written."""
    pre, post = match["pre"] or match["pre2"] or "", (match["post"] or "").removeprefix("及")
    if post == "左右":
        return "“", match["v"], match["u"] + post
    if match.group()[-1:] in '”"' or match.group()[:1] in '“"':
        return "“", match["v"], match["u"] + post
    if re.fullmatch(rf"{_MORE}", pre):
        sign = ">"
    elif re.fullmatch(rf"{_LESS}", pre):
        sign = "<"
    elif re.fullmatch(rf"{_LEAST}", pre) or post == "以上":
        sign = "≥"
    else:
        sign = "≤" if re.fullmatch(rf"{_MOST}", pre) or post in ("以下", "以内") else "="
    return sign, match["v"], match["u"]


def _unit_said(match: re.Match[str], at: int, plan: Plan) -> Token | None:
    said = match["a"] or match["b"] or match["c"]
    known = {t.unit for c in plan.clauses for s in c.sentences for t in s.targets if t.unit}
    units = (said,) if said in known else tuple(sorted(u for u in known if u.endswith(said)))
    return Token(Slot.UNIT, match.group(), at, None, (), units) if units else None


def _unit(word: str | None) -> Kind | None:
    return _UNIT_KINDS.get(word or "")


def _place(match: re.Match[str], at: int, plan: Plan) -> Token | None:
    reference, _ = read_reference(match.group(), plan)
    if reference.missing or not reference:
        return None
    slot = Slot.CLAUSE if reference.clauses else Slot.CHAPTER
    return Token(slot, match.group(), at, None, reference.clauses or reference.chapters)


def _top(match: re.Match[str], at: int) -> Token:
    last = match["last"] or (match["way"] or "") in ("倒数", "后", "最后", "末")
    n = to_int(match["n"] or match["k"] or match["j"] or "") or 1
    kind = _unit(match["u2"] or match["u3"])
    return Token(Slot.TOP, match.group(), at, kind, (-n if last else n,))


def _bound(match: re.Match[str], at: int) -> Token | None:
    limits = _limits(match)
    if not limits:
        return None
    noun = match["noun"] or ""
    named = next((k for _, k, p in _words(noun[:1] or " ") if k and p.fullmatch(noun)), None)
    return Token(Slot.BOUND, match.group(), at, named or _unit(match["unit"]), limits)


def _which(match: re.Match[str], at: int) -> Token:
    kind = Kind.DEPARTMENTS if match["who"] else _unit(match["unit"] or match["at"])
    n = to_int(match["n"] or "")
    return Token(Slot.WHICH, match.group(), at, kind, (n,) if n else ())


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match["a"])
    if match["b"]:
        return tuple(range(first, int(match["b"]) + 1))
    if match["before"]:
        return tuple(range(2015, first + 1))
    if match["after"]:
        return tuple(range(first + 1, 2061))
    return (first,)


def _limits(match: re.Match[str]) -> tuple[int, int] | None:
    n, pre = to_int(match["n"]), match["pre"] or ""
    post = (match["post"] or "").strip("（()）")
    if n is None:
        return None
    if match["m"]:
        return n, to_int(match["m"]) or n
    if pre and re.fullmatch(_MORE, pre):
        return n + 1, 999
    if pre and re.fullmatch(_LESS, pre):
        return 1, n - 1
    if (pre and re.fullmatch(_LEAST, pre)) or post in ("以上", "及以上"):
        return n, 999
    if (pre and re.fullmatch(_MOST, pre)) or post in ("以下", "以内"):
        return 1, n
    return n, n
