"""A served page and a Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from assistant.engine import Assistant
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.web.service import compose, listen
from corpus.catalog import load_dossier
from tests.scripted import ScriptedAssistant

expect.set_options(timeout=20_000)  # a busy machine is no fault of the page

WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def _chromium(playwright: Playwright) -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
    if not os.path.exists(found) and os.environ.get("CI") != "true":
        pytest.skip("没有 Chromium，跳过浏览器测试")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = _chromium(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(
    assistant: Assistant, records: Records | None = None, trusted: str = "127.0.0.1"
) -> Iterator[str]:
    """The service on a free port, as if told to listen on ``trusted``; gives its address."""
    with TemporaryDirectory() as home, listen("127.0.0.1", 0) as listener:
        settings = Settings(_env_file=None, host=trusted, home=Path(home))
        app = compose(assistant, settings, records)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with served(ScriptedAssistant(load_dossier())) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address as a new visitor. In the end: no console errors, no requests elsewhere."""
    contexts, faults = [], []

    def open_page(address: str, width: str = "desktop", path: str = "", **options: str) -> Page:
        w, h = WIDTHS[width]
        refused = options.pop("refused", "")  # what Chromium tells of a request meant to fail
        context = browser.new_context(
            viewport={"width": w, "height": h},
            locale=options.pop("locale", "zh-CN"),
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)

        def told(words: str) -> None:
            if not refused or refused not in words:
                faults.append(words)

        page = context.new_page()
        page.on("console", lambda m: told(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        local = (address, "data:", "blob:")
        page.on(
            "request", lambda r: None if r.url.startswith(local) else faults.append(f"→ {r.url}")
        )
        page.on("dialog", lambda d: (faults.append(f"dialog {d.message}"), d.dismiss()))
        page.goto(f"{address}/{path}")
        page.locator("[role=tab][aria-selected=true]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
