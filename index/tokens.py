"""Words and character bigrams of Chinese text, for lexical search and the default embedder."""

from __future__ import annotations

import logging
import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import jieba

from corpus.words import load_words

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9.%+-]+")
_BLOCK = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")  # what jieba cuts by itself
_LONE = re.compile(r"\r\n|.", re.S)
_USER_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.]{2,16}")
STOP = frozenset(load_words("stopwords"))


def fold(text: str) -> str:
    """NFKC, lower case, subscript forms as plain ones."""
    return unicodedata.normalize("NFKC", text).lower()


class _Jieba(jieba.Tokenizer):  # type: ignore[misc]
    """jieba that finds the words of a sentence and the likeliest way through them in one pass."""

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
        """Nothing: :meth:`calc` looks the words up itself."""
        return {}

    def calc(self, sentence: str, DAG: object, route: dict[int, tuple[float, int]]) -> None:  # noqa: N803
        """Fill ``route``: for each start the best score to the end, and where its word ends."""
        counts, size, whole = self.FREQ, len(sentence), math.log(self.total)
        route[size] = (0, 0)
        for start in range(size - 1, -1, -1):
            best, last, end = -math.inf, start, start + 1
            count = counts.get(sentence[start])
            while count is not None:
                if count and (score := math.log(count) - whole + route[end][0]) >= best:
                    best, last = score, end - 1
                if end == size:
                    break
                end += 1
                count = counts.get(sentence[start:end])
            if best == -math.inf:
                best = -whole + route[start + 1][0]
            route[start] = (best, last)

    def words(self, block: str) -> tuple[str, ...]:
        """Words of a stretch that :data:`_BLOCK` finds; letters and digits alone are joined."""
        route: dict[int, tuple[float, int]] = {}
        self.calc(block, None, route)
        found, at, alone = list[str](), 0, False
        while at < len(block):
            end = route[at][1] + 1
            word = block[at:end]
            single = end - at == 1 and word.isascii() and word.isalnum()
            if single and alone:
                found[-1] += word
            else:
                found.append(word)
            at, alone = end, single
        return tuple(found)


class Tokenizer:
    """jieba with the terms of the plans and the lexicon as user words."""

    def __init__(self, user_words: Iterable[str] = ()) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._jieba = _Jieba()
        self._jieba.initialize()
        # Counts of general Chinese, before words of the plans are added; 0 for what begins a word.
        self.counts: dict[str, int] = dict(self._jieba.FREQ)
        for word in user_words:
            word = fold(word)
            if _USER_WORD.fullmatch(word):
                self._jieba.add_word(word)
        self.words = lru_cache(maxsize=8192)(self._words)
        self._terms = lru_cache(maxsize=8192)(self._all_terms)
        self.parts = lru_cache(maxsize=8192)(self._parts_of)
        # Topics, sentences and their pieces share most of their stretches.
        self._block = lru_cache(maxsize=16384)(self._words_of)
        self._pieces = lru_cache(maxsize=16384)(self._runs_of)
        self._content = lru_cache(maxsize=16384)(self._content_of)

    def _words(self, text: str) -> tuple[str, ...]:
        """Content words in order, stop words left out."""
        return tuple(chain.from_iterable(map(self._content, _blocks(text))))

    def _parts_of(self, word: str) -> tuple[str, ...]:
        """A word and the words within it."""
        return (word, *self._jieba.cut_for_search(word, HMM=False))

    def terms(self, text: str) -> list[str]:
        """Content words, their parts, and character bigrams (marked #) of each run of them."""
        return list(self._terms(text))

    def _all_terms(self, text: str) -> tuple[str, ...]:
        out, run = list[str](), ""
        for word in chain.from_iterable(map(self._pieces, _blocks(text))):
            if word in STOP or not _RUN.fullmatch(word):
                out += _pairs(run)
                run = ""
                continue
            run += word
            out.append(word)
            if len(word) > 3:
                out += [p for p in self.parts(word) if p != word and len(p) > 1]
        return (*out, *_pairs(run))

    def cut(self, text: str) -> list[str]:
        """Every word of ``text``."""
        return list(chain.from_iterable(map(self._block, _blocks(text))))

    def _words_of(self, block: str) -> tuple[str, ...]:
        """Words of a stretch."""
        return self._jieba.words(block) if _BLOCK.fullmatch(block) else _others(block)

    def _runs_of(self, block: str) -> tuple[str, ...]:
        """Words of a stretch; those of mixed script (EOD模式) as their runs of one script."""
        return tuple(chain.from_iterable(map(_runs, self._block(block))))

    def _content_of(self, block: str) -> tuple[str, ...]:
        """Words of a stretch, stop words left out."""
        return tuple(w for w in self._pieces(block) if w not in STOP and _RUN.fullmatch(w))

    def frequency(self, word: str) -> int:
        """How often jieba's general dictionary counts ``word``; 0 when unknown."""
        return int(self.counts.get(word) or 0)


def _others(text: str) -> tuple[str, ...]:
    """Characters that belong to no word, each by itself; line ends as one."""
    return tuple(_LONE.findall(text))


def _blocks(text: str) -> list[str]:
    """The stretches of a text that are cut by themselves, and what stands between them."""
    return _BLOCK.split(fold(text))


def _runs(word: str) -> tuple[str, ...]:
    runs = _RUN.findall(word)
    return tuple(runs) if len(runs) > 1 else (word,)


def bigrams(text: str) -> list[str]:
    """Character bigrams of the Han runs of ``text``, each marked with #."""
    return _pairs(fold(text))


def _pairs(folded: str) -> list[str]:
    return [
        "#" + run[i : i + 2]
        for run in _RUN.findall(folded)
        if "\u4e00" <= run[0] <= "\u9fff"
        for i in range(len(run) - 1)
    ]
