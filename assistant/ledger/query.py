"""One question to the ledger as slots that combine freely: what is listed, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.ledger.bounds import Bound, bound
from assistant.ledger.kinds import SLOTS, Kind
from assistant.ledger.measures import EXTREME
from assistant.ledger.roles import SOLE, both_roles, either_role, read_role
from assistant.ledger.subjects import plain, subject  # fmt: skip
from assistant.understand.question import Asked, Question
from corpus.departments import Mention
from corpus.model import Clause, Plan, Role, Sentence, Task
from corpus.numerals import HAN_DIGITS

_TOGETHER = re.compile(
    r"并列|同一(?:个|份|张|串)|合作|协作|联手|也有份|也(?:都)?(?:要|得)?(?:参[与加]|负责|管|沾边)|碰头|聚[到在首]|会合|撞(?:车|到|上|在)|交叉|相交|同框|同台|搭手|共同|共有|一起|同时|均|[两三四]家|联手|联合|重合|重叠|交集|相同|一块儿?(?!地)|既.{1,14}[又也]|并且|而且"
    r"|凑[齐到在]|搭[过了]?(?:班|伙|档)|碰[到在]|同一?[条项]|齐(?:了|全|上阵)|并肩"
    r"|都(?!有(?:哪|什么|啥|些)|是?(?:哪|什么|啥)|在哪|(?:负责|管|承担|牵头|要|参与|涉及|干|做|出现)[了些过在]*(?:做|干|管)?(?:哪|什么|啥))"
)
_JOINT = re.compile(
    r"名单|括号|并列|(?:共同|一起|联合|联手)(?:负责|承担|牵头|完成|落实|办|管|干)|任务|事项|合作"
)
_SAME_CLAUSE = re.compile(
    r"(?:同一?|某一?|哪一?|一)条(?:款)?(?:之?[里中内]|以内|$|的(?:任务|事)|[^，。？]{0,3}(?:碰|搭|凑|共|合))"
)
_EITHER = re.compile(
    r"或者|或|任[一何意]|之一|随便|哪怕|分别|各自?(?!项|类|条款|条文)(?!种|个方面)"
)
_EXCEPT = re.compile(
    r"(?:除了?|除开|除去|不含|不包括|不算|排除|去掉|剔除|抛开|撇开|刨去|刨除|扣除)[^，。？、]{0,3}$"
)
_BEYOND = re.compile(r"(?:以外|之外)(?!的?[条章])")
_LACKS = re.compile(
    rf"(?<!有)(?:{SLOTS['lacks']})(?:让|有|要求|安排|给|由|被|写|列|出现|提到|涉及|点|带|把|要|见|看到|包含|任何)*$"
)
_ABSENT = re.compile(rf"^(?:[也都却并]|的名字|的任务|这家)*(?:{SLOTS['absent']})")
_ONLY_BEFORE = re.compile(r"(?:只|仅|光|就|单独|单)(?:有|由|归|让|是|写了?|列了?|挂了?)*$")
_ALONE_AFTER = re.compile(r"(?:自己|单独|独自|独家|一家|一个(?:部门|单位)|单方面|独立|一手)")
_BUT = re.compile(r"(?:除了?|除开|除去|不含|不算|去掉|刨去)[^。？?]{2,24}")
_BUT_PART = re.compile(
    rf"(?:除了?|除开|除去|不含|不算|不看|去掉|刨去|刨除|撇开|抛开|排除)第?[（(]?[{HAN_DIGITS}\d]{{1,3}}[）)]?(?:条|章|个?部分|、|和)"
)
_PLACED = re.compile(r"(?:第几|哪一?个?|哪)(?:章|大?部分)")
_CONFINED = re.compile(
    r"(?:只|仅|光|就)(?:在|出现|涉及|有|见于|存在)|(?:其他|别的)[章条][^，。]{0,4}(?:没|不)"
)
_AND = re.compile(r"^\s*(?:、|和|与|及|跟|以及|，)\s*$")
_QUOTED = r"[“\"「‘《]([^“”\"」’》]{1,12})[”\"」’》]"
_IN_TITLE = re.compile(
    r"(?:标题|题目|名称|条名|篇名|条目名|章名)[^，。？?]{0,4}?(?:带有?|含有?|包含|出现|提到|写着?|有|是?以|叫)了?"
    rf"(?:{_QUOTED}|(?!什么|啥|哪|多少|几|出|列|一|全|有|给)([^，。的？?“”\"]{{1,8}}?)(?=(?:[一二两三四五六七八九十]个字|字样|这个词|两个字|的|开头|打头|，|。|？|$)))"
)
_TITLED = re.compile(
    rf"(?<![章分节]){_QUOTED}(?!的?[这那该一本]?章)"
    r"[^，。？?]{0,8}(?:标题|题目|名称|条名|篇名|条目名)"
)
# 涉及“生态补偿”的条款标题: titles are told, the words stand in the text.
_SPOKEN = re.compile(
    rf"(?:涉及|提[到及]|[写讲说谈]到|定位|查[找询]?|找[出到]?)[了过]?(?:{_QUOTED})+的条"
)
_NAME_LIKE = re.compile(
    rf"(?:以|带有?|含有?|叫|有){_QUOTED}|{_QUOTED}(?:开头|打头|字头|起头|结尾|收尾|收束|字样|[一二两三]个字|字)"
    rf"|(?:最后|末尾|结尾|尾字|末字|最后一个字|后缀|尾巴)[^，。？]{{0,4}}(?:是|为|带|叫){_QUOTED}"
    r"|(?:以|用)([\u4e00-\u9fff]{1,4}?)(?:两个?字|一个字|字)?(?:开头|打头|起头|起首|结尾|收尾)"
)
# 写有“党政同责”的那条: the clause has the words, and no name of a department.
_OF_CLAUSE = re.compile(r"”[^，。？]{0,4}的?(?:[那这]一?[条句段项]|条款|一条)")
_ENDS = re.compile(r"结尾|收尾|收束|最后|末尾|尾字|末字|后缀")
_OF_TASKS = re.compile(r"的(?:任务|事项|工作|责任括号)[^，。？]{0,6}(?:哪|几|有|集中|分布|列)")
_UNTITLED = re.compile(
    r"(?:但|却|而|又|，|且)[^，。？]{0,4}?(?:不是|不含|不带|没有?|不叫|不算|不属于)(?:有|出现)?[“\"]?([^，。？”\"的]{2,8})"
)
_STARTS = re.compile(r"开头|打头|起头|为首|字头|起首|领起")
_UNLIKE = re.compile(r"(?:不|非|没有?|未)(?:是|以|带|含|属于|用|叫|有)?$")


@dataclass(frozen=True, slots=True)
class Query:
    """The slots of a question.

    Each of ``groups`` is a department by any of its names; ``barred`` must not occur. ``together``
    asks for what all groups share; ``joint`` for sharing it in one task, not only in one clause.
    ``without`` is a role that must not occur, ``both`` wants either role, ``sole`` one department
    alone. ``titles`` are words that a clause's title must hold.
    """

    select: Kind | None
    groups: tuple[tuple[str, ...], ...] = ()
    barred: frozenset[str] = frozenset()
    excepted: bool = False
    together: bool = False
    joint: bool = False
    role: Role | None = None
    without: Role | None = None
    both: bool = False
    sole: bool = False
    chapters: tuple[int, ...] = ()
    size: Bound | None = None
    titles: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()
    initial: bool = False
    numbers: tuple[int, ...] = ()
    like: tuple[str, ...] = ()
    unlike: bool = False
    final: bool = False
    placed: bool = False
    confined: bool = False
    counted: bool = False
    outside: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every department wanted, each once."""
        return tuple(dict.fromkeys(n for g in self.groups for n in g))

    @property
    def telling(self) -> bool:
        """Whether a slot is filled that only questions to the ledger have."""
        return bool(self.like or self.titles or self.size or self.both or self.without or self.sole)

    @property
    def narrowed(self) -> bool:
        """Whether clauses are picked by more than their chapter."""
        return bool(self.barred or self.titles or self.both or self.role or self.without)

    def in_chapter(self, number: int) -> bool:
        """Whether a chapter is among those named, or outside them (除第一章外)."""
        return not self.chapters or (number in self.chapters) != self.outside

    def free(self, task: Task) -> bool:
        """Whether a task names somebody, and none of those barred."""
        return bool(task.duties) and not self.barred & {d.name for d in task.duties}

    def clauses(self, plan: Plan) -> list[Clause]:
        """Clauses of the chapters with the words asked for in their titles."""
        return [
            c
            for c in plan.clauses
            if self.in_chapter(c.chapter)
            and (not self.numbers or (c.number in self.numbers) != self.outside)
            and self.titled(c.title)
        ]

    def chosen(self, plan: Plan) -> list[Clause]:
        """Those of the clauses that meet roles and bars as well."""
        return [c for c in self.clauses(plan) if self._roles(c) and self._free(c)]

    def tasks(self, plan: Plan) -> list[Task]:
        """Tasks of the clauses that meet the departments and roles asked for."""
        found = [t for c in self.clauses(plan) for t in self._of(c)]
        if not (self.sole and self.groups and self.select is Kind.CLAUSES):
            return found
        # A clause of one department alone, where there is one; else its tasks alone.
        named = {c.number: {d.name for t in c.tasks for d in t.duties} for c in self.clauses(plan)}
        return [t for t in found if len(named[t.clause]) == 1] or found

    def sentences(self, plan: Plan) -> list[tuple[Clause, Sentence]]:
        """Sentences of the tasks of the departments asked for; of all tasks where none is."""
        if not self.groups:
            return [(c, s) for c in self.clauses(plan) for s in c.sentences]
        return [(c, s) for c in self.clauses(plan) for t in self._of(c) for s in t.sentences]

    def titled(self, title: str) -> bool:
        """Whether a title holds the words asked for, or begins with them."""
        return all(self._named(title, w) for w in self.titles) and not any(
            w in title for w in self.untitled
        )

    def _named(self, name: str, word: str) -> bool:
        if self.initial and self.final:
            return name.startswith(word) or name.endswith(word)
        if self.final:
            return name.endswith(word)
        return name.startswith(word) if self.initial else word in name

    def _roles(self, clause: Clause) -> bool:
        roles = {d.role for t in clause.tasks for d in t.duties}
        if self.both:
            return len(roles) == len(Role)
        wanted = self.role in roles or self.role is None
        return wanted and self.without not in roles

    def _free(self, clause: Clause) -> bool:
        """Whether a clause names somebody, and none of those barred."""
        named = {d.name for t in clause.tasks for d in t.duties}
        return bool(named or not self.narrowed or self.titles) and not named & self.barred

    def fits(self, name: str, tasks: list[Task]) -> bool:
        """Whether a department may be listed: neither barred nor in a role ruled out."""
        roles = {d.role for t in tasks for d in t.duties if d.name == name}
        if any(self._named(name, w) == self.unlike for w in self.like):
            return False
        if (self.excepted and name in self.barred) or self.without in roles:
            return False
        return len(roles) == len(Role) if self.both else bool(roles)

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
        if self.sole and len(self.groups) > 1:
            return all(met) and len(task.duties) == len(self.groups)
        if self.sole and len(task.duties) > 1:
            return False
        return all(met) if self.together and self.joint else any(met)


@lru_cache(maxsize=256)
def read_query(question: Question) -> Query:
    """The slots of a question."""
    text = plain(question.text)
    barred = _barred(question)
    kept = [m for m in question.mentions if m not in barred]
    groups = tuple(dict.fromkeys(tuple(d.name for d in m.departments) for m in kept))
    titled = _IN_TITLE.search(text) or (not _SPOKEN.search(text) and _TITLED.search(text)) or None
    rest = _STARTS.sub("", text.replace(titled.group(), "标题")) if titled else text
    role, without = read_role(rest, len(groups))
    both = not groups and both_roles(rest)
    about = subject(text)
    by_name = about is Kind.DEPARTMENTS and not groups and not _OF_CLAUSE.search(text)
    like = list(_NAME_LIKE.finditer(text)) if by_name else []
    together = len(groups) > 1 and bool(_TOGETHER.search(text)) and not _EITHER.search(text)
    sole = bool(SOLE.search(text)) or _alone(question, kept)
    return Query(
        select=Kind.TASKS
        if barred and _OF_TASKS.search(rest)
        else (about if rest is text else subject(rest)) or (Kind.CLAUSES if titled else None),
        groups=groups,
        barred=frozenset(d.name for m in barred for d in m.departments),
        excepted=excluded_only(question),
        together=together or (sole and len(groups) > 1),
        joint=not _SAME_CLAUSE.search(text)
        and (bool(_JOINT.search(text)) or about is not Kind.CLAUSES),
        role=None if both else role,
        counted=question.asks(Asked.COUNT) and not EXTREME.search(text),
        without=None if both else without,
        both=both,
        sole=sole and not (role is None and either_role(rest)),
        chapters=question.reference.chapters,
        outside=bool((_BUT_PART if question.mentions else _BUT).search(text)),
        size=bound(rest),
        titles=tuple(w for w in titled.groups() if w) if titled else (),
        untitled=tuple(_UNTITLED.findall(text)) if titled else (),
        initial=bool((titled or by_name) and _STARTS.search(text)),
        numbers=question.reference.clauses,
        like=tuple(w for m in like for w in m.groups() if w),
        unlike=any(_UNLIKE.search(text[: m.start()]) for m in like),
        final=bool((titled or like) and _ENDS.search(text)),
        placed=bool(_PLACED.search(text)),
        confined=bool(_CONFINED.search(text)),
    )


def _alone(question: Question, kept: list[Mention]) -> bool:
    """只有生态环境局一家, 财政局自己牵头: the one department named and nobody else."""
    if len(kept) != 1:
        return False
    before, after = question.text[: kept[0].start], question.text[kept[0].end :]
    return bool(_ONLY_BEFORE.search(before) or _ALONE_AFTER.match(after))


def excluded_only(question: Question) -> bool:
    """Whether departments are barred as such (除…外), not clauses that name them (没有…的条款)."""
    text = question.text
    return any(
        _EXCEPT.search(text[: m.start]) or _BEYOND.match(text, m.end) for m in question.mentions
    )


def _barred(question: Question) -> list[Mention]:
    barred: list[Mention] = []
    for mention in question.mentions:
        before, after = question.text[: mention.start], question.text[mention.end :]
        last = barred[-1] if barred else None
        joined = last and _AND.match(question.text[last.end : mention.start])
        absent = _ABSENT.search(after) and subject(question.text) in (Kind.CLAUSES, Kind.CHAPTERS)
        beyond = _EXCEPT.search(before) or _BEYOND.match(after)
        if beyond or _LACKS.search(before) or absent or joined:
            barred.append(mention)
    return barred
