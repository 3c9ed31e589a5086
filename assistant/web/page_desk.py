"""The tab 办件转办: the inquiry desk. Its script talks to ``/api/desk``, which checks each step."""

from __future__ import annotations

import gradio as gr

from assistant.web.desk_view import frame
from assistant.web.tab import Site, Tab, script


def fill(site: Site) -> None:
    """The empty frame; what is in it depends on who is logged in, and is never in the page."""
    gr.HTML(
        frame(site.assistant.dossier, site.settings.max_question),
        apply_default_css=False,
        elem_id="pa-desk",
        js_on_load=script("desk"),
    )


TAB = Tab("desk", "办件转办", fill)
