"""Approved wording answers the same question and no other, and falls with its clause."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

import assistant.desk.served
from assistant.answer import Status
from assistant.cli.main import app
from assistant.desk.approved import ApprovedAssistant, Wordings
from assistant.desk.desk import Desk, Noted
from assistant.desk.routing import APPROVED
from assistant.desk.served import Served
from assistant.engine import Assistant
from assistant.records.errors import RecordsError
from assistant.records.model import Operator, PhrasingState
from assistant.records.store import Records
from assistant.stream import Stage
from assistant.web import mcp
from corpus.catalog import load_dossier
from corpus.structure import parse_plan

PLAN = load_dossier().plan
QUESTION = "水土流失由哪个部门牵头治理？"
WORDING = "水土流失治理由市水务管理局牵头，欢迎随时来电了解。"


@pytest.fixture
def approved(desk: Desk, reviewer: Operator) -> Callable[..., str]:
    def approve(question: str = QUESTION, wording: str = WORDING) -> str:
        routing, reply = desk.route(question)
        names = tuple(d.name for d in routing.departments)
        number = desk.keep(question, Noted(reply, departments=names), reviewer).number
        return desk.approve(number, wording, reviewer).id

    return approve


def test_the_same_question_gets_the_approved_wording(
    approving: ApprovedAssistant, approved: Callable[..., str]
) -> None:
    assert approving.ask(QUESTION).engine == "extractive"
    approved()
    for asked in (QUESTION, "请问，水土流失由哪个部门牵头治理", "水土流失治理由哪个部门牵头？"):
        answer = approving.ask(asked)
        assert answer.engine == APPROVED, asked
        assert answer.answer == WORDING + "[1]"
        assert "李审" in answer.notice
        assert "审定" in answer.notice
        assert [(d.name, d.role.value) for d in answer.departments] == [("市水务管理局", "lead")]
        (citation,) = answer.citations
        assert PLAN.quote(citation.start, citation.end) == citation.quote
    *stages, last = approving.stream(QUESTION)
    assert isinstance(stages[0], Stage)
    assert last.engine == APPROVED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "asked",
    [
        "水土流失治理的目标是多少？",
        "水土流失什么时候治理完？",
        "市农业农村局牵头水土流失治理吗？",
        "水土流失不由哪个部门牵头？",
        "崂山区水土流失由哪个部门牵头治理？",
        "2030年水土流失由哪个部门牵头治理？",
        "济南水土流失由哪个部门牵头治理？",
        "荒山造林由哪个部门牵头？",
        "水土流失和荒山造林由哪个部门牵头？",
        "黑臭水体由哪个部门负责？",
    ],
)
def test_near_questions_do_not(
    approving: ApprovedAssistant, approved: Callable[..., str], asked: str
) -> None:
    approved()
    assert approving.ask(asked).engine != APPROVED


def test_a_newer_wording_takes_the_place_of_the_older(
    approving: ApprovedAssistant, approved: Callable[..., str], records: Records
) -> None:
    approved()
    newer = approved(wording="由市水务管理局牵头。")
    assert [p.id for p in records.phrasings.all(PLAN.id, PhrasingState.ACTIVE)] == [newer]
    assert approving.ask(QUESTION).answer == "由市水务管理局牵头。[1]"


def test_follow_ups_do_not(approving: ApprovedAssistant, approved: Callable[..., str]) -> None:
    approved()
    assert approving.ask(QUESTION, ["黑臭水体谁负责"]).engine != APPROVED


@pytest.mark.parametrize(
    "wording",
    [
        "水土流失治理由市农业农村局牵头。",
        "到2025年新增治理面积300平方公里。",
        "见第（十三）条。",
    ],
)
def test_what_is_not_proved_is_not_approved(approved: Callable[..., str], wording: str) -> None:
    with pytest.raises(RecordsError) as caught:
        approved(wording=wording)
    assert caught.value.code == "not_proved"


def test_what_the_plan_does_not_say_is_not_approved(approved: Callable[..., str]) -> None:
    with pytest.raises(RecordsError, match="没有方案依据"):
        approved("济南的黑臭水体谁管？", "不归本市管。")


def test_wording_falls_when_its_clause_changes(
    approving: ApprovedAssistant, approved: Callable[..., str], records: Records
) -> None:
    id = approved()
    assert approving.ask(QUESTION).engine == APPROVED
    changed = parse_plan(
        PLAN.id, PLAN.source.replace("水土流失综合治理面积250", "水土流失综合治理面积260")
    )
    other = ApprovedAssistant.__new__(ApprovedAssistant)
    other.__dict__.update(approving.__dict__)
    other.dossier = dataclasses.replace(approving.dossier, plan=changed)
    other.wordings = Wordings(other, records.phrasings)
    assert other.wordings.applied(approving.ask("黑臭水体谁负责")).engine != APPROVED
    found = records.phrasings.get(id)
    assert found is not None
    assert found.state is PhrasingState.INVALID
    approving.wordings.forget()
    assert approving.ask(QUESTION).engine != APPROVED


def test_text_elsewhere_may_change(
    approving: ApprovedAssistant, approved: Callable[..., str], records: Records
) -> None:
    approved()
    moved = parse_plan(PLAN.id, "增加的一段新闻。\n" + PLAN.source)
    shifted = PLAN.source.index("水土流失") != moved.source.index("水土流失")
    assert shifted
    assert records.phrasings.invalidate(moved) == ()


def test_withdrawn_wording_is_used_no_more(
    approving: ApprovedAssistant, approved: Callable[..., str], records: Records
) -> None:
    id = approved()
    records.phrasings.end(id, PhrasingState.WITHDRAWN, "李审", "换了说法")
    approving.wordings.forget()
    assert approving.ask(QUESTION).engine == "extractive"


def test_records_that_fail_cost_only_the_wording(
    approving: ApprovedAssistant, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.records.errors import RecordsFault

    def broken(*_: object) -> None:
        raise RecordsFault("记录库暂时不能用。")

    monkeypatch.setattr(records.phrasings, "invalidate", broken)
    answer = approving.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert "审定口径暂时读不到" in answer.notice


def test_departments_are_the_desks_own(desk: Desk, reviewer: Operator) -> None:
    with pytest.raises(RecordsError, match="方案没有把这件事分给市财政局"):
        desk.keep(QUESTION, Noted("答复", departments=("市财政局",)), reviewer)


def test_the_command_line_gives_it_too(
    approving: ApprovedAssistant,
    approved: Callable[..., str],
    records: Records,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One way to make the assistant for ``ask``, ``chat``, ``batch`` and ``mcp``."""
    approved()
    plain = Assistant.__new__(Assistant)
    plain.__dict__.update(approving.__dict__)
    monkeypatch.setattr(assistant.desk.served, "open_assistant", lambda *_: plain)
    monkeypatch.setenv("PLAN_DATABASE_URL", str(records.database.url))
    told = CliRunner().invoke(app, ["ask", QUESTION, "--json"])
    assert json.loads(told.stdout)["engine"] == APPROVED
    line = json.dumps({"id": 1, "question": QUESTION})
    told = CliRunner().invoke(app, ["batch"], input=line)
    assert json.loads(told.stdout)["engine"] == APPROVED
    given: list[Served] = []
    monkeypatch.setattr(mcp, "create_server", lambda served, _: given.append(served) or Idle())
    assert CliRunner().invoke(app, ["mcp"]).exit_code == 0
    assert given[0].default.ask(QUESTION).engine == APPROVED


class Idle:
    """A server that has nobody to serve."""

    def run(self) -> None:
        """End at once."""
