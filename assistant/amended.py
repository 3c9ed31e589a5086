"""Corrections beside answers: what they share, and what is left to tell."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import AMISS, FRAMES, NO, SAYS
from assistant.room import OWNED
from assistant.understand.parts import pieces

_QUOTED = re.compile(r"“[^”]{2,}”")
_FIGURE, _DUE = re.compile(r"\d"), re.compile(r"(?:到|在)?20\d\d年(?:年底)?(?:之?前)?$")


def amended(draft: Draft) -> list[Draft]:
    """An answer that tells what is right, with a word that it was not said so; [] where it has one.

    A place to which only its title is cited tells nothing of it.
    """
    first, *more = draft.statements
    if any(s.text.startswith((AMISS, NO, SAYS)) for s in draft.statements):
        return []
    frames = (*draft.frames, *FRAMES)
    said = replace(first, text=f"{AMISS}{first.text}")
    return [replace(draft, statements=(said, *more), frames=frames)]


def untrue(draft: Draft) -> Draft:
    """A denial, said of what is taken for granted and not asked."""
    first, *more = draft.statements
    told = first.text.removeprefix(NO)
    if not told and more:  # the verdict stands by itself
        first, *more = more
        told = first.text
    said = replace(first, text=f"{AMISS}{told}")
    return replace(draft, statements=(said, *more), frames=(*draft.frames, *FRAMES))


def overlap(one: Draft, other: Draft) -> bool:
    """Whether ``one`` tells only of a sentence, or under a bracket, of which ``other`` does, too.

    Other figures of the same sentence are told apart.
    """
    met = any(_meet(a, b) for a in told_at(one) for b in told_at(other))
    said = "".join(s.text for s in other.statements)
    told = [p for p in pieces(one.statements[0].text) if _FIGURE.search(p) and not _DUE.match(p)]
    owned = OWNED.search(other.statements[0].text)
    return met and bool(not told or owned or any(p in said for p in told))


def told_at(draft: Draft) -> list[Evidence]:
    """The first place that each statement is told from."""
    return [e for s in draft.statements for e in s.evidence[:1]]


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def untold(draft: Draft) -> Draft:
    """A refusal that follows a correction or an answer: what is missing, and no more."""
    said = draft.statements[0].text
    said = said[: said.find("。") + 1].replace("这个问题", "其中一问")
    return replace(draft, statements=(Statement(said),), frames=(said,))


def still_untold(draft: Draft, amiss: Draft) -> list[Draft]:
    """What is missing, unless the correction speaks of it."""
    missing = _QUOTED.search(draft.statements[0].text)
    told = missing and missing[0][1:-1] in amiss.statements[0].text
    return [] if told else [untold(draft)]
