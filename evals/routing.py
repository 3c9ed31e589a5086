"""How often the desk passes a citizen's words to the right departments, by how sure it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.desk.router import Router
from assistant.desk.routing import Level, Routing
from assistant.engine import Assistant
from evals.cases import Case

CATEGORIES = ("colloquial", "colloquial_department")


@dataclass(frozen=True, slots=True)
class Routed:
    """A case and where the desk passes it."""

    case: Case
    routing: Routing

    @property
    def wanted(self) -> frozenset[tuple[str, str]]:
        """The departments with their roles that the case names."""
        return frozenset((d.name, d.role.value) for d in self.case.departments or ())

    @property
    def found(self) -> frozenset[tuple[str, str]]:
        """Those that the desk names."""
        return frozenset((d.name, d.role.value) for d in self.routing.departments)

    @property
    def right(self) -> bool:
        """Exactly the wanted departments in their roles."""
        return self.wanted == self.found


def route(assistant: Assistant, cases: Iterable[Case]) -> Iterator[Routed]:
    """Route the cases in which citizens speak of one matter and a department answers for it."""
    router = Router(assistant)
    for case in cases:
        if case.category in CATEGORIES and not case.history and case.departments:
            yield Routed(case, router.route(case.question))


def summary(routed: list[Routed]) -> str:
    """Right share by level and overall; a department in common counts as touched."""
    lines = [f"{'level':10}{'n':>5}{'right':>8}{'touched':>9}"]
    levels: list[Level | None] = [*Level, None]
    for level in levels:
        some = [r for r in routed if level in {None, r.routing.level}]
        if some:
            right = sum(r.right for r in some) / len(some)
            touched = sum(bool(r.wanted & r.found) for r in some) / len(some)
            lines.append(f"{level or 'all':10}{len(some):5}{right:8.3f}{touched:9.3f}")
    return "\n".join(lines)


def confidence(routed: list[Routed]) -> dict[str, float]:
    """Right share of each level, a little below what was measured where cases are few."""
    found = {}
    for level in Level:
        some = [r for r in routed if r.routing.level is level]
        right = sum(r.right for r in some)
        found[level.value] = round((right + 1) / (len(some) + 2), 3) if right else 0.0
    return found
