"""Whether a message only complains, or asks of its matter nothing but that something be done."""

from __future__ import annotations

import re

from assistant.understand.question import Question
from assistant.understand.reader import kinds_of

_DEALT_WITH = re.compile(
    r"有没有(?:个)?人(?:来)?[管治查修](?=[，。？！?!]|$)|(?:政府|市里|上[头面边]|到底|有没有人|有人|没人|就?没个?人|谁也不?|都不?)*"
    r"(?:管不管|治不治|管没管|治没治|[管治查](?:一[管治查])?(?:得了|得过来|了)?(?:吗|么|嘛|没有?|不|呀|啊)"
    r"|能不能[管治](?:一?[管治])?|(?:该|可)?(?:怎么|咋|如何)(?:办|整|弄|治理?|解决|处理)(?:才好|好|呢|啊|呀)?)(?=[，。？！?!]|$)"
)


def is_complaint(question: Question) -> bool:
    """Whether nothing is asked, or only what is done about it: 外卖盒子满地都是，管不管."""
    return not question.asked or not kinds_of(_DEALT_WITH.sub("", question.text))


# 几时有人弄: that something be done is asked for, more than its date.
_SOMEBODY = re.compile("(?:什么时候|啥时候?|何时|几时|哪年|多会儿)[^，。？]{0,3}有人")


def waits_for_somebody(question: Question) -> bool:
    """Whether it is asked when at last somebody does something about it."""
    return bool(_SOMEBODY.search(question.text))
