"""The gate: attacks on every clause, true drafts, and sentences written by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

import pytest

from assistant.compose.draft import Evidence
from assistant.engine import Assistant
from assistant.llm.gate import Drop, Gate
from assistant.llm.passages import Passage
from assistant.llm.schema import Sentence, Support
from evals.attacks import gate_of, judge, written
from evals.drafts import all_passages, drafted
from evals.falsehoods.forger import Forger
from evals.falsehoods.makers import attacks
from evals.truths import truths


@pytest.fixture(scope="module")
def gate(assistant: Assistant) -> Gate:
    return gate_of(assistant)


def test_no_attack_is_shown(gate: Gate, assistant: Assistant) -> None:
    forger = Forger(assistant.dossier, assistant.retriever.tokenizer.cut)
    # Every third; ``python -m evals attacks`` judges all.
    verdicts = list(judge(gate, islice(attacks(forger), 0, None, 3)))
    assert [v.draft.sentence.text for v in verdicts if v.kept] == []
    assert len(verdicts) > 3000
    assert {v.draft.clause for v in verdicts} == set(range(1, 39))
    assert len({v.draft.kind for v in verdicts}) >= 25


def test_true_drafts_are_kept_and_no_false_one(gate: Gate, assistant: Assistant) -> None:
    """Made from the plan, and written by hand: those are less like it, and more are lost."""
    made = list(judge(gate, truths(assistant.dossier)))
    rows = list(written(assistant))
    by_hand = list(zip((w.true for w, _ in rows), judge(gate, (d for _, d in rows)), strict=True))
    assert [v.draft.sentence.text for true, v in by_hand if v.kept and not true] == []
    kept = [v.kept for true, v in by_hand if true]
    assert len(by_hand) > 500
    assert sum(kept) >= 0.9 * len(kept)
    kept += [v.kept for v in made]
    assert sum(kept) >= 0.98 * len(kept)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("到2024年，城市再生水利用率达到55%；到2025年，森林覆盖率达到15%以上。", True),
        ("到2024年，城市再生水利用率达到55%。到2025年，森林覆盖率达到15%以上。", True),
        ("到2024年，城市再生水利用率达到55%；森林覆盖率达到15%以上。", False),
        ("到2025年，森林覆盖率达到15%以上；城市再生水利用率达到55%。", False),
        ("到2025年，森林覆盖率达到15%以上，城市再生水利用率达到55%。", False),
        ("到2024年，城市再生水利用率达到15%以上。", False),
    ],
)
def test_sentences_of_two_clauses(gate: Gate, assistant: Assistant, text: str, shown: bool) -> None:
    passages = list(all_passages(assistant.dossier.plan))
    first = next(p for p in passages if "再生水" in p.text)
    second = replace(next(p for p in passages if "森林覆盖率" in p.text), label="S2")
    made = drafted("", text, (first, second))
    assert (gate.judge(made.sentence, made.shown).drop is None) is shown


def test_the_news_is_not_what_the_plan_demands(gate: Gate, assistant: Assistant) -> None:
    news = next(p for p in assistant.dossier.plan.parts if p.kind.value == "news")
    sentence = next(s for s in news.sentences if re.search(r"\d", s.text) and "方案" not in s.text)
    passage = Passage("S1", sentence.text, Evidence(sentence.start, sentence.end, None, "news"))
    for opening, shown in (("", True), ("方案要求，", False)):
        made = drafted("", opening + sentence.text, (passage,))
        assert (gate.judge(made.sentence, made.shown).drop is None) is shown


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
        ("城市再生水利用率达到55%？", "城市再生水利用率达到55%", "S1", Drop.SHAPE),
        ("城市再生水利用率达到5\u20605%。", "城市再生水利用率达到55%", "S1", Drop.WORDS),
        ("城市再生水利用率达到５６％。", "城市再生水利用率达到55%", "S1", Drop.WORDS),
        ("城市再生水利用率达到五成五。", "城市再生水利用率达到55%", "S1", Drop.WORDS),
        ("城市再生水利用率达到55%，同时。", "城市再生水利用率达到55%", "S1", Drop.WORDS),
        ("城市“再生水利用率达到55%。", "城市再生水利用率达到55%", "S1", Drop.SHAPE),
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


def test_what_is_shown_is_in_plain_characters(gate: Gate, assistant: Assistant) -> None:
    passage = next(p for p in all_passages(assistant.dossier.plan) if "再生水" in p.text)
    made = drafted("", "城市再生水 利用率达到５ 5 ％。", (passage,))
    statement = gate.judge(made.sentence, made.shown).statement
    assert statement
    assert statement.text == "城市再生水利用率达到55％。"
