"""A fault as the API tells it."""

from __future__ import annotations

from pydantic import BaseModel, Field


class FieldProblem(BaseModel):
    """一个字段的问题。"""

    field: str = Field(description="字段，如 question、history.0")
    message: str = Field(description="问题所在")


class Problem(BaseModel):
    """出错说明（RFC 9457，application/problem+json）。"""

    type: str = Field("about:blank", description="固定为 about:blank，以 code 区分")
    title: str = Field(description="概述", examples=["请求有误"])
    status: int = Field(description="HTTP 状态码", examples=[422])
    detail: str = Field(description="给人看的说明", examples=["问题是空的，请写下想了解的内容。"])
    code: str = Field(description="给程序看的稳定代码", examples=["question_empty"])
    request_id: str = Field(
        description="请求编号，同响应头 X-Request-ID；报修时请提供", examples=["0f8d2c4e"]
    )
    errors: list[FieldProblem] = Field(default_factory=list, description="逐个字段的问题")
