"""Words of the plan said to stand in a clause or chapter that does not hold them: put right."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.clauses import chapter_of
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import FRAMES, NO
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Plan

_SAID = r"(?:[提写讲说谈][到过有了明]+|提出|规定|要求|含有?|包[含括]|出现)了?"
# 第十四条里写了“…”, 第十四条提到…, 对吗; “…”是第六章的内容.
_IN = re.compile(
    rf"[条章](?:里面?|中|内)?{_SAID}(?P<q>[“「]?)(?P<what>[^，。？]{{4,60}}?)[”」]?"
    r"(?=[，,。？?吧吗]|$)"
    r"|[“「](?P<whole>[^”」]{4,60})[”」](?:这[句段]话?)?(?:就|不)?(?:是|写在|出自|在|属于|来自)第[^，。？]{1,4}[条章]"
)
_DENIED = re.compile(r"没有?|不(?![断得])")


def misplaced(question: Question, plan: Plan) -> Draft | None:
    """不是。第（四）条“…”，在第二章“…”: where the words stand, with their sentence."""
    said, reference = _IN.search(question.text), question.reference
    if not said or not question.asks(Asked.CHECK) or reference.missing or reference.task:
        return None
    if _DENIED.search(question.text[: said.start("what") if said["what"] else said.start()]):
        return None
    words = said["what"] or said["whole"]
    held = [c for c in plan.clauses if words in c.text]
    named = {c.number for c in plan.clauses if c.chapter in reference.chapters}
    named |= set(reference.clauses)
    if len(held) != 1 or not named or held[0].number in named:
        return None
    sentence = _sentence(held[0], words)
    if not sentence:
        return None
    lines = (Statement(f"{NO}"), chapter_of(plan, held[0]), sentence)
    return Draft(Status.ANSWERED, lines, lines=True, frames=FRAMES)


def _sentence(clause: Clause, words: str) -> Statement | None:
    """The sentence that has the words."""
    found = next((s for s in clause.sentences if words in s.text), None)
    if not found:
        return None
    return Statement(
        f"{found.text.rstrip('；。')}。", (Evidence(found.start, found.end, clause.number),)
    )
