"""Names of indicators that share their end: 粪污、秸秆、受污染耕地这三个“利用率”."""

from __future__ import annotations

import re

# 粪污、秸秆、受污染耕地这三个“利用率”: names that share their end.
_TAIL = re.compile(
    r"(?P<row>[\u4e00-\u9fff]{2,10}(?:[、和与][\u4e00-\u9fff]{2,10}?){1,4})这?(?:[两三四五2-5])个?[“\"]?"
    r"(?P<tail>[\u4e00-\u9fff]{1,6}(?:率|比例|占比|比重|面积|浓度))[”\"]?"
)


def apiece(text: str) -> str:
    """A text in which each name of such a row has the end."""
    return _TAIL.sub(_each, text)


def _each(match: re.Match[str]) -> str:
    """The names of a row, each with the end that all share."""
    return "、".join(f"{n}{match['tail']}" for n in re.split("[、和与]", match["row"]))
