"""Completing a follow-up: the ways in which it leans on the turn before it."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import (
    asking_of,
    asks_plainly,
    counterpart,
    join,
    parallel,
    plain_owner,
    stripped,
    topic_of,
    with_scope,
)
from assistant.understand.question import Asked
from assistant.understand.reader import Reader
from corpus.numerals import to_han, to_int
from corpus.words import load_words

_MARKED = re.compile(
    r"^(?:(?:好的?|嗯|哦|行|明白了?)[，,])?(?:那(?!些年)|然后|还有|再|另外|其中|其余|其他|它|这|"
    r"该|此|刚才|刚刚|上面|前面|换成|改成|要是|如果是|假如|同样|同一|都(?!市)|也|又|而|"
    r"继续|接着|剩下|第[一二三四五六七八九十\d]+(?:个|项|块|类|种)|最后一|为什么|为啥|凭什么|"
    r"不对|我记得|没数)"
)
_NEXT = re.compile(r"再?(?:下一|后一|后面(?:那)?一?|接下来(?:那)?一|下面(?:那)?一?)(?:条|款)")
_PREVIOUS = re.compile(r"再?(?:前一|前面(?:那)?一|上面(?:那)?一|上一)(?:条|款)")
_FROM = re.compile(
    r"(?:那|这|该|刚说的|刚刚|刚才)[那这一]*(?:条|款)?的?(?:上一|前一)|第.{1,4}条的?(?:上|前)一"
)
_THAT = re.compile(r"(?:这|那|该|刚才(?:那)?|刚刚(?:那)?|同一|上面(?:那)?|你说的那)(?:一)?条")
_ORDINAL = re.compile(
    r"第(?P<n>[一二三四五六七八九十\d]+)(?:个|项|条|类|种|处|点|块|家)?|(?P<last>最后一?(?:个|项|"
    r"类|种|家)|后一个|后者)|(?P<first>前一个|前者|头一个)"
)
_ITEMS = re.compile(r"、|和|与|以及|跟")
_MORE = re.compile(
    r"(?:他们|她们|该局|该部门|这个?(?:局|部门|单位)|这家(?:单位)?|人家|它们?(?=.{0,8}(?:负责|管|"
    r"牵头|任务)))[^，]{0,6}(?:还|另外|别的|其他|都|一共)"
    r"|^(?:那|另外)?还(?:要?)(?:负责|管|干|承担|牵头|参与)(?:了|着)?(?:哪些|什么|啥|别的|几)"
)
_ALONG = re.compile(
    r"(?:跟|和|与|同)(?:谁|哪些?(?:部门|单位|家|几家)?|什么(?:部门|单位))(?:一起|一块儿?|共同|"
    r"配合|合作|搭档)"
)
_SAME = re.compile(
    r"(?:是不是|是否|也是?|还是|算)*(?:由|归)?(?:同一?(?:个|家)?(?:单位|部门|家|局|人)?|"
    r"一样的?(?:部门|单位)|一家|他们?|它们?|这(?:家|几家|个局))(?:来)?(?:管|负责|牵头|"
    r"做)?(?:的)?(?:吗|么|吧|不)?[？?]*$"
)
_DISPUTE = re.compile(
    r"^(?:不对|不是|错了)?(?:吧|啊)?[，, ]*(?:我(?:怎么)?记得|我以为|我听说|我看到|应该|不是|"
    r"难道)(?:是|说是|要)?(?=.*\d)"
)
_SURE = re.compile(r"^(?:你)?(?:真的|确定|当真|没错|属实|没搞错|没弄错)[^\d]{0,3}$")
_DETAIL = re.compile(
    r"^(?:再)?(?:详细|具体|展开|细)(?:一?点|些|说|讲|说说|讲讲|介绍)*[。！!？?]*$|^(?:还有(?:吗|"
    r"呢|别的|什么|其他)[^，]{0,4}|没数.*)$"
)
_REST = re.compile(r"剩下的?|其余的?|其它的?|其他的?|余下的?")
# Words that say nothing of a subject: attributes of anything, and what is done to it.
_EMPTY = frozenset(load_words("attributes"))
_DONE = re.compile(r"(?:什么时候|何时|啥时候|哪一?年|多久|由?谁来)[^，]{1,4}$")
_SHORT = 12


class Joiner:
    """Joins follow-ups to the turn they lean on."""

    def __init__(self, reader: Reader, finder: Finder) -> None:
        self._reader = reader
        self._finder = finder

    def subject(self, topic: str) -> tuple[str, ...]:
        """Words of a topic that name a matter of the plan's field."""
        return tuple(w for w in self._finder.strong(topic) if w not in _EMPTY)

    def joined(self, follow: Follow, last: Turn) -> Completed:
        """The follow-up as a question of its own, by the first way that fits."""
        if _DETAIL.match(follow.text):
            return Completed(join(self._topic(last), "有什么要求"), last.focus)
        for way in (
            self._moved,
            self._picked,
            self._disputed,
            self._along,
            self._of_department,
            self._same_owner,
            self._swapped,
            self._takes_part,
            self._the_rest,
        ):
            completed = way(follow, last)
            if completed:
                return completed
        if not follow.subject and not self._named(follow):
            return self._asked_of(follow, last)
        return self._own_topic(follow, last)

    def _named(self, follow: Follow) -> bool:
        """X呢 with a word of its own, though not one of the plan's."""
        return not follow.asks and any(w not in _EMPTY for w in follow.content)

    def _topic(self, last: Turn) -> str:
        """What the last turn was about, in words that can carry another question."""
        before = last.question
        if before.reference.clauses and not self._finder.content(before.topic):
            labels = "、".join(f"第{to_han(n)}条" for n in before.reference.clauses)
            task = before.reference.task
            return (
                f"{labels}第{to_han(task)}项任务"
                if task and len(before.reference.clauses) == 1
                else labels
            )
        if before.mentions and not self.subject(before.topic):
            return f"{before.mentions[0].text}的任务"
        return topic_of(before.text)

    def _asked_of(self, follow: Follow, last: Turn) -> Completed:
        """谁负责？ 到什么时候？ — asked of what was talked about."""
        own = self._resolved(follow.own, last)
        topic = self._topic(last)
        if own != follow.own and any(w in own for w in self._finder.content(last.question.topic)):
            return Completed(own, last.focus, last.question.topic)
        if follow.question.years:
            topic = re.sub(r"(?:到|在)?20\d{2}年(?:底|前)?", "", topic)
        return Completed(join(topic, own), last.focus)

    def _resolved(self, own: str, last: Turn) -> str:
        """这些河 → 入海河流: a pronoun with a noun by the word said before."""
        noun = re.search(r"([这那](?:些|几个|几条|个|条|类|种))(?=([\u4e00-\u9fff]))", own)
        if not noun:
            return own
        words = self._finder.content(last.question.topic)
        word = next((w for w in words if noun[2] in w and len(w) > 1), "")
        return own.replace(noun[1] + noun[2], word, 1) if word else own

    def _own_topic(self, follow: Follow, last: Turn) -> Completed:
        """A topic of its own: what was asked before is asked of it, unless it asks something."""
        own, before = plain_owner(self._resolved(follow.own, last)), last.question
        if before.reference.clauses and not self._finder.content(before.topic):
            return Completed(
                join(self._topic(last), f"中{own}") if not follow.asks else own, last.focus
            )
        if follow.asks:
            short = len(own) <= _SHORT and not re.match(
                r"哪(?:些|几)(?!部门|单位|家)..|谁.*[^责抓管头做]$", own
            )
            known = bool(self._finder.matters & set(follow.subject)) and not _DONE.match(own)
            if short and not known and self._told_by(follow, last):
                return Completed(join(self._topic(last), own), last.focus)
            marked = bool(_MARKED.match(follow.text))
            return Completed(
                with_scope(before.text, own) if marked else own, last.focus, before.topic
            )
        year = (
            f"{before.years[0]}年"
            if before.years and not last.clauses and not follow.question.years
            else ""
        )
        return Completed(f"{year}{own}{asking_of(before.text)}", last.focus, before.topic)

    def _told_by(self, follow: Follow, last: Turn) -> bool:
        clause = self._finder.dossier.plan.clause(last.focus or 0)
        return bool(clause) and all(w in clause.text for w in follow.subject) if clause else False

    def _indicator(self, own: str, last: Turn) -> str:
        """覆盖率 → 森林覆盖率: the indicator of the clause talked about that is named so."""
        clause = self._finder.dossier.plan.clause(last.focus or 0)
        targets = [t.indicator for s in clause.sentences for t in s.targets] if clause else []
        named = (i for i in targets if i != own and (i.startswith(own) or i.endswith(own)))
        return next((i for i in named if i not in last.question.text and len(own) > 1), "")

    def _moved(self, follow: Follow, last: Turn) -> Completed | None:
        """The clause after or before the one talked about, or its own text."""
        text = follow.text
        if not last.clauses:
            return None
        focus, pattern = last.clauses[-1], _THAT
        if _NEXT.search(text):
            focus, pattern = focus + 1, _NEXT
        elif _PREVIOUS.search(text):
            given = bool(_FROM.search(text) or last.question.reference.clauses)
            focus, pattern = focus - given, _PREVIOUS
        elif (_THAT.search(text) or re.search("全条|整条", text)) and not follow.subject:
            focus = last.clauses[0]
        else:
            return None
        rest = pattern.sub("", _THAT.sub("", text))
        rest = re.sub(r"^(?:那么?|再|的|是|请|把|给我|看看|呢|[，,？?。])+", "", rest)
        return Completed(f"第{to_han(max(focus, 0))}条{rest or '讲什么'}", focus)

    def _picked(self, follow: Follow, last: Turn) -> Completed | None:
        """第二个呢: an item of what was listed before."""
        found = _ORDINAL.search(follow.text)
        if not found or self.subject(_ORDINAL.sub("", follow.question.topic)):
            return None
        number = to_int(found["n"]) if found["n"] else -1 if found["last"] else 1
        if number is None:
            return None
        before = last.question
        own = stripped(_ORDINAL.sub("", follow.text)).replace("任务", "")
        asked = own if asks_plainly(own) else ""
        if before.reference.clauses and re.search(r"项|任务|块", follow.text + before.text):
            again = "讲什么，由谁负责" if before.asks(Asked.WHO) else ""
            label = to_han(before.reference.clauses[0])
            return Completed(f"第{label}条第{to_han(max(number, 1))}项任务{asked or again}")
        items = [
            p.strip(" ，,")
            for p in _ITEMS.split(re.sub("分别|各自|各", "", topic_of(before.text)))
            if p.strip(" ，,")
        ]
        if len(items) > 1 and -len(items) <= number <= len(items):
            item = items[number - 1] if number > 0 else items[number]
            return Completed(f"{item}{asked or asking_of(before.text)}", last.focus, before.topic)
        if len(last.clauses) > 1 and -1 <= number <= len(last.clauses):
            chosen = last.clauses[number - 1 if number > 0 else number]
            return Completed(f"第{to_han(chosen)}条{asked or '讲什么'}")
        return None

    def _disputed(self, follow: Follow, last: Turn) -> Completed | None:
        """不对吧，我记得是35; 确定吗: the same matter, checked."""
        found = _DISPUTE.match(follow.text)
        if found and not follow.subject:
            said = re.sub(r"(?:来着|吧|吗|呢|啊|[？?。！!])+$", "", follow.text[found.end() :])
            return Completed(f"{self._topic(last)}是{said}吗", last.focus)
        return Completed(last.question.text, last.focus) if _SURE.match(follow.text) else None

    def _along(self, follow: Follow, last: Turn) -> Completed | None:
        """跟谁一起干: everyone responsible with the department of the last turn."""
        if not _ALONG.search(follow.text) or follow.subject or follow.question.mentions:
            return None
        return Completed(f"{self._topic(last)}由哪些部门共同负责", last.focus)

    def _of_department(self, follow: Follow, last: Turn) -> Completed | None:
        """他们还管什么: the department of the last turn, asked about as such."""
        if follow.question.mentions or follow.subject or not _MORE.search(follow.text):
            return None
        named = last.question.mentions[0].text if last.question.mentions else ""
        single = last.departments[0] if len(last.departments) == 1 else ""
        who = named or single
        role = "牵头哪些任务" if "牵头" in follow.text else "负责什么"
        return Completed(f"{who}{role}") if who else None

    def _same_owner(self, follow: Follow, last: Turn) -> Completed | None:
        """X也是他们吗; X是不是同一家: who is responsible for X."""
        found = _SAME.search(follow.text)
        own = stripped(follow.text[: found.start()]) if found else ""
        if not found or not own or not self._finder.content(self._reader.read(own).topic):
            return None
        return Completed(f"{own}由谁负责", last.focus, last.question.topic)

    def _swapped(self, follow: Follow, last: Turn) -> Completed | None:
        """换成2023年呢, 那财政局呢, 那农村呢: the same question with one term replaced."""
        question, before = follow.question, last.question
        bare = not asks_plainly(follow.own) and not follow.question.asks(Asked.WHEN, Asked.WHO)
        if question.years and not follow.subject and (before.years or bare):
            year = f"{question.years[0]}年"
            if before.years:
                return Completed(before.text.replace(f"{before.years[0]}年", year), last.focus)
            return Completed(f"{year}{re.sub(r'^到', '', before.text)}", last.focus)
        if question.mentions and before.mentions and bare and not follow.content:
            names = "、".join(m.text for m in question.mentions)
            return Completed(before.text.replace(before.mentions[0].text, names))
        if question.places and bare and not follow.subject:
            before_text = re.sub(f"{self._finder.dossier.place}市?", "", before.text)
            return Completed(f"{question.places[0]}{before_text}")
        return self._replaced(follow, last) if bare else None

    def _replaced(self, follow: Follow, last: Turn) -> Completed | None:
        """The earlier question with a term of it replaced by its counterpart or parallel."""
        before = last.question
        indicator = self._indicator(follow.own, last)
        if indicator:
            return Completed(f"{indicator}{asking_of(before.text)}", last.focus)
        swapped, terms = counterpart(before.text, follow.own)
        known = (*terms, before.text)
        fresh = [w for w in follow.content if len(w) > 1 and w not in _EMPTY]
        if swapped and all(any(w in k or k in w for k in known) for w in fresh):
            return Completed(swapped, last.focus, terms=terms)
        words = (*self._finder.content(before.topic), *before.districts, *before.places)
        swapped = parallel(before.text, words, follow.own)
        return Completed(swapped, last.focus, terms=(follow.own,)) if swapped else None

    def _takes_part(self, follow: Follow, last: Turn) -> Completed | None:
        """海洋发展局参与吗: whether a department has a share in what was talked about."""
        mentions = follow.question.mentions
        if not mentions or follow.subject or not self.subject(last.question.topic):
            return None
        if len(follow.own) > len(mentions[0].text) + 10 or follow.question.asks(Asked.WHAT):
            return None
        verb = "牵头吗" if "牵头" in follow.text else "参与吗"
        return Completed(f"{self._topic(last)}，{mentions[0].text}{verb}", last.focus)

    def _the_rest(self, follow: Follow, last: Turn) -> Completed | None:
        """剩下的呢: what else there is of the same, whenever."""
        if follow.subject or not _REST.search(follow.text):
            return None
        topic = re.sub(r"(?:到)?20\d{2}年(?:底|前)?", "", self._topic(last))
        own = stripped(re.sub(r"[那这]些", "", _REST.sub("", follow.text)))
        asked = own if asks_plainly(own) else "有什么要求"
        return Completed(f"{topic}，其他的{asked}", last.focus)
