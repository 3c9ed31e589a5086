"""Completing a follow-up: the ways in which it leans on the turn before it."""

from __future__ import annotations

import re

from assistant.compose.phrase import pairs
from assistant.decide.find import Finder
from assistant.dialogue.around import Around
from assistant.dialogue.beyond import Beyond
from assistant.dialogue.claims import Claims
from assistant.dialogue.compared import Compared
from assistant.dialogue.fresh import Fresh
from assistant.dialogue.listed import Listed
from assistant.dialogue.members import Members
from assistant.dialogue.named import Named
from assistant.dialogue.owners import Owners
from assistant.dialogue.position import Pointer
from assistant.dialogue.ranks import Ranks
from assistant.dialogue.roles import Roles
from assistant.dialogue.shares import AMONG_THEM, Shares
from assistant.dialogue.slots import Slots
from assistant.dialogue.sources import Sources
from assistant.dialogue.spoken import Spoken
from assistant.dialogue.together import Together
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from assistant.dialogue.within import THEREIN, Within
from assistant.dialogue.wording import (
    EMPTY,
    asks_plainly,
    join,
    plainly,
    requests,
    stripped,
)
from assistant.understand.question import Asked
from assistant.understand.reader import Reader
from corpus.numerals import to_han

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
_CLAUSE, _MUCH = re.compile(r"第[^，。]{1,4}条"), re.compile(r"多少|(?<!第)几")
_PLACE = re.compile(r"第几|哪一?[条章]|依据|出[自处]|写在")
_NAMELESS = frozenset(("原文", "原话", "原句", "这件", "那件"))
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
# What is by now, which no plan tells: in no other words of the matter, either.
_BY_NOW = re.compile(r"现在|目前|当前|眼下|如今|去年|今年|实际|已经|截至今")
_IT = re.compile(r"它|他们|[这那]|其[他余它中]|别的")
_ALL_OF, _WORDS, _SHORT_WORD = 0.95, 2, 2


class Joiner:
    """Joins follow-ups to the turn they lean on."""

    def __init__(self, reader: Reader, finder: Finder, probe: Probe) -> None:
        self._reader = reader
        self._finder = finder
        self._probe = probe
        self._topics = Topics(finder)
        self.claimed = Claims(self._topics).checked
        self.compared = Compared(self._topics).told
        self._beyond = Beyond(self._topics)
        self._around = Around(self._topics, probe)
        self.listed = Listed(self._topics)
        self._owners = Owners(reader, finder, self._topics)
        self._shares = Shares(self._topics, probe)
        self.foreign = self._shares.foreign
        self.asks_besides = self._owners.asks_besides
        self._roles = Roles(self._topics)
        self._ranks = Ranks(self._topics)
        self._sources = Sources(self._topics)
        self.asks_source = self._sources.asks_source
        self._slots = Slots(reader, finder, probe)
        self._members = Members(self._topics)
        self._within = Within(finder, self._topics)
        self.counts, self.of_it = self._within.counts, self._within.of_it
        self.subject = self._topics.subject
        self.fresh = Fresh(self._topics, probe)
        self._own = Named(reader, finder, self._topics, probe)
        self.together = Together(self._topics, probe)
        self.pointer = Pointer(self._topics)
        self.spoken = Spoken(self._topics).of

    def surely(self, follow: Follow, last: Turn) -> Completed | None:
        """The follow-up as a question of its own where its words tell for sure that it leans."""
        ways = (
            self.pointer.text,
            self.pointer.sentence,
            self.listed.narrowed,
            self.listed.picked,
            self.listed.placed,
            self._members.told,
            self._around.told,
            self._sources.turned,
            self._within.chapter,
            self._within.told_there,
            self._within.claimed_there,
            self._within.choice,
            self._within.step,
            self.listed.in_chapter,
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
            self._shares.takes_part,
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
        return self._own.completed(follow, last)

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
        own = THEREIN.sub("", self._topics.resolved(follow.own, last))
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
        claimed = last.question.asks(Asked.CHECK) and follow.asks and not of_all
        if (
            (asked or claimed)
            and not _BY_NOW.search(own)
            and (said := self._as_told(own, completed, last))
        ):
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
        if _CLAUSE.fullmatch(told) and not last.question.reference and _MUCH.search(own):
            return None  # how much is asked of a matter, not of a clause
        if not told or (not claimed and self._leads(completed, last)):
            return None
        said = Completed(join(told, own), last.focus, held=self._topics.cited(last))
        return said if claimed or self._leads(said, last) else None

    def _leads(self, completed: Completed, last: Turn) -> bool:
        """Whether a completed question is answered from the clauses of the turn before."""
        there = set(self._probe(completed))
        return bool(there) and there <= set(last.clauses)

    def leans(self, follow: Follow) -> bool:
        """Whether a department is looked for in what was talked about: 里头是哪家人民银行."""
        inside = bool(follow.question.mentions) and AMONG_THEM.match(follow.own)
        return bool(inside) or self._owners.asks_part(follow)

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
