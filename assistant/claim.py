"""A piece of a message that states something, as it is held against the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.amended import untrue
from assistant.compose.draft import Draft
from assistant.compose.frames import NO, SAYS
from assistant.decide.bounds import how_often, takes_side
from assistant.decide.premise import claims_duty, states
from assistant.understand.question import Question

ASKING = re.compile(r"谁|哪|什么|啥|几|多少|怎|咋|如何|何|吗|没有?$|呢$|还是")
# What is said of a matter, not only its name: 只管…, 指的是…, 先在…上.
_SAYING = re.compile(
    r"一律|只(?:许|准|能|管|限|在|用|给|有|要求)|不(?:让|许|准|管|含|包括)|也不例外|允许|既然"
    r"|\d年底?之?前?(?:就|才|要|将|能|会)|[先就放选设定搞]在|说的是|指|(?<![不还就都而])是|改成"
    r"|(?:方案|文件)(?:里|中)?(?:说|写|讲|定|规定|要求|提出|打算|把|要)|已经?(?:是|有|建|评|达|完|实现|成为)"
)
# A matter that is only named: 新闻里2022年的改造数.
_NAME = re.compile(r"(?:[数量值率]|目标|指标|数[字据]|计划|任务|情况|要求|[那这]个|的|呢)$")
_TOLD_OF, _NEAR = 0.55, 0.5  # share of a claim that the place speaks of which is held against it


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece of a message that states something, what is asked behind it, and what is found."""

    question: Question
    behind: str
    draft: Draft

    @property
    def coverage(self) -> float:
        """The share of the claim that the place found, or named by number or title, speaks of."""
        if self.draft.ground:
            return self.draft.ground.finding.coverage
        return 1.0 if self.question.reference.clauses and claims_duty(self.question) else 0.0

    @property
    def says(self) -> bool:
        """Whether something is said of its matter, which is not only named."""
        text = self.question.text
        return bool(_SAYING.search(text) or how_often(text)) or states(self.question)

    @property
    def only_dated(self) -> bool:
        """Whether it gives no more than a year: what the news tells of another one is no answer."""
        return not (self.question.figures or self.question.mentions or self.says)

    @property
    def refuted(self) -> bool:
        """Whether it is denied, by a place that speaks of it."""
        said = self.draft.status.has_evidence and self.draft.statements[0].text.startswith(NO)
        text = self.question.text
        named = _NAME.search(text) and not (self.says or takes_side(text))
        return bool(said) and self.coverage >= _TOLD_OF and not named

    @property
    def untrue(self) -> Draft:
        """What the plan holds against it, said of what is taken for granted and not asked."""
        return untrue(self.draft)

    @property
    def told_otherwise(self) -> bool:
        """Whether the plan speaks of it, and not in its words."""
        text = self.question.text
        said = self.draft.status.has_evidence and self.draft.statements[0].text.startswith(SAYS)
        return bool(said) and self.coverage >= _NEAR and not ASKING.search(text) and self.says
