"""Follow-ups about the role of a department: in what was talked about, or in all its tasks."""

from __future__ import annotations

import re

from assistant.dialogue.owners import SAME, TOO
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import EMPTY
from assistant.understand.question import Asked
from corpus.model import Role
from corpus.numerals import to_han

_SHARED = r"(?:按?职责)?(?:分工|参与|配合|协助|协同)"
# 公安局在里面是牵头还是配合
_WHICH = re.compile(
    rf"牵头[^，。？]{{0,5}}还是[^，。？]{{0,4}}{_SHARED}|{_SHARED}[^，。？]{{0,5}}还是[^，。？]{{0,4}}牵头"
)
_NUMBERED = re.compile(r"(?:那么?)?第")
_LEADS, _SHARES = re.compile(r"牵头|主导|领头"), re.compile(_SHARED)
_NOT_LEADS = re.compile(r"(?:除了?|除去|不|没|非|不是|不算|去掉)(?:由?它|他们)?牵头")
_THERE = re.compile(
    r"(?:它|他们|该局|该部门|[这那]个?(?:局|部门|单位)|这家(?:单位)?)(?=(?:也|还)?在第[一二三四五六七八九十\d]{1,4}条|[跟和与同]第[^，。条]{1,4}条(?:有没有|有无|有|没)(?:什么)?关)"
)
# 和农业农村局一起的有几条
_WITH = re.compile(r"[和跟与同][^，。？和跟与同]{2,12}(?:一起|共同|同时|都有|一块)")
_WHOSE = re.compile(
    r"(?P<what>[^，。？它其这那]{4,}?)(?:的|呢|这块|这事)*(?:又|也|该|应该|是)*(?:归|由|找|是)"
    r"(?:谁|哪一?[家个](?:部门|单位|局)?)(?:来?(?:管|负责|牵头|抓))?"
)
_ONLY_ROLE = re.compile(
    r"(?:只|光|单|仅)(?:要|挑|看|列|留|说|报|给)(?:出|一下|我)?(?P<role>牵头|配合|分工|参与)的?(?:单位|部门|那[个些家])?"
)
_UNIT = re.compile(r"(?:几|多少)个?(?P<unit>条|项)")


class Roles:
    """Completes follow-ups that ask in which role a department takes part."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def told(self, follow: Follow, last: Turn) -> Completed | None:
        """What is asked of a role, where the words tell for sure that it leans."""
        ways = (self.clause, self.there, self.beside, self.which, self.counted, self.whose)
        return next((told for way in ways if (told := way(follow, last))), None)

    def clause(self, follow: Follow, last: Turn) -> Completed | None:
        """第二十条也归他们吗, after who has a clause: who has the other one."""
        numbers, before = follow.question.reference.clauses, last.question
        alike = SAME.search(follow.text) or TOO.search(follow.text)
        plain = not (follow.subject or follow.question.mentions or before.mentions)
        plain = plain and bool(_NUMBERED.match(follow.text))
        if not alike or len(numbers) != 1 or not plain or not before.asks(Asked.WHO):
            return None
        return Completed(f"第{to_han(numbers[0])}条由谁负责", numbers[0])

    def beside(self, follow: Follow, last: Turn) -> Completed | None:
        """和农业农村局一起的有几条: of the department talked about and another one."""
        named = last.question.mentions
        if len(named) != 1 or self._topics.subject(last.question.topic):
            return None
        both = len(follow.question.mentions) == 1 and _WITH.match(follow.own)
        return Completed(f"{named[0].text}{follow.own}") if both else None

    def which(self, follow: Follow, last: Turn) -> Completed | None:
        """公安局在里面是牵头还是配合: its role in the matter or the clause talked about."""
        named, numbers = follow.question.mentions, last.question.reference.clauses
        if len(named) != 1 or not _WHICH.search(follow.text) or follow.subject or not last.clauses:
            return None
        name = named[0].text
        if len(numbers) == 1:
            return Completed(f"第{to_han(numbers[0])}条里{name}负责什么", last.focus)
        if last.question.mentions and not self._topics.subject(last.question.topic):
            return None
        held = self._topics.held(last)
        return Completed(f"{self._topics.topic(last)}，{name}是牵头还是分工", last.focus, held=held)

    def there(self, follow: Follow, last: Turn) -> Completed | None:
        """它在第二十七条也牵头吗: the department talked about, in another clause."""
        found, named = _THERE.match(follow.own), last.question.mentions
        names = {m.text for m in named} if named else {*last.departments}
        if not found or len(names) != 1 or follow.question.mentions:
            return None
        return Completed(f"{names.pop()}{follow.own[found.end() :]}")

    def whose(self, follow: Follow, last: Turn) -> Completed | None:
        """烧秆子的又归谁: who is responsible for another matter, in words that no plan has."""
        found = _WHOSE.fullmatch(follow.own)
        if not found or follow.subject or follow.question.mentions or follow.question.reference:
            return None
        words = [w for w in self._topics.words(found["what"]) if w not in EMPTY]
        fresh = len(words) > 1 and not any(w in last.question.text for w in words)
        if not fresh or not self._topics.told(found["what"]):
            return None
        return Completed(f"{found['what']}由谁负责")

    def of_role(self, follow: Follow, last: Turn) -> Completed | None:
        """只挑牵头的单位: of the departments of the clauses talked about those in a role."""
        only, numbers = _ONLY_ROLE.search(follow.text), last.question.reference.clauses
        if not only or not numbers or follow.subject or follow.question.mentions:
            return None
        labels = "、".join(f"第{to_han(n)}条" for n in numbers)
        return Completed(f"{labels}的{only['role']}单位有哪些", last.focus)

    def counted(self, follow: Follow, last: Turn) -> Completed | None:
        """那它按职责分工参与的，一共几条: so many tasks of the department in another role."""
        named, question = last.question.mentions, follow.question
        plain = not (follow.subject or question.mentions or question.reference)
        if len(named) != 1 or not plain or not question.asks(Asked.COUNT):
            return None
        if self._topics.subject(last.question.topic):
            return None
        leads, before = _LEADS.search(follow.text), last.question.role
        same = not leads and _UNIT.search(follow.text) and before is Role.SHARED
        shared = bool(_SHARES.search(follow.text) or _NOT_LEADS.search(follow.text) or same)
        if not shared and not leads:
            return None
        unit = found["unit"] if (found := _UNIT.search(follow.text)) else "项"
        return Completed(f"{named[0].text}{'分工' if shared else '牵头'}的任务有几{unit}")
