"""Words of an answer, taken from the plan: pieces of sentences, responsibilities, summaries."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from corpus.model import Piece, Role, Sentence, Task
from index.tokens import bigrams

SHORT = 120
# What leads in a sentence and tells nothing of it: 按照国家及省工作部署, 以区（市）为单位.
_LEADING = re.compile(r"^(?:按照|根据|依据|结合)|^以.+为(?:单位|基础)$|^(?:聚焦|围绕|针对).{2,8}$")
_DUE = re.compile(
    r"^(?:[到至]?\d{4}年(?:底|年底|底前|年底前|前)?(?:[到至—-]\d{4}年)?|[到至]\d{4}年(?:年)?底?前?)$"
    r"|^(?:到|至|自|从)?\d{4}年[^，]{0,4}$"
)


@lru_cache(maxsize=4096)
def pieces(text: str, start: int) -> tuple[Piece, ...]:
    """Parts of a sentence between ，；。 outside brackets and quotations, marks left off."""
    found, depth, at = list[Piece](), 0, 0
    for i, char in enumerate(text):
        depth += (char in "（〔“《") - (char in "）〕”》")
        if depth <= 0 and char in "，；。":
            if i > at:
                found.append(Piece(text[at:i], start + at, start + i))
            at = i + 1
    if at < len(text):
        found.append(Piece(text[at:], start + at, start + len(text)))
    return tuple(found)


def is_due(piece: Piece) -> bool:
    """Whether a piece is only a date: 到2025年, 2025年年底前."""
    return bool(_DUE.match(piece.text))


def governing_due(sentence: Sentence, source: str) -> Piece | None:
    """The date before ``sentence`` that still governs it (“到2025年，…；”), or None."""
    dues = {t.due for t in sentence.targets if t.due}
    if len(dues) != 1:
        return None
    due = dues.pop()
    begin = max(source.rfind(mark, 0, sentence.start) for mark in "。\n") + 1
    if due in sentence.text:
        return None
    at = source.rfind(due, begin, sentence.start)
    return Piece(due, at, at + len(due)) if at >= 0 else None


def condense(
    sentence: Sentence, weigh: Callable[[Piece], float], limit: int = SHORT
) -> tuple[Piece, ...]:
    """Pieces of a sentence to show: all when short, else the weightiest, with their dates."""
    parts = pieces(sentence.text, sentence.start)
    if len(sentence.text) <= limit:
        return parts
    weights = [weigh(p) for p in parts]
    best = max(weights, default=0.0)
    order = sorted(range(len(parts)), key=lambda i: (-weights[i], i))
    chosen, size = set[int](), 0
    for i in order:
        cost = len(parts[i].text) + 1
        if chosen and (size + cost > limit or weights[i] < 0.3 * best):
            continue
        chosen.add(i)
        size += cost
    for i in tuple(chosen):
        due = next((j for j in range(i, -1, -1) if _dated(parts[j])), None)
        if due is not None and is_due(parts[due]):
            chosen.add(due)
    return tuple(parts[i] for i in sorted(chosen))


def _dated(piece: Piece) -> bool:
    """Whether a piece holds a date, other than the year that it compares with."""
    return bool(re.search(r"(?<![比较在同\d])\d{4}年(?!基础)", piece.text))


# What is known by its name: “党政同责、一岗双责”.
SLOGAN = re.compile(r"“[^”]{4,}”")


def summary(sentence: Sentence, limit: int = 60, words: Collection[str] = ()) -> str:
    """A sentence, or its first pieces and those with targets when it is long; ends with 。.

    The pieces with ``words`` are as telling as those with targets.
    """
    spans = [(t.start, t.end) for t in sentence.targets]
    heads = _first(pieces(sentence.text, sentence.start))

    def weigh(piece: Piece) -> float:
        hit = any(piece.start < e and s < piece.end for s, e in spans)
        hit = hit or any(w in piece.text for w in words)
        first = piece in heads
        return 2.0 if hit else 1.0 if first or SLOGAN.search(piece.text) else 0.5

    return join(condense(sentence, weigh, max(limit, 150 if spans else 0)))


# An aim with a figure, a grade, or nothing left.
_MEASURED = re.compile(r"\d|[Ⅰ-Ⅴ]类|清零|消劣")


def headline(sentence: Sentence) -> str:
    """The pieces of a sentence that hold its targets, else its first; ends with 。."""
    spans = [(t.start, t.end) for t in sentence.targets if _MEASURED.search(t.text)]
    parts = pieces(sentence.text, sentence.start)
    wanted = {i for i, p in enumerate(parts) if any(p.start < e and s < p.end for s, e in spans)}
    dues = {next((j for j in range(i, -1, -1) if _dated(parts[j])), i) for i in wanted}
    dues |= {i - 1 for i in wanted if i}  # 到2023年，2017年年底前历史遗留的…
    held = tuple(p for i, p in enumerate(parts) if i in wanted or (i in dues and is_due(p)))
    named = [p for p in parts if SLOGAN.search(p.text)]
    return join(held or tuple(p for p in parts if p in _first(parts) or p in named))


# What one long sentence says is chief: 以改善环境质量为核心, 为建设…提供….
_CHIEF = re.compile(r"为(?:核心|重点|主线|目标|统领|根本|关键|抓手)|推动|提供")


def telling(sentence: Sentence, words: Sequence[str], limit: int) -> str:
    """The pieces of a long sentence with the words asked for, else its first and the chief ones."""
    parts = pieces(sentence.text, sentence.start)
    held = [p for p in parts if any(w in p.text for w in words)]
    chief = (p for p in parts if _CHIEF.search(p.text))
    order = dict.fromkeys(held or [*_first(parts), *chief, *parts])
    chosen, size = list[Piece](), 0
    for part in order:
        if not chosen or size + len(part.text) < limit:
            chosen.append(part)
            size += len(part.text) + 1
    due = next((p for p in reversed(parts) if is_due(p) and p.start < chosen[0].start), None)
    chosen += [due] if due and held and due not in chosen else []
    return join(tuple(sorted(chosen, key=lambda p: p.start)))


def _first(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The first piece that says what is done, with the date before it."""
    plain = [p for p in parts if not is_due(p)] or list(parts)
    first = next((p for p in plain if not _LEADING.match(p.text)), plain[0])
    at = parts.index(first)
    return (*((parts[at - 1],) if at and is_due(parts[at - 1]) else ()), first)


def join(parts: tuple[Piece, ...]) -> str:
    """Pieces as one sentence."""
    return "，".join(p.text for p in parts).removesuffix("：") + "。"


def duty_text(task: Task) -> str:
    """市水务管理局牵头; A、B按职责分工负责."""
    leads = [d.name for d in task.duties if d.role is Role.LEAD]
    shared = [d.name for d in task.duties if d.role is Role.SHARED]
    said = [f"{'、'.join(leads)}牵头"] if leads else []
    return "，".join([*said, *([f"{'、'.join(shared)}按职责分工负责"] if shared else [])])


def alike(a: str, b: str) -> int:
    """How many pairs of Chinese characters stand in both texts."""
    return len(_han_pairs(a) & _han_pairs(b))


@lru_cache(maxsize=4096)
def _han_pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams(text))


def pairs(text: str) -> set[str]:
    """Every two characters that stand side by side in a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}
