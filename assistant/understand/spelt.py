"""Numbers spelt out in English beside clause or chapter: thirty-first clause, chapter two."""

from __future__ import annotations

import re
import tomllib

from corpus.catalog import HERE

_WORDS = tomllib.loads((HERE / "english.toml").read_text("utf-8"))["numbers"]
_VALUES = {
    **{w: n for kind in ("ones", "firsts") for n, w in enumerate(_WORDS[kind], 1)},
    **{w: 10 * n for kind in ("tens", "tenths") for n, w in enumerate(_WORDS[kind], 2)},
}
_SIMPLE = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = rf"(?:(?:{'|'.join(_WORDS['tens'])})[- ]?)?(?:{_SIMPLE})|\d{{1,2}}(?:st|nd|rd|th)"
_KIND = r"(?:clause|article|chapter)"
_SPELT = re.compile(
    rf"(?<![A-Za-z0-9])第?(?:(?P<a>{_KIND})s?\s+(?:number\s+)?(?P<n>{_NUMBER})|(?P<m>{_NUMBER})\s+(?P<b>{_KIND}))(?![A-Za-z])",
    re.I,
)


def in_digits(text: str) -> str:
    """The text with such numbers as people write them most: clause 31, chapter 2."""
    return _SPELT.sub(lambda m: f"{m['a'] or m['b']} {_value(m['n'] or m['m'])}", text)


def _value(words: str) -> int:
    if words[0].isdigit():
        return int(words[:-2])
    return sum(_VALUES[w.lower()] for w in re.findall(_SIMPLE, words, re.I))
