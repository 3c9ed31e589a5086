"""What an earlier turn was about: its topic in words, and the tasks it was answered with."""

from __future__ import annotations

import re

from assistant.compose.phrase import is_due, pairs, pieces
from assistant.decide.find import Finder
from assistant.dialogue.turns import Completed, Probe, Span, Turn
from assistant.dialogue.wording import EMPTY, join, topic_of, without_asking
from assistant.understand.question import Asked
from corpus.model import Role, Target, Task
from corpus.numerals import to_han

# What departments are called by their share in a task.
_ROLE = re.compile(r".{0,4}(?:单位|部门)|按?职责(?:分工)?|分工")
# Words of asking, and of what else there is, name nothing.
_HOW = re.compile(r"怎|如何|咋|由谁|^(?:其他|其它|其余|另外|来源|出处)$")
_JOINT = re.compile("一起|共同|同时|一块")
_ALL_OF = 0.95
_MEASURES = frozenset(("百分点", "百分比"))  # of no matter of their own
_SEVERAL = re.compile(r"[、和及（]")
_PARTS = re.compile(r"[，,。；;！!]")
# How a question is led in: 领导让我查一下, 我想了解一下.
_LED = re.compile(
    r"^.{0,8}?(?:想|要|来|让我|帮我|请|麻烦|打算)[^，]{0,4}?"
    r"(?:查|问|了解|看|咨询|打听|知道|请教|搞清楚|确认)(?:一?下|问|看)?(?:关于|有关)?"
)

_HALF, _FEW, _BEGUN = 0.5, 3, 5


class Topics:
    """Reads earlier turns against the plan."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.plan = finder.dossier.plan

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text that tell what it is about."""
        return self._finder.content(text)

    def told(self, text: str) -> bool:
        """Whether some place of the plan speaks of all that is said."""
        best = self._finder.search(text).best
        return bool(best and best.coverage >= _ALL_OF)

    def subject(self, topic: str) -> tuple[str, ...]:
        """Words of a topic that name a matter of the plan's field."""
        words = self._finder.strong(topic)
        return tuple(
            w
            for w in words
            if w not in EMPTY | _MEASURES and not (_ROLE.fullmatch(w) or _HOW.search(w))
        )

    def topic(self, last: Turn) -> str:
        """What the last turn was about, in words that can carry another question."""
        before = last.question
        if before.reference.clauses and not self._finder.content(before.topic):
            labels = "、".join(f"第{to_han(n)}条" for n in before.reference.clauses)
            task = before.reference.task
            single = task and len(before.reference.clauses) == 1
            return f"{labels}第{to_han(task)}项任务" if task and single else labels
        if before.mentions and not self.subject(before.topic):
            if len(before.mentions) > 1 and _JOINT.search(before.text):
                return f"{'和'.join(m.text for m in before.mentions)}共同负责的任务"
            role = "牵头" if before.role is Role.LEAD else ""
            return f"{before.mentions[0].text}{role}的任务"
        plain = self.plain(before.text)
        return self._kept(topic_of(plain), plain)

    def _kept(self, topic: str, text: str) -> str:
        """A topic, or all of the text but its words of asking where most of it would be lost.

        Of 一人能摊上几平米公园 the words before the asking do not tell what it is about.
        """
        words = [w for w in self.subject(text) if w in text]  # not what they are also called
        words = words or [w for w in self._finder.content(text) if w in text]
        weights = {w: self._finder.weight(w) for w in words}
        held = sum(weight for word, weight in weights.items() if word in topic)
        return topic if held >= _HALF * sum(weights.values()) else without_asking(text)

    def plain(self, text: str) -> str:
        """A rambling question from where it comes to the matter."""
        parts = _PARTS.split(text)
        led = next((i for i, p in enumerate(parts) if i and _LED.match(p) and self.subject(p)), 0)
        parts = parts[led:]
        while len(parts) > 1 and not re.search(r"\d", parts[0]) and not self.subject(parts[0]):
            parts = parts[1:]
        rest = "，".join(parts) if any(map(self.subject, parts)) else text
        opening = _LED.match(rest)
        matter = rest[opening.end() :] if opening else ""
        return matter if self.subject(matter) else rest

    def resolved(self, own: str, last: Turn) -> str:
        """这些河 → 入海河流: a pronoun with a noun by the word said before; 那个公园绿地 stays."""
        noun = re.search(r"([这那](?:些|几个|几条|个|条|类|种))(?=([\u4e00-\u9fff]))", own)
        if not noun:
            return own
        words = self._finder.content(last.question.topic)
        word = next((w for w in words if noun[2] in w and len(w) > 1), "")
        rest = own[noun.end() :]
        head = next(iter(self._finder.tokenizer.cut(rest)), "")
        if self._finder.strong(head) and head not in word:
            return own
        same = next((n for n in (4, 3, 2) if len(rest) >= n and rest[:n] in word), 1)
        return f"{own[: noun.start()]}{word}{rest[same:]}" if word else own

    def held(self, last: Turn) -> tuple[Span, ...]:
        """The tasks cited, where an answer about the matter of the turn must stay."""
        if last.question.reference or last.question.mentions:
            return ()
        return self.cited(last)

    def cited(self, last: Turn) -> tuple[Span, ...]:
        """The tasks cited as stretches of the source."""
        return tuple((t.start, t.end) for t in self.tasks(last))

    def in_plan(self, last: Turn) -> str:
        """What the last turn was answered with, in the plan's words: the piece nearest to it.

        What was asked of a clause by its number is told by that.
        """
        named = last.question.mentions and not self.subject(last.question.topic)
        if not last.answered or named:
            return ""  # of a department, which is named
        if numbers := last.question.reference.clauses:
            return "、".join(f"第{to_han(n)}条" for n in numbers)
        cited = (s for t in self.tasks(last) for s in t.sentences if last.cites(s))
        said = [p.text for s in cited for p in pieces(s.text, s.start) if not is_due(p)]
        said = [p for p in said if p.rstrip("，；。") in last.told] or said
        asked = pairs(last.question.text)
        whole = f"第{to_han(last.clauses[0])}条" if len(last.clauses) == 1 else ""
        near = max(said, key=lambda p: len(pairs(p) & asked), default=whole)
        return near if pairs(near) & asked or not whole else "，".join(said[:_FEW]) or whole

    def _targets(self, last: Turn) -> tuple[Target, ...]:
        """The figures that the last turn told."""
        cited = [s for c in self.plan.clauses if c.number in last.clauses for s in c.sentences]
        found = (t for s in cited if last.cites(s) for t in s.targets if t.unit)
        return tuple(
            t for t in found if t.indicator in last.told or t.text.rstrip("，；。") in last.told
        )

    def put(self, last: Turn, asked: str, probe: Probe, held: bool = False) -> Completed:
        """What is asked, put to the matter of a turn: in its words where they lead back to it.

        Else, and where it was a claim, in the plan's words: a claim that was checked, or a
        rambling question, does not tell what is asked now.
        """
        spans = self.held(last) if held else ()
        plain = Completed(join(self.topic(last), asked), last.focus, held=spans)
        told, there = self.in_plan(last), set(probe(plain))
        back = not last.question.asks(Asked.CHECK) and there and there <= set(last.clauses)
        if not told or back:
            return plain
        return Completed(join(told, asked), last.focus, held=self.cited(last))

    def aims(self, last: Turn) -> tuple[str, ...]:
        """The indicators of the figures that the last turn told, as they can be named."""
        return tuple(dict.fromkeys(map(named, self._targets(last))))

    def target(self, last: Turn) -> Target | None:
        """The one figure told that the turn asked about."""
        aim = self.aim(last)
        told = [t for t in self._targets(last) if named(t) == aim]
        return told[0] if len(told) == 1 else None

    def aim(self, last: Turn) -> str:
        """The one among them that the turn asked about: the most like its topic; else ""."""
        topic, aims = self.topic(last), self.aims(last)
        like = {a: len(pairs(topic) & pairs(a)) + _BEGUN * (topic[:2] in a) for a in aims}
        best = [a for a in aims if like[a] == max(like.values())]
        return best[0] if len(best) == 1 and (like[best[0]] or len(aims) == 1) else ""

    def tasks(self, last: Turn) -> tuple[Task, ...]:
        """The tasks that the last turn cited, were it only who is responsible."""
        return tuple(
            t
            for c in self.plan.clauses
            if c.number in last.clauses
            for t in c.tasks
            if last.cites(t) or (t.responsibility and last.cites(t.responsibility))
        )


def named(target: Target) -> str:
    """An indicator with what it is of: 大型规模化养殖场氨排放总量."""
    scope = target.scope.removeprefix("全市")
    return target.indicator if _SEVERAL.search(scope) else f"{scope}{target.indicator}"


def label(task: Task) -> str:
    """A task as a question names it: 第三十六条第二项任务."""
    return f"第{to_han(task.clause)}条第{to_han(task.number)}项任务"
