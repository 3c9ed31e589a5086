"""A verb of a piece in another place, where that turns nobody's part in it round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.llm.pieces import Piece, reordered
from assistant.verify.claims import negations

_DIRECTED = re.compile(r"[由向从将把被比对]|以(?![上下内外])|替代|代替|取代|转|高于|低于|优于")
_HOW = (
    r"(?:全部|基本|全面|均|广泛|持续|更加|明显|显著|逐步|稳定|深入|加快|定期|创新|有序|积极|大力"
    r"|科学)*"
)
# Verbs whose doer stays the same wherever they stand; 引导 and 鼓励 are none.
_DO = (
    r"(?:新增完成|完成|新增|实现|开展|实施|推进|加强|强化|整治修复|修复|关停退出|淘汰|清理|建立|建成"
    r"|建设|健全|完善|制定|编制|加大|推广|推行|提升|提高)"
)
_DOING = re.compile(rf"{_HOW}{_DO}(?:[并和]?{_DO})*")
# What becomes of a subject, and can as well be done to it: 甲全部清零, 全部清零甲.
_BECOMES = re.compile(rf"{_HOW}(?:消除|清零|消劣|淘汰|形成|实现|改善|减少|完善|建成|提升|增强)$")
# 全部6174个入海排污口完成整治 for 完成全部6174个入海排污口整治.
_BETWEEN = re.compile(
    r"(?:行业|领域|企业|水体|排污口|河流|机械|货车)"
    r"(?P<act>[^、和及与]{0,4}(?:整治|改造|治理|修复|淘汰|更新))$"
)
# 修复46公顷滨海湿地 and 滨海湿地修复46公顷 for 修复滨海湿地46公顷.
_COUNTED = re.compile(
    rf"(?P<verb>{_DO})(?P<what>(?:(?!不|达到|提高|降低|下降|超过|至少)\D)+)(?P<count>\d[\d.]*\D{{1,4}})$"
)


def turned(piece: Piece) -> Iterator[Piece]:
    """The piece with a verb in another place, where that turns nobody's part in it round."""
    text = piece.text
    if _DIRECTED.search(text) or negations(text):
        return
    counted = _COUNTED.search(text)
    if counted:
        verb, what, count = (counted.start(name) for name in ("verb", "what", "count"))
        yield reordered(piece, what, count, len(text))
        yield reordered(piece, verb, what, count)
        return
    becomes, doing = _BECOMES.search(text), _DOING.match(text)
    if becomes:
        yield reordered(piece, 0, becomes.start(), len(text))
    if doing:
        yield reordered(piece, 0, doing.end(), len(text))
        between = _BETWEEN.search(text, doing.end())
        if between:
            yield reordered(piece, 0, doing.end(), between.start("act"))
