"""Follow-ups to a list of what a department has to do: 其中跟农村有关的呢, 第三项由谁负责."""

from __future__ import annotations

import re

from assistant.dialogue.items import ITEM, number_in
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import asks_plainly, stripped
from assistant.understand.question import Asked
from corpus.model import Role, Task

_ONE = r"(?:项|条|个|件|些|块)"
_AMONG = (
    r"(?:那么?|其中|当中|[这那](?:里面?|当中|些(?:任务|里面?|当中|条)?|里头)|里面?|里头|再|只|光|单|挑|筛|看|要|"
    r"留|选|列|找|出|一下|的)*"
)
_WHICH = rf"(?:有没有|有无|有|是|都|哪|几|多少|{_ONE})*"
_ENDS = (
    r"(?:的|任务|工作|条款|内容|有|是|都|哪|几|多少|什么|啥|吗|么|没有?|呢|出来|挑|列|给我|说说?|"
    rf"{_ONE}|[？?。，,])*"
)
_TIED = r"(?:有关系?|相关|有关联|沾边|沾点边|搭边|打交道|挂钩)"
# 其中跟农村有关的呢, 和海沾边的是哪几条, 这里面有提到垃圾的吗
_WORD = re.compile(
    rf"{_AMONG}{_WHICH}(?:(?:跟|和|与|同|涉及|关于)(?P<of>[^，。？的]{{1,8}}?){_TIED}"
    rf"|(?:提到?|涉及|讲到?|说到?|写到?|关于)[了过]?(?P<told>[^，。？的]{{1,8}}?)){_ENDS}"
    rf"|{_AMONG}有?(?P<kind>[^，。？的有]{{1,6}}?)(?:方面|领域|口|类)?的(?:任务|工作)?(?:有没有|有|吗|么)+[？?]*"
)
# 只看2025年的, 其中2022年要完成的呢
_YEAR = re.compile(
    rf"{_AMONG}{_WHICH}(?:到|在|限|截止到?)*(?P<year>20\d\d)年?(?:年?底)?(?:[之以]?前)?"
    rf"(?:要|得|该|应|需|必须|能|会)*(?:到期|完成|做完|办完|干完|截止|达到|做到|收尾)?{_ENDS}"
)
# 这两家有共同的任务吗
_BOTH = re.compile(
    r"(?:那么?|请问|他们|它们|[这那])*(?:(?:[两俩2二](?:个|家|者)?|他们|它们)(?:部门|单位|局|家)?)(?:之间)?[^，。？]{0,4}?"
    r"(?:共同|一起|共有|都有|同时|合作|联合|重合|重叠|交集)[^，。？]{0,12}"
    r"|哪[几些]?(?:条|项|个)?(?:任务)?是(?:他们|它们|[这那]?[两俩2](?:个|家)?(?:部门|单位)?)(?:都|共|一起|共同)[^，。？]{0,6}"
)
_LAST = re.compile(r"^(?:那么?)?最(?:后|末|末尾)(?:面)?(?:的|那)?一?(?:条|项|个|件)(?:任务)?")
_WITH_WHOM = re.compile(r"谁|哪|其他|别的|一起|共同|牵头|配合")
_FEWEST = 2


class Listed:
    """Completes follow-ups to the tasks of a department that were told."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def narrowed(self, follow: Follow, last: Turn) -> Completed | None:
        """其中跟海有关的呢, 只看2025年的: those listed that speak of it, or fall due then."""
        name = self._owner(last)
        own = follow.own.rstrip("？?。")
        if not name or follow.question.mentions or follow.question.reference:
            return None
        if found := _YEAR.fullmatch(own):
            asked = f"{found['year']}年要完成的有哪些"
        elif found := _WORD.fullmatch(own):
            asked = f"提到“{found['of'] or found['told'] or found['kind']}”的有哪些"
        else:
            return None
        return Completed(f"{name}{_role(last)}的任务中{asked}")

    def picked(self, follow: Follow, last: Turn) -> Completed | None:
        """第三项由谁负责, 最后一条讲什么: one of the tasks in the order they were told."""
        name = self._owner(last)
        found = _LAST.match(follow.own) or ITEM.search(follow.own)
        if not name or not found or follow.question.mentions or follow.subject:
            return None
        tasks = self._listed(name, last)
        number = number_in(found, len(tasks)) if found.re is ITEM else len(tasks) - 1
        if number is None or len(tasks) < _FEWEST or not -len(tasks) <= number < len(tasks):
            return None
        rest = stripped(follow.own[: found.start()] + follow.own[found.end() :])
        who = follow.question.asks(Asked.WHO) or _WITH_WHOM.search(rest)
        where = follow.question.asks(Asked.WHICH_CLAUSE)
        plain = "在第几条" if where else "由谁负责" if who else ""
        asked = plain or (rest if asks_plainly(rest) and "在" not in rest else "讲什么，由谁负责")
        return Completed(f"{label(tasks[number])}{asked}", tasks[number].clause)

    def shared(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """这两家有共同的任务吗, after the tasks of each were told: what they have together."""
        listed = [n for t in turns[-_FEWEST:] if (n := self._owner(t))]
        own = follow.own.rstrip("？?。")
        if len(set(listed)) < _FEWEST or follow.question.mentions or not _BOTH.fullmatch(own):
            return None
        return Completed(f"{listed[0]}和{listed[1]}共同负责哪些任务")

    def _owner(self, turn: Turn) -> str:
        """The one department whose tasks a turn told as such; "" where it told something else."""
        question = turn.question
        if len(question.mentions) != 1 or question.reference or not turn.answered:
            return ""
        if len(question.mentions[0].departments) != 1 or self._topics.subject(question.topic):
            return ""
        return question.mentions[0].text

    def _listed(self, name: str, last: Turn) -> tuple[Task, ...]:
        """The tasks of the department that were cited, in the role asked for."""
        names = {d.name for m in last.question.mentions for d in m.departments}
        role = last.question.role
        return tuple(
            t
            for t in self._topics.tasks(last)
            if any(d.name in names and role in (None, d.role) for d in t.duties)
        )


def _role(last: Turn) -> str:
    return "牵头" if last.question.role is Role.LEAD else "负责"
