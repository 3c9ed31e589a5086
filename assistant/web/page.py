"""The chat page: Gradio for state and events, own markup (``page_view``) for what is seen."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.engine import Assistant
from assistant.errors import AssistantError
from assistant.intake import InputError, read_history, read_question
from assistant.settings import Settings
from assistant.web import page_view
from assistant.web.page_view import Turn
from corpus.errors import PlanError
from index.errors import IndexFault

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
SESSION_SECONDS = 8 * 3600
_SANS = ("-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")

Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the page: its title and what fills it."""

    title: str
    fill: Callable[[Assistant, Settings], None]


def mount_page(api: FastAPI, assistant: Assistant, settings: Settings) -> FastAPI:
    """Mount the page at ``/`` of the API; nothing it loads comes from another host."""
    mounted: FastAPI = gr.mount_gradio_app(
        api,
        build_page(assistant, settings),
        path="/",
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        head=_style(),
        favicon_path=str(STATIC / "icon.svg"),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=1,  # nothing is uploaded here
    )
    return mounted


def _style() -> str:
    """The style sheet as it is; Gradio's ``css=`` would rewrite its selectors."""
    return f"<style>{(STATIC / 'page.css').read_text('utf-8')}</style>"


def build_page(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """The page with all its tabs."""
    plan = assistant.dossier.plan
    title = f"方案问答 · {plan.document.title}"
    page: gr.Blocks
    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(page_view.header(plan), apply_default_css=False)
        with gr.Tabs(elem_id="pa-tabs"):
            for tab in TABS:
                with gr.Tab(tab.title):
                    tab.fill(assistant, settings)
        gr.HTML(page_view.footer(), apply_default_css=False)
        gr.HTML(page_view.panel_frame(), apply_default_css=False, elem_id="pa-panel-host")
    return page


def fill_chat(assistant: Assistant, settings: Settings) -> None:
    """The tab 问答: the conversation, and below it the box to ask in."""
    chat = Chat(assistant, settings)
    turns = gr.State((), time_to_live=SESSION_SECONDS)
    talk = gr.HTML(
        chat.show(()),
        apply_default_css=False,
        elem_id="pa-talk",
        js_on_load=(STATIC / "page.js").read_text("utf-8"),
    )
    with gr.Row(elem_id="pa-composer"):
        box = gr.Textbox(
            label="您的问题",
            placeholder="例如：黑臭水体谁负责？",
            lines=1,
            max_lines=5,
            max_length=settings.max_question,
            container=False,
            elem_id="pa-box",
        )
        send = gr.Button("提问", variant="primary", elem_id="pa-send")
        clear = gr.Button("清空", elem_id="pa-clear")
    shown = [turns, talk, box]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    together: dict[str, Any] = quiet | {"concurrency_limit": 16, "concurrency_id": "ask"}
    typed = gr.on([box.submit, send.click], chat.ask, [turns, box], shown, **together)
    clicked = talk.submit(chat.ask_clicked, [turns, box], shown, **together)
    for asked in (typed, clicked):
        asked.failure(chat.failed, [turns], [turns, talk], **quiet)
    clear.click(chat.clear, None, shown, queue=False, **quiet)


TABS = (Tab("问答", fill_chat),)


class Chat:
    """The events of the tab 问答. Conversations live in each browser's session, not here."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self.assistant = assistant
        self.settings = settings
        self.examples = load_examples(assistant.dossier.plan.id)

    def show(self, turns: Turns) -> str:
        """The conversation as HTML."""
        return page_view.conversation(turns, self.assistant.dossier, self.examples)

    def ask(self, turns: Turns, typed: str) -> Iterator[tuple[Turns, str, str]]:
        """Show the question at once, then its answer; the box is emptied."""
        try:
            question = read_question(typed or "", self.settings.max_question)
        except InputError as error:
            if error.code != "question_empty":
                turns = (*turns, Turn(typed[:60] + "…", fault=str(error)))
            yield turns, self.show(turns), ""
            return
        pending = (*turns, Turn(question))
        yield pending, self.show(pending), ""
        turns = (*turns, self.answer(question, turns))
        yield turns, self.show(turns), ""

    def ask_clicked(
        self, turns: Turns, typed: str, event: gr.EventData
    ) -> Iterator[tuple[Turns, str, str]]:
        """Ask an example or a follow-up; what stands half-typed in the box stays there."""
        for told, shown, _ in self.ask(turns, str(event._data.get("question", ""))):
            yield told, shown, typed

    def answer(self, question: str, turns: Turns) -> Turn:
        """The turn of a question, after the turns before it."""
        try:
            earlier = [turn.question for turn in turns if turn.answer]
            history = read_history(earlier, self.settings.max_question, self.settings.max_history)
            return Turn(question, self.assistant.ask(question, history))
        except (AssistantError, IndexFault, PlanError) as error:
            log.error("%s", error)
            return Turn(question, fault=str(error))

    def failed(self, turns: Turns) -> tuple[Turns, str]:
        """A bug, logged by Gradio: say so in place of the answer that did not come."""
        fault = "这个问题没有处理成功，已记录。请换个说法再问一次。"
        turns = tuple(t if t.answer or t.fault else Turn(t.question, fault=fault) for t in turns)
        return turns, self.show(turns)

    def clear(self) -> tuple[Turns, str, str]:
        """Forget the conversation."""
        return (), self.show(()), ""


def load_examples(plan_id: str) -> dict[str, list[str]]:
    """Questions to click, by who asks them."""
    known = json.loads((STATIC / "examples.json").read_text("utf-8"))
    found: dict[str, list[str]] = known.get(plan_id, known[""])
    return found
