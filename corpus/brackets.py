"""Brackets of official documents: pairing them, and reading those that assign responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Duty, Piece, Responsibility, Role

OPEN = {"（": "）", "〔": "〕", "(": ")", "[": "]", "【": "】"}
_CLOSE = set(OPEN.values())
# A comma or 、 inside a nested bracket, as in 各县（市、区）, separates nothing.
_OUTSIDE = "(?![^（]*）)"
_COMMA = re.compile(f"[，,；;]{_OUTSIDE}")
# 和 joins two names only after the end of an organisation's name (市工业和信息化局 is one).
_NAME_END = re.compile(
    f"(?:、|(?<=[局委部厅院会校办心队司府室行协）])(?:以及|会同|和|及)){_OUTSIDE}|等(?:部门|单位)?$"
)
_NAME = re.compile(r"^[\u4e00-\u9fff（）、]{2,20}$")
_LEAD = re.compile("(?:共同|联合)?(?:牵头|主办)(?:负责|落实|实施)?$|为牵头单位$")
_SHARED = re.compile(
    "(?:(?:按照?|依照?|根据)(?:各自)?职责(?:分工)?)?"
    "(?:分工|共同|分别|协同|联合|密切|积极)?(?:负责|配合|参与|落实|协办)$"
)
_PREFIX = re.compile("(责任|牵头|主办|配合|协办|参与)(?:单位|部门)[:：]")
# 各区（市）, 有关部门: bodies addressed as a class; no departments of a task that names others.
_COLLECTIVE = re.compile("^(?:各|其他)|有关|相关|^(?:党委|政府|人民政府|管委会)$")
# How names of public bodies end; tells （市公安局参与） from （鼓励公众参与）.
_BODY = re.compile(
    "[局委部厅院校办心队司府室行协关团社站处所署联馆组学场区市县镇乡）]$|道办?$|(?<!社)会$"
)
_GENERAL = re.compile(
    "[^。]*(?:以下|上述|各项|全部)[^。]*任务[^。]*(?:不再一一列出|均需|均由)[^。]*"
)


def top_level(text: str) -> Iterator[Piece]:
    """Outermost bracket groups of ``text``, brackets included; unclosed ones are left out."""
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(text):
        if char in OPEN:
            stack.append((OPEN[char], i))
        elif char in _CLOSE and stack and stack[-1][0] == char:
            _, start = stack.pop()
            if not stack:
                yield Piece(text[start : i + 1], start, i + 1)


def unclosed(text: str) -> str | None:
    """The first bracket of ``text`` that has no partner, or None."""
    stack: list[str] = []
    for char in text:
        if char in OPEN:
            stack.append(char)
        elif char in _CLOSE and (not stack or OPEN[stack.pop()] != char):
            return char
    return stack[0] if stack else None


def read_responsibility(group: Piece) -> Responsibility | None:
    """The responsibility that a bracket group assigns, or None if it is another kind of remark."""
    duties: list[Duty] = []
    pending: list[str] = []
    labelled: Role | None = None
    for part in _COMMA.split(group.text[1:-1].split("。")[0]):
        stem = part.strip().removeprefix("由")
        if prefix := _PREFIX.match(stem):
            labelled = Role.LEAD if prefix[1] in ("牵头", "主办") else Role.SHARED
            stem = stem[prefix.end() :]
        stem, role = _split_role(stem)
        names = [name for name in _NAME_END.split(stem) if name]
        if not all(map(_NAME.match, names)):
            return None
        pending += names
        if said := role or labelled:
            duties += [Duty(name, said) for name in pending]
            pending = []
    if not duties or not all(map(_BODY.search, pending)):
        return None
    duties += [Duty(name, Role.SHARED) for name in pending]
    if not any(_BODY.search(duty.name) for duty in duties):
        return None
    named = [duty for duty in duties if not _COLLECTIVE.search(duty.name)]
    return Responsibility(group.text, group.start, group.end, tuple(named or duties))


def general_duty(group: Piece) -> Piece | None:
    """The remark that binds others to every task of the plan (“以下各项任务均需…”), or None."""
    found = _GENERAL.search(group.text[1:-1])
    if not found:
        return None
    start = group.start + 1 + found.start()
    return Piece(found.group(), start, start + len(found.group()))


def _split_role(stem: str) -> tuple[str, Role | None]:
    """Names and the role said behind them: 市公安局牵头 → 市公安局, lead."""
    if _LEAD.search(stem):
        return _LEAD.sub("", stem), Role.LEAD
    if _SHARED.search(stem):
        return _SHARED.sub("", stem), Role.SHARED
    return stem, None
