"""Chinese numerals of labels: （三十八） ↔ 38."""

from __future__ import annotations

from functools import lru_cache

import cn2an

HAN_DIGITS = "零〇一二两三四五六七八九十百"


@lru_cache(maxsize=4096)
def to_int(text: str) -> int | None:
    """Value of an Arabic or Chinese whole number below ten thousand, else None."""
    text = text.strip().replace("〇", "零")
    if text.isdecimal():
        return int(text)
    if not text or set(text) - set(HAN_DIGITS):
        return None
    try:
        return int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError):  # cn2an on 〇十〇
        return None


def to_decimal(text: str) -> str:
    """一百 → 100, 八十八点八 → 88.8; what is no number stays as it is."""
    try:
        return f"{cn2an.cn2an(text, 'smart'):g}"
    except ValueError:
        return text


def to_label(number: int) -> str:
    """Clause label of a number: 13 → （十三）."""
    return f"（{to_han(number)}）"


@lru_cache(maxsize=4096)
def to_han(number: int) -> str:
    """13 → 十三."""
    text = str(cn2an.an2cn(number))
    return text[1:] if text.startswith("一十") else text
