"""The ledger in its three forms: JSON for programs, CSV and Excel for people."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from corpus.catalog import load_dossier
from corpus.ledger import rows, to_csv, to_json, to_xlsx
from corpus.model import Plan
from corpus.structure import parse_plan

PLAN = load_dossier().plan
HEAD = ["章", "条", "编号", "标题", "任务", "任务内容", "责任部门", "责任方式", "目标"]
KEYS = ["plan_id", "chapter", "clause", "label", "title", "task", "text", "start", "end",
        "departments", "role", "targets"]  # fmt: skip
TARGET_KEYS = {"indicator", "comparator", "value", "unit", "due", "text"}


def table(plan: Plan) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(plan).removeprefix("\ufeff"), newline="")))


def sheet(plan: Plan) -> Worksheet:
    active = load_workbook(io.BytesIO(to_xlsx(plan))).active
    assert isinstance(active, Worksheet)
    return active


def plan_with(text: str, title: str = "甲") -> Plan:
    return parse_plan("x", f"一、章\n（一）{title}\n{text}（县公安局牵头）")


def test_json() -> None:
    found = json.loads(to_json(PLAN))
    assert len(found) == 66
    assert found == json.loads(json.dumps(rows(PLAN)))
    assert "\\u" not in to_json(PLAN)
    for row in found:
        assert list(row) == KEYS
        assert row["plan_id"] == "qingdao-2022"
        assert PLAN.source[row["start"] : row["end"]] == row["text"]
        assert (row["role"] is None) == (row["departments"] == [])
        for target in row["targets"]:
            assert target.keys() >= TARGET_KEYS
            assert PLAN.source[target["start"] : target["end"]] == target["text"]
            assert target["text"] in row["text"]
    assert sum(bool(row["departments"]) for row in found) == 64
    assert {row["role"] for row in found} == {"lead", "shared", None}
    assert len({(row["clause"], row["task"]) for row in found}) == 66


def test_one_row_to_the_letter() -> None:
    row = next(r for r in rows(PLAN) if (r["clause"], r["task"]) == (22, 3))
    assert {key: row[key] for key in KEYS if key not in ("start", "end", "targets")} == {
        "plan_id": "qingdao-2022",
        "chapter": "六、切实维护生态环境安全",
        "clause": 22,
        "label": "（二十二）",
        "title": "持续提升生态系统质量",
        "task": 3,
        "text": "科学推进水土流失综合治理，到2025年，全市新增水土流失综合治理面积250平方公里。",
        "departments": ["市水务管理局"],
        "role": "lead",
    }
    [target] = row["targets"]
    assert (target["value"], target["unit"], target["due"]) == ("250", "平方公里", "到2025年")


def test_csv() -> None:
    text = to_csv(PLAN)
    assert text.startswith("\ufeff章,条,")
    assert not text.removeprefix("\ufeff").startswith("\ufeff")
    head, *found = table(PLAN)
    assert head == HEAD
    assert len(found) == 66
    assert all(len(row) == len(HEAD) for row in found)
    for row, entry in zip(found, rows(PLAN), strict=True):
        assert row[5] == entry["text"]
        assert row[6] == "、".join(entry["departments"])
    assert sum(bool(row[6]) for row in found) == 64
    assert {row[7] for row in found} == {"牵头", "按职责分工负责", "方案未列明"}


def test_csv_quotes_what_needs_it() -> None:
    text = '他说"好",\n再做。'
    [_, row] = table(plan_with(text))
    assert row[5] == text
    assert '"他说""好"",\n再做。"' in to_csv(plan_with(text))


def test_xlsx() -> None:
    found = sheet(PLAN)
    values = list(found.iter_rows(values_only=True))
    assert list(values[0]) == HEAD
    assert len(values) == 67
    assert sum(bool(row[6]) for row in values[1:]) == 64
    texts = [["" if cell is None else str(cell) for cell in row] for row in values]
    assert texts == table(PLAN)
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:I67"
    assert all(cell.alignment.wrap_text for row in found.iter_rows() for cell in row)
    assert all(found.column_dimensions[letter].width >= 6 for letter in "ABCDEFGHI")
    assert all(cell.font.bold for cell in found[1])


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://example.org";"点我")', "+86电话", "-1+1", "@SUM(A1)", "＝1+1",
     "=cmd|'/c calc'!A0", "\u3000=1+1"],
)  # fmt: skip
def test_nothing_runs_as_a_formula(text: str) -> None:
    plan = plan_with(text + "。", title=text)
    for row in table(plan)[1:]:
        assert not any(cell.lstrip()[:1] in tuple("=+-@＝") for cell in row)
        assert text.strip() in row[5]
    cells = [cell for row in sheet(plan).iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert not any(str(cell.value).lstrip()[:1] in tuple("=+-@＝") for cell in cells)
    # Programs get the text as it is.
    assert json.loads(to_json(plan))[0]["text"] == text.strip() + "。"


def test_a_target_that_looks_like_a_formula_is_not_run() -> None:
    [task] = plan_with("到2033年，覆盖率达到90%。").tasks()
    [sentence] = task.sentences
    odd = replace(sentence.targets[0], text="=1+1")
    plan = plan_with("到2033年，覆盖率达到90%。")
    clause = replace(
        plan.clauses[0],
        tasks=(replace(task, sentences=(replace(sentence, targets=(odd,)),)),),
    )
    plan = replace(plan, chapters=(replace(plan.chapters[0], clauses=(clause,)),))
    assert table(plan)[1][8] == "'=1+1"
    assert sheet(plan)["I2"].value == "'=1+1"


def test_control_characters_of_a_conversion_do_not_break_the_workbook() -> None:
    plan = plan_with("做好\x0c工作\x07。")
    assert sheet(plan)["F2"].value == "做好工作。"
    assert json.loads(to_json(plan))[0]["text"] == "做好\x0c工作\x07。"
