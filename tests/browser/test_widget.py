"""The widget on another origin's page, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from assistant.engine import Assistant
from assistant.records.store import Records, records_at
from assistant.settings import Settings
from assistant.web.api import create_api
from tests.web.conftest import running

EXAMPLE = Path(__file__).parents[2] / "docs" / "widget-example.html"
STRICT = "default-src 'none'; script-src {0}; frame-src {0}; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Portal:
    """A page of another site with the widget, on an allowed origin and on one that is not."""

    service: str
    allowed: str
    stranger: str
    records: Records


@pytest.fixture(scope="module")
def portal(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The same page twice: as ``localhost``, which is allowed, and as ``127.0.0.1``."""
    page = FastAPI()
    with running(page) as stranger:
        allowed = stranger.replace("127.0.0.1", "localhost")
        home = tmp_path_factory.mktemp("widget")
        settings = Settings(_env_file=None, home=home, widget_origins=allowed)
        records = records_at("", home)
        with running(create_api(assistant, settings, records)) as service:
            html = EXAMPLE.read_text("utf-8").replace("http://127.0.0.1:7860", service)
            dark = html.replace('theme="light"', 'theme="dark" data-plan="qingdao-2022"')
            dark = dark.replace('position="right"', 'position="left"')
            strict = {"Content-Security-Policy": STRICT.format(service)}
            page.get("/")(lambda: HTMLResponse(html, headers=strict))
            page.get("/favicon.ico")(lambda: HTMLResponse("", 204))
            page.get("/dark")(
                lambda: HTMLResponse(dark.replace('position="right"', 'position="left"'))
            )
            yield Portal(service, allowed, stranger, records)
        records.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1100, "height": 800}, locale="zh-CN")
    yield opened
    opened.close()


def opened(context: BrowserContext, address: str, portal: Portal) -> tuple[Page, list[str]]:
    """The page, and what goes wrong on it: errors, and requests to anywhere else."""
    page, faults = context.new_page(), list[str]()
    known = (portal.service, portal.allowed, portal.stranger, "data:")
    page.on("request", lambda r: None if r.url.startswith(known) else faults.append(r.url))
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(address)
    page.get_by_role("button", name="方案问答").wait_for()
    return page, faults


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='方案问答']")


def test_asking_on_an_allowed_page_by_keyboard(context: BrowserContext, portal: Portal) -> None:
    page, faults = opened(context, f"{portal.allowed}/", portal)
    button = page.get_by_role("button", name="方案问答", exact=True)
    assert page.locator("iframe").count() == 0, "nothing is loaded before it is wanted"
    button.focus()
    page.keyboard.press("Enter")
    box = framed(page).get_by_label("您的问题")
    expect(box).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("水土流失谁牵头？")
    page.keyboard.press("Enter")
    answer = framed(page).get_by_role("article", name="回答")
    expect(answer).to_contain_text("由市水务管理局牵头。")
    expect(answer).to_contain_text("牵头 市水务管理局 [1]")
    expect(framed(page).get_by_role("status").first).to_contain_text("由市水务管理局牵头")
    answer.get_by_role("button", name="看依据1").first.click()
    expect(answer.locator("li.seen blockquote")).to_contain_text("（市水务管理局牵头）")
    answer.get_by_role("button", name="有帮助").click()
    expect(answer).to_contain_text("已记下")
    assert next(iter(portal.records.feedback.each())).question == "水土流失谁牵头？"
    box.fill("那荒山造林呢？")
    box.press("Enter")
    second = framed(page).get_by_role("article", name="回答").nth(1)
    expect(second).to_contain_text("荒山造林")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="方案问答")).to_be_hidden()
    expect(button).to_be_focused()
    assert page.evaluate("document.activeElement.shadowRoot !== null"), "it lives apart"
    assert faults == []


def test_a_table_is_a_table(context: BrowserContext, portal: Portal) -> None:
    page, faults = opened(context, f"{portal.allowed}/", portal)
    page.get_by_role("button", name="方案问答", exact=True).click()
    box = framed(page).get_by_label("您的问题")
    box.fill("第二十二条有哪些任务，分别由谁负责？用表格列出")
    box.press("Enter")
    table = framed(page).get_by_role("article", name="回答").get_by_role("table")
    expect(table.get_by_role("columnheader").last).to_have_text("依据")
    row = table.get_by_role("row").filter(has_text="水土流失")
    expect(row).to_contain_text("市水务管理局")
    row.get_by_role("button", name="看依据").first.click()
    expect(framed(page).locator("li.seen blockquote")).to_contain_text("水土流失")
    assert "|" not in framed(page).get_by_role("article").inner_text()
    assert "|" not in framed(page).get_by_role("status").first.inner_text()
    assert faults == []


def test_refusals_and_faults_are_told(context: BrowserContext, portal: Portal) -> None:
    page, _ = opened(context, f"{portal.allowed}/", portal)
    page.get_by_role("button", name="方案问答", exact=True).click()
    box = framed(page).get_by_label("您的问题")
    box.fill("济南的PM2.5目标是多少？<img src=x onerror=alert(1)>")
    box.press("Enter")
    expect(framed(page).get_by_role("article").first).to_contain_text("方案没有写明")
    assert framed(page).locator("img").count() == 0
    context.set_offline(True)
    box.fill("黑臭水体谁负责？")
    box.press("Enter")
    expect(framed(page).get_by_role("alert")).to_contain_text("连接断开")


def test_a_stranger_is_told_why_nothing_opens(context: BrowserContext, portal: Portal) -> None:
    page, _ = opened(context, f"{portal.stranger}/", portal)
    page.get_by_role("button", name="方案问答", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("还没有获准使用", timeout=20_000)
    assert framed(page).get_by_label("您的问题").count() == 0
    refused = page.evaluate(
        "a => fetch(a + '/api/v1/plans').then(() => '', e => e.name)", portal.service
    )
    assert refused == "TypeError", "nor may its scripts read the API"


def test_phone_and_dark(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    page, faults = opened(context, f"{portal.allowed}/dark", portal)
    page.get_by_role("button", name="方案问答", exact=True).click()
    framed(page).get_by_role("button", name="水土流失综合治理由哪个部门牵头？").click()
    expect(framed(page).get_by_role("article")).to_contain_text("市水务管理局")
    panel = page.get_by_role("dialog").bounding_box()
    assert panel == {"x": 0, "y": 0, "width": 360, "height": 740}
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.dataset.theme") == "dark"
    assert frame.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="关闭方案问答").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert faults == []
    context.close()
