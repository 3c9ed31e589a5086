"""Follow-ups about a stretch of the clause talked about: a matter within it, so many others."""

from __future__ import annotations

import re

from assistant.compose.phrase import is_due, pairs, pieces
from assistant.decide.find import Finder
from assistant.dialogue.owners import WITHIN
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import asking_of, asks_plainly, plain_owner, stripped
from assistant.understand.question import Asked
from corpus.model import Sentence
from corpus.numerals import to_han, to_int

THEREIN = re.compile(r"^(?:那|它|这)?(?:里面|里头|其中|当中|里边)的?[，, ]*")
# 这几条里, 其中: of the clauses of a chapter.
_AMONG = re.compile(
    r"^(?:那么?)?(?:[这那]?(?:几|些|\d+|[一二两三四五六七八九十]+)条(?:款)?(?:里面?|中|当中|里头)|"
    r"其中的?|[这那]?(?:里面|里头|当中|里边)|[这那该]一?章(?:里面?|中))[，, ]*"
)
# 有2023年要完成的吗, of a clause
_DUE = re.compile(
    r"(?:那么?)?(?:里面?|其中)?(?:有没有|有|哪些是|哪个是)*(?:到)?(?P<year>20\d\d)年底?前?(?:要|得|该|应)?"
    r"(?:完成|到期|做完)的(?:任务|目标|指标|事情?)?(?:吗|么|没有?|呢|是?哪些|有哪些)*[？?]*"
)
_TOLD_THERE = re.compile(
    r"(?:在|那|方案)*第[^，。？]{1,4}条(?:里面?|中|当中)?(?:也|又|还|同样|是不是|是否|有没有)*"
    r"(?:提|写|说|讲|涉及|规定|提及|出现)(?:到|了|过|没|它|这个|这事)*(?:[提写说讲]到?)?(?:吗|么|没有?|过|了|[？?。])*"
)
# 写在第十二条，对吧; 第16条说的吧; 不是第三条吗
_CLAIMED_THERE = re.compile(
    r"(?:那么?|所以|这么说|也就是说?|应该|难道|不会|是不是|不是|[这它是就在都]|写|放|列|出自|来自|属于|说的)*"
    r"第[^，。？章]{1,4}条(?:里面?|中|上)?(?:[说写讲提定]|规定|要求|的|里)*(?:内容)?[，,]?(?:是不是|对不对|没错|对|是|不)*[吧吗么][？?。]*"
)
_STRETCH = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,8})的?[那这]一?(?:段|部分|半|句|块)")
# 哪几项是园林局牵头的
_WHICH_TASK = re.compile(
    r"^(?:里面?|其中)?的?哪[一几些]?(?:项|件|段|块)(?:任务)?是?[^，。？]{2,12}(?:牵头|负责|参与|分工|配合)的?|"
    r"[^，。？]{2,12}(?:牵头|负责|参与|分工|配合)的(?:又|都)?(?:是|有)?哪[一几些]?(?:项|件|段|块)(?:任务)?[呢啊]?$"
)
_SO_MANY = re.compile(r"(?:另外|其[他余它]|剩下|剩余|余下|别的)?的?[那这]?(?P<n>\d+[条个处家座项])")
# 14条是指哪一类河
_NAMELY = re.compile(r"(?:说|指|讲)?的?是(?:指|说)?(?:什么|啥|哪|谁)[^，,？?]*[，,？?]?")
_ASKED = re.compile(r"怎么|由谁|归谁|要")
# What is counted, up to what is said of it.
_UP_TO = r"(?=全部|基本|稳定|均|都|完成|达到|实现|[，。；、])"
_NAME_OF = rf"[\u4e00-\u9fff]{{2,8}}?{_UP_TO}"
# How the rest is called, before what is asked of it.
_REST_NAMED = re.compile(
    r"^.*?的?(?:[那这]些)?(?:呢[，,？?]*)?(?=几[条个]|多少|哪|[什啥]么?时|[由归]?谁|拖|要|$)"
)
_SOME = re.compile(r"^其[他它余]的?[一两二三四五六七八九]条")  # of things named, not counted
_REST_OF = re.compile(rf"其[他它余][\u4e00-\u9fff]{{2,16}}?{_UP_TO}")
# 是哪几个海湾和河边的
_WHICH_OF_THEM = re.compile(
    r"(?:都|具体|分别)*(?:是|指|有|包括|在)*哪(?:些|几|两|三)[个条家种类座片]?(?P<kind>[\u4e00-\u9fff]{1,6}?)(?:的|呢|呀|啊)?"
)
# 国家级还是省级: a choice and nothing else.
_CHOICE = re.compile(r"(?:那|是|算|属于)*(?P<a>[^，。？是]{1,6})还是(?P<b>[^，。？谁哪什]{1,6})")
_HERE = re.compile(r"^[这那该本]一?条(?:任务)?(?:里面?|里头|中|当中)?的?[，, ]*")
# 分哪两步, after which 第二步 or 第二个 is one of these.
_STEPS = re.compile(r"步(?!伐|行)|阶段|时间点|(?:时间)?节点")
_NTH = re.compile(
    r"^(?:那么?)?(?:第(?P<n>[一二三四五1-5])|(?P<last>最后一?|末尾?))个?(?:步|阶段|时间点|(?:时间)?节点|(?<=个))(?:呢)?[，,？?]*"
)
_BRIEF, _FEWEST, _BARE = 12, 2, 3
_AND = re.compile(r"[和与、跟]")
# 它前面那句入海排污口几个, 同一句里油墨降几个点: beside what was cited, in the same clause.
_NEAR = re.compile(
    r"^(?:那么?|还有)?(?:(?:它|[这那]一?(?:句话?|项|条|个))?的?(?:紧?挨着|紧跟着?|紧接着?|排在|写在)?(?:它|[这那]一?(?:句话?|项|个))?的?(?:[前后上下]|隔壁)(?:面|头|边)?的?(?:[那这]一?|一|半)(?:半?句话?|段话?|截)(?:里|中)?(?:的|说的?|提的?|讲的?)?"
    r"|(?:同|这|那)一?(?:句话?|段话?)(?:里面?|里头|中|当中)(?:的|说的?|提的?)?)[，,]?(?=.{4})"
)


class Within:
    """Completes follow-ups that stay inside a clause."""

    def __init__(self, finder: Finder, topics: Topics) -> None:
        self._finder = finder
        self._topics = topics

    def inside(self, follow: Follow, last: Turn) -> Completed | None:
        """这条里激励关怀那句又是谁: a matter of its own within the clause talked about."""
        found = WITHIN.search(follow.text) or _NEAR.match(follow.text)
        if not found and last.question.reference.clauses:
            found = THEREIN.search(follow.text)
        clause = self._topics.plan.clause(last.focus or 0)
        if not found or not clause or not follow.subject:
            return None
        own = plain_owner(stripped(follow.text[: found.start()] + follow.text[found.end() :]))
        if follow.question.asks(Asked.COUNT) and not follow.question.asks(Asked.WHO):
            return Completed(f"第{to_han(clause.number)}条中，{own}", last.focus)
        held = ((clause.start, clause.end),)
        text = own if asks_plainly(own) else f"{own}{asking_of(last.question.text)}"
        return Completed(text, last.focus, held=held)

    def chapter(self, follow: Follow, last: Turn) -> Completed | None:
        """其中生态环境局牵头的有几条, after a chapter was asked about: of its clauses.

        其中哪个是2023年的, after a clause: of what it says.
        """
        chapters = last.question.reference.chapters
        found = _AMONG.match(follow.own)
        own = follow.own[found.end() :] if found else ""
        numbers, asked = last.question.reference.clauses, follow.question
        of_task = asked.mentions and _WHICH_TASK.search(follow.own) and not follow.subject
        if not numbers and last.focus and of_task and _HERE.match(follow.own):
            numbers = (last.focus,)  # 这条里, of what was answered from it
        if len(numbers) == 1 and (due := _DUE.fullmatch(follow.text)):
            return Completed(f"第{to_han(numbers[0])}条里{due['year']}年要完成的有哪些", numbers[0])
        if own and len(numbers) == 1 and asked.years and not (asked.mentions or follow.subject):
            return Completed(f"第{to_han(numbers[0])}条里{own}", numbers[0])
        tasks = follow.question.mentions and _WHICH_TASK.search(follow.own)
        if len(numbers) == 1 and tasks and not follow.subject:
            rest = _HERE.sub("", THEREIN.sub("", follow.own))
            rest = re.sub(r"哪[一几些]?(?:件|段|块)", "哪几项", rest)
            return Completed(f"第{to_han(numbers[0])}条里{rest}", numbers[0])
        if len(chapters) != 1 or last.question.reference.clauses or not own:
            return None
        if not (follow.question.mentions or follow.question.years) or follow.question.reference:
            return None
        return Completed(f"第{to_han(chapters[0])}章里{own}")

    def told_there(self, follow: Follow, last: Turn) -> Completed | None:
        """第十七条也写了吗, after a matter was asked about: whether that clause speaks of it."""
        numbers, before = follow.question.reference.clauses, last.question
        found = _TOLD_THERE.fullmatch(follow.own)
        matter = self._topics.subject(before.topic) and not before.reference.clauses
        if not found or len(numbers) != 1 or not matter or follow.subject:
            return None
        return Completed(f"第{to_han(numbers[0])}条提到{self._topics.topic(last)}吗")

    def claimed_there(self, follow: Follow, last: Turn) -> Completed | None:
        """是第十二条，对吧, after a matter was asked about: whether it stands there."""
        numbers, before = follow.question.reference.clauses, last.question
        matter = self._topics.subject(before.topic) and not before.reference.clauses
        if not _CLAIMED_THERE.fullmatch(follow.text) or len(numbers) != 1 or not matter:
            return None
        return Completed(f"{self._topics.topic(last)}写在第{to_han(numbers[0])}条，对吗")

    def stretch(self, follow: Follow, last: Turn) -> Completed | None:
        """再看补偿那一段，换了哪些部门: who is responsible for another task of the clause."""
        found, clause = _STRETCH.search(follow.text), self._topics.plan.clause(last.focus or 0)
        who = follow.question if follow.asks else last.question
        if not found or not clause or not who.asks(Asked.WHO):
            return None
        words = self._finder.content(found["what"])
        words = tuple(w for w in words if len(w) > 1 and w in clause.text)
        own = [t for t in clause.tasks if words and all(w in t.text for w in words)]
        if len(own) != 1:
            return None
        return Completed(f"{label(own[0])}由谁负责", last.focus)

    def kinds(self, follow: Follow, last: Turn) -> Completed | None:
        """哪些海湾, after what is done there was told: those that the places cited name."""
        found = _WHICH_OF_THEM.fullmatch(follow.own)
        clause = self._topics.plan.clause(last.focus or 0)
        if not found or not clause or last.question.reference or follow.question.asks(Asked.WHO):
            return None
        told = filter(last.cites, clause.sentences)
        named = [s for s in told if all(set(k) & set(s.text) for k in _AND.split(found["kind"]))]
        if not named:
            return None
        held = tuple((s.start, s.end) for s in named)
        text = f"{self._topics.topic(last)}涉及哪些{found['kind']}"
        return Completed(text, last.focus, held=held)

    def choice(self, follow: Follow, last: Turn) -> Completed | None:
        """国家级还是省级, of what was told, where that names one of the two, or nothing does."""
        found, told = _CHOICE.fullmatch(follow.own), self._cited(last)
        named = [s for s in told if found and (found["a"] in s.text or found["b"] in s.text)]
        bare = found and not follow.subject and max(map(len, found.groups())) <= _BARE
        named = named or (told if bare else [])
        if not found or not named:
            return None
        held = tuple((s.start, s.end) for s in named)
        said = "".join(s.text for s in named)
        if last.question.asks(Asked.HOW_MUCH) and (found["a"] in said) != (found["b"] in said):
            return Completed(last.question.text, last.focus, held=held)  # 至少还是正好
        return Completed(f"{self._topics.topic(last)}，{follow.own}", last.focus, held=held)

    def step(self, follow: Follow, last: Turn) -> Completed | None:
        """第一步哪年完, after a matter that is done in steps: the sentence with the first date."""
        found, clause = _NTH.match(follow.text), self._topics.plan.clause(last.focus or 0)
        named = found and (_STEPS.search(found.group()) or _STEPS.search(last.question.text))
        if not found or not named or not clause or follow.subject:
            return None
        topic = pairs(self._topics.topic(last))
        dated = [
            (min(t.due_year or 0 for t in s.targets), s.start, s)
            for s in clause.sentences
            if s.targets and len(pairs(s.text) & topic) > 1
        ]
        steps = [s for year, _, s in sorted(dated) if year]
        at = len(steps) if found["last"] else to_int(found["n"]) or 0
        if not 0 < at <= len(steps) or len(steps) < _FEWEST:
            return None
        chosen, asked = steps[at - 1], stripped(follow.text[found.end() :])
        said = "，".join(p.text for p in pieces(chosen.text, 0) if not is_due(p)).rstrip("。；")
        text = f"{said}，{asked or '什么时候完成'}"
        held = ((chosen.start, chosen.end),)
        return Completed(text, last.focus, held=held, matter=last.question.text)

    def _cited(self, last: Turn) -> list[Sentence]:
        said = (s for t in self._topics.tasks(last) for s in t.sentences)
        return list(filter(last.cites, said))

    def so_many(self, follow: Follow, last: Turn) -> Completed | None:
        """另外那14条呢: what a sentence that was cited counts so."""
        found = _SO_MANY.match(follow.own)
        own = follow.own[found.end() :] if found else ""
        if own and not (_NAMELY.match(own) or _ASKED.match(own)):
            return None
        own = _NAMELY.sub("", own)
        clause = self._topics.plan.clause(last.focus or 0)
        if not found or not clause or not last.answered:
            return None
        for sentence in clause.sentences:
            counted = re.search(rf"(?<!\d){found['n']}{_NAME_OF}", sentence.text)
            if counted and last.cites(sentence):
                held = ((sentence.start, sentence.end),)
                text = f"{counted.group()}{own or asking_of(last.question.text)}"
                return Completed(text, last.focus, held=held)
        return None

    def rest(self, own: str, last: Turn) -> Completed | None:
        """没轮上的那些呢: what the tasks cited call the others (其他污染源)."""
        said = [s for t in self._topics.tasks(last) for s in t.sentences]
        found = [(m.group(), s) for s in said for m in _REST_OF.finditer(s.text)]
        if len(found) != 1 or not last.answered or _SOME.match(own):
            return None
        name, sentence = found[0]
        asked = _REST_NAMED.sub("", own)
        asked = asked if asks_plainly(asked) else asking_of(last.question.text)
        return Completed(f"{name}{asked}", last.focus, held=((sentence.start, sentence.end),))

    def counts(self, follow: Follow, last: Turn) -> bool:
        """Whether things are meant that a sentence which was cited counts so."""
        return self.so_many(follow, last) is not None

    def of_it(self, follow: Follow, last: Turn) -> bool:
        """监测是自动的吗: whether all that is to be checked stands in the task that was cited."""
        cited = "".join(t.text for t in self._topics.tasks(last))
        short = len(follow.own) <= _BRIEF and follow.question.asks(Asked.CHECK)
        return short and bool(cited) and all(w in cited for w in follow.subject)
