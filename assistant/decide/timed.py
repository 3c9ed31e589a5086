"""Kinds of time that a question's frame may seem to ask for: by now, before, after, since when."""

from __future__ import annotations

import re

# Without a word of the time gone by no result and no starting value is asked for.
_BY_NOW = re.compile(
    r"(?<!出)现在|目前|如今|眼下|当前|至今|迄今|截[至止]|已|原|去年|前年|上[个季]|以前|之前|早先|此前|过去|历史|往年"
    r"|近几?年|这几?年(?![^，。？]{0,3}(?:还|要|打算|准备|能|会))|在册|现有|[还剩]有|还剩|剩下|现状|基数|底数|基准|基期|实际(?!上?(?:定|写|规定|要求|设))|进[展度]|[了过]没|[了过]吗"
    r"|了多少|完成得|落实得|成效|效果|排名|第几(?![条章款])|季度|半年|成绩单|起色|同[期比]|最新|近况|评估结果|收尾|了几[成年]"
)
_AFTER = re.compile(
    r"后|下[一个轮年步]|未来|将来|往后|[长远]|再|接下来|明年|到期|期满|[延继后]续|还|十[五六七]五|废|有效|放开|取消"
)
# Kinds of time that are asked for by a word of it only.
_TIMED = {"progress": _BY_NOW, "baseline": _BY_NOW, "after": _AFTER}
_BEGUN = re.compile("开[始工]|启动|动工|起步|首[次场]|第一次|最早|生效|施行")


def untimed(kind: str, asking: str) -> bool:
    """Whether what is asked has no word of the time that its frame seems to ask for."""
    return kind in _TIMED and not _TIMED[kind].search(asking)


def asks_begin(kind: str, asking: str) -> bool:
    """Whether the begin of something is asked for: the date of its end does not tell it."""
    return kind == "start" and bool(_BEGUN.search(asking))
