"""Routing a matter, as the API takes and shows it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Citation
from assistant.desk.routing import Level, Routing
from assistant.web.shapes.answer import AnswerOut, CitationOut, Text
from assistant.web.shapes.records import AssignedOut


class RouteIn(BaseModel):
    """市民反映的事。"""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "你好，我家后面山坡一下雨就水土流失，谁管？"}]}
    )

    message: Text = Field(description="原话；其中的电话和身份证号先遮盖再处理，不保存")
    plan_id: Text = Field("", max_length=100, description="方案编号；不写即默认方案")


class RouteOut(BaseModel):
    """该转给谁，为什么。"""

    matter: str = Field(description="去掉客套和旁枝之后的事由")
    level: Level = Field(
        description="sure 方案写明；likely 很可能；"
        "nearest 只是最相近的一条，须由人核对；none 方案未分工"
    )
    level_text: str = Field(description="同上，给人看", examples=["方案写明"])
    assigned: bool = Field(description="方案是否写明由谁负责（sure 或 likely）")
    confidence: float = Field(description="评测中同一级别部门全对的比例，0至1")
    departments: list[AssignedOut] = Field(description="部门，牵头在前；none 时为空")
    citations: list[CitationOut] = Field(description="分工的依据，逐字的原文")
    reason: str = Field(description="理由，给人看")
    answer: AnswerOut = Field(description="据以判断的回答，与 /api/v1/ask 相同")


def route_object(routing: Routing) -> dict[str, Any]:
    """A routing as a plain object."""
    return {
        "matter": routing.matter,
        "level": routing.level,
        "level_text": routing.level.text,
        "assigned": routing.level in {Level.SURE, Level.LIKELY},
        "confidence": routing.level.confidence,
        "departments": [
            {"name": d.name, "role": d.role, "clause": d.clause} for d in routing.departments
        ],
        "citations": [_citation(c) for c in routing.citations],
        "reason": routing.reason,
        "answer": routing.answer.to_dict(),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in Citation.__slots__}
