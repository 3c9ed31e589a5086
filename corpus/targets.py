"""Targets (indicator, comparator, value, unit, due, scope) of a sentence.

The rules describe how Chinese official plans word aims, not any one plan. Two kinds count:

* quantified: a figure with a comparator (达到30%以上) or an action (完成造林2万亩);
* qualitative: an outcome that is dated (到2035年，…稳中有降) or total (全部清零, 全覆盖, 完成…).

A degree word that changes the claim (全部, 全面, 基本) is the comparator of a qualitative target
and the whole predicate its value; any other predicate is the comparator itself. A figure with no
relation word at all (农房改造0.7万户) has the comparator "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.model import Target

# Stands for every character of a bracket, title or quoted name, so that offsets stay the same.
_MASK = "\ue000"


def _any(*words: str) -> str:
    """An alternation that prefers the longest word: 个百分点 before 个."""
    return "(?:" + "|".join(sorted(" ".join(words).split(), key=len, reverse=True)) + ")"


_HEDGE = _any("力争 争取 确保 计划 预计 原则上 努力 至少 最少")
_HOW = _any("均 都 分别 各 共 稳定 总体 全部 现有 剩余 每年 累计 合计 精准 约 近")
_RELATION = _any(
    "达到或优于 达到或好于 达到 达 优于 好于 提标到 提标至 控制在 控制到 保持在 稳定在 维持在",
    "不低于 不少于 不高于 不超过 不大于 不小于 不多于 低于 高于 超过 大于 小于 突破 为 到 至",
    *(f"{verb} {verb}到 {verb}至" for verb in ("提高", "提升", "降低", "下降", "减少")),
    *(f"{verb} {verb}到 {verb}至" for verb in ("增加", "增长", "上升", "压减", "削减")),
    "降至 降到 增至 增到 ≥ ≤",
)
_ACTION = (
    "(?:"
    + _any(
        "新增 净增 新建 改建 扩建 建立 修复 整治 治理 改造 关停 退出 淘汰 压减 削减 推广",
        "创建 培育 打造 购置 更新 种植 布设 设立 配备 植树 绿化 拆除 清理 处置 消纳 回收",
    )
    + "|建设(?!用地)|建成(?!区)|完成)++(?!率|面积|覆盖|规模|能力|总?量|户数)"
)
# Behind its object such a verb is a noun: 节能改造233万平方米.
_NOUNS = _any("改造 修复 整治 治理 绿化 更新 种植 植树 处置 回收 清理 消纳 拆除 建设")
_COMPARATOR = re.compile(f"(?:{_HEDGE}|{_HOW}|{_RELATION}|{_ACTION})+$")
_NOUN_LAST = re.compile(f"{_NOUNS}$")
_ACTION_FIRST = re.compile(f"(?:{_HEDGE}|每年|累计)*{_ACTION}")
_HAS_ACTION = re.compile(_ACTION)

_BASE_UNIT = _any(
    "% ％ ‰ 个百分点 百分点 平方公里 平方千米 平方米 立方米 公里 千米 毫米 厘米 米 海里 公顷 亩",
    "千瓦时 兆瓦时 兆瓦 吉瓦 千瓦 千伏安 千伏 克标准煤 千克标准煤 吨标准煤 吨标煤 标准煤 蒸吨",
    "吨二氧化碳当量 吨二氧化碳 吨 千克 公斤 毫克 微克 克 毫升 升 分贝 元 美元 人次 人 名 辆次 辆",
    "个 家 户 台 套 座 处 条 项 艘 只 头 株 棵 所 起 宗 件 批 次 天 日 小时 分钟 倍 种 片 块 组",
    "标箱 张 ℃ 摄氏度 年 [a-zA-Zμ]+[0-9³]*",
)
_UNIT = f"[十百千万亿]*{_BASE_UNIT}(?:/[十百千万亿]*{_BASE_UNIT})?"
# Not in PM2.5 or 第3; never a year, a date or a length of service (15年).
_NUMBER = r"(?<![A-Za-z\d.．第])\d++(?:,\d{3})*+(?:\.\d++)?+(?!\s*[年月日号时])"
_RANGE = rf"{_NUMBER}(?:[%％]?[-—－~～至]{_NUMBER})?+"
_AMOUNT = re.compile(
    rf"(?P<list>{_RANGE}(?:{_UNIT})?(?:[、和与及]{_RANGE}(?:{_UNIT})?)*)"
    r"(?P<post>及?以[上下内]|左右|上下|之内)?"
)
_ITEM = re.compile(f"(?P<value>{_RANGE})(?P<unit>{_UNIT})?")
_GRADE = re.compile(
    r"(?:地表水|地下水|海水)?(?P<value>[ⅠⅡⅢⅣⅤ]类)(?:水质|水体)?(?:标准|要求)?(?P<post>及?以上)?$"
)
# Words that may follow a complete amount without making it an attribute (30万千瓦以下煤电机组).
_AFTER_AMOUNT = re.compile(r"$|[并且\s" + _MASK + "]")
_SHARE = re.compile(
    rf"(?P<value>{_RANGE})(?P<unit>[%％])(?P<post>及?以[上下]|左右)?的(?P<what>.+)$"
)

_FIVE_YEARS = "十[一二三四五六七八九]五"
_DUE = re.compile(
    r"(?<![比较与同以自从由\d])(?:"
    r"(?:到|至)?20\d\d年?(?:到|至|[-—－~～])(?P<last>20\d\d)年(?:期间)?+"
    r"|(?:到|至|截至)?(?P<year>20\d\d)年(?:\d{1,2}月)?+(?:\d{1,2}日)?+(?:年?[底末])?+(?:[之以]?前)?+"
    rf"|(?:到|至)?“(?P<plan>{_FIVE_YEARS})”(?:期间|时期|期?末)"
    r")(?!\s*(?:的|度|基础|水平|相比|以来|以后|为基|历史|同期))"
)
_BASELINE = re.compile(
    rf"(?:比|较|与|同)(?:20\d\d年|上一?年|去年|“{_FIVE_YEARS}”)(?:年?[底末])?(?:同期|水平|相比)*"
    rf"|[在以](?:20\d\d年|“{_FIVE_YEARS}”)[^，]{{0,3}}?(?:基础上?|为基[准数期])"
    rf"|[从由]{_NUMBER}(?:{_UNIT})?(?=[^\d，]*[到至])"
)

_REGION = re.compile(
    r"(?:[全我本][市省国区县](?![域土])|市域|各区（市）|各县（市、区）|各[市县区](?!域))?"
    r"(?:城市（县城）|城区(?:（县城）)?|市区|(?:城市)?建[成城]区|农村地区|县城(?!镇))?"
)
# Bodies whose indicator follows: 化工行业|单位能耗, 大型规模化养殖场|氨排放总量.
_BODY = re.compile(
    r".*(?:行业|企业|园区|养殖场|污水处理厂|电厂|港口|码头|渔港|煤电机组)(?=[^的、和及与内外等]{2})"
)
_FIELD = re.compile(r"在(?P<scope>[^，]+?(?:领域|行业|区域|地区|流域))(?=开展|实施|推行|启动|建)")
_MAKING = re.compile("(?:实现|使|将)(?=.{2})")
_LEAD = re.compile(f"(?:其中|同时|并且|并|且|以及|{_HEDGE})+")

_TOTAL = ("全部", "全面", "基本")
_SURE = _any(
    "动态清零 清零 消除 淘汰 消劣 达标 完成 建成 形成 实现 关停 退出 治理完毕 整治完毕 全覆盖",
    "稳中有降 稳中有升 稳中向好 稳中趋好 负增长 零增长 翻番 翻一番 达峰",
)
_SOFT = _any("改善 好转 减少 增强 提升 提高 完善 下降 降低 优化 健全 扩大 上升 增加 进步")
_SOFTENER = _any("持续 明显 显著 更加 大幅 大幅度 进一步 根本 总体 稳步 不断 有效 全面 广泛")
_PREDICATE = (
    rf"(?:全部|全面|基本|均|稳定|广泛|如期|率先)*{_SURE}|{_SOFTENER}+{_SOFT}"
    r"|(?:全部|全面|基本|均)*(?:实现|取得|得到|完成|建成)(?!率|区|情况).+"
)
_SUBJECT_FIRST = re.compile(rf"(?P<subject>.+?)(?P<predicate>{_PREDICATE})$")
_VERB_FIRST = re.compile(
    rf"(?P<predicate>{_HEDGE}?(?P<degree>全部|全面|基本)?(?:完成|淘汰|消除|实现|建成|关停|取缔|形成)(?!率|区|情况))"
    r"(?P<object>.+)$"
)
_TASK = re.compile(r"(?P<predicate>开展|实施|启动|推行|建立|出台|制定|编制)(?P<object>.+)$")
_FIGURE = re.compile(rf"{_RANGE}{_UNIT}")
_DONE = re.compile(rf"(?:{_SURE}|{_FIGURE.pattern}(?:及?以[上下内]|左右)?)$")
# Outcomes that are a target even without a date, for they leave nothing over.
_UNDATED = re.compile(
    r"全部|全覆盖|清零|消劣|稳中|负增长|零增长|^全面(?:实现|完成|消除|淘汰)|^基本完成|^完成|^消除"
)
_ASSIGNED = re.compile(
    r"(?:国家|省|市|上级)?(?:级)?(?:下达|分解|确定)的?(?P<of>.*?)(?:目标任务|目标|任务|指标)$"
)
# 推动…持续改善 urges a direction; it sets no outcome.
_URGING = re.compile(r"推动|推进|促进|加强|加快|强化|鼓励|引导|支持|提升|巩固|降低|提高|防止|着力")
_REPORTED = re.compile(r"同比|环比|已(?:经|完成|达|建|实现|累计)")

# 溶剂型工业涂料、溶剂型油墨|使用比例: the head noun that listed names share.
_HEAD = re.compile(
    _any(
        "重点工程 减排 使用 排放 利用 综合 资源化 回收 处理 处置 消费 "
        "安全 平均 年均 去除 覆盖 治理 达标"
    )
    + "*"
    + _any("率 比例 比重 占比 总量 量 浓度 面积 强度 规模 数 天数 收入 产值 增速")
    + "$"
)
# 化学需氧量 is a substance, no quantity of its own.
_OWN_HEAD = re.compile("(?:率|比例|比重|占比|(?<!需氧)量|浓度|面积|强度|规模|天数|收入|产值|增速)$")


@dataclass(frozen=True, slots=True)
class _Due:
    """A deadline or period as written and its last year."""

    text: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """What a statement inherits from the ones before it in the sentence."""

    due: _Due = _Due()
    direct: bool = False  # the due stands at this very statement
    topic: str = ""  # a scope that is the subject of all up to the next ；
    scope: str = ""  # scope of the 、-listed piece before
    comparator: str = ""  # likewise
    last: Target | None = None  # for predicates without a subject


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence as written and masked (same length), with its offset in the source."""

    text: str
    masked: str
    start: int

    def target(
        self,
        lo: int,
        hi: int,
        state: _State,
        *,
        indicator: str,
        comparator: str,
        value: str = "",
        unit: str = "",
        scope: str = "",
    ) -> Target:
        """A target that states itself in ``text[lo:hi]``; the due comes from the state."""
        due = state.due
        if comparator.startswith("每年") and not due.text:
            due, comparator = _Due("每年"), comparator.removeprefix("每年")
        return Target(
            text=self.text[lo:hi],
            start=self.start + lo,
            end=self.start + hi,
            indicator=indicator,
            comparator=comparator,
            value=value,
            unit=unit,
            due=due.text,
            due_year=due.year,
            scope=scope,
        )


def parse_targets(text: str, start: int) -> tuple[Target, ...]:
    """Targets of one full sentence in reading order; ``start`` is its offset in the source.

    The sentence may hold several ；-separated statements. A due holds from where it stands until
    the next one; statements before the first due have none.
    """
    line = _Line(text, _mask(text), start)
    state = _State()
    found: list[Target] = []
    previous = 0
    for match in re.finditer(r"(?:[^，；。！？：\n;,]|(?<=\d),(?=\d))+", line.masked):
        gap = line.masked[previous : match.start()]
        previous = match.end()
        if "。" in gap:
            state = _State()
        elif "；" in gap or ";" in gap:
            state = replace(state, topic="", direct=False, last=None)
        state, new = _segment(line, match.start(), match.end(), state)
        found.extend(new)
    return tuple(found)


def _mask(text: str) -> str:
    """Blank out brackets, titles and quoted names: their figures and commas state nothing."""
    rest = re.sub(rf"“(?!{_FIVE_YEARS})[^“”，；。]{{1,30}}”", lambda m: _MASK * len(m[0]), text)
    inner = re.compile(r"[（(〔《〈\[][^（(〔《〈\[）)〕》〉\]]*[）)〕》〉\]]")
    while (masked := inner.sub(lambda m: _MASK * len(m[0]), rest)) != rest:
        rest = masked
    return rest


def _segment(line: _Line, lo: int, hi: int, state: _State) -> tuple[_State, list[Target]]:
    """Targets between two commas, and the state after them."""
    lo, hi = _trim(line, lo, hi)
    if _REPORTED.search(line.masked, lo, hi):
        return replace(state, direct=False), []
    state, lo = _read_due(line, lo, hi, state)
    if lo >= hi:
        return state, []
    state = replace(state, scope=state.topic, comparator="")
    found: list[Target] = []
    for a, b in _pieces(line.masked, lo, hi):
        state, new = _piece(line, a, b, state)
        found.extend(new)
    return replace(state, direct=False), found


def _read_due(line: _Line, lo: int, hi: int, state: _State) -> tuple[_State, int]:
    """Take up a due of this segment; the start moves behind a due (and scope) at the head."""
    match = _DUE.search(line.masked, lo, hi)
    if match is None or (state.direct and state.due.text):
        # 到2023年，2017年年底前…废弃矿山: a year right behind a due dates the object.
        return state, lo
    due = _Due(line.text[match.start() : match.end()], _year(match))
    state = replace(state, due=due, direct=True)
    head = _LEAD.match(line.masked, lo, match.start())
    begin = head.end() if head else lo
    region = _REGION.match(line.text, begin, match.start())
    if region and region.end() == match.start():
        topic = region[0] or state.topic
        return replace(state, topic=topic), _trim(line, match.end(), hi)[0]
    return state, lo


def _year(match: re.Match[str]) -> int | None:
    """The last year of a due; five-year plans end in 2025 (十四五), 2030 (十五五), …"""
    if match["plan"]:
        return 2025 + 5 * ("一二三四五六七八九".index(match["plan"][1]) - 3)
    return int(match["last"] or match["year"])


def _trim(line: _Line, lo: int, hi: int) -> tuple[int, int]:
    """Drop blanks, and brackets at the head (a responsibility belongs to the sentence before)."""
    while lo < hi:
        if line.masked[lo].isspace() or line.masked[lo] in "）〕":
            lo += 1
        elif line.masked[lo] == _MASK and line.text[lo] in "（(〔[":
            lo = _close(line.text, lo, hi)
        else:
            break
    while hi > lo and line.masked[hi - 1].isspace():
        hi -= 1
    return lo, hi


def _close(text: str, lo: int, hi: int) -> int:
    """Behind the bracket that opens at ``lo``."""
    depth = 0
    for at in range(lo, hi):
        depth += text[at] in "（(〔["
        depth -= text[at] in "）)〕]"
        if depth == 0:
            return at + 1
    return hi


def _pieces(masked: str, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """Cut at 、 where a full statement ends: 管网全部清零、黑臭水体全部清零."""
    for at in (m.start() for m in re.finditer("、", masked)):
        left = masked[lo:at]
        if not lo <= at < hi or "分别" in left:
            continue
        if _DONE.search(left) or (_FIGURE.search(left) and _FIGURE.match(masked, at + 1, hi)):
            yield lo, at
            lo = at + 1
    yield lo, hi


def _piece(line: _Line, lo: int, hi: int, state: _State) -> tuple[_State, list[Target]]:
    """Targets of one statement: its figure if it has one, else its outcome."""
    lead = _LEAD.match(line.masked, lo, hi)
    if lead and not _ACTION_FIRST.match(line.masked, lo, hi):
        lo = lead.end()
    region = _REGION.match(line.text, lo, hi)
    body = region.end() if region else lo
    scope = line.text[lo:body] or state.scope
    inner = replace(state, scope=scope)
    found = _quantified(line, body, hi, inner) or _qualitative(line, body, hi, inner)
    if not found:
        return inner, []
    # The scope right before a verb is the subject, also of what follows: 市区全面实现…，…率达到….
    verb = found[0].comparator.partition("…")[0]
    if line.text[lo:body] and verb and line.text.startswith(verb, body):
        inner = replace(inner, topic=scope)
    return replace(inner, last=found[-1], comparator=found[-1].comparator), found


def _quantified(line: _Line, lo: int, hi: int, state: _State) -> list[Target]:
    """Targets by figure."""
    return (
        _share(line, lo, hi, state) or _grade(line, lo, hi, state) or _amount(line, lo, hi, state)
    )


def _share(line: _Line, lo: int, hi: int, state: _State) -> list[Target]:
    """70%以上的村完成…: a share of a whole that does something."""
    match = _SHARE.match(line.masked, lo, hi)
    if match is None or not re.search("完成|达到|实现|建成", match["what"]):
        return []
    what = line.text[match.start("what") : match.end("what")]
    verb = re.search("完成|达到|实现|建成", what)
    name = f"{what[verb.start() :]}的{what[: verb.start()]}" if verb and verb.start() else what
    return [
        line.target(
            lo,
            hi,
            state,
            indicator=name,
            comparator=match["post"] or "",
            value=match["value"],
            unit=match["unit"],
            scope=state.scope,
        )
    ]


def _grade(line: _Line, lo: int, hi: int, state: _State) -> list[Target]:
    """水质均达到或优于Ⅲ类: a class of water quality."""
    match = _GRADE.search(line.masked, lo, hi)
    if match is None:
        return []
    comparator = _COMPARATOR.search(line.masked, lo, match.start())
    if comparator is None or comparator.start() == lo:
        return []
    begin, scope = _body_scope(line, lo, comparator.start(), state.scope)
    return [
        line.target(
            begin,
            hi,
            state,
            indicator=_name(line, begin, comparator.start()),
            comparator=_joined(comparator[0], match["post"]),
            value=match["value"],
            scope=scope,
        )
    ]


def _amount(line: _Line, lo: int, hi: int, state: _State) -> list[Target]:
    """The first number of the statement that states an aim rather than defines an object."""
    for match in _AMOUNT.finditer(line.masked, lo, hi):
        items = _items(match["list"])
        if not items or _is_baseline(line.masked, lo, match):
            continue
        after = line.masked[match.end() : hi]
        if match["post"] and not _AFTER_AMOUNT.match(after):
            continue
        found = _stated(line, lo, hi, match, items, state)
        if found:
            return found
    return []


def _items(listed: str) -> list[tuple[str, str]]:
    """Values with units of 20、15个百分点; a value without a unit takes the next one's."""
    pairs = [(m["value"], m["unit"] or "") for m in _ITEM.finditer(listed)]
    unit = ""
    result: list[tuple[str, str]] = []
    for value, own in reversed(pairs):
        unit = own or unit
        result.append((value, unit))
    return result[::-1]


def _is_baseline(masked: str, lo: int, match: re.Match[str]) -> bool:
    """Whether the number belongs to 从20%提高到30% as its start."""
    return any(b.start() <= match.start() < b.end() for b in _BASELINE.finditer(masked, lo))


def _stated(
    line: _Line,
    lo: int,
    hi: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    state: _State,
) -> list[Target]:
    """Read the words around an amount: indicator first, object after it, or action first."""
    tail = line.masked[match.end() : hi].strip()
    found = _COMPARATOR.search(line.masked, lo, match.start())
    cut = found.start() if found else match.start()
    comparator = found[0] if found else ""
    if not tail and lo < cut and _NOUN_LAST.fullmatch(comparator):
        cut, comparator = match.start(), ""
    if not items[0][1] and (tail or not comparator):
        return []
    if tail and not tail.startswith(("并", "且")) and _acts(line.masked, lo, match.start(), state):
        return _object_after(line, lo, hi, match, items, state)
    if cut == lo:
        return []
    if comparator:
        begin, scope = _body_scope(line, lo, cut, state.scope)
        return _spread(line, begin, cut, match, items, comparator, replace(state, scope=scope))
    if tail:
        return []
    first = _ACTION_FIRST.match(line.masked, lo, match.start())
    if first and first.end() < match.start():
        return _counted(line, lo, first.end(), match, items, first[0], state)
    inherited = state.comparator if _HAS_ACTION.search(state.comparator) else ""
    if not (inherited or state.due.text):
        return []  # without verb or date a figure may be a mere description
    return _counted(line, lo, lo, match, items, inherited, state)


def _acts(masked: str, lo: int, cut: int, state: _State) -> bool:
    """Whether an action (or the one of the piece before) governs the amount at ``cut``."""
    found = _COMPARATOR.search(masked, lo, cut)
    if found is None:
        return lo == cut and bool(state.comparator)
    return bool(_HAS_ACTION.search(found[0]))


def _object_after(
    line: _Line,
    lo: int,
    hi: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    state: _State,
) -> list[Target]:
    """新增10家绿色工厂: the object behind the figure is the indicator, a subject the scope."""
    found = _COMPARATOR.search(line.masked, lo, match.start())
    begin = found.start() if found else lo
    comparator = found[0].removesuffix("现有") if found else state.comparator
    value, unit = items[0]
    return [
        line.target(
            begin,
            hi,
            state,
            indicator=_name(line, match.end(), hi),
            comparator=_joined(comparator, match["post"]),
            value=value,
            unit=unit,
            scope=_name(line, lo, begin) or state.scope,
        )
    ]


def _counted(
    line: _Line,
    lo: int,
    begin: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    comparator: str,
    state: _State,
) -> list[Target]:
    """修复湿地46公顷: the figure directly behind its object."""
    value, unit = items[0]
    return [
        line.target(
            lo,
            match.end(),
            state,
            indicator=_name(line, begin, match.start()),
            comparator=_joined(comparator, match["post"]),
            value=value,
            unit=unit,
            scope=state.scope,
        )
    ]


def _spread(
    line: _Line,
    lo: int,
    cut: int,
    match: re.Match[str],
    items: list[tuple[str, str]],
    comparator: str,
    state: _State,
) -> list[Target]:
    """One target per value; 分别 gives each listed name its own."""
    name = _name(line, lo, cut)
    names = [name] * len(items)
    if "分别" in comparator:
        listed = _listed(name)
        if len(listed) == len(items):
            names = listed
    elif len(items) > 1:
        names, items = [name], [items[0]]
    return [
        line.target(
            lo,
            match.end(),
            state,
            indicator=each,
            comparator=_joined(comparator.replace("现有", ""), match["post"]),
            value=value,
            unit=unit,
            scope=state.scope,
        )
        for each, (value, unit) in zip(names, items, strict=True)
    ]


def _listed(name: str) -> list[str]:
    """Names of 二氧化硫、氮氧化物排放量, each with the shared head noun."""
    parts = re.split("[、和与及]", name)
    head = _HEAD.search(parts[-1])
    shared = head[0] if head else ""
    return [p if _OWN_HEAD.search(p) else p + shared for p in parts[:-1]] + parts[-1:]


def _joined(before: str, after: str | None) -> str:
    """Comparator around the figure: 提高到…左右."""
    return f"{before}…{after}" if before and after else before or after or ""


def _body_scope(line: _Line, lo: int, hi: int, scope: str) -> tuple[int, str]:
    """Where the indicator begins (实现|…率, 化工行业|单位能耗), and the scope with its body."""
    lead = _MAKING.match(line.masked, lo, hi)
    lo = lead.end() if lead else lo
    match = _BODY.match(line.masked, lo, hi)
    if match is None or _DUE.search(match[0]):
        return lo, scope
    named = line.text[lo : match.end()]
    outer = line.text[:lo]
    return match.end(), scope + named if scope and outer.endswith(scope) else named


def _name(line: _Line, lo: int, hi: int) -> str:
    """The indicator's own words: without dues, baselines and what only introduces it."""
    spans = [m.span() for rule in (_BASELINE, _DUE) for m in rule.finditer(line.masked, lo)]
    kept = "".join(line.text[i] for i in range(lo, hi) if not any(a <= i < b for a, b in spans))
    return re.sub(r"^(?:实现|的)(?=.{2})|达峰后$", "", kept.strip(" 　的，、"))


def _qualitative(line: _Line, lo: int, hi: int, state: _State) -> list[Target]:
    """Targets by outcome."""
    if match := _VERB_FIRST.match(line.masked, lo, hi):
        return _outcome(line, match, state)
    if state.direct:
        field = _FIELD.match(line.masked, lo, hi)
        begin = field.end() if field else lo
        if match := _TASK.match(line.masked, begin, hi):
            scope = field["scope"] if field else state.scope
            return [_plain(line, lo, match, replace(state, scope=scope))]
    return _subject_first(line, lo, hi, state)


def _plain(line: _Line, lo: int, match: re.Match[str], state: _State) -> Target:
    """Verb and object: 完成|海洋环境风险源排查."""
    region = _REGION.match(line.text, match.start("object"), match.end())
    begin = region.end() if region else match.start("object")
    scope = line.text[match.start("object") : begin] or state.scope
    predicate = match["predicate"]
    degree = match.groupdict().get("degree")
    return line.target(
        lo,
        match.end(),
        state,
        indicator=_name(line, begin, match.end()),
        comparator=degree or predicate,
        value=predicate if degree else "",
        scope=scope,
    )


def _outcome(line: _Line, match: re.Match[str], state: _State) -> list[Target]:
    """Verb first: 全部淘汰…, 完成…, 实现…全覆盖."""
    lo, hi = match.span()
    if not (state.due.text or _UNDATED.search(match[0])):
        return []
    assigned = _ASSIGNED.match(line.masked, match.start("object"), hi)
    if assigned:
        return [_assigned(line, lo, assigned, match["predicate"], state)]
    target = _plain(line, lo, match, state)
    if target.indicator.endswith("全覆盖") and target.indicator != "全覆盖":
        target = replace(
            target,
            indicator=target.indicator.removesuffix("全覆盖"),
            comparator=match["predicate"],
            value="全覆盖",
        )
    return [target]


def _assigned(line: _Line, lo: int, match: re.Match[str], predicate: str, state: _State) -> Target:
    """完成省下达的目标任务: of what it names, else of the indicator before it."""
    value = line.text[match.start() : match.end()]
    indicator, begin = match["of"], lo
    indicator = re.sub("(?:降低|下降|提高|削减)$", "", indicator)
    if not indicator and state.last:
        indicator, begin = state.last.indicator, state.last.start - line.start
    return line.target(
        begin,
        match.end(),
        state,
        indicator=indicator or value,
        comparator=predicate,
        value=value,
        scope=state.scope,
    )


def _subject_first(line: _Line, lo: int, hi: int, state: _State) -> list[Target]:
    """黑臭水体|全部清零, 排放总量|持续减少, 煤炭消费总量|完成|省下达的任务."""
    match = _SUBJECT_FIRST.match(line.masked, lo, hi)
    if match is None or _URGING.match(match["subject"]):
        return []
    predicate = line.text[match.start("predicate") : hi]
    if not (state.due.text or _UNDATED.search(predicate)):
        return []
    degree = next((d for d in _TOTAL if predicate.startswith(d)), "")
    verb = re.match("实现|取得|得到|完成|建成", predicate)
    comparator, value = predicate, ""
    if degree:
        comparator, value = degree, predicate
    elif verb and verb.end() < len(predicate):
        comparator, value = verb[0], predicate[verb.end() :]
    return [
        line.target(
            lo,
            hi,
            state,
            indicator=_name(line, lo, match.start("predicate")),
            comparator=comparator,
            value=value,
            scope=state.scope,
        )
    ]
