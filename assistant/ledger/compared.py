"""Claims that compare two indicators: A定得比B还低, A和B是同一个数."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ledger.sides import Named, amount

_ONE = r"(?P<{0}>[^，。？、比跟和与同]{{3,26}}?)"
_MEASURE = r"(?:的?(?:目标|指标|要求|下限|数值|数字|比例|门槛|目标值|指标值))"
# A(的目标)定得比B(的)还低
_UNEQUAL = re.compile(
    rf"(?:^|[，,])(?:20\d\d年的?|论[^，。？]{{2,10}}[，,])?{_ONE.format('a')}{_MEASURE}?[，,]?(?:[定设订要写]得|要)?比(?![例重率])"
    rf"{_ONE.format('b')}{_MEASURE}?(?:的)?(?:来得|[定设订要]得)?(?:还|更|都|要)*(?P<way>高|低|大|小|多|少)(?:一?[些点])?(?=[，,吗吧。？?]|$)"
)
# A跟B(，2025年的下限)是同一个百分数
_EQUAL = re.compile(
    rf"(?:^|[，,])(?:20\d\d年的?)?{_ONE.format('a')}(?:跟|和|与|同|、){_ONE.format('b')}{_MEASURE}?"
    rf"(?:[，,](?:到)?(?:20\d\d年)?{_MEASURE}?|20\d\d年{_MEASURE}?)?(?:恰好|正好|刚好|都|完全|其实)*(?:是|定[的得]|为)*"
    r"(?P<way>同一?个?(?:百分数|数字?|数值|比例|值|水平)|一样(?:高|多|大)?(?:的)?|相同|相等|持平|一致|相当)(?=[，,吗吧。？?]|$)"
)


_CHANGE = re.compile("[升降减增]")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two indicators, and how the first is said to be beside the second: "" for just as high."""

    names: tuple[str, str]
    way: str

    def holds(self, named: Sequence[Named]) -> bool | None:
        """Whether it is so; None where either has no figure, several or one of another unit."""
        if any(_changes(n, said) for n, said in zip(named, self.names, strict=False)):
            return None  # what goes down by more need not be lower
        sized = [{amount(t) for _, _, t in n.found} for n in named]
        if len(sized) != len(self.names) or any(len(s) != 1 or None in s for s in sized):
            return None
        (first, unit), (second, other) = (a for s in sized for a in s if a)
        if unit != other:
            return None
        if not self.way:
            return first == second
        return first > second if self.way in "高大多" else first < second


def _changes(named: Named, said: str) -> bool:
    """Whether a target is of a change that is not spoken of: 降低20个百分点 is no 使用比例."""
    return not _CHANGE.search(said) and any(_CHANGE.search(t.text) for _, _, t in named.found)


def compared(text: str) -> Compared | None:
    """The comparison that a text claims; None where it claims none."""
    if unequal := _UNEQUAL.search(text):
        return Compared((unequal["a"], unequal["b"]), unequal["way"])
    equal = _EQUAL.search(text)
    return Compared((equal["a"], equal["b"]), "") if equal else None
