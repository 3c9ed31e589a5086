"""OpenAI's chat completions: what is read of a request; everything else is tolerated."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.web.shapes.answer import AnswerOut, Text


class ContentPart(BaseModel):
    """一段内容；只读文字，图片等略过。"""

    type: str = Field("text", max_length=50)
    text: Text | None = None


class Message(BaseModel):
    """一条消息。只读 user 的文字；system 等不改变作答的规矩。"""

    role: str = Field(max_length=50, examples=["user"])
    content: Text | list[ContentPart] | None = Field(None, examples=["水土流失谁牵头？"])

    @property
    def words(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class StreamOptions(BaseModel):
    """边答边送的选项。"""

    include_usage: bool | None = None


class ChatRequest(BaseModel):
    """OpenAI 的 chat.completions 请求；没有列出的参数（temperature、tools 等）略过。"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": "qingdao-2022",
                    "messages": [{"role": "user", "content": "水土流失谁牵头？"}],
                }
            ]
        }
    )

    model: Text = Field(description="方案编号，见 /v1/models", max_length=200)
    messages: list[Message] = Field(description="对话", min_length=1)
    stream: bool | None = Field(None, description="边答边送")
    stream_options: StreamOptions | None = None


class Usage(BaseModel):
    """用量，以字计：默认作答不用 token。"""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatMessage(BaseModel):
    """回答，附责任部门和依据。"""

    role: str = Field("assistant")
    content: str
    refusal: str | None = None


class ChatChoice(BaseModel):
    """唯一的回答。"""

    index: int = 0
    message: ChatMessage
    finish_reason: str = "stop"
    logprobs: None = None


class ChatCompletion(BaseModel):
    """OpenAI 的 chat.completion，另有 plan_assistant：与 /api/v1/ask 相同的回答对象。"""

    id: str
    object: str = "chat.completion"
    created: int
    model: str
    choices: list[ChatChoice]
    usage: Usage
    plan_assistant: AnswerOut


class ModelOut(BaseModel):
    """一个模型，即一个可以问的方案。"""

    id: str
    object: str = "model"
    created: int = 0
    owned_by: str = "plan-assistant"
    name: str = Field(description="方案名称")


class ModelList(BaseModel):
    """可以用的模型。"""

    object: str = "list"
    data: list[ModelOut]


class OpenAIFault(BaseModel):
    """OpenAI 的出错形式。"""

    error: dict[str, Any]
