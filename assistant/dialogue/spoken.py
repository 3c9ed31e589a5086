"""Follow-ups about clauses by their place from those spoken of: 夹在它俩中间的那条."""

from __future__ import annotations

import re

from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import join
from assistant.understand.neighbours import nicknamed
from assistant.understand.question import Asked
from corpus.numerals import to_han, to_int

_IT = r"(?:它|其|(?:刚才)?[那这该]一?条)"
_N = r"(?P<n>[一二两三四五六]|\d)"
_WAY = r"(?P<way>[后前下上回])(?:面|边|头)?"
_GO = r"(?:再|接着|继续|数|倒|翻|退|推|排|算|跳|走|挪|找)*(?:过去|下去|回去|上去|起)?"
_FROM = rf"(?:从|自|由|以)?{_IT}(?:开始|起|算起|出发)?[，,]?(?:再|接着)?"
_TO = rf"(?:{_FROM}(?:的|[往向朝])?|再?[往向朝])"
# 从那条往后数第二条
_NTH = re.compile(rf"(?:那么?)?{_TO}{_WAY}{_GO}的?(?:那|这)?第{_N}[条个]")
# 往回倒两条: so many clauses away, one of them.
_AWAY = re.compile(
    rf"(?:那么?)?{_TO}{_WAY}(?:再|接着|继续)?(?:数|倒|翻|退|推|跳|走|挪)+(?:过去|下去|回去|上去)?了?{_N}条"
)
# 它后头紧挨着的两条: the next few, told one by one.
_NEAR = r"(?:紧?挨着|紧接着?|紧跟着?|紧邻着?|相邻|连着|接连)"
_FEW = re.compile(
    rf"(?:那么?)?(?:{_TO})?(?P<near>{_NEAR}的?)?{_IT}?的?{_WAY}的?(?P<close>{_NEAR})?的?(?P<those>[那这])?{_N}条"
)
_EACH = re.compile(r"分别|各自|各是|都(?:是|叫|讲|管)|依次|哪[两三四几]条")
_BETWEEN = re.compile(
    r"(?:那么?)?(?:夹|排|处|位|卡|隔|落)?在?(?:它们?俩?|他们俩|[这那]?[两俩]者?(?:条|个)?|二者)(?:的)?"
    r"(?:之间|中间|当中)的?(?:夹着?|隔着?)?的?(?:那|这|是|还?有)?(?:[哪几一两])*条"
    r"|(?:那么?)?(?:[正当]?中间|当中)(?:夹着?|隔着?|空着?)的?(?:是|那|这)?[哪几一两]*条"
)
_MOST_BETWEEN = 5
# 这一章最末一条: of the chapter talked about.
_IN_CHAPTER = re.compile(
    r"(?:那么?)?(?:在|它|其)?(?:所在|所属)?的?(?:[这那该本]|同一?|同)一?个?章(?:里面?|里头|中|内|当中)?的?"
    r"(?=(?:最末|最后|末尾|末了|收尾|垫底|压轴|打头|开头|起头|最前|第一|头一|首|倒数)[^，。？]{0,6}条)"
)
# 两条合起来，去掉重的，一共几家
_JOINED = re.compile(
    r"(?:那么?|所以)?(?:把|将)?[这那前上后]?(?:面|边)?(?P<n>[两俩二三四几])(?:条|个条款)?的?(?:责任|负责|参与)?的?(?:单位|部门)?"
    r"(?:都|都?一块儿?|一起|全部?)?(?:合起来|合在?一起|合并(?:起来|到一起|后)?|加起来|加在?一起|加一块儿?|凑一块儿?|放一起|算一起|算在一起|总共|一共|合计|拢共)"
    r"[^不]*?(?:[几多][少]?家|(?:几|多少)个?(?:部门|单位|局))(?:单位|部门)?[呢啊？?]*"
)
_WHOLE_LIST = (
    r"(?:把|请|要|再)?(?:完整|全部|所有)?的?(?:责任|部门|单位|负责)*的?(?:名单|单位|部门|名字)"
    r"(?:也|都|再|请)*(?:给|列|报|说|写|发|念|要)(?:我)?(?:全|完整|齐全?|出来|一下|全了)+[吧。！]*"
)
_LIST_ALONE = re.compile(_WHOLE_LIST)
# 建设用地那条呢，名单给全: the clause so called, asked of as the one before.
_CALLED = re.compile(
    rf"(?:那么?)?(?P<name>[\u4e00-\u9fff]{{2,10}}?)的?[那这]一?条呢?[，,、？?]*(?P<list>{_WHOLE_LIST})?"
)
_LEFT = re.compile(r"^(?:[，,的呢是]+(?:(?:啥|什么)$)?)|[？?。呢 ]+$")
_PAIR = 2


class Spoken:
    """Resolves clauses named by their place from the clauses talked about."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._plan = topics.plan

    def of(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """The follow-up with the clauses it points at by number; None where it does not."""
        ways = (self._between, self._joint, self._away, self._few, self._in_chapter, self._owners)
        return next((told for way in ways if (told := way(follow, turns))), None)

    def _away(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """从那条往后数第二条, 往回倒两条: one clause, so many on or back."""
        found = _NTH.match(follow.text) or _AWAY.match(follow.text)
        spoken = _clauses(turns[-1])
        if not found or len(spoken) != 1 or _EACH.search(follow.text):
            return None
        number = spoken[0] + _sign(found) * _size(found["n"])
        return self._asked((max(number, 0),), follow, found, turns[-1])

    def _few(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """它后头紧挨着的两条: all of them up to there."""
        found, spoken = _FEW.match(follow.text), _clauses(turns[-1])
        if not found or len(spoken) != 1 or _size(found["n"]) < _PAIR:
            return None
        if not (found["near"] or found["close"] or found["those"] or _EACH.search(follow.text)):
            return None
        step, size = _sign(found), _size(found["n"])
        numbers = sorted(spoken[0] + step * i for i in range(1, size + 1))
        return self._asked(tuple(numbers), follow, found, turns[-1])

    def _between(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """夹在它俩中间的那条: what stands between the two clauses last talked about."""
        found, pair = _BETWEEN.match(follow.text), _last_clauses(turns, _PAIR)
        if not found or len(pair) != _PAIR:
            return None
        low, high = sorted(pair)
        numbers = tuple(range(low + 1, high))
        if not 0 < len(numbers) <= _MOST_BETWEEN:
            return None
        return self._asked(numbers, follow, found, turns[-1])

    def _joint(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """两条合起来，去掉重的，一共几家: the departments of the clauses last talked about."""
        found = _JOINED.fullmatch(follow.text)
        if not found or follow.question.mentions:
            return None
        size = len(turns) if found["n"] == "几" else _size(found["n"])
        numbers = _last_clauses(turns, size)
        if len(numbers) < _PAIR or (found["n"] != "几" and len(numbers) != size):
            return None
        return Completed(f"{_labels(tuple(sorted(numbers)))}责任单位合计几家")

    def _in_chapter(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """这一章最末一条是讲啥的: the end of the chapter that was talked about."""
        found, last = _IN_CHAPTER.match(follow.text), turns[-1]
        named = last.question.reference.chapters
        if not found or len(named) > 1:
            return None
        chapters = {c.chapter for c in self._plan.clauses if c.number in last.clauses}
        number = named[0] if named else chapters.pop() if len(chapters) == 1 else None
        if number is None:
            return None
        return Completed(f"第{to_han(number)}章{follow.text[found.end() :]}")

    def _owners(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """建设用地那条呢，名单给全, after it was asked who is responsible."""
        last = turns[-1]
        if not last.question.asks(Asked.WHO):
            return None
        if last.answered and _LIST_ALONE.fullmatch(follow.text):
            return Completed(join(self._topics.topic(last), "由谁负责"), last.focus)
        found = _CALLED.fullmatch(follow.text)
        called = nicknamed(found["name"], self._plan) if found else None
        if not found or not called or called[0]:
            return None
        return Completed(f"第{to_han(called[1])}条由谁负责", called[1])

    def _asked(
        self, numbers: tuple[int, ...], follow: Follow, found: re.Match[str], last: Turn
    ) -> Completed:
        """What is asked of the clauses meant; as before where the follow-up asks nothing."""
        who, titled = last.question.asks(Asked.WHO), last.question.asks(Asked.TITLE)
        same = "由谁负责" if who else "标题是什么" if titled else ""
        plain = same or ("讲什么" if len(numbers) > 1 else "")
        rest = _LEFT.sub("", follow.text[found.end() :]) or plain
        return Completed(f"{_labels(numbers)}{rest}", numbers[0])


def _labels(numbers: tuple[int, ...]) -> str:
    return "和".join(f"第{to_han(max(n, 0))}条" for n in numbers)


def _size(said: str) -> int:
    return to_int(said.replace("两", "二").replace("俩", "二")) or 1


def _sign(found: re.Match[str]) -> int:
    return 1 if found["way"] in "后下" else -1


def _clauses(turn: Turn) -> tuple[int, ...]:
    """The clauses a turn spoke of: those it named, else those it was answered from."""
    named = turn.question.reference.clauses
    return tuple(dict.fromkeys(named or (turn.clauses if turn.answered else ())))


def _last_clauses(turns: tuple[Turn, ...], size: int) -> tuple[int, ...]:
    """The clauses of the last turns, one of each; or all that the last turn named by number."""
    named = tuple(dict.fromkeys(turns[-1].question.reference.clauses))
    if len(named) > 1:
        return named
    found: list[int] = []
    for turn in reversed(turns):
        spoken = _clauses(turn)
        if len(found) == size or len(spoken) != 1:
            break
        found += [n for n in spoken if n not in found]
    return tuple(found)
