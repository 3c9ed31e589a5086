"""One sentence of a clause instead of all of it, or the sentence of the year asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.phrase import pairs
from assistant.decide.duties import duties_hold
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.understand.question import Asked, Question
from corpus.model import Clause

_BROAD = re.compile(
    r"哪些|措施|怎么做|怎么治|怎么管|怎么整|做什么|干什么|干啥|干些|主要|内容|概括|总结|介绍|列|分点|要点|梳理"
    r"|全部|整体|总体|这(?:一)?条|那(?:一)?条|几方面|如何"
)
_KINDS = r"领域|行业|区域|场景|部位|环节"
_KIND_ASKED = re.compile(
    rf"(?:哪[些几]个?|什么)(?:重点)?(?P<after>{_KINDS})"
    rf"|(?P<before>{_KINDS})(?:都|分别|具体|有|是|举了?|指|包括|列了?|含)*哪[些几]"
)
_WATER = re.compile(r"[\u4e00-\u9fff]{2,}[湾岛河湖]")
_AIM = re.compile(r"目标|指标")
# Of the question a sentence of the year asked for may speak so much less of.
_LEAST, _LESS = 0.1, 0.4
# So much of a question in a sentence's own words tells which is meant; people's words for a
# sentence that speak of all of it do, too.
_OWNED, _ALL_OF = 0.5, 0.95
# Who has charge of a clause as a whole has it of each task.
_OWNED_BY = re.compile(r"牵头|负责|责任(?:部门|单位)|主管|主抓|带头|[归由只《]|一家|全部?(?:是|归)")
_OF_ANY = re.compile(r"参[与加]|建设|工作|任务|推进|实施|行动")
_TITLED = 0.9  # share of a word from which a title has it
_FAR = 1.3  # times the score of another task's best sentence


class Narrower:
    """Narrows a finding to what a question is about."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def narrow(self, question: Question, search: Search, finding: Finding) -> Finding:
        """The place in the clause that the question is about: one sentence, or one task's."""
        narrowed = self._narrowed(question, search, finding)
        return self._of_department(question, search, narrowed) or narrowed

    def _of_department(
        self, question: Question, search: Search, finding: Finding
    ) -> Finding | None:
        """Where a clause named by its title has a task of the department asked about (能源转型).

        What holds of one of its tasks must not be denied because of another.
        """
        clause = finding.clause
        shared = question.mentions and not _OWNED_BY.search(question.text)
        if not shared or not question.asks(Asked.CHECK) or not clause or not finding.task:
            return None
        if duties_hold(question, finding) is not False or not self._titled(question, clause):
            return None
        placed = [f for f in search.findings if f.clause is clause and f.sentence]
        told = {f.task.start: f for f in reversed(placed) if f.task}
        own = (
            told.get(t.start) or finding._replace(task=t, sentence=s, span=(s.start, s.end))
            for t in clause.tasks
            for s in t.sentences[:1]
        )
        return next((f for f in own if duties_hold(question, f)), None)

    def _titled(self, question: Question, clause: Clause) -> bool:
        """Whether all that a question names stands in a clause's title."""
        document = self._finder.dossier.plan.document.title
        strong = (w for w in self._finder.strong(question.topic) if not _OF_ANY.fullmatch(w))
        words = [w for w in strong if w not in document]
        terms = frozenset(self._finder.tokenizer.terms(clause.title))
        return bool(words) and all(self._finder.covered(w, terms) >= _TITLED for w in words)

    def _narrowed(self, question: Question, search: Search, finding: Finding) -> Finding:
        """One sentence of the clause instead of all of it, when the question is about that much."""
        clause = finding.clause
        dated = self._of_year(question, search, finding)
        if dated:
            return dated
        if listed := self._listing(question, finding):
            return listed
        if named := self._naming(question, search, finding):
            return named
        if not finding.whole_clause or clause is None or _BROAD.search(question.text):
            return finding
        inside = [f for f in search.findings if f.clause is clause and f.sentence]
        if _AIM.search(question.text):
            inside = _with_targets(inside) or inside
        best = max(inside, key=lambda f: (round(self._own(question, f), 2), f.score), default=None)
        if best is None:
            return finding
        told = max(inside, key=lambda f: f.score)
        if self._own(question, best) < _OWNED and told.coverage >= _ALL_OF:
            best = told  # a story in none of the plan's words
        bar = 0.75 if question.asks(Asked.WHO) and not question.mentions else 0.0
        if self._own(question, best) < bar:
            if len(clause.tasks) < 2 or not _alone(told, inside):
                return finding
            best = told
        return self._listing(question, best) or best

    def _of_year(self, question: Question, search: Search, finding: Finding) -> Finding | None:
        """The sentence of the same clause that speaks of the year asked for, if not the best."""
        clause = finding.clause
        if clause is None or not question.years or question.asks(Asked.WHEN):
            return None
        if finding.sentence and any(
            str(y) in self._finder.text_of(finding) for y in question.years
        ):
            return None
        inside = [f for f in search.findings if f.clause is clause and f.sentence]
        asked = set(question.years)
        near = finding.coverage - (_LEAST if question.asks(Asked.CHECK) else _LESS)
        inside = [f for f in inside if f.coverage >= near]
        dated = [f for f in inside if f.sentence and self._dated(question, finding, f) & asked]
        dated = [f for f in dated if not self._of_another(question, finding, f)]
        return max(dated, key=lambda f: f.score, default=None)

    def _of_another(self, question: Question, finding: Finding, other: Finding) -> bool:
        """Whether another sentence is of no matter named that the one found has a date for."""
        own = finding.sentence.targets if finding.sentence else ()
        if not any(t.due_year for t in own):
            return False
        text, there = self._finder.text_of(finding), self._finder.text_of(other)
        words = (w for w in self._finder.strong(question.topic) if w in self._finder.matters)
        return any(w in text and w not in there for w in words)

    def _dated(self, question: Question, finding: Finding, other: Finding) -> set[int | None]:
        """Years of the targets of another sentence.

        Where a figure is asked for or claimed and the sentence found has one, only of targets like
        the topic.
        """
        assert other.sentence
        targets = other.sentence.targets
        figured = question.asks(Asked.HOW_MUCH) or question.figures
        if figured and finding.sentence and finding.sentence.targets:
            words = pairs(question.topic)
            targets = tuple(t for t in targets if words & pairs(t.indicator))
        return {t.due_year for t in targets}

    def _naming(self, question: Question, search: Search, finding: Finding) -> Finding | None:
        """The one sentence of a clause that names the water asked about: 胶州湾打算怎么整治."""
        clause, numbered = finding.clause, question.reference.clauses
        if not finding.whole_clause or clause is None or numbered:
            return None
        names = [w for w in self._finder.content(question.topic) if _WATER.fullmatch(w)]
        inside = (f for f in search.findings if f.clause is clause and f.sentence)
        found = [f for f in inside if any(n in self._finder.text_of(f) for n in names)]
        return found[0] if len(found) == 1 and not any(n in clause.title for n in names) else None

    def _listing(self, question: Question, finding: Finding) -> Finding | None:
        """The one sentence of the task that lists what is asked for by kind: 等行业, 等领域."""
        asked = _KIND_ASKED.search(question.text)
        whole = finding.clause if finding.whole_clause else None
        held = finding.task.sentences if finding.task else whole.sentences if whole else ()
        if not asked or not held or question.reference.clauses:
            return None
        kind = asked["after"] or asked["before"]
        lists = re.compile(rf"[^，。、]、[^，。]+等?{kind}")
        if finding.sentence and lists.search(finding.sentence.text):
            return None
        words = pairs(question.topic) - {kind}
        found = [s for s in held if lists.search(s.text) and words & pairs(s.text)]
        if len(found) != 1:
            return None
        told = found[0]
        tasks = finding.clause.tasks if finding.clause else ()
        task = next((t for t in tasks if told in t.sentences), finding.task)
        return finding._replace(task=task, sentence=told, span=(told.start, told.end))

    def _own(self, question: Question, finding: Finding) -> float:
        """Share of the question's content that stands in the sentence's own words."""
        terms = frozenset(self._finder.tokenizer.terms(self._finder.text_of(finding)))
        content = self._finder.content(question.topic)
        known = [w for w in content if self._finder.is_known(w)] or content
        words = [(self._finder.weight(w), w) for w in known]
        total = sum(w for w, _ in words)
        return sum(w * self._finder.covered(t, terms) for w, t in words) / total if total else 0.0


def _alone(told: Finding, inside: Sequence[Finding]) -> bool:
    """Whether people's words for one sentence are far more of it than of another task's."""
    others = max((f.score for f in inside if f.task is not told.task), default=0.0)
    return told.coverage >= _ALL_OF and told.score >= _FAR * others


def _with_targets(found: Sequence[Finding]) -> list[Finding]:
    """The sentences with targets, where one of them speaks of as much as the best one."""
    held = [f for f in found if f.sentence and f.sentence.targets]
    most = max((f.coverage for f in found), default=0.0)
    return held if any(f.coverage >= most - _LEAST for f in held) else []
