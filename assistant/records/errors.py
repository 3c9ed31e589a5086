"""Faults of the records."""

from __future__ import annotations

from assistant.errors import AssistantError


class RecordsFault(AssistantError):
    """The database cannot be reached, read or written."""


class RecordsError(AssistantError):
    """What was asked of the records cannot be done; ``code`` is for programs."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)
