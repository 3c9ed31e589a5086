"""Clauses told by counting: 从第八条往后数三条, 夹在A和B当中的, 打头的和收尾的两条.

Each way is written as the number or the plain words that references are read from.
"""

from __future__ import annotations

import re

from assistant.understand.neighbours import nicknamed
from assistant.understand.ordinals import N
from corpus.model import Plan
from corpus.numerals import to_han, to_int

_MARKS = "“”《》「」\"'‘’ "
# 从第八条往后再数三条: so many on; 都叫什么 asks for each on the way.
_STEPS = re.compile(
    rf"(?:从|由|打|自|以)?第(?P<n>{N})条(?:开始|出发|算起|起|为起点)?[，,]?(?:再|接着|继续)?"
    rf"(?:往|向|朝)?(?P<way>[前后上下])(?:面|边|头)?(?:再|接着|继续|连着?)?"
    rf"(?:数|走|挪|翻|跳|退|推|移)(?:过|上|个|第)?(?P<k>{N})条(?![^。？]*(?:都|各|分别|依次|每|哪几))"
)
# 从最后一条倒着数，数到第五个; 从末尾往回数第三条
_BACK = re.compile(
    r"(?:(?:从|由|打)(?:最后|最末|末尾?|结尾|尾巴?)的?[那这]?(?:一条|一个|条)?(?:开始|起)?[，,]?(?:往|向|朝)?(?:回|前|上|倒着?|反着?)"
    rf"|倒着|反着|倒过来)(?:往回|往前|往上)?(?:推|数|排|翻|点)*[，,]?(?:数|排|翻|点|推)?[到至]?第(?P<n>{N})(?:个|条|位)"
)
_COUNTS = re.compile("[条个中间字]")  # most questions count nothing
_AS_CLAUSE = re.compile(r"的?(?:[那这]一?|(?<![十二三])一)?条$|^(?:讲|说|写|谈)的?")
_ONE = r"(?P<{0}>[^，。？、]{{2,24}}?)"
_THE = r"(?:[这那]一?条)?"
_AMIDST = r"(?:其|正)?(?:中间|当中|之间|正中)(?!有(?:几|多少)|隔(?:几|多少)|差(?:几|多少))"
_HELD = r"(?:夹|隔|放|排|着|了|的|是|有|那|这)*"
_BETWEEN = (
    re.compile(
        rf"[夹隔介处位][在于着]?{_ONE.format('a')}{_THE}(?:和|与|跟|、|同|及){_ONE.format('b')}{_THE}"
        rf"(?:[这那]?[两俩二])?(?:条|个)?的?{_AMIDST}{_HELD}"
    ),
    re.compile(
        rf"(?:^|(?<=[，,。]))(?:在|介于)?{_ONE.format('a')}(?:那|这)一?条(?:和|与|跟|、|同|及){_ONE.format('b')}(?:那|这)一?条的?{_AMIDST}{_HELD}"
    ),
    re.compile(
        rf"[上前](?:面|头|边|一条)?(?:有|是|挨着|接着?|为|叫){_ONE.format('a')}{_THE}[，,、]"
        rf"[下后](?:面|头|边|一条)?(?:有|是|挨着|接着?|为|叫){_ONE.format('b')}{_THE}[，,、]"
        rf"(?:夹|处|位|排|放)?[在于]?{_AMIDST}{_HELD}"
    ),
    re.compile(
        rf"(?:排|放|位|写|列)?[在于]{_ONE.format('a')}{_THE}(?:[之以]?后面?)[、，,而]?(?:又|且|并)?[在于]?"
        rf"{_ONE.format('b')}{_THE}(?:[之以]?前面?){_HELD}"
    ),
)
# 打头的和收尾的两条, 首尾两条
_FIRST = r"(?:打头|开头|起头|领头|开篇|打头阵|首|头)"
_LAST = r"(?:收尾|压轴|最后|末尾|最末|垫底|殿后|收官|结尾|末|尾)"
_ENDS = re.compile(
    rf"(?<![牵带挑领]){_FIRST}的?[那这]?(?:一?条|一个)?(?:和|与|跟|、|及){_LAST}的?[那这]?(?:[一两]条|[一两]个|条)"
    r"|(?:首尾|头尾|一头一尾)(?:的|各)?[那这]?(?:[一两]?条|[一两]个)(?!消息|新闻)"
)
# 讲臭氧的那条翻过去，紧接着的…
_PAST = re.compile(
    r"(?<=条)(?:翻过去?|[看读讲说念翻](?:完|过去?)|过去|完|结束|往下)了?(?:之?后)?[，,](?=紧|接|往|下一|后面)"
)
# 提到丁字湾的不止第十五条，另外还有哪条: besides that clause.
_NOT_ONLY = re.compile(
    rf"(?P<said>提|写|讲|说)(?P<to>[到及过了]?)(?P<what>[^，。？的]{{2,14}}?)的?可?(?:不止|不光|不只|不仅)(?:是|有|在)?第?(?P<n>{N})条"
    r"[里中吧啊呀嘛]*[，,？?](?:另外|那|别处|其[他它余]|别的)*(?:还有|还在|有|还)(?=哪几?条|哪些条|第几条)"
)
# 题目末尾落在“监管”二字上的: the title that ends so.
_ENDING = re.compile(
    r"(?:标题|题目|条名|篇名|题名)的?(?:末尾|结尾|最后|尾巴|句尾|末了)?(?:都|是)?(?:落脚?|收尾?|停|结束|打住|止)[在于到]?"
    r"(?P<w>[“「][^”」]{1,8}[”」])(?:[这那]?[一二两三四]个?字|字样)?[上里]?的?"
)
# 碧水保卫战名下四个条目: its clauses, counted.
_HEADED = re.compile(rf"(?<=[章战分])(?:名下|旗下|麾下)的?(?:(?P<n>{N})(?:个条目|条)(?P<of>的)?)?")
# 大沽河的名字散在三条中: where it occurs.
_SCATTERED = re.compile(
    r"(?:的?(?:名字|名称|字眼|说法|提法)|这个词)?(?:一共|总共|分别|先后|都)*(?:散落|散见|散布|分散|散)[在于](?:了)?(?:全文|方案)?(?:里|中|的)?"
    rf"(?:{N}|几|哪几|多少)(?:个条款|条款|条)(?:里面?|当?中)?(?:[，,][^，。？]{{0,8}}(?:条款?号|编号|哪[几些]条)[^，。？]{{0,8}})?"
)


def stepped(text: str, plan: Plan) -> str:
    """A question with every clause that it counts up to told by its number."""
    if not _COUNTS.search(text):
        return text
    text = _STEPS.sub(lambda m: _moved(m, plan), text)
    text = _BACK.sub(lambda m: f"倒数第{m['n']}条", text)
    for pattern in _BETWEEN:
        text = pattern.sub(lambda m: _between(m, plan), text)
    text = _NOT_ONLY.sub(r"\g<said>到\g<what>的除了第\g<n>条还有", text)
    text = _ENDING.sub(r"标题以\g<w>结尾的", text)
    text = _HEADED.sub(lambda m: f"{m['n']}条{m['of'] or ''}" if m["n"] else "里的", text)
    text = _SCATTERED.sub("出现在哪几条", text)
    text = _ENDS.sub("打头那条和最后一条", text)
    return _PAST.sub("，", text)


def _moved(match: re.Match[str], plan: Plan) -> str:
    """The clause so many on or back; as it was said where there is none."""
    number, size = to_int(match["n"]) or 0, to_int(match["k"].replace("两", "二")) or 0
    found = number + (size if match["way"] in "后下" else -size)
    return f"第{to_han(found)}条" if number and size and plan.clause(found) else match.group()


def _between(match: re.Match[str], plan: Plan) -> str:
    """The clause or the clauses between two; as it was said where they are not known."""
    ends = sorted(n for side in "ab" if (n := _called(match[side], plan)))
    if len(ends) != 2 or ends[1] - ends[0] < 2:
        return match.group()
    first, last = (f"第{to_han(n)}条" for n in (ends[0] + 1, ends[1] - 1))
    return first if first == last else f"{first}到{last}"


def _called(words: str, plan: Plan) -> int | None:
    """The number of the clause that the words call: by its number, its title or words of that."""
    said = _AS_CLAUSE.sub("", words.strip(_MARKS)).strip(_MARKS)
    if numbered := re.fullmatch(rf"第({N})", said):
        number = to_int(numbered[1])
        return number if number and plan.clause(number) else None
    found = nicknamed(said, plan) if len(said) > 1 else None
    return found[1] if found and not found[0] else None
