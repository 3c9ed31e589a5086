"""Texts that are written like another."""

from __future__ import annotations

from index.lexical import LexicalIndex
from index.similar import Similar, grams

TEXTS = ("黑臭水体由谁负责？", "黑臭水体哪年清零", "国三货车淘汰多少辆")
INDEX = Similar(TEXTS, LexicalIndex.build([grams(t) for t in TEXTS]))


def test_signs_and_width_make_no_gram() -> None:
    assert grams("ＰＭ，2") == ["p", "m", "2", "pm", "m2"]


def test_the_most_alike_comes_first() -> None:
    found = INDEX.nearest("谁负责黑臭水体")
    assert [a.position for a in found][:2] == [0, 1]
    assert 1 > found[0].likeness > found[1].likeness > found[2].likeness


def test_the_same_text_is_wholly_alike() -> None:
    best = INDEX.nearest(TEXTS[2])[0]
    assert (best.position, round(best.likeness, 6)) == (2, 1)


def test_what_one_text_has_and_another_lacks() -> None:
    assert INDEX.share(TEXTS[0], TEXTS[0]) == 0
    assert INDEX.share(TEXTS[0], TEXTS[2]) > INDEX.share(TEXTS[0], TEXTS[1]) > 0
    assert INDEX.unheard(TEXTS[1]) == 0
    assert INDEX.unheard("养殖") == 1


def test_no_texts_have_none_alike() -> None:
    assert Similar((), LexicalIndex.build([])).nearest("黑臭水体") == []
