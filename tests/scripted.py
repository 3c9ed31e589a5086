"""An assistant that says what a test wants, over the real plan and without an index."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation, DepartmentRef, Related, Status
from assistant.engine import Assistant
from assistant.errors import AssistantError
from assistant.stream import Event, Stage, Step
from corpus.catalog import Dossier
from corpus.model import PartKind


class ScriptedAssistant(Assistant):
    """Answers by keyword; anything unknown is ``unclear`` and repeats the question."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self._lock = threading.Lock()

    def ask(self, question: str, history: Sequence[str] = (), id: str = "") -> Answer:
        with self._lock:
            self.asked.append((question, tuple(history)))
        if "坏了" in question:
            raise AssistantError("语言模型没有响应。")
        for word, make in (
            ("黑臭", self._shared),
            ("水土流失", self._lead),
            ("济南", self._refused),
            ("供热", self._news),
        ):
            if word in question:
                return make(id or "a", question)
        return Answer(id or "a", question, question, Status.UNCLEAR, f"没有听懂“{question}”。")

    def stream(self, question: str, history: Sequence[str] = (), id: str = "") -> Iterator[Event]:
        """Stages, slowly when asked to (慢), then the answer."""
        for step in (Step.UNDERSTAND, Step.FIND, Step.VERIFY):
            yield Stage(step)
            time.sleep(1.5 if "慢" in question else 0)
        yield self.ask(question, history, id)

    def check(self) -> None:
        """It has no index."""

    def store_fault(self) -> str:
        return ""

    def cite(self, number: int, clause: int, task: int, words: str) -> Citation:
        plan = self.dossier.plan
        found = plan.clause(clause)
        assert found is not None
        sentence = next(s for s in found.tasks[task - 1].sentences if words in s.text)
        chapter = plan.chapter(found.chapter)
        assert chapter is not None
        return Citation(
            number, plan.id, "clause", clause, found.label, found.title, chapter.text,
            sentence.text, sentence.start, sentence.end,
        )  # fmt: skip

    def _shared(self, id: str, question: str) -> Answer:
        citation = self.cite(1, 13, 1, "黑臭水体全部清零")
        names = ("市水务管理局", "市生态环境局", "市农业农村局")
        duties = self.dossier.plan.clause(13).tasks[0].duties  # type: ignore[union-attr]
        assert tuple(d.name for d in duties) == names
        return Answer(
            id,
            question,
            question,
            Status.ANSWERED,
            "城市黑臭水体治理由市水务管理局、市生态环境局、市农业农村局按职责分工负责，"
            "到2024年各区（市）建成区黑臭水体全部清零。[1]",
            citations=(citation,),
            departments=tuple(DepartmentRef(d.name, d.role, 13, 1) for d in duties),
            general_duty="各区（市）党委、政府均需落实（见（三））",
            follow_ups=("水土流失由哪个部门牵头？", "城市再生水利用率要达到多少？"),
        )

    def _lead(self, id: str, question: str) -> Answer:
        citation = self.cite(1, 22, 3, "水土流失")
        other = self.cite(2, 22, 2, "荒山造林")
        duties = (*self.dossier.plan.clause(22).tasks[1].duties,)  # type: ignore[union-attr]
        lead = self.dossier.plan.clause(22).tasks[2].duties[0]  # type: ignore[union-attr]
        return Answer(
            id,
            question,
            "水土流失综合治理由哪个部门牵头？",
            Status.PARTIAL,
            "水土流失综合治理由市水务管理局牵头，到2025年新增治理面积250平方公里。[1]\n"
            "荒山造林由四个部门按职责分工负责。[2][9]",
            citations=(citation, other),
            departments=(
                DepartmentRef(lead.name, lead.role, 22, 1),
                *(DepartmentRef(d.name, d.role, 22, 2) for d in duties),
            ),
            notice="2025年已过，方案只写明目标，没有写完成情况。",
        )

    def _refused(self, id: str, question: str) -> Answer:
        plan = self.dossier.plan
        clause = plan.clause(2)
        assert clause is not None
        chapter = plan.chapter(clause.chapter)
        assert chapter is not None
        return Answer(
            id,
            question,
            question,
            Status.NOT_IN_PLAN,
            "方案只规定青岛市的目标，没有写济南的细颗粒物（PM2.5）目标。",
            related=(Related(plan.id, 2, clause.label, clause.title, chapter.text),),
            follow_ups=("青岛的细颗粒物目标是多少？",),
        )

    def _news(self, id: str, question: str) -> Answer:
        plan = self.dossier.plan
        part = plan.part(PartKind.NEWS)
        assert part is not None
        quote = next(s for s in part.sentences if "600万平方米" in s.text)
        citation = Citation(
            1, plan.id, "news", None, "", "", "", quote.text, quote.start, quote.end
        )
        return Answer(
            id, question, question, Status.ANSWERED, "新闻稿称计划新增600万平方米。[1]", (citation,)
        )
