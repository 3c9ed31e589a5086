"""The chapter that speaks of a matter: 哪一章讲土壤, 固废归在第几章."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.clauses import chapter_of, title
from assistant.compose.draft import Draft, Statement
from assistant.ledger.counts import chapter_line
from corpus.model import Clause, Plan
from corpus.numerals import to_han

_CHAPTER = r"(?:哪一?个?|哪[几些两三]个?|第几个?|几个?)(?:大?部分|章节?|大?板块|篇章)(?:里面?|中)?"
_SPEAKS = (
    r"(?:专门|主要|集中|重点|具体|在|是|都)*"
    r"(?:讲|说|写|管|谈|涉及|关于|规定|部署)(?:的是|的|了|到)?"
)
_WORD = r"[“\"]?(?P<{0}>[A-Za-z\u4e00-\u9fff][A-Za-z0-9.\u4e00-\u9fff]{{1,9}}?)[”\"]?"
_REST = r"(?:污染)?(?:方面|这块|这一块)?的?(?:事儿?|事情|内容|工作|问题|部分|要求)?"
_ASKED = re.compile(
    rf"(?:请问|方案(?:里面?|中)?)*(?:"
    rf"{_CHAPTER}(?:是)?{_SPEAKS}{_WORD.format('a')}{_REST}(?:的)?"
    rf"|(?:专门|主要)?(?:讲|说|写|管|谈|规定)(?:到)?{_WORD.format('b')}{_REST}的?(?:那一?章)?"
    rf"(?:是|在|叫)*{_CHAPTER}"
    rf"|{_WORD.format('c')}{_REST}(?:是|被|都|主要)*(?:归|放|写|列|算|排|属|安排|规定|讲|分布|散落?|涉及)*(?:进|到)?"
    rf"(?:于|在)?了?{_CHAPTER}(?:讲|说|写|管)?的?"
    r")[呢啊呀]?[？?。]?"
)


def chapter_told(text: str, plan: Plan) -> Draft | None:
    """The chapter whose title has the word asked for, else that of the clauses that do."""
    match = _ASKED.fullmatch(text.strip())
    word = next(filter(None, match.groups()), "") if match else ""
    if not word:
        return None
    called = [c for c in plan.chapters if word in c.title]
    if len(called) == 1:
        return Draft(Status.ANSWERED, (chapter_line(called[0], "。", ()),))
    clauses = [c for c in plan.clauses if word in c.title]
    return _told(clauses or [c for c in plan.clauses if word in c.text], plan)


def _told(clauses: Sequence[Clause], plan: Plan) -> Draft | None:
    """A line for each clause of one chapter; for each chapter where there are several."""
    numbers = dict.fromkeys(c.chapter for c in clauses)
    if len(numbers) < 2:
        lines = tuple(chapter_of(plan, c) for c in clauses)
        return Draft(Status.ANSWERED, lines, lines=True) if lines else None
    count = str(len(numbers))
    told = [Statement(f"分在{count}章：", (), (count,))]
    for number in numbers:
        own = [c for c in clauses if c.chapter == number]
        chapter = plan.chapter(number)
        labels = "、".join(c.label + c.title for c in own)
        name = f"“{chapter.title}”" if chapter else ""
        text = f"第{to_han(number)}章{name}：{labels}"
        told.append(Statement(text, tuple(map(title, own)), (str(number),)))
    return Draft(Status.ANSWERED, tuple(told), lines=True)
