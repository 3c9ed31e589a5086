"""Follow-ups that point by place: the next clause, the third item of what was listed."""

from __future__ import annotations

import re

from assistant.compose.phrase import headline
from assistant.dialogue.items import ITEM, SENTENCE, SERIES, N, in_row, number_in, recalled, several
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import asking_of, asks_plainly, stripped, topic_of
from assistant.understand.parts import pieces
from assistant.understand.question import Asked
from corpus.model import Clause
from corpus.numerals import to_han, to_int

_COUNT = r"(?P<n>[一两二三四五]|\d)?"
_ON = r"(?:数|翻|推|退|倒|走|看|挪|跳|紧挨着?的?|挨着的?|紧接着?的?)*"
_CLAUSE = r"(?:条|款)(?!新闻|消息|报道|通知|[河江路街沟渠线船臭])"
_LATER = re.compile(
    rf"再?(?:往|向)?(?:(?<!一)下|后|接下来|接着)(?:面|头|边|去)?的?{_ON}(?:那|这)?{_COUNT}个?{_CLAUSE}"
)
_EARLIER = re.compile(
    rf"再?(?:往|向)?(?:上|前|回)(?:面|头|边|去)?的?{_ON}(?:那|这)?{_COUNT}个?{_CLAUSE}"
)
# 它后面第二条: the second clause after the one talked about.
_NTH = re.compile(r"(?<=[它条其])的?([后前])(?:面|边|头)?的?第([一二三四五2-5])条")
_OTHERS_THERE = re.compile(r"^(?:里面?|中|内|当中)?的?(?:还有)?(?:其[他它余]|别|另外)的?条款?.*$")
_STEP = re.compile(r"^(?:那么?|再|请)*往[前后上下](?!一?章)")
_TWICE = re.compile(r"([上下前后])\1(?=一?[个条款])")  # 上上条
_BESIDE = re.compile(r"^(?:那么?)?(?:它|[这那]一?条|该条)(?=[和跟与同]第.{1,4}条)")
_FROM = re.compile(r"(?:它|其|那|这|该|刚说的|刚刚|刚才)[那这一]*[条款]?的?紧?[上前]|往[前上回]")
_CHAPTER = re.compile(
    r"(?:那么?)?(?:它|其|该章|这章|[这那]一?条)?(?:所在|属于|所属|在)?的?(?:(?P<on>再?(?:往?下|往?后|接下来)(?:面|边|头)?的?)|(?P<back>再?(?:往?上|往?前)(?:面|边|头)?的?))"
    r"?(?(on)[那这]?一?|(?(back)[那这]?一?|(?:这|那|该|本|同一|同)一?))个?章"
)
_THAT = re.compile(
    r"(?:这|那|该|刚才(?:那)?|刚刚(?:那)?|同一|上面(?:那)?|你说的那|此)(?:一)?(?:条|款)(?!新闻|消息|报道|通知|[河江路街沟渠线船])|(?:全|整)条"
)
# The text itself is asked for: 全文再发一遍, 给我原文.
_WORDING = re.compile(
    r"(?:请|麻烦|把|给我|给|我要|来|看|发|贴|念|一下|它的?|的|那条|这条)*(?:全文|原文|原话|整条|完整内容)"
    r"(?:再|给我|给|发|贴|念|来|抄|看|一遍|一下|一份|出来|看看|我|吧|呢|[，。！？]|(?:不要|别|不用)(?:概括|省略|缩写|总结))*"
)
_ONE_CLAUSE = re.compile(r"[那这][一]?条|第.{1,4}条|条(?:讲|写|说|是)")
_WHO_ALONE = frozenset((Asked.WHO, Asked.WHAT, Asked.LIST))
_FORMER = re.compile(r"^(?:(?P<first>前者|前一个)|后者|后一个)(?:的|呢|是|，)*")
_OTHER = re.compile(r"^(?:那么?)?另(?:外)?(?:的)?一(?:个|段|项|组|处|块|部分)(?:责任|任务|括号)?")
_OWNER = re.compile(
    rf"(?:{ITEM.pattern})(?<=[个家的])(?:那个|那家)?(?:(?:责任|牵头|配合)?(?:部门|单位|局|机构)"
    r"|(?<=家)(?=(?:还|又|都|另外|除了)))"
)
_ELSE = re.compile(r"^(?:还|又|另外|也|都|除了?这个)+[，,]?(?:要|得)?")
_NAMELY = re.compile(r"(?:是|叫|名字|名称|叫做)*(?:什么|啥|谁|哪个|哪家)?[呢啊呀？?。]*")
_CLAUSE_NUMBER = re.compile(rf"第{N}(?:条|章)")
_NUMBERED = re.compile(rf"第?{N}(?:条|章)")
_AIM = re.compile(r"指标|目标|(?:个|项)数")
_LEFT = re.compile(
    r"^(?:我?(?:刚才|刚刚|刚)?(?:问|说|讲)的|麻烦|(?:紧?跟着|挨着)(?:它|这条|那条)的?|那么?|再|的|是|请|把|给我|看看|呢|它|其|中|[，,？?。])+"
)


_ITS = re.compile(r"^(?:那么?)?(?:它|这条|那条|该条|这一条|那一条)的?(?:原文|原话|全文)")


class Pointer:
    """Resolves what a follow-up points at by its place in the plan or in the last answer."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._plan = topics.plan

    def text(self, follow: Follow, last: Turn) -> Completed | None:
        """The text of the clause that was talked about as such: 全文再发一遍."""
        spoken = last.question.asks(Asked.WHICH_CLAUSE) or _ONE_CLAUSE.search(last.question.text)
        number = last.question.reference.clauses
        own = len(number) == 1 and follow.question.asks(Asked.ORIGINAL) and not follow.subject
        if own and _ITS.match(follow.text):
            return Completed(f"第{to_han(number[0])}条原文", number[0])
        if not last.clauses or not _WORDING.fullmatch(follow.text):
            return None
        if not spoken:
            held = self._topics.held(last)
            return Completed(f"{self._topics.topic(last)}，原文怎么写的", last.focus, held=held)
        return Completed(f"第{to_han(last.clauses[0])}条原文", last.clauses[0])

    def sentence(self, follow: Follow, last: Turn) -> Completed | None:
        """第二句原文: a sentence of the clause that was talked about as such."""
        found = SENTENCE.fullmatch(follow.text)
        before = last.question
        spoken = before.asks(Asked.WHICH_CLAUSE) or _ONE_CLAUSE.search(before.text)
        if not found or not (spoken or before.reference.clauses) or len(set(last.clauses)) != 1:
            return None
        said = "最后一句" if found["last"] else f"{found['back'] or ''}第{found['n']}句"
        return Completed(f"第{to_han(last.clauses[0])}条{said}是什么", last.clauses[0])

    def beside(self, follow: Follow, last: Turn) -> Completed | None:
        """它和第十八条的牵头单位相同吗: the clause talked about beside another one."""
        if not last.focus or not _BESIDE.match(follow.text):
            return None
        return Completed(_BESIDE.sub(f"第{to_han(last.focus)}条", follow.text), last.focus)

    def moved(self, follow: Follow, last: Turn) -> Completed | None:
        """The clause after or before the one talked about, or its own text."""
        if not last.clauses:
            return None
        if moved := self._chapter(follow, last):
            return moved
        text = _NTH.sub(r"\1\2条", _TWICE.sub(r"\1两", follow.text))
        given = last.question.reference.clauses
        if later := _LATER.search(text):
            focus, found = last.clauses[-1] + _steps(later), later
        elif earlier := _EARLIER.search(text):
            # 上一条 after a question by topic is the clause that was just talked about.
            known = given or last.question.asks(Asked.WHICH_CLAUSE)
            steps = _steps(earlier) if known or _FROM.search(text) else 0
            focus, found = last.clauses[0] - steps, earlier
        elif (that := _THAT.search(text)) and not (
            follow.subject or follow.question.mentions or follow.question.reference
        ):
            focus, found = last.clauses[0], that
        else:
            return None
        rest = text[: found.start()] + text[found.end() :]
        rest = _LEFT.sub("", _THAT.sub("", rest)).strip("，,？?。 ")
        rest = re.sub(r"^(内容|原文)?(?:发我|给我|发给我)?(?:看看|瞧瞧)?$", r"\1", rest)
        same = given and last.question.asked <= _WHO_ALONE and text.rstrip("？?。 ").endswith("呢")
        who = same and last.question.asks(Asked.WHO)
        titled = given and last.question.asks(Asked.TITLE)
        rest = rest or ("标题是什么" if titled else "由谁负责" if who else "")
        return Completed(f"第{to_han(max(focus, 0))}条{rest}", focus)

    def _chapter(self, follow: Follow, last: Turn) -> Completed | None:
        """这章一共几条, 后面那一章有几条: of the chapter talked about, or the one beside it."""
        named = last.question.reference.chapters
        clause = self._plan.clause(last.clauses[0])
        found = _CHAPTER.match(follow.own)
        if not found or not clause or len(named) > 1:
            return None
        step = 1 if found["on"] else -1 if found["back"] else 0
        number = (named[0] if named else clause.chapter) + step
        said = f"第{to_han(max(number, 0))}章"
        asked = _OTHERS_THERE.sub("有哪些条", follow.own[found.end() :])
        same = None if asked or not step else self._other_chapter(said, last)
        return same or Completed(f"{said}{asked or '讲什么'}")

    def renumbers(self, follow: Follow, last: Turn) -> bool:
        """Whether another clause is put for the one asked about (换第十七条, 它后面第二条)."""
        step = _NTH.search(follow.text) or _STEP.match(follow.text)
        return bool(step) or self.renumbered(follow, last) is not None

    def renumbered(self, follow: Follow, last: Turn) -> Completed | None:
        """The earlier question of a clause, asked of another one."""
        found, before = _CLAUSE_NUMBER.search(follow.own), last.question
        if not found or _CLAUSE_NUMBER.sub("", follow.own):
            return None
        if found.group().endswith("章"):
            return self._other_chapter(found.group(), last)
        if not before.reference.clauses:
            return None
        if len(before.reference.clauses) > 1 or not _NUMBERED.search(before.text):
            return None
        return Completed(_NUMBERED.sub(found.group(), before.text, count=1))

    def _other_chapter(self, said: str, last: Turn) -> Completed | None:
        """第六章呢, after the clauses of the fifth were counted: those of this one."""
        before = last.question
        named = re.findall(rf"第{N}章", before.text)
        if len(named) != 1 or before.reference.clauses or len(before.reference.chapters) != 1:
            return None
        return Completed(before.text.replace(named[0], said))

    def former(self, follow: Follow, turns: tuple[Turn, ...]) -> tuple[str, Turn] | None:
        """前者谁牵头, after two matters were asked about in turn: what is asked, and of which.

        中间那个没记住: the turn in that place, to be told again.
        """
        found, last = _FORMER.match(follow.own), turns[-1]
        if again := recalled(follow.text, turns) or in_row(follow, turns, self._topics.subject):
            return again
        if not found or len(turns) < 2 or several(last):
            return None
        return follow.own[found.end() :], turns[-2 if found["first"] else -1]

    def picks(self, follow: Follow, last: Turn) -> bool:
        """Whether an item of what was listed before is meant, not a clause or task by number."""
        said = ITEM.search(follow.text) or _OTHER.match(follow.own)
        return bool(said) and self.picked(follow, last) is not None

    def picked(self, follow: Follow, last: Turn) -> Completed | None:
        """第二个呢: an item of what was listed before."""
        if told := self._owner(follow, last) or self._other(follow, last):
            return told
        found = ITEM.search(follow.text)
        if not found or follow.question.reference.chapters:
            return None
        own = stripped(ITEM.sub("", follow.text)).replace("任务", "").strip("的，, ")
        asked = own if asks_plainly(own) else own and f"的{own}"
        items = self._items(last)
        number = number_in(found, len(items))
        if number is None or not -len(items) <= number < len(items):
            return self._beyond(found, last, asked)
        item = items[number]
        if item.startswith("第"):
            who = last.question.asks(Asked.WHO)
            only = who and last.question.asked <= _WHO_ALONE
            plain = "由谁负责" if only else "讲什么，由谁负责" if who else "讲什么"
            return Completed(f"{item}{asked or plain}")
        if asks_plainly(item):  # 利用率要达到多少，污水厂提标到几类: each asks by itself
            item, asked = (topic_of(item), asked) if asked else (item, asked)
        else:
            asked = asked or asking_of(last.question.text)
        return Completed(f"{item}{asked}", last.focus, last.question.topic)

    def _other(self, follow: Follow, last: Turn) -> Completed | None:
        """另一个由谁牵头: of the two tasks of the clause the one that was not told."""
        cited = self._topics.tasks(last)
        clause = self._plan.clause(last.focus or 0)
        if not clause or not _OTHER.match(follow.own) or len(clause.tasks) != 2 or len(cited) != 1:
            return None
        rest = next(t for t in clause.tasks if t is not cited[0])
        asked = _OTHER.sub("", follow.own).strip("的，, ") or asking_of(last.question.text)
        return Completed(f"{label(rest)}{asked}", last.focus)

    def _owner(self, follow: Follow, last: Turn) -> Completed | None:
        """第二个部门叫什么, 第一家还管什么: a department of those that were named."""
        found, named = _OWNER.search(follow.text), last.departments
        number = number_in(found, len(named)) if found else None
        if not found or number is None or not -len(named) <= number < len(named):
            return None
        name = named[number]
        if _NAMELY.fullmatch(follow.text[found.end() :]):
            topic = self._topics.topic(last).removesuffix("依次")
            return Completed(f"{topic}，{name}参与吗", last.focus)
        return Completed(f"{name}{_ELSE.sub('', stripped(follow.text[found.end() :]))}")

    def _beyond(self, found: re.Match[str], last: Turn, asked: str) -> Completed | None:
        """An item that the clause named does not have; the look-up says so."""
        named = last.question.reference.clauses
        if len(named) != 1 or not found["n"] or found["back"]:
            return None
        label = to_han(to_int(found["n"]) or 0)
        return Completed(f"第{to_han(named[0])}条第{label}项任务{asked or '讲什么'}")

    def _items(self, last: Turn) -> tuple[str, ...]:
        """What the last turn listed: tasks, things it named, clauses or aims it cited."""
        named = last.question.reference.clauses
        clause = self._plan.clause(named[0]) if len(named) == 1 else None
        if clause and (listed := self._listed(clause, last)):
            return listed
        if clause:
            label = f"第{to_han(clause.number)}条"
            return tuple(f"{label}第{to_han(t.number)}项任务" for t in clause.tasks)
        several = [p for p in pieces(last.question.text) if asks_plainly(p)]
        if len(several) > 1:
            return tuple(several)
        topic = re.sub("分别|各自|各", "", topic_of(last.question.text))
        parts = tuple(p.strip(" ，,") for p in SERIES.split(topic) if p.strip(" ，,"))
        if len(parts) > 1:
            return parts
        if len(last.clauses) > 1:
            return tuple(f"第{to_han(n)}条" for n in last.clauses)
        cited = [s for c in self._plan.clauses if c.number in last.clauses for s in c.sentences]
        told = filter(last.cites, cited)
        aims = (t.indicator for s in told for t in s.targets)
        return tuple(i for i in aims if i in last.told)

    def _listed(self, clause: Clause, last: Turn) -> tuple[str, ...]:
        """Aims or sentences told of a clause with one task: 第一个指标, 哪两件事."""
        spans = last.spans
        said = [s for s in clause.sentences if any(s.start < b and a < s.end for a, b in spans)]
        if len(clause.tasks) != 1:
            return ()
        if _AIM.search(last.question.text):
            return tuple(t.indicator for s in said for t in s.targets)
        if len(said) == len(clause.sentences):
            return ()
        return tuple(s.targets[0].indicator if s.targets else headline(s) for s in said)


def _steps(found: re.Match[str]) -> int:
    said = (found["n"] or "一").replace("两", "二")
    return to_int(said) or 1
