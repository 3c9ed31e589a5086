"""Follow-ups about the members of a row that was told: 一共几种, 第三个是啥, 里面有水泥吗."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose.phrase import pairs
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import topic_of
from assistant.ledger.series import Picked, Series, Way, rows
from assistant.understand.question import Asked
from corpus.numerals import to_int

_N = r"[一二两三四五六七八九十\d]{1,2}"
_UNIT = r"[个种类条项样级处座位块]"
_TALK = (
    r"(?:那么?|所以|合着|数一?数|掰着指头|你|您|咱|我|帮我?|请|算下来|算一?算|归拢|到底|具体|究竟|都|的|一下|是|"
    r"(?:点|列|提|写|说|讲)(?:到|出来?|了)?名?|所谓的?[\u4e00-\u9fff]{2,4}[，,]|"
    r"这些|那些|它们|这里面?|里面?|里头|其中|当中|[，,、 ])*"
)
_ENDS = r"(?:来着|呢|啊|呀|吧|嘛|给我|一下|[，,。？?！! ])*"
# 四样当中, 三条线里, 六个行业里
_INSIDE = (
    rf"(?:[那这上前]?(?:{_N}|几)?{_UNIT}?(?P<noun>[\u4e00-\u9fff]{{1,4}}?)?"
    r"(?:里面|里头|里|当中|中间|之中|中)的?[，,]?)?"
)
_COUNT = re.compile(
    rf"{_TALK}(?:一共|总共|共|拢共|总计|合计|加起来|统共)*(?:是|有|算|分|点了|列了|提了|写了|说了)*"
    rf"(?:几|多少)(?P<unit>{_UNIT})(?P<noun>[\u4e00-\u9fff]{{0,6}}?){_ENDS}"
    rf"|{_TALK}(?P<what>[\u4e00-\u9fff]{{2,4}}?)(?:一共|总共|共|都)*(?:有|是|点了|列了)(?:几|多少)(?P<each>{_UNIT}){_ENDS}"
)
_APART = re.compile(r"部门|单位|局|家|条款|任务|指标|目标|括号|章|年|月|百分|方面的")
_LAST = r"(?:最后|末尾|最末|末|排末尾?|压轴|垫底|收尾|殿后|最底下|最低|最小|最下面?|最基层)"
_FIRST = r"(?:最前面?|打头|排头|开头|领头|最上面?|最高|最大|排第一|首|头)"
_NAMELY = (
    rf"(?:的|那|是|又|叫|说|指|到底|具体|一)*(?:什么|啥|哪一?{_UNIT}?|谁)?"
    r"(?:[\u4e00-\u9fff]{0,2})??"
)
_AGAIN = r"(?:(?:麻烦|请|给我)?(?:再|重新)(?:给我)?(?:说|讲|报|念|来|提|答)一?(?:遍|下|次|声)?)?"
_LISTENED = (
    r"(?:[，,。]?(?:我?(?:刚才?|刚刚)?(?:没听清楚?|没看清楚?|没记住|没记下来?|走神|忘|漏听|听漏|看漏|没注意)了?"
    r"(?:没注意)?))?"
)
_PLACE = re.compile(
    rf"{_TALK}{_INSIDE}{_TALK}(?:排|列|写|放)?在?(?:(?P<back>倒数)?第(?P<n>{_N})|(?P<last>{_LAST})|(?P<middle>正?(?:中间|当中))|(?P<first>{_FIRST}))"
    rf"(?:面|边|头)?的?[那这]?一?(?P<unit>{_UNIT})?的?{_NAMELY}{_AGAIN}{_LISTENED}{_ENDS}"
)
_ITSELF = re.compile(r"它|[这那]一?[个条项种样]")
_ROADS = "河江湖湾路街沟渠线"  # what 条 counts that is no clause
_HAS = re.compile(
    rf"{_TALK}(?:(?:[那这]?(?:里面?|里头|其中|当中|名单里?))[，,]?)?(?:有没有|有无|有|算不算|算|包括|包不包括|包含|含不含|含|提没提到?|列没列|把)"
    rf"(?:了|到)?(?P<what>[^，。？?有没]{{2,10}}?)(?:这一?{_UNIT})?(?:(?:也)?(?:算|列|放|写)?(?:在内|在里面|在列|进去|进来|进)了?)?(?:没有?|吗|么|不)?{_ENDS}"
    rf"|{_TALK}(?P<also>[^，。？?有没]{{2,10}}?)(?:这一?{_UNIT})?(?:算不算|在不在|也算|也在|列没列|有没有|算)(?:在内|在里面|里面|里头|其中|在列|进去|上|列)*(?:了)?(?:吗|么|没有?|不)?{_ENDS}"
)
_POINTS = re.compile(r"里面|里头|其中|当中|名单|在内|在列|进去|进来|这[些几]")
_REST = re.compile(
    rf"{_TALK}(?:[跟和与同]它[^，。？]{{0,12}}的)?(?:另外|其[他它余]|剩下|余下|剩余)的?[那这]?(?P<n>{_N}){_UNIT}[\u4e00-\u9fff]{{0,5}}?"
    rf"(?:都|又|分别|各|是|叫|有|指)*(?:哪(?:些|几|{_N})?{_UNIT}?|什么|啥)?(?:名字?)?(?:报|念|说|列|讲)?一?(?:报|念|说|列|讲|下|遍)?(?:[，,]我?只(?:记得|知道|听过)(?P<known>[^，。？]{{2,10}}?)了?)?{_ENDS}"
    rf"|{_TALK}除了?(?P<but>[^，。？?]{{1,10}}?)(?:以外|之外|外)?[，,]?(?:跟它|和它|同它)?(?:一起|一块儿?|同时|并列|(?:同|这|那)一?句话?(?:里面?|中|里头)?)*(?:被)?(?:点名|提到|列出|列着|并列|点到)?的?"
    rf"(?:还|另)(?:有|点了|列了|提了|提到了?|写了)?(?:哪(?:些|几{_UNIT})|几{_UNIT}|什么|啥)[\u4e00-\u9fff]{{0,5}}?(?:[，,]?(?:分别|各|都)?(?:叫|是)(?:什么|啥|哪(?:些|几{_UNIT}))名?字?)?{_ENDS}"
)
# “一单”是哪个, 两区分别是哪两个
_PART = re.compile(
    rf"{_TALK}“?(?P<part>[一两二三四五六七八]?[\u4e00-\u9fff])”?(?:分别|都|各|具体|又|到底)*(?:是|指|说的是?)的?(?:哪|什么|啥)[^，。？]{{0,4}}{_ENDS}"
)
_LATIN = re.compile(
    r"(?:带|有|含)(?:着|个|一个)?(?:英文|字母|英语|洋文|外文)?(?:缩写|字母|简称|英文)?的?那?一?"
    rf"{_UNIT}[，,]?"
)
# 哪一样没排进2023年那一批
_BATCH = re.compile(
    rf"{_TALK}{_INSIDE}{_TALK}哪(?:一|几)?{_UNIT}(?P<out>不|没有?)?(?:是|在|排|赶|列|轮|算|放|纳|安排)*(?:进|上|入|到|在|了)*(?P<year>20\d\d)年[^，。？]{{0,8}}{_ENDS}"
)
_LISTING = re.compile(r"哪[些几一二两三四五六七八九十]|什么|啥|包括|都指|点了|列了|怎么说|哪样")
# 哪些任务, 第几条: what was listed are no members.
_PARTS = re.compile(
    r"(?:哪[些几一]?|几|多少|什么)(?:个|项|条)?(?:任务|条款|条(?![河江湖街路沟渠线])|目标|指标|责任|括号|部门|单位|工作)"
)
# 水泥行业, of 水泥: no more than the member.
_KIND = re.compile(r"[那这]?一?(?:行业|领域|企业|种|类|个|条|项|方面|地方|块|样)?")
_HALF, _FEWEST, _MOST, _MORE = 0.5, 2, 32, 3
_Read = Callable[[Follow, Turn, list[Series]], Picked | None]


class Members:
    """Completes follow-ups about the rows that stand in what was cited."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._rows = rows(topics.plan)

    def told(self, follow: Follow, last: Turn) -> Completed | None:
        """What is asked of the members of a row that the last turn told."""
        before, named = last.question, follow.question
        if not last.answered or before.asks(Asked.WHO) or named.mentions or _long(follow):
            return None
        told = [r for r in self._rows if self._was_told(r, last)]
        listed = told and _LISTING.search(before.text) and not _PARTS.search(before.text)
        of_list = (self._batch, self._counted, self._latin, self._part, self._placed, self._held)
        ways: tuple[_Read, ...] = of_list if listed else ()
        if named.reference:
            ways = ways and (self._placed,)  # 三条线里第二条
        elif told:
            ways = (self._rest, *ways)
        picked = next((p for way in ways if (p := way(follow, last, told))), None)
        return self._completed(follow, last, picked) if picked else None

    def _completed(self, follow: Follow, last: Turn, picked: Picked) -> Completed:
        text = f"{topic_of(last.question.text)}，{follow.own}"
        return Completed(text, last.focus, matter=last.question.text, members=picked)

    def _was_told(self, row: Series, last: Turn) -> bool:
        """Whether a row stands in what was cited and told."""
        cited = any(row.start < end and start < row.end for start, end in last.spans)
        said = sum(i in last.told for i in row.items)
        return cited and said > _HALF * len(row.items)

    def _meant(self, noun: str, last: Turn, told: list[Series]) -> Series | None:
        """The row that is spoken of: by what its members are called, else the one asked about."""
        called = [r for r in told if noun and (noun in r.name or all(noun in i for i in r.items))]
        asked = pairs(last.question.text)
        like = [(len(pairs(f"{r.name}{r.items[-1]}") & asked), r) for r in called or told]
        best = [r for n, r in like if n == max(n for n, _ in like)]
        return best[0] if len(best) == 1 else None

    def _among(self, noun: str, last: Turn, told: list[Series]) -> tuple[Series, list[str]] | None:
        """A row and its members, or those of them that are so called (三条线里)."""
        row = self._meant(noun, last, told)
        if not row:
            return None
        own = [i for i in row.items if noun and noun in i]
        return row, own if len(own) >= _FEWEST and noun not in row.name else list(row.items)

    def _counted(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        found = _COUNT.fullmatch(follow.text) or _COUNT.fullmatch(follow.own)
        noun = (found["noun"] or found["what"] or "") if found else ""
        if not found or _APART.search(noun):
            return None
        row, unit = self._meant(noun, last, told), found["unit"] or found["each"]
        if not row or (found["what"] and noun not in row.name):
            return None
        if unit == "条" and not (noun or _roads(row.items)):
            return None
        return Picked(row, row.items, Way.COUNT, unit)

    def _placed(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        found = _PLACE.fullmatch(follow.text)
        among = self._among(found["noun"] or "", last, told) if found else None
        if not found or not among:
            return None
        row, items = among
        if found["unit"] == "条" and not (found["noun"] or _roads(items)):
            return None
        number = to_int((found["n"] or "一").replace("两", "二")) or 1
        at = -number if found["back"] or found["last"] else number - 1
        if found["middle"]:
            at = len(items) // 2 if len(items) % 2 else len(items)
        if not -len(items) <= at < len(items):
            return None
        return Picked(row, (items[at],), Way.PLACE)

    def _held(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        found = _HAS.fullmatch(follow.text)
        what = (found["what"] or found["also"]) if found else ""
        row = self._meant("", last, told) if what else None
        if not found or not row:
            return None
        items = tuple(
            i
            for i in row.items
            if what in i or (i in what and _KIND.fullmatch(what.replace(i, "")))
        )
        if len(items) == 1:
            return Picked(row, items, Way.HELD)
        clause = self._topics.plan.clause(row.clause)
        elsewhere = any(w in (clause.text if clause else "") for w in self._topics.words(what))
        pointed = _POINTS.search(follow.text) and not elsewhere
        return Picked(row, row.items, Way.HELD) if pointed and not items else None

    def _rest(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        found = _REST.fullmatch(follow.text)
        if not found:
            return None
        named = "" if _ITSELF.fullmatch(found["but"] or "它") else found["but"]
        said = named or found["known"] or last.question.text
        for row in told:
            but = [i for i in row.items if i in said or (named and _same(said, i))]
            rest = tuple(i for i in row.items if i not in but)
            size = to_int((found["n"] or "").replace("两", "二")) if found["n"] else len(rest)
            if but and rest and size == len(rest):
                return Picked(row, rest, Way.REST)
        return None

    def _latin(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        """带英文缩写那种: the one member with letters."""
        if not _LATIN.search(follow.text):
            return None
        own = [(r, i) for r in told for i in r.items if re.search("[A-Za-z]{2,}", i)]
        return Picked(own[0][0], (own[0][1],), Way.SOME) if len(own) == 1 else None

    def _part(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        """“一单”是哪个: the members that a part of the name stands for."""
        found = _PART.fullmatch(follow.text)
        for row in told if found else ():
            part = found["part"] if found else ""
            items = tuple(i for i in row.items if part[-1] in i)
            if part in row.name and 0 < len(items) < len(row.items):
                return Picked(row, items, Way.SOME)
        return None

    def _batch(self, follow: Follow, last: Turn, told: list[Series]) -> Picked | None:
        """哪一样没排进2023年那一批: members by whether what is due in a year names them."""
        found, row = _BATCH.fullmatch(follow.text), self._meant("", last, told)
        clause = self._topics.plan.clause(row.clause) if row else None
        if not found or not row or not clause:
            return None
        due = [s.text for s in clause.sentences if f"{found['year']}年" in s.text]
        within = tuple(i for i in row.items if any(i in s for s in due))
        items = tuple(i for i in row.items if i not in within) if found["out"] else within
        return Picked(row, items, Way.SOME) if within and items else None


def _same(said: str, item: str) -> bool:
    """Whether a member is called by most of its name: 工业 for 工业领域."""
    return said in item and len(item) <= len(said) + _MORE


def _long(follow: Follow) -> bool:
    """Whether a follow-up says more than what asks of a member."""
    return len(follow.text) > _MOST


def _roads(items: Sequence[str]) -> bool:
    """Whether things are rivers, lines and the like, which 条 counts."""
    return all(i[-1] in _ROADS for i in items)
