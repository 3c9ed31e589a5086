"""One line of ``plan-assistant batch``: read it, or say what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Status
from assistant.intake import InputError, clean, read_history, read_question
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a batch. ``id`` is given back as it came, a text or a number."""

    id: str | int | float
    question: str
    history: tuple[str, ...]


class LineError(ValueError):
    """A line that holds no question; ``id`` and ``question`` as far as they could be read."""

    def __init__(self, message: str, id: str | int | float, question: str = "") -> None:
        self.id = id
        self.question = question
        super().__init__(message)


def read_line(raw: bytes, number: int, settings: Settings) -> Item:
    """The question on line ``number``; without an id it gets ``line-<number>``.

    Raises:
        LineError: it cannot be read.
    """
    data = _parse(raw, number)
    id = data.get("id")
    id = clean(id) if isinstance(id, str) else id
    if id is None or isinstance(id, bool) or not isinstance(id, str | int | float):
        id = f"line-{number}"
    question, history = data.get("question"), data.get("history") or []
    if not isinstance(question, str):
        raise LineError("缺少 question，或它不是文字。", id)
    if not isinstance(history, list) or not all(isinstance(q, str) for q in history):
        raise LineError("history 应为由文字组成的列表。", id, clean(question))
    try:
        return Item(
            id,
            read_question(question, settings.max_question),
            read_history(history, settings.max_question, settings.max_history),
        )
    except InputError as error:
        raise LineError(str(error), id, clean(question)) from error


def _parse(raw: bytes, number: int) -> dict[str, Any]:
    id = f"line-{number}"
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError("不是 UTF-8 编码。", id) from error
    except (ValueError, RecursionError) as error:
        raise LineError("不是有效的 JSON。", id) from error
    if not isinstance(data, dict):
        raise LineError('应为 JSON 对象，如 {"id": "1", "question": "…"}。', id)
    return data


def unclear(error: LineError) -> dict[str, Any]:
    """The contract object for a line that holds no question."""
    answer = Answer("", error.question, error.question, Status.UNCLEAR, f"这一行读不懂：{error}")
    return answer.to_dict() | {"id": error.id}
