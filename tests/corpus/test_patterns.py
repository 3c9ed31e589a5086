"""Patterns of many branches: the same matches, tried only where one can begin."""

from __future__ import annotations

import re

import pytest

from corpus.patterns import AnyOf, Filed, branches, branching
from corpus.words import load_lines

TEXTS = ("", "秸秆归谁管", "PM2.5目标", "把 A 和b写成cd", "第3条，12项", "ſß", "[-^]\\")


@pytest.mark.parametrize(
    ("pattern", "guarded"),
    [
        (r"归谁|谁管|(?:请|把)?话", True),
        (r"(?<=第)[1-9]条|\d+项|(?P<name>a)b", True),
        (r"(?>归|管)(?:谁)?|[-\]^\\]|\s写", True),
        (r"(?:^|[，。])\d{2}", True),
        (r"(?:把|请)*", False),
        (r"[^a]谁|管", False),
        (r".管|谁$", False),
        (r"谁|$", False),
        (r"(?i:pm)|谁", False),
    ],
)
@pytest.mark.parametrize("flags", [0, re.I])
def test_matches_stay_the_same(pattern: str, guarded: bool, flags: int):
    plain, fast = re.compile(pattern, flags), branching(pattern, flags)
    assert (fast.pattern != pattern) is guarded
    for text in TEXTS:
        found = [(m.span(), m.groups()) for m in fast.finditer(text)]
        assert found == [(m.span(), m.groups()) for m in plain.finditer(text)]


def test_a_pattern_is_parted_where_all_of_it_is_an_alternative():
    assert branches(r"(?:a|b)|c[|)]|(?:d|e)f|(?:(?:x|\)y))") == [
        "a",
        "b",
        "c[|)]",
        "(?:d|e)f",
        "x",
        r"\)y",
    ]


@pytest.mark.parametrize("flags", [0, re.I])
def test_any_of_many_is_found_where_one_of_them_is(flags: int):
    patterns = [line.partition("\t")[0] for line in load_lines("stories")]
    patterns += [r"(?:PM|o)\d", r"[a-z]{3}", r".管|谁$", r"(?<=第)[1-9]条", r"(?:把|请)?话"]
    either = re.compile("|".join(f"(?:{p})" for p in patterns), flags)
    texts = (*TEXTS, "家门口的河又黑又臭", "pm2", "ABC", "第3条", "他讲话", "大货车半夜突突冒黑烟")
    found = [AnyOf(patterns, flags).search(text) for text in texts]
    assert found == [bool(either.search(text)) for text in texts]
    assert {True, False} == set(found)


def test_of_patterns_by_key_those_are_told_that_are_found():
    filed = Filed(
        [("who", "谁|由.管"), ("who", "哪个部门"), ("when", r"^几时|\d年"), ("end", "吗$")]
    )
    texts = ("由谁管", "2025年由哪个部门管吗", "他几时来", "几时来", "")
    assert [set(filed.among(t)) for t in texts] == [
        {"who"},
        {"who", "when", "end"},
        set(),
        {"when"},
        set(),
    ]
