"""Clause, chapter and task numbers in every form: 第13条, （十三）, 第5、6条, 倒数第二条."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.understand.chapters import chapter_names, take_chapters, uncounted
from assistant.understand.neighbours import neighbours, take_ends, take_titles
from assistant.understand.numbers import (
    ALONE,
    HEADING,
    NEVER,
    between,
    plain,
    take_last,
    take_numbers,
    take_side,
    within,
)
from assistant.understand.ordinals import CUT, B, E, N
from assistant.understand.question import Reference
from corpus.model import Clause, Plan
from corpus.numerals import HAN_DIGITS, to_han, to_int

_TASK = re.compile(
    rf"(?P<last>倒数)?第(?P<n>{N})(?:(?:项|个|块|段|处)(?:工作任务|任务|工作|事|责任(?:括号|分工)?|括号|部分|内容)"
    r"|条(?:工作任务|任务|责任括号))"
    rf"|任务(?P<m>{N})(?![条项个\d共样起直定般览并同经])"
)
_WITHIN = re.compile(
    rf"(?<=[条）)])(?P<link>[^，。？]{{0,4}}?)第{B}(?P<n>{N}){E}(?:项|款|点|个|件|块|段)"
)
# （二十二）里面（四）: a label behind a label numbers what is inside.
_INNER = re.compile(
    rf"(?<=[条）)])(?P<link>(?:里|中|内|之?下|底下|下面|面|头|的|边)+)第?[（(](?P<n>{N})[）)](?:项|款|点|个)?"
)
_LAST_TASK = re.compile(
    r"(?:最后|末尾|最末)(?:的)?(?:那|这)?一?(?:项|个|块|件)(?!条)|(?:最后|末尾?|后)(?:的)?(?:那|这)?一?个?(?:责任)?括号"
)
_FIRST_TASK = re.compile(
    r"(?:头|首|开头|打头)的?(?:那|这)?一?(?:项|个|块|件)(?!条)|(?:最前|开头|前|头)(?:面)?(?:的)?(?:那|这)?一?个?(?:责任)?括号"
)
_SENTENCE = re.compile(
    rf"(?P<last>倒数)?第(?P<n>{N})(?:个|条)?句子?话?|(?P<first>开头|头|首|打头)的?那?一?句话?|(?P<end>最后|末尾|末)的?那?一?句话?"
)
# 第三条属于第三章吧: the chapter is said of the clause, which is not counted within it.
_INSIDE = re.compile(rf"{CUT[0]}\s*(?:[里中]?的)?$")
_TOLD_OF = re.compile(r"^[^，。；？]{0,6}(?:属|归|在|是|放|列|算)[^，。；？]{0,3}$")
NOTHING = Reference()
# 第24条所在的章一共几条: of the chapter, not where the clause stands.
_ITS_CHAPTER = re.compile(
    r"(?:所[在属处]的?(?:那|这)?一?|同一?|那一)章(?!节)(?!.*(?:第几|哪一?)(?:个)?章)[^，。？]{0,8}?(?:(?<!第)(?<!排)几|多少|哪些|哪几|还有|其[他余它]|都|标题|叫什么|负责|责任)"
)
# 夹在“无废城市”那条和生态系统质量那条中间的: the clause between two that are named.
_BETWEEN_TWO = re.compile(r"(?:[夹介在]|位于)[^，。？]*条[^，。？]*(?:中间|之间|当中)")
_SIGN = re.compile(
    rf"[第条章款项号块篇#＃№§（(）)“\"「]|部分|保卫战|任务{N}|clause|art|item|no", re.I
)
_MIDDLE_TASK = re.compile(r"(?:中间|当中|居中)的?(?:那|这)?一?(?:项|个|块|件)")

# 三条还是四条: how many there are, and no clauses of these numbers.
_EITHER = re.compile(rf"(?<![第{HAN_DIGITS}\d]){N}条还是{N}条(?!款)")


def read_reference(text: str, plan: Plan) -> tuple[Reference, str]:
    """References in ``text``, and the text without them."""
    text = _EITHER.sub(" ", text)
    if not may_refer(text, plan):
        return NOTHING, text
    return read_signed(text, plan)


def may_refer(text: str, plan: Plan) -> bool:
    """Whether one of the signs stands in a text without which nothing is referred to.

    Most questions name no place of the plan, and there are forty patterns of naming one.
    """
    return bool(_SIGN.search(text) or ALONE.match(text) or HEADING.search(text)) or any(
        name in text for name in _names(plan)
    )


@lru_cache(maxsize=8)
def _names(plan: Plan) -> tuple[str, ...]:
    """Titles of clauses and chapters."""
    return (*(c.title for c in plan.clauses), *(name for name, _ in chapter_names(plan)))


def read_signed(text: str, plan: Plan) -> tuple[Reference, str]:
    """The same for a text with any such sign."""
    negative = tuple(m.group().strip() for m in NEVER.finditer(text))
    text = uncounted(plain(NEVER.sub(" ", text)))
    inner = _INNER.search(text) or _WITHIN.search(text)
    if inner:
        text = f"{text[: inner.start()]}{inner['link']}第{inner['n']}项任务{text[inner.end() :]}"
    text, task, last = _take_task(text)
    text, chapters, missing = take_chapters(text, plan)
    text, clauses, more = _take_clauses(text, plan, chapters)
    if task and not clauses and not chapters and task > max(len(c.tasks) for c in plan.clauses):
        clauses, more, task = (
            ((task,), more, None) if plan.clause(task) else ((), (*more, f"第{task}项"), None)
        )
    if last and task and len(clauses) == 1 and (clause := plan.clause(clauses[0])):
        task = len(clause.tasks) + 1 - task
    if len(clauses) == 1 and task is None:
        text, task = _placed_task(text, plan.clause(clauses[0]))
    if len(clauses) == 1 and _ITS_CHAPTER.search(text) and (clause := plan.clause(clauses[0])):
        return Reference((), (clause.chapter,), None, (*negative, *missing, *more)), text
    text, sentence = _take_sentence(text) if len(clauses) == 1 else (text, 0)
    text = text.replace(CUT.strip(), "")
    return Reference(clauses, chapters, task, (*negative, *missing, *more), sentence), text


def of_the_plan(reference: Reference, plan: Plan) -> Reference:
    """第四项任务 where no clause is spoken of: a task of the plan, which is its clause."""
    if not reference.task or reference.clauses or reference.chapters or reference.missing:
        return reference
    if not plan.clause(reference.task):
        return reference
    return replace(reference, clauses=(reference.task,), task=None)


def _take_task(text: str) -> tuple[str, int | None, bool]:
    """The text without a task number, that number, and whether it counts from the end."""
    found = _TASK.search(text)
    if not found:
        return text, None, False
    number = to_int(found["n"] or found["m"])
    return text.replace(found.group(), " ", 1), number, bool(found["last"])


def _take_sentence(text: str) -> tuple[str, int]:
    """The text without the number of a sentence, and that number; negative from the end."""
    found = _SENTENCE.search(text)
    if not found:
        return text, 0
    number = to_int(found["n"]) or 0 if found["n"] else 1
    back = found["last"] or found["end"]
    return text.replace(found.group(), " ", 1), -number if back else number


def _placed_task(text: str, clause: Clause | None) -> tuple[str, int | None]:
    """The last, first or middle task of a clause."""
    size = len(clause.tasks) if clause else 0
    places = (
        (_LAST_TASK, size),
        (_FIRST_TASK, 1),
        (_MIDDLE_TASK, (size + 1) // 2 if size % 2 else None),
    )
    for pattern, number in places:
        if number and pattern.search(text):
            return pattern.sub(" ", text), number
    return text, None


def _take_clauses(
    text: str, plan: Plan, chapters: tuple[int, ...]
) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    clauses, missing = list[int](), list[str]()

    said, at = text, text.find(CUT)
    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None

    def note(number: int | None, words: str) -> None:
        told = words in said and _TOLD_OF.match(said[said.find(words) + len(words) : max(at, 0)])
        beyond = chapter and _INSIDE.search(said[: max(said.find(words), 0)])
        number = number if told else within(number, plan, chapters, words)
        if beyond and chapter and number and number not in {c.number for c in chapter.clauses}:
            missing.append(f"第{to_han(chapter.number)}章{words}")  # 第三章第五条 of four
        elif number is not None and plan.clause(number):
            clauses.append(number)
        else:
            missing.append(words)

    text = take_last(text, chapter, clauses) if chapter else text
    text = take_side(text, plan, clauses)
    text = take_numbers(text, plan, note)
    text = take_titles(text, plan, clauses)
    found, text = neighbours(text, plan, clauses, missing) if clauses else ([], text)
    if not found and len(clauses) == 2 and _BETWEEN_TWO.search(said):
        found = between(clauses)
    if not found:
        text = take_ends(text, plan, chapters, clauses)
    return text, tuple(dict.fromkeys(found or clauses)), tuple(dict.fromkeys(missing))
