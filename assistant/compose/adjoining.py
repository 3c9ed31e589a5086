"""What stands beside words in the text: what is before 联防联控, what follows “十四五”."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import join, pieces
from assistant.understand.question import Question
from corpus.model import Piece, Plan, Sentence
from corpus.patterns import branching

_MARK = r"(?:[这那]?[几两二三四五六七八]?个?(?:字|词)|一词|的|它|处|紧|那(?!个?[字词])里?|正)*"
# 甲前面四个字是什么; no clause before another, and no time (之前, 后面五年).
_BESIDE = branching(
    rf"(?P<said>“[^”]+”，?|[\u4e00-\u9fff]{{3,20}}?){_MARK}(?:(?:挨|跟|接|贴)着的?)?(?P<way>[前后])[头面边]"
    r"(?!的?[那这]?[几两三一]?[条章段句]|[几两一二三四五六七八九十\d]*个?[年月天期])"
)
_ASKED = re.compile(r"什么|啥|哪|谁|[几两二三四五六]个字|还是|何(?:词|字)")
_SHORT, _QUOTED = 4, 3  # characters of words that stand once, and of those in quotes


def adjoining(question: Question, plan: Plan) -> Draft | None:
    """The words with what stands before or behind them; None where they stand more than once."""
    if question.reference or not _ASKED.search(question.text):
        return None
    for match in _BESIDE.finditer(question.text):
        words = _once(match["said"], plan)
        if _ASKED.search(question.text[match.end() :].partition("，")[2]):
            return None  # 后面是哪四个字，说的什么工作
        if told := _told(words, match["way"] == "前", plan) if words else None:
            return told
    return None


def _once(said: str, plan: Plan) -> str:
    """The words said, or the longest end of them that stands in the text; "" unless once."""
    plain = said.strip("“”，")
    ends = [plain] if said != plain else [plain[i:] for i in range(len(plain) - _SHORT + 1)]
    words = next((w for w in ends if len(w) >= _QUOTED and w in plan.source), "")
    return words if words and plan.source.count(words) == 1 else ""


def _told(words: str, before: bool, plan: Plan) -> Draft | None:
    clauses = ((s, c.number, "") for c in plan.clauses for s in c.sentences)
    parts = ((s, None, p.kind.value) for p in plan.parts for s in p.sentences)
    held = ((s, n, part) for s, n, part in (*clauses, *parts) if words in s.text)
    for sentence, number, part in held:
        mark = Evidence(sentence.start, sentence.end, number, part)
        return Draft(Status.ANSWERED, (Statement(join(_beside(words, before, sentence)), (mark,)),))
    return None


def _beside(words: str, before: bool, sentence: Sentence) -> tuple[Piece, ...]:
    """The piece with the words, and the one next to it where they begin or end theirs."""
    parts = pieces(sentence.text, sentence.start)
    at = next((i for i, p in enumerate(parts) if words in p.text), 0)
    own = parts[at].text.strip("“”")
    edge = own.startswith(words) if before else own.endswith(words)
    first, last = (at - 1, at) if before else (at, at + 1)
    return parts[max(first, 0) : last + 1] if edge else (parts[at],)
