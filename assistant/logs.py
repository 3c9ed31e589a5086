"""The one home of logging: lines to read or JSON lines on stderr, without personal data or keys."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from assistant.masking import mask
from assistant.settings import LogFormat, Settings

_OURS = ("assistant", "index", "corpus")
# Keys of ours, keys of the usual model services, and whatever follows "Bearer".
_SECRET = re.compile(r"\b(pa_[0-9a-f]{8})_[\w-]{8,}|\b(sk-)[\w-]{6,}|(?i:\b(Bearer ))[^\s\"',]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def set_up(settings: Settings, out: TextIO | None = None) -> None:
    """Send all logging of this process to ``out`` (stderr) in the form the settings name."""
    handler = logging.StreamHandler(out or sys.stderr)
    as_json = settings.log_format is LogFormat.JSON
    handler.setFormatter(JsonLines() if as_json else TextLines())
    handler.setLevel(settings.log_level.upper())  # some libraries set levels of their own
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.log_level.upper())
    logging.captureWarnings(True)


def facts(**given: Any) -> dict[str, Any]:
    """What a line says beside its message, for ``extra=``."""
    return {"facts": given}


def safe(text: str) -> str:
    """``text`` with personal numbers and keys masked."""
    return mask(_SECRET.sub(lambda m: f"{m[1] or m[2] or m[3]}***", text))


class JsonLines(logging.Formatter):
    """A JSON object a line: time, level, logger, message, facts, and where it failed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "pid": record.process,
            "message": safe(record.getMessage()),
        }
        line |= {name: _safe_fact(value) for name, value in _facts(record).items()}
        if record.exc_info:
            line["trace"] = safe(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A line to read."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the trace below it."""
        told = [f"{name}={_safe_fact(value)}" for name, value in _facts(record).items()]
        words = " ".join([safe(record.getMessage()), *told])
        moment = datetime.fromtimestamp(record.created).strftime("%Y-%m-%d %H:%M:%S")
        line = f"{moment} {record.levelname} {_CONTROL.sub('?', words)}"
        if record.exc_info:
            line += "\n" + safe(self.formatException(record.exc_info))
        return line


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    found: dict[str, Any] = getattr(record, "facts", {})
    return found


def _safe_fact(value: Any) -> Any:
    return safe(value) if isinstance(value, str) else value
