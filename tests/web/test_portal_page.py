"""Every snippet of docs/portal.md, run as it stands against a real server."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import playwright
import pytest

from tests.web.conftest import Site

ROOT = Path(__file__).parents[2]


@cache
def snippets(kind: str) -> tuple[str, ...]:
    """The fenced blocks of one kind."""
    text = (ROOT / "docs" / "portal.md").read_text("utf-8")
    return tuple(re.findall(rf"^```{kind}\n(.*?)^```", text, re.M | re.S))


def blocks(kind: str, word: str) -> list[str]:
    return [block for block in snippets(kind) if word in block]


@pytest.fixture(scope="module")
def environment(site: Site) -> dict[str, str]:
    key = site.key("ask", "read", "route", "feedback")
    known = {"PLAN_URL": site.address, "PLAN_KEY": key, "PYTHONPATH": str(ROOT), "no_proxy": "*"}
    return {**os.environ, **known}


def test_no_snippet_is_left_out() -> None:
    text = (ROOT / "docs" / "portal.md").read_text("utf-8")
    tried = len(blocks("sh", "curl")) + len(blocks("sh", "key create")) + len(snippets("python"))
    assert text.count("```") / 2 == tried + len(snippets("js")) + len(snippets("html"))


@pytest.mark.parametrize("number", range(len(blocks("sh", "curl"))))
def test_curl(number: int, environment: dict[str, str]) -> None:
    if not shutil.which("curl"):
        pytest.skip("没有 curl")
    block = blocks("sh", "curl")[number]
    done = subprocess.run(["sh", "-euc", block], env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    if "/stream" in block:
        assert done.stdout.startswith("event: stage")
        answer = json.loads(done.stdout.strip().rpartition("data: ")[2])
    else:
        answer = json.loads(done.stdout)
    if "/tasks" in block:
        assert [task["role"] for task in answer["tasks"]] == ["lead"] * answer["total"]
        return
    if "/route" in block:
        assert answer["level"] == "sure"
        answer = answer["answer"]
    assert answer["status"] == "answered"
    assert answer["citations"]
    assert answer["departments"] or "history" in block


def test_key_commands(tmp_path: Path) -> None:
    (block,) = blocks("sh", "key create")
    prefix = ""
    for line in block.strip().splitlines():
        words = shlex.split(line.partition("#")[0].replace("pa_1a2b3c4d", prefix))
        done = subprocess.run(
            [sys.executable, "-m", "assistant.cli.main", *words[1:]],
            env={**os.environ, "PLAN_HOME": str(tmp_path)},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        if "create" in words:
            prefix = done.stdout[:11]
            assert re.fullmatch("pa_[0-9a-f]{8}", prefix)


@pytest.mark.parametrize("number", range(len(snippets("python"))))
def test_python(number: int, environment: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", snippets("python")[number]]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "市水务管理局" in done.stdout
    assert "（二十二）" in done.stdout


def test_javascript(environment: dict[str, str]) -> None:
    """In Node.js, as the page says: the one that Playwright brings along."""
    node = str(Path(playwright.__file__).parent / "driver" / "node")
    (block,) = snippets("js")
    use = (
        "ask(process.env.PLAN_URL, process.env.PLAN_KEY, '水土流失谁牵头？')"
        ".then(t => console.log(JSON.stringify(t)))"
        ".then(() => ask(process.env.PLAN_URL, '', ' ')).catch(e => console.log(e.message))"
    )
    done = subprocess.run(
        [node, "-e", block + use], env=environment, capture_output=True, text=True
    )
    told, fault = done.stdout.strip().split("\n")
    assert json.loads(told)["departments"][0]["role"] == "lead"
    assert "question_empty" in fault


def test_widget_line_names_what_there_is(client: httpx.Client) -> None:
    """The line itself runs in tests/browser/test_widget.py, from the example page."""

    class Scripts(HTMLParser):
        found: dict[str, Any] = {}  # noqa: RUF012

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found = dict(attrs)

    (block,) = snippets("html")
    read = Scripts()
    read.feed(block)
    script = client.get(httpx.URL(read.found["src"]).path).text
    used = {name.removeprefix("data-") for name in read.found if name.startswith("data-")}
    assert used <= set(re.findall(r'told\("(\w+)"', script)) | {"plan", "theme"}
    page = (ROOT / "docs" / "widget-example.html").read_text("utf-8")
    assert read.found["src"] in page


def test_every_code_is_documented() -> None:
    """Codes in the sources stand in the page's table; those of the desk's own page aside."""
    page = (ROOT / "docs" / "portal.md").read_text("utf-8")
    sources = [*(ROOT / "assistant" / "web").rglob("*.py"), ROOT / "assistant" / "intake.py"]
    pattern = r'(?:Error\(\s*|_unauthorized\(\s*|\d{3}: \()(?:\d{3},\s*)?"([a-z]+_[a-z_]+)"'
    sources = [path for path in sources if path.name not in {"desk.py", "staff.py"}]
    found = {c for path in sources for c in re.findall(pattern, path.read_text("utf-8"))}
    assert {"key_invalid", "rate_limited", "question_empty", "plan_not_found"} <= found
    assert {code for code in found if f"`{code}`" not in page} == set()
