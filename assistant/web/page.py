"""The page: Gradio for state and events, own markup (``*_view``) for what is seen."""

from __future__ import annotations

import gradio as gr
from fastapi import FastAPI

from assistant.engine import Assistant
from assistant.settings import Settings
from assistant.web import page_chat, page_desk, page_text, shell_view
from assistant.web.first_page import FirstPage
from assistant.web.tab import STATIC, Tab, script, styles

TABS: tuple[Tab, ...] = (page_chat.TAB, page_desk.TAB, page_text.TAB)

_SANS = ("-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")


def mount_page(api: FastAPI, assistant: Assistant, settings: Settings) -> FastAPI:
    """Mount the page at ``/`` of the API; nothing it loads comes from another host."""
    api.add_middleware(
        FirstPage, title=page_title(assistant), script=script("shell"), style=styles(TABS)
    )
    mounted: FastAPI = gr.mount_gradio_app(
        api,
        build_page(assistant, settings),
        path="/",
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        favicon_path=str(STATIC / "icon.svg"),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=1,  # nothing is uploaded here
    )
    return mounted


def page_title(assistant: Assistant) -> str:
    """What the browser shows as the page's name."""
    return f"方案问答 · {assistant.dossier.plan.document.title}"


def build_page(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """The page with all its tabs."""
    plan = assistant.dossier.plan
    page: gr.Blocks
    with gr.Blocks(title=page_title(assistant), analytics_enabled=False, fill_width=True) as page:
        gr.HTML(shell_view.header(plan, TABS), apply_default_css=False)
        # Not gr.Tabs: it renders a tab only when it is opened, and links lead into all of them.
        for tab in TABS:
            with gr.Column(elem_id=f"tab-{tab.key}", elem_classes="pa-tab"):
                tab.fill(assistant, settings)
        gr.HTML(shell_view.footer(), apply_default_css=False)
        gr.HTML(shell_view.panel_frame(plan), apply_default_css=False, elem_id="pa-panel-host")
    return page
