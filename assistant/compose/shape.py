"""The form asked for: within so many sentences or characters, as one run of text."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.draft import Draft, Statement
from assistant.understand.form import Formed

# A sentence that someone reads at one go.
_SENTENCE = 80
_HEAD = re.compile(r"^（[^）]{1,4}）[^：。]+：$")
_FIGURE = re.compile(r"\d")


def shaped(draft: Draft, formed: Formed) -> Draft:
    """A clause in short, kept within the length asked for; other answers as they are."""
    limit = formed.limit or formed.sentences * _SENTENCE
    lines = draft.statements
    if not limit or len(lines) < 2 or not _HEAD.match(lines[0].text):
        return draft
    if any(_HEAD.match(s.text) for s in lines[1:]):
        return draft
    kept = _within(lines, limit)
    said = [lines[0], *(replace(s, text=_joined(s.text, s is kept[-1])) for s in kept)]
    return replace(draft, statements=tuple(said), lines=False)


def _within(lines: tuple[Statement, ...], limit: int) -> list[Statement]:
    """The lines that fit, those with figures and short ones first, in their order; at least one."""
    room, chosen = limit, set[int]()
    sizes = [len(s.text) for s in lines]
    order = sorted(
        range(1, len(lines)), key=lambda i: (not _FIGURE.search(lines[i].text), sizes[i])
    )
    for i in order:
        if not chosen or sizes[i] <= room:
            chosen.add(i)
            room -= sizes[i]
    return [lines[i] for i in sorted(chosen)]


def _joined(text: str, last: bool) -> str:
    return text if last else text.rstrip("。") + "；"
