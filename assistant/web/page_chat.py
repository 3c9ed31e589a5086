"""The tab 问答: the conversation and the box to ask in."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.errors import AssistantError
from assistant.intake import InputError, clean, read_history, read_question
from assistant.records.model import NewFeedback, Verdict
from assistant.stream import Stage
from assistant.web import chat_view
from assistant.web.tab import QUIET, STATIC, Site, Tab, script
from assistant.web.turn import Turn, questions, restored
from corpus.errors import PlanError
from index.errors import IndexFault

log = logging.getLogger(__name__)

SESSION_SECONDS = 8 * 3600
MAX_COMMENT = 1000

Turns = tuple[Turn, ...]


def fill(site: Site) -> None:
    """The conversation, and below it the box to ask in."""
    chat = Chat(site)
    turns = gr.State((), time_to_live=SESSION_SECONDS)
    talk = gr.HTML(
        chat.show(()), apply_default_css=False, elem_id="pa-talk", js_on_load=script("chat")
    )
    with gr.Row(elem_id="pa-composer"):
        box = gr.Textbox(
            label="您的问题",
            placeholder=f"例如：{site.assistant.dossier.examples.owner}？",
            lines=1,
            max_lines=5,
            max_length=site.settings.max_question,
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
    # Gradio itself raises some events, such as load; apply comes from chat.js alone.
    talk.apply(chat.restore, [turns], [turns, talk], **QUIET)
    talk.like(chat.judge, [turns], [turns, talk], **QUIET)
    clear.click(chat.clear, None, shown, queue=False, **QUIET)


TAB = Tab("chat", "问答", fill)


class Chat:
    """The events of the tab 问答. Conversations live in each browser, not here."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.examples = load_examples(site.plan.id)

    def show(self, turns: Turns) -> str:
        """The conversation as HTML."""
        return chat_view.conversation(turns, self.site.assistant.dossier, self.examples)

    def ask(self, turns: Turns, typed: str) -> Iterator[tuple[Turns, str, str]]:
        """Show the question at once, each step as it begins, then the answer; empty the box."""
        try:
            question = read_question(typed or "", self.site.settings.max_question)
        except InputError as error:
            if error.code != "question_empty":
                turns = (*turns, Turn(typed[:60] + "…", fault=str(error)))
            yield turns, self.show(turns), ""
            return
        for turn in self.answering(question, turns):
            told = (*turns, turn)
            yield told, self.show(told), ""

    def ask_clicked(
        self, turns: Turns, typed: str, event: gr.EventData
    ) -> Iterator[tuple[Turns, str, str]]:
        """Ask an example or a follow-up; what stands half-typed in the box stays there."""
        for told, shown, _ in self.ask(turns, str(event._data.get("question", ""))):
            yield told, shown, typed

    def answering(self, question: str, turns: Turns) -> Iterator[Turn]:
        """The turn of a question as it grows, after the turns before it."""
        turn = Turn(question)
        yield turn
        limits = self.site.settings
        try:
            history = read_history(questions(turns), limits.max_question, limits.max_history)
            for event in self.site.assistant.stream(question, history):
                if isinstance(event, Stage):
                    turn = replace(turn, steps=(*turn.steps, event.step))
                    yield turn
                elif isinstance(event, Answer):
                    yield Turn(question, event)
        except (AssistantError, IndexFault, PlanError) as error:
            log.error("%s", error)
            yield Turn(question, fault=str(error))

    def failed(self, turns: Turns) -> tuple[Turns, str]:
        """A bug, logged by Gradio: say so in place of the answer that did not come."""
        fault = "这个问题没有处理成功，已记录。请换个说法再问一次。"
        turns = tuple(t if t.answer or t.fault else Turn(t.question, fault=fault) for t in turns)
        return turns, self.show(turns)

    def restore(self, turns: Turns, event: gr.EventData) -> tuple[Turns, str]:
        """The conversation that this browser kept, when the page is opened again."""
        turns = turns or restored(event._data.get("turns"), self.site.plan)
        return turns, self.show(turns)

    def judge(self, turns: Turns, event: gr.EventData) -> tuple[Turns, str]:
        """Keep what the visitor says of an answer."""
        n, told = event._data.get("turn"), event._data.get("verdict")
        if not isinstance(n, int) or not 0 <= n < len(turns) or told not in set(Verdict):
            return turns, self.show(turns)
        turn = turns[n]
        if turn.answer and turn.verdict is None:
            verdict = Verdict(told)
            self.keep_feedback(turn.answer, verdict, str(event._data.get("comment", "")))
            turns = (*turns[:n], replace(turn, verdict=verdict), *turns[n + 1 :])
        return turns, self.show(turns)

    def keep_feedback(self, answer: Answer, verdict: Verdict, comment: str) -> None:
        """Store feedback; when the records cannot be reached it is lost, but logged."""
        feedback = NewFeedback(
            answer_id=answer.id,
            verdict=verdict,
            plan_id=self.site.plan.id,
            comment=clean(comment).strip()[:MAX_COMMENT],
            question=answer.question,
            answer=answer.answer,
            source="page",
        )
        try:
            self.site.records.feedback.add(feedback)
        except AssistantError as error:
            log.error("%s", error)

    def clear(self) -> tuple[Turns, str, str]:
        """Forget the conversation."""
        return (), self.show(()), ""


def load_examples(plan_id: str) -> dict[str, list[str]]:
    """Questions to click, by who asks them."""
    known = json.loads((STATIC / "examples.json").read_text("utf-8"))
    found: dict[str, list[str]] = known.get(plan_id, known[""])
    return found
