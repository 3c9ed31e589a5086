"""The command line: data on stdout, words on stderr, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import assistant.desk.served
from assistant.answer import Answer
from assistant.cli.batch import LineError, read_line, unclear
from assistant.cli.main import app
from assistant.cli.progress import ProgressLine
from assistant.settings import Settings
from tests.scripted import ScriptedAssistant

CONTRACT = {f.name for f in fields(Answer)}
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, scripted: ScriptedAssistant, tmp_path: Path) -> Any:
    """Run ``plan-assistant`` with the scripted assistant in place of the real one."""
    monkeypatch.setattr(assistant.desk.served, "open_approved", lambda *_: scripted)
    monkeypatch.setenv("PLAN_HOME", str(tmp_path))

    def call(*args: str, input: str | bytes | None = None) -> Any:
        return CliRunner().invoke(app, list(args), input=input, prog_name="plan-assistant")

    return call


def test_ask_json_is_the_contract(run: Any) -> None:
    result = run("ask", "黑臭水体谁负责", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == CONTRACT
    assert answer["status"] == "answered"
    assert [d["role"] for d in answer["departments"]] == ["shared"] * 3
    assert result.stderr == ""


def test_ask_for_people(run: Any) -> None:
    told = run("ask", "水土流失谁牵头").stdout
    assert told.startswith("【部分回答】水土流失综合治理由市水务管理局牵头")
    assert "市水务管理局（牵头）[1]" in told
    assert "六、切实维护生态环境安全 （二十二）持续提升生态系统质量" in told
    refused = run("ask", "济南的PM2.5目标").stdout
    assert refused.startswith("【方案没有写明】")
    assert "相近的条款（不是依据）" in refused


def test_ask_hands_on_the_history_in_order(run: Any, scripted: ScriptedAssistant) -> None:
    run("ask", "那农村呢", "--history", "一", "--history", " 二 ")
    assert scripted.asked == [("那农村呢", ("一", "二"))]


def test_faults_are_one_chinese_line_and_exit_1(run: Any) -> None:
    result = run("ask", "坏了", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "出错了：语言模型没有响应。\n"
    for args in (["ledger", "--plan", "没有"], ["index", "--plan", "x"], ["clause", "99"]):
        result = run(*args)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("出错了：")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["ask"], "缺少参数：问题。"),
        (["ask", "  "], "问题是空的"),
        (["ask", "长" * 2001], "超过了2000个字的上限"),
        (["frob"], "没有“frob”这个命令。"),
        (["askk", "x"], "是不是要用 'ask'"),
        (["ask", "x", "--bad"], "没有“--bad”这个选项。"),
        (["ask", "x", "y"], "多出了参数：y。"),
        (["ask", "x", "--history"], "选项 --history 后面缺少内容。"),
        (["clause", "x"], "条 的值无效：应为整数。"),
        (["ledger", "--format", "pdf"], "“pdf”不在可选的"),
        (["serve", "--port", "0"], "应不小于1。"),
    ],
)
def test_usage_errors_are_chinese_and_exit_2(run: Any, args: list[str], told: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert "--help 查看说明" in result.stderr


def test_help_is_chinese(run: Any) -> None:
    commands = ["ask", "chat", "batch", "ledger", "index", "serve", "plans", "clause"]
    assert all(f"  {c}" in run("--help").stdout for c in commands)
    for command in commands:
        shown = run(command, "--help").stdout
        assert shown.startswith(f"用法：plan-assistant {command}")
        assert "显示本说明。" in shown
        assert not any(word in shown for word in ("Usage", "Options", "Show this", "default:"))


def test_batch_gives_one_object_a_line(run: Any, scripted: ScriptedAssistant) -> None:
    lines = [
        {"id": "a-1", "question": "黑臭水体谁负责"},
        {"id": 7, "question": "那农村呢", "history": ["黑臭水体谁负责"]},
        {"question": "济南的目标"},
    ]
    result = run("batch", input="\n".join(json.dumps(x, ensure_ascii=False) for x in lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [a["id"] for a in answers] == ["a-1", 7, "line-3"]
    assert [a["status"] for a in answers] == ["answered", "unclear", "not_in_plan"]
    assert all(set(a) == CONTRACT for a in answers)
    assert scripted.asked[1] == ("那农村呢", ("黑臭水体谁负责",))


def test_batch_loses_no_line(run: Any) -> None:
    lines = [
        b"\xef\xbb\xbf" + '{"id":"1","question":"黑臭"}'.encode(),
        b"",
        b"{not json",
        b"[1]",
        b"\xff\xfe",
        b'{"id":"6"}',
        b'{"id":"7","question":"  "}',
        b'{"id":"8","question":"x","history":"y"}',
        b'{"id":"9","question":"\\ud800 \\u0000 ?"}',
        b"[" * 100_000,
        '{"id":"11","question":"黑臭"}'.encode(),
    ]
    result = run("batch", input=b"\n".join(lines) + b"\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [a["id"] for a in answers] == [
        "1", "line-3", "line-4", "line-5", "6", "7", "8", "9", "line-10", "11",
    ]  # fmt: skip
    assert [a["status"] for a in answers] == ["answered", *["unclear"] * 8, "answered"]
    told = [line.split("：")[0] for line in result.stderr.splitlines()]
    assert told == [f"第{n}行" for n in (3, 4, 5, 6, 7, 8, 10)]


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters(), max_size=20),
    lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["id", "question", "history"]), x),
).map(lambda x: json.dumps(x).encode()))  # fmt: skip
def test_any_line_is_read_or_refused(raw: bytes) -> None:
    try:
        item = read_line(raw, 3, Settings(_env_file=None))
    except LineError as error:
        told = unclear(error)
    else:
        told = {"id": item.id, "question": item.question, "history": item.history}
        assert item.question.strip()
    json.dumps(told, ensure_ascii=False).encode()


def test_chat_keeps_the_history(run: Any, scripted: ScriptedAssistant) -> None:
    result = run("chat", input="黑臭水体谁负责\n\n那农村呢\n退出\n没问过\n")
    assert result.exit_code == 0
    assert scripted.asked == [("黑臭水体谁负责", ()), ("那农村呢", ("黑臭水体谁负责",))]
    assert "问题是空的" in result.stderr
    assert "[1] 四、深入打好碧水保卫战" in result.stdout


def test_ledger_formats(run: Any, tmp_path: Path) -> None:
    rows = json.loads(run("ledger", "--format", "json").stdout)
    assert sum(row["role"] is not None for row in rows) == 64
    table = list(csv.reader(io.StringIO(run("ledger", "--format", "csv").stdout)))
    assert len(table) == len(rows) + 1
    target = tmp_path / "台账.xlsx"
    result = run("ledger", "--format", "xlsx", "--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]
    result = run("ledger", "--output", str(tmp_path / "没有" / "x.json"))
    assert result.exit_code == 1
    assert result.stderr.startswith("出错了：不能写入")


def test_plans_and_clause(run: Any) -> None:
    plan = json.loads(run("plans", "--json").stdout)[0]
    assert (plan["id"], plan["clauses"], plan["departments"]) == ("qingdao-2022", 38, 35)
    assert "青环委发〔2022〕4号" in run("plans").stdout
    clause = json.loads(run("clause", "22", "--json").stdout)
    assert [t["role"] for t in clause["tasks"]] == ["lead", "shared", "lead", "lead", "lead"]
    assert "责任：市水务管理局　牵头" in run("clause", "22").stdout


def test_bad_setting_is_named(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_PORT", "many")
    result = run("ask", "x")
    assert result.exit_code == 2
    assert "PLAN_PORT" in result.stderr


def test_progress_in_a_log_and_in_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    log, terminal = io.StringIO(), Terminal()
    for out in (log, terminal):
        show = ProgressLine(out=out)
        for done in (1, 2):
            show("计算向量", done, 2)
        show("完成", 2, 2)
    assert log.getvalue() == "索引：计算向量\n索引：完成\n"
    assert terminal.getvalue().endswith("\r\x1b[K索引：计算向量 2/2\n索引：完成 2/2\n")
    quiet = io.StringIO()
    ProgressLine(quiet=True, out=quiet)("索引已是最新", 1, 1)
    assert quiet.getvalue() == ""


def _process(*args: str, locale: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": ""}
    command = [sys.executable, "-m", "assistant.cli.main", *args]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)


def test_a_real_process_in_a_plain_locale() -> None:
    done = _process("clause", "13", "--json", locale="POSIX")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode())["title"] == "持续打好城市黑臭水体治理攻坚战"
    done = _process("ledger", "--plan", "没有")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("出错了：没有编号为“没有”的方案")


def test_help_does_not_wait_for_heavy_libraries() -> None:
    code = (
        "import sys, assistant.cli.main; "
        "print([m for m in ('torch', 'chromadb', 'gradio', 'fastapi', 'jieba', 'pydantic') "
        "if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    assert shown.stdout.strip() == b"[]"
