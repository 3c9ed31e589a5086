"""How people ask for what plans leave unsaid (money, contacts, reasons …) and for what they say.

``corpus/asking/<kind>.txt`` holds one frame a line, a question with its matter taken out (□,
of districts and cities ◆);
the first line names the kind in words of a refusal. Frames know nothing of any plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

MATTER, PLACE = "□", "◆"
STATED = "stated"
_HOME = Path(__file__).parent / "asking"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One kind of asking: ``name`` is what is missing when a plan does not say it."""

    kind: str
    name: str
    frames: tuple[str, ...]


@cache
def load_aspects(home: Path = _HOME) -> tuple[Aspect, ...]:
    """All kinds of asking, ordered by name of file; ``STATED`` is asking for what plans say."""
    return tuple(_aspect(path) for path in sorted(home.glob("*.txt")))


def _aspect(path: Path) -> Aspect:
    first, *rest = path.read_text("utf-8").splitlines()
    return Aspect(path.stem, first.lstrip("# "), tuple(line for line in rest if line))
