"""Personal numbers in free text, masked: phones and identity cards keep only their ends."""

from __future__ import annotations

import re
from collections.abc import Callable

_D = r"[0-9０-９]"
_X = r"[0-9０-９XxＸｘ]"
_GAP = r"[-－—\s·.]?"
_BEFORE, _AFTER = r"(?<![0-9０-９A-Za-z])", r"(?![0-9０-９])"
_IDENTITY = re.compile(
    rf"{_BEFORE}[1-9１-９](?:{_GAP}{_D}){{16}}{_GAP}{_X}{_AFTER}|{_BEFORE}[1-9１-９]{_D}{{14}}{_AFTER}"
)
_MOBILE = re.compile(
    rf"(?:(?<![0-9０-９A-Za-z])|(?<=86)|(?<=８６))[1１][3-9３-９](?:{_GAP}{_D}){{9}}{_AFTER}"
)
_LANDLINE = re.compile(
    rf"{_BEFORE}[(（]?[0０]{_D}{{2,3}}[)）]?[-－—\s]?[2-9２-９]{_D}{{6,7}}{_AFTER}"
)
# Without an area code only where the text says that it is a phone.
_LOCAL = re.compile(
    rf"(?P<cue>(?:电话|手机|座机|联系方式|联系我|打给?我|号码|[Tt]el)[^0-9０-９]{{0,6}})"
    rf"(?P<number>[2-9２-９]{_D}{{2,3}}[-－—\s]?{_D}{{4}}){_AFTER}"
)
_DIGIT = re.compile(_X)

Mask = Callable[[str], str]


def mask(text: str) -> str:
    """``text`` with personal numbers masked: 138****5678; masking twice changes nothing more."""
    text = _IDENTITY.sub(lambda m: _starred(m[0], 3, 4), text)
    text = _MOBILE.sub(lambda m: _starred(m[0], 3, 4), text)
    text = _LANDLINE.sub(lambda m: _starred(m[0], 3, 2), text)
    return _LOCAL.sub(lambda m: m["cue"] + _starred(m["number"], 2, 2), text)


def keep(text: str) -> str:
    """``text`` as it is, where masking is switched off."""
    return text


def _starred(number: str, head: int, tail: int) -> str:
    digits = _DIGIT.findall(number)
    hidden = "*" * (len(digits) - head - tail)
    return "".join(digits[:head]) + hidden + "".join(digits[-tail:])
