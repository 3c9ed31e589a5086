"""Words of the plan's text that a question to the ledger looks for."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.ledger.numbers import numbered
from assistant.ledger.slots import Slot, Token, words_of
from corpus.model import Plan

# What a word looked for in the text may be, up to the next word of asking.
TERM = re.compile(
    r"(?:了|过|有|到)?([^，。？、的“”\"]{1,12}?)(?=的|但|而|却|又|，|、|和|或|与|跟|且|也|$|？|\?|条款|这|哪|字样|几|一共|在|[俩两二]个?字)"
)

# 标题是持续打头的, 以加强开头: what a title or a name begins or ends with.
AT_END = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9.]{1,8}?)(?:(?:这)?[俩两二三四]个?字)?(?:来)?(?=(?:做|作|当)?(?:开头|打头|起头|字头|为首|结尾|收尾))"
)
PART_OF_NAME = re.compile(r"([\u4e00-\u9fff]{1,6}?)(?=[两三]?个?字|的|$|，|的?(?:部门|单位))")

# 跟港口沾边的条款: what clauses are to be about.
_ABOUT = re.compile(
    r"(?:跟|和|与|同)([\u4e00-\u9fff]{2,8}?)(?:有关|相关|沾边|挂钩|沾点边|搭边)(?:联|系)?"
    r"(?=的?(?:条款|条文|条目|章节))"
)
# 丁字湾露面在哪些条款: a name of the plan's text, told as one that occurs there.
_NAMED = re.compile(
    r"([A-Za-z\u4e00-\u9fff][A-Za-z0-9.\u4e00-\u9fff]{0,9}?)(?=(?:这个词|这个说法|这[个一项]指标|这事儿?|这件事|这个问题|字样|，|一共|总共|都|分别|先后|前后|在?(?:全文|方案|文件|通篇)[里中内]?)*(?:被?点到?了?名?|被?提到?|被?提及|露[过了]?[面脸]|现身|出现|被?写到?进?)(?:了|过)?"
    r"(?:在?(?:哪|几|多少|第几)|于|(?:[二两三四五六七八九]|\d+|好几|不止一|好多|多)(?:处|次|回|个地方|条))"
    # 钢铁行业被哪几条点了名
    r"|被(?:哪[几些一]?条(?:款)?|几条)(?:点了?到?过?名|[提写说讲]到?[了过]?|点[到了])"
    r"|被?(?:点到?名?|提到?名?|提及|写[到进]|说到|出现)(?:了|过)?的(?:条款|条目|条文|地方|那[几些]条)"
    r"|(?:这个词|这个说法|字样|这[几两三]个字)(?:一共|总共|都|分别)*在(?:哪|几|多少)"
    r"|(?:这个词|这个说法|这[个一项]指标|这事儿?|这件事|，|在?(?:全文|方案|文件)[里中内]?|一共|总共|先后|都)*在(?:哪|几|多少|好几|不止一|多|两|三)[些几两三]?[条章处个](?:条款)?[里中内]?(?:面|边)?(?:都|均|同时)?(?:被?[提写点]|说|讲|谈|出现|露面|现身)"
    # 秸秆不止一条在管, 地下水的事散落在哪几条
    r"|[，,]?(?:好像|似乎|应该|肯定|恐怕)?(?:不止|不只)(?:是)?一[条处](?:款)?(?:里|都|在|有|把它)*(?:管|提|写|说|讲|涉及|出现)"
    r"|的?(?:事(?:情|儿)?)?(?:都|分别)?(?:散落|散布|散见|散在|分散)(?:在|于)?(?:哪|几|多少)"
    # 海洋最后一次出现在第几条, 最早在哪一条提到
    r"|(?:这个词|这个说法|字样|这事儿?|这件事)?(?:是|又)?在?(?:最[早先晚后]|第一[次回]|首次|头一[次回]|末次|倒数第一次))"
)
# 崂山湾、丁字湾凑到一条里的, 大沽河和墨水河都提到的: names of the text in a row.
_WORD = r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9.\u4e00-\u9fff]{1,7}?"
_NAMED_ROW = re.compile(
    rf"({_WORD}(?:[、和与跟及]{_WORD}){{1,3}})(?:[这那]?[两三俩仨四]个?词?)?"
    r"(?=(?:都|同时|一起|一块儿?|均|又|还|全)*被?(?:出现|[提写]到?|写进|点[到名]|[凑挤放写列碰聚]([到在进])|同框|露面|现身)[了过]?"
    r"(?:在|到|于)?(?:同?一条|的|哪|第几|几条|过|$|[，,]))"
)
# 海洋方面的目标有哪些: a field whose targets are asked for together.
_TOPIC = re.compile(
    r"(?P<w>[\u4e00-\u9fff]{2,4}?)(?:方面|领域|有关|相关|这块|类)?的?(?=(?:主要|量化|具体|约束性|数值|各项|\s)*(?:目标|指标))"
)
_TOGETHER = re.compile(r"哪些|哪几|列出|对比|分别|各有|几[个项]|多少[个项]|所有|全部|各项")

_CLASS = 2  # characters of a word for a class: 行业, 领域, 河流


def field(text: str, at: int, plan: Plan) -> Token | None:
    """A field of targets: a word of a clause's title, no indicator's own name."""
    match = _TOPIC.match(text, at)
    if not match or not _TOGETHER.search(text):
        return None
    known = is_form(match["w"], plan)
    titled = any(match["w"] in c.title for c in plan.clauses)
    return (
        Token(Slot.TOPIC, match.group(), at, None, (), (match["w"],))
        if titled and not known
        else None
    )


def occurring(text: str, at: int, plan: Plan) -> Token | None:
    """A name that is asked where it occurs; words of questions themselves are none."""
    if row := _row(text, at, plan):
        return row
    match = _ABOUT.match(text, at) or _NAMED.match(text, at)
    word = written(match[1], plan) if match else ""
    if not match or not word:
        return None
    return (
        None if is_form(match[1], plan) else Token(Slot.TERM, match.group(), at, None, (), (word,))
    )


def _row(text: str, at: int, plan: Plan) -> Token | None:
    """Names of the plan's text joined in a row, of which the same is asked."""
    match = _NAMED_ROW.match(text, at)
    names = tuple(re.split("[、和与跟及]", match[1])) if match else ()
    if not match or not all(written(n, plan) == n and not is_form(n, plan) for n in names):
        return None
    return Token(Slot.TERM, match.group(), at, None, (), names)


def is_form(word: str, plan: Plan) -> bool:
    """Whether a word is one of those that questions are made of."""
    asks = any(t.text == word for t in numbered(word, 0, plan))
    return asks or any(p.fullmatch(word) for _, _, p in words_of(word[0]))


@lru_cache(maxsize=256)
def written(word: str, plan: Plan) -> str:
    """A word as clauses have it: 钢铁行业 is 钢铁 of 钢铁、水泥等行业; "" without one."""
    held = {c.number for c in plan.clauses if word in c.text}
    short, kind = word[:-_CLASS], word[-_CLASS:]
    row = re.compile(f"{re.escape(short)}(?:(?:、|和)[^，。；]*)?等{re.escape(kind)}")
    listed = {c.number for c in plan.clauses if row.search(c.text)} if len(short) > 1 else set()
    if listed and {c.number for c in plan.clauses if short in c.text} == held | listed:
        return short
    return word if held else ""
