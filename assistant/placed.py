"""What is said to stand in a clause or chapter: put right where another one holds it.

Words of the plan (第十四条里写了“…”, 对吗), or a matter by any name (X写在第十六条，对吧).
"""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.clauses import chapter_of
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import FRAMES, NO, YES
from assistant.decide.find import Finder
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Plan, Sentence

_SAID = r"(?:[提写讲说谈][到过有了明]+|提出|规定|要求|含有?|包[含括]|出现)了?"
# 第十四条里写了“…”, 第十四条提到…, 对吗; “…”是第六章的内容.
_IN = re.compile(
    rf"[条章](?:里面?|中|内)?{_SAID}(?P<q>[“「]?)(?P<what>[^，。？]{{4,60}}?)[”」]?"
    r"(?=[，,。？?吧吗]|$)"
    r"|[“「](?P<whole>[^”」]{4,60})[”」](?:这[句段]话?)?(?:就|不)?(?:是|写在|出自|在|属于|来自)第[^，。？]{1,4}[条章]"
)
_DENIED = re.compile(r"没有?|不(?![断得])")
# X(是)写在第十六条，对吧; X不是第十六条说的吗
_CLAIMED = re.compile(
    r"(?:写|放|列|归|说)?(?:不是|是不是|是|在|到|属于|出自|来自)+第[^，。？章]{1,5}条(?:里面?|中)?"
    r"(?:[说写讲提定列]|规定|要求|里|的)*(?:内容)?[，,]?(?:是不是|对不对|没错|对|是)*[吧吗么][？?。]*$"
)
_AS_WELL, _APART, _IN_FULL = 0.05, 0.12, 0.9


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


def claimed(question: Question, plan: Plan, finder: Finder) -> Draft | None:
    """是的 or 不是, with where the matter stands, of one said to stand in a numbered clause.

    None where another clause may be meant as well.
    """
    said, numbers = _CLAIMED.search(question.text), question.reference.clauses
    more = question.mentions or question.figures or question.reference.task
    if not said or not said.start() or len(numbers) != 1 or more:
        return None
    found = [f for f in finder.search(question.text[: said.start()]).findings if f.sentence]
    best = found[0] if found else None
    if not best or not best.clause or not best.sentence or best.coverage < _IN_FULL:
        return None
    there = [f for f in found if f.number == numbers[0]]
    share = max((f.coverage for f in there), default=0.0)
    if best.coverage - _APART < share < best.coverage - _AS_WELL:
        return None
    held = share >= best.coverage - _AS_WELL
    shown = max(there, key=lambda f: f.coverage) if held else best
    if not shown.clause or not shown.sentence:
        return None
    place = chapter_of(plan, shown.clause)
    lines = (Statement(YES if held else NO), place, _quoted(shown.clause, shown.sentence))
    return Draft(Status.ANSWERED, lines, lines=True, frames=FRAMES)


def _sentence(clause: Clause, words: str) -> Statement | None:
    """The sentence that has the words."""
    found = next((s for s in clause.sentences if words in s.text), None)
    return _quoted(clause, found) if found else None


def _quoted(clause: Clause, sentence: Sentence) -> Statement:
    evidence = Evidence(sentence.start, sentence.end, clause.number)
    return Statement(f"{sentence.text.rstrip('；。')}。", (evidence,))
