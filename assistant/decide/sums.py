"""Sums that are said to be paid, fined or given, held against a text."""

from __future__ import annotations

import re

# A sum said to be paid, fined or given.
_SUM = re.compile(
    r"(?:补(?:贴|助|(?=[给了我你]*[\d一二两三四五六七八九十百千万]))|奖励?|奖金|罚款?|赔偿?|下?拨|投资?|出资|掏)(?:了|给|到|上|最高|每[户人家亩年])*"
    r"[^，。？\d一二三四五六七八九十百千万]{0,6}"
    r"(?P<sum>(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)[百千万亿]?个?(?:元|块钱|万元?|亿元?)|\d+块)"
    r"|(?:每[户人家亩]|一[户人家])(?:要|会|能)?(?:罚|补|奖)(?:款|贴|励)?(?P<each>\d+)"
)
# A fine of the past, which is no claim of what the plan says.
_FINED = re.compile(
    r"(?:去年|前年|上[次回个]|以前|早先|刚|曾)[^，。？]{0,10}罚了[^，。？]{1,8}(?=[，。].{4})"
)


def other_sum(claim: str, text: str) -> bool:
    """Whether a sum is said to be paid, fined or given of which a text does not speak."""
    return any((m["sum"] or m["each"]) not in text for m in _SUM.finditer(_FINED.sub("", claim)))
