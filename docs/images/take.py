"""Takes the pictures of the page that README and the docs show: ``make pictures``.

Needs a Chromium. The service runs here, over the built index, with records that are thrown away.
"""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.engine import open_assistant
from assistant.settings import Settings
from assistant.web.service import compose, listen

HERE = Path(__file__).parent
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
QUESTION = "第二十二条有哪些任务，分别由谁负责？用表格列出"
MESSAGE = "你好，我姓王，电话13812345678，我家门口那条河最近特别臭，夏天都不敢开窗，到底归谁管？"


def chat(page: Page) -> None:
    """A question of one department, answered."""
    page.get_by_label("您的问题").fill("水土流失由谁牵头？")
    page.keyboard.press("Enter")
    page.locator(".pa-cite").first.wait_for()
    page.wait_for_timeout(1000)  # it scrolls to the question
    page.evaluate("scrollTo(0, 0)")


def charts(page: Page) -> None:
    """The charts of the ledger."""
    page.get_by_role("button", name="图表").click()
    expect(page.locator(".pa-plot .main-svg:visible")).not_to_have_count(0)


def routed(page: Page) -> None:
    """A citizen's message with the departments found."""
    page.get_by_label("来件内容").fill(MESSAGE)
    page.get_by_role("button", name="找责任部门").click()
    page.locator(".pd-level").wait_for()


def still(page: Page) -> None:
    """As the tab opens."""
    page.wait_for_timeout(1000)


SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "chat": ("", chat),
    "ledger": ("#ledger", still),
    "charts": ("#ledger", charts),
    "desk": ("#desk", routed),
    "text": ("#text", still),
    "quality": ("#quality", still),
}
LOOKS = (("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark"))


@contextmanager
def running(app: FastAPI, port: int = 0) -> Iterator[str]:
    """Serve an application; gives its address."""
    with listen("127.0.0.1", port) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def take(browser: Browser, site: str, name: str, width: str, look: str) -> None:
    """One scene at one width, light or dark."""
    path, act = SCENES[name]
    w, h = WIDTHS[width]
    page = browser.new_page(
        viewport={"width": w, "height": h},
        locale="zh-CN",
        color_scheme=look,  # type: ignore[arg-type]
    )
    page.goto(f"{site}/{path}")
    page.locator("[role=tab][aria-selected=true]").wait_for()
    act(page)
    page.wait_for_timeout(800)
    dark = "-dark" if look == "dark" else ""
    page.screenshot(path=HERE / f"{name}-{width}{dark}.png", full_page=name == "desk")
    page.close()


def take_widget(browser: Browser, portal: str) -> None:
    """The widget on another site's page, with a table."""
    page = browser.new_page(viewport={"width": 1000, "height": 760}, locale="zh-CN")
    page.goto(portal)
    page.get_by_role("button", name="方案问答", exact=True).click()
    frame = page.frame_locator("iframe[title='方案问答']")
    frame.get_by_label("您的问题").fill(QUESTION)
    frame.get_by_label("您的问题").press("Enter")
    frame.get_by_role("table").wait_for()
    page.wait_for_timeout(800)
    page.screenshot(path=HERE / "widget.png")
    page.close()


def main(names: list[str]) -> None:
    """Take all pictures, or those of the scenes named."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assistant = open_assistant(Settings())
    portal = FastAPI()
    with TemporaryDirectory() as home, running(portal) as outside, sync_playwright() as playwright:
        allowed = outside.replace("127.0.0.1", "localhost")
        settings = Settings(home=Path(home), widget_origins=allowed)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with running(compose(assistant, settings)) as site:
            html = (HERE.parent / "widget-example.html").read_text("utf-8")
            html = html.replace("http://127.0.0.1:7860", site)
            portal.get("/")(lambda: HTMLResponse(html))
            for name in [n for n in SCENES if not names or n in names]:
                for width, look in LOOKS:
                    take(browser, site, name, width, look)
            if not names or "widget" in names:
                take_widget(browser, allowed)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
