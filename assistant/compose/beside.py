"""What the news says beside what the plan or its notice says of the same: 两个数各是多少."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.document import DOCUMENT_FRAMES, document_facts
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import join, pieces
from assistant.decide.find import Finder
from assistant.decide.measure import FIGURE, kinds_in
from assistant.understand.question import Question

_DOC = "(?:这份|那份|本|印发的?)?(?P<doc>通知|方案|正文|文件)"
# 报道的…和通知落款的…; 方案要求…，报道里…: the half that is not the news.
_OTHER = (
    re.compile(rf"(?:和|与|跟|同|比|对比|相比|[，,](?:而|那))(?:那)?{_DOC}[^，。？]*"),
    re.compile(
        rf"^{_DOC}[^，。？]*?(?:和|与|跟|同|[，。？])(?=[^，。？]{{0,4}}(?:新闻|报道|网讯))"
    ),
)
_BOTH = re.compile(
    r"又(?:是|写|叫)|各(?:是|为|自|写|多少)|分别|两个?(?:数|者|边|处|家|单位)|哪个(?:更|大|多|高)"
)
_LEAST = 0.5  # share of the matter that the place of the plan must speak of


def of_the_news(question: Question) -> Question | None:
    """The half of a question that asks the news, when it asks the plan or the notice beside it."""
    other = next((m for p in _OTHER if (m := p.search(question.text))), None)
    if not other or not _BOTH.search(question.text):
        return None
    text = f"{question.text[: other.start()]}{question.text[other.end() :]}"
    return replace(question, text=text, topic=text)


def with_the_other(draft: Draft, question: Question, finder: Finder) -> Draft | None:
    """The news, then the document's own fact or the plan's figure of the same measure."""
    facts = document_facts(question.text, finder.dossier)
    more = tuple(facts) or _figures(draft, question, finder)
    if not more:
        return None
    statements = (*draft.statements, *more)
    return replace(draft, statements=statements, lines=True, frames=DOCUMENT_FRAMES)


def _figures(draft: Draft, question: Question, finder: Finder) -> tuple[Statement, ...]:
    """The sentence of the plan that speaks most of the matter, told by figures of the measure."""
    kinds = kinds_in("".join(s.text for s in draft.statements))
    for finding in finder.search(question.topic).findings:
        if not (finding.clause and finding.sentence) or finding.coverage < _LEAST:
            continue
        sentence, number = finding.sentence, finding.clause.number
        told = tuple(
            p
            for p in pieces(sentence.text, sentence.start)
            if FIGURE.search(p.text) and kinds & kinds_in(p.text)
        )
        if told:
            return (Statement(join(told), (Evidence(sentence.start, sentence.end, number),)),)
    return ()
