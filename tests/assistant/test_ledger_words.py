"""Questions to the ledger in many words, held against what the parsed plan itself has."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Clause, Role

PLAN = load_dossier().plan
CLAUSES = PLAN.clauses


def cited(answer: Answer) -> list[int]:
    assert answer.status is Status.ANSWERED
    return sorted({c.clause for c in answer.citations if c.clause})


def bodies(clause: Clause) -> set[str]:
    return {d.name for t in clause.tasks for d in t.duties}


def roles(clause: Clause) -> set[Role]:
    return {d.role for t in clause.tasks for d in t.duties}


@pytest.mark.parametrize("word", ["海洋", "氢", "重金属", "碳排放", "VOCs", "黑臭水体"])
def test_where_a_word_stands_first_and_last(assistant: Assistant, word: str) -> None:
    held = [c.number for c in CLAUSES if word in c.text]
    assert cited(assistant.ask(f"“{word}”第一次出现在哪一条")) == held[:1]
    assert cited(assistant.ask(f"最先提到{word}的是哪条")) == held[:1]
    assert cited(assistant.ask(f"{word}最后一次出现在第几条")) == held[-1:]
    assert cited(assistant.ask(f"{word}一共在多少条里出现过")) == held


@pytest.mark.parametrize("word", ["湿地", "大沽河", "胶州湾", "重金属", "生态警长"])
def test_a_quoted_word_is_told_in_all_its_clauses(assistant: Assistant, word: str) -> None:
    held = [c.number for c in CLAUSES if word in c.text]
    assert cited(assistant.ask(f"“{word}”写在第几条？")) == held
    assert cited(assistant.ask(f"“{word}”在第几条？")) == held


@pytest.mark.parametrize("text", ["帮我把第二章画成一张图", "把减碳的任务画成一幅图给我"])
def test_a_drawing_is_no_text(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert answer.status is Status.OUT_OF_SCOPE
    assert "不能画图" in answer.answer


@pytest.mark.parametrize(
    "question", ["哪些条款的责任单位完全一样", "有没有两条的责任单位是完全一样的"]
)
def test_the_very_same_departments(assistant: Assistant, question: str) -> None:
    sets = [frozenset(bodies(c)) for c in CLAUSES]
    alike = [c.number for c, s in zip(CLAUSES, sets, strict=True) if s and sets.count(s) > 1]
    assert cited(assistant.ask(question)) == alike


def test_the_same_is_not_as_many(assistant: Assistant) -> None:
    assert assistant.ask("哪两章的责任部门完全一样").status is not Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "责任单位列得最多的那一个括号是哪条的",
        "责任部门最多的任务在哪条",
        "有没有一个括号里塞了10家单位的",
    ],
)
def test_one_bracket_is_no_clause(assistant: Assistant, question: str) -> None:
    most = max(PLAN.tasks(), key=lambda t: len(t.duties))
    assert cited(assistant.ask(question)) == [most.clause]


@pytest.mark.parametrize(
    "question",
    ["哪些条款一个牵头单位都没有", "哪些条款没有牵头部门"],
)
def test_clauses_without_a_lead(assistant: Assistant, question: str) -> None:
    unled = [c.number for c in CLAUSES if bodies(c) and Role.LEAD not in roles(c)]
    assert cited(assistant.ask(question)) == unled


@pytest.mark.parametrize("question", ["牵头任务一个都没有的部门有几家", "没牵过头的部门"])
def test_departments_that_never_lead(assistant: Assistant, question: str) -> None:
    every = {d for c in CLAUSES for d in bodies(c)}
    led = {d.name for t in PLAN.tasks() for d in t.duties if d.role is Role.LEAD}
    assert f"{len(every - led)}个" in assistant.ask(question).answer


def test_who_led_once(assistant: Assistant) -> None:
    led = [d.name for t in PLAN.tasks() for d in t.duties if d.role is Role.LEAD]
    once = {n for n in led if led.count(n) == 1}
    assert {d.name for d in assistant.ask("只牵头过一次的部门有哪些").departments} == once
    assert assistant.ask("财政局有没有挑过头").answer.startswith("没有")


def test_targets_that_are_no_percentages(assistant: Assistant) -> None:
    told = assistant.ask("不带百分比的目标有哪些").answer
    assert "30微克/立方米" in told
    assert "88.8%" not in told
    assert "88.8%" not in assistant.ask("不带百分号的目标有几个").answer


def test_who_leads_between_two_clauses(assistant: Assistant) -> None:
    answer = assistant.ask("第五条到第九条谁牵头")
    assert cited(answer) == [6, 7, 9]
    assert {d.name for d in answer.departments} == {"市工业和信息化局", "市生态环境局"}


@pytest.mark.parametrize(
    ("question", "chapter"),
    [("哪一章讲土壤", 5), ("固废归在第几章", 5), ("讲噪声的是哪一章", 3), ("哪一章讲蓝天", 3)],
)
def test_the_chapter_of_a_matter(assistant: Assistant, question: str, chapter: int) -> None:
    told = PLAN.chapter(chapter)
    assert told
    assert told.title in assistant.ask(question).answer


def test_titles_by_their_ends(assistant: Assistant) -> None:
    first = [c.number for c in CLAUSES if c.title.startswith("加强")]
    last = [c.number for c in CLAUSES if c.title.endswith("体系")]
    assert cited(assistant.ask("标题前两个字是加强的有几条")) == first
    assert cited(assistant.ask("哪几条标题是加强打头的")) == first
    assert cited(assistant.ask("标题最后两个字是体系的条款")) == last


def test_places_within_and_behind(assistant: Assistant) -> None:
    assert assistant.ask("第三章第五条讲什么？").status is Status.NOT_IN_PLAN
    assert cited(assistant.ask("第三章第二条讲什么")) == [10]
    assert cited(assistant.ask("第八章最后一条归谁管")) == [38]
    assert cited(assistant.ask("紧跟在臭氧后面的是哪条")) == [11]
    own = [c.number for c in CLAUSES if c.number > 15 and "市发展改革委" in bodies(c)]
    assert cited(assistant.ask("第十五条以后发展改革委在哪几条有任务")) == own


def test_years_alone_and_besides(assistant: Assistant) -> None:
    due = {
        c.number: {t.due_year for s in c.sentences for t in s.targets if t.due_year}
        for c in CLAUSES
    }
    only = [n for n, years in due.items() if years == {2025}]
    assert cited(assistant.ask("只有2025年目标、没有别的年份的条款有哪些")) == only
    assert cited(assistant.ask("以2024年为完成时限的任务在哪条？有没有第二条")) == [
        n for n, years in due.items() if 2024 in years
    ]


def test_owners_with_dates_and_of_both(assistant: Assistant) -> None:
    told = assistant.ask("第三十条的责任分工及完成时限").answer
    assert "市财政局、市生态环境局按职责分工负责" in told
    assert "没有规定完成时限" in told
    both = assistant.ask("“生态警长”和“河长制”分别是哪个部门牵头").answer
    assert "市公安局牵头" in both
    assert "市水务管理局、市生态环境局、市农业农村局按职责分工负责" in both


def test_what_the_news_alone_counts(assistant: Assistant) -> None:
    for question in ("十二项重点工作出自哪个方案", "“十二项重点工作”说的是哪个文件"):
        answer = assistant.ask(question)
        assert "秋冬季大气污染防治工作方案" in answer.answer
        assert [c.part for c in answer.citations] == ["news"]
    assert assistant.ask("13.07万户清洁取暖实际完成了多少").status is Status.NOT_IN_PLAN


def test_departments_by_how_their_names_begin(assistant: Assistant) -> None:
    told = assistant.ask("名字以“市委”开头的责任单位有哪些？").answer
    assert "共3个" in told
    assert "市委党校" in told


def test_who_is_to_call_is_asked_of_the_plan(assistant: Assistant) -> None:
    told = assistant.ask("谁牵头建数字生态一体化服务平台，谁就得给我回电话")
    assert "市生态环境局牵头" in told.answer
    assert assistant.ask("你们给我回个电话").status is Status.OUT_OF_SCOPE


def test_titles_by_their_first_and_last_words(assistant: Assistant) -> None:
    wanted = [
        c.number for c in CLAUSES if c.title.startswith("持续") and c.title.endswith("攻坚战")
    ]
    assert cited(assistant.ask("标题以“持续”打头、“攻坚战”结尾的条款有哪些")) == wanted
    told = assistant.ask("（九）条的标题和最后一个量化指标分别是什么？").answer
    assert "着力打好消除重污染天气攻坚战" in told
    assert "1天" in told


def leaders(clause: Clause) -> list[str]:
    return [d.name for t in clause.tasks for d in t.duties if d.role is Role.LEAD]


@pytest.mark.parametrize(
    "question",
    [
        "同一条里有两个或以上不同单位分别牵头的，给我找出来",
        "同一条中两家以上单位各牵各的头，是哪几条",
    ],
)
def test_clauses_led_by_several(assistant: Assistant, question: str) -> None:
    assert cited(assistant.ask(question)) == [c.number for c in CLAUSES if len(set(leaders(c))) > 1]


def test_clauses_that_one_department_leads_twice(assistant: Assistant) -> None:
    twice = [c.number for c in CLAUSES if leaders(c).count("市生态环境局") == 2]
    assert cited(assistant.ask("市生态环境局在一条里分两处挂牵头的，是哪些条")) == twice
    assert cited(assistant.ask("市生态环境局在同一条里牵了两次头的是哪几条")) == twice


@pytest.mark.parametrize(
    "question",
    [
        "整条从头到尾只标了一个牵头单位、没有第二家的条款，都是第几条？",
        "一条里只有一个责任括号、又是牵头的，是哪些条",
    ],
)
def test_one_leader_and_nobody_else(assistant: Assistant, question: str) -> None:
    alone = [c.number for c in CLAUSES if len(bodies(c)) == 1 and leaders(c)]
    assert cited(assistant.ask(question)) == alone


def test_brackets_counted_by_times(assistant: Assistant) -> None:
    told = assistant.ask("第三十四条一条里标了几回责任单位？牵头的几回").answer
    assert "共4项" in told
    assert "牵头1项" in told
    every = assistant.ask(
        "一个责任括号算一项任务的话，一共分成多少项？其中写“牵头”的有多少项"
    ).answer
    assert "共64项" in every
    assert "牵头29项" in every


def test_the_lowest_of_indicators_with_a_word(assistant: Assistant) -> None:
    told = assistant.ask("带“利用率”的指标里，数值最低的是哪一个")
    assert cited(told) == [17]
    assert "43%" in told.answer


@pytest.mark.parametrize("year", ["2022年年底", "2023年年底", "2025年年底"])
def test_a_date_written_so(assistant: Assistant, year: str) -> None:
    held = [c.number for c in CLAUSES if year in c.text]
    assert cited(assistant.ask(f"把写明“{year}”（不光是{year[:5]}）的条款筛出来")) == held
    assert cited(assistant.ask(f"写的是“{year}”而不是{year[:5]}的是哪几条")) == held


def test_names_of_actions_counted(assistant: Assistant) -> None:
    told = assistant.ask("把名字叫“××专项行动”的都拎出来，一共几个")
    assert cited(told) == [c.number for c in CLAUSES if "专项行动" in c.text]
    assert "绿盾" in told.answer


def test_the_first_of_an_extreme_are_no_places(assistant: Assistant) -> None:
    most = sorted(CLAUSES, key=lambda c: -len(bodies(c)))[:3]
    told = cited(assistant.ask("责任单位最多的前三条是哪三条，各多少家"))
    assert told == sorted(c.number for c in most)


@pytest.mark.parametrize(("said", "chapter"), [("治水", 4), ("大气", 3), ("土壤和地下水", 5)])
def test_a_chapter_called_by_what_it_fights(assistant: Assistant, said: str, chapter: int) -> None:
    held = [c.number for c in CLAUSES if c.chapter == chapter]
    assert cited(assistant.ask(f"{said}那章有哪几条")) == held
    own = [n for n in held for c in CLAUSES if c.number == n and "市农业农村局" in bodies(c)]
    assert cited(assistant.ask(f"市农业农村局在{said}那章出现在哪几条")) == own


def test_which_of_two_numbers(assistant: Assistant) -> None:
    led = [c.number for c in CLAUSES if c.chapter == 7 and "市生态环境局" in leaders(c)]
    asked = "“治理现代化水平”一章，市生态环境局带“牵头”字样的条号，三条还是四条？列出来"
    assert cited(assistant.ask(asked)) == led
    asked = "市发展改革委在组织实施（第八章）里还有份儿吗？哪条"
    assert cited(assistant.ask(asked)) == [35]


def test_the_highest_and_the_lowest_figure(assistant: Assistant) -> None:
    told = assistant.ask("带“利用率”的指标里最高的和最低的各是多少").answer
    assert "43%" in told
    assert "98%" in told
