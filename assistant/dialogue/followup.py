"""Completing a follow-up: the ways in which it leans on the turn before it."""

from __future__ import annotations

import re

from assistant.compose.phrase import pairs
from assistant.decide.find import Finder
from assistant.dialogue.beyond import Beyond
from assistant.dialogue.claims import Claims
from assistant.dialogue.owners import AMONG_THEM, Owners
from assistant.dialogue.position import Pointer
from assistant.dialogue.ranks import Ranks
from assistant.dialogue.roles import Roles
from assistant.dialogue.slots import Slots, valued
from assistant.dialogue.sources import Sources
from assistant.dialogue.together import Together
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Span, Turn
from assistant.dialogue.within import THEREIN, Within
from assistant.dialogue.wording import (
    EMPTY,
    asking_of,
    asks_plainly,
    join,
    plain_owner,
    plainly,
    requests,
    stripped,
    with_scope,
)
from assistant.understand.question import Asked
from assistant.understand.reader import Reader
from corpus.numerals import to_han

_MARKED = re.compile(
    r"^(?:那(?!些年)|然后|还有|再(?!生)|另外|其中|其余|其他|它|这|该|此|刚才|刚刚|上面|前面|换成|改成|"
    r"要是|如果是|假如|同样|同一|都(?!市)|也|又|而|继续|接着|剩下|为什么|为啥|凭什么|我记得|没数)"
)
_DETAIL = re.compile(
    r"^(?:有|那)?(?:什么|哪些|啥)?(?:具体|主要|防治|治理|整治|管控|应对|落实|推进|工作|的)*(?:措施|办法|做法|举措|前提|限定|限制|前提条件|附加条件)(?:呢|吗|没有|有哪些|有什么|是什么|都有啥|是啥)?[？?。]*$|^(?:接着|继续|往下)(?:说|讲|念)?[吧。！]*$|^(?:比如|譬如|举[个一]?例子?)(?:呢|说|看看)?[？?。]*$|^(?:再)?(?:详细|具体|展开|细)(?:一?点|些|说|讲|说说|讲讲|介绍)*[。！!？?]*$|^(?:还有(?:吗|"
    r"呢|别的|什么|其他)[^，]{0,4}|没(?:有)?(?:具体|明确)?(?:的)?数(?:字|值)?.*)$"
)
_REST = re.compile(
    r"(?:剩下?|剩余|其余|其它|其他|余下|另外|没(?:有)?(?:轮|排|赶|列|算|点|提)(?:到|上|进|入|进去)|"
    r"不是[^，。？]{2,6}(?=的[那这]些))的?(?=.{0,12}$)"
)
# What may only be asked of what was answered: who, when, how much, where it says so.
_OF_IT = frozenset((Asked.WHO, Asked.WHEN, Asked.HOW_MUCH, Asked.WHICH_CLAUSE, Asked.ORIGINAL))
_PLACE = re.compile(r"第几|哪一?[条章]|依据|出[自处]|写在")
_NAMELESS = frozenset(("原文", "原话", "原句", "这件", "那件"))
_DONE = re.compile(r"(?:什么时候|何时|啥时候|哪一?年|多久|由?谁来)[^，]{1,4}$")
# What is done, told from what is to be reached.
_MEANS = re.compile(
    r"办法|措施|举措|手段|途径|抓手|治法|"
    r"(?:怎么|如何|怎样|咋|靠(?:什么|啥))(?:样|才能|能|去|来|个)*(?:做到|达到|实现|完成|落实|保证|推进|治|弄|搞|做|抓|办)"
)
_TREATED = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:样|去|来|个)?(?:治理?|整治|防治|管控|管理|监管|防控|处理|管)的?$"
)
_WHAT = "有什么要求"
# 所有的厂都要吗: of what was answered, not of what is said of factories elsewhere.
_ALL_OR_SOME = re.compile(
    r"所有|全部|全市|全都|都[要得是算]|每[个家条座处]|一律|一部分|部分|只[有是限]|仅"
)
_IT = re.compile(r"它|他们|[这那]|其[他余它中]|别的")
_SHORT, _NEAR, _HALF = 12, 0.05, 0.5
_ALL_OF, _WORDS, _SHORT_WORD = 0.95, 2, 2
_RUN = 4  # characters of a title that name it


class Joiner:
    """Joins follow-ups to the turn they lean on."""

    def __init__(self, reader: Reader, finder: Finder, probe: Probe) -> None:
        self._reader = reader
        self._finder = finder
        self._probe = probe
        self._topics = Topics(finder)
        self.claimed = Claims(self._topics).checked
        self._beyond = Beyond(self._topics)
        self._owners = Owners(reader, finder, self._topics)
        self.foreign = self._owners.foreign
        self.asks_besides = self._owners.asks_besides
        self._roles = Roles(self._topics)
        self._ranks = Ranks(self._topics)
        self._sources = Sources(self._topics)
        self.asks_source = self._sources.asks_source
        self._slots = Slots(reader, finder, probe)
        self._within = Within(finder, self._topics)
        self.counts, self.of_it = self._within.counts, self._within.of_it
        self.subject = self._topics.subject
        self.together = Together(self._topics)
        self.pointer = Pointer(self._topics)

    def surely(self, follow: Follow, last: Turn) -> Completed | None:
        """The follow-up as a question of its own where its words tell for sure that it leans."""
        ways = (
            self.pointer.text,
            self._sources.turned,
            self._within.chapter,
            self._within.told_there,
            self.pointer.in_chapter,
            self._beyond.pointed,
            self._ranks.picked,
            self._roles.told,
        )
        return next((told for way in ways if (told := way(follow, last))), None)

    def joined(self, follow: Follow, last: Turn) -> Completed:
        """The follow-up as a question of its own, by the first way that fits."""
        if more := self._beyond.others(follow, last):
            return more
        if _DETAIL.match(follow.text):
            return Completed(join(self._topics.topic(last), _WHAT), last.focus)
        for way in (
            self._beyond.titled,
            self.pointer.beside,
            self.pointer.renumbered,
            self.pointer.picked,
            self._owners.own_work,
            self._roles.of_role,
            self._beyond.same_clause,
            self._owners.elsewhere,
            self.pointer.moved,
            self._sources.source,
            self._means,
            self._owners.besides,
            self._owners.with_another,
            self._owners.along,
            self._owners.of_department,
            self._owners.same_owner,
            self._owners.takes_part,
            self._within.inside,
            self._within.stretch,
            self._within.kinds,
            self._within.so_many,
            self._the_rest,
            self._slots.filled,
        ):
            completed = way(follow, last)
            if completed:
                return completed
        if self._whole(follow, last):
            return Completed(follow.own, last.focus)
        if not follow.subject and not self._named(follow):
            return self._asked_of(follow, last)
        return self._own_topic(follow, last)

    def _named(self, follow: Follow) -> bool:
        """X呢 with a word of its own, though not one of the plan's."""
        plain = not follow.asks and not requests(follow.own)
        return plain and any(w not in EMPTY for w in follow.content)

    def _whole(self, follow: Follow, last: Turn) -> bool:
        """Whether it names a matter that some place speaks of in full, and nothing said before."""
        words = [w for w in follow.content if len(w) > 1 and w not in EMPTY]
        named = any(len(w) > _SHORT_WORD for w in follow.subject)
        if not (follow.asks and named) or len(words) < _WORDS or _IT.search(follow.own):
            return False
        if any(w in last.question.topic for w in words):
            return False
        best = self._finder.search(follow.own).best
        return bool(best and best.coverage >= _ALL_OF)

    def _asked_of(self, follow: Follow, last: Turn) -> Completed:
        """谁负责？ 到什么时候？ — asked of what was talked about."""
        bare = all(w in EMPTY for w in follow.content)
        own = THEREIN.sub("", self._resolved(follow.own, last))
        topic = self._topics.topic(last)
        apart = follow.question.mentions and last.question.mentions
        if apart and follow.asks and not self._topics.subject(last.question.topic):
            return Completed(own)  # the tasks of one department, then those of another
        if own != follow.own and any(w in own for w in self._finder.content(last.question.topic)):
            return Completed(own, last.focus, last.question.topic)
        own = plainly(own, bare, follow.question.asks(Asked.WHO))
        if follow.question.years:
            topic = re.sub(r"(?:到|在)?20\d{2}(?:年(?:底|前)?)?", "", topic)
        quoted = Asked.ORIGINAL in follow.question.asked and not follow.subject
        plain = quoted or set(follow.content) <= _NAMELESS
        asked = _OF_IT & follow.question.asked if plain else frozenset[Asked]()
        of_all = _ALL_OR_SOME.search(own) and follow.question.asks(Asked.CHECK)
        held = self._topics.held(last) if asked or of_all else ()
        completed = Completed(join(topic, own), last.focus, held=held)
        if asked and (said := self._as_told(own, completed, last)):
            return said
        if _TREATED.search(own) and not self._probe(completed):
            return Completed(join(topic, _WHAT), last.focus)  # 怎么治理 of what is 管控
        return completed

    def _as_told(self, own: str, completed: Completed, last: Turn) -> Completed | None:
        """A follow-up in the plan's own words, where those of the turn before do not lead back.

        What was claimed of a matter does not tell what is asked of it now.
        """
        told = self._topics.in_plan(last)
        claimed = last.question.asks(Asked.CHECK) and not _PLACE.search(own)
        if not told or (not claimed and self._leads(completed, last)):
            return None
        said = Completed(join(told, own), last.focus, held=self._topics.cited(last))
        return said if claimed or self._leads(said, last) else None

    def _leads(self, completed: Completed, last: Turn) -> bool:
        """Whether a completed question is answered from the clauses of the turn before."""
        return not set(last.clauses).isdisjoint(self._probe(completed))

    def _drowned(self, own: str, joined: str) -> bool:
        """Whether a matter told in full somewhere is lost beside the one before: 丁字湾有啥安排."""
        topic = self._reader.read(own).topic
        alone, beside = self._finder.search(topic).best, self._finder.search(joined).best
        told = alone and beside and alone.sentence and alone.coverage >= _ALL_OF
        words = [w for w in self._finder.content(topic) if len(w) > 1 and w not in EMPTY]
        if not told or not beside or not words:
            return False
        return self._finder.coverage(" ".join(words), beside.span)[0] < _HALF

    def _resolved(self, own: str, last: Turn) -> str:
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

    def _own_topic(self, follow: Follow, last: Turn) -> Completed:
        """A topic of its own: what was asked before is asked of it, unless it asks something."""
        own, before = plain_owner(self._resolved(follow.own, last)), last.question
        if before.reference.clauses and not self._finder.content(before.topic):
            text = own if follow.asks else join(self._topics.topic(last), f"中{own}")
            return Completed(text, last.focus)
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

    def leans(self, follow: Follow) -> bool:
        """Whether a department is looked for in what was talked about: 里头是哪家人民银行."""
        inside = bool(follow.question.mentions) and AMONG_THEM.match(follow.own)
        return bool(inside) or self._owners.asks_part(follow)

    def _told_by(self, follow: Follow, last: Turn) -> bool:
        clause = self._topics.plan.clause(last.focus or 0)
        return bool(clause) and all(w in clause.text for w in follow.subject) if clause else False

    def _means(self, follow: Follow, last: Turn) -> Completed | None:
        """靠哪些办法达到: what is done for a target is said beside it, not in its sentence."""
        if follow.subject or follow.question.mentions or not _MEANS.search(follow.own):
            return None
        if not last.spans or last.question.reference or last.question.mentions:
            return None
        said = [s for t in self._topics.tasks(last) for s in t.sentences]
        cited = list(filter(last.cites, said))
        if not any(s.targets for s in cited):
            return None
        beside = tuple((s.start, s.end) for s in said if s not in cited)
        clause = self._topics.plan.clause(last.focus or 0)
        topic = self._topics.topic(last)
        if not beside or not clause or not any(b in clause.title for b in pairs(topic)):
            return None
        completed = Completed(f"第{to_han(clause.number)}条", last.focus, held=beside)
        return completed if self._probe(completed) else None

    def _the_rest(self, follow: Follow, last: Turn) -> Completed | None:
        """剩下的呢: what else there is of the same, whenever."""
        named = self._within.rest(follow.own, last) if _REST.search(follow.text) else None
        if named and all(w in named.text for w in follow.subject):
            return named  # 另外的入海河流呢: 其他入海河流
        if follow.subject or not _REST.search(follow.text):
            return None
        topic = re.sub(r"(?:到)?20\d{2}年(?:底|前)?", "", self._topics.topic(last))
        own = stripped(re.sub(r"[那这]些", "", _REST.sub("", follow.text)))
        asked = own if asks_plainly(own) else "有什么要求"
        return Completed(f"{topic}，其他的{asked}", last.focus)
