"""The assistant: one question in, one verified answer out.

``ask`` is the way of one question: normalise → screen → complete → understand → look up or find →
decide → compose → verify.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.compose.composer import Composer
from assistant.compose.document import about_document
from assistant.compose.draft import Draft, Ground, related, render
from assistant.compose.duty import general_duty
from assistant.compose.lookup import absent_part, by_number
from assistant.compose.suggest import follow_ups
from assistant.decide.decider import Decider, Decision
from assistant.decide.find import Finder, Finding, Search
from assistant.decide.fit import Model, place_of
from assistant.decide.judge import Judge
from assistant.decide.refuse import LEANING, Refuser
from assistant.dialogue.conversation import Completed, Conversation, Turn
from assistant.ledger.grammar import of_ledger
from assistant.ledger.tally import Tally, asks_ledger
from assistant.settings import Settings
from assistant.stream import Event, Sentence, Stage, Step
from assistant.understand.form import FormReader
from assistant.understand.guard import Guard, Screened
from assistant.understand.normalise import normaliser_for
from assistant.understand.question import Asked, Figure, Question
from assistant.understand.reader import Reader
from assistant.verify.verifier import Verifier, split_statements
from corpus.catalog import Dossier, load_dossier
from corpus.words import load_words
from index.build import Progress, build, open_index, silent
from index.reranker import load_reranker
from index.retriever import PlanRetriever

if TYPE_CHECKING:
    from assistant.llm.helper import Helper, Improved

# Words of nothing but a plan: a question with them is about this one.
_OWN = re.compile(r"条款|第几条|哪几条|责任(?:单位|部门|括号)|牵头")
_MAKE_UP = re.compile(
    r"方案|全文|台账|清单|名单|总共|一共|目标|指标|期限|时限|涉及|[提讲写谈][到过及]"
    r"|从[高大多]到|(?:率|比例|浓度).{0,24}[、和与跟].{0,24}(?:率|比例|浓度)"
)
_PARTS = re.compile(r"(?<=[？?；;。！!\n])")
# A finding that good settles which clause is meant; one this close to the best may replace it.
_GOOD, _EQUAL, _NEAR = 0.7, 0.6, 0.35
_NEWS = re.compile(r"2022年|今年|计划新增|据悉")
_TOLD = re.compile(
    r"新闻|报道|消息|媒体|网讯|另一份|秋冬季.{0,8}方案|通知正文|开头|前言|序言|结尾|末尾|最后一段|文末|落款"
)
_NEWS_UP = 1.6
_SAME_YEAR, _SAME_PLACE = 0.2, 0.5
_SURE = 0.55  # share of one question of several that a passage of its own covers
EXTRACTIVE = "extractive"


class Assistant:
    """Answers questions about one plan."""

    def __init__(
        self,
        dossier: Dossier,
        retriever: PlanRetriever,
        today: date | None = None,
        model: Model | None = None,
    ) -> None:
        self.dossier = dossier
        self.retriever = retriever
        self._today = today
        places = load_words("places")
        self._finder = Finder(dossier, retriever)
        self._guard = Guard()
        self._forms = FormReader()
        self._normalise = normaliser_for(dossier, retriever.tokenizer)
        self._reader = Reader(dossier, places, retriever.tokenizer.cut)
        self._refuser = Refuser(dossier, self._finder)
        self._conversation = Conversation(
            self._reader, self._finder, self._refuser.elsewhere, self._led_to
        )
        self._tally = Tally(dossier, self._finder)
        self._decider = Decider(self._finder, Judge(self._finder), model=model)
        self._composer = Composer(dossier, self._finder)
        self._verifier = Verifier(dossier.plan, dossier.registry)
        self._turns = lru_cache(maxsize=512)(self._replay)
        self.helper: Helper | None = None

    def use_model(self, settings: Settings) -> None:
        """Let the settings' language model help.

        Raises:
            AssistantError: it cannot be opened.
        """
        from assistant.llm.helper import open_helper  # its packages take seconds to import

        self.helper = open_helper(settings, self._finder, self._reader, self._verifier)

    def ask(self, question: str, history: Sequence[str] = (), id: str = "") -> Answer:
        """Answer ``question``; ``history`` holds the user's earlier questions, oldest first."""
        *_, answer = self.stream(question, history, id)
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str, history: Sequence[str] = (), id: str = "") -> Iterator[Event]:
        """The same, told on its way: stages, then verified sentences, last the answer."""
        way = Way(question, tuple(history), id)
        for step, act in self.steps():
            yield Stage(step)
            act(way)
        yield Stage(Step.VERIFY)
        answer = self.conclude(way)
        if answer.status.has_evidence:
            yield from map(Sentence, split_statements(answer.answer))
        yield answer

    def steps(self) -> tuple[tuple[Step, Callable[[Way], Way]], ...]:
        """What is done before :meth:`conclude`, in order; a model's part only when one is set."""
        worded = ((Step.WRITE, self._word),) if self.helper else ()
        return ((Step.UNDERSTAND, self._understand), (Step.FIND, self._find), *worded)

    def _understand(self, way: Way) -> Way:
        way.completed = self._understood(way.question, way.history, way.clock)
        way.standalone = way.completed.text if way.completed else self._normalise(way.question).text
        return way

    def _find(self, way: Way) -> Way:
        way.draft = self._answer(way.completed) if way.completed else self._refuser.blocked()
        way.clock.lap("answer")
        return way

    def _word(self, way: Way) -> Way:
        """The draft in a language model's words; the default one is kept beside it."""
        if self.helper and way.completed and way.draft:
            again = _Again(self)
            way.worded = self.helper.improve(way.draft, way.standalone, way.history, again)
            way.clock.add(way.worded.laps)
        return way

    def conclude(self, way: Way) -> Answer:
        """Verify the draft and make the answer of it."""
        default, worded = way.draft, way.worded
        assert default
        draft, standalone, engine = default, way.standalone, EXTRACTIVE
        if worded:
            draft, standalone, engine = worded.draft, worded.question, worded.engine
        draft, text, citations, departments = self._verified(draft)
        if engine != EXTRACTIVE and not draft.status.has_evidence:
            draft, text, citations, departments = self._verified(default)
            standalone, engine = way.standalone, EXTRACTIVE
        way.clock.lap("verify")
        plan, evidence = self.dossier.plan, draft.status.has_evidence
        return Answer(
            id=way.id or uuid.uuid4().hex,
            question=way.question,
            standalone_question=standalone,
            status=draft.status,
            answer=text,
            citations=citations if evidence else (),
            departments=departments if evidence else (),
            general_duty=_general_duty(self.dossier) if evidence and departments else "",
            related=related(plan, draft.related),
            follow_ups=follow_ups(draft, citations, self.dossier),
            notice=_notice(draft, citations, self._today or date.today(), self._finder.fault),
            engine=engine,
            timings_ms=way.clock.laps,
        )

    def _understood(
        self, question: str, history: tuple[str, ...], clock: _Clock
    ) -> Completed | None:
        """The question on its own; None where it is an attack and nothing else."""
        text = self._normalise(question).text
        clock.lap("normalise")
        screened = self._guard.screen(text)
        if (screened.attacked or screened.abused) and not self._worth_answering(screened):
            return None
        completed = self._completed(screened.text, self._turns(history))
        clock.lap("understand")
        return completed

    def _completed(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """A message as a question of its own; one that only asks for a form asks the last again."""
        asked = self._forms.read(text).asked
        if not asked and text and turns:
            return Completed(turns[-1].question.text, turns[-1].focus)
        return self._conversation.complete(asked, turns)

    def _worth_answering(self, screened: Screened) -> bool:
        """Whether a real question is left when attack and abuse are cut away."""
        question = self._reader.read(screened.text)
        content = self._finder.content(question.topic)
        asked = bool(question.asked) or self._guard.asks(screened.text)
        if question.reference.clauses or (question.mentions and asked):
            return True
        if self._finder.strong(question.topic):
            return asked or screened.abused
        best = self._finder.search(question.topic).best if question.topic else None
        return (asked or screened.abused) and bool(best and best.coverage >= 0.3 and content)

    def _answer(self, completed: Completed) -> Draft:
        if completed.parts:
            return _merged([self._answer(p) for p in completed.parts])
        question = self._reader.read(completed.text)
        if not question.text.strip(" ？?。，,!！"):
            return self._refuser.unclear()
        parts = self._several(completed)
        if parts:
            return _merged([self._single(p, completed) for p in parts])
        return self._single(question, completed)

    def _single(self, question: Question, completed: Completed) -> Draft:
        """The answer to one self-contained question: exact look-ups first, then the search."""
        unsaid = self._decider.never_said(question) if question.mentions else ""
        if unsaid:
            return self._refuser.missing(unsaid)
        draft = (
            absent_part(question, self.dossier)
            or (
                about_document(question, self.dossier, self._tally.content(question))
                if not _OWN.search(question.text)
                else None
            )
            or general_duty(question, self.dossier)
            or self._by_reference(question)
            or (self._tally.answer(question) if self._of_whole_plan(question) else None)
        )
        return draft or self._topical(question, completed)

    def _of_whole_plan(self, question: Question) -> bool:
        """Whether a question may be about the plan's make-up; a caller's story is not."""
        if self._refuser.of_elsewhere(question) and not _OWN.search(question.text):
            return False
        named = bool(question.years or question.reference or question.figures) or (
            of_ledger(question.text)
            or bool(_MAKE_UP.search(question.text))
            or asks_ledger(question)
        )
        words = [w for w in self._finder.content(question.topic) if len(w) > 1 and w not in LEANING]
        if question.mentions:
            return bool(named) or len(words) < 3
        return bool(named) or len(words) == 1

    def _by_reference(self, question: Question) -> Draft | None:
        """Clauses by number, unless the number only belongs to a question about a topic within."""
        reference = question.reference
        if reference.clauses and (found := self._tally.answer(question)):
            return found
        if reference.chapters and not reference.clauses:
            plain = not self._tally.content(question)
            return (plain and self._tally.answer(question)) or (
                None if question.mentions or question.years else by_number(question, self.dossier)
            )
        words = self._inside(question)
        if words and not question.asks(Asked.WHO):
            return None
        return by_number(question, self.dossier, words)

    def _inside(self, question: Question) -> tuple[str, ...]:
        """Words of a matter of its own that a numbered clause only frames."""
        content = self._tally.content(question)
        titles = "".join(
            c.title for n in question.reference.clauses if (c := self.dossier.plan.clause(n))
        )
        own = tuple(w for w in content if w not in titles)
        framed = len(question.reference.clauses) == 1 and question.reference.task is None
        if framed and question.asks(Asked.WHO):
            words = self._finder.content(question.topic)
            return tuple(w for w in words if len(w) > 1 and w not in titles)
        return own if framed and len(own) > 1 else ()

    def _topical(self, question: Question, completed: Completed) -> Draft:
        if self._refuser.surely_elsewhere(question) or (
            self._refuser.of_elsewhere(question) and not self._well_known(question)
        ):
            return self._refuser.scope()
        if not self._topic_given(question):
            return self._refuser.unclear()
        if completed.terms and self._nowhere(completed.terms):
            return self._refuser.missing(question.topic)
        search = self._with_figures(question, self._search(question, completed))
        refusal = self._refuser.off_field(question, search) if completed.focus is None else None
        if refusal:
            return refusal
        equals, siblings = self._ranked(question, search, completed.focus)
        if not equals:
            return self._refuser.nothing(question, search)
        tried = [self._tried(question, search, f) for f in equals]
        if tried[0][1].soft:
            tried += [self._tried(question, search, f) for f in siblings]
        finding, decision = next((t for t in tried if not t[1].refusal), tried[0])
        if decision.refusal:
            return self._refuser.refused(question, search, finding, decision.refusal)
        draft = self._composer.compose(question, finding, decision, search.findings)
        return replace(draft, ground=Ground(question, finding, search, tuple(equals)))

    def composed_at(self, ground: Ground, finding: Finding) -> Draft | None:
        """The answer from another place that was about as fit; None when it does not answer."""
        question, search = ground.question, ground.search
        narrowed, decision = self._tried(question, search, finding)
        if decision.refusal:
            return None
        draft = self._composer.compose(question, narrowed, decision, search.findings)
        return replace(draft, ground=replace(ground, finding=narrowed))

    def _well_known(self, question: Question) -> bool:
        """Whether people ask for a place of the plan in just these words (呛得咳嗽)."""
        best = self._finder.search(question.topic).best if question.topic else None
        return bool(best and best.coverage >= 0.8 and len(self._finder.content(question.topic)) > 2)

    def _topic_given(self, question: Question) -> bool:
        """Whether a question says what it is about: a term of the field, or words enough."""
        content = [w for w in self._finder.content(question.topic) if w not in LEANING]
        strong = [w for w in self._finder.strong(question.topic) if w not in LEANING]
        named = question.mentions or question.places or question.districts
        near = named or self._refuser.near_field(question)
        return bool(strong or len(content) > 1 or (content and near))

    def _tried(
        self, question: Question, search: Search, finding: Finding
    ) -> tuple[Finding, Decision]:
        narrowed = self._decider.narrow(question, search, finding)
        return narrowed, self._decider.decide(question, search, narrowed)

    def _search(self, question: Question, completed: Completed) -> Search:
        """Findings for the topic; in a follow-up also for it together with what was said before."""
        search = self._finder.search(question.topic or question.text)
        if completed.held:
            within = (f for f in search.findings if _inside(f.span, completed.held))
            return replace(search, findings=tuple(within) or search.findings)
        if completed.terms:
            kept = tuple(f for f in search.findings if self._speaks_of(f, completed.terms))
            return Search(search.topic, kept or search.findings, search.gap, search.fault)
        if not completed.context:
            return search
        joint = self._finder.search(f"{completed.context} {question.topic}")
        scores: dict[tuple[int, int], Finding] = {}
        for found, weight in ((search, 1.0), (joint, 0.6)):
            for f in found.findings:
                key = f.span if not f.sentence else (f.sentence.start, f.sentence.end)
                old = scores.get(key)
                scores[key] = replace(
                    old or f, score=(old.score if old else 0.0) + weight * f.score
                )
        ordered = sorted(scores.values(), key=lambda f: -f.score)
        return Search(search.topic, tuple(ordered), search.gap, search.fault)

    def _with_figures(self, question: Question, search: Search) -> Search:
        """Findings with the sentences that hold a telling figure of the question."""
        told = [f.text for f in question.figures if _telling(f)]
        known = {f.sentence.start for f in search.findings if f.sentence}
        more = [f for t in told for f in self._finder.holding(t, question.topic)]
        added = tuple(f for f in more if f.sentence and f.sentence.start not in known)
        return replace(search, findings=(*search.findings, *added)) if added else search

    def _nowhere(self, terms: tuple[str, ...]) -> bool:
        """Whether the plan has none of these words, nor what they are called officially."""
        forms = {f for t in terms for f in (t, *self.dossier.lexicon.official(t))}
        return not any(form in self.dossier.plan.source for form in forms)

    def _speaks_of(self, finding: Finding, terms: tuple[str, ...]) -> bool:
        """Whether a place speaks of the word that a follow-up put for another."""
        vocabulary = self._finder.vocabulary(finding.span)
        return any(self._finder.covered(t, vocabulary) >= 0.5 for t in terms)

    def _ranked(
        self, question: Question, search: Search, focus: int | None
    ) -> tuple[list[Finding], list[Finding]]:
        """The best finding with its equals, and other sentences of its clause.

        News yields to the plan; the clause talked about leads.
        """
        news = bool(_NEWS.search(question.text))
        told = bool(_TOLD.search(question.text))

        def rank(finding: Finding) -> float:
            score = finding.score
            if finding.part:
                score *= _NEWS_UP if told else 1.0 if news else 0.8
            if question.asks(Asked.WHO) and finding.task and not finding.task.duties:
                score *= 0.7
            text = self._decider.text_of(finding)
            score += max((_telling(f) for f in question.figures if f.text in text), default=0.0)
            if any(str(y) in text for y in question.years):
                score += _SAME_YEAR
            if any(d.rstrip("市区") in text for d in question.districts):
                score += _SAME_PLACE
            if focus is not None and finding.number == focus:
                score += 0.5
            return score

        ordered = sorted(search.findings, key=rank, reverse=True)
        if question.reference.clauses:
            ordered.sort(
                key=lambda f: f.number not in question.reference.clauses or f.coverage < _GOOD
            )
        if not ordered:
            return [], []
        best = ordered[0]
        bar, least = best.coverage - 0.05, _EQUAL * rank(best)
        equals = [f for f in ordered[:6] if f is best or (f.coverage >= bar and rank(f) >= least)]
        inside = [f for f in ordered if f.clause and f.clause is best.clause and f.sentence]
        return equals, [f for f in inside if f.coverage >= best.coverage - _NEAR]

    def _several(self, completed: Completed) -> list[Question]:
        """The questions in a message that asks several things of different places; else none."""
        texts = [t.strip() for t in _PARTS.split(completed.text) if t.strip(" ？?。；;！!")]
        if len(texts) < 2:
            return []
        found: list[tuple[Question, tuple[int, int]]] = []
        for text in texts:
            question = self._reader.read(text)
            best = self._finder.search(question.topic).best if question.topic else None
            if not question.asked or best is None or best.coverage <= _SURE:
                return []
            if not self._finder.strong(question.topic):
                return []
            found.append((question, place_of(best)))
        return [q for q, _ in found] if len({place for _, place in found}) > 1 else []

    def _led_to(self, completed: Completed) -> tuple[int, ...]:
        """The clauses that a completed question is answered from; none when it is refused."""
        draft = self._answer(completed)
        if not draft.status.has_evidence:
            return ()
        order = [e.clause for s in draft.statements for e in s.evidence if e.clause]
        return tuple(dict.fromkeys(order))

    def _replay(self, history: tuple[str, ...]) -> tuple[Turn, ...]:
        """Earlier turns as they were read, each in the light of those before it."""
        turns: tuple[Turn, ...] = ()
        for text in history:
            kept = self._guard.screen(self._normalise(text).text).text
            completed = self._completed(kept, turns)
            draft = self._answer(completed)
            order = [e.clause for s in draft.statements for e in s.evidence if e.clause]
            clauses = (
                tuple(dict.fromkeys(order)) if draft.status.has_evidence else draft.related[:1]
            )
            names = tuple(dict.fromkeys(d.name for d in draft.departments))
            answered = draft.status.has_evidence
            spans = tuple((e.start, e.end) for s in draft.statements for e in s.evidence)
            question = self._reader.read(completed.text)
            turns = (*turns, Turn(question, clauses, names, answered, spans if answered else ()))
        return turns

    def _verified(self, draft: Draft):  # type: ignore[no-untyped-def]
        """Drop every statement that its evidence does not bear out; none left means a refusal."""
        if not draft.status.has_evidence:
            return draft, "".join(s.text for s in draft.statements), (), ()
        good = []
        for statement in draft.statements:
            rendered = render(
                replace(draft, statements=(statement,), departments=()), self.dossier.plan
            )
            faults = self._verifier.check(
                rendered.text, rendered.citations, statement.derived, draft.frames
            )
            if not faults:
                good.append(statement)
        if len(good) < len(draft.statements):
            if not good:
                refusal = self._refuser.unproved(draft)
                return refusal, "".join(s.text for s in refusal.statements), (), ()
            draft = replace(draft, statements=tuple(good), status=Status.PARTIAL)
        rendered = render(draft, self.dossier.plan)
        return draft, rendered.text, rendered.citations, rendered.departments


def _inside(span: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in stretches)


class _Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = round((now - self._last) * 1000, 3)
        self._last = now

    def add(self, laps: dict[str, float]) -> None:
        """Stages timed by themselves since the last lap."""
        self.laps |= laps
        self._last = time.perf_counter()


@dataclass
class Way:
    """One question on its way through the steps; each fills in its part."""

    question: str
    history: tuple[str, ...] = ()
    id: str = ""
    completed: Completed | None = None
    standalone: str = ""
    draft: Draft | None = None
    worded: Improved | None = None
    clock: _Clock = field(default_factory=_Clock)


class _Again:
    """The default way for the model's helper: once more, with a hint."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: str) -> Draft:
        return self._assistant._answer(Completed(question))

    def at(self, ground: Ground, finding: Finding) -> Draft | None:
        return self._assistant.composed_at(ground, finding)


def _telling(figure: Figure) -> float:
    """How far a figure alone tells which passage is meant: 6174个 does, 5% does not."""
    digits = len(figure.value.replace(".", ""))
    return 1.5 if digits > 3 else 0.5 if digits > 2 or "." in figure.value else 0.0


def _merged(drafts: list[Draft]) -> Draft:
    """Several answers as one; what is refused among them makes it partial."""
    good = [d for d in drafts if d.status.has_evidence]
    if not good:
        return drafts[0]
    status = Status.ANSWERED if len(good) == len(drafts) else Status.PARTIAL
    return Draft(
        status,
        tuple(s for d in drafts for s in d.statements),
        tuple(r for d in good for r in d.departments),
        tuple(n for d in drafts for n in d.related),
        lines=True,
        frames=tuple(dict.fromkeys(f for d in good for f in d.frames)),
    )


def _general_duty(dossier: Dossier) -> str:
    plan = dossier.plan
    if not plan.general_duty:
        return ""
    clause = plan.clause(plan.general_duty_clause or 0)
    who = re.search(r"均需(.+?)(?:落实|负责)", plan.general_duty.text)
    return f"{who.group(1)}均需落实（见{clause.label}）" if who and clause else ""


def _notice(draft: Draft, citations, today: date, fault: str) -> str:  # type: ignore[no-untyped-def]
    """News apart from the plan, dates gone by, and a search that had to do without vectors."""
    said = []
    if any(c.part == "news" for c in citations):
        said.append("以上内容出自所附新闻报道，不是方案正文的规定。")
    dues = [int(y) for s in draft.statements for y in re.findall(r"(20\d{2})年", s.text)]
    if (
        draft.status.has_evidence
        and any(c.clause for c in citations)
        and any(y < today.year for y in dues)
    ):
        said.append("文中期限已过；方案只载明目标，不代表完成情况。")
    if fault:
        said.append("向量检索暂不可用，本次仅用关键词检索。")
    return "".join(said)


def open_assistant(settings: Settings, progress: Progress = silent) -> Assistant:
    """The assistant of the settings' plan; builds its index when there is none or it is stale."""
    dossier = load_dossier(settings.id)
    home = settings.home / "index"
    build(dossier, home, settings.embedding_model, settings.chroma_url, progress)
    reranker = load_reranker(settings.reranker_model) if settings.reranker_model else None
    index = open_index(dossier, home)
    retriever = PlanRetriever(index, dossier.lexicon, reranker=reranker)
    assistant = Assistant(dossier, retriever)
    if settings.llm_model:
        assistant.use_model(settings)
    return assistant
