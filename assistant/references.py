"""Clause, chapter and task numbers in every form: 第13条, （十三）, 第二十二项, 倒数第二条, 第四章."""

from __future__ import annotations

import re

from assistant.question import Reference
from corpus.model import Plan
from corpus.numerals import HAN_DIGITS, to_int

_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_B = r"[（(\[【]?"
_E = r"[）)\]】]?"
_CLAUSE = re.compile(rf"(?P<last>倒数)?第{_B}(?P<n>{_N}){_E}(?:个)?(?:条款|条|项(?!任务|工作)|款|点(?!钟)|小节)")
_LABEL = re.compile(rf"[（(](?P<n>[{HAN_DIGITS}]{{1,4}})[）)](?:条|项|款)?")
# A bare number before 条 counts things (8条河流) unless what follows speaks of a text.
_BARE = re.compile(
    rf"(?:^|(?<=[那和、看查把问，。 ]))(?P<n>{_N})条(?=的?(?:讲|说|是|规定|写|内容|呢|里|中|由|怎|标题|原文|责任|牵头|全文|$|[，。？?、]))"
)
_RANGE = re.compile(rf"第?{_B}(?P<a>{_N}){_E}条?(?:到|至|—|-|~)第?{_B}(?P<b>{_N}){_E}条")
_PAIR = re.compile(rf"第{_B}(?P<a>{_N}){_E}(?:条|项)?(?:、|和|与|跟|及)第?{_B}(?P<b>{_N}){_E}(?:条|项)")
_LAST = re.compile(r"(?:最后|末尾|最末)(?:的)?(?:那)?一?(?:条|项条款|个条款)")
_CHAPTER = re.compile(rf"(?P<last>倒数)?第?{_B}(?P<n>{_N}){_E}(?:个)?(?:大)?(?:章|部分|大块|板块)")
_LAST_CHAPTER = re.compile(r"(?:最后|末)(?:的)?一?(?:章|个?部分)")
_TASK = re.compile(rf"第(?P<n>{_N})(?:项|个|条)(?:任务|工作|事|责任(?:括号|分工))|任务(?P<m>{_N})")


def read_reference(text: str, plan: Plan) -> tuple[Reference, str]:
    """References in ``text``, and the text without them."""
    text, task = _take_task(text)
    text, chapters, missing = _take_chapters(text, plan)
    text, clauses, more = _take_clauses(text, plan, chapters)
    return Reference(clauses, chapters, task, (*missing, *more)), text


def _take_task(text: str) -> tuple[str, int | None]:
    found = _TASK.search(text)
    if not found:
        return text, None
    return text.replace(found.group(), " ", 1), to_int(found.group("n") or found.group("m"))


def _take_chapters(text: str, plan: Plan) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    chapters, missing, total = list[int](), list[str](), len(plan.chapters)
    for match in _CHAPTER.finditer(text):
        number = _number(match, total)
        if number and plan.chapter(number):
            chapters.append(number)
        elif "章" in match.group():
            missing.append(match.group())
    text = _CHAPTER.sub(" ", text)
    if _LAST_CHAPTER.search(text):
        chapters.append(plan.chapters[-1].number)
        text = _LAST_CHAPTER.sub(" ", text)
    for chapter in plan.chapters:
        short = re.sub(r"^(?:深入|切实|加快|加强|提高)(?:打好|推动|维护)?", "", chapter.title)
        for name in (chapter.text, chapter.title, *( [short + suffix for suffix in ("这章", "那章", "这一章", "那一章", "章")])):
            if name in text:
                chapters.append(chapter.number)
                text = text.replace(name, " ")
    for chapter, pattern in _nicknames(plan):
        if pattern.search(text):
            chapters.append(chapter)
            text = pattern.sub(" ", text)
    return text, tuple(dict.fromkeys(chapters)), tuple(missing)


def _nicknames(plan: Plan) -> list[tuple[int, re.Pattern[str]]]:
    """碧水部分, 净土保卫战那章: a word of one chapter's title alone, said of a part of the text."""
    titles = [c.title for c in plan.chapters]
    found = []
    for chapter in plan.chapters:
        pairs = {chapter.title[i : i + 2] for i in range(len(chapter.title) - 1)}
        own = [p for p in pairs if sum(p in t for t in titles) == 1]
        words = "|".join(map(re.escape, own)) or "(?!)"
        found.append((chapter.number, re.compile(rf"(?:{words})(?:保卫战)?(?:部分|板块|篇章|篇|[这那]?一?章)(?!节)")))
    return found


def _take_clauses(
    text: str, plan: Plan, chapters: tuple[int, ...]
) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    clauses, missing = list[int](), list[str]()

    def note(number: int | None, words: str) -> None:
        number = _within(number, plan, chapters)
        if number is not None and plan.clause(number):
            clauses.append(number)
        else:
            missing.append(words)

    for match in _RANGE.finditer(text):
        first, last = to_int(match.group("a")), to_int(match.group("b"))
        if first is not None and last is not None:
            for number in range(first, min(last, first + 60) + 1):
                note(number, match.group())
    text = _RANGE.sub(" ", text)
    for match in _PAIR.finditer(text):
        note(to_int(match.group("a")), match.group())
        note(to_int(match.group("b")), match.group())
    text = _PAIR.sub(" ", text)
    total = plan.clauses[-1].number
    for pattern in (_CLAUSE, _LABEL, _BARE):
        for match in pattern.finditer(text):
            note(_number(match, total), match.group())
        text = pattern.sub(" ", text)
    if _LAST.search(text):
        note(_last_of(plan, chapters), "最后一条")
        text = _LAST.sub(" ", text)
    return text, tuple(dict.fromkeys(clauses)), tuple(dict.fromkeys(missing))


def _number(match: re.Match[str], total: int) -> int | None:
    number = to_int(match.group("n"))
    backwards = "last" in match.groupdict() and match.group("last")
    return total + 1 - number if backwards and number else number


def _within(number: int | None, plan: Plan, chapters: tuple[int, ...]) -> int | None:
    """第四章第二条: counted within the chapter unless that chapter holds the number itself."""
    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None
    if chapter is None or number is None or number in {c.number for c in chapter.clauses}:
        return number
    return chapter.clauses[number - 1].number if 0 < number <= len(chapter.clauses) else number


def _last_of(plan: Plan, chapters: tuple[int, ...]) -> int:
    chapter = plan.chapter(chapters[0]) if chapters else None
    return (chapter.clauses if chapter else plan.clauses)[-1].number
