"""Plain lists and counts: chapters, clauses, tasks, departments, targets, years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.owners import task_owners, without_role
from assistant.compose.phrase import duty_text, summary, telling
from assistant.ledger.aims import listed_titles
from assistant.ledger.ask import Act, Ask, Scope
from assistant.ledger.counts import Row, chapter_line
from assistant.ledger.kinds import Kind
from assistant.ledger.saying import head, spoken
from assistant.ledger.writing import Writing, filtered, none, query
from assistant.understand.question import Asked, Question
from corpus.model import Chapter, Clause, Role, Sentence, Task

_MANY, _FEW, _SHORT = 12, 6, 60
_ROLES = {Role.LEAD: "牵头部门", Role.SHARED: "分工部门", None: "责任部门"}
_SEVERAL = re.compile(r"[几哪][个些项几一二三]|多少[个项年]|共|所有|全部|都有|列|总数")
_TIMES = re.compile(r"(?:出现|[写提说讲用标])[^，。？]{0,16}(?:几|多少)[次回]|标[^，。？]{0,6}几处")
_OWNERLESS, _YEAR = "没有。", re.compile(r"20\d\d年")
_TELLING = re.compile(  # 分别要做什么: what is said there, too
    r"名(?:字|称)[里中上]?面?(?:叫|带|含|有)[着了]?[“\"「]|叫[“\"「]|合并(?:起来)?(?:列|说|写)|(?:[？?。，,]|逐条|分别)(?:说说?|讲讲?)?[\u4e00-\u9fff]{1,3}的(?:分别|都|各)?是(?:些)?(?:什么|啥)"
    r"|(?:分别|各自?|都)(?:是|要求?|在|都)*(?:做|干|讲|写|说|规定|提|要求)[了到]?的?(?:是)?(?:什么|啥|哪(?![几些一]?条))"
    r"|[，,](?:又|都)?(?:分别|各自?)(?!是|有|由|归|叫|负责|牵头|参|承担)[\u4e00-\u9fff]{1,4}?(?:的是?|[了个些过到])*(?:什么|啥)"
)
# 包含几条，各叫什么: the titles are wanted, too.
_CALLED = re.compile(r"叫(?:什么|啥)|章名|标题|名称|名字|条名|题目|分别是(?:什么|哪)")


class Lists(Writing):
    """What is picked, in lines."""

    def _chapters(self, ask: Ask, question: Question) -> Draft | None:
        found = self._relation.chapters(ask.scope)
        if not found:
            return none()
        if ask.scope.groups and not ask.scope.sizes:
            tasks = self._relation.tasks(replace(ask.scope, sizes=()))
            return self._duties.by_chapter(tasks, query(ask))
        whole = len(found) == len(self._plan.chapters)
        head = Statement(f"共{len(found)}章：", (), (str(len(found)),))
        if whole:
            size = str(len(self._plan.clauses))
            head = Statement(f"全文共{len(found)}章、{size}条：", (), (str(len(found)), size))
        lines = [chapter_line(c, "", (), brief=whole) for c in found]
        told = ask.act is Act.COUNT or whole or len(found) > 1
        return Draft(Status.ANSWERED, (*[head] * told, *lines), lines=True)

    def _clauses(self, ask: Ask, question: Question) -> Draft | None:
        scope = ask.scope
        found = self._relation.clauses(scope)
        if not found:
            return self._unmet(ask, question)
        if not filtered(scope) and ask.act is Act.LIST and not self._chapters_of(scope):
            return None
        if scope.groups:
            return self._of_departments(ask, question, found)
        if scope.words:
            return self._worded(ask, found, question)
        if ask.act is Act.COUNT and not filtered(scope):
            told = self._total(found, scope)
            return _with_titles(told, found) if _CALLED.search(question.text) else told
        if not filtered(scope) and (chapter := self._whole_chapter(found)):
            told_ = chapter_line(chapter, "：", ())
            return _with_titles(Draft(Status.ANSWERED, (told_,), lines=True), found)
        if scope.bare or (scope.undated and scope.years):
            return listed_titles(found)
        valued = scope.figures or scope.trends or scope.units or scope.base or scope.topics
        if scope.years or scope.percent or scope.aimed or valued:
            rows = [r for r in self._relation.targets(scope) if r[0] in found]
            lines = [self._aims.line(c, s, ts) for c, s, ts in rows]
            count = str(len(found))
            head = Statement(f"共涉及{count}条：", (), (count,))
            return self._aims.listed([(c, s) for c, s, _ in rows], [head, *lines], question, "")
        size = next((s for s in scope.sizes if s.high), None)
        by = size.kind if size else Kind.TASKS
        rows_ = [Row(c, self._relation.size((c,), by, scope)) for c in found]
        head_ = len(found) > 1 or ask.act is Act.COUNT
        draft = self._counts.listed(
            rows_, Kind.CLAUSES, by, query(ask, found), head=head_, bare=size is None
        )
        plain = not (filtered(scope) and (scope.role or scope.sizes or scope.both or scope.without))
        return replace(draft, departments=()) if draft and plain and not scope.titles else draft

    def _whole_chapter(self, clauses: list[Clause]) -> Chapter | None:
        """The chapter that some clauses are all of, which is told with what it is called."""
        numbers = {c.number for c in clauses}
        whole = ({x.number for x in c.clauses} == numbers for c in self._plan.chapters)
        return next((c for c, w in zip(self._plan.chapters, whole, strict=True) if w), None)

    def _unmet(self, ask: Ask, question: Question) -> Draft | None:
        """No clause: of a year that no target is due in, those that write of it at all."""
        scope = ask.scope
        years = tuple(f"{y}年" for y in sorted(scope.years))
        if not years or replace(scope, years=frozenset()) != Scope(places=scope.places):
            unsaid = all(_YEAR.fullmatch(w) and w not in self._plan.source for w in scope.words)
            quoted = replace(scope, words=()) != Scope() and scope.words
            unsaid = unsaid or bool(quoted and all(f"“{w}”" in question.text for w in quoted))
            unsaid = unsaid or bool(scope.places and not scope.titles)
            return none() if _structural(scope) or (scope.words and unsaid) else None
        said = replace(ask, scope=Scope(places=scope.places, words=years))
        found = self._relation.clauses(said.scope)
        return self._worded(said, found, question) if found else none()

    def _of_departments(self, ask: Ask, question: Question, found: list[Clause]) -> Draft:
        """Clauses of departments: the tasks that they have there."""
        numbers = {c.number for c in found}
        scope = replace(ask.scope, sizes=(), words=(), every=ask.scope.joint)
        if ask.scope.sole:
            held = self._relation.tasks(scope)
        else:
            held = self._relation.tasks(replace(scope, barred=frozenset()))
        tasks = [t for t in held if t.clause in numbers]
        return self._duties.lines(tasks, question, query(ask))

    def _worded(self, ask: Ask, found: list[Clause], question: Question) -> Draft:
        """Clauses with the sentence that holds the word."""
        words = ask.scope.words
        asked = "几次" if _TIMES.search(question.text) else "几条"
        lines = list(head(found, list(words), asked if ask.act is Act.COUNT else ""))
        tasks = list[Task]()
        for clause in found:
            held = [s for s in clause.sentences if any(w in s.text for w in words)][:2]
            marks = tuple(Evidence(s.start, s.end, clause.number) for s in held)
            told = held and (len(found) == 1 or _TELLING.search(question.text))
            shown = held if len(found) > 1 else held[:1]
            sayings = dict.fromkeys(_saying(s, words).rstrip("。") for s in shown)
            said = f"：{'；'.join(sayings)}" if told else ""
            lines.append(
                Statement(f"{clause.label}{clause.title}{said}", marks or (title(clause),))
            )
            tasks += [t for t in clause.tasks if any(w in t.text for w in words)]
        one = len(found) == 1
        if one and question.asks(Asked.WHO):
            lines += [Statement(f"由{duty_text(t)}。", (e,)) for t in tasks if (e := bracket(t))]
        departments = tuple(d for t in tasks for d in responsible(t)) if one else ()
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True, frames=spoken(words))

    def _total(self, found: list[Clause], scope: Scope) -> Draft:
        count = str(len(found))
        where, numbers = self._place(scope)
        where = where or ("其余各章" if scope.outside else "")
        run = not scope.outside and found[-1].number - found[0].number == len(found) - 1
        told = run and len(found) > 1 and "至" not in where
        span = f"（{found[0].label}至{found[-1].label}）" if told else ""
        marks = tuple(map(title, found if scope.places else (found[0], found[-1])))
        text = f"{where or '全文'}共{count}条{span}。"
        return Draft(Status.ANSWERED, (Statement(text, marks, (count, *numbers)),))

    def _tasks(self, ask: Ask, question: Question) -> Draft | None:
        tasks = self._relation.tasks(ask.scope)
        if not tasks:
            return none() if (ask.scope.words if ask.scope.groups else ask.scope.sizes) else None
        often = _TIMES.search(question.text)  # 标了几回责任单位
        if not (often or filtered(ask.scope) or self._chapters_of(ask.scope)):
            return None
        if ask.scope.groups:
            return self._duties.lines(tasks, question, query(ask))
        owned = question.asks(Asked.WHO) and not often and len(tasks) <= _MANY  # 由谁牵头
        if ask.act is Act.COUNT and not ask.scope.sizes and not owned:
            return self.task_total(ask.scope)
        rows = [Row(t, len(t.duties)) for t in tasks]
        draft = self._counts.listed(rows, Kind.TASKS, Kind.DEPARTMENTS, query(ask))
        if draft is None:
            return None
        figures = str(len(tasks)), str(len({t.clause for t in tasks}))
        head = Statement(f"共{figures[0]}项任务、涉及{figures[1]}条：", (), figures)
        return replace(draft, statements=(head, *draft.statements))

    def _departments(self, ask: Ask, question: Question) -> Draft | None:
        scope = ask.scope
        if scope.groups and all(len(g) == 1 for g in scope.groups):
            return None
        if scope.nowhere and not self._chapters_of(scope):
            return None
        owners = replace(scope, places=()) == Scope() and not self._chapters_of(scope)
        if owners and ask.act is Act.LIST:
            return self._owners(scope)
        names = self._relation.names(scope)
        if not names:
            return self._nobody(scope)
        if scope.sizes:
            by = scope.sizes[0].kind
            rows = [Row(n, self._relation.load(self._relation.rows(scope, n), by)) for n in names]
            return self._counts.listed(
                rows, Kind.DEPARTMENTS, by, query(ask, self._held(scope)), head=True
            )
        tasks: dict[int, Task] = {}
        for name in names:
            own = self._relation.rows(scope, name)
            tasks |= {t.start: t for t in (own if _placed(scope) or len(names) < _FEW else own[:1])}
        ordered = [tasks[k] for k in sorted(tasks)]
        found = [d for t in ordered for d in responsible(t, names) if scope.role in (None, d.role)]
        where, numbers = self._place(scope)
        held = {c.chapter for d in found if (c := self._plan.clause(d.clause))}
        if where.startswith("第") and not {int(n) for n in numbers} <= held:
            where, numbers = "", ()  # a chapter that gives no evidence is not told
        elif where.startswith("（"):  # nor is a clause
            said = replace(scope, places=(frozenset(d.clause for d in found),))
            where, numbers = self._place(said)
        rest = "其余" if scope.excepted else ""
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        count = str(len(names))
        text = f"{where}{rest}{_ROLES[scope.role]}共{count}个：{'、'.join(names)}。"
        kept = tuple(found) if _placed(scope) or len(names) < _MANY else ()
        return Draft(Status.ANSWERED, (Statement(text, marks, (count, *numbers)),), kept)

    def _nobody(self, scope: Scope) -> Draft | None:
        """No department: in the role asked for, those of a clause in the other role."""
        clauses = self._relation.inside(scope) if scope.places else []
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        plain = scope == Scope(places=scope.places, role=scope.role)
        if scope.role and plain and len(clauses) == 1 and tasks:
            return without_role(clauses[0], tasks, scope.role)
        if scope == Scope(places=scope.places) and clauses and not tasks:
            rows = (Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses)
            told = (Statement(_OWNERLESS), *rows)
            return Draft(Status.ANSWERED, told, lines=True, frames=(_OWNERLESS,))
        return none() if _structural(scope) else None

    def _owners(self, scope: Scope) -> Draft | None:
        """Who is responsible for each task of the clauses named."""
        clauses = self._relation.inside(scope)
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        if len(clauses) > 1 or not tasks:
            return self._by_clause(Ask(Act.LIST, Kind.DEPARTMENTS, scope)) if tasks else None
        lines = task_owners(tasks, "", len(tasks) > 1)
        found = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), found, lines=True)

    def _targets(self, ask: Ask, question: Question) -> Draft | None:
        if not filtered(ask.scope) and not _SEVERAL.search(question.text):
            return None  # 那个指标是多少 asks for a value
        found = self._relation.targets(ask.scope)
        if not found:
            return none() if ask.scope.dated or ask.scope.figures or ask.scope.percent else None
        lines = [self._aims.line(c, s, ts) for c, s, ts in found]
        names = tuple(n for g in ask.scope.groups for n in g)
        count = str(sum(len(ts) for _, _, ts in found))
        if ask.act is Act.COUNT:
            lines.insert(0, Statement(f"共{count}项：", (), (count,)))
        return self._aims.listed([(c, s) for c, s, _ in found], lines, question, "", names)

    def _years(self, ask: Ask, question: Question) -> Draft | None:
        if not filtered(ask.scope) and not _SEVERAL.search(question.text):
            return None
        found = self._relation.due_years(ask.scope)
        lines = [s for y in found if (s := self._of_year(y, Kind.CLAUSES, ask.scope))]
        return Draft(Status.ANSWERED, tuple(lines), lines=True) if lines else none()


def _structural(scope: Scope) -> bool:
    """Whether "none" is an answer of the ledger: departments, roles and sizes are all in it."""
    return bool(
        scope.groups
        or scope.barred
        or scope.without
        or scope.sizes
        or scope.nowhere
        or scope.confined
        or scope.across
        or scope.untitled
        or scope.only_years
    )


def _placed(scope: Scope) -> bool:
    return bool(scope.places or scope.titles or scope.words or scope.years)


def _saying(sentence: Sentence, words: Sequence[str]) -> str:
    """A sentence in short, with the words looked for."""
    said = summary(sentence, _SHORT)
    return said if any(w in said for w in words) else telling(sentence, words, 2 * _SHORT)


def _with_titles(draft: Draft, clauses: list[Clause]) -> Draft:
    """The number of clauses, and their titles."""
    told = (Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses)
    return replace(draft, statements=(*draft.statements, *told), lines=True)
