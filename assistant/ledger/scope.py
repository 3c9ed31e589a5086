"""What part of the ledger a question is about: departments, roles, chapters; and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.understand.question import Question
from corpus.departments import Mention
from corpus.model import Clause, Plan, Role, Task
from corpus.numerals import HAN_DIGITS, to_int

_TOGETHER = re.compile(
    r"共同|共有|一起|同时|均|两家|三家|联手|联合|重合|重叠|交集|相同|一块儿?(?!地)|既.{1,14}又|并且|而且"
    r"|都(?!有(?:哪|什么|啥|些)|是?(?:哪|什么|啥)|在哪|(?:负责|管|承担|牵头|要|参与|涉及|干|做)[了些过]*(?:做|干|管)?(?:哪|什么|啥))"
)
_JOINT = re.compile(r"(?:共同|一起|联合|联手)(?:负责|承担|牵头|完成|落实|办|管|干)|任务|事项|合作")
_EITHER = re.compile(r"或者|或|任[一何]")
_EXCEPT = re.compile(
    r"(?:除了?|除开|除去|不含|不包括|不算|排除|去掉|剔除|抛开|撇开)[^，。？、]{0,3}$"
)
_LACKS = re.compile(
    r"(?<!有)(?:没有|没|却无|无|未列|未含|不含|缺|而非|不是|不由|不带)(?:写|列|出现|提到)?$"
)
_AND = re.compile(r"^\s*(?:、|和|与|及|跟|以及|，)\s*$")
_LEAD = r"牵(?:过|了)?头|带头|挑头|主导|领头|主抓|打头|挂帅|主办|总负责|主责"
_SHARED = (
    r"(?:按)?职责分工负责|按职责分工|分工(?=负责|承担|的|任务|参与)|配合|协办|协助|打下手|配角"
    r"|跟着干|[和与]别人一起"
)
_NO = r"(?:没有?|不|未|无|从没有?|从未|不是|不含|非|不带)(?:写|单独|任何|一个|一项|有)?[“\"]?"
_NOT_ROLE = re.compile(
    rf"{_NO}(?P<a>{_LEAD}|{_SHARED})|(?:光|只|仅|单)?(?:是)?(?P<b>{_LEAD}|{_SHARED}|参与)[^，。；]{{0,3}}(?:不要|不算|除外|不用|别列)"
)
_WHETHER = re.compile(r"有没有|是不是|有无|是否")
_ONLY_LEAD = re.compile(rf"(?:全|都|均|只|仅|清一色)[^，。；]{{0,4}}(?:{_LEAD})")
_ONLY_SHARED = re.compile(rf"(?:全|都|均|只|仅|清一色)[^，。；]{{0,4}}(?:{_SHARED}|共同负责)")


class Kind(StrEnum):
    """What a ledger question lists, counts or measures by."""

    CHAPTERS = "chapters"
    CLAUSES = "clauses"
    TASKS = "tasks"
    DEPARTMENTS = "departments"


NAMES: dict[Kind, str] = {
    Kind.CHAPTERS: r"章(?!程|节)|大?部分|板块|大块",
    Kind.CLAUSES: r"条(?!河|路|街|江|线|件|例)(?:款|目|文)?",
    Kind.TASKS: r"(?:工作)?任务|事项|责任括号|括号|活儿?|担子|事(?=[最？?]|儿|情)",
    Kind.DEPARTMENTS: r"(?:责任|牵头|市级)?(?:部门|单位)|谁|局(?=最)|哪个局"
    r"|(?<=[哪几多少一两三四五六七八九十\d])家",
}
_ANY_KIND = "|".join(f"(?P<{k.value}>{p})" for k, p in NAMES.items())
_KIND = re.compile(_ANY_KIND)
_SUBJECT = re.compile(
    rf"(?:哪|第几|什么|几|多少|列出|所有|全部)[个些几一二两三家项大条级]*?(?:责任|牵头|负责|市级|相关|的)*(?:{_ANY_KIND})|(?P<who>谁)"
)
_HEAD = re.compile(rf"的(?:那|这)?(?:一|几|些|两|三)?(?:个|项|些)?(?:责任|牵头)?(?:{_ANY_KIND})")
_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_MORE = "超过|多于|大于"
_LEAST = "至少|不少于|不低于|起码|最少"
_LESS = "不到|少于|低于|不足"
_MOST = "不超过|不多于|至多|最多"
_EXACT = "只|仅|就|恰好|正好|刚好|单独"
_HAS = "有|由|是|列|分成|分为|分了|写|出现在|涉及|挂|交给|归"
_COUNTED = r"(?:责任|牵头)?(?:部门|单位)|任务|责任括号|括号|条款|条(?!河|路|街|江|线|件|例)"
_BOUND = re.compile(
    rf"(?:(?P<before>{_COUNTED})数?量?)?(?P<pre>{_MOST}|{_MORE}|{_LEAST}|{_LESS})?(?P<exact>{_EXACT})?"
    rf"(?:{_HAS})*了?(?<!第)(?<![{HAN_DIGITS}\d第])(?P<n>{_N})(?P<unit>[个家项处])?"
    rf"(?P<post>以上|及以上|以下|以内)?(?:的?不同的?)?(?P<k>{_COUNTED}|家)?(?P<tail>以上|及以上|以下|以内)?"
)
_SOLE = re.compile(
    r"独家|单独一家|单独负责|单一(?:责任)?(?:部门|单位)|(?:一|1)家(?:单独)?(?:负责|牵头|包揽|说了算|管)"
)
_NONE = re.compile(
    r"(?:没有|没|未|无|不)(?:写明?|列出?|列明|明确|标明?|规定|安排|指定|注明|带|挂|分配)?(?:了)?(?:任何|一个|具体)?(?:的)?(?:责任|牵头|负责)?(?:的)?(?:部门|单位|责任人?|括号)"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Departments wanted (each group: any of its names) and barred, the role, the chapters.

    ``together`` asks for what all groups share; ``joint`` for sharing it in one task, not only in
    one clause. ``without`` is a role that must not occur, ``sole`` asks for tasks of one department
    alone.
    """

    groups: tuple[tuple[str, ...], ...]
    barred: frozenset[str]
    together: bool
    joint: bool
    role: Role | None
    without: Role | None
    chapters: tuple[int, ...]
    sole: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every department wanted, each once."""
        return tuple(dict.fromkeys(n for g in self.groups for n in g))

    def clauses(self, plan: Plan) -> list[Clause]:
        """Clauses of the chapters, all where none is named."""
        return [c for c in plan.clauses if not self.chapters or c.chapter in self.chapters]

    def meets(self, clause: Clause) -> bool:
        """Whether a clause has a task in the role asked for and none in the one ruled out."""
        roles = {d.role for t in clause.tasks for d in t.duties}
        return (
            self.role in roles or (self.role is None and bool(roles))
        ) and self.without not in roles

    def tasks(self, plan: Plan) -> list[Task]:
        """Tasks of the chapters that meet the departments and roles asked for."""
        return [t for c in self.clauses(plan) for t in self._of(c)]

    def _of(self, clause: Clause) -> Iterator[Task]:
        named = {d.name for t in clause.tasks for d in t.duties}
        if named & self.barred:
            return
        if self.together and not self.joint and not all(named & set(g) for g in self.groups):
            return
        for task in clause.tasks:
            if task.duties and self._meets(task):
                yield task

    def _meets(self, task: Task) -> bool:
        duties = {d.name for d in task.duties if self.role in (None, d.role)}
        met = [bool(duties & set(g)) for g in self.groups]
        if not met:
            return bool(duties)
        if self.sole and len(task.duties) > 1:
            return False
        return all(met) if self.together and self.joint else any(met)


def read_scope(question: Question) -> Scope:
    """The scope of a question."""
    barred = _barred(question)
    kept = [m for m in question.mentions if m not in barred]
    groups = tuple(dict.fromkeys(tuple(d.name for d in m.departments) for m in kept))
    role, without = read_role(question.text, len(groups))
    together = (
        len(groups) > 1
        and bool(_TOGETHER.search(question.text))
        and not _EITHER.search(question.text)
    )
    names = frozenset(d.name for m in barred for d in m.departments)
    joint = bool(_JOINT.search(question.text))
    sole = bool(_SOLE.search(question.text))
    return Scope(groups, names, together, joint, role, without, question.reference.chapters, sole)


def excluded_only(question: Question) -> bool:
    """Whether departments are barred as such (除…外), not clauses that name them (没有…的条款)."""
    return any(_EXCEPT.search(question.text[: m.start]) for m in question.mentions)


def _barred(question: Question) -> list[Mention]:
    barred: list[Mention] = []
    for mention in question.mentions:
        before = question.text[: mention.start]
        last = barred[-1] if barred else None
        joined = last and _AND.match(question.text[last.end : mention.start])
        if _EXCEPT.search(before) or _LACKS.search(before) or joined:
            barred.append(mention)
    return barred


def read_role(text: str, groups: int = 0) -> tuple[Role | None, Role | None]:
    """The role asked for, and the role that must not occur (没有牵头的条款)."""
    text = _WHETHER.sub("", text)
    without = None
    for match in _NOT_ROLE.finditer(text):
        word = match["a"] or match["b"]
        without = Role.LEAD if re.search(_LEAD, word) else Role.SHARED
    text = _NOT_ROLE.sub("", text)
    lead = bool(re.search(_LEAD, text))
    shared = bool(re.search(_SHARED, text)) or (groups == 1 and "共同负责" in text)
    if without is None and groups == 0:
        without = (
            Role.SHARED
            if _ONLY_LEAD.search(text)
            else Role.LEAD
            if _ONLY_SHARED.search(text)
            else None
        )
    if without is not None and not lead and not shared:
        return (Role.SHARED if without is Role.LEAD else Role.LEAD), without
    return (None if lead == shared else Role.LEAD if lead else Role.SHARED), without


def subject(text: str) -> Kind | None:
    """What a question asks for: the kind its asking word belongs to, else its head noun."""
    for match in _SUBJECT.finditer(text):
        return Kind.DEPARTMENTS if match["who"] else _kind(match)
    heads = list(_HEAD.finditer(text))
    if heads:
        return _kind(heads[-1])
    found = list(_KIND.finditer(text))
    return _kind(found[0]) if found else None


def measure(text: str, of: Kind) -> Kind | None:
    """The kind named besides the subject."""
    order = {Kind.CHAPTERS: 0, Kind.CLAUSES: 1, Kind.TASKS: 2, Kind.DEPARTMENTS: 3}
    kinds = [_kind(m) for m in _KIND.finditer(text)]
    return next(
        (k for k in kinds if k is not of and (of is Kind.DEPARTMENTS or order[k] > order[of])), None
    )


def kinds(text: str) -> tuple[Kind, ...]:
    """Every kind named, each once."""
    return tuple(dict.fromkeys(_kind(m) for m in _KIND.finditer(text)))


def _kind(match: re.Match[str]) -> Kind:
    return next(k for k in Kind if match.groupdict().get(k.value))


@dataclass(frozen=True, slots=True)
class Bound:
    """A wanted size: at least ``low`` and at most ``high`` of ``kind``."""

    low: int
    high: int
    kind: Kind


def bound(text: str) -> Bound | None:
    """恰好7条, 超过十个部门, 只由一家负责, 没有责任部门."""
    if _NONE.search(_WHETHER.sub("", text)):
        return Bound(0, 0, Kind.DEPARTMENTS)
    if _SOLE.search(text):
        return Bound(1, 1, Kind.DEPARTMENTS)
    for match in _BOUND.finditer(text):
        n, word = to_int(match["n"]), match["k"] or (_sized(match) and match["before"])
        if n is not None and word:
            low, high = _limits(match, n)
            return Bound(low, high, _bound_kind(word))
    return None


def _sized(match: re.Match[str]) -> bool:
    """Whether a figure without a noun of its own bounds something: 部门超过六个."""
    return any(match[g] for g in ("pre", "exact", "post", "tail"))


def _limits(match: re.Match[str], n: int) -> tuple[int, int]:
    pre, post = match["pre"] or "", match["post"] or match["tail"] or ""
    if pre in _MORE.split("|"):
        return n + 1, 999
    if pre in _LESS.split("|"):
        return 1, n - 1
    if pre in _LEAST.split("|") or post in {"以上", "及以上"}:
        return n, 999
    if pre in _MOST.split("|") or post in {"以下", "以内"}:
        return 1, n
    return n, n


def _bound_kind(word: str) -> Kind:
    return next(
        k
        for k, p in NAMES.items()
        if re.search(p, word) or (k is Kind.DEPARTMENTS and word == "家")
    )
