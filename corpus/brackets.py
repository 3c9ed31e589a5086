"""Brackets of official documents: pairing them, and reading those that assign responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Duty, Piece, Responsibility, Role

OPEN = {"（": "）", "〔": "〕", "(": ")", "[": "]", "【": "】"}
_CLOSE = set(OPEN.values())
_LEAD = re.compile(r"(?:牵头|主办)(?:负责|落实)?$|为牵头单位$")
_SHARED = re.compile(r"(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:分工|共同|分别|协同)?(?:负责|配合|参与|落实|协办)$")
_PREFIX = re.compile(r"^(?:责任单位|牵头单位|责任部门|牵头部门|配合单位|配合部门)[:：]")
# 各区（市）, 有关部门: bodies addressed as a class; never departments of a task.
_COLLECTIVE = re.compile(r"^(?:各|有关|相关|其他)")
_GENERAL = re.compile(r"[^。]*(?:以下|上述|各项|全部)[^。]*任务[^。]*(?:不再一一列出|均需|均由)[^。]*")
# 和 joins two names only after the end of an organisation's name (市工业和信息化局 is one).
_NAME_END = re.compile(r"、|(?<=[局委部厅院会校办心队司府室行协）])(?:以及|和|及)|等(?:部门|单位)?$")
_NAME = re.compile(r"^[\u4e00-\u9fff（）]{2,20}$")


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
        elif char in _CLOSE:
            if not stack or OPEN[stack.pop()] != char:
                return char
    return stack[0] if stack else None


def read_responsibility(group: Piece) -> Responsibility | None:
    """The responsibility that a bracket group assigns, or None if it is another kind of remark."""
    first = group.text[1:-1].split("。")[0]
    duties: list[Duty] = []
    pending: list[str] = []
    for part in re.split(r"[，,；;]", first):
        prefix = _PREFIX.match(part)
        names, role = _names_and_role(_PREFIX.sub("", part), prefix.group() if prefix else "")
        if names is None:
            return None
        pending += names
        if role is not None:
            duties += [Duty(name, role) for name in pending if not _COLLECTIVE.match(name)]
            pending = []
    if not duties or pending:
        return None
    return Responsibility(group.text, group.start, group.end, tuple(duties))


def general_duty(group: Piece) -> Piece | None:
    """The remark that binds others to every task of the plan (“以下各项任务均需…”), or None."""
    found = _GENERAL.search(group.text[1:-1])
    if not found:
        return None
    start = group.start + 1 + found.start()
    return Piece(found.group(), start, start + len(found.group()))


def _names_and_role(part: str, prefix: str) -> tuple[list[str] | None, Role | None]:
    """Names and role of one comma part; names None when it is no assignment at all."""
    role: Role | None = None
    stem = part.strip()
    if _LEAD.search(stem):
        role, stem = Role.LEAD, _LEAD.sub("", stem)
    elif _SHARED.search(stem):
        role, stem = Role.SHARED, _SHARED.sub("", stem)
    elif prefix:
        role = Role.LEAD if prefix.startswith("牵头") else Role.SHARED
    names = [name for name in _NAME_END.split(stem) if name]
    if not names or not all(_NAME.match(name) for name in names):
        return None, None
    return names, role

