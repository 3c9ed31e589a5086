"""``plan-assistant user``, ``key``, ``records`` and ``db``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli.main import app
from assistant.records.model import InquiryStatus, OperatorRole
from assistant.records.store import records_at
from tests.records.sample import inquiry


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setenv("PLAN_HOME", str(tmp_path))

    def call(*args: str, input: str = "", code: int = 0) -> Any:
        done = CliRunner().invoke(app, list(args), input=input, prog_name="plan-assistant")
        assert done.exit_code == code, done.stderr
        return done

    return call


def test_accounts(run: Any, tmp_path: Path) -> None:
    run("user", "add", "王芳", "--role", "reviewer", input="geheim-pass-1\n")
    assert "已有用户" in run("user", "add", "王芳", input="geheim-pass-1\n", code=1).stderr
    run("user", "passwd", "王芳", input="geheim-pass-2\n")
    run("user", "role", "王芳", "operator")
    records = records_at("", tmp_path)
    found = records.operators.check("王芳", "geheim-pass-2")
    assert found is not None
    assert found.role is OperatorRole.OPERATOR
    run("user", "disable", "王芳")
    assert json.loads(run("user", "list", "--json").stdout) == [
        {"name": "王芳", "role": "operator", "disabled": True}
    ]
    assert records.operators.check("王芳", "geheim-pass-2") is None
    run("user", "disable", "王芳", "--undo")
    assert "启用" in run("user", "list").stdout
    records.close()


def test_keys(run: Any, tmp_path: Path) -> None:
    secret = run("key", "create", "门户", "--scope", "ask", "--per-minute", "5").stdout.strip()
    records = records_at("", tmp_path)
    key = records.keys.check(secret)
    assert key is not None
    assert (key.name, key.per_minute) == ("门户", 5)
    newer = run("key", "rotate", key.prefix).stdout.strip()
    assert records.keys.check(secret) is None
    prefix = newer[:11]
    run("key", "revoke", prefix)
    assert records.keys.check(newer) is None
    listed = run("key", "list").stdout
    assert "已作废" in listed
    assert secret not in listed
    assert newer not in run("key", "list", "--json").stdout
    records.close()


def test_records_are_listed_and_exported(run: Any, tmp_path: Path) -> None:
    assert "共0件" in run("records", "list").stderr
    records = records_at("", tmp_path)
    records.inquiries.add(inquiry("河臭"), "甲")
    number = records.inquiries.add(inquiry("秸秆", departments=()), "甲").number
    records.inquiries.change(number, "甲", status=InquiryStatus.REPLIED)
    records.close()
    assert "方案未分工" in run("records", "list", "--status", "replied").stdout
    (shown,) = json.loads(run("records", "list", "--keyword", "河", "--json").stdout)
    assert shown["question"] == "河臭"
    csv = run("records", "export", "--department", "市水务管理局").stdout
    assert csv.count("\n") == 2
    path = tmp_path / "x.xlsx"
    run("records", "export", "--format", "xlsx", "-o", str(path), "--until", "2000-01-01")
    assert path.read_bytes()[:2] == b"PK"
    assert run("records", "export", "--format", "xlsx", code=2).stdout == ""


def test_database_commands(run: Any, tmp_path: Path) -> None:
    assert "已升级到 0001" in run("db", "upgrade").stderr
    assert "已是最新" in run("db", "upgrade").stderr
    run("user", "add", "甲", input="geheim-pass-1\n")
    path = str(tmp_path / "b.gz")
    run("db", "backup", path)
    assert "--replace" in run("db", "restore", path, code=1).stderr
    run("user", "add", "乙", input="geheim-pass-1\n")
    run("db", "restore", path, "--replace")
    assert [u["name"] for u in json.loads(run("user", "list", "--json").stdout)] == ["甲"]
