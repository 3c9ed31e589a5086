"""Follow-ups beside what was answered: the rest of the clause, its figures, its department.

除了X，这条还说了什么; 带数字的都列出来; 除了这条，它还在哪些条里担责任.
"""

from __future__ import annotations

import re

from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from corpus.model import Sentence
from corpus.numerals import to_han

_HERE = (
    r"(?:[这那该本同]一?条|第[^，。？]{1,4}条|它|方案|这里)?(?:里面?|里头|中|当中)?[，,]?"
    r"(?:还|另外|另)(?:都|又)?(?:说|讲|提|写|有|要求|规定|包括|安排|部署)(?:到|了|过)?"
    r"(?:哪些|什么|啥|没有?)?(?:别的|其[他它余]的?|另外的?)?(?:哪些|什么|啥)?"
    r"(?:事儿?|内容|要求|任务|措施|工作|东西|规定)?"
)
_END = r"(?:吗|没有?|呢|啊|呀)?[？?。]*"
_BUT = r"除了?(?:去|掉)?(?P<{}>[^，。？?]{{1,14}}?)(?:以外|之外|外)?"
# 除了生态警长，这条还说了什么; 还讲了什么，除了有奖举报
_ELSE_HERE = re.compile(
    rf"^(?:那么?)?(?:(?:[这那该本]一?条(?:里面?|里头|中|当中)?的?[，,]?)?{_BUT.format('a')}[，,]?{_HERE}|{_HERE}[，,]{_BUT.format('b')}){_END}$"
)
_POINTED = re.compile(r"(?:它|[这那]一?(?:个|项|句|件|点|事|些|块)(?:事|话|要求|内容)?)")
_OWNERS = re.compile(r"部门|单位|局|委|谁|家")
# 带数字的都列出来, 有数的那几句挑给我
_FIGURES = re.compile(
    r"(?:那么?|请|麻烦|把|就|只|光|再|帮我|给我|我|想|要|看|全部|全|都|其中|里面?|里头|当中|[这那该]一?条|列出来?|列|挑出来?|挑|摘|说|[，,、的])*"
    r"(?:带|有|含|涉及|写了|写着|凡是)+(?:具体|明确)?的?(?:数字|数值|数目|数|量化指标|指标值)的?"
    r"(?:目标|指标|内容|要求|句子|地方|那些|那几[句条项个]|几[句条项个]|部分)?"
    r"(?:请|都|全部?|给我|帮我|列|挑|摘|拎|捡|找|说|讲|念|报|单独|一?下|一?遍|出来|来|吧|呢|就行|[，,。！])*"
)
# 除了这条，它还出现在哪些条的责任名单里
_DUTY_ELSEWHERE = re.compile(
    r"除了?(?:[这那该本]一?[条处项]|这个)(?:以外|之外|外)?[，,]?(?:它|他们|这个?(?:局|部门|单位)|该局|这家|人家)?"
    r"(?=[^，。？]*(?:责任|负责|牵头|分工|担|名单|管|有份|任务))"
    r"(?:还|也|又|另外)+[^，。？]{0,6}(?:哪|什么|别的|其[他它])[一几些]?条[^，。？]{0,12}[？?。]*"
)
# 它在生态补偿那一段里也有份吗: of the one department told
_SHARE_ELSEWHERE = re.compile(
    r"^(?:那么?)?(?:它|他们|这个?(?:局|部门|单位|委)|该局|这家)(?:在|对)?(?P<what>[^，。？]{2,14}?)(?:[这那]一?(?:段|块|条|项|句|部分|件事))?"
    r"(?:里面?|里头|中|上)?(?:也|还|又|是不是|是否)*(?:有份|有份儿|有责任|有任务|参与|有分工|出力|在列|榜上有名)(?:吗|么|没有?|不|了吗)?[？?。]*$"
)
# 减幅和比较的那一年再说一遍
_FIGURE_AGAIN = re.compile(
    r"(?:请|麻烦|把|那|这|个|刚才的?|[和与、跟及的连带])*"
    r"(?:(?:[减降增涨升]幅|幅度|比例|数字?|数值|指标值|目标值|期限|时限|时间|年份|年限|单位|基[数准]年?|起点|对比|比较|参照|对照)"
    r"的?(?:[那这]一?[年个]|年份|年|基数)?[和与、跟及的也都一并连带同]*)+"
    r"(?:请|给我|帮我|再|重新|重)+(?:说|报|念|讲|来|发|答|写)(?:给我|我|一)*(?:遍|下|次)?[吧呗。？?！!]*"
)


class Around:
    """Completes follow-ups that turn from what was answered to what stands around it."""

    def __init__(self, topics: Topics, probe: Probe) -> None:
        self._topics = topics
        self._probe = probe

    def told(self, follow: Follow, last: Turn) -> Completed | None:
        """What is asked of the clause, or of the department, that was talked about."""
        if not last.answered:
            return None
        ways = (self._again, self._figures, self._else_here, self._duties, self._share)
        return next((told for way in ways if (told := way(follow, last))), None)

    def _again(self, follow: Follow, last: Turn) -> Completed | None:
        """减幅再说一遍: the figure is told by the same answer."""
        said = _FIGURE_AGAIN.fullmatch(follow.text)
        return Completed(last.question.text, last.focus) if said else None

    def _figures(self, follow: Follow, last: Turn) -> Completed | None:
        """带数字的列出来, after a clause: its aims."""
        numbers = last.question.reference.clauses
        if len(numbers) != 1 or not _FIGURES.fullmatch(follow.text):
            return None
        return Completed(f"第{to_han(numbers[0])}条有哪些数字", numbers[0])

    def _else_here(self, follow: Follow, last: Turn) -> Completed | None:
        """除了X，这条还说了什么: the sentences of the clause that do not speak of X."""
        found = _ELSE_HERE.fullmatch(follow.text)
        numbers = follow.question.reference.clauses or last.question.reference.clauses
        clause = self._topics.plan.clause(next(iter(numbers), last.focus or 0))
        what = (found["a"] or found["b"]) if found else ""
        if not what or not clause or follow.question.mentions or _OWNERS.search(what):
            return None
        if not (numbers or "条" in follow.text):
            return None
        said = [s for t in clause.tasks for s in t.sentences]
        but = self._spoken(what, said, last)
        held = tuple((s.start, s.end) for s in said if s not in but)
        if not but or not held:
            return None
        completed = Completed(f"第{to_han(clause.number)}条", clause.number, held=held)
        return completed if self._probe(completed) else None

    def _spoken(self, what: str, said: list[Sentence], last: Turn) -> list[Sentence]:
        """The sentences that speak of a matter, or that were cited."""
        if _POINTED.fullmatch(what):
            return list(filter(last.cites, said)) if not last.question.reference else []
        words = [w for w in self._topics.words(what) if len(w) > 1]
        ways = ([what], words)
        found = ([s for s in said if w and all(x in s.text for x in w)] for w in ways)
        return next((f for f in found if f), [])

    def _duties(self, follow: Follow, last: Turn) -> Completed | None:
        """除了这条，它还担着哪些条: of the one department that was told."""
        clause = self._topics.plan.clause(last.focus or 0)
        one = len(last.departments) == 1 and not follow.question.mentions
        if not clause or not one or not _DUTY_ELSEWHERE.fullmatch(follow.text):
            return None
        return Completed(f"除第{to_han(clause.number)}条外，{last.departments[0]}涉及哪几条")

    def _share(self, follow: Follow, last: Turn) -> Completed | None:
        """它在生态补偿那一段里也有份吗: whether that department takes part in another matter."""
        found = _SHARE_ELSEWHERE.match(follow.text)
        if not found or len(last.departments) != 1 or follow.question.mentions:
            return None
        if not follow.subject or not self._topics.subject(found["what"]):
            return None
        return Completed(f"{last.departments[0]}参与{found['what']}吗")
