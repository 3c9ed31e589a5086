"""The tab 评测: the latest evaluation, read anew whenever the tab is opened."""

from __future__ import annotations

import gradio as gr

from assistant.web.quality import read_history, read_summary
from assistant.web.quality_view import report
from assistant.web.tab import QUIET, Site, Tab, script


def fill(site: Site) -> None:
    """The report, read when the page is built and again when the tab is opened."""

    def show() -> str:
        home = site.settings.evals
        return report(read_summary(home), read_history(home))

    found = gr.HTML(
        show(), apply_default_css=False, elem_id="pa-quality", js_on_load=script("quality")
    )
    found.expand(show, None, found, **QUIET)


TAB = Tab("quality", "评测", fill)
