"""Pinyin typed for words: sanxianyidan, bilv shi duoshao, 生态jing长."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pypinyin import Style, lazy_pinyin

_HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_LETTERS = re.compile(r"[a-zü]+")
# Words of asking and grammar that stand beside a typed term; alone they make none.
_SMALL = tuple("是谁的有几年吗要归管在到哪和多")
_WORDS = (
    "多少、什么、什么时候、怎么、怎么样、怎么办、哪个、哪些、哪年、谁管、谁负责、谁牵头、牵头、负责、"
    "部门、目标、请问、今天、明天、天气、多少钱、到底、第几条、几条、是不是、有没有、可以、你好"
)
_LEAST = 5  # letters of a word that no other typed word stands beside
_TOKENS = 8
_LONGEST = 48  # letters of a word of eight syllables


class Pinyin:
    """Reads runs of letters as words known by their sound."""

    def __init__(self, words: Iterable[str], frequency: Callable[[str], int]) -> None:
        known = sorted({w for w in words if _HAN.fullmatch(w)}, key=lambda w: -frequency(w))
        small = {_sound(w): w for w in _SMALL}
        self._words = small | _by_sound([*_WORDS.split("、"), *known])
        chars = sorted({c for w in known for c in w}, key=lambda c: -frequency(c))
        self._chars = _by_sound(chars)

    def read(self, tokens: Sequence[str]) -> tuple[str, int]:
        """The words that the first tokens spell, and how many tokens it takes; ("", 0) if none."""
        letters = [t.lower() for t in tokens[:_TOKENS]]
        whole = next((i for i, t in enumerate(letters) if not _LETTERS.fullmatch(t)), len(letters))
        for size in range(whole, 0, -1):
            run = "".join(letters[:size])
            if len(run) >= _LEAST and (read := _spelt(run, self._words)):
                return (read, size) if len(read) > 1 else ("", 0)
        return "", 0

    def characters(self, token: str) -> str:
        """Characters that sound like a token within Chinese text (生态jing长), for the repair."""
        return _spelt(token, self._chars) if _LETTERS.fullmatch(token) else ""


def _sound(word: str) -> str:
    return "".join(lazy_pinyin(word, style=Style.NORMAL)).replace("ü", "v")


def _by_sound(words: Iterable[str]) -> dict[str, str]:
    """The first word of each sound."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(_sound(word), word)
    return found


def _spelt(run: str, words: Mapping[str, str]) -> str:
    """A run of letters as words, as few as can be; "" when they do not make it up."""
    best: list[tuple[int, str] | None] = [(0, ""), *([None] * len(run))]
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, word = best[start], words.get(run[start:end])
            now = best[end]
            if before and word and (now is None or before[0] + 1 < now[0]):
                best[end] = (before[0] + 1, before[1] + word)
    found = best[-1]
    return found[1] if found else ""
