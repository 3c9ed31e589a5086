"""Fields that many shapes have, each described once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

PlanId = Annotated[str, Field(description="方案编号", examples=["qingdao-2022"])]
Part = Annotated[
    str,
    Field(description="出处：clause 条款、news 新闻稿、notice 通知、preamble 引言、closing 结语等"),
]
ClauseNumber = Annotated[int, Field(description="第几条")]
ClauseOrNone = Annotated[int | None, Field(description="第几条；不在条款内时为 null")]
Label = Annotated[str, Field(description="条款编号原文，如（十三）")]
Title = Annotated[str, Field(description="条款标题")]
Chapter = Annotated[str, Field(description="所在章，如 四、深入打好碧水保卫战")]
Quote = Annotated[str, Field(description="逐字引用的原文")]
Start = Annotated[int, Field(description="在方案全文中的起点（字符，含）")]
End = Annotated[int, Field(description="在方案全文中的终点（字符，不含）")]
