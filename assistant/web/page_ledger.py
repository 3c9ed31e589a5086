"""The tab 任务台账: every task, filtered, counted, drawn, and taken away as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from assistant.tasks import TaskFilter, filtered
from assistant.web.ledger_view import filter_form, results
from assistant.web.tab import QUIET, Site, Tab, script
from corpus.model import Role

MAX_KEYWORD = 60


def fill(site: Site) -> None:
    """The filter, and below it what meets it."""
    ledger = Ledger(site)
    gr.HTML(filter_form(site.assistant.dossier), apply_default_css=False, elem_id="pl-filter")
    found = gr.HTML(
        ledger.show({}), apply_default_css=False, elem_id="pl-results", js_on_load=script("ledger")
    )
    # A change while an earlier one is on its way must not be lost.
    found.select(ledger.filter, None, found, trigger_mode="multiple", **QUIET)


TAB = Tab("ledger", "任务台账", fill)


class Ledger:
    """The events of the tab 任务台账."""

    def __init__(self, site: Site) -> None:
        self._dossier = site.assistant.dossier
        self._tasks = {(t.clause, t.number): t for t in site.plan.tasks()}

    def show(self, fields: Mapping[str, Any]) -> str:
        """What meets the filter, as HTML."""
        wanted = read_filter(fields)
        rows = filtered(self._dossier, wanted)
        tasks = [self._tasks[row["clause"], row["task"]] for row in rows]
        sent = _number(str(fields.get("sent", ""))) or 0
        mark = f'<i hidden data-sent="{sent}"></i>'  # ledger.js: which sending this answers
        return mark + results(self._dossier, wanted, rows, tasks)

    def filter(self, event: gr.EventData) -> str:
        """The fields of the form have changed."""
        return self.show(event._data)


def read_filter(fields: Mapping[str, Any]) -> TaskFilter:
    """The form's fields as a filter; what is no value of a field asks nothing."""
    told = {name: str(value).strip() for name, value in fields.items()}
    role = told.get("role", "")
    return TaskFilter(
        department=told.get("department", "")[:MAX_KEYWORD],
        role=Role(role) if role in set(Role) else None,
        chapter=_number(told.get("chapter", "")),
        due=_number(told.get("due", "")),
        keyword=told.get("keyword", "")[:MAX_KEYWORD],
    )


def _number(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 5 else None
