"""Measures that the plan is said to take and that it does not: 方案里写的每周一节环保课."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.fit import place_of
from assistant.understand.parts import pieces
from assistant.understand.question import Asked, Question

# What is told of the plan, and nothing asked: 方案规定每栋楼配一名督导员.
_OF_PLAN = r"(?:方案|文件)(?:里面?|中)?(?:写了?|说|讲|提[出到]?|规定|要求|定)的?"
_SAID = re.compile(rf"{_OF_PLAN}(?!没|了吗|过?没有)")
_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|怎|咋|如何|何|吗|没有?$|呢$|还是|吧$")
# A name that is said to be the plan's: 方案提出的“绿色护照”, “河长日”是方案定的.
_CALLED = re.compile(rf"{_OF_PLAN}“([^”]{{3,10}})”|“([^”]{{3,10}})”是{_OF_PLAN}")
# A regime of heads (河长制), which only a plan that has it names.
_HEADS = re.compile(r"[\u4e00-\u9fff]长制")
_SYSTEM = "制"
_HALF = 0.5  # share of what the plan is said to say that the place found speaks of


class Invented:
    """Tells measures that the plan is said to take from those that it takes."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def name(self, question: Question, text: str) -> str:
        """A name that is said to be the plan's, or of a regime, and stands nowhere in it.

        A claim on a regime is put right by a ``text`` that has another one (河长制 for 湾长制).
        """
        found = _CALLED.search(question.text)
        called = (found[1] or found[2]) if found else ""
        put_right = question.asks(Asked.CHECK) and _HEADS.search(text)
        heads = (
            () if put_right else (h.removesuffix(_SYSTEM) for h in _HEADS.findall(question.text))
        )
        source = self._finder.dossier.plan.source
        name = next((name for name in (called, *heads) if name not in source), "")
        return f"{name}{_SYSTEM}" if _HEADS.fullmatch(f"{name}{_SYSTEM}") else name

    def measure(self, question: Question, finding: Finding) -> bool:
        """Whether the plan is said to say something most of which the place found does not."""
        parts = pieces(question.text)
        told = [p for p in parts if _SAID.search(p) and not _ASKING.search(p)]
        if not told or len(parts) < 2:
            return False
        topic = _SAID.sub("", told[0])
        return self._finder.coverage(topic, place_of(finding))[0] < _HALF
