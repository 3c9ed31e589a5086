"""The desk passes matters to whom the plan names, says how sure it is, and replies with proof."""

from __future__ import annotations

import io

import docx
import pytest

from assistant.answer import Status
from assistant.desk.message import matter
from assistant.desk.reply import Replier
from assistant.desk.router import Router
from assistant.desk.routing import Level
from assistant.desk.slip import slip
from assistant.engine import Assistant
from assistant.records.basis import stands
from assistant.records.model import NewInquiry
from assistant.records.store import records_at
from corpus.catalog import load_dossier
from corpus.model import Role

DOSSIER = load_dossier()
PLAN = DOSSIER.plan


@pytest.fixture(scope="session")
def router(assistant: Assistant) -> Router:
    return Router(assistant)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("你好，我姓王，电话138****5678，村头的河发臭，找谁？谢谢", "村头的河发臭，找谁？"),
        ("工作人员您好！我是李村的居民，工地扬尘大，打了好几次电话没人管。", "工地扬尘大"),
        ("河发臭，什么时候能治好？", "河发臭"),
        ("什么时候治好？", "什么时候治好？"),
        ("谢谢", "谢谢"),
        ("", ""),
    ],
)
def test_the_matter_of_a_message(said: str, kept: str) -> None:
    assert matter(said) == kept


def test_leads_come_first_and_every_department_is_proved(router: Router) -> None:
    found = router.route(
        "你好，我姓王，电话13812345678，我家门口那条河最近特别臭，夏天都不敢开窗，到底归谁管？"
    )
    assert found.level is Level.SURE
    clause = PLAN.clause(13)
    assert clause is not None
    assert {(d.name, d.role) for d in found.departments} == {
        (d.name, d.role) for d in clause.tasks[0].duties
    }
    roles = [d.role for d in found.departments]
    assert roles == sorted(roles, key=lambda r: r is Role.SHARED)
    for citation in found.citations:
        assert PLAN.quote(citation.start, citation.end) == citation.quote
    for department in found.departments:
        assert any(department.name in c.quote for c in found.citations)
    assert all(stands(basis, PLAN) for basis in found.basis(PLAN))
    assert "13812345678" not in found.matter + found.answer.question


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("济南的黑臭水体谁管", "济南的事"),
        ("PM2.5目标是多少", "方案未分工"),
        ("冰箱坏了怎么退货", "无关"),
        ("今天天气怎么样", "无关"),
    ],
)
def test_nobody_is_named_where_the_plan_names_nobody(router: Router, said: str, why: str) -> None:
    found = router.route(said)
    assert (found.level, found.departments, found.citations) == (Level.NONE, (), ())
    assert why in found.reason


def test_the_nearest_clause_is_only_a_hint(router: Router) -> None:
    found = router.route("老采石坑豁着个大口子，多少年了没人填")
    if found.level is Level.NEAREST:  # a better engine may be sure of it
        assert found.status is Status.NOT_IN_PLAN
        assert "核对" in found.reason
    assert found.level in {Level.NEAREST, Level.SURE, Level.LIKELY}


def test_replies_hold_only_what_is_proved(router: Router, assistant: Assistant) -> None:
    found = router.route("水土流失谁管")
    text = Replier(DOSSIER).draft(found)
    assert text.startswith("您好！")
    assert "由市水务管理局牵头" in text
    assert "[1]" not in text
    assert "（依据：方案第（二十二）条“持续提升生态系统质量”）" in text
    refused = Replier(DOSSIER).draft(router.route("济南的黑臭水体谁管"))
    assert "方案没有规定济南的情况" in refused
    assert "部门" not in refused.replace("有关部门", "")


def test_the_slip_is_a_word_document(router: Router, tmp_path) -> None:  # type: ignore[no-untyped-def]
    said = "<script>alert(1)</script>\x00河发臭，谁管？"
    found = router.route(said)
    records = records_at("", tmp_path)
    new = NewInquiry(
        said, found.matter, found.status, found.basis(PLAN), found.departments, found.reason,
        "答复第一行\n第二行", PLAN.id, "v",
    )  # fmt: skip
    kept = records.inquiries.add(new, "王芳")
    records.close()
    opened = docx.Document(io.BytesIO(slip(kept, PLAN)))
    cells = {row.cells[0].text: row.cells[1].text for row in opened.tables[0].rows}
    assert cells["来件内容"] == "<script>alert(1)</script> 河发臭，谁管？"
    assert cells["经办人"] == "王芳"
    assert cells["拟答复"] == "答复第一行\n第二行"
    assert "市水务管理局" in cells["分工部门"]
    assert "牵头部门" not in cells
    assert kept.number in opened.paragraphs[1].text
