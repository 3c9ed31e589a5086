"""Several indicators side by side: each with its target."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.ledger.aims import Aims
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Sentence, Target

_QUOTED = re.compile(r"[“\"「‘]([^“”\"」’]{1,12})[”\"」’]")
# What follows the name of an indicator in a question; what goes before it.
_BEHIND = re.compile(
    r"(?:的?(?:目标|要求|指标)?值?)?(?:分别|各|三个|这|哪|谁|是|要|达到|多少|定|有|放|一样|从|差|都|相?比|的(?:目标|要求)).*$"
)
_BEFORE = re.compile(r"^(?:全市|我市|本市)|在$")
_SPLIT = re.compile(r"[、，,和与跟及：:；;？?。]|以及")
_GENERIC = frozenset(("目标", "指标", "任务", "要求", "数值", "完成", "情况"))


class Indicators:
    """Indicator comparisons of one plan."""

    def __init__(self, dossier: Dossier, aims: Aims) -> None:
        self._plan: Plan = dossier.plan
        self._aims = aims

    def answer(self, question: Question) -> Draft | None:
        """Several indicators of different clauses: each with its target."""
        text = question.text
        if question.asks(Asked.CHECK) and question.figures:
            return None  # a value claimed is held against the one place that is meant
        if not (
            question.asks(Asked.COMPARE, Asked.HOW_MUCH, Asked.CHECK)
            or re.search(r"分别|各|排|对比|放一起", text)
        ):
            return None
        found: dict[int, tuple[Clause, Sentence, list[Target]]] = {}
        for names in self._indicators(text):
            for clause in self._plan.clauses:
                for sentence in clause.sentences:
                    targets = [
                        t
                        for t in sentence.targets
                        if t.value and all(n in _named(t) for n in names)
                    ]
                    if targets:
                        old = found.setdefault(sentence.start, (clause, sentence, []))
                        old[2].extend(t for t in targets if t not in old[2])
        if len({c.number for c, _, _ in found.values()}) < 2:
            return None
        ordered = _covering([found[k] for k in sorted(found)], self._indicators(text))
        lines = [self._aims.line(c, s, ts) for c, s, ts in ordered]
        return self._aims.listed([(c, s) for c, s, _ in ordered], lines, question, "")

    def _indicators(self, text: str) -> list[tuple[str, ...]]:
        """Names of indicators in a question, each as the words its target must hold."""
        quoted = [w for w in _QUOTED.findall(text) if len(w) > 2]
        known = [
            _named(t) for c in self._plan.clauses for s in c.sentences for t in s.targets if t.value
        ]
        plain = re.sub(r"20\d\d年?|[“”\"]", "，", text)
        found: list[tuple[str, ...]] = []
        short: list[tuple[str, ...]] = []  # 森林、湿地: names of indicators only beside others
        for part in map(_name, _SPLIT.split(plain)):
            if len(part) < 2 or part in _GENERIC:
                continue
            if len(part) > 2 and any(part in k for k in known):
                found.append((part,))
            elif not quoted and any(part in k for k in known):
                short.append((part,))
            elif any(part in k and q in k for k in known for q in quoted if part != q):
                found += [(part, q) for q in quoted if any(part in k and q in k for k in known)]
        found = [*found, *short] if len(found) + len(short) > 1 and len(short) < 5 else found
        return (
            [] if len(found) == 1 and not re.search(r"20\d\d.{1,6}20\d\d|都|一样", text) else found
        )


def _name(part: str) -> str:
    """The name of an indicator in a piece of a question."""
    return _BEFORE.sub("", _BEHIND.sub("", part)).strip()


def _covering(
    found: list[tuple[Clause, Sentence, list[Target]]], names: list[tuple[str, ...]]
) -> list[tuple[Clause, Sentence, list[Target]]]:
    """For each indicator the clauses that speak of most of those asked for."""
    held = {
        c.number: {
            n
            for n in names
            for _, _, ts in (x for x in found if x[0] is c)
            for t in ts
            if all(w in _named(t) for w in n)
        }
        for c, _, _ in found
    }
    best = {
        n: max(len(h) for h in held.values() if n in h)
        for n in names
        if any(n in h for h in held.values())
    }
    return [x for x in found if any(len(held[x[0].number]) == best[n] for n in held[x[0].number])]


def _named(target: Target) -> str:
    return f"{target.scope}{target.indicator}|{target.text}"
