"""What a tab of the page is, and where its script and style sheet lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.engine import Assistant
from assistant.records.store import Records
from assistant.settings import Settings
from corpus.model import Plan

STATIC = Path(__file__).parent / "static"
# For every event: no overlay over what is on the page, no public endpoint.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Site:
    """What the tabs work with."""

    assistant: Assistant
    settings: Settings
    records: Records

    @property
    def plan(self) -> Plan:
        """The plan that is answered about."""
        return self.assistant.dossier.plan


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: ``#key`` is its address, ``fill`` puts its components on the page.

    ``static/<key>.css`` and ``static/<key>.js`` are its own, when there are such files. `
    """

    key: str
    title: str
    fill: Callable[[Site], None]


def script(key: str) -> str:
    """The script of a tab, for ``js_on_load`` of one of its ``gr.HTML``."""
    return (STATIC / f"{key}.js").read_text("utf-8")


def styles(tabs: Sequence[Tab]) -> str:
    """The shell's style sheet, then those of the tabs; only the chosen tab is shown."""
    sheets = sorted(STATIC.glob("*.css"), key=lambda p: (p.stem != "shell", p.name))
    closed = (
        f'html:not([data-tab="{tab.key}"]) #tab-{tab.key}{{display:none!important}}' for tab in tabs
    )
    return "\n".join([*(sheet.read_text("utf-8") for sheet in sheets), *closed])
