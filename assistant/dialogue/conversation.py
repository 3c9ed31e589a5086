"""Follow-ups: telling them from new topics, and finding the earlier turn they lean on."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.decide.find import Finder
from assistant.dialogue.earlier import Earlier
from assistant.dialogue.followup import Joiner
from assistant.dialogue.opening import Opened, Opening, is_noise, open_up
from assistant.dialogue.owners import SAME, TOO
from assistant.dialogue.restated import restated
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from assistant.dialogue.wording import (
    EMPTY,
    asks_plainly,
    join,
    stripped,
    topic_of,
    unclaimed,
)
from assistant.understand.parts import follow_ups
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader

__all__ = ["Completed", "Conversation", "Turn"]

_TIED = re.compile(
    r"^(?:那(?!些年)|就是(?!不)|是哪[几些]|然后|还有|再(?!生)|另外|其中|其余|其他|它|这|该|此|刚才|刚刚|上面|前面|换成|改成|"
    r"要是|如果是|假如|同样|同一|都(?!市)|也|又|而|继续|接着|剩下|为什么|为啥|凭什么|不对|我记得|没数)"
    r"|呢[？?。！!]*$"
)
_PRONOUN = re.compile(
    r"它|他们|她们|[这那](?:个|事|项|条|件|块|活|些|方面|里|一块|部分|一条|一项|一?句|一?段|家|几|类|样)|"
    r"该(?:项|条|任务|目标|部门|工作|局)|其(?:中|他|余)|上述|刚才|刚刚|前面|上面|"
    r"[上下]一[条个项]|同一|后者|前者|两者|二者|剩下|剩余"
)
_BACK = re.compile(r"刚才|刚刚|前面|最开始|一开始|最初|之前|上面|那个")
# What belongs to the document or to the plan as a whole is asked of nothing said before.
_WHOLE = re.compile(
    r"全文|通篇|全方案|(?:整个|整份|这个|这份|该|本)?(?:方案|文件|通知)(?:里|中|的|是|叫|由|一共|总共|共|有|什么|哪|几|谁)|"
    r"文号|印发|发文|落款|主送|抬头|上位文件"
)
# The authorities of the districts, whom the plan gives every task (那区市呢, 各区要不要落实).
_DISTRICTS = re.compile(
    r"^(?:那么?|各|下面|基层|底下|到了?|落实?到|下到|具体|的|个)*(?:区市|区（市）|区县|县区|各区|区里|区政府|区级)(?:[这那]?一级|级|[这那]?一?层面?|政府|党委|里|[、和])*"
    r"(?:(?:由|归|是)?谁来?|要不要|用不用|需不需要|是不是|需要|有责任|负责|担责|落实|参与|承担|责任|什么|啥|哪些|也|要|得|管不管|管|干|做|抓|"
    r"有|吗|不|么|没|的|呢)*[？?。]*$"
)
# 这则新闻, 我家后面那条沟: pointed at in the world, not in what was said.
_THIS_PLAN = re.compile(
    r"[这那该本](?:个|份|则|条|篇|一)*(?=方案|文件|新闻|报道|消息|通知)"
    r"|(?<=[面口边旁家])的?[这那]一?条(?=[河沟渠街路])"
)
_EARLIER = re.compile(r"刚|之前|前面|上面|最[早初开先]|问|说")
_CLAIMED = re.compile(
    r"[^，。？]{2,12}(?:局|委|院|厅|办|会|中心|银行|党校)(?:来)?(?:牵头|负责|参与)[？?]"
)
_ALIKE = re.compile(
    r"^(?:也|是不是|还)*(?:一样|同样|相同|是这样|这样|这么多(?:家|个)?(?:部门|单位|局)?|是[那同这]一?[年天个]|是)的?(?:吗|么|吧)?[？?。]*$"
)
_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|负责|牵头")
_OTHER_HALF = re.compile(r"(?:另外?一?半|另外?一?[个段块]|剩下的?|其余的?)(?:部分)?")
# 怎么防治, 如何处置: the act alone names no matter.
_BARE_ACT = re.compile(
    r"(?:那|都|又|还|要|该|应|应该|需要|得|打算|准备|具体|到底|主要|是)*(?:怎么|如何|怎样|咋)(?:样|去|来|个|地)?"
    r"[\u4e00-\u9fff]{2}(?:的|呀|啊)?|(?:那|又|该|是|由|归)*谁(?:来|去)?(?:组织|落实|推动|推进|实施|承担|执行)的?|"
    r"(?:这个?数字?|它|那|又|要|得|将|大概|一共|能)*[比跟和较](?:20\d\d年|去年|今年|现在|目前|原来|以前|之前|过去)[^，。？]{0,8}(?:多少|几个?)(?:个?百分点|个?点|倍|成|%)?"
)
_SHORT, _LONG, _NAME = 12, 30, 3  # a word longer than the last names a matter of its own


class Conversation:
    """Completes follow-ups about one plan."""

    def __init__(
        self, reader: Reader, finder: Finder, elsewhere: re.Pattern[str], probe: Probe
    ) -> None:
        self._reader = reader
        self._elsewhere = elsewhere
        self._finder = finder
        self._joiner = Joiner(reader, finder, probe)
        self._fresh = self._joiner.fresh
        self._earlier = Earlier(finder.content, self._joiner.subject)

    def complete(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """``text`` as a question of its own, by what was said before."""
        turns = tuple(t for t in turns if not is_noise(t.question.text))
        if is_noise(text):
            return Completed(text)
        opened = open_up(text)
        if not turns:
            return Completed(opened.rest if opened.kind is Opening.NEW else text)
        if opened.kind is Opening.BACK:
            return self._returned(opened, turns)
        follow = self._follow(opened.rest, opened.kind is Opening.CORRECTED)
        question = follow.question
        named = any(w not in EMPTY for w in follow.content)
        named = named or bool(question.mentions or question.reference.clauses)
        if opened.kind is Opening.NEW and named and not _TIED.search(follow.text):
            return Completed(opened.rest)
        return self._completed(follow, turns)

    def _completed(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed:
        said = restated(follow.text, self._earlier.sound(turns), follow.corrected)
        follow = follow if said == follow.text else self._follow(said, follow.corrected)
        last = self._earlier.leant_on(follow, turns)
        retold = self._joiner.together.again(follow, turns) or self._joiner.spoken(follow, turns)
        retold = retold or self._joiner.compared(follow, turns)
        if told := retold or self._joiner.surely(follow, last):
            return told
        if _DISTRICTS.match(follow.text) and last.answered:
            return Completed("各项任务是否均需各区（市）党委、政府落实")
        several = self._joiner.listed.shared(follow, turns)
        several = several or self._joiner.together.of_turns(follow, turns)
        if several:
            return several
        chosen = self._joiner.together.chosen(follow, turns)
        chosen = chosen or self._joiner.pointer.former(follow, turns)
        if chosen := chosen or self._earlier.called_shortly(follow, turns):
            return self._about(*chosen, counted=True)
        if claimed := self._joiner.claimed(follow, last):
            return claimed
        parts = follow_ups(follow.text)
        if len(parts) > 1 and len(parts[0]) <= _LONG // 2:
            return self._of_parts(parts, follow, last)
        if not self._depends(follow, last):
            return Completed(follow.text)
        if _BACK.search(follow.text) and follow.subject:
            earlier = self._earlier.spoken_of(follow.question, turns)
            if earlier and earlier is not last:
                return self._about(follow.own, earlier)
        return self._joiner.joined(follow, last)

    def _of_parts(self, parts: list[str], follow: Follow, last: Turn) -> Completed:
        """油墨呢？胶粘剂呢？ asks of both; 湿地呢，归谁 asks the second of the first."""
        first, rest = self._follow(f"{parts[0]}呢"), self._follow(parts[-1])
        if _OTHER_HALF.fullmatch(first.own):
            return self._joined(rest, last)
        if not first.own or _ALIKE.match(rest.text):
            return self._joined(first, last)
        if SAME.match(rest.text) and first.content:
            return self._joined(self._follow(f"{first.own}{rest.text}"), last)
        if not rest.asks and not rest.question.asked - {Asked.CHECK}:
            named = "、".join(stripped(p) for p in parts)
            return self._joined(self._follow(f"{named}呢"), last)
        if asks_plainly(parts[0]):
            return self._joined(follow, last)
        bare = first.content and not first.question.mentions
        if bare and all(w in EMPTY for w in first.content):
            return self._joined(rest, last)
        if first.content and all(w in rest.text for w in first.content):
            return self._completed(rest, (last,))
        if rest.subject:
            return Completed(f"{first.own}{rest.own}", last.focus, last.question.topic)
        base = self._joined(first, last)
        text = unclaimed(base.text) if last.question.asks(Asked.CHECK) else base.text
        return replace(base, text=join(topic_of(text), rest.own))

    def _joined(self, follow: Follow, last: Turn) -> Completed:
        depends = self._depends(follow, last)
        return self._joiner.joined(follow, last) if depends else Completed(follow.text)

    def _follow(self, text: str, corrected: bool = False) -> Follow:
        question = self._reader.read(text)
        named = "".join(m.text for m in question.mentions)
        own = stripped(text)
        words = self._finder.content(self._reader.read(own).topic)
        content = tuple(w for w in words if w not in named and not _ASKING.search(w))
        subject = tuple(w for w in self._joiner.subject(question.topic) if w not in named)
        if _BARE_ACT.fullmatch(own):
            content = subject = ()
        return Follow(text, question, own, content, subject, corrected)

    def _depends(self, follow: Follow, last: Turn) -> bool:
        text, question = follow.text, follow.question
        if self._joiner.pointer.picks(follow, last) or self._joiner.asks_source(follow):
            return True
        if self._joiner.asks_besides(follow) and last.departments:
            return True
        if self._joiner.counts(follow, last) or self._joiner.leans(follow):
            return True
        if self._fresh.another(follow, last):
            return False
        pronoun = self._points(follow)
        if (question.reference or _WHOLE.search(text)) and not pronoun:
            return self._joiner.pointer.renumbers(follow, last)
        marked = bool(
            _TIED.search(text)
            or pronoun
            or follow.corrected
            or SAME.search(text)
            or TOO.search(text)
        )
        if not follow.subject or self._of_elsewhere(follow):
            alone = self._alone(follow, marked) or len(text) > _LONG
            return not (alone or self._fresh(follow, last))
        if marked and len(text) <= _LONG:
            return True
        if self._joiner.of_it(follow, last):
            return True
        if any(len(w) > _NAME for w in follow.subject):  # 黑臭水体谁负责 names its matter in full
            return False
        return len(follow.subject) <= 1 and len(text) <= _SHORT

    def _points(self, follow: Follow) -> bool:
        """Whether a pronoun points back; 农用地土壤那条 names what it points at."""
        found = _PRONOUN.finditer(_THIS_PLAN.sub("", follow.text))
        return any(not self._names(m, follow) for m in found)

    def _names(self, found: re.Match[str], follow: Follow) -> bool:
        head = follow.text[: found.start()]
        own = bool(re.fullmatch("[这那]一?[条项块句段]", found.group()))
        if re.fullmatch("[这那]一?个", found.group()):  # 镉那个源头防治谁牵头
            own = asks_plainly(follow.text[found.end() :]) and not _EARLIER.search(head)
        said = any(head.rstrip("的").endswith(w) for w in follow.content if w not in EMPTY)
        return own and (said or bool(head and follow.question.reference))

    def _alone(self, follow: Follow, marked: bool) -> bool:
        """Whether a question without a matter still leans on nothing: a department's tasks."""
        question = follow.question
        asked = question.asks(Asked.WHAT, Asked.WHO, Asked.COUNT, Asked.LIST, Asked.WHICH_CLAUSE)
        named = question.mentions and not _CLAIMED.fullmatch(follow.text)
        own = named and not marked and asked and not question.asks(Asked.CHECK)
        return bool(own) or self._foreign(question) or self._joiner.foreign(follow)

    def _of_elsewhere(self, follow: Follow) -> bool:
        """Whether all it names belongs to another world (今天天气怎么样)."""
        found = "".join(m.group() for m in self._elsewhere.finditer(follow.text))
        return bool(found) and all(w in found for w in follow.subject)

    def _foreign(self, question: Question) -> bool:
        """Speaks of something of its own that is not of the plan's field (明天会下雨吗)."""
        content = self._finder.content(question.topic)
        return bool(content) and bool(self._elsewhere.search(question.text))

    def _returned(self, opened: Opened, turns: tuple[Turn, ...]) -> Completed:
        """说回黑臭水体，谁管; 回到我最早问的那个: an earlier turn is taken up."""
        rest = opened.rest.strip(" ，,。")
        if opened.turn is not None:
            return self._about(rest, self._earlier.counted(opened.turn, turns), counted=True)
        question = self._reader.read(rest)
        earlier = self._earlier.spoken_of(question, turns)
        if question.reference or not earlier:
            return self._completed(self._follow(rest), turns)
        return self._about(rest, earlier)

    def _about(self, rest: str, turn: Turn, counted: bool = False) -> Completed:
        """An earlier turn taken up: its question again, or another one about the same."""
        rest = re.sub(r"(?:是|问的)?(?:啥|什么)来着[，,。？?]*", "", rest)
        asked = self._without_name(rest, turn, counted)
        if not asked or re.fullmatch(
            r"(?:再)?(?:说|讲|答|重复|回答)?一?(?:遍|下|次|说)[。！!]*", asked
        ):
            return Completed(turn.question.text, turn.focus)
        follow = self._follow(restated(asked, turn, corrected=False))
        if not follow.asks and not follow.subject and not follow.question.years:
            return Completed(turn.question.text, turn.focus)
        if follow.subject and not self._depends(follow, turn):
            return Completed(asked, turn.focus, turn.question.topic)
        return self._joiner.joined(follow, turn)

    def _without_name(self, rest: str, turn: Turn, counted: bool) -> str:
        """``rest`` without the words that only name the earlier matter: 黑臭水体，谁管 → 谁管."""
        head, comma, tail = re.sub("[，,：:]", "，", rest).partition("，")
        words = [w for w in self._finder.content(head) if w in turn.question.text]
        named = counted or words or any(m in head for m in _names(turn))
        if comma and named and not asks_plainly(head):
            return tail.strip()
        if not words:
            return re.sub(r"^的?(?:那个|这个)", "", head + comma + tail).strip()
        end = max(head.rfind(w) + len(w) for w in words)
        after = re.sub(r"^(?:的?(?:那|这)(?:个|条|项|块|事)的?|的(?=\S{3}))", "", head[end:])
        return (after if asks_plainly(after) else head if asks_plainly(head) else "") + comma + tail


def _names(turn: Turn) -> tuple[str, ...]:
    """Every way to call the departments an earlier turn named."""
    return tuple(n for m in turn.question.mentions for d in m.departments for n in d.names)
