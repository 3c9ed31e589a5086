"""Follow-ups about who: departments put beside those of the last turn, and what else they do."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import stripped
from assistant.understand.question import Asked
from assistant.understand.reader import Reader
from corpus.numerals import to_han

_MORE = re.compile(
    r"(?:他们|她们|该局|该部门|这个?(?:局|部门|单位)|这家(?:单位)?|人家|它们?(?=.{0,8}(?:负责|管|"
    r"牵头|任务))|(?:牵头|负责)的?(?:这个?|那个?|该)(?:局|部门|单位|家)).{0,6}(?:还|另外|别的|其他|都|一共)|^(?:它|他们)(?:都|还|又)?(?:牵头|参与|负责|管)|除了?牵头"
    r"|^(?:那|另外)?还(?:要?)(?:负责|管|干|承担|牵头|参与)(?:了|着)?(?:哪些|什么|啥|别的|几)"
)
# 除了它，还有别的部门吗
_BESIDES = re.compile(
    r"(?:除了?|(?=[^，。？]{1,8}(?:以外|之外)))(?:它们?|他们|这家|该|[这那]个?(?:局|部门|单位|家))"
    r"(?:局|单位|部门)?(?:以外|之外|外)?[，, ]*(?:还|另|就)?(?:有|没有?|由)?(?:没有)?"
    r"(?:别|其他|其它|哪|谁|另外|几)[的些个家几]*(?:部门|单位|局|人)?"
    r"(?:负责|参与|管|一起|共同)*(?:[\u4e00-\u9fff]{2,8}(?:[这那](?:块|事|项|件事))?)?(?:吗|么|呢|没有?|了)*[？?。]*$"
)
# 这两个单位还一起负责别的条款吗
_THEY = re.compile(
    r"(?:这|那|他们)[两俩三四几2-4些]+个?(?:家|部门|单位|局)?.{0,4}(?:还|另外).{0,4}(?:一起|共同|同时|都)"
)
_ALONG = re.compile(
    r"(?:跟|和|与|同)(?:谁|哪些?(?:部门|单位|家|几家)?|什么(?:部门|单位))(?:一起|一块儿?|共同|"
    r"配合|合作|搭档)|^(?:那么?)?还有(?:哪些|哪几家|谁|什么|别的)[^，。？]{0,4}?(?:单位|部门|机构|局|家)?(?:一起|一块儿?|共同)"
)
_ONE_BRACKET = re.compile(
    r"(?:跟|和|与|同)(?:它|他们?)[^，。？]{0,3}?(?:同一?|一)个?(?:括号|组|起)"
)
SAME = re.compile(
    r"(?:不也|难道也?|是不是|是否|也是?|还是|算|是|都)*(?:由|归)?(?:同一?(?:个|家)?(?:牵头|责任|主管)?(?:单位|部门|家|局|人)?|一个(?:牵头|责任|主管)?(?:单位|部门|局)|"
    r"一样的?(?:部门|单位)|一家|他们(?:几个|几家)?|(?:他|它们?|这家)(?:独家|[一1]家|单独)?|[这那](?:[几两俩三四五六七2-7]+个?(?:家|部门|单位|局)|些(?:部门|单位|人)|个(?:部门|单位|局)|[帮拨伙群]人?))(?:在)?(?:来)?(?:管|负责|牵头|分工|承担|查|抓|办|干|治|"
    r"做)?(?:的)?(?:吗|么|吧|不|咯|嘛|对吧|对吗|是吧)?[？?]*$"
)
_IT_TOO = re.compile(r"[它他同]|这(?:一?家|个?(?:局|部门|单位))|[也还]")
_ALONE = re.compile(r"(?<!同)(?:[一1]家|单独|独家)")
TOO = re.compile(r"(?:也|都)(?:是|归)?(?:这样|一样|如此|同样)?(?:的)?(?:吗|么|吧)[？?]*$")
_BESIDE = re.compile(
    r"^(?:那么?)?(?:它|他们|该局|该部门|这个?(?:局|部门|单位)|这家)(?=(?:[跟和与同]))"
)
_ITS_LEAD = re.compile(
    r"^(?:那么?)?(?:它|他们|该局|该部门|这个?(?:局|部门|单位)|这家)(?:所|自己)?(?:牵头|主导|领头)的(?:那|这)?(?:一?[个项条]|是)?"
)
_ASKS_WHO = re.compile("谁|哪")
_ELSE = re.compile(r"还|别|另|其[他它余]|除")
_LEAD, _SHARE = "牵头哪些任务", "配合哪些任务"
_LEADS, _SHARES = re.compile(r"牵头|主导|领头"), re.compile(r"参与|配合|分工|协助|协同")
_EXCEPT = re.compile(
    r"(?:除了?|除去|不|没|非|不是|不算|去掉)(?:由?它|他们)?牵头的?(?:以外|之外|外|任务|那些|部分|的)*"
)
_REST = re.compile(
    r"^(?:那|他们|它)?(?:还有|其他|别的|其余|剩下)(?:的|吗|呢|别的|什么|哪些|任务)*[？?。]*$"
)
_OTHERWISE = (Asked.WHO, Asked.COUNT, Asked.WHICH_CLAUSE, Asked.WHEN, Asked.CHECK)
# What is asked of a department that is no task of it.
CONTACT = re.compile(
    r"电话|手机|号码|热线|地址|联系|网址|网站|官网|邮箱|邮件|传真|局长|主任|姓名|名字|办公|上班|几点|窗口|微信|公众号|编制|在哪儿?办"
)
_OWN_WORK = re.compile(
    r"分工|任务|做什么|干什么|干嘛|干啥|做啥|管什么|管啥|负责(?:什么|啥|哪)|职责"
)
_THAT_PART = re.compile(r"[那这]一?(?:部分|块|边|段|句|项)")
WITHIN = re.compile(
    r"(?:这|那|该|此|同一|同|刚才那|上面那)一?(?:条|款|任务)(?:的|之)?"
    r"(?:里面|里头|里|中|内|当中)?[，, ]*"
)


# 其中的市科技局，别的条里还有它吗
_ELSEWHERE = re.compile(
    r"(?:别的|其他|其它|另外的?|别)(?:条款?|章节?|地方|任务)(?:里|中)?[，, ]*"
    r"(?:还|也|又)?(?:有|出现|提到?|参与|涉及)"
    r"|还(?:在|参[与加]了?|牵头了?|负责|管|出现在)(?:别的|其他|其它|哪些?|哪[一几])(?:条款?|地方|任务)"
    r"|(?:别处|(?:别|其他|其它|另外)的?(?:条款?|章节?|地方))(?:里面?|中|上)?[，, ]*"
    r"(?:还|也|又|再)?(?:有没有|是否)?(?:出现|提到?|写到?|说到?|讲到?|露)"
)
_BODY = re.compile(r"[这那该]个?(?:单位|部门|局|家)|^(?:那么?)?(?:它|他们)|人家")
_POINTED_NOUN = re.compile(r"[这那](?:个|条|座|片|种|项|处)([\u4e00-\u9fff])")
_PART_OF_IT = re.compile(
    r"在?(?:里面|里头|其中|当中|里边|这里面?|那里面?|[这那该本]一?条(?:里|中|当中|里面)?)(?:具体|主要)?(?:要)?(?:干|做|管|负责|承担|起)(?:的)?(?:是)?(?:些|点)?(?:什么|啥|哪)"
    r"|(?:干|做|管|负责|承担|分到)(?:的)?(?:是)?(?:其中|里面|里头|当中)的?(?:什么|啥|哪)"
    r"|(?:负责|承担|管|牵头|分到|参与)(?:的)?(?:是)?哪一?(?:段|块|部分|项|句)"
)


# 跟它前头X那句: X, which is beside what was talked about.
_AND_OF = re.compile(
    r"^(?:跟|和|与|同(?!一))(?:[它他其](?:们)?)?(?:的)?(?:[前后上下](?:面|头|边)?(?:的|那|说的)*)?"
)
_THAT_STRETCH = re.compile(r"的?[那这]一?(?:句话?|段|项|条|个|块|件事?)的?(?:单位|部门|牵头)?$")


class Owners:
    """Completes follow-ups about departments."""

    def __init__(self, reader: Reader, finder: Finder, topics: Topics) -> None:
        self._reader = reader
        self._finder = finder
        self._topics = topics

    def along(self, follow: Follow, last: Turn) -> Completed | None:
        """跟谁一起干: everyone responsible with the department of the last turn."""
        if told := self._in_one_bracket(follow, last):
            return told
        found = _ALONG.search(follow.text)
        if not found or follow.question.mentions or (follow.subject and found.start()):
            return None
        named = last.question.mentions
        if named and not self._topics.subject(last.question.topic):
            return Completed(f"跟{named[0].text}一起负责的有哪些部门")
        return Completed(f"{self._topics.topic(last)}由哪些部门共同负责", last.focus)

    def _in_one_bracket(self, follow: Follow, last: Turn) -> Completed | None:
        """跟它写在一个括号里的: everyone who shares its task in the clause that is meant."""
        named = [d.name for m in last.question.mentions for d in m.departments] or last.departments
        number = next(iter(follow.question.reference.clauses), last.focus)
        clause = self._topics.plan.clause(number or 0)
        if not clause or not _ONE_BRACKET.search(follow.text) or len(set(named)) != 1:
            return None
        having = [t for t in clause.tasks if named[0] in {d.name for d in t.duties}]
        if len(having) != 1:
            return None
        return Completed(f"{label(having[0])}由谁负责", clause.number)

    def besides(self, follow: Follow, last: Turn) -> Completed | None:
        """除了它，还有别的部门吗: everyone responsible for what was talked about."""
        text = follow.text
        for mention in follow.question.mentions:
            text = text.replace(mention.text, "它")
        known = all(w in last.question.text for w in follow.subject)
        if not _BESIDES.search(text) or not known or not last.clauses:
            return None
        held, topic = self._topics.held(last), self._topics.topic(last)
        for mention in last.question.mentions:
            topic = re.sub(
                rf"(?:是|由|归)?{re.escape(mention.text)}(?:来?(?:管|负责|牵头))?", "", topic
            )
            topic = topic.strip("，, ")
        if not topic:
            return None
        return Completed(f"{topic}由哪些部门负责", last.focus, held=held)

    def asks_besides(self, follow: Follow) -> bool:
        """Whether others than a department are asked for, and nothing else: 除了财政局还有谁."""
        named = follow.question.mentions
        return len(named) == 1 and bool(
            _BESIDES.fullmatch(follow.text.replace(named[0].text, "它"))
        )

    def with_another(self, follow: Follow, last: Turn) -> Completed | None:
        """它和市发展改革委同时在哪几条: the department of the last turn beside another one."""
        pronoun = _BESIDE.match(follow.text)
        named = last.question.mentions
        if not pronoun or not follow.question.mentions or not named:
            return None
        return Completed(f"{named[0].text}{follow.text[pronoun.end() :]}")

    def of_department(self, follow: Follow, last: Turn) -> Completed | None:
        """他们还管什么: the department of the last turn, asked about as such."""
        elsewhere = _ELSEWHERE.search(follow.text)
        if len(follow.question.mentions) == 1 and elsewhere and not follow.subject:
            return Completed(f"{follow.question.mentions[0].text}涉及哪几条")
        if follow.question.mentions:
            return None
        if led := self._led(follow, last):
            return led
        if follow.subject:
            return None
        if _THEY.search(follow.text) and len(last.departments) > 1:
            return Completed(f"{'和'.join(last.departments)}共同负责哪些条款")
        more = _MORE.search(follow.text)
        listed = last.question.mentions and not self._topics.subject(last.question.topic)
        text = _EXCEPT.sub("", follow.text)
        role = _LEAD if _LEADS.search(text) else _SHARE if _SHARES.search(text) else ""
        if listed and not more and _REST.match(follow.text) and _LEADS.search(last.question.text):
            role = _SHARE
        if listed and not more and (not role or follow.question.asks(*_OTHERWISE)):
            return None
        if not listed and not more:
            return None
        named = last.question.mentions[0].text if last.question.mentions else ""
        single = last.departments[0] if len(last.departments) == 1 else ""
        who = named or single
        if role and follow.question.asks(Asked.COUNT) and who:
            return Completed(f"{who}{role[:2]}的任务有几项")  # 它牵头几项
        else_ = _ELSE.search(follow.text)
        apart = role and more and else_ and not listed and last.focus
        here = f"除第{to_han(last.focus or 0)}条外，" if apart else ""
        return Completed(f"{here}{who}{role or '负责什么'}") if who else None

    def _led(self, follow: Follow, last: Turn) -> Completed | None:
        """它牵头的那个机制叫什么: the tasks that the department of the last turn leads."""
        named = [d.name for m in last.question.mentions for d in m.departments] or last.departments
        known = {d.name for c in self._topics.plan.clauses for t in c.tasks for d in t.duties}
        if not _ITS_LEAD.match(follow.text) or len(set(named)) != 1 or named[0] not in known:
            return None
        return Completed(f"{named[0]}{_LEAD}")

    def elsewhere(self, follow: Follow, last: Turn) -> Completed | None:
        """这个单位在别的条里露过脸没, 这个湾在别处出现过吗: where else it is spoken of."""
        fresh = any(w not in last.question.text for w in follow.subject)
        if not _ELSEWHERE.search(follow.text) or follow.question.mentions or fresh:
            return None
        named = [d.name for m in last.question.mentions for d in m.departments]
        named = named or [*last.departments]
        if _BODY.search(follow.text) and len(named) == 1:
            role = "牵头" if _LEADS.search(follow.text) else "涉及"
            here = f"除第{to_han(last.focus)}条外，" if last.focus else ""
            return Completed(f"{here}{named[0]}{role}哪几条")
        noun = _POINTED_NOUN.search(follow.text)
        words = self._topics.subject(last.question.topic)
        word = next((w for w in words if noun and noun[1] in w), "")
        return Completed(f"哪几条提到{word}") if word else None

    def same_owner(self, follow: Follow, last: Turn) -> Completed | None:
        """X也是他们吗; X是不是同一家: who is responsible for X."""
        found = SAME.search(follow.text)
        if not found and last.question.asks(Asked.WHO):
            found = TOO.search(follow.text)
        own = stripped(follow.text[: found.start()]) if found else ""
        if _ASKS_WHO.search(own) or own in {m.text for m in follow.question.mentions}:
            return None  # 哪个部门牵头治它; 公安一家
        beside = _AND_OF.match(own)
        own = own[beside.end() :] if beside else own
        words = self._finder.content(self._reader.read(own).topic) if found and own else ()
        if found and not own and last.answered and follow.text[0] in "也还是":
            held = self._topics.held(last)
            return Completed(f"{self._topics.topic(last)}由谁负责", last.focus, held=held)
        if not words:
            return None
        if beside and last.question.asks(Asked.WHO) and len(self._topics.tasks(last)) == 1:
            both = f"{self._topics.topic(last)}和{_THAT_STRETCH.sub('', own)}是同一家牵头吗"
            return Completed(both, last.focus)
        within = [t for t in self._topics.tasks(last) if all(w in t.text for w in words)]
        matter = label(within[0]) if len(within) == 1 else own
        asked, context = f"{matter}由谁负责", "" if len(within) == 1 else last.question.topic
        if whether := self._whether_it(follow, last):
            return Completed(f"{matter}，{whether}", last.focus, context, matter=asked)
        return Completed(asked, last.focus, context)

    def _whether_it(self, follow: Follow, last: Turn) -> str:
        """也是它一家牵头吗, of the one department of the turn before; else ""."""
        named = [d.name for m in last.question.mentions for d in m.departments] or last.departments
        if len(set(named)) != 1 or not _IT_TOO.search(follow.text):
            return ""
        alone = "一家" if _ALONE.search(follow.text) else ""
        return f"{named[0]}{alone}{'牵头' if _LEADS.search(follow.text) else '负责'}吗"

    def own_work(self, follow: Follow, last: Turn) -> Completed | None:
        """人大、政协那边有没有分工: the task that departments have in the clause talked about."""
        mentions = follow.question.mentions
        if not mentions and _PART_OF_IT.match(follow.own):  # 负责哪一段, of 有公安局吗
            mentions = last.question.mentions
        clause = self._topics.plan.clause(last.focus or 0)
        if not mentions or not clause or not last.answered or follow.subject:
            return None
        if mentions is not follow.question.mentions or (
            self.asks_part(follow) and not last.question.mentions
        ):
            return Completed(f"第{to_han(clause.number)}条里{mentions[0].text}负责什么", last.focus)
        bodies_asked = follow.question.asks(Asked.WHO) or not follow.asks
        part = _THAT_PART.search(follow.text) and bodies_asked
        pointed = WITHIN.search(follow.text) and (
            last.question.mentions or follow.question.asks(Asked.WHO)
        )
        told = part or _OWN_WORK.search(follow.text)
        if not pointed and (last.question.mentions or not told):
            return None
        names = {d.name for m in mentions for d in m.departments}
        having = [t for t in clause.tasks if names & {d.name for d in t.duties}]
        if len(having) != 1 or (having[0] in self._topics.tasks(last) and not pointed):
            return None
        asked = "由谁负责" if pointed or part else "讲什么，由谁负责"
        return Completed(f"{label(having[0])}{asked}", last.focus)

    def asks_part(self, follow: Follow) -> bool:
        """公安局在里面干啥: what a department does in what was talked about."""
        return bool(follow.question.mentions and _PART_OF_IT.search(follow.text))
