"""Follow-ups that hold a figure against another: 比绿地率低几个点, 后者比前者高多少, 合起来多少."""

from __future__ import annotations

import re

from assistant.dialogue.topics import Topics, named
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.ledger.sides import amount
from assistant.understand.question import Asked

_UNIT = r"(?:个?(?:百分点|百分比|点)|%|成|倍|[万公]?[亩顷里]|公顷|公里|[个条处家户]|平方米)?"
_WAY = r"[高低多少大小长短]"
# 高几个点, 差多少, 少多少
_GAP = (
    rf"(?:(?:[定设订写]得|要|更|还|到底|究竟|大概|又)*(?:相?差|{_WAY})(?:出来?|了|着)?(?:多少|几){_UNIT}"
    rf"|相差{_UNIT}|差距(?:有|是)?(?:多大|多少)|差(?:多少|几){_UNIT})"
)
_TALK = (
    r"(?:那么?|所以|这|也就是说|算一?算|算下来|你|帮我?|请|给我|看看|比一?比|那个?数字?|的|"
    r"[，,、 ])*"
)
_ENDS = r"(?:来着|呢|啊|呀|了|[，,。？?！! ])*"
_IT = (
    r"(?:(?:它|前者|前一个|前面那个|上面那个|刚才(?:那个|的)?|刚刚那个|上一个|这个|那个|前头那个)"
    r"(?:数字?|指标|目标|比例|率)?)"
)
_PLAIN = r"(?:那个?|这个?|的)?(?:数字?|指标|目标|比例|数值|那一?项|这一?项)?(?:的|，|,)*"
# 比再生水利用率低几个点, 跟森林覆盖率比差多少
_AGAINST = re.compile(
    rf"{_TALK}(?:比|[跟和与同]|相比|较|比起|对比)(?!{_IT})(?P<x>[^，。？]{{2,18}}?){_PLAIN}(?:相?比(?:起来|较)?)?[，,]?(?P<gap>{_GAP}){_ENDS}"
)
# 可再生能源电量占比那个数，比它高出几个百分点
_OTHER = re.compile(
    rf"{_TALK}(?P<x>[^，。？]{{2,18}}?){_PLAIN}(?:比|[跟和与同])(?:{_IT})(?:相?比)?[，,]?(?P<gap>{_GAP}){_ENDS}"
)
_ONE = (
    rf"(?:后者|前者|[前后头]一[个项样]|[前后]面?[那这]一?[个项]|第[一二]个|{_IT}|后[个项]|前[个项])"
)
# 后者比前者高多少
_FORMER = re.compile(
    rf"{_TALK}{_ONE}的?(?:数字?|指标)?(?:比|[跟和与同]){_ONE}?(?:数字?|指标)?(?:相?比)?[，,]?(?P<gap>{_GAP}){_ENDS}"
)
# 两样里哪样定得高，高出几个百分点
_WHICH = re.compile(
    rf"{_TALK}(?:(?:[这那]|它们?|前后|以上)?[两俩二][个项样者种](?:数字?|指标|目标|率)?(?:里面?|里头|当中|中间?|之中|相比|比起来|放一起)?的?[，,]?)?"
    rf"(?:哪一?[个项样种边头]|谁)的?(?:[定设订写]得|要求|数字?|指标)?(?:更|比较|要|得)*(?:[降升提增减]得?)?(?P<way>{_WAY})(?:一?些|一?点)?(?:的)?"
    rf"(?P<gap>[，,]?(?:{_GAP}|[高低多少大小](?:出)?(?:多少|几){_UNIT}))?{_ENDS}"
)
# 两个数差多少
_APART = re.compile(
    rf"{_TALK}(?:(?:[这那]|它们?|前后|以上)?[两俩二][个项样者种]?(?:数字?|指标|目标|率)?(?:之间|一比|相比|比起来)?)?(?P<gap>{_GAP}){_ENDS}"
)
# 合起来几万亩, 连同其他入海的，两拨合起来多少条
_SUM = re.compile(
    rf"(?:[^，。？]{{0,10}}[，,])?{_TALK}(?:(?:这|那|它们?|前后|以上)?[两俩二](?:[个项样者种拨批类])?(?:数字?|指标|目标|任务)?)?(?:都|全)?"
    rf"(?:(?:[合加并凑](?:起来|在?一起|到一起|在?一块儿?|在?一道|计|总)|总共|一共|拢共|合计|总计)(?:起来)?(?:是|有|要|得|算|共)*(?P<much>(?:多少|几){_UNIT})"
    rf"|(?:[合加凑](?:起来|在?一起|到一起|在?一块儿?))呢?){_ENDS}"
)
_SERIES = re.compile(r"[、和与跟及]")
_PAIR, _MOST = 2, 40


class Compared:
    """Completes follow-ups that compare or add up the figures talked about."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def told(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """The figures meant, and what is asked of both; None where it does not compare."""
        last, asked = turns[-1], follow.question
        long = len(follow.text) > _MOST
        if long or asked.mentions or asked.reference or asked.asks(Asked.WHO, Asked.WHEN):
            return None
        ways = (self._against, self._between, self._summed)
        return next((told for way in ways if (told := way(follow, turns, last))), None)

    def _against(self, follow: Follow, turns: tuple[Turn, ...], last: Turn) -> Completed | None:
        """Another indicator, held against the one last asked about."""
        found = _AGAINST.fullmatch(follow.text) or _OTHER.fullmatch(follow.text)
        ours = self._figure(last)
        if not found or not ours or found["x"] in ours or not follow.subject:
            return None
        return Completed(f"{ours}和{found['x']}相差多少", last.focus)

    def _between(self, follow: Follow, turns: tuple[Turn, ...], last: Turn) -> Completed | None:
        """The figures of the last two turns, or the two that the last one told."""
        text = follow.text
        which = _WHICH.fullmatch(text)
        found = which or _FORMER.fullmatch(text) or _APART.fullmatch(text)
        names = self._both(turns) if found and not follow.subject else ()
        if not found or not names:
            return None
        head = f"哪个{which['way']}，" if which else ""
        gap = "相差多少" if found["gap"] else ""
        return Completed(f"{'和'.join(names)}{head}{gap}".rstrip("，"), last.focus)

    def _summed(self, follow: Follow, turns: tuple[Turn, ...], last: Turn) -> Completed | None:
        """What two things counted alike come to, that were told in one place or one by one."""
        found = _SUM.fullmatch(follow.text)
        if not found or last.question.asks(Asked.WHO):
            return None
        names = self._alike(last) or self._both(turns)
        if len(names) != _PAIR or not any(n in self._names(turns) for n in names):
            return None
        return Completed(f"{'和'.join(names)}一共{found['much'] or '多少'}", last.focus)

    def _names(self, turns: tuple[Turn, ...]) -> str:
        return "".join(f"{t.question.text}{t.told}{self._figure(t)}" for t in turns)

    def _alike(self, last: Turn) -> tuple[str, ...]:
        """The two figures in the sentences cited that are counted in the same unit."""
        clause = self._topics.plan.clause(last.focus or 0)
        cited = [s for s in clause.sentences if last.cites(s)] if clause else []
        sized = [(t, a) for s in cited for t in s.targets if (a := amount(t))]
        units = {u for _, (_, u) in sized}
        named_so = tuple(dict.fromkeys(named(t) for t, _ in sized))
        rate = units & {"%", "个百分点", "微克/立方米"}
        return named_so if len(units) == 1 and not rate and len(named_so) == _PAIR else ()

    def _both(self, turns: tuple[Turn, ...]) -> tuple[str, ...]:
        last = turns[-1]
        told = self._topics.aims(last)
        several = _SERIES.search(self._topics.topic(last))
        if several and len(told) == _PAIR:
            return told
        names = tuple(dict.fromkeys(n for t in turns[-_PAIR:] if (n := self._figure(t))))
        if len(names) == _PAIR and not several:
            return names
        counted = self._alike(last)
        return counted if len({s for t in turns[-_PAIR:] for s in t.spans}) == 1 else ()

    def _figure(self, turn: Turn) -> str:
        """The indicator of the one figure that a turn asked about."""
        if not turn.answered or turn.question.reference or turn.question.mentions:
            return ""
        return self._topics.aim(turn)
