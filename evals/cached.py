"""A model whose replies are kept on disk: scoring the same drafts again asks nobody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage

from assistant.llm.model import Chunk, Format, Model


class CachedModel:
    """Keeps whole replies by model, messages and schema; failures are not kept.

    The format is no part of it: a service that refused one has answered in another.
    """

    def __init__(self, model: Model, folder: Path) -> None:
        self._model = model
        self._folder = folder
        self.asked = 0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def formats(self) -> tuple[Format, ...]:
        """The model's formats."""
        return self._model.formats

    async def write(
        self, messages: list[BaseMessage], schema: dict[str, Any], form: Format
    ) -> AsyncIterator[Chunk]:
        """The kept reply at once, else the model's, which is kept."""
        path = self._folder / f"{self._key(messages, schema)}.json"
        if path.is_file():
            yield Chunk(**json.loads(path.read_text("utf-8")))
            return
        self.asked += 1
        text, last = "", Chunk("")
        async with aclosing(self._model.write(messages, schema, form)) as stream:  # type: ignore[type-var]
            async for chunk in stream:
                text += chunk.text
                last = chunk if chunk.prompt_tokens else last
                yield chunk
        whole = {
            "text": text,
            "prompt_tokens": last.prompt_tokens,
            "completion_tokens": last.completion_tokens,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")

    def _key(self, messages: list[BaseMessage], schema: dict[str, Any]) -> str:
        told = [self.name, schema, [[m.type, m.text] for m in messages]]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]
