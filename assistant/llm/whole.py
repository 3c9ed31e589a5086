"""Whether pieces taken out of a sentence have with them what they need to mean the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.pieces import Piece

_OWN_VERB = "(?!.*(?:开展|实施|进行|加强|给予|做好|落实|推进|推动|加大))"
# A piece that limits what follows it: it must stay, right before.
_LIMITS = re.compile(
    r"(?:的|者|外|时|后|前|情况下|条件下|期间)$"
    rf"|^{_OWN_VERB}(?:对(?!外)|凡|除|若|如|未|达不到|不符合|针对|在.+[区域内围上中])"
)
# A piece that is nothing without what follows it.
_LEANS_ON = re.compile(rf"^{_OWN_VERB}(?:以(?!上|下).+为|按照|按|依据|根据|围绕|结合|聚焦|剔除)")
# A piece that is nothing without what stands before it.
_LEANS_BACK = re.compile(
    r"^(?:统一|均|都|一律|应|须|必须|不得|其|该|且|也|以及|从而|并(?!网|行|联|举))"
)
_EXCEPT = re.compile(r"^(?:除|但|不含|不包括|另有)|除外")
_FORBIDS = re.compile(r"^(?:严禁|禁止|不得|不准|全面禁止)")


@dataclass(frozen=True, slots=True)
class Used:
    """Pieces ``first`` to ``last`` of the source that a piece of the run is made of."""

    first: int
    last: int


def indices(choice: Sequence[Used]) -> list[int]:
    """All pieces of the source that a choice uses, in its order."""
    return [i for used in choice for i in range(used.first, used.last + 1)]


def whole(choice: Sequence[Used], source: tuple[Piece, ...]) -> bool:
    """Whether every piece used has with it what it needs to mean the same."""
    said = [i for i, p in enumerate(source) if not p.only_date]
    order = [i for i in dict.fromkeys(indices(choice)) if not source[i].only_date]
    for at, i in enumerate(order):
        place = said.index(i)
        before = said[place - 1] if place else None
        mine = order[at - 1] if at else None
        follows = order[at + 1] if at + 1 < len(order) else None
        if before is not None and before != mine and _needs_before(source, before, i):
            return False
        if _needs_after(source, said[place:]) and follows not in _after(source, said[place:]):
            return False
        if any(_FORBIDS.search(source[k].text) and k not in order for k in said[:place]):
            return False
    return True


def _needs_before(source: tuple[Piece, ...], before: int, i: int) -> bool:
    return bool(_LIMITS.search(source[before].text) or _LEANS_BACK.search(source[i].text))


def _needs_after(source: tuple[Piece, ...], said: Sequence[int]) -> bool:
    """Whether the first of ``said`` is nothing without one of those behind it."""
    text = source[said[0]].text
    return len(said) > 1 and bool(
        _LIMITS.search(text) or _LEANS_ON.search(text) or _EXCEPT.search(source[said[1]].text)
    )


def _after(source: tuple[Piece, ...], said: Sequence[int]) -> set[int]:
    """What may stand right behind the first of ``said``: the next one.

    A piece may also lean past others that lean, as in 以…为重点，依据…，推动….
    """
    leaning = 0
    while leaning < len(said) - 1 and _LEANS_ON.search(source[said[leaning]].text):
        leaning += 1
    past = leaning > 1 and not any(_LIMITS.search(source[k].text) for k in said[:leaning])
    return {said[1], said[leaning]} if past else {said[1]}
