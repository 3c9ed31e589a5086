"""The tab 任务台账 as HTML: the filter, the counts, the table, and room for the charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.cli.text import ROLES
from assistant.tasks import TaskFilter
from assistant.web import charts
from assistant.web.markup import anchor, empty, place_attributes, text
from corpus.catalog import Dossier
from corpus.model import Plan, Role, Task

_HEAD = ("条款", "任务", "责任部门", "目标")


def filter_form(dossier: Dossier) -> str:
    """The fields to filter by; ledger.js reads them."""
    years = sorted(
        {
            t.due_year
            for task in dossier.plan.tasks()
            for s in task.sentences
            for t in s.targets
            if t.due_year
        }
    )
    return (
        '<form class="pl-form" role="search" aria-label="筛选任务">'
        '<label class="pa-field pl-wide">关键词<input name="keyword" type="search" maxlength="60" '
        'autocomplete="off" placeholder="任务或标题中的字词"></label>'
        + _select("department", "责任部门", [(d, d) for d in dossier.departments])
        + _select("role", "责任方式", [(r, ROLES[r]) for r in Role])
        + _select("chapter", "章", [(str(c.number), c.text) for c in dossier.plan.chapters])
        + _select("due", "到期年份", [(str(y), f"{y}年") for y in years])
        + '<button type="reset" class="pa-button">重置</button></form>'
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    shown = "".join(f'<option value="{text(v)}">{text(t)}</option>' for v, t in options)
    return (
        f'<label class="pa-field">{label}<select name="{name}"><option value="">全部</option>'
        f"{shown}</select></label>"
    )


def results(
    dossier: Dossier, wanted: TaskFilter, rows: Sequence[dict[str, Any]], tasks: Sequence[Task]
) -> str:
    """Counts, downloads, the table, and the charts as data."""
    if not rows:
        body = empty("没有符合条件的任务", "请减少筛选条件，或换一个关键词。")
        return (
            f'<div class="pl"><div class="pl-bar"><p role="status">共0项任务</p></div>{body}</div>'
        )
    return (
        f'<div class="pl"><div class="pl-bar">{_counts(tasks)}{_views()}{_downloads(wanted)}</div>'
        f"{_table(dossier.plan, rows, tasks, wanted.keyword.strip())}"
        f"{_charts(dossier, tasks)}</div>"
    )


def _counts(tasks: Sequence[Task]) -> str:
    duties = [d for task in tasks for d in task.duties]
    roles = [task.responsibility.role if task.responsibility else None for task in tasks]
    targets = sum(len(s.targets) for task in tasks for s in task.sentences)
    told = [f"{ROLES[r]}{roles.count(r)}项" for r in (Role.LEAD, Role.SHARED, None) if r in roles]
    return (
        f'<p role="status"><b>共{len(tasks)}项任务</b>（{"，".join(told)}），'
        f"涉及{len({d.name for d in duties})}个部门，{targets}个目标</p>"
    )


def _views() -> str:
    buttons = "".join(
        f'<button type="button" class="pa-button" data-view="{view}" aria-pressed="{pressed}">'
        f"{name}</button>"
        for view, pressed, name in (("table", "true", "表格"), ("charts", "false", "图表"))
    )
    return f'<div class="pl-views" role="group" aria-label="显示方式">{buttons}</div>'


def _downloads(wanted: TaskFilter) -> str:
    asked = {
        "department": wanted.department,
        "role": wanted.role,
        "chapter": wanted.chapter,
        "due": wanted.due,
        "keyword": wanted.keyword,
    }
    query = {k: v for k, v in asked.items() if v}

    def link(name: str, shown: str, **more: str) -> str:
        address = text(f"page/ledger.{name}?{urlencode({**query, **more})}")
        return f'<a class="pa-button" data-download href="{address}">{shown}</a>'

    return (
        '<div class="pl-downloads" role="group" aria-label="导出">'
        f"{link('xlsx', '导出 Excel')}{link('xlsx', 'Excel 按部门分表', sheets='department')}"
        f"{link('csv', '导出 CSV')}</div>"
    )


def _table(plan: Plan, rows: Sequence[dict[str, Any]], tasks: Sequence[Task], keyword: str) -> str:
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _HEAD)
    shown, chapter = "", ""
    for row, task in zip(rows, tasks, strict=True):
        if row["chapter"] != chapter:
            chapter = row["chapter"]
            shown += (
                f'<tr role="row" class="pl-chapter"><th role="rowheader" colspan="{len(_HEAD)}">'
                f"{text(chapter)}</th></tr>"
            )
        shown += _row(row, task, keyword)
    return (
        '<table role="table" class="pl-table"><caption class="pa-sr">任务台账</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{shown}</tbody></table>'
    )


def _row(row: dict[str, Any], task: Task, keyword: str) -> str:
    clause = row["clause"]
    where = place_attributes(clause, "clause", task.start, task.end)
    name = _hit(f"{row['label']}{row['title']}", keyword)
    place = f'<a href="#{anchor(clause)}" {where}>{name}</a>'
    full = " pl-full" if keyword else ""
    return (
        f'<tr role="row"><td role="cell" class="pl-place">{place}'
        f"<small>任务{row['task']}</small></td>"
        f'<td role="cell"><p class="pl-text{full}">{_hit(row["text"], keyword)}</p></td>'
        f'<td role="cell">{_duties(task)}</td><td role="cell">{_targets(task)}</td></tr>'
    )


def _duties(task: Task) -> str:
    if not task.duties:
        return f'<span class="pl-none">{ROLES[None]}</span>'
    found = ""
    for role in Role:
        names = "".join(f"<li>{text(d.name)}</li>" for d in task.duties if d.role is role)
        if names:
            short = "牵头" if role is Role.LEAD else "分工"
            found += f'<div class="pl-duty pa-{role}"><b>{short}</b><ul>{names}</ul></div>'
    return found


def _targets(task: Task) -> str:
    found = [t for s in task.sentences for t in s.targets]
    rows = "".join(
        f"<li>{text(t.text)}"
        + (f'<small class="pl-due">{t.due_year}年</small>' if t.due_year else "")
        + "</li>"
        for t in found
    )
    return f'<ul class="pl-targets">{rows}</ul>' if rows else '<span class="pl-none">无</span>'


def _hit(words: str, keyword: str) -> str:
    """Text with the keyword marked."""
    if not keyword:
        return text(words)
    pieces = re.split(f"({re.escape(keyword)})", words)
    return "".join(
        f"<mark>{text(piece)}</mark>" if n % 2 else text(piece) for n, piece in enumerate(pieces)
    )


def _charts(dossier: Dossier, tasks: Sequence[Task]) -> str:
    departments = dossier.departments
    return (
        '<div class="pl-charts" hidden>'
        + "".join(
            chart(title, told, data)
            for title, told, data in (
                (
                    "各年到期的目标数",
                    "按期限所在的年份统计；一项任务可以有几个目标。",
                    charts.targets_by_year(tasks),
                ),
                (
                    "各部门的任务数",
                    "红色为牵头，青色为按职责分工负责。",
                    charts.tasks_by_department(tasks, departments),
                ),
                (
                    "部门与各章",
                    "格中的数是任务数；章以序号表示。",
                    charts.department_by_chapter(tasks, dossier.plan, departments),
                ),
            )
        )
        + "</div>"
    )


def chart(title: str, told: str, data: str) -> str:
    """A figure that charts.js draws; ``told`` says in words how to read it."""
    return (
        f'<figure class="pa-chart"><figcaption><b>{text(title)}</b><span>{text(told)}</span>'
        f'</figcaption><div class="pa-plot" role="img" aria-label="{text(title)}。{text(told)}" '
        f'data-chart="{text(data)}"></div></figure>'
    )
