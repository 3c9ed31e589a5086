"""How many chapters, clauses, tasks and departments there are, and which."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Statement, responsible
from assistant.compose.lookup import title
from assistant.ledger.counts import Counts, Row, chapter_line
from assistant.ledger.scope import Kind, Scope, excluded_only, kinds, subject
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan, Role
from corpus.numerals import to_han

_COUNTED = re.compile(r"多少|几|总共|一共|总数|合计|共有|条数|个数|数量|统计")


class Totals:
    """Totals of one plan."""

    def __init__(self, dossier: Dossier, counts: Counts) -> None:
        self._plan: Plan = dossier.plan
        self._counts = counts

    def answer(self, question: Question, scope: Scope) -> Draft | None:
        """How many chapters, clauses, tasks or departments there are; chapters with titles."""
        text = question.text
        wanted = tuple(k for k in kinds(text) if not (k is Kind.CHAPTERS and scope.chapters))
        listing = question.asks(Asked.LIST, Asked.TITLE, Asked.WHO) or re.search(
            r"名单|分别|各|标题|清单", text
        )
        if (
            Kind.CHAPTERS in wanted
            and listing
            and not re.search(r"各章.{0,4}[几多]", text)
            and wanted[0] is Kind.CHAPTERS
        ):
            return self._chapters()
        if Kind.CHAPTERS in wanted and re.search(r"[各每](?:个|一)?(?:章|部分)", text):
            return self._chapters()
        if wanted == (Kind.DEPARTMENTS,) and (listing or scope.chapters):
            return self._names(question, scope)
        roles = scope.role or scope.without
        if roles and listing_of(text) and subject(text) is Kind.DEPARTMENTS:
            return self._names(question, scope)
        if wanted == (Kind.CLAUSES,) and listing_of(text):
            return self._clauses_in_role(scope) if scope.role or scope.without else None
        if not _COUNTED.search(text):
            return None
        said = [s for k in wanted[:3] if (s := self._counted(k, scope))]
        return Draft(Status.ANSWERED, tuple(said), lines=len(said) > 1) if said else None

    def _chapters(self) -> Draft:
        count = str(len(self._plan.chapters))
        head = Statement(
            f"全文共{count}章、{len(self._plan.clauses)}条：",
            (),
            (count, str(len(self._plan.clauses))),
        )
        lines = [chapter_line(c, "", (), brief=True) for c in self._plan.chapters]
        return Draft(Status.ANSWERED, (head, *lines), lines=True)

    def _names(self, question: Question, scope: Scope) -> Draft | None:
        """The departments of the plan or of chapters, each once."""
        pool = [n for n in self._counts.pool(question, scope) if self._counts.of(n, scope)]
        if not pool:
            return Draft(Status.NOT_IN_PLAN, (Statement("方案中没有这样的部门。"),))
        tasks = [
            t
            for n in pool
            for t in (
                self._counts.of(n, scope) if scope.chapters else self._counts.of(n, scope)[:1]
            )
        ]
        ordered = sorted({t.start: t for t in tasks}.values(), key=lambda t: t.start)
        found = [d for t in ordered for d in responsible(t, pool) if scope.role in (None, d.role)]
        count, where = str(len(pool)), _where(scope)
        said = {Role.LEAD: "牵头部门", Role.SHARED: "分工部门", None: "责任部门"}[scope.role]
        rest = "其余" if excluded_only(question) else ""
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{where}{rest}{said}共{count}个：{'、'.join(pool)}。"
        kept = tuple(found) if scope.chapters or len(pool) < 12 else ()
        return Draft(
            Status.ANSWERED, (Statement(text, marks, (count, *map(str, scope.chapters))),), kept
        )

    def _clauses_in_role(self, scope: Scope) -> Draft | None:
        """Clauses that have, or have only, leading or shared tasks."""
        rows = [Row(c, 0) for c in scope.clauses(self._plan) if scope.meets(c)]
        return self._counts.listed(rows, Kind.CLAUSES, Kind.TASKS, scope, head=True, bare=True)

    def _counted(self, kind: Kind, scope: Scope) -> Statement | None:
        clauses, where = scope.clauses(self._plan), _where(scope)
        numbers = tuple(map(str, scope.chapters))
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        if kind is Kind.CHAPTERS:
            n, m = str(len(self._plan.chapters)), str(len(clauses))
            return Statement(
                f"全文共{n}章、{m}条。", (title(clauses[0]), title(clauses[-1])), (n, m)
            )
        if kind is Kind.CLAUSES:
            if scope.role:
                clauses = [c for c in clauses if scope.meets(c)]
            n, shown = str(len(clauses)), clauses if scope.chapters else [clauses[0], clauses[-1]]
            marks = tuple(map(title, shown))
            span = (
                f"（{clauses[0].label}至{clauses[-1].label}）"
                if len(scope.chapters) < 2 and not scope.role
                else ""
            )
            return Statement(f"{where or '全文'}共{n}条{span}。", marks, (n, *numbers))
        if kind is Kind.TASKS:
            chosen = [
                t for t in tasks if scope.role in (None, t.responsibility and t.responsibility.role)
            ]
            said = {
                Role.LEAD: "牵头负责的",
                Role.SHARED: "按职责分工负责的",
                None: "写明责任部门的",
            }[scope.role]
            lead = str(sum(t.responsibility.role is Role.LEAD for t in chosen if t.responsibility))
            figures = (str(len(chosen)), lead, str(len(chosen) - int(lead)))
            detail = f"，其中牵头{figures[1]}项、分工{figures[2]}项" if scope.role is None else ""
            return Statement(
                f"{where}{said}任务共{len(chosen)}项{detail}。", (), (*figures, *numbers)
            )
        names = {d.name for t in tasks for d in t.duties if scope.role in (None, d.role)}
        said = "牵头部门" if scope.role is Role.LEAD else "责任部门"
        return Statement(f"{where}{said}共{len(names)}个。", (), (str(len(names)), *numbers))


def listing_of(text: str) -> bool:
    """Whether a question wants clauses listed, not only counted."""
    return bool(re.search(r"哪[几些]?一?[条个]?|标题|分别|列", text))


def _where(scope: Scope) -> str:
    return "、".join(f"第{to_han(n)}章" for n in scope.chapters)
