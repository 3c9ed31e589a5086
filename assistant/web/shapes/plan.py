"""Plans, clauses, tasks and departments as the API shows them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.web.shapes.fields import (
    Chapter,
    ClauseNumber,
    ClauseOrNone,
    End,
    Label,
    Part,
    PlanId,
    Start,
    Title,
)
from corpus.model import Role


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
    start: Start
    end: End


class TaskOut(BaseModel):
    """一项任务：同一责任括号所覆盖的句子。"""

    plan_id: PlanId
    chapter: Chapter
    clause: ClauseNumber
    label: Label
    title: Title
    task: int = Field(description="本条中的第几项任务")
    text: str = Field(description="原文")
    start: Start
    end: End
    departments: list[str] = Field(description="责任部门，按原文顺序")
    role: Role | None = Field(description="lead 牵头；shared 按职责分工负责；null 方案未列明")
    targets: list[TargetOut] = Field(description="目标")


class TaskPage(BaseModel):
    """一页任务。"""

    total: int = Field(description="合乎条件的共几项")
    limit: int = Field(description="每页最多几项")
    offset: int = Field(description="本页之前有几项")
    tasks: list[TaskOut] = Field(description="本页的任务，按方案顺序")


class ClauseOut(BaseModel):
    """一条的全文和任务。"""

    plan_id: PlanId
    clause: ClauseNumber
    label: Label
    title: Title
    chapter: Chapter
    text: str = Field(description="全文")
    start: Start
    end: End
    tasks: list[TaskOut] = Field(description="任务")


class ChapterOut(BaseModel):
    """一章。"""

    number: int = Field(description="第几章")
    title: str = Field(description="章名，如 四、深入打好碧水保卫战")
    clauses: list[ClauseHead] = Field(description="本章各条")


class ClauseHead(BaseModel):
    """一条的编号和标题。"""

    clause: ClauseNumber
    label: Label
    title: Title


class PlanDetail(PlanOut):
    """一个方案和它的目录。"""

    general_duty: str = Field(description="适用于整个方案的责任，原文；没有则为空")
    contents: list[ChapterOut] = Field(description="目录")


class DepartmentRow(BaseModel):
    """一个有任务的部门。"""

    name: str = Field(description="部门全称，按方案写法", examples=["市水务管理局"])
    full: str = Field(description="正式全称", examples=["青岛市水务管理局"])
    names: list[str] = Field(description="可以用来查询的各种叫法，含简称、旧称")
    tasks: int = Field(description="任务数")
    lead: int = Field(description="其中牵头的")
    shared: int = Field(description="其中按职责分工负责的")
    clauses: list[int] = Field(description="涉及的条款")


class Highlight(BaseModel):
    """命中的词在方案全文中的位置（字符）。"""

    start: Start
    end: End


class PassageOut(BaseModel):
    """条款中与查询相近的一段。"""

    text: str = Field(description="原文")
    start: Start
    end: End
    highlights: list[Highlight] = Field(description="命中的词，位置相对于方案全文")


class HitOut(BaseModel):
    """一处查到的条款。"""

    plan_id: PlanId
    part: Part
    clause: ClauseOrNone
    label: Label
    title: Title
    chapter: Chapter
    score: float = Field(description="相近程度，只宜在同一次查询内比较")
    passages: list[PassageOut] = Field(description="相近的几段，由近到远")


class SearchOut(BaseModel):
    """查到的条款，由近到远。"""

    query: str
    hits: list[HitOut]
    notice: str = Field(description="提醒，如部分检索方式暂不可用；没有则为空")
