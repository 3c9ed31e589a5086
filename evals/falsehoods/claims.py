"""Claims altered: figures, units, dates, comparators, denials and limits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.llm.passages import Passage
from evals.drafts import Drafted, drafted
from evals.falsehoods.forger import FIGURE, YEAR, Forger, Make, told
from evals.known import load_known

UNITS = {
    "个百分点": "%", "%": "个百分点", "万千瓦": "千瓦", "微克/立方米": "毫克/立方米",
    "万平方米": "平方米", "平方公里": "公顷", "公顷": "亩", "万亩": "亩", "万户": "户",
    "公里": "米", "万元/吨标准煤": "元/吨标准煤", "处": "条", "家": "个", "天": "个月",
    "平方米": "万平方米", "个": "万个",
}  # fmt: skip
COMPARATORS = {
    "不低于": "不超过", "不少于": "不超过", "不超过": "不低于", "至少": "至多", "以上": "以下",
    "以下": "以上", "左右": "以上", "提高": "降低", "降低": "提高", "下降": "上升",
    "达到": "不超过", "控制在": "不低于", "超过": "低于", "增加": "减少", "减少": "增加",
    "新增": "减少", "达到或优于": "劣于", "负增长": "增长", "降至": "提高到",
}  # fmt: skip
STRONGER = {
    "基本": "全部", "力争": "确保", "逐步": "立即", "探索": "全面", "鼓励": "强制",
    "推进": "完成", "开展": "已完成", "优先": "一律", "推动": "完成", "加强": "完成",
    "试点": "全面推广", "定期": "每天",
    "适当": "重大", "引导": "强制", "建立": "取消", "重点": "所有",
    "有序": "立即",
}  # fmt: skip
# Words without which a statement says more than a plan does; gate.toml has the plan's own.
_LIMITS = (
    "力争", "基本", "逐步", "探索", "鼓励", "试点", "优先", "重点", "低效", "落后", "大型",
    "全市", "各区（市）", "建成区", "城市", "农村", "具备条件的", "非", "依法", "典型", "主要",
    "历史遗留的", "县级及以上", "名录内", "高风险", "其他", "现有", "省级以上",
    "严控", "控制", "压减", "防范", "禁止", "严禁", "打击",
)  # fmt: skip
_NEGATIONS = ("禁止", "严禁", "不", "未", "无", "非", "负", "防止", "消除", "剔除", "退出", "淘汰")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN = str.maketrans("0123456789.", "零一二三四五六七八九点")


def swaps(kind: str, table: dict[str, str]) -> Make:
    """Attacks that put one word of the table for another, wherever that changes the claim."""
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))

    def make(forger: Forger, p: Passage) -> Iterator[Drafted]:
        for m in pattern.finditer(p.text):
            if _changes(p.text, m):
                text = p.text[: m.start()] + table[m.group()] + p.text[m.end() :]
                yield drafted(kind, text, (p,))

    return make


def _changes(text: str, m: re.Match[str]) -> bool:
    """Units only behind figures; 提高 with 能力 may fall without a claim being false."""
    unit = m.group() in UNITS
    return not unit or text[m.start() - 1 : m.start()].isdigit()


def figures_changed(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """Figures a little or much off, also in other digits."""
    for m in FIGURE.finditer(p.text):
        n = m.group()
        near = {f"{float(n) + 1:.10g}", f"{float(n) - 1:.10g}", f"{float(n) * 10:.10g}"}
        near |= {f"{float(n) + 0.1:.10g}", n[::-1].strip(".")}
        for new in sorted(x for x in near if x and float(x) != float(n)):
            yield drafted("数字改动", p.text[: m.start()] + new + p.text[m.end() :], (p,))
        for new in (
            str(int(float(n)) + 1).translate(_WIDE),
            f"{float(n) + 1:.10g}".translate(_HAN),
        ):
            yield drafted("数字换写法改动", p.text[: m.start()] + new + p.text[m.end() :], (p,))


def years_changed(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """Years one off, and five."""
    for m in YEAR.finditer(p.text):
        for step in (-1, 1, 5):
            new = f"{int(m.group()) + step}"
            yield drafted("年份改动", p.text[: m.start()] + new + p.text[m.end() :], (p,))


def denials_changed(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """A denial left out, and one put in."""
    for word in _NEGATIONS:
        for m in re.finditer(word, p.text):
            yield drafted("去掉否定", p.text[: m.start()] + p.text[m.end() :], (p,))
    words = forger.words(p.text)
    at = len("".join(words[: max(1, len(words) // 2)]))
    yield drafted("加上否定", f"{p.text[:at]}不{p.text[at:]}", (p,))


def dates_put_elsewhere(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """Dates in each other's place, or put to a sentence that has none."""
    years = list(YEAR.finditer(p.text))
    for a, b in itertools.pairwise(years):
        if a.group() != b.group():
            middle = p.text[a.end() : b.start()]
            text = p.text[: a.start()] + b.group() + middle + a.group() + p.text[b.end() :]
            yield drafted("日期错配", text, (p,))
    if not years and not p.due:
        yield drafted("日期错配", f"到2025年，{p.text}", (p,))


def a_date_over_more(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """What another clause says put behind a semicolon, so that it falls under this one's date."""
    own = YEAR.search(p.text)
    others = [q for q in forger.passages if q.evidence.clause != p.evidence.clause]
    others = [q for q in others if not YEAR.search(q.text) and not q.due]
    if own and others:
        q = replace(forger.pick(p, "over").choice(others), label="S2")
        body = f"到{own.group()}年，{told(re.split('[，；。]', p.text))[-1]}；{q.text}"
        yield drafted("日期管到别处", body, (p, q))


def an_inner_date_over_all(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """A date that belongs to a few words put over the whole, the one over the whole left out."""
    for m in re.finditer(r"[，]到\d{4}年(?:年底)?[，]", p.text):
        inner = re.search(r"\d{4}年(?:年底)?前?", p.text[m.end() :])
        if inner:
            rest = p.text[m.end() :].replace(inner.group(), "", 1)
            yield drafted("限定的日期当期限", f"到{inner.group()}，{rest}", (p,))


def limits_dropped(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """A limiting word, or an exception in brackets, left out."""
    for word in (*_LIMITS, *load_known().limits):
        at = p.text.find(word)
        if at >= 0:
            yield drafted("去掉限定", p.text[:at] + p.text[at + len(word) :], (p,))
    exception = re.search(r"（[^（）]*除外）", p.text)
    if exception:
        text = p.text[: exception.start()] + p.text[exception.end() :]
        yield drafted("去掉限定", text, (p,))
