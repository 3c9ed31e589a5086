"""The whole path over real HTTP: settings, model, draft, gate, answer."""

from __future__ import annotations

import json

from assistant.answer import Answer, Status
from assistant.chain import as_runnable
from assistant.engine import Assistant
from assistant.stream import Sentence, Stage
from evals.service import Request, Server, fails, faithful, says, sentences
from tests.llm.conftest import KEY, Open

QUESTION = "城市再生水利用率要达到多少"


def _condensed(request: Request) -> str:
    text = "方案要求，到2024年，城市再生水利用率要达到55%。"
    return sentences((text, "S1", request.passages["S1"]))


def test_a_true_draft_is_shown_with_our_citations(server: Server, opened: Open) -> None:
    server.will(says(_condensed))
    answer = opened().ask(QUESTION)
    assert answer.engine == "llm"
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("方案要求，到2024年，城市再生水利用率要达到55%。[1]")
    assert {c.clause for c in answer.citations} == {13}
    assert {d.name for d in answer.departments} == {"市水务管理局", "市生态环境局", "市农业农村局"}
    assert answer.timings_ms["write"] > 0
    assert server.requests[0].authorization == f"Bearer {KEY}"
    assert server.requests[0].question == QUESTION


def test_the_model_sees_labels_and_no_clause_numbers(server: Server, opened: Open) -> None:
    server.will(says(faithful))
    opened().ask(QUESTION)
    request = server.requests[0]
    assert next(iter(request.passages)) == "S1"
    assert "再生水利用率达到55%" in request.passages["S1"]
    assert "第十三条" not in request.rules
    assert "（十三）" not in request.rules
    assert "市水务管理局" not in request.rules


def test_a_false_sentence_is_dropped_and_the_answer_partial(server: Server, opened: Open) -> None:
    def half(request: Request) -> str:
        text = request.passages["S1"]
        return sentences(
            ("到2024年，城市再生水利用率达到55%。", "S1", text),
            ("到2024年，城市再生水利用率达到60%。", "S1", text),
        )

    server.will(says(half))
    answer = opened().ask(QUESTION)
    assert answer.status is Status.PARTIAL
    assert answer.engine == "llm"
    assert "60%" not in answer.answer


def test_nothing_proved_means_the_default_answer(
    server: Server, opened: Open, assistant: Assistant
) -> None:
    server.will(says(sentences(("到2024年，城市再生水利用率达到60%。", "S1", "达到60%"))))
    answer = opened().ask(QUESTION)
    default = assistant.ask(QUESTION)
    assert (answer.engine, answer.answer) == ("extractive", default.answer)
    assert answer.status is Status.ANSWERED


def test_only_stages_and_verified_sentences_are_streamed(server: Server, opened: Open) -> None:
    server.will(says(faithful))
    events = list(opened().stream(QUESTION))
    stages = [e.step for e in events if isinstance(e, Stage)]
    said = [e.text for e in events if isinstance(e, Sentence)]
    assert stages == ["understand", "find", "write", "verify"]
    assert isinstance(events[-1], Answer)
    assert "".join(said) == events[-1].answer


def test_departments_and_lists_are_left_to_the_ledger(server: Server, opened: Open) -> None:
    server.will(says(faithful))
    answer = opened().ask("市公安局牵头哪些任务")
    assert server.requests == []
    assert answer.engine == "extractive"


def test_the_chain_has_the_model_as_a_step(server: Server, opened: Open) -> None:
    server.will(says(faithful))
    chain = as_runnable(opened())
    names = [step.name for step in chain.steps]  # type: ignore[attr-defined]
    assert names == ["begin", "understand", "find", "write", "verify"]
    assert chain.invoke({"question": QUESTION})["engine"] == "llm"


def test_a_summary_passes_the_same_gate(server: Server, opened: Open, assistant: Assistant) -> None:
    def summed_up(request: Request) -> str:
        label, text = next(iter(request.passages.items()))
        draft = json.loads(
            sentences((text, label, text), ("总的看，任务已全部完成。", label, text))
        )
        return json.dumps(draft | {"follow_ups": ["补贴怎么领？"], "departments": ["市财政局"]})

    question = "总结一下农村生活污水治理的要求"
    server.will(says(summed_up))
    answer, default = opened().ask(question), assistant.ask(question)
    assert (answer.engine, answer.status) == ("llm", Status.PARTIAL)
    assert "任务已全部完成" not in answer.answer
    # Follow-ups, departments and clauses are ours to say, whatever the model adds.
    assert answer.follow_ups == default.follow_ups
    assert {d.name for d in answer.departments} == {d.name for d in default.departments}


def test_what_it_cost_is_counted(server: Server, opened: Open) -> None:
    helped = opened()
    server.will(says(faithful))
    helped.ask(QUESTION)
    server.will(fails(401))
    helped.ask(QUESTION)
    assert helped.helper
    counted = helped.helper.meter.counted
    assert counted.uses == {("write", "ok"): 1, ("write", "authentication"): 1}
    assert (counted.prompt_tokens, counted.completion_tokens) == (100, 20)
    assert (counted.kept, counted.dropped) == (1, 0)
    assert counted.seconds["write"] > 0
