"""Follow-ups about whether a department has a share in what was talked about, or leads it."""

from __future__ import annotations

import re

from assistant.dialogue.owners import CONTACT
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from assistant.dialogue.wording import asks_plainly
from assistant.understand.question import Asked
from corpus.numerals import to_han

# 这名单里有没有青岛海事局, after the owners of a clause were told
AMONG_THEM = re.compile(
    r"(?:名单|单位|部门|括号|其中|里面|里头|里)(?:里面?|中)?(?:有没有|有|包不包括|含不含|是否有)|(?:在不在|不?在|算不算在?)(?:里面|其中|内|名单|这句|这段|括号)|(?:里面|里头|其中)(?:的|是)*哪一?[家个]"
)
# 城管局管不管, 跟环保局有关系吗: no more than whether it takes part.
_WHETHER = re.compile(
    r"(?:[这那](?:件)?事儿?|[这那]个|它|里面?|也|还|就|跟|和|与|归|是不是|是|由|说|听说|我|记得|以为|不是|算|要|得|用|在|了|上|列|"
    r"牵头|负责|参与|参加|管|有|没有?|份|责任|就|只|光|仅|[一1]家|单独|独家|关系|相关|干系|搭边|沾边|掺和|插手|配合|出面|出力|的|事儿?|不|吗|么|吧|呢|啊|呀|对|"
    r"[，,？?。])*"
)
# 水务局在吗, 有没有水务局, of a clause
_THERE = re.compile(r"(?:那么?|里面?|也|有没有|有|在不在|在|没有?(?=[？?]*$)|[吗么呢？?])+")
_ALONE = re.compile(r"^(?:那么?|是不是|难道)?(?:就|只|仅|光|单)|[一1]家|独家|单独|独自")
_FAR = 10  # characters around a department that ask no more than whether it takes part


class Shares:
    """Completes follow-ups that put a department to what was talked about."""

    def __init__(self, topics: Topics, probe: Probe) -> None:
        self._topics = topics
        self._probe = probe

    def foreign(self, follow: Follow) -> bool:
        """Whether something of a department is asked that is no task of it: its telephone."""
        text = _around(follow, follow.text)
        return text != follow.text and bool(CONTACT.search(text))

    def takes_part(self, follow: Follow, last: Turn) -> Completed | None:
        """海洋发展局参与吗: whether a department has a share in what was talked about."""
        mentions, numbers = follow.question.mentions, last.question.reference.clauses
        if not mentions:
            return None
        there = AMONG_THEM.search(follow.text) or _THERE.fullmatch(_around(follow, follow.text))
        if len(numbers) == 1 and there:
            return Completed(f"第{to_han(numbers[0])}条里有{mentions[0].text}吗", last.focus)
        swapped = last.question.mentions and last.answered and not asks_plainly(follow.own)
        if swapped or follow.subject or self.foreign(follow) or not self._of_matter(last):
            return None
        long = len(follow.own) > len(mentions[0].text) + _FAR
        told = AMONG_THEM.search(follow.own) or _WHETHER.fullmatch(_around(follow, follow.own))
        if not told and (long or follow.question.asks(Asked.WHAT)):
            return None
        alone = "一家" if _ALONE.search(follow.own) else ""
        verb = "牵头吗" if "牵头" in follow.text else "负责吗" if alone else "参与吗"
        return self._topics.put(last, f"{mentions[0].text}{alone}{verb}", self._probe)

    def _of_matter(self, last: Turn) -> bool:
        """Whether the turn before was about a matter, not about a department or a clause."""
        named = last.question.mentions or last.question.reference.clauses
        return bool(self._topics.subject(last.question.topic)) or (last.answered and not named)


def _around(follow: Follow, text: str) -> str:
    """A text without the departments that the follow-up names."""
    for mention in follow.question.mentions:
        text = text.replace(mention.text, "")
    return text
