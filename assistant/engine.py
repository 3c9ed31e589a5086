"""The assistant: one question in, one verified answer out.

``ask`` is the way of one question: normalise → screen → complete → understand → look up or find →
decide → compose → verify.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.compose.composer import Composer
from assistant.compose.courtesy import Courtesy
from assistant.compose.draft import Draft, Ground, Rendered, Statement, related, render
from assistant.compose.notice import duty_of_all, notice
from assistant.compose.shape import shaped
from assistant.compose.suggest import follow_ups
from assistant.decide.decider import Decider
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.fit import Model
from assistant.decide.refuse import Refuser
from assistant.dialogue.buried import Digger
from assistant.dialogue.conversation import Completed, Conversation, Turn
from assistant.lookups import Lookups
from assistant.settings import Settings
from assistant.several import Several
from assistant.stream import Event, Sentence, Stage, Step
from assistant.topics import Topics
from assistant.understand.form import FormReader
from assistant.understand.guard import ATTACK, ELSEWHERE, Guard, Screened
from assistant.understand.normalise import normaliser_for
from assistant.understand.question import Question
from assistant.understand.reader import Reader
from assistant.verify.verifier import Verifier, split_statements
from assistant.way import Way
from corpus.catalog import Dossier, load_dossier
from corpus.words import load_words
from index.build import Progress, build, open_index, silent
from index.reranker import load_reranker
from index.retriever import PlanRetriever

if TYPE_CHECKING:
    from assistant.llm.helper import Helper

_BRIEF = 2
_MATTER = 3  # characters that a question has at least when its request for form is taken off
_SURE = 0.55  # share of one question of several that a passage of its own covers
EXTRACTIVE = "extractive"


class Assistant:
    """Answers questions about one plan."""

    helper: Helper | None = None
    _told: tuple[Callable[[Answer], None], ...] = ()

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
        self._guard = Guard(names=self._names)
        self._forms = FormReader()
        self._courtesy = Courtesy(dossier)
        self._normalise = normaliser_for(dossier, retriever.tokenizer)
        self._reader = Reader(dossier, places, retriever.tokenizer.cut)
        self._dig = Digger(self._reader, self._finder)
        self._refuser = Refuser(dossier, self._finder)
        self._conversation = Conversation(
            self._reader, self._finder, self._refuser.elsewhere, self._led_to
        )
        self._decider = Decider(self._finder, model)
        composer = Composer(dossier, self._finder)
        self._lookups = Lookups(dossier, self._finder, self._refuser, self._decider)
        self._topics = Topics(
            dossier, self._finder, self._refuser, self._decider, composer, self._reader
        )
        self._several = Several(self._reader, self._finder, self._lookups)
        self._verifier = Verifier(dossier.plan, dossier.registry)
        self._turns = lru_cache(maxsize=512)(self._replay)

    def use_model(self, settings: Settings) -> None:
        """Let the settings' language model help.

        Raises:
            AssistantError: it cannot be opened.
        """
        from assistant.llm.helper import open_helper  # its packages take seconds to import

        self.helper = open_helper(settings, self._finder, self._reader, self._verifier)

    def tell(self, told: Callable[[Answer], None]) -> None:
        """Let ``told`` know of every answer, in the thread that made it."""
        self._told = (*self._told, told)

    def check(self) -> None:
        """Nothing, when the index was opened whole.

        Raises:
            IndexFault: Chroma did not answer then; only words are searched.
        """
        self.retriever.ranker.check()

    def store_fault(self) -> str:
        """What is wrong with Chroma now, which answers do without once the index is open."""
        return self.retriever.ranker.store_fault()

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
        for told in self._told:
            told(answer)
        if answer.status.has_evidence:
            yield from map(Sentence, split_statements(answer.answer))
        yield answer

    def steps(self) -> tuple[tuple[Step, Callable[[Way], Way]], ...]:
        """What is done before :meth:`conclude`, in order; a model's part only when one is set."""
        worded = ((Step.WRITE, self._word),) if self.helper else ()
        return ((Step.UNDERSTAND, self._understand), (Step.FIND, self._find), *worded)

    def _understand(self, way: Way) -> Way:
        way.text = self._normalise(way.question).text
        way.clock.lap("normalise")
        way.completed = self._understood(way.text, way.history)
        way.standalone = way.completed.text if way.completed else way.text
        way.clock.lap("understand")
        return way

    def _find(self, way: Way) -> Way:
        draft = self._answer(way.completed) if way.completed else self._refuser.blocked()
        way.draft = self._refused(draft, way.text)
        way.clock.lap("answer")
        return way

    def _refused(self, draft: Draft, text: str) -> Draft:
        """A draft; where it refuses, the refusal that fits an attack, or another world."""
        if draft.status.has_evidence or draft.status is Status.BLOCKED:
            return draft
        if self._courtesy.reply(text):
            return draft
        verdict = self._guard.verdict(text)
        if verdict == ATTACK:
            return self._refuser.blocked()
        elsewhere = verdict == ELSEWHERE and not self._finder.strong(text)
        return self._refuser.scope() if elsewhere else draft

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
        draft, text, citations, departments = self._verified(
            draft, way if engine == EXTRACTIVE else None
        )
        if engine != EXTRACTIVE and not draft.status.has_evidence:
            draft, text, citations, departments = self._verified(default, way)
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
            general_duty=duty_of_all(self.dossier) if evidence and departments else "",
            related=related(plan, draft.related),
            follow_ups=follow_ups(draft, citations, self.dossier),
            notice=notice(
                draft, citations, self._today or date.today(), self._finder.fault, way.question
            ),
            engine=engine,
            timings_ms=way.clock.laps,
        )

    def _understood(self, text: str, history: tuple[str, ...]) -> Completed | None:
        """The question on its own; None where it is an attack and nothing else."""
        screened = self._screened(text)
        if (screened.attacked or screened.abused) and not self._worth_answering(screened):
            return None
        return self._completed(self._dig(screened.text), self._turns(history))

    def _screened(self, text: str) -> Screened:
        """A message screened; a request for form (编一条文案) alone makes no attack."""
        screened = self._guard.screen(text)
        formed = self._forms.read(text)
        if not screened.attacked or not formed.formed or len(formed.text) < _MATTER:
            return screened
        rest = self._guard.screen(formed.text)
        return screened if rest.attacked or rest.abused else rest

    def _completed(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """A message as a question of its own; one that only asks for a form asks the last again."""
        if self._courtesy.reply(text):
            return Completed(text)
        asked = self._forms.read(text).asked
        if not asked and text and turns:
            return Completed(turns[-1].question.text, turns[-1].focus)
        completed = self._conversation.complete(asked, turns)
        return replace(completed, part=self._part_told(turns[-1])) if turns else completed

    def _part_told(self, turn: Turn) -> str:
        """The part without clause numbers that a turn was answered from; "" when there is none."""
        inside = (
            str(p.kind)
            for p in self.dossier.plan.parts
            if turn.spans and all(p.start <= a and b <= p.end for a, b in turn.spans)
        )
        return next(inside, "")

    def _names(self, text: str) -> list[str]:
        """Matters of the plan's field, and names of the plan, in a text."""
        return [*self._finder.named(text), *(n for n in self.dossier.names if n in text)]

    def _worth_answering(self, screened: Screened) -> bool:
        """Whether a real question is left when attack and abuse are cut away."""
        question = self._reader.read(screened.text)
        content = self._finder.content(question.topic)
        asked = bool(question.asked) or self._guard.asks(screened.text)
        named = self._named_in_full if screened.abused else self._finder.named
        asked = asked or bool(named(question.topic))  # …利用率的数
        if question.reference.clauses or (question.mentions and asked):
            return True
        if screened.attacked and self._refuser.of_elsewhere(question):
            return False
        if self._finder.strong(question.topic):
            return asked or (screened.abused and self._named_in_full(question.topic))
        best = self._finder.search(question.topic).best if question.topic else None
        return asked and bool(best and best.coverage >= 0.3 and content)

    def _named_in_full(self, topic: str) -> bool:
        """Whether a matter is named by more than a word that abuse has as well (垃圾)."""
        return any(len(name) > _BRIEF for name in self._finder.named(topic))

    def _answer(self, completed: Completed) -> Draft:
        if completed.parts:
            return _merged([self._answer(p) for p in completed.parts])
        courtesy = self._courtesy.reply(completed.text)
        if courtesy:
            return courtesy
        question = self._reader.read(completed.text)
        if not question.text.strip(" ？?。，,!！"):
            return self._refuser.unclear()
        if parts := self._several.asked(completed.text):
            return _merged([self._single(p, completed) for p in parts])
        if drafts := self._lookups.several(question, self._reader.read):
            return _merged(drafts)
        return self._single(question, completed)

    def _single(self, question: Question, completed: Completed) -> Draft:
        """The answer to one self-contained question: exact look-ups first, then the search."""
        return self._lookups.answer(question) or self._topics.answer(question, completed)

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
            kept = self._dig(self._guard.screen(self._normalise(text).text).text)
            if self._courtesy.reply(kept):
                continue
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

    def _verified(self, draft: Draft, way: Way | None):  # type: ignore[no-untyped-def]
        """Drop every statement that its evidence does not bear out; none left means a refusal.

        What is left is set in the form that is asked for on ``way``, when that is borne out, too.
        """
        if not draft.status.has_evidence:
            return draft, "".join(s.text for s in draft.statements), (), ()
        rendered = render(draft, self.dossier.plan)
        good = self._borne_out(draft, rendered)
        if len(good) < len(draft.statements):
            if not good:
                refusal = self._refuser.unproved(draft)
                return refusal, "".join(s.text for s in refusal.statements), (), ()
            # Once more: what is left may have to do without a citation of what is dropped.
            return self._verified(replace(draft, statements=good, status=Status.PARTIAL), way)
        formed = self._forms.of(way.text, way.question) if way else None
        form = shaped(draft, formed, self.dossier.plan) if formed and formed.formed else draft
        if form is not draft:
            shown = render(form, self.dossier.plan)
            if self._borne_out(form, shown) == form.statements:
                draft, rendered = form, shown
        return draft, rendered.text, rendered.citations, rendered.departments

    def _borne_out(self, draft: Draft, rendered: Rendered) -> tuple[Statement, ...]:
        """The statements that say nothing beyond what they cite."""
        check, citations, frames = self._verifier.check, rendered.citations, draft.frames
        return tuple(
            statement
            for statement, said in zip(draft.statements, rendered.said, strict=True)
            if not check(said, citations, statement.derived, frames)
        )


class _Again:
    """The default way for the model's helper: once more, with a hint."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: str) -> Draft:
        return self._assistant._answer(Completed(question))

    def at(self, ground: Ground, finding: Finding) -> Draft | None:
        return self._assistant._topics.composed_at(ground, finding)


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
