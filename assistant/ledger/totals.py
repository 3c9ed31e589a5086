"""How many chapters, clauses, tasks and departments there are, and which."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Statement, responsible
from assistant.ledger.counts import Counts, Row, chapter_line
from assistant.ledger.kinds import SLOTS, Kind, kinds
from assistant.ledger.query import Query
from assistant.ledger.subjects import plain, single
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan, Role
from corpus.numerals import to_han

_COUNTED = re.compile(
    r"多少|(?<!第)几|到第几条|总共|一共|总数|合计|共有|条数|个数|数量|统计|为止|末号|最后一个"
)
_NAMES = re.compile(r"名单|名称|名字|分别|各|标题|清单|逐[个一]|叫什么|报一|列|都有谁|是哪")
_DEPARTMENTS = re.compile(r"部门|单位|机构|局委|委办|成员|哪些局|哪几家|几家")
_LIMITED = re.compile(r"[只仅光](?!是|要|列|报|说|给)|没有?(?!有)|不(?:是|在|参|牵)|最|除[了开去]")
_OCCURRING = re.compile(rf"{SLOTS['said']}|露面|现身")
_NONE = "没有"


class Totals:
    """Totals of one plan."""

    def __init__(self, dossier: Dossier, counts: Counts) -> None:
        self._plan: Plan = dossier.plan
        self._counts = counts

    def answer(self, question: Question, query: Query) -> Draft | None:
        """How many chapters, clauses, tasks or departments there are, and which."""
        text = single(plain(question.text))
        wanted = tuple(k for k in kinds(text) if not (k is Kind.CHAPTERS and query.chapters))
        listing = question.asks(Asked.LIST, Asked.TITLE, Asked.WHO) or bool(_NAMES.search(text))
        if _directory(question.text, query):
            return self._titles()
        if not query.chapters and _CONTENTS.search(question.text):
            return self._chapters() if Kind.CHAPTERS in wanted else self._titles()
        if found := self._of_chapters(query):
            return found
        if Kind.CHAPTERS in wanted and _chapters_asked(text, wanted, listing):
            return self._chapters()
        if query.select is Kind.TASKS and query.barred:
            return self._without(query)
        if query.narrowed and query.select is not Kind.DEPARTMENTS and not query.excepted:
            if query.select is Kind.TASKS and not listing_of(text):
                return self._stated(wanted, query, question.asks(Asked.WHO))
            return self._picked(query)
        named = bool(_DEPARTMENTS.search(text)) and not _unread(text, query)
        if (
            query.select is Kind.DEPARTMENTS
            and named
            and (listing or query.chapters or query.narrowed)
        ):
            return self._with_whole(text, query, self._names(query))
        if wanted == (Kind.CLAUSES,) and listing_of(text):
            return None
        asked = _COUNTED.search(text) or (query.size and question.asks(Asked.CHECK))
        # 氢在多少条里出现过: of a word that was not read
        occurs = wanted == (Kind.CLAUSES,) and _OCCURRING.search(text) and not query.narrowed
        told = asked and not occurs
        return self._stated(wanted, query, question.asks(Asked.WHO)) if told else None

    def _of_chapters(self, query: Query) -> Draft | None:
        """Chapters without a department or role."""
        if query.select is not Kind.CHAPTERS:
            return None
        without = (query.barred or query.without) and not query.excepted
        return self._chapters_without(query) if without else None

    def _with_whole(self, text: str, query: Query, part: Draft) -> Draft:
        """全文有多少个部门，其中牵过头的几个: the whole before its part."""
        asked = re.search(r"其中|里头|当中", text) and query.role and query.counted
        whole = self._counted(Kind.DEPARTMENTS, replace(query, role=None)) if asked else None
        if whole is None:
            return part
        return replace(part, statements=(whole, *part.statements), lines=True)

    def _stated(
        self, wanted: tuple[Kind, ...], query: Query, listing: bool = False
    ) -> Draft | None:
        if Kind.CHAPTERS in wanted:  # its line tells the clauses too
            wanted = tuple(k for k in wanted if k is not Kind.CLAUSES)
        if listing and wanted[-1:] == (Kind.DEPARTMENTS,):
            *wanted_rest, _ = wanted
            names = self._names(query)
            counted = (s for k in wanted_rest if (s := self._counted(k, query)))
            return replace(names, statements=(*counted, *names.statements), lines=True)
        said = [s for k in wanted[:3] if (s := self._counted(k, query))]
        return Draft(Status.ANSWERED, tuple(said), lines=len(said) > 1) if said else None

    def _picked(self, query: Query) -> Draft:
        """Clauses by their titles, by roles in them, or without a department."""
        rows = [Row(c, 0) for c in query.chosen(self._plan)]
        found = self._counts.listed(rows, Kind.CLAUSES, Kind.TASKS, query, head=True, bare=True)
        return found or Draft(Status.ANSWERED, (Statement(f"{_NONE}。"),), frames=(_NONE,))

    def _without(self, query: Query) -> Draft | None:
        """Tasks that name none of the departments barred."""
        tasks = [t for c in query.clauses(self._plan) for t in c.tasks if query.free(t)]
        rows = [Row(t, len(t.duties)) for t in tasks]
        return self._counts.listed(rows, Kind.TASKS, Kind.DEPARTMENTS, query, head=True)

    def _chapters_without(self, query: Query) -> Draft:
        """Chapters none of whose clauses names a department, or has a role."""
        rows = [
            Row(c, len(c.clauses))
            for c in self._plan.chapters
            if not any(
                d.name in query.barred or d.role is query.without
                for x in c.clauses
                for t in x.tasks
                for d in t.duties
            )
        ]
        found = self._counts.listed(rows, Kind.CHAPTERS, Kind.CLAUSES, query)
        return found or Draft(Status.ANSWERED, (Statement(f"{_NONE}。"),), frames=(_NONE,))

    def _chapters(self) -> Draft:
        count = str(len(self._plan.chapters))
        head = Statement(
            f"全文共{count}章、{len(self._plan.clauses)}条：",
            (),
            (count, str(len(self._plan.clauses))),
        )
        lines = [chapter_line(c, "", (), brief=True) for c in self._plan.chapters]
        return Draft(Status.ANSWERED, (head, *lines), lines=True)

    def _titles(self) -> Draft:
        """Every chapter with the titles of its clauses."""
        lines = []
        for chapter in self._plan.chapters:
            lines.append(chapter_line(chapter, "", (), brief=True))
            lines += [Statement(f"{c.label}{c.title}", (title(c),)) for c in chapter.clauses]
        return Draft(Status.ANSWERED, tuple(lines), lines=True)

    def _names(self, query: Query) -> Draft:
        """The departments of the plan or of chapters, each once."""
        pool = [n for n in self._counts.pool(query) if self._counts.of(n, query)]
        if not pool:
            return Draft(Status.NOT_IN_PLAN, (Statement("方案中没有这样的部门。"),))
        tasks = [
            t
            for n in pool
            for t in (
                self._counts.of(n, query) if query.chapters else self._counts.of(n, query)[:1]
            )
        ]
        ordered = sorted({t.start: t for t in tasks}.values(), key=lambda t: t.start)
        found = [d for t in ordered for d in responsible(t, pool) if query.role in (None, d.role)]
        count, where = str(len(pool)), _where(query)
        said = {Role.LEAD: "牵头部门", Role.SHARED: "分工部门", None: "责任部门"}[query.role]
        rest = "其余" if query.excepted else ""
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{where}{rest}{said}共{count}个：{'、'.join(pool)}。"
        kept = tuple(found) if query.chapters or len(pool) < 12 else ()
        return Draft(
            Status.ANSWERED, (Statement(text, marks, (count, *map(str, query.chapters))),), kept
        )

    def _counted(self, kind: Kind, query: Query) -> Statement | None:
        clauses, where = query.clauses(self._plan), _where(query)
        numbers = tuple(map(str, query.chapters))
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        if kind is Kind.CHAPTERS:
            n, m = str(len(self._plan.chapters)), str(len(clauses))
            return Statement(
                f"全文共{n}章、{m}条。", (title(clauses[0]), title(clauses[-1])), (n, m)
            )
        if kind is Kind.CLAUSES:
            if query.role:
                clauses = query.chosen(self._plan)
            n, shown = str(len(clauses)), clauses if query.chapters else [clauses[0], clauses[-1]]
            marks = tuple(map(title, shown))
            span = (
                f"（{clauses[0].label}至{clauses[-1].label}）"
                if len(query.chapters) < 2 and not query.role
                else ""
            )
            return Statement(f"{where or '全文'}共{n}条{span}。", marks, (n, *numbers))
        marks = tuple(map(title, clauses)) if query.chapters else ()
        if kind is Kind.TASKS:
            chosen = [
                t for t in tasks if query.role in (None, t.responsibility and t.responsibility.role)
            ]
            said = {
                Role.LEAD: "牵头负责的",
                Role.SHARED: "按职责分工负责的",
                None: "写明责任部门的",
            }[query.role]
            lead = str(sum(t.responsibility.role is Role.LEAD for t in chosen if t.responsibility))
            figures = (str(len(chosen)), lead, str(len(chosen) - int(lead)))
            detail = f"，其中牵头{figures[1]}项、分工{figures[2]}项" if query.role is None else ""
            return Statement(
                f"{where}{said}任务共{len(chosen)}项{detail}。", marks, (*figures, *numbers)
            )
        names = {d.name for t in tasks for d in t.duties if query.role in (None, d.role)}
        said = {Role.LEAD: "牵头部门", Role.SHARED: "分工部门", None: "责任部门"}[query.role]
        return Statement(f"{where}{said}共{len(names)}个。", marks, (str(len(names)), *numbers))


def _unread(text: str, query: Query) -> bool:
    """只牵头一项、没参与其他的: of some departments; all there are would be the opposite."""
    return bool(_LIMITED.search(text)) and not (query.chapters or query.narrowed)


def _chapters_asked(text: str, wanted: tuple[Kind, ...], listing: bool) -> bool:
    """Whether the chapters with their titles are asked for."""
    if re.search(r"[各每](?:个|一)?(?:章|部分)", text):
        return True
    return listing and wanted[0] is Kind.CHAPTERS


def listing_of(text: str) -> bool:
    """Whether a question wants clauses listed, not only counted."""
    return bool(re.search(r"哪[几些]?一?[条个]?|标题|分别|列|叫(?:什么|啥)名", text))


# All the titles there are: 各条标题, 38条的题目全列出来, 完整目录.
_EVERY_TITLE = re.compile(
    r"(?:全部|所有|各|每一?|逐|完整|全文|\d+|都)[^，。？章]{0,6}(?:标题|题目|条名|目录)|(?:标题|题目|条名|目录)[^，。？]{0,4}(?:全|都|逐|一一|挨个)"
    r"|(?:全部|所有|每一?|逐)条(?:款)?(?:都)?叫"
)


# Nothing but the table of contents: 方案目录, 给个目录.
_CONTENTS = re.compile(
    r"^[^，。？]{0,6}目录(?:给我|发我|看看|一下|列出来?|列(?=一下)|[吧呢])*(?:[，。？?]|$)"
)


def _directory(text: str, query: Query) -> bool:
    """Whether the titles of all clauses are asked for."""
    whole = not (query.chapters or query.narrowed or query.groups or query.size)
    clauses = Kind.CHAPTERS not in kinds(text) or Kind.CLAUSES in kinds(text)
    return bool(whole and clauses and _EVERY_TITLE.search(text))


def _where(query: Query) -> str:
    if query.outside and query.chapters:
        return "其余各章"
    return "、".join(f"第{to_han(n)}章" for n in query.chapters)
