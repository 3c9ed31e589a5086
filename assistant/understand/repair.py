"""Repair of typos and homophones against the terms of a plan.

A noisy channel: a stretch of the question is read as a term when it is near to it (by sound, by
shape, or by one character lost, doubled or replaced, or two swapped) and when that makes the whole
run of characters so much more likely that no other reading is sensible. Likelihood is a unigram
model over words: jieba's counts, with a floor for the terms of the corpus.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.understand.segments import Scan
from assistant.understand.sounds import distance, sound_keys
from assistant.understand.wordbook import LONGEST, Wordbook

_PAIR = 2
_ROUNDS = 4
_COMMON = 7.5  # cost of a character that everyday text uses as a word: 到, 和, 用
_RARE = 9.5
_STRANGE = 11.0
_UNUSUAL = 13.0  # cost of a word that hardly anyone uses: 流矢
_UNHEARD = 15.0
_EVERYDAY = 2000  # count of a word of general use: 汽车
_COINED_NEED = 2.0
_SHAPE_NEED = {1: 5.0, 2: 8.0}  # by length of the word, 6 from three characters on
_ANY_WORD = frozenset("己已巳末未")  # so often mistaken that words beyond the corpus count
# Words of asking and grammar are never misspelt terms.
_GRAMMAR = frozenset("的了吗呢吧谁哪那几么啥怎是不没要把被让给")
_OFFICE = "局委办"
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
# Characters taken for each other by eye or by a scanner; one group a word.
_SHAPES = (
    "末未 己已巳 侯候 臭嗅 土士 人入 大太犬 日曰 治冶 徽微 拆折析 晴睛 洒酒 辩辨 籍藉 拔拨 廷延 "
    "体休 干千于 今令 仓仑 往住 理埋 极级圾 拉垃 废度 禽离 类粪 秸桔 秆杆竿 线钱 录绿 港巷 船般 "
    "湾弯 菅管 境竟 坏环 壤嚷 地池他 清情 监盐 测侧 核该 责贵 员贡 门们 间问闻 厂广 货贷 柴紫 "
    "园圆国固 因困 项顷顶 险检捡 标际 准淮 浓农 比此 低底 指抬 数教 施旋 改政 复夏 "
    "洋样 虫冲 涉步 渔鱼 油抽 泄泻 排徘 碳炭 扬场 噪躁燥 辐幅 滨宾 疏蔬 粒拉 "
    "查杳 舶泊 溯朔 活话 运远 处外 材村 采菜"
)
_TWINS = {c: group.replace(c, "") for group in _SHAPES.split() for c in group}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A stretch ``start:end`` read as ``term``; ``need`` is the gain in nats that it takes."""

    start: int
    end: int
    term: str
    need: float


class Repairer:
    """Reads misspelt terms: ``repair(text)`` gives the text put right and what was changed."""

    def __init__(
        self,
        words: Iterable[str],
        counts: Mapping[str, int],
        known: Iterable[str] = (),
        names: Iterable[str] = (),
    ) -> None:
        self._names = frozenset(n for n in names if len(n) > _PAIR)
        self._book = Wordbook(words, counts, known)
        self._cost = self._book.cost

    def __call__(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with its terms put right, and the changes: (as written, as read)."""
        changes: list[tuple[str, str]] = []

        def mend(match: re.Match[str]) -> str:
            run = match.group()
            for _ in range(_ROUNDS):
                reading = self._best(Scan(run, self._book.lexemes))
                if reading is None:
                    break
                changes.append((run[reading.start : reading.end], reading.term))
                run = run[: reading.start] + reading.term + run[reading.end :]
            return run

        return _RUN.sub(mend, text), tuple(changes)

    def crosses(self, parts: Sequence[str]) -> bool:
        """Whether a word runs over one of the borders between ``parts`` when they are joined."""
        whole = Scan("".join(parts), self._book.lexemes).ahead[-1]
        return whole < sum(Scan(p, self._book.lexemes).ahead[-1] for p in parts) - 1e-9

    def _best(self, scan: Scan) -> _Reading | None:
        """The reading that gains most beyond what it needs; None when the run is well as it is."""
        best, most = None, 0.0
        for reading in self._readings(scan):
            cost = scan.ahead[reading.start] + self._cost(reading.term) + scan.behind[reading.end]
            surplus = scan.ahead[-1] - cost - reading.need
            if surplus > most and scan.run[reading.start : reading.end] not in self._book.text:
                best, most = reading, surplus
        return best

    def _readings(self, scan: Scan) -> Iterator[_Reading]:
        yield from self._by_sound(scan)
        yield from self._by_shape(scan)
        yield from self._by_place(scan)
        yield from self._by_edit(scan)

    def _by_sound(self, scan: Scan) -> Iterator[_Reading]:
        """Terms that sound like a stretch, dialect mergers (z/zh, n/ng, l/n, h/f) included."""
        run = scan.run
        for start in range(len(run) - 1):
            nodes = self._book.heard(run[start : start + 2])
            for end in range(start + 2, len(run) + 1):
                if end > start + 2:
                    keys = sound_keys(run[end - 1])
                    nodes = [n[s] for n in nodes for s in keys if s in n]
                if not nodes:
                    break
                written = run[start:end]
                for term in (t for n in nodes for t in n.terms if t != written):
                    need = self._sound_need(scan, start, end, term)
                    if need is not None:
                        yield _Reading(start, end, term, need)

    def _sound_need(self, scan: Scan, start: int, end: int, term: str) -> float | None:
        """Gain that a reading by sound must bring; None when it cannot be meant."""
        written = scan.run[start:end]
        changed = [i for i in range(len(term)) if written[i] != term[i]]
        far = [distance(written[i], term[i]) for i in changed]
        plain = len(term) > 3 and len(changed) == 1 and not any(far)
        if any(self._sound_word(scan, start + i, start, end, plain) for i in changed):
            return None
        fuzzy = sum(map(bool, far))
        everyday = term not in self._book.terms
        if everyday and (fuzzy or len(term) < 5 or len(changed) > 1 or not changed[0]):
            return None
        if max(far) > 1:
            return None
        if len(term) == 2:
            return None if fuzzy else self._pair_need(scan, start, term, changed)
        doubt = self._doubt(scan, start, term, changed, fuzzy)
        return doubt + 1.5 * (len(changed) - 1) + 4.0 * fuzzy

    def _pair_need(self, scan: Scan, start: int, term: str, changed: Sequence[int]) -> float | None:
        """The same for two characters, where chance makes many words of like sound."""
        rare = min(self._cost(term[i]) for i in changed)
        if rare < _STRANGE + len(changed) - 1 or self._book.counts.get(term, 0) > _EVERYDAY:
            return None
        if scan.word(start) == (start, start + 2):
            unheard = self._cost(scan.run[start : start + 2]) > _UNHEARD
            return 4.0 if unheard and len(changed) == 1 else None
        apart = {start, start + 1} <= scan.lone and self._book.counts.get(term, 0) > 0
        return 5.0 + 2 * len(changed) if apart else None

    def _sound_word(self, scan: Scan, at: int, start: int, end: int, plain: bool) -> bool:
        """Whether a character belongs to a known word, or to one that goes beyond the stretch.

        A ``plain`` reading, one character of four or more that sounds the same, may break a word.
        """
        i, j = scan.word(at)
        known = j - i > 1 and not plain and scan.run[i:j] in self._book.known
        return i < start or j > end or known

    def _doubt(
        self, scan: Scan, start: int, term: str, changed: Sequence[int], fuzzy: int
    ) -> float:
        """Gain it takes to doubt the characters that a reading changes; less where they jar."""
        written = scan.run[start : start + len(term)]
        words = [scan.word(start + i) for i in changed]
        least = min(self._cost(scan.run[i:j]) for i, j in words)
        inner = len(changed) == 1 and 0 < changed[0] < len(term) - 1
        if len(changed) == len(term):
            return math.inf
        if any(written[i] in _GRAMMAR for i in changed):
            return 4.0 if inner and len(term) > 3 and not fuzzy else math.inf
        if all(j - i > 1 for i, j in words):
            if fuzzy:
                return 4.0 if len(term) > 4 and least > _STRANGE else math.inf
            if len(term) > 4 or (len(term) > 3 and least > _UNUSUAL):
                return 1.0
            if term in self._names and len(changed) == 1:
                return _COINED_NEED  # 南洋实践: what stands in quotation marks is one name
            return _COINED_NEED if self._coined(term, changed) else math.inf
        if least < _COMMON and len(term) == 3 and inner and term[-1] in _OFFICE and not fuzzy:
            return 4.0  # 财正局: what stands before it tells that an office is meant
        if least < _COMMON:
            return (1.0 if inner else 5.0 + 9 * fuzzy) if len(term) > 3 else math.inf
        if len(term) == 3:
            likely = len(changed) == 1 and (inner or least > _RARE + 0.5)
            return 4.0 if likely else math.inf
        return 1.0 if inner or not fuzzy or least > _RARE else (2.0 if len(term) > 4 else math.inf)

    def _coined(self, term: str, changed: Sequence[int]) -> bool:
        """Whether the half of a term that changed is no word by itself: 无废 of 无废城市."""
        half = term[:2] if changed[0] < 2 else term[2:]
        return len(term) == 4 and len(changed) == 1 and self._book.counts.get(half, 0) == 0

    def _by_shape(self, scan: Scan) -> Iterator[_Reading]:
        """Words, of the corpus or not, of which one character is taken for its twin."""
        for at, char in enumerate(scan.run):
            i, j = scan.word(at)
            if char not in _TWINS or (j - i > 1 and self._cost(scan.run[i:j]) < _UNUSUAL):
                continue
            before, after = scan.run[max(0, at - 1) : at], scan.run[at + 1 : at + 2]
            for twin in _TWINS[char]:
                fits = before + twin in self._book.pairs or twin + after in self._book.pairs
                for i, j in scan.spans(at, at + 1, LONGEST) if fits or twin in _ANY_WORD else ():
                    word = scan.run[i:at] + twin + scan.run[at + 1 : j]
                    common = twin in _ANY_WORD and self._cost(word) < math.inf
                    if common or word in self._book.terms:
                        yield _Reading(i, j, word, _SHAPE_NEED.get(len(word), 6.0))

    def _by_place(self, scan: Scan) -> Iterator[_Reading]:
        """Terms with two characters swapped or one doubled."""
        run = scan.run
        for at in range(len(run) - 1):
            alone = (at in scan.lone) + (at + 1 in scan.lone)
            doubled = run[at] == run[at + 1]
            if not (alone or doubled) or not _GRAMMAR.isdisjoint(run[at : at + 2]):
                continue
            put = run[at] if doubled else run[at + 1] + run[at]
            if not doubled and put not in self._book.pairs:
                continue
            for i, j in scan.spans(at, at + 2, LONGEST):
                term = run[i:at] + put + run[at + 2 : j]
                sure = len(term) > 3 and i < at < j - 2 if doubled else len(term) + alone > 4
                if sure and term in self._book.terms:
                    yield _Reading(i, j, term, 7.0 if len(term) > 3 else 8.0)

    def _by_edit(self, scan: Scan) -> Iterator[_Reading]:
        """Longer terms with an inner character lost, or replaced by one that is out of place."""
        run = scan.run
        for at in sorted(scan.lone - {0}):
            yield from self._lost(scan, at)
            gap = run[at - 1] + run[at + 1 : at + 2]
            if gap in self._book.gaps and self._cost(run[at]) > _RARE:
                for i, j in scan.spans(at - 1, at + 2, LONGEST):
                    rest = run[i:at] + run[at + 1 : j]
                    for term in self._book.without.get(rest, ()) if len(rest) > 3 else ():
                        if term[: at - i] + term[at - i + 1 :] == rest:
                            yield _Reading(i, j, term, 10.0)

    def _lost(self, scan: Scan, at: int) -> Iterator[_Reading]:
        """Terms of which a character is missing beside the lone one at ``at``."""
        run = scan.run
        for gap in (at, at + 1):
            pair = run[gap - 1 : gap + 1]
            if pair not in self._book.gaps or not _GRAMMAR.isdisjoint(pair):
                continue
            both = {gap - 1, gap} <= scan.lone
            for i, j in scan.spans(gap - 1, gap + 1, LONGEST - 1):
                for term in self._book.without.get(run[i:j], ()) if both or j - i > 3 else ():
                    if term[: gap - i] == run[i:gap] and term[gap - i + 1 :] == run[gap:j]:
                        yield _Reading(i, j, term, 8.0 if both else 11.0)
