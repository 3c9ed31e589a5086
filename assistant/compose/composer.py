"""Wording an answer from what was found: conclusion first, in the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import GIST, gist, title
from assistant.compose.complete import Completer, joined
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import (
    SHORT,
    condense,
    duty_text,
    governing_due,
    is_due,
    join,
    pieces,
    summary,
)
from assistant.decide.decider import Decision
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Piece, Sentence, Task
from index.tokens import bigrams

YES, NO, AMISS, SAYS = "是的。", "不是。", "与方案不符。", "方案的表述是："
UNNUMBERED = "方案没有写具体数值，只写："
FRAMES = ("不是", "与方案不符", "没有写具体数值", "没有", "方案的表述是")
_NUMBER_ASKED = re.compile(
    r"百分之[几多]|几个?百分点|具体.{0,6}(?:多少|数|百分)|多少(?:[万亿]|吨|[%％]|个百分点)|数值|各是多少"
)
_HOW_MANY = re.compile(
    r"(?:部门|单位|局).{0,4}(?:几|多少)[家个]|(?:几|多少)[家个](?:责任|牵头)?(?:部门|单位|局)"
)
_LEFT = re.compile(r"省(?:里)?(?:下达|分解|定)")
_LIMIT = 140
_MOST = 4  # tasks answered side by side
_SAME = re.compile(r"同一|一样|相同|一拨|一家")
_MULTI_LINE = re.compile(
    r"列表|清单|分点|逐条|逐项|要点|表格|一条条|列出|列个|列成|有哪些|哪些措施|概括|总结|梳理|什么措施|哪些要求|哪些任务|全部|所有"
)
_OPENLY = re.compile(
    r"任务|措施|办法|举措|做法|工作|内容|要点|安排|部署"
    r"|(?:要|该|打算|准备)?(?:做|干|抓)(?:些|点)?(?:什么|啥)|(?:怎么|如何|咋)(?:做|干|抓|治|管|打|推进)"
)
_NOUN = re.compile(r"(?:什么|哪些|哪几[个项种类]|啥|何种|哪个|哪种)([\u4e00-\u9fff]{2})")


class Composer:
    """Drafts answers from findings."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self._dossier = dossier
        self._plan = dossier.plan
        self._finder = finder
        self._completer = Completer(finder, self._words)

    def compose(
        self,
        question: Question,
        finding: Finding,
        decision: Decision,
        others: Sequence[Finding] = (),
    ) -> Draft:
        """The answer of ``finding`` to ``question``; ``others`` may speak of the rest of it."""
        several = self._several(question, finding)
        if several:
            return several
        draft = self._main(question, finding, decision)
        if decision.untold and decision.verdict.refuted:
            rest = Statement(f"方案没有规定{decision.untold}。")
            return replace(draft, status=Status.PARTIAL, statements=(*draft.statements, rest))
        if not finding.sentence or not finding.task or decision.verdict.refuted:
            return draft
        draft = self._completer.complete(
            question, finding, draft, self._completer.others(question, others)
        )
        return self._completer.beside(question, finding, draft, others)

    def _several(self, question: Question, finding: Finding) -> Draft | None:
        """Who is responsible for each of several things named; None when it is one thing."""
        if not question.asks(Asked.WHO) or question.mentions:
            return None
        tasks = self._completer.tasks(question, finding)
        if not 0 < len(tasks) <= _MOST:
            return None
        departments = tuple(dict.fromkeys(d for t in tasks for d in responsible(t)))
        owners = {frozenset((d.name, d.role) for d in responsible(t)) for t in tasks}
        same = _SAME.search(question.text)
        opening = (YES if len(owners) == 1 else NO) if same else ""
        return self._who(tasks, opening, departments, None, question.topic)

    def _main(self, question: Question, finding: Finding, decision: Decision) -> Draft:
        opening = self._opening(question, decision)
        if finding.part:
            return self._of_part(question, finding, opening)
        if question.asks(Asked.WHICH_CLAUSE) and not question.asks(Asked.WHO):
            return self._which_clause(question, finding, opening, decision.verdict.duties)
        if finding.whole_clause or self._of_title(question, finding):
            return self._of_clause(question, finding, opening, decision.verdict.duties)
        return self._of_sentence(question, finding, decision, opening)

    def _opening(self, question: Question, decision: Decision) -> str:
        """A verdict where the plan proves or refutes what is claimed; else the plan's own words."""
        verdict = decision.verdict
        if not question.asks(Asked.CHECK):
            return AMISS if verdict.refuted else ""
        return NO if verdict.refuted else YES if verdict.proved else SAYS

    def _of_title(self, question: Question, finding: Finding) -> bool:
        """Whether all that a clause's title names is asked about openly: 臭氧攻坚的任务有哪些."""
        clause = finding.clause
        open_asked = _OPENLY.search(question.text) and not question.asks(
            Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.CHECK
        )
        if not clause or not open_asked or question.years or question.mentions:
            return False
        content = [w for w in self._finder.content(question.topic) if not _OPENLY.fullmatch(w)]
        return bool(content) and all(w in clause.title for w in content)

    def _of_part(self, question: Question, finding: Finding, opening: str) -> Draft:
        assert finding.sentence
        text, evidence = self._words(question, finding)
        return Draft(Status.ANSWERED, (Statement(opening + text, evidence),), frames=FRAMES)

    def _which_clause(
        self, question: Question, finding: Finding, opening: str, disputed: bool
    ) -> Draft:
        clause = finding.clause
        assert clause is not None
        text = f"{opening}在第{clause.label}条“{clause.title}”。"
        statements = [Statement(text, (title(clause),))]
        tasks: tuple[Task, ...] = clause.tasks
        if finding.sentence and finding.task:
            words, evidence = self._words(question, finding)
            statements.append(Statement(words, evidence))
            tasks = (finding.task,)
        if disputed:
            statements += self._duty_lines(tasks)
        found = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(statements), found, frames=FRAMES)

    def _of_clause(
        self, question: Question, finding: Finding, opening: str, disputed: bool
    ) -> Draft:
        clause = finding.clause
        assert clause is not None
        departments = tuple(d for t in clause.tasks for d in responsible(t))
        if question.asks(Asked.WHO) or (question.mentions and question.asks(Asked.CHECK)):
            return self._who(clause.tasks, opening, departments, None)
        duties = self._duty_lines(clause.tasks) if disputed else []
        if duties:
            duties[0] = replace(duties[0], text=opening + duties[0].text)
            lines = [*duties, *gist(clause, clause.tasks, GIST)]
            return Draft(Status.ANSWERED, tuple(lines), departments, lines=True, frames=FRAMES)
        lines = [Statement(f"{opening}{clause.label}{clause.title}：", (title(clause),))]
        lines += [
            Statement(summary(s), (Evidence(s.start, s.end, clause.number),))
            for s in clause.sentences
        ]
        if not _MULTI_LINE.search(question.text):
            lines = gist(clause, clause.tasks, GIST)
            lines[0] = replace(lines[0], text=opening + lines[0].text)
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True, frames=FRAMES)

    def _of_sentence(
        self, question: Question, finding: Finding, decision: Decision, opening: str
    ) -> Draft:
        task = finding.task
        assert task is not None
        departments = responsible(task)
        who = (
            question.asks(Asked.WHO)
            or decision.verdict.duties
            or (bool(question.mentions) and question.asks(Asked.CHECK))
        )
        limit = 60 if who else 80 if joined(question) else SHORT
        words, evidence = self._words(question, finding, limit)
        if who:
            draft = self._who((task,), opening, departments, Statement(words, evidence))
            return _counted(draft) if _HOW_MANY.search(question.text) else draft
        proof = bracket(task)
        marks = (*evidence, proof) if proof else evidence
        status = Status.ANSWERED
        if _NUMBER_ASKED.search(question.text) and self._untold(question, finding):
            status, opening = Status.PARTIAL, UNNUMBERED
        return Draft(status, (Statement(opening + words, marks),), departments, frames=FRAMES)

    def _untold(self, question: Question, finding: Finding) -> bool:
        """Whether what is said of the matter asked for leaves its figure to the province."""
        assert finding.sentence
        asked = set(bigrams(question.topic))
        parts = pieces(finding.sentence.text, finding.sentence.start)
        best = max(parts, key=lambda p: len(asked & set(bigrams(p.text))))
        return bool(_LEFT.search(best.text)) and not re.search(r"\d", best.text)

    def _who(
        self,
        tasks: tuple[Task, ...],
        opening: str,
        departments: tuple[Responsible, ...],
        fact: Statement | None,
        topic: str = "",
    ) -> Draft:
        assigned = [t for t in tasks if t.duties]
        if not assigned:
            label = self._plan.clause(tasks[0].clause)
            name = f"{label.label}{label.title}" if label else ""
            place = (title(label),) if label else ()
            told = Statement(f"{opening}方案没有为{name}写明责任部门。", place)
            said = (told, *((fact,) if fact else ()))
            return Draft(Status.PARTIAL, said, frames=FRAMES)
        lines = []
        for task in assigned:
            proof = bracket(task)
            head = ""
            marks: tuple[Evidence | None, ...] = (proof,)
            if len(assigned) > 1:
                piece, sentence = self._head(task, topic)
                head = f"{piece.text}："
                marks = (Evidence(sentence.start, sentence.end, task.clause), proof)
            lines.append(
                Statement(f"{opening}{head}由{duty_text(task)}。", tuple(m for m in marks if m))
            )
            opening = ""
        room = _LIMIT - sum(len(s.text) for s in lines)
        if fact and len(assigned) == 1 and len(fact.text) <= room:
            lines.append(fact)
        return Draft(
            Status.ANSWERED, tuple(lines), departments, lines=len(assigned) > 1, frames=FRAMES
        )

    def _duty_lines(self, tasks: tuple[Task, ...]) -> list[Statement]:
        proofs = [(t, bracket(t)) for t in tasks]
        return [Statement(f"由{duty_text(t)}。", (p,)) for t, p in proofs if p]

    def _head(self, task: Task, topic: str) -> tuple[Piece, Sentence]:
        """What a task is about: its piece nearest to the topic, and the sentence of it."""
        asked = set(bigrams(topic))
        found = [(p, s) for s in task.sentences for p in pieces(s.text, s.start)]
        good = [pair for pair in found if len(pair[0].text) > 6 and not is_due(pair[0])] or found
        return max(good, key=lambda pair: len(asked & set(bigrams(pair[0].text))))

    def _words(
        self, question: Question, finding: Finding, limit: int = SHORT
    ) -> tuple[str, tuple[Evidence, ...]]:
        """The words of the sentence that answer, with their governing date, and their evidence."""
        sentence = finding.sentence
        assert sentence is not None
        due = governing_due(sentence, self._plan.source)
        chosen = condense(sentence, self._weigher(question, finding), limit)
        text = join(chosen)
        start = sentence.start
        if due:
            text, start = f"{due.text}，{text}", due.start
        part = finding.part.kind.value if finding.part else "clause"
        return text, (Evidence(start, sentence.end, finding.number, part),)

    def _weigher(self, question: Question, finding: Finding):  # type: ignore[no-untyped-def]
        content = [(w, self._finder.weight(w)) for w in self._finder.content(question.topic)]
        start, end = finding.span
        numeric = question.asks(Asked.HOW_MUCH, Asked.WHEN, Asked.CHECK)
        noun = _NOUN.search(question.text)
        texts: dict[int, frozenset[str]] = {}

        def weigh(piece: Piece) -> float:
            vocabulary = texts.setdefault(
                piece.start, frozenset(self._finder.tokenizer.terms(piece.text))
            )
            own = sum(weight * self._finder.covered(word, vocabulary) for word, weight in content)
            inside = (
                2.0
                if piece.start < end
                and start < piece.end
                and (start, end) != (finding_span(finding))
                else 0.0
            )
            figure = 0.8 if numeric and re.search(r"\d", piece.text) and not is_due(piece) else 0.0
            named = 3.0 if noun and noun[1] in piece.text else 0.0
            return own + inside + figure + named

        return weigh


def _counted(draft: Draft) -> Draft:
    """Who is responsible, with how many they are before it."""
    count = str(len({d.name for d in draft.departments}))
    first = draft.statements[0]
    if first.text.startswith(FRAMES) or not draft.departments:
        return draft
    head = replace(first, text=f"共{count}个部门，{first.text}", derived=(*first.derived, count))
    return replace(draft, statements=(head, *draft.statements[1:]))


def finding_span(finding: Finding) -> tuple[int, int]:
    """The whole sentence's span: a known question that quotes all of it singles out nothing."""
    return (finding.sentence.start, finding.sentence.end) if finding.sentence else (0, 0)
