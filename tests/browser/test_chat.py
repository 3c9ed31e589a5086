"""The chat page in a real browser, as staff and citizens use it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.engine import Assistant
from tests.browser.conftest import served

Visit = Callable[..., Page]


def ask(page: Page, question: str) -> None:
    before = page.locator(".pa-turn").count()
    page.get_by_role("textbox", name="您的问题").fill(question)
    page.get_by_role("textbox", name="您的问题").press("Enter")
    expect(page.locator(".pa-turn .pa-card")).to_have_count(before + 1)


def no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_ask_see_the_answer_open_the_citation(
    visit: Visit, site: str, width: str, color_scheme: str
) -> None:
    page = visit(site, width, color_scheme=color_scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "青岛市深入打好污染防治攻坚战实施方案"
    )
    no_sideways_scroll(page)
    ask(page, "黑臭水体谁负责")
    expect(page.locator(".pa-direct")).to_contain_text(
        "到2024年各区（市）建成区黑臭水体全部清零。[1]"
    )
    expect(page.locator(".pa-shared .pa-chip")).to_have_text(
        ["市水务管理局", "市生态环境局", "市农业农村局"]
    )
    no_sideways_scroll(page)
    page.get_by_role("button", name="[1] 查看依据").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("四、深入打好碧水保卫战")
    expect(panel.get_by_role("heading")).to_have_text("（十三）持续打好城市黑臭水体治理攻坚战。")
    marked = "".join(panel.locator("mark").all_inner_texts())
    assert re.fullmatch("开展城市排水三年攻坚行动.*达到55%。", marked)
    expect(panel.locator("mark").first).to_be_in_viewport()
    no_sideways_scroll(page)
    panel.get_by_role("button", name="关闭").click()
    expect(panel).to_be_hidden()


def test_all_by_keyboard(visit: Visit, site: str) -> None:
    page = visit(site)
    expect(page.get_by_role("textbox", name="您的问题")).to_be_focused()
    page.keyboard.type("黑臭水体谁负责")
    page.keyboard.press("Enter")
    mark = page.get_by_role("button", name="[1] 查看依据")
    expect(mark).to_be_visible()
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()


def test_enter_in_an_input_method_does_not_send(visit: Visit, site: str) -> None:
    page = visit(site)
    box = page.get_by_role("textbox", name="您的问题")
    box.fill("heichou")
    for kind in ("keydown", "keypress"):
        box.dispatch_event(kind, {"key": "Enter", "isComposing": True, "keyCode": 229})
    page.wait_for_timeout(400)
    expect(box).to_have_value("heichou")
    expect(page.locator(".pa-turn")).to_have_count(0)


def test_examples_follow_ups_and_clear(visit: Visit, site: str) -> None:
    page = visit(site, "phone")
    expect(page.get_by_role("heading", name="机关工作人员常问")).to_be_visible()
    page.get_by_role("button", name="水土流失综合治理由哪个部门牵头？").click()
    expect(page.locator(".pa-lead .pa-chip")).to_have_text("市水务管理局[1]")
    expect(page.locator(".pa-notice")).to_contain_text("2025年已过")
    ask(page, "黑臭水体谁负责")
    page.get_by_role("button", name="水土流失由哪个部门牵头？").click()
    expect(page.locator(".pa-turn")).to_have_count(3)
    page.get_by_role("button", name="清空").click()
    expect(page.locator(".pa-welcome")).to_be_visible()
    expect(page.locator(".pa-turn")).to_have_count(0)


def test_refusal_and_its_related_clause(visit: Visit, site: str) -> None:
    page = visit(site)
    ask(page, "济南的PM2.5目标是多少")
    card = page.locator(".pa-refusal")
    expect(card).to_contain_text("方案没有写明")
    expect(card).to_contain_text("12345")
    card.get_by_role("button", name="（二）主要目标").click()
    expect(page.get_by_role("dialog")).to_contain_text("（二）主要目标")
    expect(page.get_by_role("dialog").locator("mark")).to_have_count(0)


def test_what_is_typed_is_shown_as_text(visit: Visit, site: str) -> None:
    page = visit(site)
    for bad in ("<img src=x onerror=alert(1)>", "${alert(1)}{{constructor}}`${1}`", '"><b>x</b>'):
        ask(page, bad)
        expect(page.locator(".pa-question").last).to_contain_text(bad)
        expect(page.locator(".pa-direct").last).to_contain_text(bad)
    expect(page.locator("#pa-talk img, #pa-talk .pa-question b")).to_have_count(0)


def test_two_visitors_do_not_see_each_other(visit: Visit, site: str) -> None:
    one, two = visit(site), visit(site)
    ask(one, "黑臭水体谁负责")
    ask(two, "济南的目标")
    expect(one.locator(".pa-question")).to_have_text(["提问：黑臭水体谁负责"])
    expect(two.locator(".pa-question")).to_have_text(["提问：济南的目标"])
    one.reload()
    expect(one.locator(".pa-question")).to_have_text(["提问：黑臭水体谁负责"])


def test_chinese_only_even_in_an_english_browser(visit: Visit, site: str) -> None:
    page = visit(site, locale="en-US")
    ask(page, "坏了")
    expect(page.locator(".pa-fault")).to_contain_text("语言模型没有响应。")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    words = re.findall(r"[A-Za-z]{3,}", page.locator("body").inner_text())
    assert words == []


def test_a_lost_connection_is_told_in_chinese(visit: Visit, site: str) -> None:
    page = visit(site)
    lost = page.get_by_role("alert")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        " '<div class=\"toast-wrap\">Connection to the server was lost.</div>')"
    )
    expect(lost).to_have_text("与服务的连接断开了，正在重新连接，请稍候再试。")
    expect(page.locator(".toast-wrap").last).to_be_hidden()


CONTRAST = """() => {
  const rgb = c => c.match(/[\\d.]+/g).map(Number)
  const light = c => rgb(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor
      if ((rgb(c)[3] ?? 1) === 1) return c
    }
    return 'rgb(255, 255, 255)'
  }
  const bad = []
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
    if (!own || !e.checkVisibility()) continue
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))]
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05)
    if (ratio < 4.5) bad.push([e.className, e.textContent.slice(0, 20), ratio])
  }
  return bad
}"""


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_contrast_is_aa(visit: Visit, site: str, color_scheme: str) -> None:
    page = visit(site, color_scheme=color_scheme)
    assert page.evaluate(CONTRAST) == []
    for question in ("水土流失", "济南的目标", "坏了", "黑臭"):
        ask(page, question)
    page.locator(".pa-cite").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(CONTRAST) == []


@pytest.mark.slow
def test_the_real_assistant_in_the_page(visit: Visit, assistant: Assistant) -> None:
    with served(assistant) as address:
        page = visit(address)
        ask(page, "黑臭水体谁负责")
        expect(page.locator(".pa-direct")).to_contain_text("市水务管理局")
        expect(page.locator(".pa-chip").first).to_contain_text("市水务管理局")
        page.locator(".pa-cite").first.click()
        expect(page.get_by_role("dialog")).to_contain_text("（十三）")
        expect(page.get_by_role("dialog").locator("mark").first).not_to_be_empty()
        ask(page, "济南的PM2.5目标是多少")
        expect(page.locator(".pa-refusal")).to_be_visible()
