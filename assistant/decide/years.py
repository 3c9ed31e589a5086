"""Years that a question claims or asks for, held against those of a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.compose.phrase import alike
from assistant.decide.finding import Finding
from assistant.understand.question import Question
from corpus.model import Target

_BASE = re.compile(
    r"(?:比|较|在|以|拿|基数是?|基准年?是?)(20\d{2})年"
    r"|(?:跟|和|与|同|相对于?|对照|对比)(20\d{2})年?(?:的?(?:水平|时候|那时))?(?:相比|比(?![例重率])|来说)"
)
_MEASURED = re.compile(r"基准|基数|基期")
_YEAR = re.compile(r"20\d{2}年")


def years_hold(question: Question, finding: Finding, text: str) -> bool | None:
    """Whether the years of a question are those of a place; None when it has none."""
    if not question.years:
        return None
    if not any(str(y) in text for y in question.years):
        return False
    if _MEASURED.search(question.text) and (bases := base_years(text)):
        return bases >= set(map(str, question.years))  # 基准年是2020年吗: not when it is due
    target = target_meant(question, finding)
    if len(question.years) > 1 or not target or not target.due_year:
        return True
    return target.due_year in question.years or _spanned(target, question.years)


def target_meant(question: Question, finding: Finding) -> Target | None:
    """The one target whose words the question repeats best; None when that is not clear."""
    targets = finding.sentence.targets if finding.sentence else ()
    scores = [(alike(question.topic, t.text + t.indicator), t) for t in targets]
    high = max((s for s, _ in scores), default=0)
    best = [t for s, t in scores if s == high > 0]
    return best[0] if len({t.due_year for t in best}) == 1 else None


def _spanned(target: Target, years: Iterable[int]) -> bool:
    """2021年到2023年 holds for 2022."""
    bounds = [int(y) for y in re.findall(r"\d{4}", target.due)]
    return len(bounds) == 2 and all(bounds[0] <= y <= bounds[1] for y in years)


def base_years(text: str) -> frozenset[str]:
    """The years that a text measures against: 比2020年."""
    return frozenset(m[1] or m[2] for m in _BASE.finditer(text))


# 改造后, 改造完，…: what comes after is asked about itself.
_DONE = re.compile(r"后|完(?=[，,了以之])")


def undated(question: Question, finding: Finding, text: str, words: Iterable[str]) -> bool:
    """Whether a place gives no year of its own, or only one for what comes after (达峰后稳中有降).

    ``words`` are those that tell what the question is about.
    """
    sentence = finding.sentence
    own = not sentence or _YEAR.search(sentence.text) or any(t.due_year for t in sentence.targets)
    return not own or comes_after(question, text, words) or not _YEAR.search(text)


def comes_after(question: Question, text: str, words: Iterable[str]) -> bool:
    """Whether a text only tells what comes after the matter asked about."""
    ends = (w[-2:] for w in words if len(w) > 1)
    return not _DONE.search(question.text) and any(
        text.count(e) == text.count(f"{e}后") > 0 for e in ends
    )
