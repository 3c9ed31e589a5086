"""How often a clause has a thing done: 多久报告一次."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.understand.question import Question
from corpus.model import Clause

_ASKED = re.compile(
    r"(?:多久|几年|几个月)要?(?P<act>[\u4e00-\u9fff]{0,8}?)[一几]次|(?:频次|频率)(?:是|有|为|怎|[？?。]|$)"
)
_TURNS = re.compile(r"每[年月季周日天半]|逐[年月]")
_NAMED = 2  # characters of what is done, told by its name: 报告, not 搞


def how_often(clauses: Sequence[Clause], question: Question, words: Sequence[str]) -> Draft | None:
    """The sentences of one clause that tell how often, else that it does not say.

    ``words`` are those of the matter that is asked about within the clause.
    """
    asked = _ASKED.search(question.text)
    if len(clauses) > 1 or not asked:
        return None
    clause, act = clauses[0], asked["act"] or ""
    wanted = [act] if len(act) >= _NAMED else words
    told = [
        s
        for s in clause.sentences
        if _TURNS.search(s.text) and (not wanted or any(w in s.text for w in wanted))
    ]
    if not told:
        text = f"{clause.label}没有规定频次。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=(clause.number,))
    lines = (Statement(s.text, (Evidence(s.start, s.end, clause.number),)) for s in told)
    return Draft(Status.ANSWERED, tuple(lines), lines=True)
