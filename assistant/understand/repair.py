"""Repair of typos and homophones against the terms of a plan.

A noisy channel: a stretch of the question is read as a term when it is near to it (by sound, by
shape, or by one character lost, doubled or replaced, or two swapped) and when that makes the whole
run of characters so much more likely that no other reading is sensible. Likelihood is a unigram
model over words: jieba's counts, with a floor for the terms of the corpus.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pypinyin import Style, lazy_pinyin, pinyin

_TOTAL = 60_000_000  # the sum of jieba's counts
_FLOOR = 300
_LONGEST = 14
_ORDINARY = 4  # longest word that is looked for without a term beginning like it
_ROUNDS = 4
_COMMON = 7.5  # cost of a character that everyday text uses as a word: 到, 和, 用
_RARE = 9.5
_STRANGE = 11.0
_UNUSUAL = 13.0  # cost of a word that hardly anyone uses: 流矢
_UNHEARD = 15.0
_EVERYDAY = 2000  # count of a word of general use: 汽车
_MANIFOLD = frozenset("长重行调传率降处省朝量")  # read by what stands beside them
_SHAPE_NEED = {1: 5.0, 2: 8.0}  # by length of the word, 6 from three characters on
_ANY_WORD = frozenset("己已巳末未")  # so often mistaken that words beyond the corpus count
# Words of asking and grammar are never misspelt terms.
_GRAMMAR = frozenset("的了吗呢吧谁哪那几么啥怎是不没要把被让给")
_TERM = re.compile(rf"[\u4e00-\u9fff]{{2,{_LONGEST}}}")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_FOLDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^([zcs])h", r"\1"),
        (r"ng$", "n"),
        (r"^l", "n"),
        (r"^hon$", "fen"),
        (r"^hui$", "fei"),
        (r"^hun$", "fen"),
        (r"^hu(?=$|[ao])", "f"),
        (r"^f$|^fu$", "f"),
    )
)
# Characters taken for each other by eye or by a scanner; one group a word.
_SHAPES = (
    "末未 己已巳 侯候 臭嗅 土士 人入 大太犬 日曰 治冶 徽微 拆折析 晴睛 洒酒 辩辨 籍藉 拔拨 廷延 "
    "体休 干千于 今令 仓仑 往住 理埋 极级圾 拉垃 废度 禽离 类粪 秸桔 秆杆竿 线钱 录绿 港巷 船般 "
    "湾弯 菅管 境竟 坏环 壤嚷 地池他 清情 监盐 测侧 核该 责贵 员贡 门们 间问闻 厂广 货贷 柴紫 "
    "园圆国固 因困 项顷顶 险检捡 标际 准淮 浓农 比此 低底 指抬 数教 施旋 改政 复夏 "
    "洋样 虫冲 涉步 渔鱼 油抽 泄泻 排徘 碳炭 扬场 噪躁燥 辐幅 滨宾 疏蔬 粒拉 "
    "查杳 溯朔 活话 运远 处外 材村 采菜"
)
_TWINS = {c: group.replace(c, "") for group in _SHAPES.split() for c in group}


_Lexeme = tuple[int, int, float]  # start, end, cost of a word in a run


@dataclass(frozen=True, slots=True)
class _Reading:
    """A stretch ``start:end`` read as ``term``; ``need`` is the gain in nats that it takes."""

    start: int
    end: int
    term: str
    need: float


class _Node(dict[str, "_Node"]):
    """A node of the tree of sounds by the next syllable; the terms whose syllables lead here."""

    __slots__ = ("terms",)

    def __init__(self) -> None:
        self.terms: list[str] = []


class _Scan:
    """The most likely words of a run.

    ``ahead[i]`` is the cost of ``run[:i]`` in nats, ``behind[i]`` of ``run[i:]``; ``lone`` holds
    the positions of characters that stand alone.
    """

    def __init__(self, run: str, lexemes: Callable[[str], Iterable[_Lexeme]]) -> None:
        size = len(run)
        self.run = run
        self.ahead, self.behind = [0.0] + [math.inf] * size, [math.inf] * size + [0.0]
        back = [0] * (size + 1)
        words = list(lexemes(run))
        for i, j, price in words:
            if self.ahead[i] + price < self.ahead[j]:
                self.ahead[j], back[j] = self.ahead[i] + price, i
        for i, j, price in reversed(words):
            self.behind[i] = min(self.behind[i], self.behind[j] + price)
        self._word, j = [(0, 0)] * size, size
        while j:
            self._word[back[j] : j] = [(back[j], j)] * (j - back[j])
            j = back[j]
        self.lone = {i for i, j in self._word if j - i == 1}

    def word(self, at: int) -> tuple[int, int]:
        """The stretch of the word that a character belongs to."""
        return self._word[at]

    def spans(self, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
        """All stretches of at most ``longest`` characters around ``start:end``."""
        for i in range(max(0, end - longest), start + 1):
            for j in range(end, min(i + longest, len(self.run)) + 1):
                yield i, j


class Repairer:
    """Reads misspelt terms: ``repair(text)`` gives the text put right and what was changed."""

    def __init__(
        self,
        words: Iterable[str],
        counts: Mapping[str, int],
        known: Iterable[str] = (),
    ) -> None:
        self._terms = frozenset(w for w in words if _TERM.fullmatch(w))
        self._known = self._terms | {w for w in known if _TERM.fullmatch(w)}
        self._text = "\n".join(sorted(self._known))
        self._counts = counts
        self._cost = lru_cache(maxsize=1 << 16)(self._cost_of)
        self._sounds = _Node()
        self._without: dict[str, list[str]] = {}
        self._heads = {w[:_ORDINARY] for w in self._known}
        self._twos = {w[:2] for w in self._known}
        self._pairs: set[str] = set()
        self._gaps: set[str] = set()
        for term in sorted(self._known):
            self._add(term)

    def _add(self, term: str) -> None:
        node = self._sounds
        for syllable in _syllables(term):
            node = node.setdefault(_fold(syllable), _Node())
        node.terms.append(term)
        self._pairs.update(map("".join, pairwise(term)))
        if len(term) > 3 and term in self._terms:
            self._gaps.update(map("".join, zip(term, term[2:], strict=False)))
            for rest in {term[:i] + term[i + 1 :] for i in range(len(term))}:
                self._without.setdefault(rest, []).append(term)

    def _lexemes(self, run: str) -> Iterator[_Lexeme]:
        """All words that stand in a run, by start."""
        cost, counts, size = self._cost, self._counts, len(run)
        for i in range(size):
            yield i, i + 1, cost(run[i])
            head = run[i : i + 2]
            if head not in counts and head not in self._twos:
                continue
            longest = _LONGEST if run[i : i + _ORDINARY] in self._heads else _ORDINARY
            for j in range(i + 2, min(i + longest, size) + 1):
                price = cost(run[i:j])
                if price < math.inf:
                    yield i, j, price

    def _cost_of(self, word: str) -> float:
        """Negative log likelihood; infinite for what is no word."""
        count = self._counts.get(word, 0)
        if word in self._known:
            count = max(count, _FLOOR)
        if not count and len(word) > 1:
            return math.inf
        return math.log(_TOTAL / max(count, 1))

    def __call__(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with its terms put right, and the changes: (as written, as read)."""
        changes: list[tuple[str, str]] = []

        def mend(match: re.Match[str]) -> str:
            run = match.group()
            for _ in range(_ROUNDS):
                reading = self._best(_Scan(run, self._lexemes))
                if reading is None:
                    break
                changes.append((run[reading.start : reading.end], reading.term))
                run = run[: reading.start] + reading.term + run[reading.end :]
            return run

        return _RUN.sub(mend, text), tuple(changes)

    def crosses(self, parts: Sequence[str]) -> bool:
        """Whether a word runs over one of the borders between ``parts`` when they are joined."""
        whole = _Scan("".join(parts), self._lexemes).ahead[-1]
        return whole < sum(_Scan(p, self._lexemes).ahead[-1] for p in parts) - 1e-9

    def _best(self, scan: _Scan) -> _Reading | None:
        """The reading that gains most beyond what it needs; None when the run is well as it is."""
        best, most = None, 0.0
        for reading in self._readings(scan):
            cost = scan.ahead[reading.start] + self._cost(reading.term) + scan.behind[reading.end]
            surplus = scan.ahead[-1] - cost - reading.need
            if surplus > most and scan.run[reading.start : reading.end] not in self._text:
                best, most = reading, surplus
        return best

    def _readings(self, scan: _Scan) -> Iterator[_Reading]:
        yield from self._by_sound(scan)
        yield from self._by_shape(scan)
        yield from self._by_place(scan)
        yield from self._by_edit(scan)

    def _by_sound(self, scan: _Scan) -> Iterator[_Reading]:
        """Terms that sound like a stretch, dialect mergers (z/zh, n/ng, l/n, h/f) included."""
        syllables = [_keys(c) for c in scan.run]
        for start in range(len(scan.run) - 1):
            nodes = [self._sounds]
            for end in range(start + 1, len(scan.run) + 1):
                keys = syllables[end - 1]
                nodes = [n[s] for n in nodes for s in keys if s in n]
                if not nodes:
                    break
                for term in [t for n in nodes for t in n.terms]:
                    need = self._sound_need(scan, start, end, term)
                    if need is not None:
                        yield _Reading(start, end, term, need)

    def _sound_need(self, scan: _Scan, start: int, end: int, term: str) -> float | None:
        """Gain that a reading by sound must bring; None when it cannot be meant."""
        written = scan.run[start:end]
        if term == written:
            return None
        changed = [i for i in range(len(term)) if written[i] != term[i]]
        if any(self._sound_word(scan, start + i, start, end) for i in changed):
            return None
        far = [_distance(written[i], term[i]) for i in changed]
        fuzzy = sum(map(bool, far))
        everyday = term not in self._terms
        if everyday and (fuzzy or len(term) < 5 or len(changed) > 1 or not changed[0]):
            return None
        if max(far) > 1:
            return None
        if len(term) == 2:
            return None if fuzzy else self._pair_need(scan, start, term, changed)
        doubt = self._doubt(scan, start, term, changed, fuzzy)
        return doubt + 1.5 * (len(changed) - 1) + 4.0 * fuzzy

    def _pair_need(
        self, scan: _Scan, start: int, term: str, changed: Sequence[int]
    ) -> float | None:
        """The same for two characters, where chance makes many words of like sound."""
        rare = min(self._cost(term[i]) for i in changed)
        if rare < _STRANGE + len(changed) - 1 or self._counts.get(term, 0) > _EVERYDAY:
            return None
        if scan.word(start) == (start, start + 2):
            unheard = self._cost(scan.run[start : start + 2]) > _UNHEARD
            return 4.0 if unheard and len(changed) == 1 else None
        apart = {start, start + 1} <= scan.lone and self._counts.get(term, 0) > 0
        return 5.0 + 2 * len(changed) if apart else None

    def _sound_word(self, scan: _Scan, at: int, start: int, end: int) -> bool:
        """Whether a character belongs to a known word, or to one that goes beyond the stretch."""
        i, j = scan.word(at)
        return i < start or j > end or (j - i > 1 and scan.run[i:j] in self._known)

    def _doubt(
        self, scan: _Scan, start: int, term: str, changed: Sequence[int], fuzzy: int
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
            return 1.0 if len(term) > 4 or (len(term) > 3 and least > _UNUSUAL) else math.inf
        if least < _COMMON:
            return (1.0 if inner else 5.0 + 9 * fuzzy) if len(term) > 3 else math.inf
        if len(term) == 3:
            likely = len(changed) == 1 and (inner or least > _RARE + 0.5)
            return 4.0 if likely else math.inf
        return 1.0 if inner or not fuzzy or least > _RARE else (2.0 if len(term) > 4 else math.inf)

    def _by_shape(self, scan: _Scan) -> Iterator[_Reading]:
        """Words, of the corpus or not, of which one character is taken for its twin."""
        for at, char in enumerate(scan.run):
            i, j = scan.word(at)
            if char not in _TWINS or (j - i > 1 and self._cost(scan.run[i:j]) < _UNUSUAL):
                continue
            before, after = scan.run[max(0, at - 1) : at], scan.run[at + 1 : at + 2]
            for twin in _TWINS[char]:
                fits = before + twin in self._pairs or twin + after in self._pairs
                for i, j in scan.spans(at, at + 1, _LONGEST) if fits or twin in _ANY_WORD else ():
                    word = scan.run[i:at] + twin + scan.run[at + 1 : j]
                    if word in self._terms or (twin in _ANY_WORD and self._cost(word) < math.inf):
                        yield _Reading(i, j, word, _SHAPE_NEED.get(len(word), 6.0))

    def _by_place(self, scan: _Scan) -> Iterator[_Reading]:
        """Terms with two characters swapped or one doubled."""
        run = scan.run
        for at in range(len(run) - 1):
            alone = (at in scan.lone) + (at + 1 in scan.lone)
            doubled = run[at] == run[at + 1]
            if not (alone or doubled) or not _GRAMMAR.isdisjoint(run[at : at + 2]):
                continue
            put = run[at] if doubled else run[at + 1] + run[at]
            if not doubled and put not in self._pairs:
                continue
            for i, j in scan.spans(at, at + 2, _LONGEST):
                term = run[i:at] + put + run[at + 2 : j]
                sure = len(term) > 3 and i < at < j - 2 if doubled else len(term) + alone > 4
                if sure and term in self._terms:
                    yield _Reading(i, j, term, 7.0 if len(term) > 3 else 8.0)

    def _by_edit(self, scan: _Scan) -> Iterator[_Reading]:
        """Longer terms with an inner character lost, or replaced by one that is out of place."""
        run = scan.run
        for at in sorted(scan.lone - {0}):
            yield from self._lost(scan, at)
            gap = run[at - 1] + run[at + 1 : at + 2]
            if gap in self._gaps and self._cost(run[at]) > _RARE:
                for i, j in scan.spans(at - 1, at + 2, _LONGEST):
                    rest = run[i:at] + run[at + 1 : j]
                    for term in self._without.get(rest, ()) if len(rest) > 3 else ():
                        if term[: at - i] + term[at - i + 1 :] == rest:
                            yield _Reading(i, j, term, 10.0)

    def _lost(self, scan: _Scan, at: int) -> Iterator[_Reading]:
        """Terms of which a character is missing beside the lone one at ``at``."""
        run = scan.run
        for gap in (at, at + 1):
            pair = run[gap - 1 : gap + 1]
            if pair not in self._gaps or not _GRAMMAR.isdisjoint(pair):
                continue
            both = {gap - 1, gap} <= scan.lone
            for i, j in scan.spans(gap - 1, gap + 1, _LONGEST - 1):
                for term in self._without.get(run[i:j], ()) if both or j - i > 3 else ():
                    if term[: gap - i] == run[i:gap] and term[gap - i + 1 :] == run[gap:j]:
                        yield _Reading(i, j, term, 8.0 if both else 11.0)


@lru_cache(maxsize=1 << 14)
def _sounds(char: str) -> tuple[str, ...]:
    """The toneless readings of a character in use, the usual one first."""
    return tuple(pinyin(char, style=Style.NORMAL, heteronym=True)[0][:2])


def _syllables(term: str) -> list[str]:
    """Syllables of a term; only where a reading hangs on its neighbours is the slow way taken."""
    if _MANIFOLD.isdisjoint(term):
        return [_sounds(c)[0] for c in term]
    return lazy_pinyin(term, style=Style.NORMAL)


@lru_cache(maxsize=1 << 14)
def _keys(char: str) -> tuple[str, ...]:
    return tuple({_fold(s): None for s in _sounds(char)})


@lru_cache(maxsize=1 << 12)
def _fold(syllable: str) -> str:
    for pattern, plain in _FOLDS:
        syllable = pattern.sub(plain, syllable)
    return syllable


@lru_cache(maxsize=1 << 14)
def _distance(written: str, meant: str) -> int:
    """0 for the same sound, 1 for a like or a second one, 2 for another."""
    mine, other = _sounds(written), _sounds(meant)
    if mine[0] in (other if meant in _MANIFOLD else other[:1]):
        return 0
    return 1 if other[0] in mine or _fold(mine[0]) == _fold(other[0]) else 2
