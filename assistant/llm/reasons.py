"""Why an answer was not, or not wholly, worded by the model."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What became of one use of the model; everything but ``OK`` means the default way."""

    OK = "ok"
    # The service
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    AUTHENTICATION = "authentication"
    RATE_LIMITED = "rate_limited"
    SERVER = "server"
    REFUSED = "refused"
    BROKEN = "broken"
    # Our own care
    BUSY = "busy"
    PAUSED = "paused"
    BUDGET = "budget"
    # What it wrote
    TOO_LONG = "too_long"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    UNPROVED = "unproved"
    OFF_POINT = "off_point"


class ModelFault(Exception):
    """A use of the model that gave nothing; caught where the default way is taken.

    It never carries the service's own words: those may repeat the key or the question.
    """

    def __init__(self, reason: Reason, pause: float = 0.0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.pause = pause
