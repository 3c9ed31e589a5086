"""The verifier on statements written by hand."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.verify.verifier import Fault, FaultKind, Verifier, split_statements
from corpus.catalog import load_dossier
from corpus.model import PartKind

DOSSIER = load_dossier()
PLAN = DOSSIER.plan
VERIFIER = Verifier(PLAN, DOSSIER.registry)


def cite(start: int, end: int, number: int = 1) -> Citation:
    quote = PLAN.quote(start, end)
    for clause in PLAN.clauses:
        if clause.start < end and start < clause.end:
            where = (clause.number, clause.label, clause.title, "")
            return Citation(number, PLAN.id, "clause", *where, quote, start, end)
    return Citation(number, PLAN.id, "notice", None, "", "", "", quote, start, end)


def task(clause: int, number: int = 1) -> Citation:
    """A task with its bracket."""
    found = PLAN.clause(clause)
    assert found
    piece = found.tasks[number - 1]
    return cite(piece.start, piece.responsibility.end if piece.responsibility else piece.end)


def whole(clause: int) -> Citation:
    found = PLAN.clause(clause)
    assert found
    return cite(found.start, found.end)


def notice() -> Citation:
    part = PLAN.part(PartKind.NOTICE)
    assert part
    return cite(part.start, part.end)


def faults(statement: str, citation: Citation) -> tuple[Fault, ...]:
    return VERIFIER.check(statement, [citation], derived={"8", "12", "38"}, frames={"不是", "没有"})


TRUE = [
    ("到2025年，细颗粒物（PM2.5）浓度控制在30微克/立方米。[1]", task(2)),
    ("ＰＭ２．５浓度到２０２５年控制在３０微克／立方米。[1]", task(2)),
    ("到二〇二五年，优良天数比率达到88.8%。[1]", task(2)),
    ("优良天数比率到2025年达到百分之八十八点八。[1]", task(2)),
    ("是的。到2025年，重污染天气基本消除。[1]", task(2)),
    ("水土流失综合治理由市水务管理局牵头。[1]", whole(22)),
    ("由市水务管理局、市生态环境局、市农业农村局按职责分工负责。[1]", task(13)),
    ("青岛市发展和改革委员会、市工业和信息化局、市生态环境局按职责分工负责。[1]", task(5)),
    ("牵头部门是市生态环境局。[1]", task(10)),
    ("市生态环境局牵头的任务共有12项。[1]", task(10)),
    ("不是。方案规定到2024年，各区（市）建成区黑臭水体全部清零。[1]", task(13)),
    ("城市再生水利用率的目标是到2024年达到55%（第十三条）。[1]", task(13)),
    ("（十三）持续打好城市黑臭水体治理攻坚战：市生态环境局（分工）[1]", task(13)),
    ("共8章、38条。", task(13)),
    ("方案没有为（二）主要目标写明责任部门。[1]", task(2)),
    ("全市溶剂型工业涂料使用比例降低20个百分点。[1]", task(10)),
    ("溶剂型工业涂料、溶剂型油墨使用比例分别降低20、15个百分点。[1]", task(10)),
    ("2025年底前至少建立50个替代试点项目。[1]", task(10)),
    ("全市农村地区清洁取暖率提高5个百分点以上。[1]", whole(4)),
    ("到2025年，可再生能源发电装机规模不低于400万千瓦。[1]", whole(4)),
    ("到2023年，完成全部6,174个入海排污口整治。[1]", task(15)),
    ("- 修复滨海湿地46公顷；整治修复岸线19.35公里[1]", task(15)),
    ("到2025年，完成造林2万亩、森林质量精准提升5万亩。[1]", task(22, 2)),
    ("青环委发〔2022〕4号，2022年8月31日印发。[1]", notice()),
]

FALSE = [
    (FaultKind.FIGURE, "优良天数比率达到88.9%。[1]", task(2)),
    (FaultKind.FIGURE, "优良天数比率达到百分之八十八。[1]", task(2)),
    (FaultKind.FIGURE, "优良天数比率达到-88.8%。[1]", task(2)),
    (FaultKind.FIGURE, "优良天数比率控制在30微克/立方米。[1]", task(2)),
    (FaultKind.FIGURE, "优良天数比率，控制在30微克/立方米。[1]", task(2)),
    (FaultKind.FIGURE, "优良天数比率达到八成。[1]", task(2)),
    (FaultKind.FIGURE, "PM10浓度控制在30微克/立方米。[1]", task(2)),
    (FaultKind.FIGURE, "济南市优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.FIGURE, "在胶州市，清洁取暖率提高5个百分点以上。[1]", whole(4)),
    (FaultKind.FIGURE, "全市溶剂型工业涂料使用比例降低15个百分点。[1]", task(10)),
    (FaultKind.FIGURE, "使用比例分别降低15、20个百分点：溶剂型工业涂料、溶剂型油墨。[1]", task(10)),
    (FaultKind.FIGURE, "造林5万亩、森林质量精准提升2万亩。[1]", task(22, 2)),
    (FaultKind.FIGURE, "14条国控入海河流全部稳定消劣。[1]", task(16)),
    (FaultKind.FIGURE, "全部淘汰国四及以下排放标准营运柴油货车。[1]", task(11)),
    (FaultKind.FIGURE, "农作物秸秆综合利用率稳定在90%以上。[1]", task(17)),
    (FaultKind.FIGURE, "完成38个项目。[1]", task(13)),
    (FaultKind.FIGURE, "共38%。[1]", task(13)),
    (FaultKind.FIGURE, "文号为青环委发〔2022〕5号。[1]", notice()),
    (FaultKind.UNIT, "PM2.5浓度控制在30毫克/立方米。[1]", task(2)),
    (FaultKind.UNIT, "关停退出低效燃煤机组18.35千瓦。[1]", whole(4)),
    (FaultKind.DATE, "到2035年，细颗粒物（PM2.5）浓度控制在30微克/立方米。[1]", task(2)),
    (FaultKind.DATE, "到2023年，畜禽粪污综合利用率稳定在90%以上。[1]", task(17)),
    (FaultKind.DATE, "2025年后优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.DATE, "“十四五”期间优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.DATE, "今年优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.DATE, "到2025年，全面建成海绵城市。[1]", task(2)),
    (FaultKind.DATE, "大型规模化养殖场氨排放总量比2025年下降5%。[1]", task(12, 3)),
    (FaultKind.DEPARTMENT, "水土流失综合治理由市园林和林业局牵头。[1]", whole(22)),
    (FaultKind.DEPARTMENT, "由市海事局牵头。[1]", task(38)),
    (FaultKind.DEPARTMENT, "由省生态环境厅负责。[1]", task(38)),
    (FaultKind.DEPARTMENT, "由各区政府负责。[1]", task(22, 3)),
    (FaultKind.ROLE, "由市水务管理局牵头。[1]", task(13)),
    (FaultKind.ROLE, "水土流失综合治理由市水务管理局按职责分工负责。[1]", whole(22)),
    (FaultKind.ROLE, "由市水务管理局配合。[1]", task(22, 3)),
    (FaultKind.CLAUSE, "第3条规定优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.CLAUSE, "第（十二）条规定优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.CLAUSE, "第三章提出优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.CLAUSE, "（十四）市生态环境局（分工）[1]", task(13)),
    (FaultKind.CLAUSE, "持续打好柴油货车污染治理攻坚战：市生态环境局（分工）[1]", task(13)),
    (FaultKind.NEGATION, "黑臭水体不全部清零。[1]", task(13)),
    (FaultKind.NEGATION, "全面进口“洋垃圾”。[1]", whole(32)),
    (FaultKind.NEGATION, "进口“洋垃圾”。[1]", whole(32)),
    (FaultKind.NEGATION, "水土流失综合治理不由市水务管理局牵头。[1]", task(22, 3)),
    (FaultKind.COMPARATOR, "优良天数比率超过88.8%。[1]", task(2)),
    (FaultKind.COMPARATOR, "优良天数比率达到88.8%以上。[1]", task(2)),
    (FaultKind.COMPARATOR, "优良天数比率约为88.8%。[1]", task(2)),
    (FaultKind.COMPARATOR, "优良天数比率已达到88.8%。[1]", task(2)),
    (FaultKind.COMPARATOR, "重污染天气消除。[1]", task(2)),
    (FaultKind.COMPARATOR, "主要污染物排放总量持续增加。[1]", task(2)),
    (FaultKind.QUOTE, "《青岛市大气方案》提出优良天数比率达到88.8%。[1]", task(2)),
    (FaultKind.MARK, "优良天数比率达到88.8%。[2]", task(2)),
]


@pytest.mark.parametrize(("statement", "citation"), TRUE, ids=[s for s, _ in TRUE])
def test_true_statements_pass(statement: str, citation: Citation) -> None:
    assert faults(statement, citation) == ()


@pytest.mark.parametrize(("kind", "statement", "citation"), FALSE, ids=[s for _, s, _ in FALSE])
def test_false_statements_fail(kind: FaultKind, statement: str, citation: Citation) -> None:
    assert kind in {fault.kind for fault in faults(statement, citation)}


def test_a_figure_needs_a_mark() -> None:
    assert faults("优良天数比率达到88.8%。", task(2))


def test_a_quote_must_be_the_text_of_the_plan() -> None:
    forged = replace(task(2), quote=task(2).quote.replace("30", "25"))
    found = faults("PM2.5浓度控制在25微克/立方米。[1]", forged)
    assert [f.kind for f in found] == [FaultKind.QUOTE]


def test_a_citation_of_another_plan_proves_nothing() -> None:
    foreign = replace(task(2), plan_id="jinan-2022")
    assert [f.kind for f in faults("到2025年。[1]", foreign)] == [FaultKind.QUOTE]


def test_a_citation_must_lie_in_its_clause() -> None:
    moved = replace(task(2), clause=3)
    assert [f.kind for f in faults("生态环境持续改善。[1]", moved)] == [FaultKind.CLAUSE]


def test_only_the_marked_citations_are_evidence() -> None:
    first, second = task(2), replace(task(13), number=2)
    both = [first, second]
    assert not VERIFIER.check("城市再生水利用率达到55%。[2]", both)
    assert not VERIFIER.check("城市再生水利用率达到55%。[1][2]", both)
    assert VERIFIER.check("城市再生水利用率达到55%。[1]", both)


def test_derived_counts_excuse_no_unit_date_or_department() -> None:
    citation = [task(13)]
    assert not VERIFIER.check("共38条。[1]", citation, derived={"38"})
    for text in ("共38公顷。[1]", "38个以上。[1]", "到2038年。[1]", "38条由市财政局负责。[1]"):
        assert VERIFIER.check(text, citation, derived={"38", "2038"})


def test_frames_excuse_only_the_negation() -> None:
    citation = [task(13)]
    statement = "不是。黑臭水体到2024年全部清零。[1]"
    assert VERIFIER.check(statement, citation)
    assert not VERIFIER.check(statement, citation, frames={"不是"})
    wrong = "不是。黑臭水体到2025年全部清零。[1]"
    assert VERIFIER.check(wrong, citation, frames={"不是"})
    assert VERIFIER.check("不是由市水务管理局负责。[1]", citation, frames={"不是"})


def test_marks_stay_with_their_statement() -> None:
    answer = "不是。到2024年全部清零。[1][2]\n1. 甲局牵头；[3]\n2. 乙局分工[4]"
    assert split_statements(answer) == (
        "不是。", "到2024年全部清零。[1][2]", "1. 甲局牵头；[3]", "2. 乙局分工[4]"
    )  # fmt: skip


def test_decimals_and_empty_answers_split_into_nothing_odd() -> None:
    assert split_statements("") == ()
    assert split_statements("达到88.8%。[1]") == ("达到88.8%。[1]",)


def test_a_whole_answer() -> None:
    citations = [task(2), replace(task(13), number=2)]
    good = "到2025年，优良天数比率达到88.8%。[1]\n到2024年，城市再生水利用率达到55%。[2]"
    assert not VERIFIER.check_answer(good, citations)
    assert VERIFIER.check_answer(good.replace("[2]", "[1]"), citations)
    unused = replace(task(5), number=3, quote="x")
    assert VERIFIER.check_answer(good, [*citations, unused])[0].kind is FaultKind.QUOTE


def test_a_check_is_quick() -> None:
    statement = "到2025年，细颗粒物（PM2.5）浓度控制在30微克/立方米，优良天数比率达到88.8%。[1]"
    citation = task(2)
    faults(statement, citation)
    best = min(_seconds(statement, citation) for _ in range(50))
    assert best < 0.003  # 0.15 ms on an idle core; the rest is room for a busy machine


def _seconds(statement: str, citation: Citation) -> float:
    start = time.perf_counter()
    faults(statement, citation)
    return time.perf_counter() - start
