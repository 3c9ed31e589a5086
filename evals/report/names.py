"""Chinese names of the categories, and the bars."""

from __future__ import annotations

CATEGORY_NAMES = {
    "aggregate": "统计与列举",
    "clause_lookup": "按条号查询",
    "colloquial": "口语提问",
    "colloquial_department": "口语问部门",
    "department": "责任部门",
    "department_tasks": "部门任务",
    "fact": "单一事实",
    "false_premise": "错误前提",
    "format": "指定形式",
    "injection": "注入与滥用",
    "multi_turn": "多轮追问",
    "news": "新闻与文件本身",
    "noisy": "错字与杂乱输入",
    "unanswerable": "方案未作规定",
    "yes_no": "是非判断",
    "exhaustive_clause": "某条的责任单位",
    "exhaustive_department": "某部门的任务",
    "exhaustive_due": "时限",
    "exhaustive_owner": "责任单位",
    "exhaustive_value": "数值",
    "exhaustive_number": "按条号问",
    "exhaustive_chapter": "按章问",
    "exhaustive_part": "部门在一章的任务",
    "exhaustive_together": "两个部门同在的条款",
    "exhaustive_shared": "两条的部门异同",
    "exhaustive_count": "部门的条数与任务数",
    "exhaustive_size": "部门数、任务数恰为几的条款",
    "exhaustive_year": "某年到期的目标",
}
BAR, CATEGORY_BAR = 0.95, 0.90
