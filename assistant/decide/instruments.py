"""What other papers say that the plan only has drawn up: 碳达峰工作方案写了哪些条款."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.understand.question import Question

CONTENTS = "该文件的具体内容"
_PAPER = r"(?:方案|计划|规划|细则|预案|办法|一策|一图)"
_ASKED = re.compile(
    rf"([\u4e00-\u9fff]{{2,12}}{_PAPER})(?:那一?[份个]|那)?[，]?(?:策|它|里[面头]?|中|的|都|到底|究竟)*"
    r"(?:[^，。？的]{1,6}那[一]?份的)?(?:具体|详细|全部|主要)*"
    r"(?:内容|条款|条文|正文|细节|措施条目|写了?(?:些|的)?(?:什么|啥|哪))"
)
_MARKS = re.compile('[“”《》「」"]')
_TELLING, _KIND = 5, 4  # characters of a name that tell it, and that only tell its kind


class Instruments:
    """Knows the papers that clauses name, this plan and those in the news aside."""

    def __init__(self, finder: Finder) -> None:
        plan = finder.dossier.plan
        self._clauses = _MARKS.sub("", "".join(c.text for c in plan.clauses))
        told = "".join(plan.source[p.start : p.end] for p in plan.parts)
        self._told = _MARKS.sub("", told + plan.document.title)

    def contents_asked(self, question: Question) -> bool:
        """Whether it is asked what stands in a paper of which the plan has but the name."""
        found = _ASKED.search(_MARKS.sub("", question.text))
        if not found or question.reference.clauses:
            return False
        named, kind = found[1][-_TELLING:], found[1][-_KIND:]
        known = self._told
        return (named in self._clauses and named not in known) or (
            kind in self._clauses and kind not in known
        )
