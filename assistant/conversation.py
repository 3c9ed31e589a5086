"""Follow-ups: completing a question from the turns before it, and leaving a new topic alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.find import Finder
from assistant.question import Asked, Question
from assistant.understand import Reader
from corpus.numerals import to_han, to_int

_MARKED = re.compile(
    r"^(?:那么?|然后|还有|再|另外|其中|它|这|该|此|刚才|刚刚|上面|前面|上一|下一|换成|要是换|如果是|同样|同一|都(?!市)|也|又|而|继续|接着|说回|回到|再说|后一|前一|第[一二三四五六七八九十\d]+个|最后一个|具体|为什么|为啥|凭什么|怎么不是)"
)
_PRONOUN = re.compile(r"它|这(?:个|事|项|条|件|块|活|些|方面|里|一块|部分|一条|一项|家|几|类|样)|那(?:个|事|项|条|件|块|些|里|家)|该(?:项|条|任务|目标|部门|工作|局)|其(?:中|他)|上述|刚才|刚刚|前面|上面|上一|下一|同一|后者|前者|两者|二者")
_TAIL = re.compile(r"呢[？?。！!]*$")
_RETURN = re.compile(r"^(?:那|我们|咱们?|再|还是)?(?:说回|回到|再说|继续说|接着说|还是说|话说回来|回头说|返回|重新说|再看|回过头(?:来)?说?)(?:刚才的|刚才|前面的|前面|最开始的|一开始的)?")
_SWITCH = re.compile(r"^(?:好的?|行|嗯|明白了?|谢谢)?[，,。 ]*(?:换个(?:话题|问题)|另外(?:再)?问(?:一?个|下)?|再问(?:一?个|下)?别的|问(?:一?个|点)别的|不说这个了?|说个别的|顺便(?:再)?问(?:下|一下|一句)?|另一个问题)[，,：: ]*(?:，)?")
_NEXT = re.compile(r"(?:下一|后一|后面(?:那)?一|接下来(?:那)?一)(?:条|项条款|款)|再下一条|下面一条|(?:它|那条|这条)?(?:的)?后面(?:那)?条")
_PREVIOUS = re.compile(r"(?:前一|前面(?:那)?一|上面(?:那)?一|再?上一)(?:条|款)")
_FROM = re.compile(r"(?:那|这|该|刚才|那一|这一|刚说的|刚刚)(?:那|这)?(?:一)?(?:条|款)?的?(?:上一|前一)|第.{1,4}条的?(?:上|前)一")
_ORDINAL = re.compile(r"第(?P<n>[一二三四五六七八九十\d]+)(?:个|项|条|类|种|处|点)?|(?P<last>最后一个|后一个|后者)|(?P<first>前一个|前者)")
_YEARS = re.compile(r"(20\d{2})年?")
_OPPOSITES = (("城市", "城里", "城区", "市区", "城镇", "建成区", "农村", "乡下", "村里", "村庄", "乡村"), ("昼间", "白天", "夜间", "晚上", "夜里"), ("铁路", "水路", "水运", "公路"), ("工业涂料", "油墨", "胶粘剂"), ("化肥", "农药"), ("入海", "入河"), ("国控", "其他"), ("受污染耕地", "农用地", "种地", "种庄稼", "建设用地", "盖房子"))
_MORE = re.compile(r"(?:他们|它们?|该局|该部门|这个(?:局|部门|单位)|这家(?:单位)?|人家).{0,6}(?:还|另外|别的|其他|都)(?:.{0,6})(?:负责|管|干|活|任务|工作|什么|哪些|有)|还(?:负责|管|有|干|承担)(?:了)?(?:哪些|什么|啥|别的)(?:任务|工作|活|事)?[？?]*$")
_SWAP = re.compile(r"换成|改成|换(?:一)?个|同样的问题|那么?.{2,12}呢")
_CLAUSE_NO = re.compile(r"第?几条|哪(?:一|几)?条")
_LONG = 22


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn as it was read: its completed question and the clauses it led to."""

    question: Question
    clauses: tuple[int, ...]
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """A self-contained question; ``focus`` is the clause talked about when it is a follow-up."""

    text: str
    focus: int | None = None
    context: str = ""


class Conversation:
    """Completes follow-ups about one plan."""

    def __init__(self, reader: Reader, finder: Finder, elsewhere: re.Pattern[str]) -> None:
        self._reader = reader
        self._elsewhere = elsewhere
        self._finder = finder

    def complete(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """``text`` as a question of its own, by what was said before."""
        switched = _SWITCH.sub("", text)
        if switched != text and switched:
            return Completed(switched)
        question = self._reader.read(text)
        if not turns:
            return Completed(text)
        returned = _RETURN.match(text)
        if returned:
            return self._returned(text[returned.end() :], turns)
        if not self._depends(text, question):
            return Completed(text)
        last = next((t for t in reversed(turns) if t.clauses), turns[-1])
        return self._joined(text, question, last, turns)

    def _depends(self, text: str, question: Question) -> bool:
        strong = self._finder.strong(question.topic)
        marked = bool(_MARKED.match(text)) or bool(_TAIL.search(text)) or bool(_PRONOUN.search(text))
        if question.reference.clauses and not _PRONOUN.search(text):
            return False
        if not strong:
            own = question.mentions and not marked and not question.asks(Asked.CHECK)
            return not (own or self._foreign(question))
        if marked and len(text) <= _LONG + 8:
            return True
        return len(strong) <= 1 and len(text) <= 11

    def _foreign(self, question: Question) -> bool:
        """Speaks of something of its own that is not of the plan's field (明天会下雨吗)."""
        content = self._finder.content(question.topic)
        return bool(content) and bool(self._elsewhere.search(question.text))

    def _returned(self, rest: str, turns: tuple[Turn, ...]) -> Completed:
        """说回X: the earlier turn about X is taken up again."""
        rest = rest.strip(" ，,。？?那这个的事问题")
        content = set(self._finder.content(self._reader.read(rest).topic))
        for turn in reversed(turns):
            if content & set(self._finder.content(turn.question.topic)) or any(w in turn.question.text for w in content):
                asked = self._reader.read(rest).asked
                text = rest if asked else turn.question.text
                focus = turn.clauses[0] if turn.clauses else None
                return Completed(text, focus, turn.question.topic)
        return Completed(rest or turns[-1].question.text)

    def _joined(self, text: str, question: Question, last: Turn, turns: tuple[Turn, ...]) -> Completed:
        focus = last.clauses[0] if last.clauses else None
        moved = self._moved(text, last)
        if moved:
            return moved
        swapped = self._swapped(text, question, last)
        if swapped:
            return Completed(swapped, focus)
        more = self._of_department(text, question, last)
        if more:
            return Completed(more)
        picked = self._picked(text, question, last)
        if picked:
            return picked
        own = _strip(text)
        before = _without_opposites(last.question.topic, own)
        content = self._finder.strong(question.topic)
        if not content:
            if last.question.mentions and not self._finder.strong(last.question.topic) and _CLAUSE_NO.search(text):
                return Completed(f"{last.question.mentions[0].text}的任务{own}", focus)
            if not question.reference and last.question.reference.clauses and not self._finder.content(last.question.topic):
                label = "、".join(f"第{to_han(n)}条" for n in last.question.reference.clauses)
                return Completed(f"{label}{own}", focus)
            return Completed(f"{_topic(before) or _topic(last.question.text)}，{own}", focus, "")
        if not (question.asked - {Asked.WHAT}) or _TAIL.search(text):
            asked = _asking(last.question.text) if not (question.asked - {Asked.WHAT}) else ""
            return Completed(f"{own}{asked}", focus, before)
        return Completed(own, focus, before)

    def _moved(self, text: str, last: Turn) -> Completed | None:
        """The clause after or before the one talked about, or its own text."""
        if not last.clauses:
            return None
        focus = last.clauses[-1]
        rest = ""
        if _NEXT.search(text):
            rest = _NEXT.sub("", text)
            focus += 1
        elif _PREVIOUS.search(text):
            rest = _PREVIOUS.sub("", text)
            focus -= bool(_FROM.search(text) or last.question.reference.clauses)
        elif re.search(r"(?:这|那|该|刚才(?:那)?|刚刚(?:那)?|同一)(?:一)?条|全条|整条|原文|全文", text) and not self._finder.content(self._reader.read(text).topic):
            rest = re.sub(r"(?:这|那|该|刚才(?:那)?|刚刚(?:那)?|同一)(?:一)?条", "", text)
        else:
            return None
        rest = re.sub(r"^(?:那么?|再|的|是|刚才|那条|这条|请|把|给我|看看)+|刚才那条的?|那条的|这条的", "", rest)
        return Completed(f"第{to_han(max(focus, 0))}条{rest or '讲什么'}", focus)

    def _swapped(self, text: str, question: Question, last: Turn) -> str:
        """换成2023年呢 / 那财政局呢: the same question with another year or department."""
        content = self._finder.strong(question.topic)
        if content:
            return ""
        before = last.question
        if question.years and (before.years or re.search(r"换成|呢", text)):
            years = f"{question.years[0]}年"
            body = _YEARS.sub("", before.text).strip("，, 到")
            return f"{years}{re.sub(r'^(?:到|年)', '', body)}"
        if question.mentions and before.mentions and not question.asks(Asked.CHECK) and (_TAIL.search(text) or not question.asked or _SWAP.search(text)):
            return before.text.replace(before.mentions[0].text, question.mentions[0].text)
        return ""

    def _of_department(self, text: str, question: Question, last: Turn) -> str:
        """他们还管什么: the department of the last answer, asked about as such."""
        if question.mentions or not last.departments or not _MORE.search(text):
            return ""
        return f"{last.departments[0]}负责什么" if len(last.departments) == 1 else ""

    def _picked(self, text: str, question: Question, last: Turn) -> Completed | None:
        """第二个呢: an item of what was listed before."""
        found = _ORDINAL.search(text)
        if not found or self._finder.strong(_ORDINAL.sub("", question.topic)):
            return None
        number = to_int(found["n"]) if found["n"] else -1 if found["last"] else 1
        before = last.question
        if number is None:
            return None
        if before.reference.clauses and re.search(r"项|任务", text + before.text):
            task = number if number > 0 else 1
            rest = _ORDINAL.sub("", text).replace("任务", "").strip("那呢？? 个项")
            return Completed(f"第{to_han(before.reference.clauses[0])}条第{to_han(task)}项任务{rest}")
        items = _items(before.topic)
        if len(items) > 1 and -len(items) <= number <= len(items):
            item = items[number - 1] if number > 0 else items[number]
            return Completed(f"{item}{_asking(before.text)}", last.clauses[0] if last.clauses else None, before.topic)
        if len(last.clauses) > 1 and number <= len(last.clauses):
            return Completed(f"第{to_han(last.clauses[number - 1])}条讲什么")
        return None


def _items(topic: str) -> list[str]:
    parts = re.split(r"、|和|与|以及|跟", topic)
    return [p.strip(" ，,") for p in parts if p.strip()] if len(parts) > 1 else []


def _asking(text: str) -> str:
    """The words of asking of an earlier question, to be put to another topic."""
    for pattern, said in (
        (r"谁|哪(?:个|些|几)?(?:部门|单位|家)|牵头|负责|归", "由谁负责"),
        (r"什么时候|何时|哪年|啥时候|期限", "什么时候完成"),
        (r"多少|几|目标|比例|百分", "是多少"),
    ):
        if re.search(pattern, text):
            return said
    return "有什么要求"


def _strip(text: str) -> str:
    return re.sub(r"^(?:那么?|然后|还有|再|另外|而|又)(?!些|个|几)|呢(?=[，,。？?！!]|$)", "", text).strip(" ，,")


def _topic(text: str) -> str:
    text = re.sub(r"(?:是)?(?:多少|什么时候.*|何时.*|哪年.*|由?谁.*|归谁.*|哪个部门.*|哪些部门.*|有哪些.*|怎么.*|如何.*|有什么.*|是什么.*|[？?]+)$", "", text)
    return text.strip(" ，,。？?的吗呢")


def _without_opposites(before: str, now: str) -> str:
    for group in _OPPOSITES:
        if any(word in now for word in group):
            for word in sorted(group, key=len, reverse=True):
                if word not in now:
                    before = before.replace(word, "")
    return before
