"""Follow-ups that point past the answer: other clauses, the bracket behind it, a telephone."""

from __future__ import annotations

import re

from assistant.compose.phrase import pairs
from assistant.dialogue.owners import CONTACT
from assistant.dialogue.topics import Topics, label
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import join, stripped
from assistant.understand.question import Asked
from corpus.model import Clause
from corpus.numerals import to_han

# 除了这条，大沽河还在哪几条里被提到
_BUT_THERE = re.compile(
    r"除了?(?:[这那该本]一?[条处]|它)(?:以外|之外|外)?[，, ]*(?P<name>[^，。？它]{2,8}?)??它?"
    r"(?:还|也|又|另外|在)*(?:有|在|出现在?|写在|提到?|见于|哪)?(?:哪|别的?|其[他它]|什么|第几)[一几些]?(?:[条处章]|地方)"
)
# 里面哪些是金融口的, 哪些银行单位也算进去了
_OF_THEM = re.compile(
    r"(?:里面?|里头|其中|当中|[这那些上述]+(?:单位|部门|家|局))[^，。？]{0,3}[，,]?[^，。？]{0,3}哪|哪[些几两三]|^(?:有|都有)?[^，。？]{2,8}的?(?:呢|有谁)"
)
# 上一条有几处括号: of another clause, or brackets are counted.
_MOVED = re.compile(r"[上下前后]一?[条款]|[几多][处少个组段]+[^，。？]{0,6}括号")
# 完不成咋办
_FAILED = re.compile(
    r"(?:那么?|会|要|有没有|怎么|会不会|得|被|有)*(?:罚不罚|罚款|罚钱|处罚|问责|追责|扣分|罚多少)[款钱]?(?:吗|多少|么|没有?|呢)?[？?]*$|"
    r"(?:那么?|要是|如果|万一)*(?:到时候?|最后)?(?:[完达做办]不[成到了]|[没未](?:完成|做到|达到)|不达标|不合格|不执行)"
)
# 国家级还是省级
_EITHER = re.compile(
    r"(?:那么?|是|要|都)*(?P<a>[\u4e00-\u9fff]{2,6})还是(?P<b>[\u4e00-\u9fff]{2,6})(?:的|呢|啊)?"
)
# 是所有厂都要提，还是只限某些地方的
_ALL_OR_SOME = re.compile(
    r"(?:那么?|这|它|是|要|得)*(?:所有|全部|全市|全都|全|每一?[个家条处座]|每|各个?|一律|统统|都)[^，。？还]{0,12}[，,]?"
    r"还是(?:说)?(?:只|就|仅|光|限|有|是|要)*[^，。？]{0,4}(?:某|一部分|部分|一些|有些|有的|个别|几|特定|重点|其中)[^，。？]{0,10}[呢啊？?]*"
)
# 参与的一共几家，分别是
_HOW_MANY = re.compile(
    r"(?:那么?)?(?:都|有|是)*(?:参与|负责|分工|配合|承担|责任)的?(?:部门|单位)?(?:一共|总共|共|都)?有?(?:几|多少)(?:家|个)(?:部门|单位)?"
    r"[，,]?(?:分别|都|各|具体)*(?:是|有|叫)?(?:谁|哪些?|哪几[家个]|什么)?(?:部门|单位)?[呢啊？?。]*"
    r"|(?:那么?)?(?:一共|总共|共|拢共|总计|加起来)?(?:是|有)?(?:几|多少)(?:家|个(?:部门|单位|局))(?:一起|共同)?(?:部门|单位|负责|管|参与|干|的)*[呢啊？?。]*"
)
_NTH_BRACKET = re.compile(r"(?:第[一二三四五六\d]|最后一|倒数第[一二三\d])个括号")  # 第二个括号呢
_SO_MANY = re.compile(r"(?:那么?)?(?:一共|总共|共|拢共|总计)(?:是|有)?(?:几|多少)个?[呢啊？?。]*")
_OTHERS_COUNTED = re.compile(r"(?:多少|几)家(?!部门|单位)(?=[\u4e00-\u9fff“]{2})")  # 多少家绿色工厂
_BODIES = re.compile("单位|部门")
_SEVERAL = 2
# 他们的电话, 这个负责人的手机号
_THEIR = re.compile(
    r"^(?:那么?)?(?:他们|它们?|[这那该](?:个|位|些|几个|几家)?(?:负责人|负责的|牵头的|主管的?|部门|单位|局|人|家))(?:的|人)?"
)
_MORE = re.compile(
    r"^(?:那|这个?任务)?(?:还|另外)有(?:没有)?(?:什么|哪些|哪几个|啥|别的|其他|其它)的?(?:指标|目标|要求|内容|规定)"
)
_THERE_TOO = re.compile(
    r"(?:是不是|是否)?[也都]?(?:写|规定)?(?:在|属于)(?:同一?|[这那](?:一)?|上面那|刚才那|前面那)(?:条|款)"
    r"(?:里面?|中|之中|内)?(?:吗|么|吧|不|嘛)?[？?。]*$"
)
_TITLE = re.compile(
    r"(?:那么?)?(?:它|其|[这那该]一?条)?的?(?:标题|题目|名称|条名)(?:叫|是|写的?)*(?:什么|啥|怎么写的?)?"
)
_NEXT_TASK = re.compile(
    r"(?:(?P<on>[下后](?:面|边|头)?)|[上前](?:面|边|头)?)(?:的|那|这|紧挨着)*"
    r"(?:一?(?:段|句|组|项任务)(?!话)|(?<=[那这下上])一?个括号)"
)


class Beyond:
    """Completes follow-ups about what stands beside, or beyond, what was answered."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def pointed(self, follow: Follow, last: Turn) -> Completed | None:
        """What stands beside, or beyond, the answer, where the words tell for sure."""
        ways = (
            self.but_there,
            self.next_task,
            self.bracket,
            self.of_kind,
            self.failed,
            self.either,
            self.all_or_some,
            self.titled,
            self.contact,
        )
        return next((told for way in ways if (told := way(follow, last))), None)

    def but_there(self, follow: Follow, last: Turn) -> Completed | None:
        """除了这条，大沽河还在哪几条: the other clauses that speak of it."""
        found, clause = _BUT_THERE.match(follow.own), self._topics.plan.clause(last.focus or 0)
        if not found or not clause or follow.question.reference:
            return None
        if follow.question.mentions:
            return Completed(
                f"除第{to_han(clause.number)}条外，{follow.question.mentions[0].text}涉及哪几条"
            )
        own = [w for w in (found["name"],) if w and self._topics.subject(w)]
        spoken = [w for w in self._topics.subject(last.question.topic) if w in clause.text]
        word = next(iter([*own, *(_in_full(w, last, clause) for w in spoken)]), "")
        return Completed(f"除第{to_han(clause.number)}条外，哪几条提到{word}") if word else None

    def bracket(self, follow: Follow, last: Turn) -> Completed | None:
        """那句话后面的括号里都列了谁, 参与的一共几家: who has the one task that was cited."""
        nth = _NTH_BRACKET.search(follow.own)
        if nth and last.focus and not (follow.question.reference or follow.question.mentions):
            return Completed(f"第{to_han(last.focus)}条{nth[0]}里有谁", last.focus)
        cited = self._topics.tasks(last)
        bodies = _BODIES.search(follow.own) and len(cited) == 1 and cited[0].duties
        owners = bool(last.departments or bodies)
        owners = owners and not _OTHERS_COUNTED.search(last.question.text)
        counted = last.answered and owners and _HOW_MANY.fullmatch(follow.own)
        bare = last.question.asks(Asked.WHO) and _SO_MANY.fullmatch(follow.own)
        counted = counted or (last.answered and owners and bare)
        if not ("括号" in follow.own or counted) or follow.subject or follow.question.mentions:
            return None
        if len(cited) != 1 or follow.question.reference or _MOVED.search(follow.own):
            return None
        asked = "共几个部门" if follow.question.asks(Asked.COUNT) else "由谁负责"
        return Completed(f"{label(cited[0])}{asked}", last.focus)

    def of_kind(self, follow: Follow, last: Turn) -> Completed | None:
        """里面哪些是金融口的: of the departments responsible those of one kind."""
        named = follow.question.mentions
        if len(named) != 1 or len(named[0].departments) < _SEVERAL or not last.answered:
            return None
        if not _OF_THEM.search(follow.own) or last.question.mentions:
            return None
        held = self._topics.held(last)
        topic = self._topics.topic(last)
        return Completed(f"{topic}的责任单位里，{named[0].text}是哪几家", last.focus, held=held)

    def titled(self, follow: Follow, last: Turn) -> Completed | None:
        """它的标题是什么: of the clause that was talked about."""
        if not last.clauses or not _TITLE.fullmatch(follow.own):
            return None
        return Completed(f"第{to_han(last.clauses[0])}条标题是什么", last.clauses[0])

    def next_task(self, follow: Follow, last: Turn) -> Completed | None:
        """排在它前面那段由谁负责: the task of the clause before or after the one cited."""
        found, cited = _NEXT_TASK.search(follow.own), self._topics.tasks(last)
        clause = self._topics.plan.clause(last.focus or 0)
        if not found or not clause or len(cited) != 1 or follow.subject:
            return None
        number = cited[0].number + (1 if found["on"] else -1)
        if not 0 < number <= len(clause.tasks):
            return None
        who = follow.question.asks(Asked.WHO) or last.question.asks(Asked.WHO)
        asked = "由谁负责" if who or "括号" in follow.own else "讲什么，由谁负责"
        return Completed(f"{label(clause.tasks[number - 1])}{asked}", clause.number)

    def failed(self, follow: Follow, last: Turn) -> Completed | None:
        """完不成咋办: what becomes of the matter talked about when it is not done."""
        if not _FAILED.match(follow.own) or follow.question.mentions:
            return None
        return Completed(join(self._topics.topic(last), follow.own), last.focus)

    def either(self, follow: Follow, last: Turn) -> Completed | None:
        """国家级还是省级: which of two the sentences cited speak of."""
        found, clause = _EITHER.fullmatch(follow.own), self._topics.plan.clause(last.focus or 0)
        if not found or not clause or last.question.reference or last.question.mentions:
            return None
        told = filter(last.cites, clause.sentences)
        ways = pairs(found["a"]) | pairs(found["b"])
        held = tuple((s.start, s.end) for s in told if ways & pairs(s.text))
        foreign = any(w not in clause.text for w in follow.subject)
        if not held or follow.question.mentions or foreign:
            return None
        return Completed(f"{self._topics.topic(last)}，{follow.own}", last.focus, held=held)

    def all_or_some(self, follow: Follow, last: Turn) -> Completed | None:
        """是所有厂都要提，还是只限某些地方的: the plan's own words say how far it goes."""
        found = _ALL_OR_SOME.fullmatch(follow.own)
        if not found or not last.answered or not last.spans or follow.question.mentions:
            return None
        before, held = last.question, self._topics.held(last)
        if before.reference or before.mentions or before.asks(Asked.WHO, Asked.CHECK):
            return Completed(join(self._topics.topic(last), "有什么要求"), last.focus)
        return Completed(before.text, last.focus, held=held)

    def contact(self, follow: Follow, last: Turn) -> Completed | None:
        """这个负责人的手机号有没有: nothing of the plan, but of the matter talked about."""
        found = _THEIR.match(follow.own)
        if not found or not last.departments or not CONTACT.search(follow.own):
            return None
        rest = follow.own[found.end() :]
        return Completed(f"{self._topics.topic(last)}的责任部门{rest}", last.focus)

    def same_clause(self, follow: Follow, last: Turn) -> Completed | None:
        """X也在那条吗: in which clause X stands."""
        found = _THERE_TOO.search(follow.text)
        own = stripped(follow.text[: found.start()]) if found else ""
        if not self._topics.words(own):
            return None
        return Completed(f"{own}在第几条", last.focus, last.question.topic)

    def others(self, follow: Follow, last: Turn) -> Completed | None:
        """还有什么指标: the whole of the task that was cited."""
        cited = self._topics.tasks(last)
        if follow.subject or not _MORE.match(follow.text) or len(cited) != 1:
            return None
        return Completed(f"{label(cited[0])}有什么要求", last.focus)


def _in_full(word: str, last: Turn, clause: Clause) -> str:
    """大沽 → 大沽河: a name as the question and the clause both go on with it."""
    longer = re.search(f"{re.escape(word)}[\\u4e00-\\u9fff]", last.question.text)
    return longer.group() if longer and longer.group() in clause.text else word
