"""Messages that lean on nothing, though they name no matter in a plan's words.

刷锅洗衣裳的水往沟里泼，得有多少村子治好; 2023年到期的任务涉及哪些条, after PM2.5 was asked about.
"""

from __future__ import annotations

import re

from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from assistant.dialogue.wording import EMPTY

# Clauses, aims, departments in general: 每章, 哪些条, 有几家单位, 条款一共几条.
_SETS = re.compile(
    r"(?:每|各|哪一?|所有|任何一?|同一|一)(?:条|章)(?!河|街|路)|(?:哪|有)(?:几|些)(?:条|章|个?(?:目标|指标|任务))"
    r"|(?:几|多少)(?:条|项任务|个(?:指标|目标))|条款|字样|(?:目标|指标)(?:是|有|都)*(?:哪|什么|几)"
    r"|(?:恰好|只|超过|达到|最[多少])[^，。？]{2,10}(?:部门|单位)|(?:部门|单位|家)[^，。？]{0,4}(?:恰好|只|超过|达到|最[多少])"
)
_LEANING = re.compile(
    r"^(?:那|就是|然后|还有|另外|其|换成|改成|同样|同一|又|而|接着|为什么|为啥|凭什么|不对|我记得)"
    r"|它|他们|其[中余他]|[这那此](?!么)|该(?=[项条章]|任务|部门|单位|工作|局|方案|指标|目标)|刚|上面|前面|之前说|里面|里头|另外|别的|剩下|[也又]|呢[？?]*$"
)
# 市科技局有任务吗, 教育局要落实哪项任务
_HAS_TASKS = re.compile(
    r"[^，。？?]{2,12}(?:有|有没有|有无)(?:什么|哪些|啥|具体)?的?(?:任务|职责|分工|事|活儿?)(?:吗|么|没有?|呢)?[？?。]*"
    r"|[^，。？?]{2,16}(?:要|该|得|应|需)(?:配合|落实|承担|负责|完成|参与|做|干)(?:做|干|完成|落实|些|的是)*(?:哪|什么|啥)(?:些|几|一)?(?:[项个件]|方面)?的?(?:任务|工作|事情?|职责|活儿?)?[呢？?。]*"
)
_BEHIND = re.compile(r"[这那]一?[块片条座些边](?!时候)")
_SHORT = 8  # characters; a set told by its own condition takes more
_STORY = 6  # characters of words that nobody said before


class Fresh:
    """Tells a message that leans on nothing from a follow-up without a matter."""

    def __init__(self, topics: Topics, probe: Probe) -> None:
        self._topics = topics
        self._probe = probe

    def __call__(self, follow: Follow, last: Turn) -> bool:
        """Whether it is answered by itself, and says too much of its own to lean."""
        if not self._of_a_set(follow, last) and not self._story(follow, last):
            return False
        return bool(self._probe(Completed(follow.text)))

    def _of_a_set(self, follow: Follow, last: Turn) -> bool:
        """哪些条写了2023年, of the whole plan after a matter was asked about."""
        before = last.question
        matter = bool(self._topics.subject(before.topic))
        of_matter = not before.reference and (matter or not before.mentions)
        told = len(follow.own) >= _SHORT and bool(_SETS.search(follow.own))
        return of_matter and told and not _LEANING.search(follow.text)

    def _story(self, follow: Follow, last: Turn) -> bool:
        """Whether it tells a story of its own; 这事 behind one is what it told."""
        leans = next((m for m in _LEANING.finditer(follow.text) if not self._own(m, follow)), None)
        told = follow.text[: leans.start()] if leans else follow.text
        fresh = (w for w in follow.content if w not in EMPTY and w not in last.question.text)
        return not follow.question.mentions and sum(len(w) for w in fresh if w in told) >= _STORY

    def _own(self, found: re.Match[str], follow: Follow) -> bool:
        """老厂子那块地: whether a pronoun stands behind the name of what it points at."""
        pointed = _BEHIND.match(follow.text, found.start())
        head = follow.text[: found.start()].rstrip("的")
        return bool(pointed) and any(head.endswith(w) for w in follow.content if len(w) > 1)

    def another(self, follow: Follow, last: Turn) -> bool:
        """市科技局有任务吗, of a department that has no part in what was talked about."""
        clause = self._topics.plan.clause(last.focus or 0)
        if not clause or not follow.question.mentions or not _HAS_TASKS.fullmatch(follow.text):
            return False
        named = {d.name for m in follow.question.mentions for d in m.departments}
        return not named & {d.name for t in clause.tasks for d in t.duties}
