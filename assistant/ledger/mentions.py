"""Clauses that hold a word: 哪几条提到大沽河, 船舶这个词出现几次."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.compose.lookup import title
from assistant.compose.phrase import summary
from assistant.ledger.scope import Scope
from assistant.understand.question import Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan

_IN_CLAUSES = re.compile(r"条(?!河|路|街|江)|文件|方案里|章节|地方|哪里|哪儿|何处|处|次|全文|分布")
_SPOKEN = (
    r"提到|提及|谈到|涉及到?|出现|包含|写到|讲到|说到|有关|关于|相关|字样|这个词|这个说法"
    r"|这几个字|写了|含有?|带有?"
)
_WHERE = (
    r"哪几条|哪些条(?:款|文)?|几条|多少条|哪条|哪些地方|哪些章节|哪几处|几处|几次|多少次|哪里|哪儿"
)
_MENTIONS = re.compile(
    rf"(?:{_SPOKEN}).{{0,30}}(?:{_WHERE}|条款|分布)|(?:{_WHERE}|分别在).{{0,8}}(?:{_SPOKEN}|跟|和|与|有)"
    r"|(?:字样|这个词).{0,8}(?:条|哪|几)"
    r"|.{2,12}的条款?(?:一共|总共|都)?(?:有|是)?(?:几条|哪几条|哪些|多少条)"
)
_NOISE = (
    rf"{_SPOKEN}|{_WHERE}|条款|条文|条(?=里|中)|分布在?|内容|哪些|地方|数量|总共|一共|方案|全文|文件"
    r"|有|的|了|跟|过|在|都|分别|是|被|词|字|里|中|面|次|处|列出来|列一下|[？?，。“”\"]"
)
_ENDS = re.compile(rf"^(?:{_NOISE}|\s)+|(?:{_NOISE}|\s)+$")
_QUOTED = re.compile(
    r"[“\"「]([^“”\"」]{2,12})[”\"」]|(?<=：)([^，。：]{2,8})(?:这个词|字样)"
    r"|([^，。：、]{2,8})(?:这个词|字样)"
)
_JOINT = re.compile(r"、|和|与|及|或者?|，")
_TERM = (2, 14)
_APART = re.compile(r"分别(?:是|在|属于|见|写在|对应)*(?:哪|第几)")


class Mentions:
    """Word look-ups of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan: Plan = dossier.plan

    def answer(self, question: Question, scope: Scope) -> Draft | None:
        """Clauses that hold a word, or several words each."""
        text, apart = question.text, _APART.search(question.text)
        if not (_MENTIONS.search(text) or apart) or not _IN_CLAUSES.search(text):
            return None
        clauses = scope.clauses(self._plan)
        terms = [t for t in _terms(question) if any(t in c.text for c in clauses)]
        if not terms or (apart and len(terms) < 2):
            return None
        found = [c for c in clauses if any(t in c.text for t in terms)]
        count = str(len(found))
        times = str(sum(c.text.count(t) for c in found for t in terms))
        said = f"共出现{times}次，涉及{count}条：" if "次" in text else f"共{count}条："
        head = (Statement(said, (), (count, times)),) if len(found) > 1 or "次" in text else ()
        lines = [self._place(c, terms, question) for c in found]
        tasks = [t for c in found for t in c.tasks if any(w in t.text for w in terms)]
        departments = tuple(d for t in tasks for d in responsible(t)) if apart else ()
        return Draft(Status.ANSWERED, (*head, *lines), departments, lines=True)

    def _place(self, clause: Clause, terms: list[str], question: Question) -> Statement:
        """A clause and the sentence with the word; where the word is a target's, the target too."""
        held = [s for s in clause.sentences if any(t in s.text for t in terms)]
        marks = tuple(Evidence(s.start, s.end, clause.number) for s in held[:2])
        said = ""
        if held and (
            _APART.search(question.text) or any(t in a.text for t in terms for a in held[0].targets)
        ):
            said = f"：{summary(held[0], 60)}"
        return Statement(f"{clause.label}{clause.title}{said}", marks or (title(clause),))


def _terms(question: Question) -> list[str]:
    """The words looked for: those quoted, else what is left of the topic."""
    quoted = [next(filter(None, m)) for m in _QUOTED.findall(question.topic)]
    if quoted:
        return [q for q in quoted if len(q) <= _TERM[1]]
    rest = [_ENDS.sub("", _ENDS.sub("", part)) for part in _JOINT.split(question.topic)]
    if _APART.search(question.text):
        rest = [r.split("的")[0] for r in rest]
    return [r for r in rest if _TERM[0] <= len(r) <= _TERM[1]]
