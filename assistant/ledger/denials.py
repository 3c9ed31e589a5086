"""Denials and comparisons that a question to the ledger has and its reading has not.

A list made without reading them (哪几条跟财政局没关系, 排在公安局后面的是谁) would be the
opposite of what is asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.ledger.query import Query
from assistant.ledger.subjects import plain
from assistant.understand.question import Asked, Question
from corpus.model import Plan
from corpus.words import load_words

_DENIAL = re.compile(r"没|未|不|非|无|缺席|空缺")
_QUOTED = re.compile(r"[“\"「《][^“”\"」》]*[”\"」》]")
_CLAUSES = re.compile(r"[，。；？?！!：]")
_SENTENCES = re.compile(r"[。？?！!；]")
_N = r"(?:哪[些几一]?个?|几个?|多少个?|第几)"
_BETWEEN = r"(?:一共|总共|都|分别|又|各|共)*(?:有|是|为|在)?"
_PLACE = (
    r"条(?:款|目|文)?(?!河|路|街|江|线|件|例)|章(?!程)节?|个?大?部分|(?:责任)?括号"
    r"|(?:项|工作)?任务|事项"
)
_BODY = r"(?:责任|牵头|主管|市级)?(?:部门|单位|机构)|家(?:单位|部门)?"
_TAKEN = r"(?:列出|列举|列一?下|找出|挑出|筛出|筛选|数一?数|盘点|汇总)"
_OF_PLACES = re.compile(
    rf"{_N}(?:{_PLACE})|(?:{_PLACE}){_BETWEEN}(?:哪[些几]|几|多少)"
    r"|的(?:条款|条文|条目|任务|括号|章节?)[？?。]?$"
    rf"|{_TAKEN}[^，。？]*(?:条款|条文|章节|任务)|(?:条款|条文|章节)[^，。？]{{0,3}}{_TAKEN}"
)
_OF_BODIES = re.compile(rf"{_N}(?:{_BODY})|(?:{_BODY}){_BETWEEN}(?:哪[些几]|几|多少)")
# Having nothing to do with each other is no fact that a question of yes or no is about.
_APART = re.compile(r"无关|不相干|不搭界|不沾边|(?:没|无)[^，。？]{0,4}(?:关系|干系|瓜葛)")
# Somebody named only as the one that others come next to.
_BESIDE = re.compile(
    r"(?:仅?次于|紧[跟随]在?着?)〇"
    r"|〇的?(?:后面|前面|之后|之前|后|前)(?:一[名位个家])?的?(?:部门|单位)?(?:是|有)?(?:谁|哪[家个些几])"
)
# 排在第一位的任务: whose name stands first in a bracket is in no ledger.
_FOREMOST = re.compile(
    r"〇[^，。？]{0,2}(?:排|列|写)在?(?:第一位?|首位|最?前面?|打头|头一个|末位|最后)"
)
# Of two bodies: not both is neither one of them without the other.
NOT_BOTH = re.compile(r"不(?:是)?(?:同时|在?一起|一块)(?:出现|参与|负责|牵头|在)")
_ONE = re.compile(r"哪一?条")
_ASKING = 5  # characters of a clause that only asks: 是哪几条
_SEVERAL = 2  # of fewer it is said that there are no others
_WORD = 2  # characters of a word of the plan that begins like a denial: 非道路, 无害化


@lru_cache(maxsize=1)
def _idle() -> re.Pattern[str]:
    return re.compile("|".join(load_words("denials")))


def denies(text: str, plan: Plan) -> bool:
    """Whether something is denied in a text, by no word of the plan and none said by the way."""
    text = _idle().sub(" ", _QUOTED.sub(" ", text))
    starts = {text[m.start() : m.start() + _WORD] for m in _DENIAL.finditer(text)}
    return any(not any(w in c.text for c in plan.clauses) for w in starts)


def may_deny(question: Question) -> bool:
    """Whether a question holds what every denial has: most do not, and reading one takes time."""
    return bool(question.mentions or _DENIAL.search(question.text))


def unread(question: Question, query: Query, matters: tuple[str, ...], plan: Plan) -> bool:
    """Whether a list is asked for by a denial that ``query`` did not read.

    ``matters`` are words of the question's own: with them a caller's story may deny something.
    """
    if NOT_BOTH.search(question.text):
        return True
    if _read(query) or (question.asks(Asked.CHECK) and not _APART.search(question.text)):
        return False
    if question.asks(Asked.CHECK) and matters and not _OF_PLACES.search(question.text):
        return False  # 清洁取暖跟水务局没关系，对吗 is of that matter
    unnamed = _unnamed(question)
    if _BESIDE.search(unnamed) or (_FOREMOST.search(unnamed) and not question.asks(Asked.WHO)):
        return True
    text = plain(_unnamed(question))
    asked = [s for s in _SENTENCES.split(text) if _OF_PLACES.search(s)]
    if not asked and question.mentions and _APART.search(text):
        asked = [text]
    if asked:  # where one sentence denies nothing, what it asks may be told
        apart = bool(question.mentions) and not _ONE.search(text)
        return (not matters or apart) and all(denies(_around(s), plan) for s in asked)
    if matters or question.reference.clauses:
        return False  # 十一条有、十五条没有的单位: read clause by clause
    whose = "谁" if question.mentions else "\0"  # 谁从来没和生态环境局同框
    parts = (p for p in _CLAUSES.split(text) if _OF_BODIES.search(p) or whose in p)
    return any(denies(part, plan) for part in parts)


def _around(sentence: str) -> str:
    """The clause that asks and those behind it; the one before, too, where it only asks.

    What is said before that is an aside: 科技局好像没几项任务，都在哪几条.
    """
    parts = _CLAUSES.split(sentence)
    at = next((i for i, p in enumerate(parts) if _OF_PLACES.search(p)), 0)
    bare = len(parts[at]) <= _ASKING
    return "，".join(parts[max(at - 1, 0) if bare else at :])


def _unnamed(question: Question) -> str:
    """The text with a mark for each department named: 海洋部门 asks for no departments."""
    text = question.text
    for mention in sorted({(m.start, m.end) for m in question.mentions}, reverse=True):
        text = f"{text[: mention[0]]}〇{text[mention[1] :]}"
    return text


def _read(query: Query) -> bool:
    """Whether a slot is filled that says what must not be."""
    nobody = query.size is not None and query.size.high < _SEVERAL
    ruled_out = query.barred or query.without or query.untitled or query.unlike
    return bool(nobody or ruled_out or query.sole or query.confined or query.outside)
