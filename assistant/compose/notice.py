"""What is told beside an answer: the duty of the whole plan, and what to bear in mind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation
from assistant.compose.draft import Draft
from corpus.catalog import Dossier

_IN_ENGLISH = re.compile(r"英文|英语|in english", re.I)


def duty_of_all(dossier: Dossier) -> str:
    """The duty laid on every district besides the departments of a task; "" when there is none."""
    plan = dossier.plan
    if not plan.general_duty:
        return ""
    clause = plan.clause(plan.general_duty_clause or 0)
    who = re.search(r"均需(.+?)(?:落实|负责)", plan.general_duty.text)
    return f"{who.group(1)}均需落实（见{clause.label}）" if who and clause else ""


def notice(
    draft: Draft, citations: Sequence[Citation], today: date, fault: str, question: str = ""
) -> str:
    """News apart, dates gone by, a search without vectors, a translation that is not given."""
    said = []
    if draft.status.has_evidence and _IN_ENGLISH.search(question):
        said.append("方案只有中文文本，回答引用原文，不作翻译。")
    if any(c.part == "news" for c in citations):
        said.append("以上内容出自所附新闻报道，不是方案正文的规定。")
    dues = [int(y) for s in draft.statements for y in re.findall(r"(20\d{2})年", s.text)]
    if (
        draft.status.has_evidence
        and any(c.clause for c in citations)
        and any(y < today.year for y in dues)
    ):
        said.append("文中期限已过；方案只载明目标，不代表完成情况。")
    if fault:
        said.append("向量检索暂不可用，本次仅用关键词检索。")
    return "".join(said)
