"""The tab 办件转办: the inquiry desk. Its script talks to ``/api/desk``, which checks each step."""

from __future__ import annotations

import gradio as gr

from assistant.engine import Assistant
from assistant.settings import Settings
from assistant.web.desk_view import frame
from assistant.web.tab import Tab, script


def fill(assistant: Assistant, settings: Settings) -> None:
    """The empty frame; what is in it depends on who is logged in, and is never in the page."""
    gr.HTML(
        frame(assistant.dossier.departments, settings.max_question),
        apply_default_css=False,
        elem_id="pa-desk",
        js_on_load=script("desk"),
    )


TAB = Tab("desk", "办件转办", fill)
