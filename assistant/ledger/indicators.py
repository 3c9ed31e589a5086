"""Several indicators side by side: each with its target, their sum, how far they are apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.compose.draft import Draft, Statement
from assistant.compose.frames import FRAMES, NO, YES
from assistant.ledger.aims import Aims
from assistant.ledger.apiece import apiece
from assistant.ledger.compared import Compared, compared
from assistant.ledger.sides import (
    NUMBER,
    Named,
    Row,
    amount,
    covering,
    ends,
    leaves_out,
    pairs,
    uncounted,
)
from assistant.ledger.values import size_of
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan
from corpus.patterns import branching

_SPLIT = re.compile(
    r"[、，,和与跟及：:；;？?。（）()“”\"/]|以及|还是|加上?(?![起在一强快工大入])|(?<=[\u4e00-\u9fff])(?<!占)比(?![例重率])|(?<=，)比(?![例重率较对如一照])"
)
_LISTED = re.compile(r"（([^（）]+、[^（）]+)）")
_SUM = re.compile(
    r"合计|总[共计和]|一共|拢共|[加合](?:起来|在?一起|到一起|在?一块)|相加|之和|共(?:是|有|计)?多少"
)
_GAP = re.compile(
    r"相?差|(?<!提)高(?:出|了)?(?:多少|几个)|(?<!降)低(?:了)?多少|[多少](?:出|了)?多少"
    r"|比.{2,20}?(?:高|多|低|少)(?:多少|几|出)"
)
_EACH = re.compile(r"分别|各|目标值?|指标|数值|多少|对比|比较|排|列出|哪个|谁|要求")
_FALLING = re.compile(r"从[高大]到[低小]|排|最")
# 国控和非国控的: the rest of a kind are told as the others.
_REST = re.compile(r"(?P<w>[\u4e00-\u9fff]{2,3})(?P<and>的?(?:加上|[和与、跟加]))非(?P=w)")
# Words about an indicator that are no part of its name.
_FRAME = branching(
    r"(?:出自|写在|见于|对应|属于|在)第?[几哪]一?(?:条|章)款?|(?:哪个|谁)?[降减提升增]得更?(?=[多少快大小]$)|怎么要求|纳入(?:要求|管控|考核|目标)?的?|(?:谁|哪一?[个项]|哪)?(?:的?数)?(?:是|的)?[最更][高大多低小少]的?"
    r"|[定设订写]得?更?(?=[高大多低小少]的?$)|是不是|是否|^(?:方案)?要?(?:整治|治理|治|修复|消劣|消除|完成|建成|新增|淘汰|关停)的(?=.)|20\d\d年?(?:底|年底)?|到期?|请问?|一下|一并|列出|方案|全市|我市|本市|中的?"
    r"|(?:这?[两三四五]|这[2-5]|(?<!\d)[2-5](?=个?[项类者节年指目]))个?(?:项|个|类|者|节点|年份)?上?|(?:的|量化|具体|主要|约束性?)*(?:目标|指标|任务|要求|数据|数字|数值)值?"
    r"|分别|各自?|都?是?(?:几|多少)(?:条(?:河流?|线|路)|座山?|个?百分点|个?点|万?亩|公顷|公里|个|条|家|处|户|天)?"
    r"|合计|总[共计和]|一共|拢共|[加合](?:起来|在?一起|到一起|在?一块)|相加|之和|共|[多少]出来?|相?差(?:了|多少|几)?(?:个?百分点)?|高(?:出|了)?|低了?"
    r"|(?:降低|下降|提高|增长)(?:的)?(?:幅度|比例)|[降增]幅"
    r"|从[高大]到[低小]|怎么排(?![污水放查])|排(?:序|列|名)?(?![污水放查])|一样吗?|有没有变化|有无变化|变化|哪个|谁更?|对比|比较|情况|怎么"
    r"|(?:麻烦|请|帮忙|帮我|替我|给我|你|您)*算(?:一?下|算|一算)|(?<![减至降提])[多少高低]出?(?=几)"
    r"|前者|后者|的?(?:条数|个数|处数|家数|亩数|公里数|公顷数)|(?:的?(?:面积|数量|幅度))?更?[大小高低多少]$"
    r"|是|有|几|达到|要|的|呢|吗|在|各$"
)
# 秸秆利用率在几条里写了，年份一样吗: all the places of one indicator, with their targets.
_EVERYWHERE = re.compile(
    r"(?P<w>[\u4e00-\u9fff]{2,12}?)(?:[那这]个?)?(?:\d+%?(?:以上|左右)?)?(?:的?(?:目标|指标)|这个?(?:词|指标|目标|数|率)|这事儿?|这件事)?"
    r"[，,]?(?:好像|似乎|貌似|应该)?(?:(?:分别|都|一共|总共|先后)*在(?:哪|几|多少|两|三)[些几两三]?(?:个地方|个?条款?|处)[里中]?(?:都|被|分别|各)*"
    r"(?:写|说|提|出现|规定)?[了过到]*(?:一[次遍回])?"
    r"|(?:在?(?:方案|全文|文件|通篇)[里中内]?)?(?:一共|总共|先后|共|都)*(?:写|说|提|出现|规定)[了过到]*"
    r"(?:不止一|[两二三四几]|多少|\d)(?:回|次|遍|处|条|个地方)吧?"
    r"|(?:这个?数字?)?(?:[两二三四几]|\d)(?:处|条|个地方)(?:里?都|都|均)(?:有|写|提|出现|规定)[了过到]*)[，。？](?P<more>.*)"
)
_ALIKE_ASKED = re.compile(r"一样|打架|冲突|矛盾|对不对得上|相同|一致|年份|哪一?年|数值|期限|多少")
_DENIED = re.compile("非(?!化石)")
_GENERIC = re.compile(r"(?:面积|数量|规模|总量|户数|长度|占比|比重|比例|率|标准|水平|量)$")
_END_FRAMES = tuple(f"最{way}的是" for way in "高大多低小少")
_NEAR, _MOST, _ALIKE, _SHORT = 0.75, 6, 4, 4


class Indicators:
    """Indicators of one plan."""

    def __init__(self, dossier: Dossier, aims: Aims) -> None:
        self._plan: Plan = dossier.plan
        self._home = re.compile(f"{re.escape(dossier.place)}市?")
        self._aims = aims
        targets = (t for c in self._plan.clauses for s in c.sentences for t in s.targets)
        self._joint = {t.indicator for t in targets if re.search(r"[、和与及]", t.indicator)}
        self._rows: tuple[Row, ...] = tuple(
            (c, s, t)
            for c in self._plan.clauses for s in c.sentences for t in s.targets if t.value
        )  # fmt: skip
        self._begun: dict[str, list[Row]] = {}
        for told in self._rows:
            begun = {told[2].indicator[:2], uncounted(told[2])[:2]}
            for two in begun:
                self._begun.setdefault(two, []).append(told)
        self._saying: dict[str, list[int]] = {}
        for row, (_, _, t) in enumerate(self._rows):
            for pair in dict.fromkeys(pairs(f"{t.scope}|{t.indicator}|{t.text}")):
                self._saying.setdefault(pair, []).append(row)
        self._nearest = lru_cache(maxsize=256)(self._nearest_to)

    def answer(self, question: Question) -> Draft | None:
        """Several indicators named: each with its target, what they make together, the gap."""
        text = apiece(question.text)
        if everywhere := self._everywhere(text):
            return everywhere
        if question.asks(Asked.CHECK) and question.figures:
            return None  # a value claimed is held against the one place that is meant
        claim = compared(text) if question.asks(Asked.CHECK) else None
        if claim and (judged := self._judged(claim, question.years)):
            return judged
        summed, gap = bool(_SUM.search(text)), bool(_GAP.search(text))
        if not (summed or gap or _EACH.search(text)):
            return None
        if any(n in text for n in self._joint):
            return None  # 畜禽粪污、秸秆等…综合利用 is one
        named = self._named(_REST.sub(r"\g<w>\g<and>其他", text), question.years)
        rows = list(dict.fromkeys(r for n in named for r in n.found))
        years = len({t.due_year for _, _, t in rows} & set(question.years))
        if len(named) < 2 and not (len(question.years) == years == 2):
            return None
        worked = self._worked(named, summed) if summed or gap else None
        if (summed or gap) and worked is None:
            return None
        first = None if summed else ends(named, text)
        if first and not gap:
            return self._told(rows, first, True)
        if first and worked:
            worked = f"{first[1]}，{worked[0]}", worked[1]
        return self._told(rows, worked, bool(_FALLING.search(text)))

    def _judged(self, claim: Compared, years: tuple[int, ...]) -> Draft | None:
        """Whether two indicators are beside each other as it is said, with both."""
        named = self._named("、".join(claim.names), years)
        holds = claim.holds(named)
        if holds is None:
            return None
        draft = self._told(list(dict.fromkeys(r for n in named for r in n.found)), None, False)
        verdict = Statement(YES if holds else NO)
        frames = (*draft.frames, *FRAMES)
        return replace(draft, statements=(verdict, *draft.statements), frames=frames)

    def _everywhere(self, text: str) -> Draft | None:
        """One indicator in several clauses: its target in each, where they are compared."""
        match = _EVERYWHERE.fullmatch(text)
        if not match or not _ALIKE_ASKED.search(match["more"]):
            return None
        word = match["w"]
        rows = [r for r in self._rows if leaves_out(word, r[2].indicator)]
        held = {c.number for c in self._plan.clauses if match["w"] in c.text}
        many = len({c.number for c, _, _ in rows})
        if many < 2 or many < len(held):  # where it is told without a target, that is no answer
            return None
        draft, count = self._told(rows, None, False), str(many)
        head = Statement(f"共{count}条：", (), (count,))
        return replace(draft, statements=(head, *draft.statements))

    def _told(self, rows: list[Row], worked: tuple[str, str] | None, falling: bool) -> Draft:
        """A line for each sentence, with the figure worked out before them."""
        if falling:
            rows = sorted(rows, key=lambda r: -(size_of(r[2]) or 0))
        places = list(dict.fromkeys((c, s) for c, s, _ in rows))
        lines = [self._aims.line(c, s, [t for _, x, t in rows if x is s]) for c, s in places]
        draft = self._aims.drawn(places, lines)
        if worked is None:
            return draft
        marks = tuple(e for line in lines for e in line.evidence)
        head = Statement(f"{worked[0]}{worked[1]}。", marks, (worked[1],))
        frames = ("加起来", "相差", *_END_FRAMES)
        return replace(draft, statements=(head, *lines), frames=frames)

    def _worked(self, named: Sequence[Named], summed: bool) -> tuple[str, str] | None:
        """加起来 or 相差, and the figure; None where units differ or one has no figure."""
        sized = [{a for _, _, t in n.found if (a := amount(t))} for n in named]
        if any(len(s) != 1 for s in sized):  # 完成省下达的任务, said of one beside its figure
            return None
        if len({n.found for n in named}) < len(named):
            return None  # the same target called twice
        amounts = [a for s in sized for a in s]
        units = {u for _, u in amounts}
        if len(units) > 1:
            return None
        unit = units.pop()
        if summed:
            rate = unit in ("%", "微克/立方米")  # rates make no sum
            return None if rate else ("加起来", f"{sum(v for v, _ in amounts)}{unit}")
        if len(amounts) != 2:
            return None
        unit = "个百分点" if unit == "%" else unit
        return "相差", f"{abs(amounts[0][0] - amounts[1][0])}{unit}"

    def _named(self, text: str, years: tuple[int, ...]) -> list[Named]:
        """The indicators named; none where a piece of the question names something else."""
        listed = _LISTED.search(text)
        names = [
            _FRAME.sub("", self._home.sub("", p)).strip()
            for p in _SPLIT.split(listed[1] if listed else text)
        ]
        names = [n for n in dict.fromkeys(names) if len(n) > 1]
        if any(_DENIED.match(n) and not self._held(n[:2]) for n in names):
            return []  # 国控和非国控的: what is not so called has no name of its own
        if len(names) > _MOST:
            return []
        if headed := self._headed(names):
            return headed
        near = {
            n: tuple(r for r in self._nearest(n) if not years or r[2].due_year in (None, *years))
            for n in names
        }
        whole = {n: rows for n, rows in near.items() if 0 < len(rows) <= _ALIKE}
        for name in names:
            if name not in whole:  # 国控的和其他的: in the sentence of the others
                beside = {s.start: (c, s) for rows in whole.values() for c, s, _ in rows}
                own = tuple(
                    (c, s, t)
                    for c, s in beside.values() for t in s.targets if name in t.indicator
                )  # fmt: skip
                whole |= {name: own} if len(own) == 1 else {}
        if len(whole) < len(names):
            return []
        return covering([Named(n, whole[n]) for n in names])

    def _headed(self, names: list[str]) -> list[Named]:
        """国控的加上其他的，入海河流: the head that all share stands by itself."""
        for head in names if len(names) > 2 else ():
            rest = [n.rstrip("的") for n in names if n != head]
            found = [
                Named(
                    n,
                    tuple(r for r in self._rows if n in r[2].indicator and head in r[2].indicator),
                )
                for n in rest
            ]
            if len(found) > 1 and all(len(n.found) == 1 for n in found):
                return found
        return []

    def _nearest_to(self, name: str) -> tuple[Row, ...]:
        """The targets whose words hold a name, or nearly; none where they are of several kinds."""
        short = _GENERIC.sub("", name) if len(name) > 3 else name
        whole, fewer = self._held(name), self._held(short)
        scored = [
            (score, self._rows[row])
            for row in sorted(whole.keys() | fewer)
            if (score := max(whole.get(row, 0.0), fewer.get(row, 0.0) - 0.01)) >= _NEAR
        ]
        best = max((score for score, _ in scored), default=0.0)
        rows = [row for score, row in scored if score >= best - 0.001]
        said = NUMBER.findall(name)  # a figure said must be the target's own
        rows = [r for r in rows if all(n in NUMBER.findall(r[2].text) for n in said)]
        named = [r for r in rows if name in r[2].indicator or short in r[2].indicator] or rows
        return tuple(named) or self._abridged(name)

    def _abridged(self, name: str) -> tuple[Row, ...]:
        """地表水优良比例 of 地表水国控断面中水质优良水体比例: characters left out, in order."""
        begun = self._begun.get(name[:2], ()) if len(name) >= _SHORT else ()
        rows = [r for r in begun if leaves_out(name, r[2].indicator)]
        return tuple(rows) if len({r[2].indicator for r in rows}) == 1 else ()

    def _held(self, name: str) -> dict[int, float]:
        """The share of a name's pairs of characters that a target's words hold, by its row."""
        said = pairs(name)
        held = Counter(row for pair in said for row in self._saying.get(pair, ()))
        return {row: number / len(said) for row, number in held.items()}
