"""Whose name stands where among those responsible: first, last, in every bracket of a clause."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.frames import FRAMES
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Plan, Task
from corpus.numerals import to_int

_N = r"[一二三四五六七八九十\d]{1,2}"
_WHO = (
    r"的?(?:责任|牵头)?(?:部门|单位|局)?(?:名称)?(?:又|都)?(?:是|叫|为)?"
    r"(?:谁|哪(?!一?[条章项款])一?[个家]?(?:部门|单位|局)?|什么(?:部门|单位|局))[呢啊呀]?"
)


def place_words(name: str) -> str:
    """The words for a place in a row, their groups by a name of their own (two characters)."""
    return (
        rf"(?:(?P<{name}back>倒数)?第(?P<{name}n>{_N})"
        rf"|(?P<{name}first>最?(?:前|开头)面?|首|头一?|最先)"
        rf"|(?P<{name}last>最?(?:后|末)[面尾]?|末尾))一?[位个名家]?"
    )


# 排最后的是哪家, 第一个列的是谁, 最后一个责任部门是谁, 打头的是谁
STANDING = re.compile(
    rf"(?:名单|括号|责任单位|责任部门)?(?:里面?|中)?(?:(?:排|列|写|放|站|摆)(?:名|位)?在?{place_words('a_')}"
    rf"|{place_words('b_')}(?:被)?(?:列|写|排|点名|点到|提到?)(?:出来|到|上)?"
    rf"|{place_words('c_')}的?(?:责任|牵头)?(?:部门|单位)(?=是|叫|为|哪|$)"
    rf"|(?P<a_head>打头|领衔)|(?P<a_tail>垫底|压轴|殿后)){_WHO}"
)
# 两段都有的是谁, 每个括号里都出现的部门
COMMON = re.compile(
    rf"(?P<n>[两三四五六2-6]|每|各|几)一?(?:个|处|条)?(?:段|拨|组|批|项|块|头|边|处|个?括号|个?任务|个?名单)(?:里|中|责任|任务|单位|名单|括号|内|面)*"
    rf"(?:全部?|都|同时|均)(?:有份?|出现|参与|列[了入]?|在|沾边?|挂名|负责|管|提到?|算)(?:了|过|到|份|名)*"
    rf"(?:{_WHO}|的(?:部门|单位)?(?:有|是)?(?:哪[几些两]?[个家]?|谁)?(?:部门|单位|局)?)"
)


def standing(question: Question, plan: Plan) -> Draft | None:
    """The department at a place of a task's bracket, or those in every bracket of a clause."""
    numbers = question.reference.clauses
    clause = plan.clause(numbers[0]) if len(numbers) == 1 else None
    if not clause or question.mentions or question.asks(Asked.COUNT):  # 第一个是谁，写了几家
        return None
    tasks = [t for t in clause.tasks if t.duties]
    if (found := COMMON.search(question.text)) and _meant(found["n"], len(tasks)):
        return _common(tasks)
    if len(tasks) > 1:  # 倒数第二个写的 counts no tasks where there is one
        tasks = [t for t in tasks if t.number == question.reference.task]
    found = STANDING.search(question.text)
    return _at(clause, tasks[0], place_of(found)) if found and len(tasks) == 1 else None


def place_of(found: re.Match[str]) -> int:
    """The place that is meant, counted from 0; negative from the end."""
    said = {k[2:]: v for k, v in found.groupdict().items() if v}
    if "n" in said:
        number = to_int(said["n"]) or 1
        return -number if "back" in said else number - 1
    return -1 if "last" in said or "tail" in said else 0


def _meant(said: str, size: int) -> bool:
    """Whether as many brackets are spoken of as there are."""
    return size > 1 and (said in "每各几" or to_int(said.replace("两", "二")) == size)


def _at(clause: Clause, task: Task, place: int) -> Draft | None:
    """排在最后的是…: the one at a place; nothing where there are not so many."""
    proof, named = bracket(task), task.duties
    if not proof or not -len(named) <= place < len(named):
        return None
    name, size = named[place].name, len(named)
    where = {0: "排在最前的是", -1: "排在最后的是", size - 1: "排在最后的是"}.get(place, "按顺序是")
    first = task.sentences[0]
    marks = (proof, Evidence(first.start, first.end, clause.number))
    said = Statement(f"{where}{name}。", marks)
    return Draft(Status.ANSWERED, (said,), responsible(task, [name]), frames=(where,))


def _common(tasks: list[Task]) -> Draft:
    """Those who stand in each of the brackets, or that there is nobody."""
    names = [d.name for d in tasks[0].duties]
    names = [n for n in names if all(n in {d.name for d in t.duties} for t in tasks)]
    marks = tuple(e for t in tasks if (e := bracket(t)))
    if not names:
        return Draft(Status.ANSWERED, (Statement("没有。", marks),), frames=FRAMES)
    found = tuple(d for t in tasks for d in responsible(t, names))
    said = Statement(f"都有的是{'、'.join(names)}。", marks)
    return Draft(Status.ANSWERED, (said,), found, frames=("都有的是",))
