"""Questions to the ledger in people's own words: by the way, per bracket, nowhere else."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Role

PLAN = load_dossier().plan
OWNED = [t for t in PLAN.tasks() if t.duties]


def cites(assistant: Assistant, question: str) -> list[int]:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    return sorted({c.clause for c in answer.citations if c.clause})


def of(name: str, role: Role | None = None, within: range = range(1, 39)) -> list[int]:
    duties = {(t.clause, d.name, d.role) for t in OWNED for d in t.duties}
    return sorted({c for c, n, r in duties if n == name and role in (None, r) and c in within})


@pytest.mark.parametrize(
    "question",
    [
        "市农业农村局参与的条款挺多，真正由它牵头的是哪一条？",
        "市农业农村局的任务是什么？不算分工负责的。",
        "市农业农村局牵头的任务共几项，在哪些条？",
    ],
)
def test_what_is_led_alone(assistant: Assistant, question: str) -> None:
    assert cites(assistant, question) == of("市农业农村局", Role.LEAD)
    assert "分工" not in assistant.ask(question).answer


@pytest.mark.parametrize(
    ("question", "size"),
    [
        ("一个括号里正好六家单位分工负责的，是哪些条？", 6),
        ("括号里不多不少只有两家单位分工的条款有哪几条？", 2),
        ("两家单位分工的括号在哪些条", 2),
    ],
)
def test_the_departments_of_one_bracket(assistant: Assistant, question: str, size: int) -> None:
    wanted = [t for t in OWNED if len(t.duties) == size]
    assert cites(assistant, question) == sorted({t.clause for t in wanted})
    count = len({t.clause for t in wanted})
    assert f"共{len(wanted)}项任务、涉及{count}条" in assistant.ask(question).answer


def test_brackets_by_their_words(assistant: Assistant) -> None:
    roles = [t.responsibility.role for t in OWNED if t.responsibility]
    led = assistant.ask("写成“某某牵头”的责任标注总共有多少处？").answer
    assert f"共{roles.count(Role.LEAD)}项" in led
    shared = assistant.ask("写着“按职责分工负责”的责任标注一共几处？").answer
    assert f"共{roles.count(Role.SHARED)}项" in shared


def test_nowhere_else(assistant: Assistant) -> None:
    where: dict[str, set[int]] = {}
    for task in OWNED:
        for duty in task.duties:
            where.setdefault(duty.name, set()).add(task.clause)
    last = {n for n, held in where.items() if min(held) >= PLAN.chapters[-1].clauses[0].number}
    answer = assistant.ask("哪些单位只在第八部分才露面，前面都没出现过？").answer
    assert {n for n in where if n in answer} == last


def test_a_part_of_a_chapter(assistant: Assistant) -> None:
    own = of("市住房城乡建设局", within=range(17, 22))
    question = "净土保卫战五条当中，市住房城乡建设局参加了哪些？"
    assert cites(assistant, question) == own


def test_departments_of_a_kind(assistant: Assistant) -> None:
    names = ("市地方金融监管局", "人民银行青岛市中心支行", "青岛银保监局", "青岛证监局")
    for question in (
        "金融口的责任单位共有几家，叫什么，在哪条？",
        "第二十九条涉及的金融部门有几家？",
    ):
        answer = assistant.ask(question).answer
        assert "共4个" in answer
        assert all(n in answer for n in names)


def test_groups_of_a_clause(assistant: Assistant) -> None:
    question = "按部门分组，把生态质量提升那条里各部门的任务列一下"
    assert cites(assistant, question) == [22]


def test_what_is_only_urged(assistant: Assistant) -> None:
    question = "我只需要市财政局作为责任单位的条款号，多一条少一条都要挨批，请核准后给出。"
    assert cites(assistant, question) == of("市财政局")


def test_rivers_are_added(assistant: Assistant) -> None:
    assert "加起来22条" in assistant.ask("国控入海河流和其他入海河流加起来一共几条河？").answer


def test_aims_of_fields_in_a_place(assistant: Assistant) -> None:
    for question in ("2025年大气、水、海洋三项质量目标", "总体要求部分的空气、水、海洋目标"):
        answer = assistant.ask(question).answer
        assert all(f in answer for f in ("30微克/立方米", "88.8%", "71.4%", "98.8%"))


def test_what_only_explains(assistant: Assistant) -> None:
    named = "金融系统那几家监管单位（银保监、证监、地方金融、人行）共涉及几条？"
    assert cites(assistant, named) == [29]
    ranked = "降幅这一类（降低/下降百分之几）的指标，降得最少的是哪个，多少"
    assert "2.5%" in assistant.ask(ranked).answer
    counted = "大沽河被点名几条？别把同一条里算两回"
    assert cites(assistant, counted) == [c.number for c in PLAN.clauses if "大沽河" in c.text]


def test_so_many_clauses_are_no_clause(assistant: Assistant) -> None:
    answer = assistant.ask("恰好涉及七条的部门有谁").answer
    names = {d.name for t in OWNED for d in t.duties}
    assert {n for n in names if n in answer} == {n for n in names if len(of(n)) == 7}


def test_what_is_denied_a_name_is_not_added(assistant: Assistant) -> None:
    assert "16条" not in assistant.ask("国控和非国控的入海河流合在一起几条？").answer


def test_what_each_clause_says_of_a_word(assistant: Assistant) -> None:
    answer = assistant.ask("涉及丁字湾的条款有哪几条，分别要做什么？").answer
    assert "一湾一策" in answer
    assert "共2条" in answer


def test_a_year_in_one_clause(assistant: Assistant) -> None:
    asked = "2024年这个时间点，全文只在一条里露面，是哪条、约定了哪些事？"
    assert cites(assistant, asked) == [13]


def test_one_indicator_in_several_clauses(assistant: Assistant) -> None:
    for question in (
        "秸秆综合利用率在几个地方写了，分别什么年份",
        "秸秆这个词分别在哪几条，利用率一样吗？",
    ):
        assert cites(assistant, question) == [12, 17]
        assert all(y in assistant.ask(question).answer for y in ("2023年", "2025年"))


@pytest.mark.parametrize(
    "question",
    [
        "写着“70%以上”的目标有哪几个，各在第几条？",
        "我在找“70%以上”这个数，它在几条里出现？",
        "门槛写成“70%以上”的指标有哪些，分别在哪条？",
    ],
)
def test_a_value_as_it_is_written(assistant: Assistant, question: str) -> None:
    held = [c.number for c in PLAN.clauses if any("70%以上" in s.text for s in c.sentences)]
    assert cites(assistant, question) == held


def test_targets_against_a_year_and_where_they_stand(assistant: Assistant) -> None:
    wanted = sorted({c.number for c in PLAN.clauses if "2020年" in c.text})
    assert cites(assistant, "以2020年为基数的目标有哪几个，分别在哪条？") == wanted


def test_a_span_of_values(assistant: Assistant) -> None:
    sizes = {
        c.number
        for c in PLAN.clauses
        for s in c.sentences
        for t in s.targets
        if t.unit == "%" and t.value and 50 <= float(t.value) <= 80
    }
    assert cites(assistant, "在50%到80%之间的指标有哪些？") == sorted(sizes)


def test_what_is_not_in_the_last_clauses(assistant: Assistant) -> None:
    last = range(34, 39)
    wanted = [n for n in last if n not in of("市财政局", within=last)]
    assert cites(assistant, "后五条中没有市财政局的是哪几条？") == wanted


def test_what_the_asker_tells_of_himself(assistant: Assistant) -> None:
    question = "市海洋发展局在方案里出现在哪几条？我是养海参的，想全都看一下。"
    assert cites(assistant, question) == of("市海洋发展局")


def test_targets_of_what_a_department_leads(assistant: Assistant) -> None:
    question = "市园林和林业局牵头的有哪几条？列出主要指标。"
    assert cites(assistant, question) == of("市园林和林业局", Role.LEAD)


@pytest.mark.parametrize(
    "question",
    ["跟海有关的条款有几条", "哪个部门只牵头了一项任务，而且没有参与其他的？"],
)
def test_what_is_limited_is_not_answered_by_all(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.ANSWERED


def test_matters_looked_for_apart(assistant: Assistant) -> None:
    question = "方案里讲农村供暖、农村饮水、农村厕所、农村污水的，分别在哪几条？"
    assert cites(assistant, question) == [4, 14, 17, 31]


def test_the_longest_title(assistant: Assistant) -> None:
    most = max(len(c.title) for c in PLAN.clauses)
    wanted = [c.number for c in PLAN.clauses if len(c.title) == most]
    assert cites(assistant, "标题字数最多的条款是哪条？") == wanted


def test_several_values_at_once(assistant: Assistant) -> None:
    wanted = [
        c.number
        for c in PLAN.clauses
        if any(
            (t.value, t.unit) in {("55", "%"), ("36", "%")} for s in c.sentences for t in s.targets
        )
    ]
    assert cites(assistant, "55%和36%分别是什么指标") == wanted


def test_names_of_a_kind_are_counted(assistant: Assistant) -> None:
    answer = assistant.ask("全文点到名字的河流，共几条，哪几条？").answer
    named = {"墨水河", "风河", "北胶莱河", "大沽河", "白沙河", "李村河"}
    assert all(n in answer for n in named)
    assert f"共{len(named)}个" in answer


def test_who_shares_most_with_a_department(assistant: Assistant) -> None:
    held = [{d.name for d in t.duties} for t in OWNED]
    shared = [s - {"市水务管理局"} for s in held if "市水务管理局" in s]
    sizes = {n: sum(n in s for s in shared) for s in shared for n in s}
    first = max(sizes, key=lambda n: sizes[n])
    answer = assistant.ask("市水务管理局和谁一起出现的次数最多").answer
    assert answer.startswith(f"{first}：共同的共{sizes[first]}项任务")


def test_department_by_department(assistant: Assistant) -> None:
    answer = assistant.ask("除市生态环境局外还有哪些部门牵头，各牵头几项").answer
    leads = {d.name for t in OWNED for d in t.duties if d.role is Role.LEAD} - {"市生态环境局"}
    assert {line.partition("：")[0] for line in answer.splitlines()} == leads


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("市财政局来了个新局长，想看凡是带财政局的条款，一条别落", "市财政局"),
        ("市城市管理局年底述职，想知道自己参与了哪几条", "市城市管理局"),
        ("海洋发展局全部条款，牵头的和分工的都要", "市海洋发展局"),
    ],
)
def test_all_clauses_of_one_department(assistant: Assistant, question: str, body: str) -> None:
    assert cites(assistant, question) == of(body)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("按“公里”“平方公里”来计量的任务都有啥", ("公里", "平方公里")),
        ("用公顷、公里表示的目标有哪些", ("公顷", "公里")),
    ],
)
def test_targets_by_units_in_a_row(
    assistant: Assistant, question: str, units: tuple[str, ...]
) -> None:
    rows = [(c.number, t.unit) for c in PLAN.clauses for s in c.sentences for t in s.targets]
    assert cites(assistant, question) == sorted({n for n, u in rows if u in units})


def test_a_word_looked_up_alone(assistant: Assistant) -> None:
    held = [c.number for c in PLAN.clauses if "大沽河" in c.text]
    assert cites(assistant, "查找关键词：大沽河") == held
    assert assistant.ask("检索“绿盾”").answer.startswith("提到“绿盾”的共1条：\n（二十五）")


def test_one_indicator_in_two_clauses(assistant: Assistant) -> None:
    for question in (
        "秸秆综合利用率96%这个数两处都写了，各在哪条、各对应哪一年",
        "秸秆综合利用率在2023年和2025年分别怎么要求，出自哪一条",
    ):
        assert cites(assistant, question) == [12, 17]


def test_departments_of_every_chapter_in_a_row(assistant: Assistant) -> None:
    chapters = {c.number: c.chapter for c in PLAN.clauses}
    told = [{d.name for t in OWNED if chapters[t.clause] == n for d in t.duties} for n in (2, 3, 4)]
    every = set.intersection(*told)
    answer = assistant.ask("第二、三、四章都出现过的部门").answer
    assert f"共{len(every)}个：" in answer
    assert all(n in answer for n in every)
