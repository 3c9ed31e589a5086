"""What a question asks of one department's own tasks: role, place in the bracket, which of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.compose.standing import place_of, place_words
from assistant.ledger.roles import LEAD, SHARED, read_role
from assistant.understand.question import Question
from corpus.departments import Mention
from corpus.model import Role

# 排在第二位, 名列末位, 把它写在最前头: where a name stands in its bracket.
_STANDS = re.compile(
    rf"(?:名[字列次单位]|大名|署名|位列|[排列写放站摆挂居]|括号[里中内])(?:名|位|序)?(?:是|为|得|在|于|了|到)*"
    rf"(?:(?:责任)?(?:括号|名单)的?[里中内]?的?)?{place_words('a_')}"
)
_HEADS = re.compile(
    r"(?P<a_head>打头(?:阵|炮)?|领头|开头|起头|领衔|为首|居首)|(?P<a_tail>垫底|压轴|殿后|收尾|末尾|压阵)"
)
_OF_BRACKET = re.compile(r"括号|名单|名字|大名|署名|排[名位序]")
# 任务数量排第一, 排名前三: an order by size.
_BY_SIZE = re.compile(
    r"数量|数目|次数|最[多少忙]|条款?数|项数|排行|任务数|前[一二三四五六七八九十\d几](?!位?(?:列|写|排))"
)
_ASKS_PLACE = re.compile(r"(?:排|列|位列|站)(?:名|在|到|第)*(?:几|哪|多少)|第几[位个名]|谁")
# What is asked beside what is told: 另一次在哪条; 除了柴油货车，还管什么.
_LEFT_OUT = re.compile(r"(?:除了?|除[去开]|不算|[撇抛]开|不含|不包括|去掉|刨去)[^，。？]{0,3}$")
_NO_WORDS = re.compile(rf"{LEAD}|{SHARED}|第[^，]{{1,4}}条|^[\d（一二三四五六七八九十]")
_OTHER = re.compile(r"另(?:外|有)?一?(?:处|次|回|条|段|项|个(?!部门|单位|局)|头|桩|件)")
_TOLD = re.compile(
    r"(?:(?<!另)一(?:处|次|回|条|段|项|头)|其[中一])(?:是|在|讲|说|写|管|落在|出现在|有)*(?P<what>[^，。？；]{2,16})"
)
_BUT = re.compile(
    r"(?:除了?|除开|除去|撇开|抛开|不算|别提)(?P<what>[^，。？]{2,16}?)(?:以外|之外|外|不[谈说算提])?[，,]?"
    r"(?=[^，。？]{0,12}(?:还|另|也|剩|又)[^，。？]{0,8}?(?:哪|什么|啥|几))"
)
_BOTH = re.compile(
    r"[两俩二]处?(?:的)?(?:条号|编号)|分别|各[在是讲管]|[两俩二][处回次条段](?:都|全)"
)
# 前一回…后一回呢, 靠后那段: which of a few.
_NTH = re.compile(
    r"(?:靠?[前后]|(?<!牵)头|末|最后|第[一二三四两])(?:面|边|头)?的?[那这]?(?:一|个)?(?:回|次|段|处|项|桩|件|摊|半截|括号)"
    r"|(?:一[回次段处][^，。？]{1,10}，?一[回次段处])"
)
# Where it stands: 名字散落在哪几条, 被安排进了哪项攻坚战.
_LOCATED = re.compile(
    r"(?:安排|安放|编排|划分|分派|指派|散落|散见|散布|散在|分散|分布|出现|露面|现身|登场|出场|点名|[落写列排放编归划分塞挂派拉卷])"
    r"(?:在|到|进|入|于|了|名|过|给)*(?:（[^（）]{1,4}）|第[^，。]{1,4}条)?的?[^，。？]{0,3}?(?:哪|第几|什么|啥)[^，。？]{0,4}?"
    r"(?P<kind>[条款处项章场]|主题|[攻保]坚?[坚卫]战|部分|括号|地方|方面|领域|半截?|截|段)"
)
_IDLE = re.compile(
    r"(?:的|它|名字|大名|名称|身影|任务|究竟|到底|具体|又|都|一共|总共|共|被|也|还|是|在|单位|这家|这个局)*"
)
# 牵头的不是治海，是“碳”的事: which is meant, and which not.
_CONTRAST = re.compile(
    rf"(?:{LEAD}|{SHARED}|负责|参与|管)的?(?:任务|活儿?|事儿?)?(?:可|并)?不是[^，。？]{{1,8}}，(?:而)?是"
)
_EVERY = re.compile(r"哪[几些]|几[条处项个段]|都|所有|全部|分别|各[在是管]")
_OPEN = re.compile(r"哪|什么|啥|几|多少|何|谁|呢|[说讲列写]")
# Tasks spoken of as somebody's own.
_OWN = re.compile(
    rf"{LEAD}|{SHARED}|名下|参与|参加|负责|承担|[分领摊派]到|有份|份儿|责任|括号|名单|名字|那[条段句项]"
    r"|写进|写在|[落排列放]在|[排列写安划放]+[进入]|管|任务|活儿?|差事|出场|露面|有名|职责|本行|身份"
)
# 自己牵头那段, 参与的那条: one that is known by being its own.
_THAT_ONE = re.compile(
    rf"(?:{LEAD}|{SHARED}|参与|参加|负责|管|分到|名下|份)的?[那这]一?(?:段|条|项|件|句|回|摊|块)"
)
# 怎么还管到海上去了, 为什么也在名单里: surprise asks for no reason.
_SURPRISE = re.compile(r"(?:为什么|为何|为啥|怎么)(?:也|还|竟|居然|会)[^，。？]{2,14}[，,](?=.{4})")


@dataclass(frozen=True, slots=True)
class OwnAsked:
    """Which of its tasks are asked for; ``place`` in the bracket counts from 0, or from the end.

    ``told`` are the words of another task, that is not asked for; ``several`` wants one or two of
    a few told apart, ``located`` where it stands, ``every`` all of them; a task is
    ``known`` by being its own.
    """

    mention: Mention
    role: Role | None = None
    place: int | None = None
    told: str = ""
    several: bool = False
    located: bool = False
    every: bool = False
    known: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The department meant."""
        return tuple(d.name for d in self.mention.departments)

    @property
    def sure(self) -> bool:
        """Whether the words ask for tasks of its own and nothing else."""
        return bool(self.place is not None or self.told or self.several or self.located)


def read_own(question: Question) -> OwnAsked | None:
    """What is asked of the one department named; None where there is not one, or nothing open."""
    bodies = {m.departments for m in question.mentions}
    text = unsurprised(question.text)
    if len(bodies) != 1 or not _OPEN.search(text):
        return None
    mention = question.mentions[0]
    place, rest = _place(text)
    if _LEFT_OUT.search(text[: mention.start]):
        return None
    if len(mention.departments) != 1 or not (place is not None or _OWN.search(question.text)):
        return None
    other = bool(_OTHER.search(text) and not _BOTH.search(text))
    told = _TOLD.search(text) if other else _BUT.search(text)
    named = told is not None and (mention.text in told["what"] or _NO_WORDS.search(told["what"]))
    return OwnAsked(
        mention,
        read_role(rest, 1)[0],
        place,
        "" if told is None or named else told["what"],
        bool(_NTH.search(text) or _OTHER.search(text) or contrasted(text)),
        _located(question),
        bool(_EVERY.search(text)),
        bool(_THAT_ONE.search(text)),
    )


def described(text: str) -> str:
    """A text without the place in a bracket that it tells."""
    return _place(text)[1]


def contrasted(text: str) -> bool:
    """Whether it is said which of somebody's tasks is meant, and which is not."""
    return bool(_CONTRAST.search(text))


def unsurprised(text: str) -> str:
    """A question without the surprise it begins with."""
    return _SURPRISE.sub("", text)


def _located(question: Question) -> bool:
    """Whether it is asked where the department itself stands, and not a matter of its own."""
    mention = question.mentions[0]
    rest = question.text[mention.end :]
    found = _LOCATED.search(rest)
    between = re.split("[，,。；]", rest[: found.start()])[-1] if found else ""
    return found is not None and bool(_IDLE.fullmatch(between))


def _place(text: str) -> tuple[int | None, str]:
    """The place in the bracket that is told, and the text without it."""
    if _BY_SIZE.search(text) or _ASKS_PLACE.search(text):
        return None, text
    heads = _HEADS.search(text) if _OF_BRACKET.search(text) else None
    found = _STANDS.search(text) or heads
    if found is None:
        return None, text
    rest = _STANDS.sub(" ", text)
    return place_of(found), _HEADS.sub(" ", rest) if heads else rest
