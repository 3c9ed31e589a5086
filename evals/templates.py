"""Generated questions to the ledger: clauses, chapters, departments side by side, years, sizes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from assistant.answer import Status
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Task
from corpus.numerals import to_han
from evals.cases import Case, ExpectedDepartment


def ledger_questions(dossier: Dossier) -> Iterator[Case]:
    """All of them, ids not yet given."""
    plan = dossier.plan
    yield from _clauses(plan)
    yield from _chapters(plan)
    yield from _in_chapters(dossier)
    yield from _together(dossier)
    yield from _in_both(plan)
    yield from _counts(dossier)
    yield from _sizes(plan)
    yield from _years(plan)


def _case(
    kind: str,
    question: str,
    clauses: Iterable[int],
    facts: Iterable[str] = (),
    departments: Iterable[ExpectedDepartment] | None = None,
) -> Case:
    return Case(
        id="new",
        category=f"exhaustive_{kind}",
        question=question,
        status=(Status.ANSWERED,),
        clauses=tuple(sorted(set(clauses))),
        departments=None if departments is None else tuple(dict.fromkeys(departments)),
        facts=tuple((f,) for f in facts),
    )


def _named(clause: Clause) -> set[str]:
    return {d.name for t in clause.tasks for d in t.duties}


def _own(tasks: Iterable[Task], names: Iterable[str]) -> list[ExpectedDepartment]:
    wanted = set(names)
    return [
        ExpectedDepartment(name=d.name, role=d.role, clause=t.clause)
        for t in tasks
        for d in t.duties
        if d.name in wanted
    ]


def _clauses(plan: Plan) -> Iterator[Case]:
    """What a clause says, by number; its number, by title; its neighbour; each of its tasks."""
    for clause in plan.clauses:
        n, every = clause.number, _own(clause.tasks, _named(clause))
        yield _case("number", f"第{n}条讲什么？", (n,), (clause.title,), every)
        yield _case("number", f"第{to_han(n)}条的标题", (n,), (clause.title,))
        yield _case("number", f"“{clause.title}”是第几条？", (n,), (clause.label,))
        yield _case("number", f"第{clause.label}条原文", (n,), (clause.sentences[0].text,), every)
        following = plan.clause(n + 1)
        if following:
            yield _case("number", f"第{n}条的下一条是什么？", (n + 1,), (following.title,))
        for task in clause.tasks if len(clause.tasks) > 1 else ():
            names = [d.name for d in task.duties]
            asked = f"第{n}条第{to_han(task.number)}项任务由谁负责？"
            yield _case("number", asked, (n,), names, _own((task,), names))


def _chapters(plan: Plan) -> Iterator[Case]:
    for chapter in plan.chapters:
        numbers, titles = [c.number for c in chapter.clauses], [c.title for c in chapter.clauses]
        said = to_han(chapter.number)
        yield _case("chapter", f"第{said}章有哪些条款？", numbers, titles)
        yield _case("chapter", f"概括第{said}章", numbers, titles)
        yield _case("chapter", f"“{chapter.title}”这一章包括哪几条？", numbers, titles)
        last, first = chapter.clauses[-1], chapter.clauses[0]
        yield _case("chapter", f"第{said}章最后一条叫什么？", (last.number,), (last.title,))
        yield _case("chapter", f"第{said}章第一条叫什么？", (first.number,), (first.title,))


def _in_chapters(dossier: Dossier) -> Iterator[Case]:
    """What a department has to do in each chapter."""
    for name in dossier.departments:
        for chapter in dossier.plan.chapters:
            own = [t for c in chapter.clauses for t in c.tasks if _own((t,), (name,))]
            if own:
                asked = f"{name}在第{to_han(chapter.number)}章有哪些任务？"
                yield _case("part", asked, {t.clause for t in own}, (), _own(own, (name,)))


def _together(dossier: Dossier) -> Iterator[Case]:
    """Clauses that name both of two departments."""
    for pair in combinations(dossier.departments, 2):
        both = [c.number for c in dossier.plan.clauses if _named(c).issuperset(pair)]
        if both:
            yield _case("together", f"同时有{pair[0]}和{pair[1]}的条款有哪些？", both)


def _in_both(plan: Plan) -> Iterator[Case]:
    """Departments that two clauses in a row share; those only the first of them has."""
    for one, other in zip(plan.clauses, plan.clauses[1:], strict=False):
        shared, rest = _named(one) & _named(other), _named(one) - _named(other)
        numbers = (one.number, other.number)
        if shared:
            asked = f"第{one.number}条和第{other.number}条共同的责任部门有哪些？"
            yield _case("shared", asked, numbers, shared)
        if rest and _named(other):
            asked = f"第{one.number}条有、第{other.number}条没有的责任部门有哪些？"
            case = _case("shared", asked, (one.number,), rest)
            yield case.model_copy(update={"also": (other.number,)})


def _counts(dossier: Dossier) -> Iterator[Case]:
    for name in dossier.departments:
        own = [t for t in dossier.plan.tasks() if _own((t,), (name,))]
        numbers = {t.clause for t in own}
        for asked, size in ((f"{name}涉及几条？", numbers), (f"{name}一共有几项任务？", own)):
            unit = "条" if size is numbers else "项"
            facts = (f"{len(size)}{unit}",) if len(own) > 1 else ()
            yield _case("count", asked, numbers, facts, _own(own, (name,)))


def _sizes(plan: Plan) -> Iterator[Case]:
    """Clauses with just so many departments, or tasks."""
    departments, tasks = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for clause in plan.clauses:
        departments[len(_named(clause))].append(clause.number)
        tasks[sum(bool(t.duties) for t in clause.tasks)].append(clause.number)
    for said, found in (("责任部门", departments), ("任务", tasks)):
        for size, numbers in found.items():
            if size > 1:
                unit = "个" if said == "责任部门" else "项"
                yield _case("size", f"正好有{size}{unit}{said}的条款有哪些？", numbers)


def _years(plan: Plan) -> Iterator[Case]:
    due = defaultdict[int, set[int]](set)
    for clause in plan.clauses:
        for year in (t.due_year for s in clause.sentences for t in s.targets):
            if year:
                due[year].add(clause.number)
    for year, numbers in due.items():
        yield _case("year", f"{year}年到期的目标在哪几条？", numbers)
        yield _case("year", f"到{year}年要完成的有哪些？", numbers)
