"""Which of several things or turns is meant: 第二个, 最后一项, 中间那个没记住."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.dialogue.turns import Follow, Turn
from assistant.dialogue.wording import asks_plainly, topic_of
from assistant.understand.question import Asked
from corpus.numerals import to_int

N = r"[一二三四五六七八九十\d]+"
_UNIT = r"(?:个|项|类|种|处|点|块|家|件|样|段|组|部分)"
ITEM = re.compile(
    rf"(?P<back>倒数)?第(?P<n>{N})(?:{_UNIT}(?:任务|工作|事)?|的那?一?[条项个])"
    rf"|(?P<last>最后(?:的|那)?一?{_UNIT}|末尾?(?:一)?{_UNIT}|后一{_UNIT}|后者)"
    rf"|(?P<first>前一{_UNIT}|前者|(?<![人地里外])(?:头|首)(?:一{_UNIT}|[个家]))"
    rf"|(?P<middle>(?:中间|当中)(?:的|那|这)*一?{_UNIT})"
)
# 第二句原文, 最后那句怎么说的
SENTENCE = re.compile(
    rf"(?:那么?|请问|再说说|看看|把|它|其|[这那该本]一?[条款]|[，, 的里中])*"
    rf"(?:(?P<back>倒数)?第(?P<n>{N})句|(?P<last>(?:最后|末尾|结尾|收尾)(?:的|那)?一?句))话?的?"
    r"(?:原文|原话|内容|是|讲|说|写|怎么|如何|什么|啥|意思|的|了|来着|呢|贴出来|念一?下|给我|[？?。，])*"
)
SERIES = re.compile(r"、|和|与|以及|跟")
_FORGOTTEN = re.compile(
    r"没(?:记住|记下|听清|看清|听到|看到)|忘[了记]|再(?:给我)?(?:报|说|讲|念|来|答|发|回答)一?[遍次]"
)
_FEWEST = 2
_ONE_THING = (Asked.WHO, Asked.WHEN, Asked.HOW_MUCH, Asked.WHICH_CLAUSE)


def recalled(text: str, turns: tuple[Turn, ...]) -> tuple[str, Turn] | None:
    """The earlier turn that is to be told again, and what is asked of it besides.

    中间那个没记住, of three that were asked; 第一个再报一遍，由谁牵头.
    """
    item = ITEM.search(text) if _FORGOTTEN.search(text) else None
    last = turns[-1]
    if not item or len(turns) < _FEWEST or last.question.reference or several(last):
        return None
    at = number_in(item, len(turns))
    if at is None or at >= len(turns):
        return None
    besides = text.rpartition("，")[2]
    return ("" if _FORGOTTEN.search(besides) or ITEM.search(besides) else besides), turns[at]


def in_row(
    follow: Follow, turns: tuple[Turn, ...], subject: Callable[[str], tuple[str, ...]]
) -> tuple[str, Turn] | None:
    """第一个谁牵头, after several matters were asked about one by one: the turn in that place.

    What the last answer listed goes first, where a list was asked for.
    """
    found = ITEM.match(re.sub("^那么?", "", follow.own))
    asked: list[Turn] = []
    for turn in filter(lambda t: subject(t.question.topic), turns):
        same = asked and asked[-1].clauses == turn.clauses
        asked = [*(asked[:-1] if same else asked), turn]
    named = follow.question.mentions or follow.question.reference or follow.subject
    if not found or named or len(asked) < _FEWEST or not all(map(_of_one, asked[-_FEWEST:])):
        return None
    at, rest = number_in(found, len(asked)), found.string[found.end() :]
    owner = follow.question.asks(Asked.WHO) and turns[-1].question.asks(Asked.WHO)
    if at is None or at >= len(asked) or not asks_plainly(rest) or owner:
        return None
    return rest, asked[at]


def _of_one(turn: Turn) -> bool:
    """Whether a turn asked one thing of one matter."""
    question = turn.question
    plain = question.asks(*_ONE_THING) and not question.asks(Asked.LIST, Asked.COMPARE)
    return plain and not (question.reference or question.mentions or several(turn))


def several(last: Turn) -> bool:
    """Whether the last turn itself spoke of several things, which are meant before the turns."""
    return len(last.clauses) > 1 or bool(SERIES.search(topic_of(last.question.text)))


def number_in(found: re.Match[str], size: int) -> int | None:
    """The index of an item among ``size``."""
    if found["n"]:
        number = to_int(found["n"])
        if number is None:
            return None
        return -number if found["back"] else number - 1
    if found["middle"]:
        return size // 2 if size % 2 else None
    return -1 if found["last"] else 0
