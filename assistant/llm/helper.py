"""The model's part in one answer: hints where the default way found little, then words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assistant.answer import EXTRACTIVE, LLM
from assistant.compose.draft import Draft, Ground
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.llm.breaker import Budget
from assistant.llm.gate import Gate
from assistant.llm.hints import Hints
from assistant.llm.model import open_model
from assistant.llm.reasons import ModelFault, Reason
from assistant.llm.service import Deadline, Reply, Service
from assistant.llm.usage import Meter, Usage, to_file
from assistant.llm.writer import Wording, Writer
from assistant.understand.reader import Reader
from assistant.verify.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.settings import Settings


class Default(Protocol):
    """The default way, asked again with a hint."""

    def again(self, question: str) -> Draft:
        """Its answer to another wording of the question."""

    def at(self, ground: Ground, finding: Finding) -> Draft | None:
        """Its answer from another place; None when that place does not answer."""


@dataclass
class Improved:
    """An answer after the model's part in it; ``laps`` are milliseconds by use."""

    draft: Draft
    question: str
    engine: str = EXTRACTIVE
    laps: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Uses:
    """What the model may be asked for."""

    rewrite: bool = False
    rerank: bool = False


class Helper:
    """One model's help with one plan."""

    def __init__(
        self,
        service: Service,
        writer: Writer,
        hints: Hints,
        uses: Uses,
        seconds: float,
        meter: Meter | None = None,
    ) -> None:
        self.service = service
        self.meter = meter or Meter()
        self._writer = writer
        self._hints = hints
        self._uses = uses
        self._seconds = seconds

    def improve(
        self, draft: Draft, question: str, history: Sequence[str], default: Default
    ) -> Improved:
        """The default ``draft``, better found and better worded where the model could.

        Whatever goes wrong, what stood before it stays.
        """
        state = Improved(draft, question)
        deadline = Deadline(self._seconds)
        if self._uses.rewrite and self._hints.may_rewrite(draft):
            self._rewritten(state, history, deadline, default)
        if self._uses.rerank and state.draft.ground and len(state.draft.ground.equals) > 1:
            self._reranked(state, state.draft.ground, deadline, default)
        if self._writer.worth(state.draft):
            self._worded(state, deadline)
        return state

    def _rewritten(
        self, state: Improved, history: Sequence[str], deadline: Deadline, default: Default
    ) -> None:
        with self._timed("rewrite", state) as use:
            text, use.reply = self._hints.rewrite(state.question, history, deadline)
            again = default.again(text) if text else None
            if again and again.status.has_evidence:
                state.draft, state.question = again, text
            else:
                use.reason = Reason.EMPTY

    def _reranked(
        self, state: Improved, ground: Ground, deadline: Deadline, default: Default
    ) -> None:
        with self._timed("rerank", state) as use:
            finding, use.reply = self._hints.prefer(ground, deadline)
            state.draft = (default.at(ground, finding) if finding else None) or state.draft

    def _worded(self, state: Improved, deadline: Deadline) -> None:
        with self._timed("write", state) as use:
            wording = self._writer.write(state.draft, deadline)
            use.reply, use.reason, use.wording = wording.reply, wording.reason, wording
            if wording.draft:
                state.draft, state.engine = wording.draft, LLM

    @contextmanager
    def _timed(self, kind: str, state: Improved) -> Iterator[_Use]:
        """Counts one use of the model; a fault of it ends the use and nothing else."""
        start, use = time.perf_counter(), _Use()
        try:
            yield use
        except ModelFault as fault:
            use.reason = fault.reason
        ms = round((time.perf_counter() - start) * 1000, 3)
        state.laps[kind] = ms
        self.meter.add(use.usage(kind, self.service.model.name, ms))


@dataclass
class _Use:
    reason: Reason = Reason.OK
    reply: Reply | None = None
    wording: Wording | None = None

    def usage(self, kind: str, model: str, ms: float) -> Usage:
        reply, wording = self.reply or Reply("", tries=0), self.wording
        dropped = wording.dropped if wording else 0
        kept = len(wording.judged) + wording.broken - dropped if wording else 0
        tokens = (reply.prompt_tokens, reply.completion_tokens)
        return Usage(kind, model, self.reason, ms, *tokens, reply.tries, kept, dropped)


def open_helper(settings: Settings, finder: Finder, reader: Reader, verifier: Verifier) -> Helper:
    """The helper of the settings.

    Raises:
        AssistantError: the model cannot be opened.
    """
    service = Service(
        open_model(settings),
        settings.llm_concurrency,
        budget=Budget(settings.llm_daily_tokens),
    )
    gate = Gate(finder.dossier.plan, verifier, finder.tokenizer)
    return Helper(
        service,
        Writer(service, gate, finder.dossier),
        Hints(service, finder.dossier, finder, reader),
        Uses(settings.llm_rewrite, settings.llm_rerank),
        settings.llm_deadline,
        Meter(to_file(settings.home / "llm" / "usage.jsonl")),
    )
