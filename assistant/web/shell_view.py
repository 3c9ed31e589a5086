"""The frame around the tabs as HTML: head, foot and the side panel."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.web.markup import text
from assistant.web.tab import Tab
from corpus.model import Plan


def header(plan: Plan, tabs: Sequence[Tab]) -> str:
    """The plan's title, where it comes from, and the tabs to choose from."""
    document = plan.document
    facts = f"{document.number}　{document.date}印发　共{len(plan.chapters)}章{len(plan.clauses)}条"
    buttons = "".join(
        f'<button type="button" role="tab" id="tab-{tab.key}-button" data-tab="{tab.key}" '
        f'aria-controls="tab-{tab.key}">{text(tab.title)}</button>'
        for tab in tabs
    )
    return (
        '<header class="pa-header"><div class="pa-header-in">'
        f'<div><p class="pa-kicker">方案问答</p><h1>{text(document.title)}</h1></div>'
        f'<p class="pa-facts">{text(facts)}</p></div></header>'
        f'<div class="pa-tabs"><div role="tablist" aria-label="功能">{buttons}</div></div>'
    )


def footer() -> str:
    """What the service is and is not."""
    return (
        '<footer class="pa-footer">回答依据方案原文自动整理，并逐条注明出处；'
        "引用时请以正式印发的文件为准。</footer>"
    )


def panel_frame(plan: Plan) -> str:
    """The empty side panel, which shell.js fills from the tab 方案原文, and what is told aloud."""
    document = plan.document
    return (
        '<dialog id="pa-panel" aria-labelledby="pa-panel-title">'
        '<div class="pa-panel-bar"><span>方案原文</span>'
        '<button type="button" class="pa-close" data-close>关闭</button></div>'
        '<div class="pa-panel-body" tabindex="0"></div>'
        '<div class="pa-panel-foot"><a class="pa-button" href="#text" data-whole>在全文中查看</a>'
        f"<p>原文出自《{text(document.title)}》（{text(document.number)}）</p></div></dialog>"
        '<p class="pa-lost" role="alert">与服务的连接断开了，正在重新连接，请稍候再试。</p>'
        '<p id="pa-note" role="status"></p>'
        '<div class="pa-sr" id="pa-live" role="status" aria-live="polite"></div>'
    )
