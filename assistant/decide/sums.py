"""Sums that are said to be paid, fined or given, held against a text."""

from __future__ import annotations

import re

from assistant.decide.asking import asking_part
from assistant.decide.aspects import aspects_of
from assistant.understand.question import Asked, Question
from corpus.model import Plan

# A sum said to be paid, fined or given.
_SUM = re.compile(
    r"(?:补(?:贴|助|(?=[给了我你]*[\d一二两三四五六七八九十百千万]))|奖励?|奖金|罚款?|赔偿?|下?拨|投资?|出资|掏)(?:了|给|到|上|最高|每[户人家亩年])*"
    r"[^，。？\d一二三四五六七八九十百千万]{0,6}"
    r"(?P<sum>(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)[百千万亿]?个?(?:元|块钱|(?<=[百千万])块(?![地田绿草牌])|万元?|亿元?)|\d+块)"
    r"|(?:每[户人家亩]|一[户人家])(?:要|会|能)?(?:罚|补|奖)(?:款|贴|励)?(?P<each>\d+)"
)
# A fine of the past, which is no claim of what the plan says.
_FINED = re.compile(
    r"(?:去年|前年|上[次回个]|以前|早先|刚|曾)[^，。？]{0,10}罚了[^，。？]{1,8}(?=[，。].{4})"
)
_AMOUNTS = re.compile("多少|几")
_ELSE = (Asked.WHO, Asked.WHICH_CLAUSE, Asked.TITLE, Asked.ORIGINAL)


def other_sum(claim: str, text: str) -> bool:
    """Whether a sum is said to be paid, fined or given of which a text does not speak."""
    return any((m["sum"] or m["each"]) not in text for m in _SUM.finditer(_FINED.sub("", claim)))


def only_sum_asked(question: Question, plan: Plan) -> bool:
    """Whether nothing but a sum is asked of clauses that give none: 第三十条要拿出多少亿."""
    clauses = tuple(filter(None, map(plan.clause, question.reference.clauses)))
    if not clauses or question.asks(*_ELSE) or len(_AMOUNTS.findall(question.plain)) > 1:
        return False
    money = next(a for a in aspects_of(plan) if a.kind == "money")
    given = any(money.given.search(c.text) for c in clauses)
    return not given and bool(money.asked.search(asking_part(question.plain)))
