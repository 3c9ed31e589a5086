"""Targets by outcome: 全部清零, 完成…, 稳中有降."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.model import Target
from corpus.targets.figures import FIGURE, any_word
from corpus.targets.line import REGION, Line, State, named
from corpus.targets.verbs import HEDGE

_FIELD = re.compile(r"在(?P<scope>[^，]+?(?:领域|行业|区域|地区|流域))(?=开展|实施|推行|启动|建)")
_TOTAL = ("全部", "全面", "基本")
_SURE = any_word(
    "动态清零 清零 消除 淘汰 消劣 达标 完成 建成 形成 实现 关停 退出 治理完毕 整治完毕 全覆盖",
    "稳中有降 稳中有升 稳中向好 稳中趋好 负增长 零增长 翻番 翻一番 达峰",
)
_SOFT = any_word("改善 好转 减少 增强 提升 提高 完善 下降 降低 优化 健全 扩大 上升 增加 进步")
_SOFTENER = any_word("持续 明显 显著 更加 大幅 大幅度 进一步 根本 总体 稳步 不断 有效 全面 广泛")
_PREDICATE = (
    rf"(?:全部|全面|基本|均|稳定|广泛|如期|率先)*{_SURE}|{_SOFTENER}+{_SOFT}"
    r"|(?:全部|全面|基本|均)*(?:实现|取得|得到|完成|建成)(?!率|区|情况).+"
)
_SUBJECT_FIRST = re.compile(rf"(?P<subject>.+?)(?P<predicate>{_PREDICATE})$")
_VERB_FIRST = re.compile(
    rf"(?P<predicate>{HEDGE}?(?P<degree>全部|全面|基本)?(?:完成|淘汰|消除|实现|建成|关停|取缔|形成)(?!率|区|情况))"
    r"(?P<object>.+)$"
)
_TASK = re.compile(r"(?P<predicate>开展|实施|启动|推行|建立|出台|制定|编制)(?P<object>.+)$")
ENDED = re.compile(rf"(?:{_SURE}|{FIGURE.pattern}(?:及?以[上下内]|左右)?)$")
# Outcomes that are a target even without a date, for they leave nothing over.
_UNDATED = re.compile(
    r"全部|全覆盖|清零|消劣|稳中|负增长|零增长|^全面(?:实现|完成|消除|淘汰)|^基本完成|^完成|^消除"
)
_ASSIGNED = re.compile(
    r"(?:国家|省|市|上级)?(?:级)?(?:下达|分解|确定)的?(?P<of>.*?)(?:目标任务|目标|任务|指标)$"
)
# 推动…持续改善 urges a direction; it sets no outcome.
_URGING = re.compile(r"推动|推进|促进|加强|加快|强化|鼓励|引导|支持|提升|巩固|降低|提高|防止|着力")


def qualitative(line: Line, lo: int, hi: int, state: State) -> list[Target]:
    """Targets by outcome."""
    if match := _VERB_FIRST.match(line.masked, lo, hi):
        return _outcome(line, match, state)
    if state.direct:
        field = _FIELD.match(line.masked, lo, hi)
        begin = field.end() if field else lo
        if match := _TASK.match(line.masked, begin, hi):
            return [_plain(line, lo, match, state.within(field["scope"]) if field else state)]
    return _subject_first(line, lo, hi, state)


def _plain(line: Line, lo: int, match: re.Match[str], state: State) -> Target:
    """Verb and object: 完成|海洋环境风险源排查."""
    region = REGION.match(line.text, match.start("object"), match.end())
    begin = region.end() if region else match.start("object")
    state = state.within(line.text[match.start("object") : begin] or state.scope)
    predicate = match["predicate"]
    degree = match.groupdict().get("degree")
    name, value = named(line, begin, match.end()), predicate if degree else ""
    return line.target(lo, match.end(), state, name, degree or predicate, value)


def _outcome(line: Line, match: re.Match[str], state: State) -> list[Target]:
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


def _assigned(line: Line, lo: int, match: re.Match[str], predicate: str, state: State) -> Target:
    """完成省下达的目标任务: of what it names, else of the indicator before it."""
    value = line.text[match.start() : match.end()]
    indicator, begin = match["of"], lo
    indicator = re.sub("(?:降低|下降|提高|削减)$", "", indicator)
    if not indicator and state.last:
        indicator, begin = state.last.indicator, state.last.start - line.start
    return line.target(begin, match.end(), state, indicator or value, predicate, value)


def _subject_first(line: Line, lo: int, hi: int, state: State) -> list[Target]:
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
    name = named(line, lo, match.start("predicate"))
    return [line.target(lo, hi, state, name, comparator, value)]
