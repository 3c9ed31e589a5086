"""Numbers as they stand in references to clauses, chapters and tasks."""

from __future__ import annotations

import re

from corpus.numerals import HAN_DIGITS, to_int

# Stands where a chapter was named, so that 第四章的4条 is told from 第四章，第4条.
CUT = "\x1f "
N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
B = r"[（(\[【]?"
E = r"[）)\]】]?"
TO = r"(?:到|至|—|-|~|－|–)"
AND = r"(?:、|，|和|与|跟|及|以及)"
FIRST_N = re.compile(
    r"(?<![以之])(?<!最[多少高低大小重轻长短]的)(?P<way>前|(?<![牵带])头|后|最后|末)(?P<n>[二两三四五六七八九十\d]+)(?P<of>条|章|个?部分)"
)


def number_of(match: re.Match[str], total: int) -> int | None:
    """The number that a match holds; of `total` where it counts from the end."""
    groups = match.groupdict()
    number = to_int(groups.get("n") or groups.get("m") or "")
    return total + 1 - number if groups.get("last") and number else number
