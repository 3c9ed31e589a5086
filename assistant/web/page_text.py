"""The tab 方案原文: the whole plan, to read, to search and to link to.

The side panel of the other tabs takes its clauses from here.
"""

from __future__ import annotations

import gradio as gr

from assistant.web.tab import Site, Tab, script
from assistant.web.text_view import whole_text


def fill(site: Site) -> None:
    """The text; searching and marking need no server."""
    gr.HTML(
        whole_text(site.plan, site.assistant.dossier.examples.word),
        apply_default_css=False,
        elem_id="pa-text",
        js_on_load=script("text"),
    )


TAB = Tab("text", "方案原文", fill)
