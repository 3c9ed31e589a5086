"""The frame of the tab 办件转办 as HTML; ``static/desk.js`` fills it."""

from __future__ import annotations

from assistant.records.model import InquiryStatus
from assistant.web.markup import empty, text
from corpus.catalog import Dossier

_LOGIN = """
<form class="pd-login" hidden>
  <h2>办件转办</h2>
  <p>请用工作人员账号登录。</p>
  <label class="pa-field">用户名
    <input name="name" autocomplete="username" required maxlength="64"></label>
  <label class="pa-field">密码
    <input name="password" type="password" autocomplete="current-password" required
      maxlength="200"></label>
  <button class="pa-button pa-main">登录</button>
  <p class="pd-fault" role="alert"></p>
</form>"""

_BAR = """
<div class="pd-bar">
  <div class="pd-views" role="group" aria-label="办件转办">
    <button type="button" class="pa-button" data-view="new" aria-pressed="true">新来件</button>
    <button type="button" class="pa-button" data-view="list" aria-pressed="false">办件记录</button>
    <button type="button" class="pa-button" data-view="wording" aria-pressed="false">口径</button>
  </div>
  <p class="pd-who"><span></span>
    <button type="button" class="pa-button pd-out" hidden>退出</button></p>
</div>"""

_NEW = """
<section data-pane="new" class="pd-split" aria-label="新来件">
  <form class="pd-in">
    <label class="pa-field" for="pd-message">来件内容</label>
    <textarea id="pd-message" class="pd-text" rows="8" maxlength="{most}"
      placeholder="把市民的原话粘贴到这里，例如：{example}"
      required></textarea>
    <p class="pd-hint">电话和身份证号保存时会遮盖。按 Ctrl+Enter 也可查找。</p>
    <div class="pd-acts"><button class="pa-button pa-main">找责任部门</button>
      <button type="reset" class="pa-button">清空</button></div>
    <p class="pd-fault" role="alert"></p>
  </form>
  <div class="pd-card" aria-live="polite">{waiting}</div>
</section>"""

_LIST = """
<section data-pane="list" aria-label="办件记录" hidden>
  <form class="pd-filter" role="search">
    <label class="pa-field">关键词<input type="search" name="keyword" maxlength="100"
      placeholder="来件、答复、编号"></label>
    <label class="pa-field">状态<select name="status"><option value="">全部</option>{statuses}
      </select></label>
    <label class="pa-field">部门<select name="department"><option value="">全部</option>
      {departments}</select></label>
    <label class="pa-field">从<input type="date" name="since"></label>
    <label class="pa-field">到<input type="date" name="until"></label>
  </form>
  <div class="pd-head"><p class="pd-count" role="status"></p>
    <button type="button" class="pa-button" data-export="csv">导出 CSV</button>
    <button type="button" class="pa-button" data-export="xlsx">导出 Excel</button></div>
  <ul class="pd-list"></ul>
  <nav class="pd-pages" aria-label="翻页"></nav>
</section>"""

_WORDING = """
<section data-pane="wording" aria-label="口径" hidden>
  <p class="pd-hint">问的是同一件事时，直接用审定的口径作答，并注明由谁审定。</p>
  <p class="pd-hint">依据的条款一有变更，口径自动停用，列在这里待复核。</p>
  <ul class="pd-list pd-wordings"></ul>
</section>"""


def frame(dossier: Dossier, most: int) -> str:
    """The login form, and the desk behind it; both hidden until it is known who is there."""
    statuses = "".join(f'<option value="{s.value}">{s.text}</option>' for s in InquiryStatus)
    names = "".join(f"<option>{text(name)}</option>" for name in dossier.departments)
    waiting = empty("还没有来件", "填入来件内容后，这里给出转给哪个部门、依据哪一条，并拟好答复。")
    return (
        '<div class="pa-wide pd">'
        + _LOGIN
        + '<div class="pd-body" hidden>'
        + _BAR
        + _NEW.format(most=most, waiting=waiting, example=text(dossier.examples.message))
        + _LIST.format(statuses=statuses, departments=names)
        + _WORDING
        + '<dialog class="pd-dialog" aria-labelledby="pd-title"></dialog></div></div>'
    )
