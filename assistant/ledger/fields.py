"""The aims of a field of the environment: 空气和水方面的主要目标, 海洋这块的量化指标."""

from __future__ import annotations

import re
from functools import cache

from assistant.compose.draft import Draft, Statement
from assistant.ledger.aims import Aims
from assistant.understand.question import Question, Reference
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Sentence, Target
from corpus.words import any_of, load_rows

# The chief aims of a plan stand in a clause of their own, which is so called.
_GOALS = "目标"
_KIND = r"(?:主要|重点|核心|总体|具体|量化|约束性?|质量|[一两三四五六几\d]大?[项个类]|全部|所有)"
_EVERY = re.compile(r"量化|全部|所有|哪些指标|有什么指标|指标(?:有|都有)")
_CHIEF = re.compile(r"主要|核心|总体|目标")


class Fields:
    """Aims by field of one plan."""

    def __init__(self, dossier: Dossier, aims: Aims) -> None:
        self._plan: Plan = dossier.plan
        self._aims = aims
        self._place = re.compile(f"^(?:{any_of((dossier.place + '市', dossier.place, '全市'))})的?")

    def answer(self, question: Question) -> Draft | None:
        """The aims of the fields named; None when something else is asked, or none is told."""
        if question.reference and not self._of_aims(question.reference):
            return None
        placed = _PLACED.sub("", question.text) if question.reference else question.text
        fields = self._asked(placed)
        if not fields or question.figures:
            return None
        found = [self._told(words, question) for words in fields]
        if not all(found):
            return None
        held = [row for rows in found for row in rows]
        lines = [self._aims.line(*row) for row in held]
        return self._aims.drawn([(c, s) for c, s, _ in held], _unique(lines))

    def _of_aims(self, reference: Reference) -> bool:
        """Whether the place named is the clause of aims, or its chapter."""
        aims = [c for c in self._plan.clauses if _GOALS in c.title]
        named = reference.clauses or tuple(
            c.number for c in self._plan.clauses if c.chapter in reference.chapters
        )
        return any(c.number in named for c in aims) and not reference.missing

    def _asked(self, text: str) -> list[tuple[str, ...]]:
        """The words of each field that a message asks nothing but the aims of."""
        if within := _WITHIN.search(text):  # 总体目标里的空气质量: its aims
            told = text[within.end() :].rstrip("。？?")
            text = text[: within.start()] + (told if _AIM.search(told) else f"{told}目标")
        match = _question().fullmatch(self._place.sub("", text.strip()))
        if match is None:
            return []
        named = re.split(r"[、和与及跟]", match["fields"])
        return [words for names, words in _fields() if set(named) & names]

    def _told(
        self, words: tuple[str, ...], question: Question
    ) -> list[tuple[Clause, Sentence, list[Target]]]:
        """Sentences with the aims of a field: of the clause of aims alone where it has figures."""
        years = question.years
        rows = [
            (c, s, held)
            for c in self._plan.clauses
            for s in c.sentences
            for held in [
                [t for t in s.targets if _speaks(t, words) and (not years or t.due_year in years)]
            ]
            if held
        ]
        chief = [row for row in rows if _GOALS in row[0].title]
        figured = any(t.unit for *_, held in chief for t in held)
        every = _EVERY.search(question.text) or not _CHIEF.search(question.text)
        return chief if figured and not every else rows


# 总体要求部分2025年的空气目标: the place, which is told apart.
_PLACED = re.compile(
    r"^(?:列出|把|将|在)?[^，。、的]{2,10}?(?:部分|这?一?章|[那这]?一?条)(?:里面?|中|当中|内)?的?"
)
_WITHIN = re.compile(r"(?:总体|主要|总)?目标(?:当中|之中|里面?|里头|中)的?")
_AIM = re.compile(r"目标|指标")


def _speaks(target: Target, words: tuple[str, ...]) -> bool:
    return any(w in f"{target.indicator}{target.text}" for w in words)


def _unique(lines: list[Statement]) -> list[Statement]:
    return list({s.text: s for s in lines}.values())


@cache
def _fields() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    rows = []
    for row in load_rows("fields"):
        bar = row.index("|")
        rows.append((frozenset(row[:bar]), row[bar + 1 :]))
    return tuple(rows)


@cache
def _question() -> re.Pattern[str]:
    """A message that names fields and asks for their aims."""
    names = any_of(w for row, _ in _fields() for w in row)
    asking = r"(?:请|列出|列|说说|写出|给出|概括|总结|一下|把|下|都)"
    year = r"(?:到|在)?(?:20\d\d年)?(?:年?底)?的?"
    return re.compile(
        rf"{asking}*{year}(?P<fields>(?:{names})(?:[、和与及跟](?:{names}))*)"
        r"(?:质量|环境)?[两三四五]?[个大]?(?:方面|领域|这块|这一块|这方面|这部分|板块|类)?的?"
        rf"{year}(?:要?达到|有)?(?:的|哪些|什么|[那这]?几[个项])?{_KIND}*(?:目标|指标)(?:数值|值|数据|要求)?"
        r"(?:分别|各|都)?(?:是|有)?(?:多少|什么|啥|哪些|几个)?(?:列出来|呢)?[。？?！!]*"
    )
