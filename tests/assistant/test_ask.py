"""Questions to the ledger read word by word."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.engine import Assistant
from assistant.ledger.ask import Act, Ask
from assistant.ledger.kinds import Kind
from assistant.ledger.reading import read_ask
from corpus.catalog import load_dossier
from corpus.model import Role

DOSSIER = load_dossier()
PLAN = DOSSIER.plan


def asked(assistant: Assistant, text: str) -> Ask | None:
    return read_ask(assistant._reader.read(text), PLAN)


@pytest.mark.parametrize(
    ("text", "act", "select", "by", "measure"),
    [
        ("每章各有几条", Act.COUNT, Kind.CLAUSES, Kind.CHAPTERS, None),
        ("按部门统计牵头任务数", Act.COUNT, Kind.TASKS, Kind.DEPARTMENTS, None),
        ("哪三个部门任务最多", Act.RANK, Kind.DEPARTMENTS, None, Kind.TASKS),
        ("第四章比第三章多几个部门", Act.COMPARE, Kind.CHAPTERS, None, Kind.DEPARTMENTS),
        ("各条目标数量排名", Act.RANK, Kind.CLAUSES, None, Kind.AIMS),
        ("公安局参与的条款占全部的几分之几", Act.SHARE, Kind.CLAUSES, None, None),
        ("按章列出水务局的任务", Act.LIST, Kind.TASKS, Kind.CHAPTERS, None),
    ],
)
def test_what_is_done(
    assistant: Assistant, text: str, act: Act, select: Kind, by: Kind | None, measure: Kind | None
) -> None:
    found = asked(assistant, text)
    assert found
    assert (found.act, found.select, found.by, found.measure) == (act, select, by, measure)


def test_scope(assistant: Assistant) -> None:
    found = asked(assistant, "除第二十二条以外，财政局参与而发改委没参与的条款")
    assert found
    assert found.scope.outside == {22}
    assert found.scope.barred == {"市发展改革委"}
    assert found.scope.groups == (("市财政局",),)
    lead = asked(assistant, "没有牵头部门的条款有多少")
    assert lead
    assert lead.scope.without is Role.LEAD
    kind = asked(assistant, "驻青单位参与几条")
    assert kind
    assert len(kind.scope.groups[0]) == 5


@pytest.mark.parametrize("text", ["谁负责", "餐饮油烟归哪个部门管", "财政局参与了5条，对吗"])
def test_a_word_without_a_place(assistant: Assistant, text: str) -> None:
    assert asked(assistant, text) is None


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("财政局参与而发改委没参与的条款", {11, 30, 37}),
        ("标题不含“攻坚战”的第三章条款", {12}),
        ("第三章到第五章里责任部门不少于七个的条款", {11, 12, 15}),
        ("生态环境局独自承担的条款", {7, 9, 10, 14, 27, 33, 38}),
        ("2025年的主要目标", {2}),
    ],
)
def test_clauses(assistant: Assistant, text: str, clauses: set[int]) -> None:
    assert {c.clause for c in assistant.ask(text).citations} == clauses


def test_form(assistant: Assistant) -> None:
    brief = assistant.ask("第二十七条一句话概括").answer
    assert "\n" not in brief
    assert len(brief) < 150
    english = assistant.ask("list departments of clause 13")
    assert {d.name for d in english.departments} == {
        d.name for t in PLAN.clauses[12].tasks for d in t.duties
    }
    assert "不作翻译" in assistant.ask("用英文回答，黑臭水体谁负责").notice


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("目标值是“70%以上”的有哪几项", {17, 20, 22}),
        ("目标值正好100%的有哪几项", {12, 15}),
        ("单位是万亩的目标有哪些", {22}),
        ("以公里为单位的目标", {15}),
        ("哪些指标是2020年为基准的", {4, 12, 27}),
        ("降幅最小的指标是哪个", {27}),
        ("要新增的指标有几个", {4, 6, 17, 22}),
        ("没有写年份的目标", {9, 12, 14, 16, 17, 31, 33}),
        ("到2023年和到2025年都有指标的条款", {4, 10, 11, 12, 15, 17, 21, 22}),
    ],
)
def test_targets_by_what_they_say(assistant: Assistant, text: str, clauses: set[int]) -> None:
    assert {c.clause for c in assistant.ask(text).citations} == clauses


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("除第三章外其余七章共有几条", "34条"),
        ("蓝天、碧水、净土三章加起来是多少条？", "13条"),
        ("第三十条以后还有几条", "8条"),
        ("第三章和第四章谁的条数多？", "一样多"),
        ("牵头任务最多的部门和最少的部门差多少", "相差16项任务"),
        ("谁和市生态环境局一起出现的次数最多", "市发展改革委"),
        ("市财政局和市公安局哪个参与的条款多，多几条", "相差2条"),
        ("大沽河被点名几次", "共3条"),
        ("市水务管理局和市海洋发展局同在一个括号的有哪几条", "涉及4条"),
        ("在同一个责任括号里同时出现市水务管理局和市海洋发展局的条款有哪几条", "涉及4条"),
        ("哪些章没有百分比目标", "共2章"),
        ("总体要求以外，哪几条没写责任部门", "没有"),
    ],
)
def test_counted_and_compared(assistant: Assistant, text: str, said: str) -> None:
    assert said in assistant.ask(text).answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("造林面积和森林质量提升面积合计多少万亩", "加起来7万亩"),
        ("湿地保护率比森林覆盖率的目标高多少个百分点？", "相差55个百分点"),
        ("国控入海河流和其他入海河流加起来多少条？", "加起来22条"),
        ("方案点名的外来入侵物种有几种？", "共3种：互花米草、松材线虫、美国白蛾"),
    ],
)
def test_sums_gaps_and_rows(assistant: Assistant, text: str, said: str) -> None:
    assert said in assistant.ask(text).answer


def test_rates_and_unlike_units_make_no_sum(assistant: Assistant) -> None:
    for text in ("滨海湿地修复面积和岸线修复长度加起来多少", "森林覆盖率和湿地保护率加起来多少"):
        assert "加起来" not in assistant.ask(text).answer


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("列出土壤类指标", {18, 19}),
        ("柴油货车的目标有哪几项", {11}),
        ("目标值100%的指标由哪些部门负责", {12, 15}),
    ],
)
def test_targets_of_a_field(assistant: Assistant, text: str, clauses: set[int]) -> None:
    assert {c.clause for c in assistant.ask(text).citations} == clauses


def test_a_field_that_no_title_names_is_not_ignored(assistant: Assistant) -> None:
    assert asked(assistant, "2025年交通方面的目标有哪些") is None


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        ("整个方案是40条对不对", "不是", "38条"),
        ("全文分为八章，是吗", "是的", "8章"),
        ("第四章有六条吧", "不是", "共4条"),
        ("第二十条在第六章，对吗", "不是", "第五章"),
        ("第三条属于第二章吧", "是的", "第二章"),
        ("提到“大沽河”的条款有两条，对吗", "不是", "共3条"),
        ("第二十四条只有一家责任部门吧", "是的", "市园林和林业局"),
    ],
)
def test_claims_on_the_make_up(assistant: Assistant, text: str, verdict: str, said: str) -> None:
    answer = assistant.ask(text).answer
    assert answer.startswith(verdict)
    assert said in answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("哪些条里同时有2022年和2025年这两个年份", "共涉及2条"),
        ("有两个年份的条款有几条", "共9条"),
        ("写了2017年的有哪几条", "（二十二）"),
        ("哪几章没有提到湿地", "第一章"),
        ("市教育局、市商务局都没参与的章有哪些", "第四章"),
        ("只在第二十条出现的部门有哪些", "市卫生健康委"),
        ("没有牵头部门也没有分工部门的条有哪些", "指导思想"),
        ("名称里含“中心”的单位有几家", "市机关事务服务中心"),
        ("名字里不带局的部门有多少", "共12个"),
        ("名字里有海事局的有哪几家，各在哪几条", "董家口海事局"),
        ("提到“无人机”的一共几条", "共1条"),
        ("字数最少的条款是哪一条", "（五）"),
        ("第三章所有的百分数", "5.5%"),
        ("撇开市生态环境局，任务第二多的是谁", "市发展改革委"),
        ("第十四条配合单位有几个", "没有分工部门"),
    ],
)
def test_no_wrong_none(assistant: Assistant, text: str, said: str) -> None:
    assert said in assistant.ask(text).answer


_KINDS = ("章", "条款", "任务", "部门", "目标", "年份")
_SCOPES = ("", "第三章", "市公安局", "2025年", "没有", "提到“海洋”的", "只有两个")


def test_every_question_of_kinds_has_an_answer_or_none(assistant: Assistant) -> None:
    asks = ("{0}{1}的{2}有哪些", "{0}{2}最多的{1}", "每个{1}{0}有多少{2}", "{0}有三个{2}的{1}")
    for form, scope, one, two in product(asks, _SCOPES, _KINDS, _KINDS):
        question = assistant._reader.read(form.format(scope, one, two))
        assistant._responder._lookups.tally.asked(question)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全文有几章，第十五条在哪一章", ("8章", "第四章")),
        ("第七条谁牵头，配合的有几家", ("市生态环境局", "没有分工部门")),
        ("方案有九章，第九章讲了什么", ("不是", "8章")),
        ("第19条第一个责任部门是谁，写了几家", ("5个责任部门", "市农业农村局")),
        ("净土保卫战这一章打头的是哪条？", ("第（十七）条",)),
        ("请定位“一企一库”的条款并报标题", ("（二十一）", "强化地下水污染协同治理")),
        ("“环保铁军”的说法，是哪一条的", ("（三十七）",)),
        ("那些老发电机组啥时候关", ("2023年", "18.35万千瓦")),
        ("第十二条请原原本本发给我", ("大型规模养殖场",)),
        ("期限是2022年的有哪几条？就两条吗", ("共涉及2条",)),
    ],
)
def test_several_things_asked_of_the_ledger(
    assistant: Assistant, text: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(text).answer
    assert all(s in answer for s in said), answer
