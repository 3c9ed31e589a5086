"""Patterns of many branches: the same matches, tried only where one can begin."""

from __future__ import annotations

import re

import pytest

from corpus.patterns import branching

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
