"""Numbers spelt out in English beside clause or chapter: thirty-first clause, chapter two."""

from __future__ import annotations

import re

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = (("twenty", "twentieth"), ("thirty", "thirtieth"), ("forty", "fortieth"))
_VALUES = {
    **{word: n for words in (_ONES, _FIRSTS) for n, word in enumerate(words, 1)},
    **{word: 10 * n for n, words in enumerate(_TENS, 2) for word in words},
}
_SIMPLE = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = rf"(?:(?:twenty|thirty|forty)[- ]?)?(?:{_SIMPLE})|\d{{1,2}}(?:st|nd|rd|th)"
_KIND = r"(?:clause|article|chapter)"
_SPELT = re.compile(
    rf"(?<![A-Za-z0-9])第?(?:(?P<a>{_KIND})s?\s+(?:number\s+)?(?P<n>{_NUMBER})|(?P<m>{_NUMBER})\s+(?P<b>{_KIND}))\b",
    re.I,
)


def in_digits(text: str) -> str:
    """The text with such numbers as people write them most: clause 31, chapter 2."""
    return _SPELT.sub(lambda m: f"{m['a'] or m['b']} {_value(m['n'] or m['m'])}", text)


def _value(words: str) -> int:
    if words[0].isdigit():
        return int(words[:-2])
    return sum(_VALUES[w.lower()] for w in re.findall(rf"{_SIMPLE}", words, re.I))
