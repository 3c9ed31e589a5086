"""Targets by what they say: figure, unit, direction, the year that they are measured against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Target

PERCENT = frozenset(("%", "个百分点"))
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Trend(StrEnum):
    """Which way a target goes."""

    FALL = "fall"
    RISE = "rise"
    GAIN = "gain"
    CLEAR = "clear"


_TRENDS = {
    Trend.FALL: re.compile(r"下降|降低|减少|降至|压减"),
    Trend.RISE: re.compile(r"提高|提升|增加|增速"),
    Trend.GAIN: re.compile(r"新增|新建"),
    Trend.CLEAR: re.compile(r"清零|消除|消劣"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A wanted value: ``sign`` is one of = < > ≤ ≥, or “ for a value as it is written (70%以上).

    ``-`` is for what lies between ``value`` and ``top``.
    """

    sign: str
    value: float
    unit: str
    top: float = 0.0

    def met(self, target: Target) -> bool:
        """Whether a target's figure is such."""
        size = size_of(target)
        if size is None:
            return False
        if self.sign == "“":
            bound = next((b for b in ("以上", "以下", "左右") if self.unit.endswith(b)), "")
            unit = self.unit.removesuffix(bound)
            return size == self.value and _unit(target, unit) and bound in target.comparator
        signs = {
            "=": size == self.value, "<": size < self.value, ">": size > self.value,
            "≤": size <= self.value, "≥": size >= self.value,
            "-": self.value <= size <= self.top,
        }  # fmt: skip
        return signs[self.sign] and _unit(target, self.unit)


def figure_of(said: tuple[str, ...]) -> Figure:
    """A figure from a comparison, a value and a unit."""
    sign, value, unit, *top = said
    return Figure(sign, float(value), unit, *map(float, top))


def size_of(target: Target) -> float | None:
    """The number of a target; None where it states none."""
    return float(target.value) if _NUMBER.fullmatch(target.value) else None


def goes(target: Target, trend: Trend) -> bool:
    """Whether a target goes that way."""
    said = f"{target.comparator}{target.value}"
    return bool(_TRENDS[trend].search(target.text if trend is Trend.GAIN else said))


def measured_from(target: Target, year: int) -> bool:
    """Whether a target is measured against a year."""
    return bool(re.search(rf"(?:比|较|在|以|与|相对){year}年", target.text))


def _unit(target: Target, unit: str) -> bool:
    return target.unit == unit or target.unit.lstrip("个") == unit.lstrip("个")
