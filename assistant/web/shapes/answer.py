"""Shapes of the API's requests and responses; field for field the contract of ``answer.Answer``."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.answer import Status
from assistant.intake import clean
from assistant.web.shapes.fields import (
    Chapter,
    ClauseNumber,
    ClauseOrNone,
    End,
    Label,
    Part,
    PlanId,
    Quote,
    Start,
    Title,
)
from corpus.model import Role


def _clean(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


# What the assistant answers to 水土流失谁牵头？; a test holds it to that.
EXAMPLE: dict[str, Any] = {
    "id": "case-7",
    "question": "水土流失谁牵头？",
    "standalone_question": "水土流失谁牵头？",
    "status": "answered",
    "answer": "由市水务管理局牵头。[1]"
    "科学推进水土流失综合治理，到2025年，全市新增水土流失综合治理面积250平方公里。[1]",
    "citations": [
        {
            "number": 1,
            "plan_id": "qingdao-2022",
            "part": "clause",
            "clause": 22,
            "label": "（二十二）",
            "title": "持续提升生态系统质量",
            "chapter": "六、切实维护生态环境安全",
            "quote": "科学推进水土流失综合治理，到2025年，全市新增水土流失综合治理面积250平方公里。"
            "（市水务管理局牵头）",
            "start": 7417,
            "end": 7469,
        }
    ],
    "departments": [{"name": "市水务管理局", "role": "lead", "clause": 22, "citation": 1}],
    "general_duty": "各区（市）党委、政府均需落实（见（三））",
    "related": [],
    "follow_ups": ["第二十二条讲什么？", "第二十二条由谁负责？", "市水务管理局还负责什么？"],
    "notice": "文中期限已过；方案只载明目标，不代表完成情况。",
    "engine": "extractive",
    "timings_ms": {"normalise": 0.47, "understand": 0.41, "answer": 16.59, "verify": 3.49},
}

Text = Annotated[str, BeforeValidator(_clean)]


class AskRequest(BaseModel):
    """一次提问。"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "黑臭水体谁负责？"},
                {"question": "那农村呢？", "history": ["黑臭水体谁负责？"], "id": "case-7"},
            ]
        }
    )

    question: Text = Field(description="问题，用平常的话写即可；不能为空，默认不超过2000字")
    history: list[Text] = Field(
        default_factory=list, description="同一对话中此前的提问，由旧到新，用来补全追问"
    )
    id: Text = Field("", max_length=200, description="自定编号，原样带回；不写则自动生成")
    plan_id: Text = Field("", max_length=100, description="问哪个方案；不写即默认方案")


class CitationOut(BaseModel):
    """依据：方案原文中的一段。"""

    number: int = Field(description="回答中 [n] 的 n")
    plan_id: PlanId
    part: Part
    clause: ClauseOrNone
    label: Label
    title: Title
    chapter: Chapter
    quote: Quote
    start: Start
    end: End


class DepartmentOut(BaseModel):
    """对所问事项负责的部门。"""

    name: str = Field(description="部门全称")
    role: Role = Field(description="lead 牵头；shared 按职责分工负责")
    clause: int = Field(description="依据第几条")
    citation: int = Field(description="依据的编号")


class RelatedOut(BaseModel):
    """相近的条款，仅供参考，不是依据。"""

    plan_id: PlanId
    clause: ClauseNumber
    label: Label
    title: Title
    chapter: Chapter


class AnswerOut(BaseModel):
    """经核对的回答，或说明原因的拒答。只有 answered 与 partial 带依据和部门。"""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: str = Field(description="提问的编号")
    question: str = Field(description="原问题")
    standalone_question: str = Field(description="补全上文后的问题")
    status: Status = Field(
        description="answered 已回答；partial 部分回答；not_in_plan 方案没有写；"
        "out_of_scope 不在方案范围；unclear 没问清楚；blocked 不予回答"
    )
    answer: str = Field(description="直接的回答，纯文本，[n] 指向依据")
    citations: list[CitationOut] = Field(description="回答的依据")
    departments: list[DepartmentOut] = Field(description="责任部门")
    general_duty: str = Field(description="适用于整个方案的责任，没有则为空")
    related: list[RelatedOut] = Field(description="相近的条款")
    follow_ups: list[str] = Field(description="可以接着问的问题")
    notice: str = Field(description="提醒，如期限已过；没有则为空")
    engine: str = Field(description="作答方式，如 extractive")
    timings_ms: dict[str, float] = Field(description="各步耗时（毫秒）")
