"""Follow-ups: telling them from new topics, and finding the earlier turn they lean on."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.dialogue.followup import Joiner
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import stripped
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader

__all__ = ["Completed", "Conversation", "Turn"]

_MARKED = re.compile(
    r"^(?:(?:好的?|嗯|哦|行|明白了?)[，,])?(?:那(?!些年)|然后|还有|再|另外|其中|其余|其他|它|这|"
    r"该|此|刚才|刚刚|上面|前面|换成|改成|要是|如果是|假如|同样|同一|都(?!市)|也|又|而|"
    r"继续|接着|剩下|第[一二三四五六七八九十\d]+(?:个|项|块|类|种)|最后一|为什么|为啥|凭什么|"
    r"不对|我记得|没数)"
)
_PRONOUN = re.compile(
    r"它|他们|她们|[这那](?:个|事|项|条|件|块|活|些|方面|里|一块|部分|一条|一项|家|几|类|样)|"
    r"该(?:项|条|任务|目标|部门|工作|局)|其(?:中|他|余)|上述|刚才|刚刚|前面|上面|"
    r"[上下]一[条个项]|同一|后者|前者|两者|二者|剩下"
)
_BACK = re.compile(r"刚才|刚刚|前面|最开始|一开始|最初|之前|上面|说回|回到|那个|第一个问题")
_TAIL = re.compile(r"呢[？?。！!]*$")
_RETURN = re.compile(
    r"^(?:那|我们|咱们?|再|还是|好[，,])?(?:说回|回到|再说|继续说|接着说|还是说|话说回来|回头说|"
    r"返回|重新说|再看|再问|回过头(?:来)?(?:说|看)?)(?:一?下|说)?"
    r"(?:刚才的?|前面的?|最开始的|一开始的|第一个)?"
)
_SWITCH = re.compile(
    r"^(?:好的?|行|嗯|明白了?|谢谢)?[，,。 ]*(?:换个(?:话题|问题|事)|另外(?:再)?问(?:一?个|下)?|"
    r"再问(?:一?个|下)?别的|问(?:一?个|点)别的|不说这个了?|说个别的|"
    r"顺便(?:再)?问(?:一?下|一句)?|(?:再|还)?(?:有|问)?(?:一个)?(?:另一个|别的|"
    r"其他的?)问题)[，,：: ]*"
)
_SHORT, _LONG = 12, 30
# A word longer than this names a matter of its own.
_NAME = 3


class Conversation:
    """Completes follow-ups about one plan."""

    def __init__(self, reader: Reader, finder: Finder, elsewhere: re.Pattern[str]) -> None:
        self._reader = reader
        self._elsewhere = elsewhere
        self._finder = finder
        self._joiner = Joiner(reader, finder)

    def complete(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """``text`` as a question of its own, by what was said before."""
        switched = _SWITCH.sub("", text)
        if switched != text and switched:
            return Completed(switched)
        if not turns:
            return Completed(text)
        back = _RETURN.match(text)
        follow = self._follow(text[back.end() :] if back else text)
        if back and follow.own:
            earlier = self._spoken_of(follow, turns)
            return self._again(follow, earlier) if earlier else self._or_new(follow, turns)
        return self._or_new(follow, turns)

    def _or_new(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed:
        if not self._depends(follow):
            return Completed(follow.text)
        if _BACK.search(follow.text):
            earlier = self._spoken_of(follow, turns)
            if earlier and follow.subject:
                return self._again(follow, earlier)
        last = next((t for t in reversed(turns) if t.clauses or t.answered), turns[-1])
        return self._joiner.joined(follow, last)

    def _follow(self, text: str) -> Follow:
        double = re.match(r"^.{1,8}呢[，,](?=.{4,})", text)
        text = text[double.end() :] if double else text
        question = self._reader.read(text)
        named = "".join(m.text for m in question.mentions)
        own = stripped(text)
        words = self._finder.content(self._reader.read(own).topic)
        content = tuple(w for w in words if w not in named)
        subject = tuple(w for w in self._joiner.subject(question.topic) if w not in named)
        return Follow(text, question, own, content, subject)

    def _depends(self, follow: Follow) -> bool:
        text, question = follow.text, follow.question
        pronoun = bool(_PRONOUN.search(text))
        marked = bool(_MARKED.match(text) or _TAIL.search(text) or pronoun)
        if question.reference and not pronoun:
            return False
        if not follow.subject:
            asked = question.asks(
                Asked.WHAT, Asked.WHO, Asked.COUNT, Asked.LIST, Asked.WHICH_CLAUSE
            )
            checked = question.asks(Asked.CHECK)
            own = question.mentions and not marked and asked and not checked
            return not own and not self._foreign(question) and len(text) <= _LONG
        if marked and len(text) <= _LONG:
            return True
        if any(len(w) > _NAME for w in follow.subject):  # 黑臭水体谁负责 names its matter in full
            return False
        return len(follow.subject) <= 1 and len(text) <= _SHORT

    def _foreign(self, question: Question) -> bool:
        """Speaks of something of its own that is not of the plan's field (明天会下雨吗)."""
        content = self._finder.content(question.topic)
        return bool(content) and bool(self._elsewhere.search(question.text))

    def _spoken_of(self, follow: Follow, turns: tuple[Turn, ...]) -> Turn | None:
        """The latest earlier turn that speaks of what the follow-up names."""
        words = set(self._finder.content(follow.question.topic))
        for turn in reversed(turns):
            if any(w in turn.question.text for w in words):
                return turn
        return turns[0] if re.search(r"第一个问题|最开始|一开始|最初", follow.text) else None

    def _again(self, follow: Follow, turn: Turn) -> Completed:
        """An earlier turn taken up: its question again, or another one about the same."""
        if not follow.asks:
            return Completed(turn.question.text, turn.focus)
        rest = re.sub(r"^.*?(?:[那这]个|刚才(?:的|那个)?|前面(?:的|那个)?)", "", follow.own)
        return Completed(rest, turn.focus, turn.question.topic)
