"""The assistants as every edge gives them: with approved wording, and for each plan at hand."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.desk.approved import ApprovedAssistant, Wordings
from assistant.desk.router import Router
from assistant.engine import Assistant, open_assistant
from assistant.records.store import Records
from assistant.settings import Settings
from corpus.catalog import plan_ids
from index.build import Progress, silent


class UnknownPlanError(Exception):
    """Nobody answers about the plan that is named; the message names those there are."""


class Served:
    """The plans that are answered about. ``default`` is meant where none is named."""

    def __init__(self, default: Assistant, others: Sequence[Assistant] = ()) -> None:
        self.default = default
        self.assistants = (default, *others)
        self._assistants = {a.dossier.plan.id: a for a in self.assistants}
        self._routers = {name: Router(a) for name, a in self._assistants.items()}

    def assistant(self, plan_id: str = "") -> Assistant:
        """Who answers about a plan.

        Raises:
            UnknownPlanError: nobody does.
        """
        return self._assistants[self._known(plan_id)]

    def router(self, plan_id: str = "") -> Router:
        """Who finds the departments in a plan.

        Raises:
            UnknownPlanError: nobody does.
        """
        return self._routers[self._known(plan_id)]

    def _known(self, plan_id: str) -> str:
        found = plan_id or self.default.dossier.plan.id
        if found not in self._assistants:
            raise UnknownPlanError(f"没有这个方案。现有：{'、'.join(self._assistants)}。")
        return found


def open_approved(settings: Settings, records: Records, progress: Progress = silent) -> Assistant:
    """The assistant of the settings' plan, giving approved wording; its index is built when stale.

    Raises:
        AssistantError, IndexFault, PlanError: it cannot be opened.
    """
    plain = open_assistant(settings, progress)
    return ApprovedAssistant(plain, Wordings(plain, records.phrasings))


def open_served(settings: Settings, records: Records, progress: Progress = silent) -> Served:
    """The assistants of all plans at hand, the settings' first.

    Raises:
        AssistantError, IndexFault, PlanError: one of them cannot be opened.
    """
    opened = [open_approved(one, records, progress) for one in each_plan(settings)]
    return Served(opened[0], opened[1:])


def each_plan(settings: Settings) -> tuple[Settings, ...]:
    """The settings for each plan at hand; the one that they name comes first."""
    others = (name for name in plan_ids() if name != settings.id)
    return (settings, *(settings.model_copy(update={"id": name}) for name in others))
