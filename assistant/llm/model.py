"""The chat model: the one place that opens it, behind LangChain's ``init_chat_model``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

from langchain_core.messages import BaseMessage

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.settings import Settings

_OPENAI = "openai"


class Format(IntEnum):
    """How the service is asked for JSON; the next is tried when it rejects a request."""

    SCHEMA = 0
    JSON = 1
    PLAIN = 2
    BARE = 3


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a reply; tokens are those told so far (0 where the service tells none)."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Model(Protocol):
    """What writes replies; the fake of the tests and the real one alike."""

    @property
    def name(self) -> str:
        """The model's name, for records."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats worth trying, best first."""

    def write(
        self, messages: list[BaseMessage], schema: dict[str, Any], form: Format
    ) -> AsyncIterator[Chunk]:
        """A reply in pieces."""


class ChatModel:
    """A model of LangChain's, streamed."""

    def __init__(self, chat: BaseChatModel, name: str, max_tokens: int, own_url: bool) -> None:
        self._chat = chat
        self.name = name
        # Parameters that only OpenAI-compatible services know travel in the body as they are:
        # LangChain's own structured output would leave its plain streaming path for them.
        self._compatible = "extra_body" in type(chat).model_fields
        self._body: dict[str, Any] = {"temperature": 0}
        # The newer name of this parameter is unknown to most services but OpenAI's own.
        self._body["max_tokens" if own_url else "max_completion_tokens"] = max_tokens

    @property
    def formats(self) -> tuple[Format, ...]:
        """Only OpenAI-compatible services are asked for a format; others by the prompt alone."""
        return tuple(Format) if self._compatible else (Format.BARE,)

    async def write(
        self, messages: list[BaseMessage], schema: dict[str, Any], form: Format
    ) -> AsyncIterator[Chunk]:
        """A reply in pieces.

        Raises:
            Exception: whatever the provider's package raises; ``service`` sorts it.
        """
        options = self._options(schema, form)
        async with aclosing(self._chat.astream(messages, **options)) as stream:  # type: ignore[type-var]
            async for part in stream:
                used = part.usage_metadata
                tokens = (used["input_tokens"], used["output_tokens"]) if used else (0, 0)
                yield Chunk(str(part.text), *tokens)

    def _options(self, schema: dict[str, Any], form: Format) -> dict[str, Any]:
        if not self._compatible:
            return {}
        body = dict(self._body) if form < Format.BARE else {}
        if form is Format.SCHEMA:
            named = {"name": schema.get("title", "reply"), "schema": schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        if form is Format.JSON:
            body["response_format"] = {"type": "json_object"}
        return {"extra_body": body, "stream_usage": form < Format.BARE}


def open_model(settings: Settings) -> ChatModel:
    """The model of the settings; nothing is sent yet.

    Raises:
        AssistantError: the provider is unknown or its package is not installed.
    """
    from langchain.chat_models import init_chat_model  # seconds to import, and rarely needed

    key = settings.llm_api_key.get_secret_value()
    options: dict[str, Any] = {"timeout": settings.llm_deadline, "max_retries": 0}
    if settings.llm_base_url:
        # A service of one's own speaks OpenAI's protocol, whatever its models are called.
        options |= {"model_provider": _OPENAI, "base_url": settings.llm_base_url}
        key = key or "none"  # a local service asks for no key, the client for a non-empty one
    if key:
        options["api_key"] = key
    try:
        chat = init_chat_model(settings.llm_model, **options)
    except (ImportError, ValueError) as error:
        # The cause is left out: a provider's message may repeat what it was given.
        raise AssistantError(
            f"无法使用语言模型“{settings.llm_model}”（{type(error).__name__}）。"
            "请检查 PLAN_LLM_MODEL、PLAN_LLM_BASE_URL、PLAN_LLM_API_KEY："
            "自建或兼容 OpenAI 的服务要写 PLAN_LLM_BASE_URL；"
            "其他服务写成“提供者:模型名”，并安装相应的 langchain 包。"
        ) from None
    return ChatModel(chat, settings.llm_model, settings.llm_max_tokens, bool(settings.llm_base_url))
