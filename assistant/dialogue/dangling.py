"""Messages that point at an answer before them where there is none: 上面第二点没看懂."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.understand.reader import Reader

_TALK = r"(?:那|就|把|请|你|您|能|再|麻烦|帮我|给我|我问|的|是|，|,|\s)*"
_BEFORE = (
    r"(?:上面|上头|上边|前面|刚才|刚刚|方才|上一?(?:个|条|轮|段|次)?(?:回答|回复|问题|答案|消息))"
)
_TOLD = r"(?:[你您]?(?:说|讲|答|回|提|列|给)(?:的|到|过|了)*|里面?|中|的|[那这]个?|，)*"
# What stands in an answer, counted or only meant; 那条河 is no part of one.
_PART = (
    r"(?:第[一二两三四五六七八九十\d]+|最后一|[那这](?:一|几|两)?)(?:个|点|条|项|句|段)?"
    r"(?:数字?|话|答案|回答|内容|意思)?(?![河路沟街湾线村厂法])"
    r"|(?:数字?|话|答案|回答|内容)"
)
# 那两条合并起来: what was counted before is to be put together.
_TOGETHER = (
    r"(?:把|将|请|帮我|麻烦)*[那这][两几三](?:个|条|项|点)(?:都|给我|一?起)*"
    r"(?:合并|合起来|放(?:在|到)?一起|并起来|比一?比|对比|汇总|展开)"
)
_POINTS = re.compile(rf"^(?:{_TALK}{_BEFORE}{_TOLD}(?:{_PART})|{_TOGETHER})")


class Dangling:
    """Tells a message that leans on an answer which was not given."""

    def __init__(self, reader: Reader, finder: Finder) -> None:
        self._read = reader.read
        self._finder = finder

    def __call__(self, text: str) -> bool:
        """Whether a first message points back, and names no matter of its own."""
        if not _POINTS.match(text):
            return False
        question = self._read(text)
        named = question.mentions or question.years or question.told
        return not (named or self._finder.strong(question.topic))
