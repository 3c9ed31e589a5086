"""Deadlines and periods (到2025年, “十四五”期间) and years of comparison (比2020年)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.targets.figures import NUMBER, UNIT

FIVE_YEARS = "十[一二三四五六七八九]五"
DUE = re.compile(
    r"(?<![比较与同以自从由\d])(?:"
    r"(?:到|至)?20\d\d年?(?:到|至|[-—－~～])(?P<last>20\d\d)年(?:期间)?+"
    r"|(?:到|至|截至)?(?P<year>20\d\d)年(?:\d{1,2}月)?+(?:\d{1,2}日)?+(?:年?[底末])?+(?:[之以]?前)?+"
    rf"|(?:到|至)?“(?P<plan>{FIVE_YEARS})”(?:期间|时期|期?末)"
    r")(?!\s*(?:的|度|基础|水平|相比|以来|以后|为基|历史|同期))"
)
BASELINE = re.compile(
    rf"(?:比|较|与|同)(?:20\d\d年|上一?年|去年|“{FIVE_YEARS}”)(?:年?[底末])?(?:同期|水平|相比)*"
    rf"|[在以](?:20\d\d年|“{FIVE_YEARS}”)[^，]{{0,3}}?(?:基础上?|为基[准数期])"
    rf"|[从由]{NUMBER}(?:{UNIT})?(?=[^\d，]*[到至])"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline or period as written and its last year."""

    text: str = ""
    year: int | None = None


def year_of(match: re.Match[str]) -> int | None:
    """The last year of a due; five-year plans end in 2025 (十四五), 2030 (十五五), …"""
    if match["plan"]:
        return 2025 + 5 * ("一二三四五六七八九".index(match["plan"][1]) - 3)
    return int(match["last"] or match["year"])


NO_DUE = Due()
