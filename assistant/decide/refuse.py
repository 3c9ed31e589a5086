"""Refusals, typed and useful: what is missing, what the plan does say nearby, where to turn."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Statement
from assistant.decide.find import Finder, Finding, Search
from assistant.understand.question import Question
from corpus.catalog import Dossier
from corpus.words import load_words


class Refuser:
    """Words refusals for one plan."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self._dossier = dossier
        self._finder = finder
        words = load_words("elsewhere")
        self.elsewhere = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))

    def refused(self, question: Question, search: Search, finding: Finding, missing: str) -> Draft:
        """The plan does not say ``missing``; the nearest clauses are named."""
        if not self._in_field(question) and finding.coverage < 0.4:
            return self.scope()
        near = self._near(search)
        where = f"相关内容见{near[1]}。" if near[1] else ""
        text = f"方案没有规定{missing}。{where}可向{self._dossier.contact}咨询。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=near[0])

    def missing(self, what: str) -> Draft:
        """The plan does not say ``what`` of anything."""
        text = f"方案没有规定{what}。可向{self._dossier.contact}咨询。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def nothing(self, question: Question, search: Search) -> Draft:
        """Nothing was found at all."""
        if question.mentions or question.places:
            text = f"方案没有相关规定。可向{self._dossier.contact}咨询。"
            return Draft(Status.NOT_IN_PLAN, (Statement(text),))
        return self.scope()

    def unproved(self, draft: Draft) -> Draft:
        """No statement passed the verifier."""
        numbers = tuple(
            dict.fromkeys(e.clause for s in draft.statements for e in s.evidence if e.clause)
        )
        text = "找到了相近条款，但无法给出能逐字核对的回答，请直接查看相关条款原文。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=numbers[:3])

    def unclear(self) -> Draft:
        """What is asked cannot be told."""
        text = "没有看懂您要问哪一项。请说明事项，例如“黑臭水体由谁负责”或“第十三条讲什么”。"
        return Draft(Status.UNCLEAR, (Statement(text),))

    def blocked(self) -> Draft:
        """An attempt to turn the assistant, with no question inside."""
        text = "这个请求无法处理。我只回答与本方案内容有关的问题，例如“PM2.5的2025年目标是多少”。"
        return Draft(Status.BLOCKED, (Statement(text),))

    def scope(self) -> Draft:
        """About the rest of the world."""
        title = self._dossier.plan.document.title
        text = f"这个问题不在《{title}》的范围内。您可以问方案的目标、任务、期限和责任部门。"
        return Draft(Status.OUT_OF_SCOPE, (Statement(text),))

    def of_elsewhere(self, question: Question) -> bool:
        """Whether a question names matters of elsewhere, and none of the plan's field."""
        return bool(self.elsewhere.search(question.text)) and not self._field_words(question)

    def _in_field(self, question: Question) -> bool:
        named = question.mentions or question.places or question.reference
        about = re.search(
            r"方案|文件|通知|条款|市里|政府|部门|环保|污染|局长|干部|领导|任务", question.text
        )
        home = self._dossier.place in question.text
        return bool(named or home or about or self._field_words(question))

    def _field_words(self, question: Question) -> bool:
        """Whether the topic holds words of the plan's text or of its field."""
        return any(not self.elsewhere.fullmatch(w) for w in self._finder.strong(question.topic))

    def _near(self, search: Search) -> tuple[tuple[int, ...], str]:
        numbers = tuple(dict.fromkeys(f.number for f in search.findings if f.number))[:3]
        first = self._dossier.plan.clause(numbers[0]) if numbers else None
        return numbers, f"{first.label}{first.title}" if first else ""
