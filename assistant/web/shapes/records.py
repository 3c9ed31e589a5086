"""Feedback and inquiries as the API takes and shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.records.model import InquiryStatus, Verdict
from assistant.web.shapes.answer import Text
from assistant.web.shapes.fields import ClauseOrNone, Label, Part, PlanId, Quote, Title
from corpus.model import Role

Limited = Annotated[Text, Field(max_length=2000)]


class FeedbackIn(BaseModel):
    """对一个回答的意见。"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"answer_id": "case-7", "verdict": "helpful"}],
        }
    )

    answer_id: Text = Field(description="回答的 id", min_length=1, max_length=128)
    verdict: Verdict = Field(description="helpful 有帮助；wrong 有误")
    comment: Limited = Field("", description="说明，如哪里有误")
    question: Limited = Field("", description="当时的问题")
    answer: Annotated[Text, Field(max_length=20_000)] = Field("", description="当时的回答")
    plan_id: Text = Field("", max_length=64, description="方案编号；不写即默认方案")


class FeedbackOut(BaseModel):
    """收到的意见。"""

    id: str = Field(description="意见的编号")
    at: datetime = Field(description="收到的时间")


class AssignedOut(BaseModel):
    """转办的部门。"""

    name: str
    role: Role = Field(description="lead 牵头；shared 按职责分工负责")
    clause: int = Field(description="依据第几条")


class BasisOut(BaseModel):
    """转办所依据的原文。"""

    plan_id: PlanId
    part: Part
    clause: ClauseOrNone
    label: Label
    title: Title
    quote: Quote
    digest: str = Field(description="所在条款全文的 SHA-256，用来发现原文有变")


class InquiryOut(BaseModel):
    """一件办件。"""

    number: str = Field(description="编号", examples=["2026-000123"])
    created_at: datetime
    updated_at: datetime
    version: int = Field(description="第几次修改")
    status: InquiryStatus
    question: str = Field(description="来件内容，电话等已遮盖")
    outcome: str = Field(description="转办所依据的回答的 status")
    departments: list[AssignedOut]
    basis: list[BasisOut]
    reason: str
    reply: str
    note: str
    operator: str = Field(description="经办人")
    plan_id: PlanId
    plan_version: str


class InquiryList(BaseModel):
    """一页办件，新的在前。"""

    total: int = Field(description="合乎条件的共几件")
    limit: int
    offset: int
    records: list[InquiryOut]
