"""The chat page's HTML and its events, without a browser."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Status
from assistant.records.model import Verdict
from assistant.records.store import records_at
from assistant.settings import Settings
from assistant.web import chat_view
from assistant.web.markup import text
from assistant.web.page import build_page
from assistant.web.page_chat import Chat, load_examples
from assistant.web.tab import Site
from assistant.web.text_view import whole_text
from assistant.web.transcript import answer_to_paste, conversation_paper
from assistant.web.turn import Turn, restored
from corpus.catalog import load_dossier
from tests.scripted import ScriptedAssistant

DOSSIER = load_dossier()
PLAN = DOSSIER.plan


def site(scripted: ScriptedAssistant, home: Path | None = None) -> Site:
    """What the tabs work with; records in memory unless there is a ``home``."""
    records = records_at("" if home else "sqlite://", home or Path())
    return Site(scripted, Settings(_env_file=None), records)


def plain(html: str) -> str:
    """The text of some HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def shown(scripted: ScriptedAssistant, *questions: str) -> str:
    turns = [Turn(q, scripted.ask(q)) for q in questions]
    return chat_view.conversation(turns, DOSSIER, {})


class Tags(HTMLParser):
    """Checks that tags close in order, and keeps what there is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "input":
            self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_answer_comes_first_then_departments_then_evidence(scripted: ScriptedAssistant) -> None:
    html = shown(scripted, "黑臭水体谁负责")
    order = [html.index(f'class="{c}"') for c in ("pa-question", "pa-direct", "pa-role pa-shared")]
    assert order == sorted(order)
    assert html.index("责任部门") < html.index("依据</h3>") < html.index("接着问")
    assert 'data-clause="13" data-start=' in html
    assert "pa-lead" not in html
    Tags(html)


def test_lead_and_shared_are_apart(scripted: ScriptedAssistant) -> None:
    html = shown(scripted, "水土流失谁牵头")
    lead, shared = html.split('<div class="pa-role pa-shared">')
    lead = lead.split('<div class="pa-role pa-lead">')[1]
    assert plain(lead) == "牵头市水务管理局[1]"
    assert plain(shared).startswith("分工市园林和林业局[2]市水务管理局[2]")
    assert "理解为：水土流失综合治理由哪个部门牵头？" in html
    assert "提醒" in html


def test_a_mark_without_citation_stays_text(scripted: ScriptedAssistant) -> None:
    html = shown(scripted, "水土流失谁牵头")
    assert "[9]" in plain(html)
    assert html.count("pa-cite") == 2


def test_every_place_to_open_is_in_the_whole_text(scripted: ScriptedAssistant) -> None:
    html = shown(scripted, "黑臭", "水土流失", "济南", "供热", "别的")
    opens = set(re.findall(r'data-(clause|part)="([^"]+)"', html))
    assert opens == {("clause", "13"), ("clause", "22"), ("clause", "2"), ("part", "news")}
    whole = whole_text(PLAN)
    assert all(f'id="{kind}-{name}"' in whole for kind, name in opens)


def test_refusal_looks_different_and_says_where_to_turn(scripted: ScriptedAssistant) -> None:
    html = shown(scripted, "济南的PM2.5目标")
    assert "pa-card pa-refusal" in html
    assert "方案没有写明" in html
    assert DOSSIER.contact in html
    assert "不是对这个问题的回答" in html
    assert "责任部门" not in html
    unclear = shown(scripted, "别的")
    assert "pa-refusal" in unclear
    assert DOSSIER.contact not in unclear


def test_follow_ups_only_under_the_last_answer(scripted: ScriptedAssistant) -> None:
    assert shown(scripted, "黑臭", "济南").count("接着问</h3>") == 1


def test_whole_text_holds_the_source_to_the_letter() -> None:
    html = whole_text(PLAN)
    Tags(html)
    blocks = re.findall(r'<(p|h4) data-at="(\d+)">(.*?)</\1>', html)
    covered = set()
    for _, at, body in blocks:
        told = plain(body)
        assert PLAN.source[int(at) : int(at) + len(told)] == told
        covered.update(range(int(at), int(at) + len(told)))
    left = [i for c in PLAN.clauses for i in range(c.start, c.end) if i not in covered]
    assert {PLAN.source[i] for i in left} <= {"\n"}
    assert "bookmark" not in html


def test_whole_text_tells_roles_and_targets_apart() -> None:
    html = whole_text(PLAN)
    assert '<span class="pa-duty-lead" title="牵头">（市水务管理局牵头）</span>' in html
    brackets = [t.responsibility for t in PLAN.tasks() if t.responsibility]
    assert html.count('title="牵头"') == sum(b.role == "lead" for b in brackets)
    assert "pa-duty-all" in html
    targets = [t for task in PLAN.tasks() for s in task.sentences for t in s.targets]
    assert html.count("<u class=") > len(targets) > 50
    for name in ("part-news", "part-notice", "clause-1", "clause-38", "chapter-8"):
        assert html.count(f'id="{name}"') == html.count(f'href="#{name}"') == 1
    assert "新闻稿（不是方案内容）" in html


@given(st.text(st.characters()) | st.sampled_from(["<b>", "${x}", "{{x}}", '"><i>', "&amp;", "`"]))
def test_foreign_text_is_never_markup(value: str) -> None:
    answer = Answer(
        "", value, value + "?", Status.ANSWERED, value, follow_ups=(value,), notice=value,
        general_duty=value,
    )  # fmt: skip
    turns = [Turn(value), Turn(value, fault=value), Turn(value, answer)]
    html = chat_view.conversation(turns, DOSSIER, {})
    known = {"button", "div", "article", "span", "p", "i", "b", "section", "h3", "nav", "ul", "li"}
    known |= {"ol", "details", "summary", "form", "label", "textarea"}
    assert {tag for tag, _ in Tags(html).seen} <= known
    escaped = text(value)
    assert not set(escaped) & set("<>\"'{$`")
    assert unescape(escaped) == unescape(value.replace("&", "&amp;"))


def test_citation_text_is_escaped_too() -> None:
    bad = "<img src=x onerror=alert(1)>"
    citation = Citation(1, PLAN.id, "clause", 13, bad, bad, bad, bad, 0, 0)
    answer = Answer("", bad, bad, Status.ANSWERED, f"{bad}[1]", (citation,))
    assert "img" not in {
        t for t, _ in Tags(chat_view.conversation([Turn(bad, answer)], DOSSIER, {})).seen
    }


def test_events_keep_each_session_to_itself(scripted: ScriptedAssistant) -> None:
    chat = Chat(site(scripted))
    one = list(chat.ask((), "黑臭水体谁负责"))
    assert "正在查阅方案" in one[0][1]
    assert one[-1][2] == ""
    two = list(chat.ask((), "济南的目标"))
    assert "黑臭水体谁负责" not in two[-1][1]
    list(chat.ask(one[-1][0], "那农村呢"))
    assert scripted.asked == [
        ("黑臭水体谁负责", ()),
        ("济南的目标", ()),
        ("那农村呢", ("黑臭水体谁负责",)),
    ]
    assert chat.clear()[0] == ()


def test_clicked_questions_leave_the_box_alone(scripted: ScriptedAssistant) -> None:
    chat = Chat(site(scripted))
    event: Any = SimpleNamespace(_data={"question": "黑臭水体谁负责"})
    assert [typed for _, _, typed in chat.ask_clicked((), "写到一半", event)] == ["写到一半"] * 5
    assert scripted.asked == [("黑臭水体谁负责", ())]


def test_empty_long_and_failing_questions(scripted: ScriptedAssistant) -> None:
    chat = Chat(site(scripted))
    assert list(chat.ask((), " \n "))[-1][0] == ()
    assert "超过了2000个字的上限" in list(chat.ask((), "长" * 2001))[-1][1]
    assert scripted.asked == []
    told, html, _ = list(chat.ask((), "坏了"))[-1]
    assert "语言模型没有响应。" in html
    list(chat.ask(told, "黑臭"))
    assert scripted.asked[-1] == ("黑臭", ())
    told, html = chat.failed((Turn("一", scripted.ask("黑臭")), Turn("二")))
    assert told[1].fault
    assert "没有处理成功" in html


def test_page_has_no_public_gradio_endpoints(scripted: ScriptedAssistant) -> None:
    page = build_page(site(scripted))
    assert page.get_api_info()["named_endpoints"] == {}
    assert page.analytics_enabled is False


def test_examples_for_staff_and_citizens() -> None:
    assert set(load_examples("qingdao-2022")) == {"机关工作人员", "市民"}
    assert set(load_examples("other")) == {"机关工作人员", "市民"}


def test_many_citations_are_folded(scripted: ScriptedAssistant) -> None:
    cited = tuple(replace(scripted.cite(1, 13, 1, "黑臭"), number=n) for n in range(1, 7))
    answer = Answer("", "问", "问", Status.ANSWERED, "答。[1]", cited)
    html = chat_view.conversation([Turn("问", answer)], DOSSIER, {})
    assert "<summary>共6处，展开查看</summary>" in html
    assert "展开查看" not in shown(scripted, "水土流失")


def test_a_table_is_shown_as_one(scripted: ScriptedAssistant) -> None:
    cited = (scripted.cite(1, 13, 1, "黑臭"),)
    told = "共1条：\n| 条款 | 依据 |\n|---|---|\n| （十三） | [1] |"
    answer = Answer("", "问", "问", Status.ANSWERED, told, cited)
    html = chat_view.conversation([Turn("问", answer)], DOSSIER, {})
    assert "<p>共1条：</p>" in html
    assert '<th scope="col">条款</th>' in html
    assert "<td>（十三）</td><td><button" in html
    assert "|" not in html.split('class="pa-table"')[1].split("</table>")[0]


def test_contact_is_not_said_twice() -> None:
    answer = Answer("", "问", "问", Status.NOT_IN_PLAN, f"没有写。可向{DOSSIER.contact}咨询。")
    html = chat_view.conversation([Turn("问", answer)], DOSSIER, {})
    assert plain(html).count(DOSSIER.contact) == 1


def test_steps_are_shown_as_they_begin(scripted: ScriptedAssistant) -> None:
    shown = [html for _, html, _ in Chat(site(scripted)).ask((), "黑臭")]
    assert [html.count("<li class=") for html in shown[:4]] == [0, 1, 2, 3]
    assert '<li class="pa-done">理解问题</li><li class="pa-now">查找原文</li>' in shown[2]
    assert "data-pending" not in shown[-1]


def test_kept_turns_come_back_when_they_fit_the_plan(scripted: ScriptedAssistant) -> None:
    turn = Turn("黑臭", scripted.ask("黑臭"), verdict=Verdict.HELPFUL)
    kept = json.loads(turn.kept())
    assert restored([kept], PLAN) == (turn,)
    assert Turn("坏了", fault="x").kept() == ""
    false = json.loads(turn.kept().replace("清零", "归零"))
    lost = kept | {"answer": kept["answer"] | {"citations": []}}
    for foreign in (None, "x", {}, [1], [{}], [false], [lost], [kept | {"answer": {"id": 1}}]):
        assert restored(foreign, PLAN) == ()
    event: Any = SimpleNamespace(_data={"turns": [kept, false]})
    assert Chat(site(scripted)).restore((), event)[0] == (turn,)


def test_feedback_is_kept_once(scripted: ScriptedAssistant, tmp_path: Path) -> None:
    place = site(scripted, tmp_path)
    chat = Chat(place)
    turns: tuple[Turn, ...] = (Turn("黑臭", scripted.ask("黑臭")),)
    for told in ({}, {"turn": 7, "verdict": "wrong"}, {"turn": 0, "verdict": "x"}):
        assert chat.judge(turns, SimpleNamespace(_data=told))[0] == turns  # type: ignore[arg-type]
    event: Any = SimpleNamespace(_data={"turn": 0, "verdict": "wrong", "comment": " <b>错\x00 "})
    turns, html = chat.judge(turns, event)
    assert "已记下“有误”，谢谢您的反馈" in html
    chat.judge(turns, event)
    (kept,) = place.records.feedback.each()
    assert (kept.comment, kept.verdict, kept.question) == ("<b>错", Verdict.WRONG, "黑臭")
    place.records.close()


def test_copied_answer_cites_its_sources(scripted: ScriptedAssistant) -> None:
    told = answer_to_paste(scripted.ask("水土流失"), PLAN).split("\n")
    assert told[0].startswith("【部分回答】水土流失综合治理由市水务管理局牵头")
    assert "责任部门：市水务管理局（牵头）[1]、" in "\n".join(told)
    assert told[-2].startswith(
        f"[1] 《{PLAN.document.title}》（二十二）持续提升生态系统质量：“科学推进"
    )


def test_word_holds_questions_answers_and_sources(scripted: ScriptedAssistant) -> None:
    turns = [Turn("水土\x01流失<b>", scripted.ask("水土流失")), Turn("坏", fault="x")]
    paper = conversation_paper(turns, PLAN, date(2026, 1, 2))
    told = "\n".join(p.text for p in docx.Document(io.BytesIO(paper)).paragraphs)
    assert "1. 水土流失<b>" in told
    assert "[1] 六、切实维护生态环境安全 （二十二）持续提升生态系统质量：“科学推进" in told
    assert "2026年01月02日导出" in told
    assert "2. " not in told


def test_word_holds_a_table_of_an_answer_as_a_table(scripted: ScriptedAssistant) -> None:
    lines = ("| 事项 | 依据 |", "|---|---|", "| 水土\x01流失<b> | [1] |", "| 湿地 | [2] |")
    answer = replace(scripted.ask("水土流失"), answer="\n".join(lines), status=Status.PARTIAL)
    data = conversation_paper([Turn("列表", answer)], PLAN, date(2026, 1, 2))
    paper = docx.Document(io.BytesIO(data))
    (table,) = paper.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["事项", "依据"], ["水土流失<b>", "[1]"], ["湿地", "[2]"]]
    assert [bool(r._tr.xpath("./w:trPr/w:tblHeader")) for r in table.rows] == [True, False, False]
    told = [p.text for p in paper.paragraphs]
    assert "【部分回答】" in told
    assert not any("|" in line for line in told)
