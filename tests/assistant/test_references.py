"""Clause, chapter and task numbers in every form, and numbers that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.engine import Assistant
from assistant.understand.question import Reference
from assistant.understand.references import may_refer, read_reference, read_signed
from assistant.understand.spelt import in_digits
from corpus.catalog import load_dossier
from corpus.model import Chapter, Clause
from corpus.numerals import to_han
from evals.cases import PRACTICE, load_cases

PLAN = load_dossier().plan

FORMS: dict[str, Callable[[Clause], str]] = {
    "第13条": lambda c: f"第{c.number}条讲什么",
    "第十三条": lambda c: f"第{to_han(c.number)}条由谁负责",
    "第（十三）条": lambda c: f"第{c.label}条的内容",
    "第13款": lambda c: f"第{c.number}款说了什么",
    "（十三）": lambda c: f"{c.label}讲什么",
    "(十三)": lambda c: f"({to_han(c.number)})讲什么",
    "13条讲": lambda c: f"{c.number}条讲什么",
    "那十三条呢": lambda c: f"那{to_han(c.number)}条呢",
    "clause 13": lambda c: f"clause {c.number}讲什么",
    "No.13": lambda c: f"No.{c.number}讲什么",
    "#13": lambda c: f"#{c.number}由谁负责",
    "条款13": lambda c: f"条款{c.number}由谁负责",
    "in words before": lambda c: f"请问方案第{c.number}条里规定了什么措施",
}


def read(text: str) -> Reference:
    return read_reference(text, PLAN)[0]


def test_nothing_is_referred_to_without_a_sign() -> None:
    """What is told at a glance to name no place of the plan names none when it is read in full."""
    asked = [c.question for c in load_cases(PRACTICE)]
    plain = [text for text in asked if not may_refer(text, PLAN)]
    assert len(plain) > len(asked) // 2
    assert all(read_signed(text, PLAN) == (Reference(), text) for text in plain)


@pytest.mark.parametrize("form", FORMS)
def test_every_clause_in_every_form(form: str) -> None:
    for clause in PLAN.clauses:
        text = FORMS[form](clause)
        reference, rest = read_reference(text, PLAN)
        assert reference == Reference(clauses=(clause.number,)), text
        assert to_han(clause.number) not in rest, rest
        assert "条" not in rest, rest


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("十三", (13,)),
        ("我只要12、13、14这三条的标题", (12, 13, 14)),
        ("从柴油货车那条往前数三条是哪一条", (8,)),
        ("切实维护生态环境安全那章，按顺序排第三的那条是总第几条", (24,)),
        ("第四部分按顺序排第二的那条叫什么", (14,)),
        ("【13】", (13,)),
        ("第十三讲什么", (13,)),
        ("10是讲什么的", (10,)),
        ("贰拾条", (20,)),
        ("倒3条", (36,)),
        ("二章二条讲什么", (4,)),
        ("第三章排第二的条款", (10,)),
        ("碧水保卫战的第一条", (13,)),
        ("第20条之后两条", (21, 22)),
        ("第5、6条分别讲什么", (5, 6)),
        ("第十二、十三两条分别讲什么", (12, 13)),
        ("第九、十两条的责任单位", (9, 10)),
        ("第10、11两条讲什么", (10, 11)),
        ("涉及部门最多的三条是哪些", ()),
        ("任务最多的三章", ()),
        ("第五条和第六条由谁负责", (5, 6)),
        ("第五、六、七条", (5, 6, 7)),
        ("第9到12条", (9, 10, 11, 12)),
        ("第九条至第十二条", (9, 10, 11, 12)),
        ("（十三）和（十四）有什么不同", (13, 14)),
        ("倒数第一条讲什么", (38,)),
        ("从后面数第五条是讲哪方面的", (34,)),
        ("倒过来数第六条", (33,)),
        ("11号条款由谁落实", (11,)),
        ("第六章第二条的内容", (23,)),
        ("第二条内容念一遍", (2,)),
        ("噪声那条前面的是哪一条", (11,)),
        ("第20条的下下条", (22,)),
        ("城市绿化的那一条编号是多少", (24,)),
        ("经济政策条里写了什么", (29,)),
        ("生态环境分区管控是第几条", (7,)),
        ("倒数第二条讲什么", (37,)),
        ("最后一条讲什么", (38,)),
        ("第廿二条", (22,)),
        ("方案里的19条", (19,)),
        ("十一条有、十五条没有的单位是哪些", (11, 15)),
        ("21条2025年要完成什么", (21,)),
        ("26条往后数一条", (27,)),
        ("26条往前数两条", (24,)),
        ("第三章倒数第二条", (11,)),
        ("第二部分第四点是什么", (6,)),
        ("第一条和最后一条的标题", (1, 38)),
        ("主要目标里各项指标", (2,)),
        ("条款3和条款4的责任部门", (3, 4)),
        ("8条国控入海河流有什么要求", ()),
        ("公安局参与的三条各在哪章", ()),
        ("第四章里的4条分别讲什么", ()),
        ("38条当中单独负责的是哪条", ()),
        ("把38条标题全列出来", ()),
        ("第贰拾贰条", (22,)),
        ("第十二条的下一条讲什么", (13,)),
        ("第十二条的上一条讲什么", (11,)),
        ("前三条讲什么", (1, 2, 3)),
        ("帮我看一下13", (13,)),
        ("16条和18条中间隔着哪条", (17,)),
        ("紧接着“强化队伍建设”后面的是第几条", (38,)),
        ("从“黑臭水体”那一条往后数两条", (15,)),
        ("碧水保卫战那章的开头条款", (13,)),
        ("第五章最后一个条款叫什么", (21,)),
        ("ⅩⅥ条", (16,)),
        ("碧水保卫战第二条讲什么", (14,)),
        ("条款编号二十七的标题", (27,)),
        ("做一张表，一列条号一列标题", ()),
    ],
)
def test_several_and_counted_clauses(text: str, clauses: tuple[int, ...]) -> None:
    reference = read(text)
    assert reference.clauses == clauses
    assert reference.missing == ()


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        ("第四章有哪些条款", (4,)),
        ("第4章讲什么", (4,)),
        ("第四部分讲什么", (4,)),
        ("倒数第一章", (8,)),
        ("最后一章讲什么", (8,)),
        ("第三章到第五章", (3, 4, 5)),
        ("第三、四章", (3, 4)),
        ("前两章讲什么", (1, 2)),
        ("四、深入打好碧水保卫战有哪些条款", (4,)),
        ("碧水保卫战这章有几条", (4,)),
        ("蓝天部分有哪些条", (3,)),
        ("六、是什么", (6,)),
        ("第24条所在的章一共几条", (6,)),
        ("Ⅷ章讲什么", (8,)),
    ],
)
def test_chapters(text: str, chapters: tuple[int, ...]) -> None:
    reference = read(text)
    assert (reference.chapters, reference.clauses, reference.missing) == (chapters, (), ())


@pytest.mark.parametrize("chapter", PLAN.chapters, ids=lambda c: str(c.number))
def test_every_chapter(chapter: Chapter) -> None:
    number = chapter.number
    for text in (f"第{number}章讲什么", f"第{to_han(number)}章讲什么", chapter.text):
        assert read(text).chapters == (number,), text


WITHIN = [("第四章第二条讲什么", 14), ("第四章第十四条讲什么", 14), ("第八章第1条", 35)]


@pytest.mark.parametrize(("text", "clause"), WITHIN)
def test_a_clause_counted_within_its_chapter(text: str, clause: int) -> None:
    assert read(text).clauses == (clause,)


@pytest.mark.parametrize(
    ("text", "clause", "task"),
    [
        ("第二十二条第三项任务由谁负责", 22, 3),
        ("第22条第3项由谁负责", 22, 3),
        ("（二十二）的第四项任务", 22, 4),
        ("第二十二条最后一项由谁负责", 22, 5),
        ("第二十二条第一项", 22, 1),
        ("第二十二条中间那项", 22, 3),
    ],
)
def test_tasks(text: str, clause: int, task: int) -> None:
    reference = read(text)
    assert (reference.clauses, reference.task) == ((clause,), task)


def test_every_task_by_number() -> None:
    for clause in PLAN.clauses:
        for task in clause.tasks:
            text = f"第{clause.number}条第{to_han(task.number)}项任务由谁负责"
            assert read(text) == Reference(clauses=(clause.number,), task=task.number), text


NOWHERE = ["第39条讲什么", "第四十条", "第一百条由谁负责", "第0条", "第九章讲什么", "（四十一）"]


@pytest.mark.parametrize("text", NOWHERE)
def test_numbers_that_do_not_exist(text: str) -> None:
    reference = read(text)
    assert reference.missing
    assert not reference.clauses
    assert not reference.chapters
    assert bool(reference)


@pytest.mark.parametrize(
    "text",
    [
        "8条国控入海河流什么时候消劣",
        "14条其他入海河流基本消劣了吗",
        "6174个入海排污口",
        "30微克/立方米",
        "PM2.5目标是多少",
        "2025年的目标",
        "三线一单是什么",
        "四减四增行动",
        "一湾一策",
        "国三及以下排放标准",
        "Ⅲ类水质",
        "新增10家绿色工厂",
        "第三方治理怎么推进",
        "一共有多少条",
        "哪一条提到河长制",
        "这几条河由谁治理",
        "黑臭水体谁负责",
        "",
    ],
)
def test_numbers_that_are_no_references(text: str) -> None:
    reference, rest = read_reference(text, PLAN)
    assert not reference
    assert reference.task is None
    assert rest.strip() == text.strip()


def test_no_sentence_of_the_plan_names_a_clause() -> None:
    sentences = [s.text for c in PLAN.clauses for s in c.sentences]
    assert [s for s in sentences if read(s).clauses or read(s).missing] == []


@pytest.mark.parametrize("text", ["看看3年内要做什么", "查13年的数据", "四、五条河"])
def test_a_number_of_something_names_no_place(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("thirty-first clause 讲什么", "clause 31 讲什么"),
        ("clause thirteen", "clause 13"),
        ("第25th clause内容", "clause 25内容"),
        ("chapter two", "chapter 2"),
        ("the first thing", "the first thing"),
    ],
)
def test_english_numbers_beside_a_clause(text: str, number: str) -> None:
    assert in_digits(text) == number


def test_a_clause_is_named_once() -> None:
    assert read("第十三条和第13条是不是（十三）").clauses == (13,)


def test_huge_ranges_stay_small() -> None:
    reference = read("第1条到第999条")
    assert reference.clauses == tuple(range(1, 39))
    assert len(reference.missing) <= 60


@pytest.mark.parametrize(
    ("text", "sentence"), [("第十条第三句", 3), ("第六条最后一句话", -1), ("第六条头一句", 1)]
)
def test_a_sentence_of_a_clause(text: str, sentence: int) -> None:
    assert read(text).sentence == sentence


def test_battles_are_chapters_with_what_is_in_them() -> None:
    for text in ("碧水保卫战的目标", "“碧水保卫战”这一章里", "把碧水保卫战的各条列成表"):
        assert read(text).chapters == (4,), text
    assert not read("第三方治理那块推行哪些治理模式").chapters
    assert read("查一下条款编号30").clauses == (30,)
    assert read("第十二条的下一条").clauses == (13,)


def test_what_is_counted_before_its_number_names_no_clause() -> None:
    assert not read("入海河流里国控的8条要求全部稳定消劣，是吗").clauses
    assert not read("其他入海河流里，14条要做到什么程度").clauses
    assert read("入海河流的第8条讲什么").clauses == (8,)
    assert read("第16条和8条各说什么").clauses == (16, 8)


def test_what_a_clause_lists_by_kind(assistant: Assistant) -> None:
    answer = assistant.ask("第三条涉及哪些行业")
    assert {c.clause for c in answer.citations} == {3}
    assert "钢铁、有色金属、石化化工、建材等行业" in answer.answer
    assert "与方案不符" not in answer.answer


def test_the_names_within_a_clause(assistant: Assistant) -> None:
    answer = assistant.ask("第二十七条提到哪些河")
    assert {c.clause for c in answer.citations} == {27}
    assert answer.answer.startswith("（二十七）严密防控环境风险：大沽河[1]")


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        ("生态安全和治理现代化两章", (6, 7)),
        ("第七章（治理现代化）里头", (7,)),
        ("第二、三、四、五章一共多少条", (2, 3, 4, 5)),
    ],
)
def test_chapters_by_longer_names_and_in_a_row(text: str, chapters: tuple[int, ...]) -> None:
    assert read(text).chapters == chapters


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("碧水保卫战最后那条的名字和条号", (16,)),
        ("净土保卫战打头的那条叫什么", (17,)),
        ("第二章头一条和末一条", (3, 8)),
        ("第二章最前面那条是哪条", (3,)),
        ("第六条排在哪两条中间", (5, 7)),
        ("看完二十四条了，接下去一条是什么", (25,)),
        ("读完二十七条，再往下是啥", (28,)),
        ("夹在28和30当中的那条说啥的", (29,)),
        ("碧水保卫战打头阵的是哪一条", (13,)),
        ("蓝天保卫战收官的那条叫什么", (12,)),
        ("我看完38条也没找到", ()),
    ],
)
def test_clauses_by_their_place(text: str, clauses: tuple[int, ...]) -> None:
    assert read(text).clauses == clauses


@pytest.mark.parametrize("text", ["第十二章第一条", "第九章的第二条讲什么"])
def test_a_clause_of_a_chapter_that_there_is_not(text: str) -> None:
    assert read(text).missing
    assert not read(text).clauses


def test_so_many_clauses_of_a_department_are_no_number(assistant: Assistant) -> None:
    own = {t.clause for t in PLAN.tasks() for d in t.duties if d.name == "市城市管理局"}
    answer = assistant.ask("城管部门五条里都负责啥")
    assert len(own) == 5
    assert {c.clause for c in answer.citations} == own


def test_a_clause_read_aloud(assistant: Assistant) -> None:
    clause = next(c for c in PLAN.clauses if c.number == 24)
    answer = assistant.ask("请朗读第二十四条").answer
    assert all(s.text.rstrip("。；") in answer for s in clause.sentences)


def test_other_ways_to_name_a_clause(assistant: Assistant) -> None:
    for question, clause in (
        ("Clause XVIII 的标题是？", 18),
        ("art. 26讲的啥内容", 26),
        ("四号条款讲的哪方面转型", 4),
        ("全文最后一个带编号的条款是第几条，标题？", 38),
    ):
        assert {c.clause for c in assistant.ask(question).citations} == {clause}
    assert "2035年" in assistant.ask("主要目标那条除了2025年，还展望到哪一年？").answer


def test_how_often_is_no_date(assistant: Assistant) -> None:
    told = assistant.ask("三十六条规定各区（市）党委政府多久报告一次、报给谁").answer
    assert "每年向市委、市政府报告" in told
    assert "没有规定频次" in assistant.ask("第四条多久检查一次").answer
    place = assistant.ask("“绿盾”出自哪条，归在哪个大章？").answer
    assert "第六章“切实维护生态环境安全”" in place


def test_one_bracket_of_several_and_the_years_of_a_clause(assistant: Assistant) -> None:
    last = assistant.ask("第12条一共几个责任括号，末一个括号是谁").answer
    assert "共4项任务" in last
    assert "由市生态环境局牵头" in last
    years = assistant.ask("主要目标那条里头分了哪两个年份来写").answer
    assert "到2025年" in years
    assert "到2035年" in years
    assert "没有规定完成时限" in assistant.ask("第三十条什么时候完成").answer


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("“洋垃圾”写在32条还是28条", 32),
        ("秸秆禁烧在第12条还是第17条", 12),
        ("入海河流总氮，是陆海协同那条还是海域那条？几号", 16),
        ("社会监测机构数据质量核查专项行动，这句话定位一下", 33),
    ],
)
def test_the_clause_that_holds_what_is_said(
    assistant: Assistant, question: str, clause: int
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == {clause}
    assert to_han(clause) in answer.answer
