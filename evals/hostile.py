"""Services in trouble and models that lie, over real HTTP against our own server."""

from __future__ import annotations

import json
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.llm.reasons import Reason
from assistant.settings import Settings
from evals import service as s
from evals.drafts import Drafted
from evals.falsehoods.forger import Forger
from evals.falsehoods.makers import MAKERS
from evals.known import load_known

KEY = "sk-hostile-4f1c9b7e"
QUESTION = load_known().question
DEADLINE = 2.0
_SOON = 1.0  # for services that always take all the time they are given
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Trouble:
    """One way for a service to fail; ``reason`` is what the record must say."""

    name: str
    behaviours: tuple[s.Behaviour, ...]
    reason: Reason
    deadline: float = DEADLINE


@dataclass(frozen=True, slots=True)
class Met:
    """How a question went in trouble; right when the default answer came, in time."""

    name: str
    reason: str
    engine: str
    seconds: float
    right: bool


def _empty(handler: s.Handler, request: s.Request) -> None:
    handler.start()
    handler.finish()


def _truncated(request: s.Request) -> str:
    """Cut off in the middle of the quote: what is left of it does not bear the sentence out."""
    return s.faithful(request)[:-30]


def _foreign(request: s.Request) -> str:
    label, text = next(iter(request.passages.items()))
    return s.sentences(("By 2024, 55% of urban reclaimed water will be used.", label, text))


_NO_SENTENCES = json.dumps({"answer": "55%"})
_WRONG_TYPES = json.dumps({"sentences": [{"text": 55, "support": "S1"}]})
TROUBLES = (
    Trouble("不应答", (s.silent,), Reason.TIMEOUT, _SOON),
    Trouble("中途停住", (s.stalls,), Reason.TIMEOUT, _SOON),
    Trouble("一直慢慢发", (s.drips,), Reason.TIMEOUT, _SOON),
    Trouble("401", (s.fails(401),), Reason.AUTHENTICATION),
    Trouble("403", (s.fails(403),), Reason.AUTHENTICATION),
    Trouble("404", (s.fails(404),), Reason.REFUSED),
    Trouble("429，Retry-After 超过时限", (s.fails(429, retry_after="30"),), Reason.RATE_LIMITED),
    Trouble("500", (s.fails(500),), Reason.SERVER),
    Trouble("503", (s.fails(503, retry_after="1"),), Reason.SERVER),
    Trouble("503，返回网页", (s.fails(503, "<html>busy</html>"),), Reason.SERVER),
    Trouble("中途断开", (s.hangs_up,), Reason.BROKEN),
    Trouble("空回复", (_empty,), Reason.EMPTY),
    Trouble("空白回复", (s.says("  \n "),), Reason.EMPTY),
    Trouble("没有正文的 200", (s.raw(b""),), Reason.EMPTY),
    Trouble("不是 JSON", (s.says("城市再生水利用率要达到60%哦"),), Reason.UNREADABLE),
    Trouble("JSON 的字段不对", (s.says(_NO_SENTENCES),), Reason.UNREADABLE),
    Trouble("JSON 的类型不对", (s.says(_WRONG_TYPES),), Reason.UNREADABLE),
    Trouble("流里不是 JSON", (s.raw(b"data: {oops\n\ndata: [DONE]\n\n"),), Reason.BROKEN),
    Trouble("1 MB 文字", (s.floods,), Reason.TOO_LONG),
    Trouble("无效的 UTF-8", (s.raw(b'data: {"choices": "\xff\xfe\xc3"}\n\n'),), Reason.BROKEN),
    Trouble("截断的 JSON", (s.says(_truncated),), Reason.UNPROVED),
    Trouble("别国语言", (s.says(_foreign),), Reason.UNPROVED),
    Trouble("没有句子", (s.says('{"sentences": []}'),), Reason.EMPTY),
)


def opened(assistant: Assistant, url: str, home: Path, seconds: float = DEADLINE) -> Assistant:
    """An assistant over the same index that asks the service at ``url``."""
    settings = Settings(
        _env_file=None,
        home=home,
        llm_model="hostile",
        llm_base_url=url,
        llm_api_key=SecretStr(KEY),
        llm_deadline=seconds,
    )
    fresh = Assistant(assistant.dossier, assistant.retriever)
    fresh.use_model(settings)
    return fresh


def troubles(assistant: Assistant, home: Path) -> Iterator[Met]:
    """Every trouble, each met by a fresh assistant with the same question."""
    default = assistant.ask(QUESTION)
    with s.running() as server:
        for trouble in TROUBLES:
            server.will(*trouble.behaviours)
            yield _met(opened(assistant, server.url, home, trouble.deadline), trouble, default)
    with closed_port() as url:
        refused = Trouble("连接被拒绝", (), Reason.CONNECTION)
        yield _met(opened(assistant, url, home), refused, default)
    with full_queue() as url:
        hanging = Trouble("连接建立不起来", (), Reason.TIMEOUT)
        yield _met(opened(assistant, url, home), hanging, default)


def _met(assistant: Assistant, trouble: Trouble, default: Answer) -> Met:
    start = time.perf_counter()
    answer = assistant.ask(QUESTION)
    seconds = time.perf_counter() - start
    assert assistant.helper
    totals = assistant.helper.meter.totals()
    reason = next((n.removeprefix("write_") for n in totals if n.startswith("write_")), "")
    same = (answer.answer, answer.engine) == (default.answer, "extractive")
    right = same and reason == trouble.reason and seconds < trouble.deadline + 1.5
    return Met(trouble.name, reason, answer.engine, seconds, right)


class closed_port:  # noqa: N801 - reads as a context
    """An address at which nobody listens."""

    def __enter__(self) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"

    def __exit__(self, *error: object) -> None:
        return None


class full_queue:  # noqa: N801 - reads as a context
    """An address that never completes a connection: its queue is full."""

    def __enter__(self) -> str:
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(0)
        where = self._listener.getsockname()
        self._waiting = [socket.socket() for _ in range(8)]
        for client in self._waiting:
            client.setblocking(False)
            client.connect_ex(where)
        return f"http://127.0.0.1:{where[1]}/v1"

    def __exit__(self, *error: object) -> None:
        for client in (*self._waiting, self._listener):
            client.close()


@dataclass(frozen=True, slots=True)
class Lied:
    """A question put to a model that writes one true sentence and then attacks.

    ``clean`` is the answer to the true sentence alone; ``mixed`` must say the same, and no more.
    ``alone`` is the answer when the model writes nothing but attacks, all of one ``kind``: it must
    be the ``default`` one.
    """

    question: str
    clause: int
    attacks: tuple[Drafted, ...]
    clean: Answer
    mixed: Answer
    kind: str
    alone: Answer
    default: Answer

    @property
    def shown(self) -> bool:
        """Whether anything of an attack came through."""
        return self.mixed.answer != self.clean.answer

    @property
    def fell_back(self) -> bool:
        """Whether nothing but attacks led to the default answer."""
        same = (self.alone.answer, self.alone.status) == (self.default.answer, self.default.status)
        return same and self.alone.engine == "extractive"


def lies(
    assistant: Assistant, home: Path, forger: Forger, most: int | None = None
) -> Iterator[Lied]:
    """A question for each sentence of the plan, where the model is asked to word the answer.

    ``most`` bounds the sentences of a clause.
    """
    used = Counter[str]()
    with s.running() as server:
        liar = opened(assistant, server.url, home, 30.0)
        for clause, question in questions(assistant, most):
            server.will(s.says(s.faithful))
            clean = liar.ask(question)
            if not server.requests:
                continue  # nothing for a model to word
            text = next(iter(server.requests[0].passages.values()))
            attacks = _attacks(forger, text)
            mixed = attacks[:_AT_ONCE]
            kind = min({a.kind for a in attacks}, key=lambda k: (used[k], k))
            used[kind] += 1
            alone = [a for a in attacks if a.kind == kind][:_AT_ONCE]
            server.will(s.says(_drafting(mixed, s.faithful)), s.says(_drafting(alone)))
            said = liar.ask(question), liar.ask(question)
            yield Lied(
                question,
                clause,
                tuple(mixed),
                clean,
                said[0],
                kind,
                said[1],
                assistant.ask(question),
            )


def questions(assistant: Assistant, most: int | None = None) -> Iterator[tuple[int, str]]:
    """Ways people ask for each sentence of the plan, one for each, that get a worded answer."""
    for clause in assistant.dossier.plan.clauses:
        for sentence in clause.sentences[:most]:
            known = (
                q
                for p in assistant.dossier.paraphrases
                if sentence.start <= p.start < sentence.end
                for q in p.questions
            )
            yield from ((clause.number, q) for q in list(known)[:1])


def _attacks(forger: Forger, text: str) -> list[Drafted]:
    """Attacks on a passage, in an order of chance."""
    same = (p for p in forger.passages if "".join(p.text.split()) == text)
    passage = next(same, forger.passages[0])
    attacks = [a for make in MAKERS for a in make(forger, passage)]
    return forger.pick(passage).sample(attacks, len(attacks))


def _drafting(
    attacks: Sequence[Drafted], before: Callable[[s.Request], str] | None = None
) -> Callable[[s.Request], str]:
    """A draft of attacks, behind a true one."""

    def reply(request: s.Request) -> str:
        true = json.loads(before(request))["sentences"] if before else []
        rows = true + [a.sentence.model_dump() for a in attacks]
        return json.dumps({"sentences": rows}, ensure_ascii=False)

    return reply
