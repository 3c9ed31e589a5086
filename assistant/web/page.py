"""The page: Gradio for state and events, own markup (``*_view``) for what is seen."""

from __future__ import annotations

import gradio as gr
from fastapi import FastAPI

from assistant.web import (
    downloads,
    page_chat,
    page_desk,
    page_ledger,
    page_quality,
    page_text,
    shell_view,
)
from assistant.web.first_page import FirstPage
from assistant.web.tab import STATIC, Site, Tab, script, styles

TABS: tuple[Tab, ...] = (
    page_chat.TAB,
    page_ledger.TAB,
    page_desk.TAB,
    page_text.TAB,
    page_quality.TAB,
)

_SANS = ("-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")


def mount_page(api: FastAPI, site: Site) -> FastAPI:
    """Mount the page at ``/`` of the API; nothing it loads comes from another host."""
    title = page_title(site)
    api.include_router(downloads.router(site))
    api.add_middleware(
        FirstPage, title=title, script=script("shell") + script("charts"), style=styles(TABS)
    )
    mounted: FastAPI = gr.mount_gradio_app(
        api,
        build_page(site),
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


def page_title(site: Site) -> str:
    """What the browser shows as the page's name."""
    return f"方案问答 · {site.plan.document.title}"


def build_page(site: Site) -> gr.Blocks:
    """The page with all its tabs."""
    plan = site.plan
    page: gr.Blocks
    with gr.Blocks(title=page_title(site), analytics_enabled=False, fill_width=True) as page:
        gr.HTML(shell_view.header(plan, TABS), apply_default_css=False)
        # Not gr.Tabs: it renders a tab only when it is opened, and links lead into all of them.
        for tab in TABS:
            with gr.Column(elem_id=f"tab-{tab.key}", elem_classes="pa-tab"):
                tab.fill(site)
        gr.HTML(shell_view.footer(), apply_default_css=False)
        gr.HTML(shell_view.panel_frame(plan), apply_default_css=False, elem_id="pa-panel-host")
    return page
