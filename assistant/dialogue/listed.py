"""Follow-ups to a list of what a department has to do: 其中跟农村有关的呢, 第三项由谁负责."""

from __future__ import annotations

import re

from assistant.dialogue.items import ITEM, N, number_in
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import asks_plainly, stripped
from assistant.understand.question import Asked
from corpus.model import Role, Task
from corpus.numerals import to_han, to_int

_ONE = r"(?:项|条|个|件|些|块)"
_AMONG = (
    r"(?:那么?|其中|当中|[这那](?:里面?|当中|些(?:任务|里面?|当中|条)?|里头)|里面?|里头|再|只|光|单|挑|筛|看|要|"
    r"留|选|列|找|出|一下|的)*"
)
_WHICH = rf"(?:有没有|有无|有|是|都|哪|几|多少|{_ONE})*"
_ENDS = (
    r"(?:的|任务|工作|条款|内容|有|是|都|哪|几|多少|什么|啥|吗|么|没有?|呢|出来|挑|列|给我|说说?|"
    rf"在|第|{_ONE}|[？?。，,])*"
)
_TIED = r"(?:有关系?|相关|有关联|沾边|沾点边|搭边|打交道|挂钩)"
# What is no kind of matter: 参与的呢, 其他的呢.
_OTHER = (
    r"[^的]{0,3}(?:牵头|参与|配合|分工|负责|其[他它余]|别|剩|余|另|第|最|[上下前后]|完成|到期|"
    r"[谁哪几])"
)
# 2025年要完成的任务有哪些 asks of the whole plan.
_TIE = re.compile(r"^(?:那|其中|当中|[这那]|里|再|只|光|单|挑|筛)")
_WHOLE = re.compile(r"任务|条款|工作|全文|方案|文件")
# 其中跟农村有关的呢, 和海沾边的是哪几条, 这里面有提到垃圾的吗
_WORD = re.compile(
    rf"{_AMONG}{_WHICH}(?:(?:跟|和|与|同|涉及|关于)(?P<of>[^，。？的]{{1,8}}?){_TIED}"
    rf"|(?:提到?|涉及|讲到?|说到?|写到?|关于)[了过]?(?P<told>[^，。？的]{{1,8}}?)){_ENDS}"
    rf"|{_AMONG}有?(?P<kind>(?!{_OTHER})[^，。？的有]{{1,6}}?)(?:方面|领域|口|类)?的(?:任务|工作)?(?:有没有|有|吗|么|呢)+[？?]*"
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
# 哪些条要求2023年完成: clauses picked by what they say.
_CLAUSES = re.compile(
    r"哪[几些一]?(?:条|项|个?(?:任务|条款|指标|目标))|(?:条|任务|条款)(?:都|分别)?有哪些"
)
# 比市教育局多吗
_MORE = re.compile(
    r"(?:那么?|它|任务)*比(?P<than>[^，。？]{2,12}?)(?:要|更|还)*(?:多|少)(?:吗|么|还是少|还是多)?"
    r"|(?:那么?|它|任务)*[跟和与同][^，。？]{2,12}?(?:相比|比起来|比)[，,]?(?:谁|哪[个家])(?:的)?(?:任务)?(?:更|要)?多"
)
_PLACE = re.compile(rf"^(?:那么?)?第(?P<n>{N})条")
_LAST = re.compile(r"^(?:那么?)?最(?:后|末|末尾)(?:面)?(?:的|那)?一?(?:条|项|个|件)(?:任务)?")
_WITH_WHOM = re.compile(r"谁|哪|其他|别的|一起|共同|牵头|配合")
# 其中市农业农村局负责的呢
_WHOSE = re.compile(rf"{_AMONG}(?:由|归|是|有)*它(?:负责|牵头|参与|管|的|有份)*{_ENDS}")
_OF_THEM = re.compile(
    r"^(?:那么?)?(?:按顺序(?:的|数)?|其中的?|[这那]?(?:里面|里头)的?|[这那][几\d一二三四五六七八]条(?:里面?|中)的?|(?:[这那]一?)?章(?:里面?|中)的?)"
    r"第(?P<n>[一二三四五六七八\d])[条个]|^(?:那么?)?(?:(?:它|其|这章|该章|里面)的?)?(?:(?P<last>最后|末尾?)(?:的|那)?一?|(?:头|最前)(?:的|那)?一)条"
    r"|^(?:那么?)?倒数第(?P<back>[一二三四五\d])[条个]|^(?:那么?)?(?P<way>[前头后]|最后)(?P<few>[两二三四五])条"
)
_FEWEST = 2


class Listed:
    """Completes follow-ups to the tasks of a department that were told."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def narrowed(self, follow: Follow, last: Turn) -> Completed | None:
        """其中跟海有关的呢, 只看2025年的: those listed that speak of it, or fall due then."""
        own, named = follow.own.rstrip("？?。"), follow.question.mentions
        if follow.question.reference or not last.answered:
            return None
        if not _TIE.match(follow.text) and _WHOLE.search(own):
            return None
        name, before = self._owner(last), last.question
        if name and len(named) == 1 and _MORE.fullmatch(own):
            return Completed(f"{name}和{named[0].text}哪个任务多")
        due = _YEAR.fullmatch(own)
        said = None if named else _WORD.fullmatch(own) or _WORD.fullmatch(follow.text)
        word = f"提到“{said['of'] or said['told'] or said['kind']}”" if said else ""
        asked = f"{due['year']}年要完成" if due else word
        if name and asked and not named:
            return Completed(f"{name}{_role(last.question.role)}的任务中{asked}的有哪些")
        if word and len(before.reference.chapters) == 1 and not before.reference.clauses:
            return Completed(f"第{to_han(before.reference.chapters[0])}章里{word}的条款有哪些")
        return self._of_year(follow, last, word)

    def _of_year(self, follow: Follow, last: Turn, word: str) -> Completed | None:
        """其中市农业农村局负责的呢, after what falls due in a year was listed."""
        before, named = last.question, follow.question.mentions
        plain = len(before.years) == 1 and not (before.mentions or before.reference)
        if not plain or len(set(last.clauses)) < _FEWEST or not _CLAUSES.search(before.text):
            return None
        due = f"{before.years[0]}年要完成的"
        if word:
            return Completed(f"{due}任务中{word}的有哪些")
        if len(named) != 1 or not _TIE.match(follow.text):
            return None
        if not _WHOSE.fullmatch(follow.own.replace(named[0].text, "它")):
            return None
        return Completed(f"{named[0].text}{_role(follow.question.role)}的任务中{due}有哪些")

    def picked(self, follow: Follow, last: Turn) -> Completed | None:
        """第三项由谁负责, 最后一条讲什么: one of the tasks in the order they were told."""
        name = self._owner(last)
        found = _LAST.match(follow.own) or ITEM.search(follow.own)
        if not name or not found or follow.question.mentions or follow.subject:
            return None
        tasks = self._listed(name, last)
        number = number_in(found, len(tasks)) if found.re is ITEM else len(tasks) - 1
        few = len(tasks) < _FEWEST and not (found.re is ITEM and found["n"])
        if number is None or few or not -len(tasks) <= number < len(tasks):
            return None
        rest = stripped(follow.own[: found.start()] + follow.own[found.end() :])
        who = follow.question.asks(Asked.WHO) or _WITH_WHOM.search(rest)
        where = follow.question.asks(Asked.WHICH_CLAUSE)
        if where and not follow.question.asks(Asked.WHO):
            return Completed(f"第{to_han(tasks[number].clause)}条在哪一章", tasks[number].clause)
        plain = "由谁负责" if who else ""
        asked = plain or (rest if asks_plainly(rest) and "在" not in rest else "讲什么，由谁负责")
        return Completed(f"{label(tasks[number])}{asked}", tasks[number].clause)

    def placed(self, follow: Follow, last: Turn) -> Completed | None:
        """最后一条呢, 第二条谁牵头: of several clauses listed the one in that place.

        A number that one of them bears is that clause.
        """
        last_one, nth = _LAST.match(follow.own), _PLACE.match(follow.own)
        found, listed = last_one or nth, tuple(dict.fromkeys(last.clauses))
        chapters = last.question.reference.chapters
        told = self._owner(last) or len(chapters) == 1 or _CLAUSES.search(last.question.text)
        if not found or not told or len(listed) < _FEWEST or last.question.reference.clauses:
            return None
        at = to_int(nth["n"]) or 0 if nth else len(listed)
        if at in listed or not 0 < at <= len(listed) or follow.subject:
            return None
        listed = tuple(sorted(listed)) if chapters else listed
        rest = stripped(follow.own[found.end() :]) or "讲什么"
        return Completed(f"第{to_han(listed[at - 1])}条{rest}", listed[at - 1])

    def in_chapter(self, follow: Follow, last: Turn) -> Completed | None:
        """按顺序第三条管什么, after the clauses of a chapter were told: the third of them."""
        chapters, found = last.question.reference.chapters, _OF_THEM.match(follow.own)
        if not found or len(chapters) != 1 or last.question.reference.clauses:
            return None
        inside = [c.number for c in self._topics.plan.clauses if c.chapter == chapters[0]]
        asked = follow.own[found.end() :] or "讲什么"
        if found["few"]:
            few = to_int(found["few"].replace("两", "二")) or 0
            meant = inside[:few] if found["way"] in "前头" else inside[-few:]
            return Completed(f"{'、'.join(f'第{to_han(n)}条' for n in meant)}{asked}", meant[0])
        number = len(inside) if found["last"] else to_int(found["n"] or found["back"] or "一") or 0
        if not 0 < number <= len(inside):
            return None
        number = len(inside) + 1 - number if found["back"] else number
        return Completed(f"第{to_han(inside[number - 1])}条{asked}", inside[number - 1])

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


def _role(role: Role | None) -> str:
    return "牵头" if role is Role.LEAD else "负责"
