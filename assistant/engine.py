"""The assistant: one question in, one verified answer out.

``ask`` is the way of one question: normalise → screen → complete → understand → look up or find →
decide → compose → verify.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import EXTRACTIVE, Answer
from assistant.compose.courtesy import Courtesy
from assistant.compose.draft import Draft, related
from assistant.compose.excerpt import Excerpts
from assistant.compose.notice import duty_of_all, notice
from assistant.compose.suggest import follow_ups
from assistant.decide.find import Finder
from assistant.decide.fit import Model
from assistant.decide.refuse import Refuser
from assistant.dialogue.turns import Completed
from assistant.listener import Listener
from assistant.recall import Recall
from assistant.responder import Responder
from assistant.screening import Screening
from assistant.settings import Settings
from assistant.stream import Event, Sentence, Stage, Step
from assistant.understand.form import FormReader
from assistant.understand.reader import Reader
from assistant.verification import Verification, Verified
from assistant.verify.verifier import Verifier, split_statements
from assistant.way import Way
from corpus.catalog import Dossier, load_dossier
from corpus.words import load_words
from index.build import Progress, build, open_index, silent
from index.reranker import load_reranker
from index.retriever import PlanRetriever
from index.similar import Similar

if TYPE_CHECKING:
    from assistant.llm.helper import Helper


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
        self._forms, courtesy = FormReader(), Courtesy(dossier)
        self._finder = finder = Finder(dossier, retriever)
        self._reader = reader = Reader(dossier, load_words("places"), retriever.tokenizer.cut)
        self._refuser = Refuser(dossier, finder)
        self._screening = Screening(reader, finder, self._refuser, self._forms, courtesy)
        self._responder = Responder(reader, finder, self._refuser, courtesy, model)
        before = dossier.precedents
        similar = Similar([p.question for p in before], retriever.index.precedents)
        self.recall = Recall(before, similar, reader, finder)
        self._listener = Listener(
            reader, finder, self._screening, self._responder, self._forms, courtesy, self.recall
        )
        self._verifier = Verifier(dossier.plan, dossier.registry)
        self._verification = Verification(
            dossier.plan, self._verifier, self._refuser, Excerpts(finder)
        )

    # --- the way of one question -----------------------------------------------------------------

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
        way.text = self._listener.normalise(way.question).text
        way.clock.lap("normalise")
        way.completed = self._listener.understood(way.text, way.history)
        way.standalone = way.completed.text if way.completed else way.text
        way.clock.lap("understand")
        return way

    def _find(self, way: Way) -> Way:
        asked = way.completed
        draft = self._responder.answer(asked) if asked else self._refuser.blocked()
        way.draft = self._screening.refused(draft, way.text, way.standalone)
        alone = not way.history or way.standalone == way.text  # a follow-up leans on what was said
        if asked and alone and (other := self.recall.meant(asked, way.draft, self._drafted)):
            way.completed, way.standalone = other, other.text
            way.draft = self._drafted(other)
        way.clock.lap("answer")
        return way

    def _drafted(self, asked: Completed) -> Draft:
        """The draft for a question that needs nothing else."""
        draft = self._responder.answer(asked)
        return self._screening.refused(draft, asked.text, asked.text)

    def _word(self, way: Way) -> Way:
        """The draft in a language model's words; the default one is kept beside it."""
        if self.helper and way.completed and way.draft:
            way.worded = self.helper.improve(
                way.draft, way.standalone, way.history, self._responder
            )
            way.clock.add(way.worded.laps)
        return way

    def conclude(self, way: Way) -> Answer:
        """Verify the draft and make the answer of it; a model's words that fail give way."""
        assert way.draft
        verified, formed = self._verification.verified, self._forms.of(way.text, way.question)
        if worded := way.worded:
            shown = verified(worded.draft, formed if worded.engine == EXTRACTIVE else None)
            if shown.draft.status.has_evidence:
                return self._answer(way, shown, worded.question, worded.engine)
        return self._answer(way, verified(way.draft, formed), way.standalone, EXTRACTIVE)

    def _answer(self, way: Way, verified: Verified, standalone: str, engine: str) -> Answer:
        way.clock.lap("verify")
        draft, citations = verified.draft, verified.citations
        today, fault = self._today or date.today(), self._finder.fault
        return Answer(
            id=way.id or uuid.uuid4().hex,
            question=way.question,
            standalone_question=standalone,
            status=draft.status,
            answer=verified.text,
            citations=citations,
            departments=verified.departments,
            general_duty=duty_of_all(self.dossier) if verified.departments else "",
            related=related(self.dossier.plan, draft.related),
            follow_ups=follow_ups(draft, citations, self.dossier),
            notice=notice(draft, citations, today, fault, way.question),
            engine=engine,
            timings_ms=way.clock.laps,
        )

    # --- around it -------------------------------------------------------------------------------

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
