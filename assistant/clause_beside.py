"""Where something stands, and what is asked of the clause beside that: …在第几条，它的上一条呢."""

from __future__ import annotations

import re

from assistant.understand.parts import pieces

_BESIDE = re.compile(
    r"(?:那么?|而|再|并且?|还有)?(?:紧[挨接跟]着?|挨着|接着)?(?:它|其|这一?条|该条|此条)?的?(?:紧[挨接跟]着?的?)?"
    r"(?P<way>[上前下后])(?:面|边|头)?(?:的|那|这|紧[挨接跟]着?的?)*一?条(?!款|[河路街线])"
)
_WHERE = re.compile(r"(?:第几|哪一?)条")


def clause_beside(text: str) -> tuple[str, str] | None:
    """The first question, and what is asked of the clause beside: 上一条讲什么; else None."""
    *before, last = pieces(text) or [""]
    said = _BESIDE.match(last)
    first = "，".join(before)
    if not said or not _WHERE.search(first):
        return None
    way = "上" if said["way"] in "上前" else "下"
    return first, f"{way}一条{last[said.end() :] or '是哪条'}"
