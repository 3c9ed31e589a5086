"""The wordings of ``canonical.toml``: kinds of their own, slots that a question can fill."""

from __future__ import annotations

from pathlib import Path

from corpus.canonical import load_utterances

KNOWN = {"department", "other", "clause", "another", "chapter", "year", "term"}


def test_kinds_and_wordings_are_of_their_own() -> None:
    utterances = load_utterances()
    assert len(utterances) > 50
    assert len({u.kind for u in utterances}) == len({u.text for u in utterances}) == len(utterances)


def test_slots_are_known() -> None:
    slots = frozenset().union(*(u.slots for u in load_utterances()))
    assert slots == KNOWN


def test_slots_are_read_from_the_wording(tmp_path: Path) -> None:
    path = tmp_path / "wordings.toml"
    path.write_text('[clause]\ncommon = "第{clause}条和第{another}条"\n', "utf-8")
    (utterance,) = load_utterances(path)
    assert (utterance.kind, utterance.slots) == ("clause.common", {"clause", "another"})
