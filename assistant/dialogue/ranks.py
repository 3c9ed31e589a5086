"""Follow-ups that pick from what was told: the highest of it, the last one named, the other tasks.

里面最高的是哪一个, 排最后的是哪家, 两段都有的是谁, 同一条里别的几件事归谁.
"""

from __future__ import annotations

import re

from assistant.compose.phrase import headline
from assistant.compose.standing import COMMON, STANDING
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import asks_plainly
from assistant.understand.question import Asked
from corpus.model import Task
from corpus.numerals import to_han

_OF_IT = (
    r"(?:那么?)?(?:这|那)?(?:些|几个|几项)?(?:里面?|里头|其中|当中|中间|它们|这里面)?的?(?:[，,])?"
)
_KIND = r"(?:数字?|数值|百分[比数]|比例|指标|目标|率|一?[个项])?"
# 里面最高的是哪一个, 其中降得最少的是什么
_EXTREME = re.compile(
    rf"{_OF_IT}(?:哪一?[个项]|谁)?{_KIND}(?:要求|数值?)?的?(?:[升降增减提]得?|提高得?|下降得?)?(?P<most>最[高低大小多少])的?{_KIND}(?:又|就)?(?:是|为)?(?:哪一?[个项]|什么|啥|谁|多少)?(?:指标|目标)?[呢啊]?"
)
_RATE = re.compile(r"百分|比例|率|占比|比重|%")
# 同一条里别的几件事又归谁牵头
_OTHERS = re.compile(
    r"(?:那么?)?(?:(?:这|那|同|该|同一)一?条(?:里面?|中|当中|的|里头)*)(?:的)?(?:别|其[他它余]|另外?一?|剩下|余下)的?[几些]?(?:[个项件段条]|任务|工作|事情?|括号|部分|一?半)*"
    r"(?P<asked>.*)"
)
_ALL = re.compile(r"哪[些几]|[几多][个少]|什么|列|有[啥几]")
_ITEM = re.compile(
    r"(?:那么?)?(?P<item>(?:倒数)?第[一二三四五六七八九十\d]{1,2}[个家]|最后一[个家])(?:呢|是谁|是哪[家个]|(?:叫|是)(?:什么|啥)(?:名字?|单位|部门)?)?"
)
_SEVERAL = 2


class Ranks:
    """Completes follow-ups that pick from what the last turn told."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def picked(self, follow: Follow, last: Turn) -> Completed | None:
        """The follow-up as a question about what it picks."""
        ways = (self.extreme, self.standing, self.common, self.other_tasks)
        return next((told for way in ways if (told := way(follow, last))), None)

    def extreme(self, follow: Follow, last: Turn) -> Completed | None:
        """里面最高的是哪一个: of the clause asked about, else of the figures told."""
        found, numbers = _EXTREME.fullmatch(follow.own), last.question.reference.clauses
        if not found or last.question.mentions or last.question.asks(Asked.WHO):
            return None
        rate = _RATE.search(f"{last.question.text}{follow.own}")
        if len(numbers) == 1 and _ALL.search(last.question.text) and not self._mixed(last):
            kind = "百分比" if rate else "指标"
            return Completed(f"第{to_han(numbers[0])}条{kind}{found['most']}的是哪一个", numbers[0])
        aims = self._topics.aims(last)
        if len(aims) < _SEVERAL:
            return None
        return Completed(f"{'、'.join(aims)}中哪个{found['most']}", last.focus)

    def _mixed(self, last: Turn) -> bool:
        """Whether rates and points of them were told, which the ledger holds apart."""
        clause = self._topics.plan.clause(last.focus or 0)
        targets = (t for s in clause.sentences for t in s.targets) if clause else ()
        return {t.unit for t in targets} >= {"%", "个百分点"}

    def standing(self, follow: Follow, last: Turn) -> Completed | None:
        """排最后的是哪家: of those responsible for the one task cited."""
        cited, own = self._topics.tasks(last), follow.own
        if last.question.asks(Asked.WHO) and (item := _ITEM.fullmatch(own)):
            own = f"{item['item']}列的是谁"
        if not STANDING.fullmatch(own) or len(cited) != 1 or len(last.departments) < _SEVERAL:
            return None
        return Completed(f"{label(cited[0])}的责任单位，{own}", last.focus)

    def common(self, follow: Follow, last: Turn) -> Completed | None:
        """两段都有的是谁: of those responsible for the tasks of the clause talked about."""
        if not COMMON.search(follow.own) or not last.focus or len(set(last.clauses)) != 1:
            return None
        if follow.question.reference or follow.question.mentions:
            return None
        return Completed(f"第{to_han(last.focus)}条，{follow.own}", last.focus)

    def other_tasks(self, follow: Follow, last: Turn) -> Completed | None:
        """同一条里别的几件事又归谁: the tasks of the clause that were not told, one by one."""
        found, cited = _OTHERS.fullmatch(follow.own), self._topics.tasks(last)
        clause = self._topics.plan.clause(last.focus or 0)
        if not found or not clause or not cited or follow.subject or follow.question.mentions:
            return None
        rest = [t for t in clause.tasks if t not in cited]
        asked = found["asked"].strip("的呢，,？? ")
        if not rest or (asked and not asks_plainly(asked)):
            return None
        who = follow.question.asks(Asked.WHO) or (not asked and last.question.asks(Asked.WHO))
        parts = tuple(_part(t, bool(who)) for t in rest)
        return Completed("？".join(p.text for p in parts) + "？", clause.number, parts=parts)


def _part(task: Task, who: bool) -> Completed:
    """Who is responsible for a task, told with its first words; or what it says."""
    if not who:
        return Completed(f"{label(task)}讲什么，由谁负责", task.clause)
    named = f"{headline(task.sentences[0]).rstrip('。；')}由谁负责"
    return Completed(named, task.clause, held=((task.start, task.end),))
