"""A follow-up that names a topic of its own: what was asked before is asked of it."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.dialogue.slots import valued
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Span, Turn
from assistant.dialogue.wording import EMPTY, asking_of, join, plain_owner, with_scope
from assistant.understand.reader import Reader

_MARKED = re.compile(
    r"^(?:那(?!些年)|然后|还有|再(?!生)|另外|其中|其余|其他|它|这|该|此|刚才|刚刚|上面|前面|换成|改成|"
    r"要是|如果是|假如|同样|同一|都(?!市)|也|又|而|继续|接着|剩下|为什么|为啥|凭什么|我记得|没数)"
)
_DONE = re.compile(r"(?:什么时候|何时|啥时候|哪一?年|多久|由?谁来)[^，]{1,4}$")
_ONLY = re.compile(
    r"(?:那么?|是不是|难道|就)*(?:只|仅|光)(?:有|是|限于?|包括|针对|管|要求)[^，。？]{2,6}(?:吗|么|吧)"
)
_ACT = re.compile(
    r"(?:那么?|又|都|该|由|是|归)*(?:谁|哪[个家](?:部门|单位|局))(?:来|去|给)(?P<act>[\u4e00-\u9fff]{2})的?"
)
_SHORT, _NEAR, _HALF = 12, 0.05, 0.5
_ALL_OF = 0.95
_RUN = 4  # characters of a title that name it


class Named:
    """Completes follow-ups with a matter of their own."""

    def __init__(self, reader: Reader, finder: Finder, topics: Topics, probe: Probe) -> None:
        self._reader = reader
        self._finder = finder
        self._topics = topics
        self._probe = probe

    def completed(self, follow: Follow, last: Turn) -> Completed:
        """A topic of its own: what was asked before is asked of it, unless it asks something."""
        own, before = plain_owner(self._topics.resolved(follow.own, last)), last.question
        if before.reference.clauses and not self._finder.content(before.topic):
            text = own if follow.asks else join(self._topics.topic(last), f"中{own}")
            return Completed(text, last.focus)
        if self._of_it(own, last):
            held = self._topics.held(last)
            return Completed(join(self._topics.topic(last), own), last.focus, held=held)
        if valued(follow.own, last):
            return Completed(own, last.focus, before.topic, held=self._clause_of(follow, last))
        if follow.asks and self._titled(follow, last):
            return Completed(own)
        if follow.asks:
            short = len(own) <= _SHORT and not re.match(
                r"哪(?:些|几)(?!部门|单位|家)..|谁.*[^责抓管头做]$", own
            )
            known = bool(self._finder.matters & set(follow.subject)) and not _DONE.match(own)
            joined = join(self._topics.topic(last), own)
            held_by = short and not known and self._told_by(follow, last)
            if held_by and not self._drowned(own, joined):
                return Completed(joined, last.focus)
            marked = bool(_MARKED.match(follow.text))
            scoped = Completed(with_scope(before.text, own), last.focus, before.topic)
            text = scoped.text if marked and self._probe(scoped) else own
            held = self._as_well(follow, last)
            return Completed(text, last.focus, "" if held else before.topic, held=held)
        return Completed(f"{own}{asking_of(before.text)}", last.focus, before.topic)

    def _of_it(self, own: str, last: Turn) -> bool:
        """只有沿海的吗, 谁来发奖: of the matter talked about, whatever else speaks of the words."""
        act = _ACT.fullmatch(own)
        return last.answered and bool(
            _ONLY.fullmatch(own) or (act and set(act["act"]) & set(last.question.text))
        )

    def _titled(self, follow: Follow, last: Turn) -> bool:
        """Whether the title of another clause than the one talked about is named."""
        plan = self._topics.plan
        here = plan.clause(last.focus or 0)
        runs = {follow.own[i : i + _RUN] for i in range(len(follow.own) - _RUN + 1)}
        fresh = [r for r in runs if here is None or r not in here.title]
        return any(r in c.title for c in plan.clauses if c is not here for r in fresh)

    def _clause_of(self, follow: Follow, last: Turn) -> tuple[Span, ...]:
        """The clause talked about, when it names what a follow-up does."""
        clause = self._topics.plan.clause(last.focus or 0)
        named = [w for w in follow.content if w not in EMPTY]
        held = clause and named and all(w in clause.text for w in named)
        return ((clause.start, clause.end),) if held and clause else ()

    def _as_well(self, follow: Follow, last: Turn) -> tuple[Span, ...]:
        """The clause talked about, when it speaks of the matter as well as any other place."""
        clause = self._topics.plan.clause(last.focus or 0)
        found = self._finder.search(follow.question.topic).findings
        inside = [f.coverage for f in found if clause and f.clause is clause]
        best = max((f.coverage for f in found), default=0.0)
        held = clause and inside and max(inside) >= best - _NEAR and self._told_by(follow, last)
        return ((clause.start, clause.end),) if held and clause else ()

    def _told_by(self, follow: Follow, last: Turn) -> bool:
        clause = self._topics.plan.clause(last.focus or 0)
        return bool(clause) and all(w in clause.text for w in follow.subject) if clause else False

    def _drowned(self, own: str, joined: str) -> bool:
        """Whether a matter told in full somewhere is lost beside the one before: 丁字湾有啥安排."""
        topic = self._reader.read(own).topic
        alone, beside = self._finder.search(topic).best, self._finder.search(joined).best
        told = alone and beside and alone.sentence and alone.coverage >= _ALL_OF
        words = [w for w in self._finder.content(topic) if len(w) > 1 and w not in EMPTY]
        if not told or not beside or not words:
            return False
        return self._finder.coverage(" ".join(words), beside.span)[0] < _HALF
