"""Shapes of the API's requests and responses; field for field the contract of ``answer.Answer``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.answer import Status
from assistant.intake import clean
from corpus.model import Role


def _clean(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


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


class CitationOut(BaseModel):
    """依据：方案原文中的一段。"""

    number: int = Field(description="回答中 [n] 的 n")
    plan_id: str = Field(description="方案编号")
    part: str = Field(
        description="出处：clause 条款、news 新闻稿、notice 通知、preamble 引言、closing 结语等"
    )
    clause: int | None = Field(description="第几条；不在条款内时为 null")
    label: str = Field(description="条款编号原文，如（十三）")
    title: str = Field(description="条款标题")
    chapter: str = Field(description="所在章，如 四、深入打好碧水保卫战")
    quote: str = Field(description="逐字引用的原文")
    start: int = Field(description="引文在方案全文中的起点（字符，含）")
    end: int = Field(description="引文在方案全文中的终点（字符，不含）")


class DepartmentOut(BaseModel):
    """对所问事项负责的部门。"""

    name: str = Field(description="部门全称")
    role: Role = Field(description="lead 牵头；shared 按职责分工负责")
    clause: int = Field(description="依据第几条")
    citation: int = Field(description="依据的编号")


class RelatedOut(BaseModel):
    """相近的条款，仅供参考，不是依据。"""

    plan_id: str
    clause: int
    label: str
    title: str
    chapter: str


class AnswerOut(BaseModel):
    """经核对的回答，或说明原因的拒答。只有 answered 与 partial 带依据和部门。"""

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


class PlanOut(BaseModel):
    """一个方案。"""

    id: str = Field(description="方案编号", examples=["qingdao-2022"])
    title: str = Field(description="名称")
    number: str = Field(description="文号")
    issuer: str = Field(description="印发单位")
    date: str = Field(description="印发日期，按原文")
    chapters: int = Field(description="章数")
    clauses: int = Field(description="条数")
    tasks: int = Field(description="任务数")
    departments: int = Field(description="有任务的部门数")


class TargetOut(BaseModel):
    """一项目标。"""

    indicator: str = Field(description="指标")
    comparator: str = Field(description="比较，如 达到、不低于")
    value: str = Field(description="数值，按原文")
    unit: str = Field(description="单位")
    due: str = Field(description="期限，按原文")
    scope: str = Field(description="范围")
    text: str = Field(description="原文")
    start: int
    end: int


class TaskOut(BaseModel):
    """一项任务：同一责任括号所覆盖的句子。"""

    plan_id: str
    chapter: str
    clause: int
    label: str
    title: str
    task: int = Field(description="本条中的第几项任务")
    text: str = Field(description="原文")
    start: int
    end: int
    departments: list[str] = Field(description="责任部门，按原文顺序")
    role: Role | None = Field(description="lead 牵头；shared 按职责分工负责；null 方案未列明")
    targets: list[TargetOut] = Field(description="目标")


class ClauseOut(BaseModel):
    """一条的全文和任务。"""

    plan_id: str
    clause: int = Field(description="第几条")
    label: str = Field(description="条款编号原文，如（十三）")
    title: str = Field(description="标题")
    chapter: str = Field(description="所在章")
    text: str = Field(description="全文")
    start: int
    end: int
    tasks: list[TaskOut] = Field(description="任务")


class HealthOut(BaseModel):
    """服务状态。"""

    status: Literal["ok"] = Field(description="正常时为 ok")
    plan_id: str = Field(description="正在作答的方案")


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
    errors: list[FieldProblem] = Field(default_factory=list, description="逐个字段的问题")
