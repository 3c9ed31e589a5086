"""The tab 问答: the conversation and the box to ask in."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.engine import Assistant
from assistant.errors import AssistantError
from assistant.intake import InputError, read_history, read_question
from assistant.settings import Settings
from assistant.web import chat_view
from assistant.web.chat_view import Turn
from assistant.web.tab import QUIET, STATIC, Tab, script
from corpus.errors import PlanError
from index.errors import IndexFault

log = logging.getLogger(__name__)

SESSION_SECONDS = 8 * 3600

Turns = tuple[Turn, ...]


def fill(assistant: Assistant, settings: Settings) -> None:
    """The conversation, and below it the box to ask in."""
    chat = Chat(assistant, settings)
    turns = gr.State((), time_to_live=SESSION_SECONDS)
    talk = gr.HTML(
        chat.show(()), apply_default_css=False, elem_id="pa-talk", js_on_load=script("chat")
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
    together: dict[str, Any] = QUIET | {"concurrency_limit": 16, "concurrency_id": "ask"}
    typed = gr.on([box.submit, send.click], chat.ask, [turns, box], shown, **together)
    clicked = talk.submit(chat.ask_clicked, [turns, box], shown, **together)
    for asked in (typed, clicked):
        asked.failure(chat.failed, [turns], [turns, talk], **QUIET)
    clear.click(chat.clear, None, shown, queue=False, **QUIET)


TAB = Tab("chat", "问答", fill)


class Chat:
    """The events of the tab 问答. Conversations live in each browser's session, not here."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self.assistant = assistant
        self.settings = settings
        self.examples = load_examples(assistant.dossier.plan.id)

    def show(self, turns: Turns) -> str:
        """The conversation as HTML."""
        return chat_view.conversation(turns, self.assistant.dossier, self.examples)

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
