"""Conversations: what is asked next, of cases answered rightly alone and of the plan's own ledger.

The truth of each next message is computed: from the case that it goes back to, from the clause or
the department that was asked about. What a follow-up loses, keeps too long, or takes from the turn
in between is seen. Wordings go round by the ids, so a set of cases always makes the same messages.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from assistant.answer import Status
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Target, Task
from corpus.numerals import to_han
from evals.cases import Case
from evals.metrics import Rule
from evals.run import Scored

_WHO = ("那谁负责？", "由哪些部门负责", "归谁管", "那责任单位呢")
_WHERE = ("在第几条", "出处呢", "那条款号呢", "写在哪一条")
_UNTOLD = ("罚多少钱", "联系电话多少", "花多少钱", "现在完成了吗", "负责人叫什么")
_ASIDE = ("今天天气怎么样", "帮我写首诗", "讲个笑话", "股票能买吗")
_BACK = ("回到刚才的问题，归谁管", "说正事，刚才那项谁负责", "言归正传，责任单位是谁")
_THANKS = ("好的谢谢", "嗯", "知道了", "收到")
_FIRST = ("最开始那个谁负责", "第一个问题的责任单位呢", "前面第一件事归谁管", "回到开头，由谁负责")
_FIRST_WHERE = ("刚才第一个问题在第几条", "最开始问的那项出处呢", "回到开头那个，在第几条")
_TURNS = ("对了，{q}", "换个话题，{q}", "另外，{q}", "谢谢。{q}", "还有，{q}", "{q}")
_NOT_THAT = ("不对，我问的是{q}", "不是这个，我想问{q}", "我没问这个，我问{q}", "答非所问，{q}")
_DOUBT = (
    "你确定吗",
    "你别瞎编",
    "凭什么这么说",
    "原文真这么写？",
    "靠谱吗",
    "再说一遍",
    "真的假的",
)
_LACKING = ("承包给谁了", "几号开工", "实际完成多少", "别的城市怎么样", *_UNTOLD)
_CLAUSE = ("第{n}条讲什么", "第{n}条的内容", "（{n}）说了什么")
_NTH = ("第{n}句原文", "第{n}句是什么", "这条第{n}句怎么说的")
_PREVIOUS = ("它前面那条谁负责", "上一条由谁负责", "前一条归谁管")
_SAME_CHAPTER = ("这一章还有哪些条", "同章的其他条", "这章一共几条")
_TASKS = ("{d}有哪些任务", "{d}的职责", "{d}负责哪些事")
_WORDS = ("农村", "企业", "学校", "道路", "污水", "垃圾", "土壤", "公园", "船舶", "噪声")
_OF_WORD = ("其中跟{w}有关的呢", "这里面有提到{w}的吗", "和{w}沾边的是哪几条", "哪些涉及{w}")
_OF_YEAR = ("其中{y}年要完成的呢", "只看{y}年的", "哪些是{y}年到期的")
_ITEM = ("第{n}项由谁负责", "第{n}项还有谁一起", "第{n}项的责任单位是谁")
_LEADS = ("其中牵头的呢", "哪些是牵头的", "只看牵头的")
_TOGETHER = ("这两家有共同的任务吗", "他们一起负责的有哪些", "两个部门共同负责哪些")

_REFUSED = (Status.NOT_IN_PLAN, Status.PARTIAL, Status.OUT_OF_SCOPE)
_NONE = (("没有",),)
_FEWEST = 3


def followups(cases: Iterable[Case], dossier: Dossier) -> Iterator[Case]:
    """Every conversation; ``note`` tells its kind."""
    yield from of_matters(cases)
    yield from of_clauses(dossier.plan)
    yield from of_departments(dossier)


def of_matters(cases: Iterable[Case]) -> Iterator[Case]:
    """Each case beside the next: what is asked of one of them, whatever was said in between."""
    fixed = sorted(cases, key=lambda c: hashlib.sha256(c.id.encode()).hexdigest())
    ways = _Ways()
    for one, other in pairwise(fixed):
        q, p = one.question, other.question
        said: dict[str, Any] = {"clauses": one.clauses, "also": one.also}
        again = said | {"facts": one.facts}
        where = said | {"facts": tuple((to_han(n), str(n)) for n in one.clauses)}
        yield ways.case("doubt", [q], _DOUBT, **again)
        yield ways.case("lacking", [q], _LACKING, status=_REFUSED)
        yield ways.case("refused-where", [q, ways.next("untold", _UNTOLD)], _WHERE, **where)
        if {*one.clauses, *one.also} & {*other.clauses, *other.also}:
            continue
        yield ways.case("back-where", [q, p], _FIRST_WHERE, **where)
        for kind, turns in (("switch", _TURNS), ("correction", _NOT_THAT)):
            asked = tuple(t.format(q=q) for t in turns)
            yield ways.case(kind, [p], asked, **again)
        if owners := tuple((d.name,) for d in one.departments or ()):
            who = said | {"facts": owners}
            yield ways.case("refused-who", [q, ways.next("untold", _UNTOLD)], _WHO, **who)
            yield ways.case("aside-who", [q, ways.next("aside", _ASIDE)], _BACK, **who)
            yield ways.case("thanks-who", [q, ways.next("thanks", _THANKS)], _WHO, **who)
            yield ways.case("turned-who", [p, "谁负责", q], _WHO, **who)
            yield ways.case("back-who", [q, p, "在第几条"], _FIRST, **who)


def of_clauses(plan: Plan) -> Iterator[Case]:
    """Each clause told by its number: a sentence of it, the clause before, its chapter."""
    ways = _Ways()
    for before, clause in pairwise(plan.clauses):
        history = [ways.next("told", _CLAUSE).format(n=to_han(clause.number))]
        if len(clause.sentences) >= _FEWEST:
            n = 1 + clause.number % (_FEWEST - 1)
            told = ((clause.sentences[n].text.rstrip("。；"),),)
            asked = tuple(t.format(n=to_han(n + 1)) for t in _NTH)
            yield ways.case("sentence", history, asked, clauses=(clause.number,), facts=told)
        if owners := _owners(before.tasks):
            number = (before.number,)
            yield ways.case("clause-before", history, _PREVIOUS, clauses=number, facts=owners)
        if len(inside := _beside(plan, clause)) > 1:
            yield ways.case("chapter", history, _SAME_CHAPTER, clauses=inside)


def of_departments(dossier: Dossier) -> Iterator[Case]:
    """Each department's tasks told: those of a word or a year, one by its place, what two share."""
    plan, ways = dossier.plan, _Ways()
    held = {d: [t for t in plan.tasks() if _has(t, d)] for d in dossier.departments}
    named = [d for d, own in held.items() if own]
    words = [w for w in _WORDS if w in plan.source]
    years = sorted({str(t.due_year) for t in _targets(plan) if t.due_year})
    for name, other in zip(named, [*named[1:], *named[:1]], strict=True):
        own, history = held[name], [ways.next("told", _TASKS).format(d=name)]
        word, year = ways.next("word", words), int(ways.next("year", years))
        spoken = [t for t in own if word in t.text]
        titled = [t for t in own if word in (plan.clause(t.clause) or t).text]
        due = [t for t in own if any(x.due_year == year for s in t.sentences for x in s.targets)]
        both = [t for t in own if _has(t, other)]
        leads = [t for t in own if any(d.name == name and d.role is Role.LEAD for d in t.duties)]
        asked = tuple(t.format(w=word) for t in _OF_WORD)
        yield ways.picked("of-word", history, asked, spoken, titled)
        asked = tuple(t.format(y=year) for t in _OF_YEAR)
        yield ways.picked("of-year", history, asked, due)
        yield ways.picked("leads", history, _LEADS, leads, own)
        shared = [*own, *held[other]]
        yield ways.picked("together", [*history, f"{other}呢"], _TOGETHER, both, shared)
        if len(own) >= _FEWEST:
            at = len(name) % _FEWEST
            asked = tuple(t.format(n=to_han(at + 1)) for t in _ITEM)
            number = (own[at].clause,)
            owners = _owners((own[at],))
            yield ways.case("item", history, asked, clauses=number, facts=owners)


class _Ways:
    """Wordings in turn, and the conversations made with them."""

    def __init__(self) -> None:
        self._turn = Counter[str]()

    def next(self, name: str, wordings: Sequence[str]) -> str:
        """The next of some wordings; each name counts its own."""
        self._turn[name] += 1
        return wordings[self._turn[name] % len(wordings)]

    def case(self, kind: str, history: Sequence[str], asked: Sequence[str], **gold: Any) -> Case:
        """A conversation of a kind; departments are looked for by their names in the answer."""
        question = self.next(kind, asked)
        return Case(
            id=f"{kind}-{self._turn[kind]:04}",
            category="followups",
            history=tuple(history),
            question=question,
            note=kind,
            **({"status": (Status.ANSWERED,), "departments": None} | gold),
        )

    def picked(
        self,
        kind: str,
        history: Sequence[str],
        asked: Sequence[str],
        tasks: Sequence[Task],
        also: Sequence[Task] = (),
    ) -> Case:
        """Those of the tasks listed that are meant; that there is none may be a refusal, too."""
        numbers, near = _clauses(tasks), _clauses(also)
        if numbers:
            return self.case(kind, history, asked, clauses=numbers, also=near)
        status = (Status.ANSWERED, Status.NOT_IN_PLAN)
        return self.case(kind, history, asked, status=status, facts=_NONE)


def _clauses(tasks: Sequence[Task]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t.clause for t in tasks))


def _targets(plan: Plan) -> Iterator[Target]:
    return (t for c in plan.clauses for s in c.sentences for t in s.targets)


def _has(task: Task, name: str) -> bool:
    return any(d.name == name for d in task.duties)


def _owners(tasks: Iterable[Task]) -> tuple[tuple[str, ...], ...]:
    """The departments of some tasks, each to be named."""
    return tuple((name,) for name in dict.fromkeys(d.name for t in tasks for d in t.duties))


def _beside(plan: Plan, clause: Clause) -> tuple[int, ...]:
    """The clauses of a clause's chapter."""
    return tuple(c.number for c in plan.clauses if c.chapter == clause.chapter)


def right(scored: Scored) -> bool:
    """Whether the reply is right; how long it may be is no matter of follow-ups."""
    return all(reason.rule is Rule.LENGTH for reason in scored.reasons)


def by_kind(scored: Sequence[Scored]) -> dict[str, tuple[int, int]]:
    """For each kind of conversation, how many of how many are right."""
    counts = Counter(s.case.note for s in scored)
    good = Counter(s.case.note for s in scored if right(s))
    return {kind: (good[kind], count) for kind, count in counts.items()}
