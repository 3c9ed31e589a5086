"""The parser on the real plan (golden files reviewed against the text) and on an invented one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.brackets import read_responsibility
from corpus.catalog import load_dossier
from corpus.encoding import decode
from corpus.errors import PlanError
from corpus.model import Clause, PartKind, Piece, Plan, Role
from corpus.numerals import to_label
from corpus.structure import gaps, parse_plan
from tests.corpus.documents import Made, documents

GOLDEN = Path(__file__).parent / "golden"
INVENTED = Path(__file__).parent / "invented-plan.txt"
PLAN = load_dossier().plan
OTHER = parse_plan("invented", INVENTED.read_text("utf-8"))


def golden(name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((GOLDEN / name).read_text("utf-8"))
    return rows


def pieces(plan: Plan) -> Iterator[Piece]:
    """Every text piece of a plan, titles of clauses included."""
    yield from plan.chapters
    yield from plan.parts
    for clause in plan.clauses:
        yield clause
        end = clause.title_start + len(clause.title)
        yield Piece(clause.title, clause.title_start, end)
        yield Piece(clause.label, clause.start, clause.start + len(clause.label))
        for task in clause.tasks:
            yield task
            if task.responsibility:
                yield task.responsibility
    for owner in (*plan.parts, *plan.tasks()):
        for sentence in owner.sentences:
            yield sentence
            yield from sentence.targets
    if plan.general_duty:
        yield plan.general_duty


def assert_exact(plan: Plan) -> None:
    for piece in pieces(plan):
        assert piece.text
        assert plan.source[piece.start : piece.end] == piece.text


def assert_tiled(plan: Plan) -> None:
    """Parts, chapter headings and clauses in order; tasks and sentences in order within them."""
    outer = sorted((*plan.parts, *plan.chapters, *plan.clauses), key=lambda p: p.start)
    assert_in_order(outer, 0, len(plan.source))
    numbers = [c.number for chapter in plan.chapters for c in chapter.clauses]
    assert numbers == [c.number for c in plan.clauses]
    for clause in plan.clauses:
        assert_in_order(clause.tasks, clause.start, clause.end)
        assert_clause_whole(clause)
    for owner in (*plan.parts, *plan.tasks()):
        assert_in_order(owner.sentences, owner.start, owner.end)
        inside = re.sub(r"\s", "", owner.text)
        assert "".join(re.sub(r"\s", "", s.text) for s in owner.sentences) == inside
        for sentence in owner.sentences:
            for target in sentence.targets:
                assert sentence.start <= target.start < target.end <= sentence.end


def assert_in_order(found: tuple[Piece, ...] | list[Piece], start: int, end: int) -> None:
    at = start
    for piece in found:
        assert at <= piece.start < piece.end <= end
        at = piece.end


def assert_clause_whole(clause: Clause) -> None:
    """Label, title, tasks and brackets make up a clause; only full stops and blanks are left."""
    left = list(clause.text)
    spans = [(clause.start, clause.title_start + len(clause.title))]
    for task in clause.tasks:
        spans.append((task.start, task.end))
        if task.responsibility:
            assert task.end <= task.responsibility.start
            spans.append((task.responsibility.start, task.responsibility.end))
    for start, end in spans:
        left[start - clause.start : end - clause.start] = " " * (end - start)
    assert not "".join(left).strip("。；， \t\r\n\u3000")


def lines(plan: Plan) -> list[str]:
    return [line.strip() for line in plan.source.splitlines()]


# The real plan


def test_eight_chapters() -> None:
    assert [(c.number, c.title) for c in PLAN.chapters] == [
        (1, "总体要求"),
        (2, "加快推动绿色低碳发展"),
        (3, "深入打好蓝天保卫战"),
        (4, "深入打好碧水保卫战"),
        (5, "深入打好净土保卫战"),
        (6, "切实维护生态环境安全"),
        (7, "提高生态环境治理现代化水平"),
        (8, "加强组织实施"),
    ]
    assert all(chapter.text in lines(PLAN) for chapter in PLAN.chapters)


def test_thirty_eight_clauses() -> None:
    found = [[c.number, c.label, c.title, c.chapter] for c in PLAN.clauses]
    assert found == golden("clauses-qingdao-2022.json")
    assert len(found) == 38
    assert [c.label for c in PLAN.clauses] == [to_label(n) for n in range(1, 39)]


def test_every_title_ends_where_the_text_ends_it() -> None:
    for clause in PLAN.clauses:
        behind = PLAN.source[clause.title_start + len(clause.title)]
        assert behind in "。\n"


def test_sixty_four_responsibilities() -> None:
    found = [
        {
            "clause": task.clause,
            "task": task.number,
            "role": task.responsibility.role.value,
            "departments": [d.name for d in task.duties],
        }
        for task in PLAN.tasks()
        if task.responsibility
    ]
    assert found == golden("responsibilities-qingdao-2022.json")
    assert len(found) == 64
    assert sum(row["role"] == "lead" for row in found) == PLAN.source.count("牵头）") == 29


def test_golden_responsibilities_stand_in_the_text_letter_by_letter() -> None:
    """A second way to the same result: the brackets as they must be written, found in order."""
    at = 0
    for row in golden("responsibilities-qingdao-2022.json"):
        names = "、".join(map(str, row["departments"]))  # type: ignore[call-overload]
        word = "牵头" if row["role"] == "lead" else "按职责分工负责"
        at = PLAN.source.index(names + word, at)
        assert PLAN.source[at - 1] in "（〔"
    assert len(re.findall("牵头）|按职责分工负责[）〕，]", PLAN.source)) == 64


def test_every_duty_of_a_bracket_has_its_role() -> None:
    for task in PLAN.tasks():
        assert len({d.role for d in task.duties}) <= 1  # in this plan a bracket has one role
        assert all(d.role is Role.LEAD for d in task.duties) == (
            task.responsibility is None or task.responsibility.role is Role.LEAD
        )


def test_thirty_five_departments() -> None:
    names = load_dossier().departments
    assert len(names) == len(set(names)) == 35
    assert not any("区（市）" in name or "各" in name for name in names)


def test_tasks_without_a_bracket() -> None:
    assert [(t.clause, t.number) for t in PLAN.tasks() if not t.responsibility] == [(1, 1), (2, 1)]
    assert len(list(PLAN.tasks())) == 66


def test_a_bracket_covers_only_the_sentences_before_it() -> None:
    clause = PLAN.clause(22)
    assert clause is not None
    assert len(clause.tasks) == 5
    task = next(t for t in clause.tasks if "水土流失" in t.text)
    assert task.text == (
        "科学推进水土流失综合治理，到2025年，全市新增水土流失综合治理面积250平方公里。"
    )
    assert [(d.name, d.role) for d in task.duties] == [("市水务管理局", Role.LEAD)]


@pytest.mark.parametrize(
    "remark",
    ["（VOCs）", "（县城）", "（含外电）", "（2021-2023年）", "（企业、产品、园区）", "（煤）",
     "（PM2.5）", "（湖库）", "（单位）", "（EOD）", "（即化学品生产企业、尾矿库）",
     "（涉及国家安全、侦查办案、防汛抢险救灾等特殊工作要求的车辆除外）"],
)  # fmt: skip
def test_other_brackets_stay_in_the_text(remark: str) -> None:
    assert remark in PLAN.source
    assert read_responsibility(Piece(remark, 0, len(remark))) is None
    body = "".join(s.text for owner in (*PLAN.parts, *PLAN.tasks()) for s in owner.sentences)
    assert remark in body


def test_the_general_duty_is_apart() -> None:
    assert PLAN.general_duty is not None
    assert PLAN.general_duty.text == "以下各项任务均需各区（市）党委、政府落实，不再一一列出"
    assert PLAN.general_duty_clause == 3
    first = next(t for t in PLAN.tasks() if t.clause == 3)
    assert [d.name for d in first.duties] == ["市发展改革委", "市工业和信息化局", "市生态环境局"]


def test_parts() -> None:
    assert [p.kind for p in PLAN.parts] == [
        PartKind.NEWS, PartKind.NOTICE, PartKind.TITLE, PartKind.PREAMBLE, PartKind.CLOSING,
    ]  # fmt: skip
    news, notice, title, preamble, closing = PLAN.parts
    assert news.text.startswith("炉具网讯：8月31日")
    assert news.text.endswith("清洁取暖率提高5个百分点以上。")
    assert notice.text.startswith("青岛市生态环境委员会关于印发")
    assert notice.text.endswith("青岛市生态环境委员会\n2022年8月31日")
    assert title.text == "青岛市深入打好污染防治攻坚战实施方案"
    assert preamble.text.startswith("为深入践行习近平生态文明思想")
    assert preamble.text.endswith("制定本实施方案。")
    assert closing.text.startswith("各区（市）、各有关部门（单位）要对照")
    assert closing.text.endswith("重大事项要及时向市委、市政府报告。")
    assert PLAN.source.rstrip().endswith(closing.text)


def test_document_facts() -> None:
    document = PLAN.document
    assert document.title == "青岛市深入打好污染防治攻坚战实施方案"
    assert document.number == "青环委发〔2022〕4号"
    assert document.issuer == "青岛市生态环境委员会"
    assert document.date == "2022年8月31日"
    assert document.addressees == "市生态环境委员会各成员单位，有关部门、单位"
    assert document.basis == (
        "中共中央、国务院关于深入打好污染防治攻坚战的意见",
        "山东省贯彻落实〈中共中央、国务院关于深入打好污染防治攻坚战的意见〉的若干措施",
    )


def test_the_artefact_of_conversion_is_in_no_piece() -> None:
    assert "[bookmark: _GoBack]" in PLAN.source
    assert not any("bookmark" in piece.text for piece in pieces(PLAN))
    assert [gap.text for gap in gaps(PLAN)] == ["[bookmark: _GoBack]"]


@pytest.mark.parametrize("plan", [PLAN, OTHER], ids=["real", "invented"])
def test_pieces_are_exact_and_tile_the_text(plan: Plan) -> None:
    assert_exact(plan)
    assert_tiled(plan)


@pytest.mark.parametrize("plan", [PLAN, OTHER], ids=["real", "invented"])
def test_gaps_and_pieces_together_are_the_whole_text(plan: Plan) -> None:
    outer = (*plan.parts, *plan.chapters, *plan.clauses, *gaps(plan))
    left = list(plan.source)
    for piece in outer:
        left[piece.start : piece.end] = " " * (piece.end - piece.start)
    assert not "".join(left).strip()
    assert sum(len(p.text) for p in outer) >= len("".join(plan.source.split()))


@pytest.mark.parametrize("ending", ["\r\n", "\n\n\n", "\n\u3000\u3000", "\n \t"])
def test_line_ends_and_indents_do_not_matter(ending: str) -> None:
    plan = parse_plan("x", PLAN.source.replace("\n", ending))
    assert_exact(plan)
    assert_tiled(plan)
    assert plan.document == PLAN.document
    assert [(c.number, c.label, c.title, c.chapter) for c in plan.clauses] == [
        (c.number, c.label, c.title, c.chapter) for c in PLAN.clauses
    ]
    assert [[s.text for s in t.sentences] for t in plan.tasks()] == [
        [s.text for s in t.sentences] for t in PLAN.tasks()
    ]
    assert [t.duties for t in plan.tasks()] == [t.duties for t in PLAN.tasks()]
    assert [gap.text for gap in gaps(plan)] == ["[bookmark: _GoBack]"]


# An invented plan with other words


def test_structure_drives_the_invented_plan() -> None:
    assert [(c.number, c.title) for c in OTHER.chapters] == [
        (1, "工作思路"), (2, "重点安排"), (3, "附则"),
    ]  # fmt: skip
    assert [(c.number, c.label, c.title, c.chapter) for c in OTHER.clauses] == [
        (1, "（一）", "总的考虑", 1),
        (2, "（二）", "修好每一条路", 2),
        (3, "(三)", "办好学前教育", 2),
        (4, "（四）", "方便群众就医", 2),
    ]
    assert OTHER.document.title == "云溪县民生实事三年行动计划"
    assert OTHER.document.number == "云政办发〔2031〕17号"
    assert OTHER.document.issuer == "云溪县人民政府办公室"
    assert OTHER.document.date == "2031年3月5日"
    assert OTHER.document.basis == ("云溪县国民经济和社会发展规划",)


def test_responsibilities_of_the_invented_plan() -> None:
    found = [(t.clause, t.text, [(d.name, d.role.value) for d in t.duties]) for t in OTHER.tasks()]
    assert found == [
        (1, "坚持尽力而为、量力而行，把钱花在刀刃上。", []),
        (
            2,
            "到2033年，新建改建农村公路（含桥梁）120公里。",
            [("县交通运输局", "lead"), ("县财政局", "shared"), ("县自然资源和规划局", "shared")],
        ),
        (2, "各村自行养护的道路由村民议定办法。", [("各乡镇（街道、园区）", "shared")]),
        (
            2,
            "推广“四好农村路。示范县”经验；完善养护（日常、中修）制度。",
            [("县交通运输局", "shared"), ("县发展和改革局", "shared")],
        ),
        (3, "普惠性幼儿园覆盖率达到90%以上。", [("县教育体育局", "lead"), ("县委编办", "lead")]),
        (3, "逐园核定收费标准", [("县教育体育局", "shared"), ("县市场监管局", "shared")]),
        (4, "改造乡镇卫生院8所；", [("县卫生健康局", "lead"), ("县医保局", "shared")]),
        (
            4,
            "推进电子处方（互联网+）流转。（鼓励社会力量参与）\n家庭医生签约率达到70%。",
            [("县卫生健康局", "shared")],
        ),
    ]


def test_parts_of_the_invented_plan() -> None:
    assert [(p.kind.value, p.text.replace("\n", "")) for p in OTHER.parts][2:] == [
        ("title", "云溪县民生实事三年行动计划"),
        ("preamble", "为办好群众身边事，根据《云溪县国民经济和社会发展规划》，制定本计划。"),
        ("preamble", "以下工作三年内完成。"),
        ("closing", "各单位每季度报送进展。"),
        ("closing", "本计划自印发之日起施行。"),
    ]
    assert [p.kind.value for p in OTHER.parts][:2] == ["news", "notice"]
    assert OTHER.parts[0].text.endswith("云溪印发民生行动计划")
    assert OTHER.general_duty is None
    assert [gap.text for gap in gaps(OTHER)] == ["[bookmark: OLE_LINK1]", "[bookmark: _Toc9]"]


def test_a_plan_without_news_and_notice() -> None:
    plan = parse_plan("x", "某县工作要点\n\n开头的话。\n一、甲\n（一）乙。做事。（县公安局牵头）")
    assert [(p.kind.value, p.text) for p in plan.parts] == [
        ("title", "某县工作要点"), ("preamble", "开头的话。"),
    ]  # fmt: skip
    assert plan.document.number == plan.document.issuer == plan.document.date == ""


def test_a_notice_without_a_title_line_names_the_plan() -> None:
    front = "新闻说某县有实施方案\n关于印发《某县治水方案》的通知\n各单位：\n请落实。\n"
    text = f"{front}一、甲\n（一）乙。做事。"
    plan = parse_plan("x", text)
    assert plan.document.title == "某县治水方案"
    assert plan.part(PartKind.NOTICE) is not None
    assert_tiled(plan)
    assert gaps(plan) == ()


def test_the_last_clause_reaches_to_its_last_bracket() -> None:
    text = "一、甲\n（一）乙\n第一段。（县公安局牵头）\n第二段。（县财政局负责）\n结尾的话。"
    plan = parse_plan("x", text)
    assert [t.duties[0].name for t in plan.tasks()] == ["县公安局", "县财政局"]
    assert [p.text for p in plan.parts] == ["结尾的话。"]


def test_neighbouring_brackets_are_one_responsibility() -> None:
    plan = parse_plan(
        "x", "一、甲\n（一）乙。做事。（县公安局牵头）（县财政局配合）再做。（县民政局负责）"
    )
    assert [[(d.name, d.role.value) for d in t.duties] for t in plan.tasks()] == [
        [("县公安局", "lead"), ("县财政局", "shared")], [("县民政局", "shared")],
    ]  # fmt: skip
    assert_exact(plan)


@pytest.mark.parametrize("mark", ["。", "；", "，"])
def test_a_mark_behind_a_bracket_belongs_to_no_sentence(mark: str) -> None:
    plan = parse_plan("x", f"一、甲\n（一）乙。做事（县公安局牵头）{mark}再做（县财政局负责）。")
    assert [t.text for t in plan.tasks()] == ["做事", "再做"]
    assert_tiled(plan)


def test_a_bracket_in_the_title_line() -> None:
    plan = parse_plan(
        "x", "一、甲\n（一）修好路（县公安局牵头）\n（二）架桥（县财政局负责）。细说。"
    )
    assert [(c.title, [t.text for t in c.tasks]) for c in plan.clauses] == [
        ("修好路", ["修好路"]), ("架桥", ["架桥", "细说。"]),
    ]  # fmt: skip
    assert_exact(plan)


# Generated documents


@settings(max_examples=30, deadline=None)
@given(documents())
def test_generated_documents_are_read_back(made: Made) -> None:
    plan = parse_plan("made", made.text)
    assert [(c.number, c.title) for c in plan.chapters] == made.chapters
    assert [(c.number, c.title, c.chapter) for c in plan.clauses] == made.clauses
    found = [
        (t.clause, [s.text for s in t.sentences], [(d.name, d.role.value) for d in t.duties])
        for t in plan.tasks()
    ]
    assert found == made.tasks
    assert_exact(plan)
    assert_tiled(plan)
    assert gaps(plan) == ()
    assert (plan.general_duty is not None) == ("不再一一列出" in made.text)


@settings(max_examples=30, deadline=None)
@given(documents(), st.data())
def test_damaged_documents_are_read_whole_or_refused(made: Made, data: st.DataObject) -> None:
    """Cut a stretch out or put a character in: a plan with exact pieces, or a report."""
    at = data.draw(st.integers(0, len(made.text)))
    size = data.draw(st.integers(0, 30))
    extra = data.draw(
        st.sampled_from(["", "（", "）", "\n", "（三）", "一、", "\r\n", "“", "\u3000"])
    )
    plan, faults = None, None
    try:
        plan = parse_plan("damaged", made.text[:at] + extra + made.text[at + size :])
    except PlanError as error:
        faults = error.problems
    if plan is None:
        assert faults
        assert {fault.line for fault in faults} <= set(range(made.text.count("\n") + 3))
        return
    assert_exact(plan)
    outer = sorted((*plan.parts, *plan.chapters, *plan.clauses), key=lambda p: p.start)
    assert_in_order(outer, 0, len(plan.source))


@settings(max_examples=15, deadline=None)
@given(documents(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_generated_documents_survive_their_encoding(made: Made, encoding: str) -> None:
    assert decode(made.text.encode(encoding)) == made.text
