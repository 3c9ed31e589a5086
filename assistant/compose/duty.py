"""The duty of the whole plan: what it lays on every district besides the departments named."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.understand.question import Question
from corpus.catalog import Dossier

_WHO = re.compile(r"(?:各?区(?:（?市）?|县|里)?|县里|基层|地方).{0,4}(?:党委|政府|这?一级|层面)")
_DUTY = re.compile(r"(?:承担|落实|负责|负|担|尽|扛)|责任|义务|干什么|做什么|干吗|管不管")
_ALL = re.compile(r"任务|方案|各项|每项|所有|全部|都要|要不要|光(?:是|靠)|除了")


def general_duty(question: Question, dossier: Dossier) -> Draft | None:
    """The general duty, when a question asks for what the districts' authorities have to do."""
    duty, number = dossier.plan.general_duty, dossier.plan.general_duty_clause
    if duty is None or not all(p.search(question.text) for p in (_WHO, _DUTY, _ALL)):
        return None
    text = duty.text.strip("〔〕").rstrip("。") + "。"
    evidence = Evidence(duty.start, duty.end, number)
    return Draft(Status.ANSWERED, (Statement(text, (evidence,)),))
