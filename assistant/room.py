"""How much is told at once: corrections and answers side by side within their room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from assistant.compose.complete import LIMIT
from assistant.compose.draft import Draft

OWNED = re.compile(r"负责|牵头")
_UNSAID = "方案没有"
_SENTENCES = 2  # of an answer that are told in any case


def beside(amiss: list[Draft], draft: Draft) -> list[Draft]:
    """Corrections and an answer: of a list of what is done as much as there is room for."""
    said = draft.statements
    room = LIMIT - sum(len(s.text) for d in amiss for s in d.statements)
    if not draft.status.has_evidence or any(OWNED.search(s.text) for s in said):
        return [*amiss, draft]
    lengths = accumulate(len(s.text) for s in said)
    size = max(sum(length <= room for length in lengths), _SENTENCES)
    return [*amiss, replace(draft, statements=said[:size])]


def within_room(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without what was added to the first sentence of one, where all is too long."""
    kept = list(drafts)
    for at in reversed(range(len(kept))):
        draft = kept[at]
        while not draft.lines and len(draft.statements) > 1 and _length(kept) > LIMIT:
            *rest, last = draft.statements
            if OWNED.search(last.text) or last.text.startswith(_UNSAID):
                break
            draft = kept[at] = replace(draft, statements=tuple(rest))
    return kept


def _length(drafts: Sequence[Draft]) -> int:
    return sum(len(s.text) for d in drafts for s in d.statements)
