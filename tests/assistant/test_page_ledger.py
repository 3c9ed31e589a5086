"""The tabs 任务台账 and 评测, and the files they offer, without a browser."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.records.store import records_at
from assistant.settings import Settings
from assistant.tasks import TaskFilter
from assistant.web import charts, downloads
from assistant.web.page_ledger import Ledger, read_filter
from assistant.web.quality import read_history, read_summary
from assistant.web.quality_view import report
from assistant.web.tab import Site
from corpus.catalog import load_dossier
from corpus.ledger import rows
from corpus.model import Role
from tests.scripted import ScriptedAssistant

DOSSIER = load_dossier()
PLAN = DOSSIER.plan
TASKS = list(PLAN.tasks())


@pytest.fixture(scope="module")
def site() -> Site:
    records = records_at("sqlite://", Path())
    return Site(ScriptedAssistant(DOSSIER), Settings(_env_file=None), records)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    app = FastAPI()
    app.include_router(downloads.router(site))
    return TestClient(app)


def test_fields_become_a_filter() -> None:
    told = {"department": "市水务管理局 ", "role": "lead", "chapter": "6", "due": "2025"}
    wanted = TaskFilter("市水务管理局", Role.LEAD, 6, None, 2025, "河")
    assert read_filter(told | {"keyword": "河"}) == wanted
    assert read_filter({"role": "boss", "chapter": "x", "due": "²"}) == TaskFilter()


def test_counts_and_rows_follow_the_filter(site: Site) -> None:
    ledger = Ledger(site)
    whole = ledger.show({})
    assert f"共{len(TASKS)}项任务" in whole
    assert whole.count('class="pl-place"') == len(TASKS)
    led = [
        t for t in TASKS if any(d.name == "市水务管理局" and d.role is Role.LEAD for d in t.duties)
    ]
    html = ledger.show({"department": "市水务管理局", "role": "lead"})
    assert f"共{len(led)}项任务</b>（牵头{len(led)}项）" in html
    for task in led:
        assert (
            f'href="#clause-{task.clause}" data-clause="{task.clause}" data-start="{task.start}"'
            in html
        )
    none = ledger.show({"keyword": "<script>"})
    assert "没有符合条件的任务" in none
    assert "<script" not in none


def test_what_is_shown_tells_which_sending_it_answers(site: Site) -> None:
    assert 'data-sent="7"' in Ledger(site).show({"keyword": "河", "sent": 7})
    assert 'data-sent="0"' in Ledger(site).show({"sent": '"><b>'})


def test_keyword_is_marked_as_text(site: Site) -> None:
    html = Ledger(site).show({"keyword": "PM2.5"})
    assert "<mark>PM2.5</mark>" in html


def test_charts_count_what_the_plan_holds() -> None:
    targets = [t for task in TASKS for s in task.sentences for t in s.targets]
    years = json.loads(charts.targets_by_year(TASKS))["light"]["data"][0]
    assert sum(years["y"]) == len(targets)
    bars = json.loads(charts.tasks_by_department(TASKS, DOSSIER.departments))["dark"]["data"]
    duties = [d for task in TASKS for d in task.duties]
    for bar, role in zip(bars, Role, strict=True):
        assert sum(filter(None, bar["x"])) == sum(d.role is role for d in duties)
    heat = json.loads(charts.department_by_chapter(TASKS, PLAN, DOSSIER.departments))["light"]
    assert sum(n for row in heat["data"][0]["z"] for n in row if n) == len(duties)
    assert "https://" not in charts.targets_by_year(TASKS)


def test_excel_and_csv_hold_the_filtered_rows(client: TestClient) -> None:
    answer = client.get(
        "/page/ledger.xlsx", params={"department": "市水务管理局", "sheets": "department"}
    )
    assert "filename*=UTF-8''%E4%BB%BB%E5%8A%A1" in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    chosen = [r for r in rows(PLAN) if "市水务管理局" in r["departments"]]
    assert book["任务台账"].max_row == book["市水务管理局"].max_row == len(chosen) + 1
    assert set(book.sheetnames) == {"任务台账", *(d for r in chosen for d in r["departments"])}
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
        assert sheet["F2"].alignment.wrap_text
    table = client.get("/page/ledger.csv", params={"role": "lead"}).content
    assert table.startswith(b"\xef\xbb\xbf")
    assert table.decode("utf-8-sig").count("牵头\r\n") + table.count("牵头,".encode()) > 20


def test_conversation_as_word_is_checked(client: TestClient, site: Site) -> None:
    from assistant.web.turn import Turn

    kept = json.loads(Turn("黑臭", site.assistant.ask("黑臭")).kept())
    answer = client.post("/page/conversation.docx", json=[kept])
    assert answer.content[:2] == b"PK"
    assert client.post("/page/conversation.docx", json=[]).status_code == 422
    forged = json.loads(json.dumps(kept).replace("13", "14"))
    forged["answer"]["citations"][0]["quote"] = "伪造的原文"
    assert client.post("/page/conversation.docx", json=[forged]).status_code == 422


SUMMARY: dict[str, Any] = {
    "date": "2026-01-02",
    "plan_id": "qingdao-2022",
    "engine": "extractive",
    "overall": {
        "dev": {"count": 10, "value": 0.9, "low": 0.8, "high": 1.0},
        "test": {"count": 10, "value": 0.96, "low": 0.8, "high": 1.0},
    },
    "categories": [{"name": "口语<b>", "dev": {"count": 5, "value": 1, "low": 0.5, "high": 1}}],
    "reasons": [{"name": "条款不对", "dev": 1, "test": 2}],
    "failures": [{"id": "a", "question": "<i>问", "answer": "", "reasons": ["缺事实"]}],
}


def test_quality_report_or_why_there_is_none(tmp_path: Path) -> None:
    assert read_summary(tmp_path) is None
    assert "还没有评测报告" in report(None, ())
    (tmp_path / "summary.json").write_text("{}", "utf-8")
    assert read_summary(tmp_path) is None
    (tmp_path / "summary.json").write_text(json.dumps(SUMMARY), "utf-8")
    (tmp_path / "history.jsonl").write_text('{"date":"1","dev":0.5}\nx\n{"date":"2","test":0.9}\n')
    history = read_history(tmp_path)
    assert [(m.dev, m.test) for m in history] == [(0.5, None), (None, 0.9)]
    html = report(read_summary(tmp_path), history)
    for words in (
        "90.0%",
        "未达标",
        "80.0%–100.0%，共10题",
        "口语&lt;b&gt;",
        "&lt;i&gt;问",
        "条款不对",
        "变化",
    ):
        assert words in html
    assert "<i>" not in html
