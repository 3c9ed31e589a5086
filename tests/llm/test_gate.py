"""The gate: attacks on every clause, true drafts, and sentences written by hand."""

from __future__ import annotations

import pytest

from assistant.engine import Assistant
from assistant.llm.gate import Drop, Gate
from assistant.llm.schema import Sentence, Support
from evals.attacks import gate_of, judge, written
from evals.drafts import all_passages, drafted
from evals.falsehoods import Forger
from evals.truths import truths


@pytest.fixture(scope="module")
def gate(assistant: Assistant) -> Gate:
    return gate_of(assistant)


def test_no_attack_is_shown(gate: Gate, assistant: Assistant) -> None:
    forger = Forger(assistant.dossier, assistant.retriever.tokenizer.cut)
    verdicts = list(judge(gate, forger.attacks()))
    assert [v.draft.sentence.text for v in verdicts if v.kept] == []
    assert len(verdicts) > 5000
    assert {v.draft.clause for v in verdicts} == set(range(1, 39))
    assert len({v.draft.kind for v in verdicts}) >= 25


def test_true_drafts_are_kept(gate: Gate, assistant: Assistant) -> None:
    verdicts = list(judge(gate, truths(assistant.dossier)))
    kept = sum(v.kept for v in verdicts)
    assert len(verdicts) >= 200
    assert kept >= 0.98 * len(verdicts)


def test_sentences_written_by_hand(gate: Gate, assistant: Assistant) -> None:
    rows = list(written(assistant))
    verdicts = list(judge(gate, (d for _, d in rows)))
    pairs = [(true, v) for (true, _), v in zip(rows, verdicts, strict=True)]
    assert [v.draft.sentence.text for true, v in pairs if v.kept and not true] == []
    assert sum(v.kept for true, v in pairs if true) >= 0.9 * sum(true for true, _ in pairs)


@pytest.mark.parametrize(
    ("text", "quote", "label", "drop"),
    [
        ("城市再生水利用率达到55%。", "城市再生水利用率达到５５％", "s1", None),
        ("到2024年，城市再生水利用率达到55%。", "城市再生水利用率达到55%", "S1", Drop.CLAIM),
        ("城市再生水利用率达到55%。", " 城市 再生水\n利用率达到55% ", "[S1]", None),
        ("城市再生水利用率达到55%。", "城市再生水利用率达到 56%", "S1", Drop.QUOTE),
        ("城市再生水利用率达到55%。", "利用率达到55%", "S1", Drop.WORDS),
        ("城市再生水利用率达到55%。", "55%", "S1", Drop.QUOTE),
        ("城市再生水利用率达到55%。", "城市再生水利用率达到55%", "S2", Drop.LABEL),
        ("城市再生水利用率达到55%。[1]", "城市再生水利用率达到55%", "S1", Drop.SHAPE),
        ("城市再生水利用率达到55%\u200b。", "城市再生水利用率达到55%", "S1", Drop.SHAPE),
        ("", "城市再生水利用率达到55%", "S1", Drop.SHAPE),
        ("。。", "城市再生水利用率达到55%", "S1", Drop.SHAPE),
        ("到2025年，城市再生水利用率达到55%。", "城市再生水利用率达到55%", "S1", Drop.CLAIM),
    ],
)
def test_labels_and_quotes(
    gate: Gate, assistant: Assistant, text: str, quote: str, label: str, drop: Drop | None
) -> None:
    passage = next(p for p in all_passages(assistant.dossier.plan) if "再生水" in p.text)
    sentence = Sentence(text=text, support=(Support(label=label, quote=quote),))
    assert gate.judge(sentence, (passage,)).drop == drop


def test_no_support_is_no_proof(gate: Gate, assistant: Assistant) -> None:
    passage = next(iter(all_passages(assistant.dossier.plan)))
    assert gate.judge(Sentence(text=passage.text, support=()), (passage,)).drop is Drop.LABEL


def test_a_date_from_before_is_cited_too(gate: Gate, assistant: Assistant) -> None:
    plan = assistant.dossier.plan
    passage = next(p for p in all_passages(plan) if p.text.startswith("细颗粒物"))
    made = drafted("", "到2025年，PM2.5浓度控制在30微克/立方米。", (passage,))
    statement = gate.judge(made.sentence, made.shown).statement
    assert statement
    quote = plan.quote(statement.evidence[0].start, statement.evidence[0].end)
    assert quote.startswith("到2025年")
