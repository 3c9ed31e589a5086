"""Words put where they do not belong: pieces cut, joined, turned round, of two sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from assistant.llm.passages import Passage
from evals.drafts import Drafted, drafted
from evals.falsehoods.forger import FIGURE, Forger, told

_RELATIONS = (
    "和", "以及", "由", "比", "对", "向", "除", "免", "超过", "已", "全部", "只", "外的", "或",
    "为", "到",
)  # fmt: skip
# Words that may go without a statement saying anything else.
_PLAIN = frozenset({
    "进一步", "持续", "不断", "积极", "大力", "深入", "扎实", "加快", "科学", "有效",
    "有序", "及时",
})  # fmt: skip


def two_clauses_merged(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """Two clauses as one claim: half a sentence of each, and the subject of one to the other."""
    q = forger.other(p)
    mine, theirs = re.split("[，；。]", p.text), re.split("[，；。]", q.text)
    mine, theirs = told(mine), told(theirs)
    yield drafted("两条并作一句", f"{mine[0]}，{theirs[-1]}。", (p, q))
    words, others = list(forger.words(mine[-1])), list(forger.words(theirs[-1]))
    cut, other = max(1, len(words) // 2), max(1, len(others) // 2)
    spliced = "".join(words[:cut]) + "".join(others[other:])
    yield drafted("两条并作一句", f"{spliced}。", (p, q))
    figure = FIGURE.search(q.text)
    own = FIGURE.search(p.text)
    if figure and own and figure.group() != own.group():
        text = p.text[: own.start()] + figure.group() + p.text[own.end() :]
        yield drafted("两条并作一句", text, (p, q))


def pieces_mixed(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """Within one sentence: the subject of a piece with what is said of another; figures swapped."""
    parts = told(re.split("[，；。]", p.text))
    for i, j in [(0, 1), (0, -1), (-1, 0)] if len(parts) > 1 else []:
        head, tail = list(forger.words(parts[i])), list(forger.words(parts[j]))
        text = "".join(head[: max(1, len(head) // 2)] + tail[max(1, len(tail) // 2) :])
        if text not in p.text and parts[i] != parts[j]:
            yield drafted("句内错接", f"{text}。", (p,))
        text = "".join([tail[0], *head[1:]])
        if text not in p.text and tail[0] != head[0] and len(head) > 2:
            yield drafted("句内错接", f"{text}。", (p,))
    found = list(FIGURE.finditer(p.text))
    for a, b in itertools.pairwise(found):
        if a.group() != b.group():
            middle = p.text[a.end() : b.start()]
            text = p.text[: a.start()] + b.group() + middle + a.group() + p.text[b.end() :]
            yield drafted("数字对调", text, (p,))


def pieces_cut(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """A piece without its first word (what is done) or its last (to what)."""
    for piece in told(re.split("[，；。]", p.text)):
        words = list(forger.words(piece))
        plain = words[0] in _PLAIN or (words[0] == "实现" and bool(FIGURE.search(piece)))
        if len(words) > 3 and len(words[0]) > 1 and not plain:
            yield drafted("截头去尾", "".join(words[1:]) + "。", (p,))
        if len(words) > 3 and len(words[-1]) > 1:
            yield drafted("截头去尾", "".join(words[:-1]) + "。", (p,))


def words_joined(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """A small word put between two others, so that they relate in another way."""
    for piece in told(re.split("[，；。]", p.text)):
        words = list(forger.words(piece))
        pick = forger.pick(p, piece)
        for word in pick.sample(_RELATIONS, 3) if len(words) > 2 else []:
            at = pick.randrange(1, len(words))
            yield drafted("乱加关系词", "".join([*words[:at], word, *words[at:]]) + "。", (p,))


def pieces_turned(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """The end of a piece before its beginning, so that a subject becomes the object."""
    for piece in told(re.split("[，；。]", p.text)):
        for mark in re.finditer("、|以及|和", piece):
            before, after = piece[: mark.start()], piece[mark.end() :]
            if before and after and after != before:
                yield drafted("首尾倒置", f"{after}{before}。", (p,))


def words_swapped(forger: Forger, p: Passage) -> Iterator[Drafted]:
    """Two words of a piece in each other's place: who does what to whom."""
    for piece in filter(None, re.split("[，；。]", p.text)):
        words = list(forger.words(piece))
        long = [i for i, w in enumerate(words) if len(w) > 1 and not re.search(r"\d", w)]
        pairs = [(i, j) for i in long for j in long if j > i + 1 and words[i] != words[j]]
        pairs = [(i, j) for i, j in pairs if "、" not in words[i:j]]
        for i, j in forger.pick(p, piece).sample(pairs, min(2, len(pairs))):
            turned = words.copy()
            turned[i], turned[j] = words[j], words[i]
            yield drafted("主客颠倒", "".join(turned) + "。", (p,))
