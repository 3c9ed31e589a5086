"""Wording an answer from what was found: conclusion first, in the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.aimed import with_aims
from assistant.compose.clauses import GIST, chapter_of, gist, title
from assistant.compose.complete import Completer, joined
from assistant.compose.draft import Draft, Evidence, Statement, bracket, lacking, responsible
from assistant.compose.excerpt import Excerpts
from assistant.compose.frames import AMISS, FRAMES, NO, SAYS, YES
from assistant.compose.owners import EACH
from assistant.compose.phrase import SHORT, summary
from assistant.compose.responsibility import among, counted, duty_lines, owned
from assistant.decide.decider import Decision
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Sentence, Task

_HOW_MANY = re.compile(
    r"(?:部门|单位|局).{0,4}(?:几|多少)[家个]|(?:几|多少)[家个]?(?:责任|牵头|负责|分工|配合)?的?(?:部门|单位|局)"
)
_THAT_CLAUSE = re.compile(r"[这那该]一?条(?!.*哪几)")
_CHOICE = re.compile(r"[^，。？]*[是要][^，。？吗]{1,14}还是[^，。？吗]{1,12}[？?呢]*")
_HOW = re.compile(r"怎么样?|怎样|如何|咋")
_MOST = 4  # tasks answered side by side
_ASKS = re.compile(r"哪|谁|多|几|[吗吧不]|怎|什么|啥")
_OF_TITLE = 0.9  # how far a title speaks of a word that is one of its own
_SAME = re.compile(r"同一|一样|相同|一拨|一家|[是不]一个(?:部门|单位|局)")
_MULTI_LINE = re.compile(
    r"列表|清单|分点|逐条|逐项|要点|表格|一条条|列出|列个|列成|有哪些|哪些措施|概括|总结|梳理|什么措施"
    r"|哪些要求|哪些任务|全部|所有"
)
_CHAPTER = re.compile(r"(?:哪|第几|什么)(?:一?个?)大?(?:章|部分|板块|保卫战)")
_CONCERNING = re.compile(r"关于|有关|针对|涉及")
_OPENLY = re.compile(
    r"任务|措施|办法|举措|做法|工作|内容|要点|安排|部署"
    r"|(?:要|该|打算|准备)?(?:做|干|抓)(?:些|点)?(?:什么|啥)|(?:怎么|如何|咋)(?:做|干|抓|治|管|打|推进)"
)


class Composer:
    """Drafts answers from findings."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._words = Excerpts(finder).words
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
            return lacking(draft, decision.untold)
        if not finding.sentence or not finding.task or decision.verdict.refuted:
            return draft
        draft = self._completer.complete(
            question, finding, draft, self._completer.others(question, others)
        )
        draft = self._completer.beside(question, finding, draft, others)
        return self._completer.figured(question, draft, others)

    def _several(self, question: Question, finding: Finding) -> Draft | None:
        """Who is responsible for each of several things named; None when it is one thing."""
        if not question.asks(Asked.WHO) or question.mentions:
            return None
        tasks = self._completer.tasks(question, finding)
        if finding.clause and EACH.search(question.text):
            tasks = finding.clause.tasks
        if not 0 < len(tasks) <= _MOST:
            return None
        owners = {frozenset((d.name, d.role) for d in responsible(t)) for t in tasks}
        same = _SAME.search(question.text)
        opening = (YES if len(owners) == 1 else NO) if same else ""
        return owned(finding.clause, tasks, opening, topic=question.topic)

    def _main(self, question: Question, finding: Finding, decision: Decision) -> Draft:
        opening = self._opening(question, decision)
        draft = self._opened(question, finding, decision, opening)
        return draft if decision.verdict.duties else _put_right(draft, opening)

    def _opened(
        self, question: Question, finding: Finding, decision: Decision, opening: str
    ) -> Draft:
        if finding.part:
            return self._of_part(question, finding, opening)
        if question.asks(Asked.WHICH_CLAUSE) and not question.asks(Asked.WHO):
            return self._which_clause(question, finding, opening, decision.verdict.duties)
        whole = _HOW_MANY.search(question.text) and _THAT_CLAUSE.search(question.text)
        if finding.whole_clause or whole or self._of_title(question, finding):
            draft = self._of_clause(question, finding, opening, decision.verdict.duties)
        else:
            draft = self._of_sentence(question, finding, decision, opening)
        if not question.asks(Asked.WHICH_CLAUSE) or not finding.clause:
            return draft
        where = self._located(question, finding.clause)
        return replace(draft, statements=(where, *draft.statements))

    def _opening(self, question: Question, decision: Decision) -> str:
        """A verdict where the plan proves or refutes what is claimed; else the plan's own words."""
        verdict = decision.verdict
        if not question.asks(Asked.CHECK):
            # 是甲牵头还是乙牵头: neither is claimed; 甲是牵头还是配合: that it has a part
            chosen = len(question.mentions) > 1 and "还是" in question.text and verdict.duties
            return AMISS if verdict.refuted and not chosen else ""
        if _CHOICE.fullmatch(question.text):
            return SAYS  # 是要完善还是取消: neither yes nor no
        return NO if verdict.refuted else YES if verdict.proved else SAYS

    def _of_title(self, question: Question, finding: Finding) -> bool:
        """Whether all that a clause's title names is asked about openly: 臭氧攻坚的任务有哪些."""
        clause = finding.clause
        open_asked = _OPENLY.search(question.text) and not question.asks(
            Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.CHECK
        )
        how = question.asked <= {Asked.WHAT} and bool(_HOW.search(question.text))
        # 队伍建设: nothing but the matter
        bare = how or not (question.asked or _ASKS.search(question.text))
        if not clause or not (open_asked or bare) or question.years or question.mentions:
            return False
        content = [w for w in self._finder.content(question.topic) if not _OPENLY.fullmatch(w)]
        if not bare or _OPENLY.search(question.text):
            return bool(content) and all(w in clause.title for w in content)
        # 噪声 alone is not all of 大气面源和噪声污染治理.
        words = content if question.asked else self._finder.strong(question.topic)
        return self._names_title(words, clause.title)

    def _names_title(self, words: Sequence[str], title: str) -> bool:
        """Whether words are all of a title, and of each of the matters that it joins."""
        cut = self._finder.tokenizer.terms
        halves = [frozenset(cut(half)) for half in title.split("和")]
        near = [[self._finder.covered(w, half) >= _OF_TITLE for half in halves] for w in words]
        return bool(words) and all(map(any, near)) and all(map(any, zip(*near, strict=True)))

    def _of_part(self, question: Question, finding: Finding, opening: str) -> Draft:
        assert finding.sentence
        text, evidence = self._words(question, finding)
        return Draft(Status.ANSWERED, (Statement(opening + text, evidence),), frames=FRAMES)

    def _which_clause(
        self, question: Question, finding: Finding, opening: str, disputed: bool
    ) -> Draft:
        clause = finding.clause
        assert clause is not None
        statements = [self._located(question, clause, opening)]
        tasks: tuple[Task, ...] = clause.tasks
        if finding.sentence and finding.task:
            words, evidence = self._words(question, finding)
            statements.append(Statement(words, evidence))
            tasks = (finding.task,)
        if disputed:
            statements += duty_lines(tasks)
        found = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(statements), found, frames=FRAMES)

    def _of_clause(
        self, question: Question, finding: Finding, opening: str, disputed: bool
    ) -> Draft:
        clause = finding.clause
        assert clause is not None
        if question.asks(Asked.WHO) or (question.mentions and question.asks(Asked.CHECK)):
            tasks = among(self._named_tasks(question, clause), question)
            draft = owned(clause, tasks, opening)
            draft = counted(draft) if _HOW_MANY.search(question.text) else draft
            return with_aims(question, clause, draft)
        departments = tuple(d for t in clause.tasks for d in responsible(t))
        lines = duty_lines(clause.tasks) if disputed else []
        if about := self._spoken_of(question, clause):
            lines.append(Statement(f"{clause.label}{clause.title}：", (title(clause),)))
            lines += [
                Statement(summary(s), (Evidence(s.start, s.end, clause.number),)) for s in about
            ]
        elif lines or not _MULTI_LINE.search(question.text):
            lines += gist(clause, clause.tasks, GIST)
        else:
            lines.append(Statement(f"{clause.label}{clause.title}：", (title(clause),)))
            lines += [
                Statement(summary(s), (Evidence(s.start, s.end, clause.number),))
                for s in clause.sentences
            ]
        lines[0] = replace(lines[0], text=opening + lines[0].text)
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True, frames=FRAMES)

    def _named_tasks(self, question: Question, clause: Clause) -> tuple[Task, ...]:
        """The tasks of what is named within a clause (碳达峰行动里海洋碳汇), else all."""
        words = [w for w in self._finder.content(question.topic) if len(w) > 1]
        own = [w for w in words if w not in clause.title]
        held = tuple(t for t in clause.tasks if all(w in t.text for w in own))
        return held if own and held else clause.tasks

    def _spoken_of(self, question: Question, clause: Clause) -> list[Sentence]:
        """The sentences of a clause named by number on what it is asked about: 关于辐射的要求."""
        if not question.reference.clauses or not _CONCERNING.search(question.text):
            return []
        words = [w for w in self._finder.content(question.topic) if len(w) > 1]
        own = [w for w in words if w not in clause.title]
        found = [s for s in clause.sentences if any(w in s.text for w in own)]
        return found if len(found) < len(clause.sentences) else []

    def _of_sentence(
        self, question: Question, finding: Finding, decision: Decision, opening: str
    ) -> Draft:
        task = finding.task
        assert task is not None
        assert finding.sentence is not None
        who = (
            question.asks(Asked.WHO)
            or decision.verdict.duties
            or (bool(question.mentions) and question.asks(Asked.CHECK))
        )
        limit = 60 if who else 80 if joined(question) else SHORT
        words, evidence = self._words(question, finding, limit)
        if who:
            told = Statement(words, evidence)
            draft = owned(finding.clause, among((task,), question), opening, told)
            return counted(draft) if _HOW_MANY.search(question.text) else draft
        proof = bracket(task)
        marks = (*evidence, proof) if proof else evidence
        return Draft(
            Status.ANSWERED, (Statement(opening + words, marks),), responsible(task), frames=FRAMES
        )

    def _located(self, question: Question, clause: Clause, opening: str = "") -> Statement:
        """在第（十三）条“…”; the chapter, too, where it is asked for."""
        if _CHAPTER.search(question.text):
            there = chapter_of(self._finder.dossier.plan, clause)
            return replace(there, text=f"{opening}{there.text}")
        text = f"{opening}在第{clause.label}条“{clause.title}”。"
        return Statement(text, (title(clause),))


def _put_right(draft: Draft, opening: str) -> Draft:
    """An answer with the sentence that puts it right before its owners or its place."""
    if opening not in (AMISS, NO) or draft.lines or not draft.statements[1:]:
        return draft
    told, fact, *more = draft.statements
    if not told.text.startswith(opening):
        return draft
    fact = replace(fact, text=f"{opening}{fact.text}")
    told = replace(told, text=told.text.removeprefix(opening))
    return replace(draft, statements=(fact, told, *more))
