"""A question buried at the end of a rambling message: what is told before it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

# Words with which people come to the point: 对了, 我就想知道, 让我查个数, 就是那个.
_POINT = re.compile(
    r"(?:对了|话说|言归正传|说正事|别嫌我?(?:啰嗦|烦|麻烦)"
    r"|[我俺咱]?(?:就|只|还是|其实|主要|专门|顺便|今天|现在|是)*(?:想|要|来)"
    r"(?:问|知道|打听|了解|咨询|请教|查)(?:问|查|打听|一下|一个|下|个)*(?:数字?|事儿?|问题)?"
    r"|让我(?:来|给)?(?:问|查|打听)(?:问|查|一下|下|个)*(?:数字?|事儿?)?"
    r"|帮(?:我|忙|着)*(?:查|问|看)(?:查|问|看|一下|下)*|就是那个)"
    r"(?:[，,。：: ]|[啊呀哈呢嘛哦嗯]|就是|那个|这个|的是)*"
)
_HEAD, _TAIL = 6, 5  # characters of what may be left out, and of a question

Words = Callable[[str], Collection[str]]


def unburied(text: str, matters: Words, terms: Words, asks: Callable[[str], bool]) -> str:
    """The question at the end of ``text`` when all before it speaks of no matter of the field.

    ``matters`` and ``terms`` give the names of matters, and all terms, of a text; ``asks`` tells
    whether a text asks something.
    """
    found = text
    for point in _POINT.finditer(text):
        head, tail = text[: point.start()], text[point.end() :]
        if len(head) < _HEAD or len(tail) < _TAIL or matters(head):
            continue
        if terms(tail) and asks(tail):
            found = tail
    return found
