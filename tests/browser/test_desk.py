"""The desk in a real browser: the main path at both widths, foreign text, logging in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.records.model import OperatorRole
from assistant.records.store import Records, records_at
from corpus.catalog import load_dossier
from tests.browser.conftest import served
from tests.scripted import ScriptedAssistant

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}${alert(3)} 河道黑臭"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    records = records_at("", Path(tmp_path_factory.mktemp("desk")))
    yield records
    records.close()


@pytest.fixture(scope="module")
def site(kept: Records) -> Iterator[str]:
    with served(ScriptedAssistant(load_dossier()), records=kept) as address:
        yield address


def route(page: Page, said: str) -> None:
    page.get_by_label("来件内容").fill(said)
    page.get_by_role("button", name="找责任部门").click()
    page.locator(".pd-level").wait_for()


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_from_message_to_wording(visit: Callable[..., Page], site: str, width: str) -> None:
    page = visit(site, width, path="#desk", refused="status of 422")
    route(page, "门口河道黑臭，电话13812345678")
    assert page.locator(".pd-shared input:checked").count() == 3
    page.get_by_role("button", name="（十三）").click()
    expect(page.locator("#pa-panel[open]")).to_contain_text("黑臭水体")
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="市农业农村局").uncheck()
    reply = page.get_by_label("答复草稿")
    assert reply.input_value().startswith("您好！")
    reply.fill(reply.input_value() + "\n特此答复。")
    page.get_by_role("button", name="登记并转办").click()
    expect(page.locator(".pd-saved")).to_contain_text("市水务管理局、市生态环境局")
    with page.expect_download() as slip:
        page.get_by_role("button", name="下载转办单").click()
    assert slip.value.suggested_filename.endswith(".docx")
    page.get_by_role("button", name="办件记录").click()
    page.get_by_role("searchbox", name="关键词").fill("138****5678")
    expect(page.locator(".pd-row")).not_to_have_count(0)
    with page.expect_download() as book:
        page.get_by_role("button", name="导出 Excel").click()
    assert book.value.suggested_filename == "办件.xlsx"
    page.locator(".pd-row").first.click()
    sheet = page.get_by_role("dialog", name="办件 2")
    expect(sheet).to_contain_text("138****5678")
    assert sheet.get_by_role("textbox", name="答复").input_value().endswith("特此答复。")
    sheet.get_by_role("combobox", name="状态").select_option(label="已答复")
    sheet.get_by_role("button", name="保存").click()
    expect(sheet).to_contain_text("状态改为已答复")
    sheet.get_by_role("button", name="定为口径").click()
    page.get_by_label("口径：").fill("由市水务管理局等部门负责，到2099年完成。")
    sheet.get_by_role("button", name="审定").click()
    expect(sheet).to_contain_text("依据不能证明")
    words = "由市水务管理局、市生态环境局、市农业农村局按职责分工负责。"
    page.get_by_label("口径：").fill(words)
    sheet.get_by_role("button", name="审定").click()
    expect(page.locator(".pd-wording").first).to_contain_text(words)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_foreign_text_stays_text(visit: Callable[..., Page], site: str) -> None:
    page = visit(site, path="#desk")
    route(page, EVIL)
    page.get_by_label("备注").fill(EVIL)
    page.get_by_label("答复草稿").fill(EVIL)
    page.get_by_role("button", name="先登记").click()
    page.get_by_role("button", name="查看").click()
    sheet = page.locator(".pd-dialog[open]")
    expect(sheet.locator(".pd-words").first).to_have_text(EVIL)
    assert page.locator(".pd img, .pd script, .pd-dialog img, .pd-dialog script").count() == 0
    page.get_by_role("button", name="关闭").last.click()
    page.get_by_role("button", name="办件记录").click()
    expect(page.locator(".pd-row .pd-said").first).to_have_text(EVIL)
    assert page.locator(".pd img, .pd script").count() == 0


def test_logging_in_and_out(visit: Callable[..., Page], kept: Records) -> None:
    kept.operators.add("看客", "correct-horse-9", OperatorRole.VIEWER)
    scripted = ScriptedAssistant(load_dossier())
    with served(scripted, records=kept, trusted="0.0.0.0") as address:
        page = visit(address, path="#desk")
        page.get_by_label("用户名").fill("看客")
        page.get_by_label("密码").fill("correct-horse-9")
        page.get_by_role("button", name="登录").click()
        expect(page.locator(".pd-who")).to_contain_text("看客（查看）")
        assert page.evaluate("document.cookie") == ""
        route(page, "河道黑臭")
        assert page.get_by_role("button", name="登记并转办").count() == 0
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_label("用户名")).to_be_visible()
        assert page.locator(".pd-level").count() == 0
