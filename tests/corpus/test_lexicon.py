"""The thesaurus: its files are whole, and words are found longest first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus import catalog
from corpus.lexicon import GENERAL, OFFICE, Entry, Lexicon, load_lexicon

FOLDER = Path(catalog.HERE) / "lexicon"
FILES = sorted(FOLDER.glob("*.tsv"))
LEXICON = catalog.load_dossier().lexicon
FIELDS = {
    "air", "ecology", "energy", "english", "farming", "general", "indicators", "law_money",
    "noise", "organisation", "sea", "soil", "transport", "waste", "water",
}  # fmt: skip


def test_every_field_is_there() -> None:
    found = Counter(entry.field for entry in LEXICON.entries)
    assert set(found) >= FIELDS
    assert {GENERAL} | OFFICE <= set(found)
    assert min(found.values()) >= 30


def test_a_thousand_pairs() -> None:
    pairs = {(v, e.official) for e in LEXICON.entries for v in e.variants}
    assert len(LEXICON.entries) >= 1000
    assert len(pairs) >= 5000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_malformed_line(path: Path) -> None:
    """A line is a remark, blank, or: official term, one tab, variants joined by 、."""
    read = 0
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        official, *rest = line.split("\t")
        assert len(rest) == 1, where
        variants = rest[0].split("、")
        assert official == official.strip() != "", where
        assert all(v == v.strip() != "" for v in variants), where
        assert len(set(variants)) == len(variants), where
        assert official not in variants, where
        read += 1
    assert read == sum(entry.field == path.stem for entry in LEXICON.entries)


@pytest.mark.parametrize(
    ("word", "official"),
    [
        ("雾霾", "重污染天气"),
        ("PM2.5", "细颗粒物"),
        ("臭水沟", "黑臭水体"),
        ("大货车冒黑烟", "柴油货车污染治理"),
        ("垃圾分类", "生活垃圾分类"),
        ("deadline", "完成时限"),
        ("Deadline", "完成时限"),
    ],
)
def test_everyday_words_lead_to_official_ones(word: str, official: str) -> None:
    assert official in LEXICON.official(word)
    assert any(official in found for _, found in LEXICON.find(f"请问{word}怎么办"))


def test_the_longest_word_wins_and_none_overlap() -> None:
    lexicon = Lexicon([Entry("a", "甲", ("臭水", "VOC")), Entry("a", "乙", ("臭水沟", "臭水"))])
    assert lexicon.find("门口臭水沟和臭水，voc多") == (
        ("臭水沟", ("乙",)), ("臭水", ("甲", "乙")), ("voc", ("甲",)),
    )  # fmt: skip
    assert lexicon.official("没有") == ()
    assert lexicon.words == ("甲", "乙", "臭水", "voc", "臭水沟")


def test_an_empty_lexicon(tmp_path: Path) -> None:
    lexicon = load_lexicon(tmp_path)
    assert lexicon.find("臭水沟") == ()
    assert lexicon.words == lexicon.terms == ()


def test_words_of_asking_name_no_matter() -> None:
    general = [e for e in LEXICON.entries if e.field == GENERAL]
    elsewhere = {
        w for e in LEXICON.entries if e.field != GENERAL for w in (e.official, *e.variants)
    }
    only = {w for e in general for w in (e.official, *e.variants)} - elsewhere
    assert only
    assert not only & set(LEXICON.terms)
    assert LEXICON.matters <= {term.lower() for term in LEXICON.terms}
    assert {"二氧化硫", "秸秆禁烧管控"} <= LEXICON.matters


def test_reading_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("# 说明\n\n甲\t一、 二 、\n坏行\n", "utf-8")
    assert load_lexicon(tmp_path).entries == (Entry("a", "甲", ("一", "二")),)
