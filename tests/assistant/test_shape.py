"""Answers in the form asked for."""

from __future__ import annotations

import json
import re

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


def told(assistant: Assistant, text: str) -> str:
    return re.sub(r"\[\d+\]", "", assistant.ask(text).answer)


def test_a_table_has_the_columns_asked_for(assistant: Assistant) -> None:
    lines = told(assistant, "把第二十二条的量化指标做成表格：指标、数值、年份。").splitlines()
    assert lines[0] == "| 指标 | 数值 | 年份 | 依据 |"
    assert "| 湿地保护率 | 达到70%以上 | 2025年 |  |" in lines


def test_json_is_json(assistant: Assistant) -> None:
    rows = json.loads(assistant.ask("以JSON格式输出第十三条的目标，字段为指标、数值、年份").answer)
    assert {"指标", "数值", "年份", "依据"} == set(rows[0])
    assert {r["年份"] for r in rows} == {"2024年"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("只回答部门名称：餐饮油烟归谁管", "市城市管理局、市生态环境局"),
        ("只回答数字：2025年建成区绿地率目标是多少", "36%以上"),
        ("市公安局的任务一共几条，只说个数", "3条"),
        ("财政局分工几项，只要数字", "5项"),
        ("只给条款号：哪些条款提到了大沽河", "第十六条、第二十六条、第二十七条"),
        ("不要解释，只说年份：入海排污口整治何时完成", "2023年"),
        ("仅列数字：修复滨海湿地多少公顷、岸线多少公里", "滨海湿地46公顷；岸线19.35公里"),
        ("用20个字以内回答：谁负责水土流失治理", "由市水务管理局牵头。"),
    ],
)
def test_one_thing_alone(assistant: Assistant, text: str, answer: str) -> None:
    assert told(assistant, text) == answer


def test_lines(assistant: Assistant) -> None:
    assert told(assistant, "请用编号列表说明柴油货车的措施").splitlines()[1].startswith("1. ")
    assert "**98.8%**" in told(assistant, "加粗关键数字：近岸海域水质目标")
    one = told(assistant, "把第二十二条的指标用分号隔开列成一行")
    assert "\n" not in one
    assert one.count("；") > 3


def test_every_citation_keeps_its_mark(assistant: Assistant) -> None:
    answer = assistant.ask("给出表格，列：条款号、标题、责任部门，范围第七章")
    marks = {int(m) for m in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marks == {c.number for c in answer.citations}
    assert {c.clause for c in answer.citations} == set(range(28, 35))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "只列条款标题，不要编号：第八章",
            "加强组织领导、强化责任落实、强化队伍建设、强化宣传引导",
        ),
        ("回答不超过15个字：2025年森林覆盖率", "森林覆盖率达到15%以上。"),
        ("只要一个数字：全市要整治多少个入海排污口", "6174个"),
    ],
)
def test_short(assistant: Assistant, text: str, answer: str) -> None:
    assert told(assistant, text) == answer


def test_dates_of_a_sentence_before_are_proved(assistant: Assistant) -> None:
    answer = told(assistant, "请给我一份表格，左边指标右边目标值，内容是第十七条")
    assert "| 化肥农药利用率 | 均达到43% |" in answer


def test_so_many_points(assistant: Assistant) -> None:
    lines = told(assistant, "用不超过三个要点总结第十五条").splitlines()
    assert len(lines) == 4


def test_chapters_of_clauses(assistant: Assistant) -> None:
    answer = told(assistant, "列表格：条款号、标题、所在章，市公安局参与的条款")
    assert "| （十一） | 持续打好柴油货车污染治理攻坚战 | 三、深入打好蓝天保卫战 |" in answer


def test_a_form_with_room_for_more_widens_to_the_clause(assistant: Assistant) -> None:
    points = assistant.ask("给我四个简短的要点，讲怎么搞低碳生活").answer
    assert points.count("\n- ") + points.startswith("- ") == 4
    dated = assistant.ask("按年份先后排一下地下水污染调查评估的节点").answer
    assert 0 <= dated.find("2023年") < dated.find("2025年")
    official = assistant.ask("用“一、二、三”的格式列出加强组织领导的三点要求").answer
    assert "三、构建减污降碳" in official
    parted = assistant.ask("用“目标—措施—责任单位”整理第十八条").answer
    assert "98%" in parted
    assert "重金属" in parted


def test_columns_that_the_plan_does_not_tell(assistant: Assistant) -> None:
    answer = assistant.ask("监测体系这条做张三栏表：主要任务、牵头单位、联系电话")
    assert answer.status is Status.PARTIAL
    head, _, *rows = answer.answer.splitlines()
    assert head == "| 主要任务 | 牵头单位 | 联系电话 | 依据 |"
    assert all("| 市生态环境局 | 方案没有规定 |" in row for row in rows)


def test_a_column_of_one_year(assistant: Assistant) -> None:
    lines = told(assistant, "用Markdown表格整理第二十二条：单位｜任务｜2025年数值").splitlines()
    assert lines[0] == "| 单位 | 任务 | 2025年数值 | 依据 |"
    assert any("市水务管理局" in x and "新增250平方公里" in x for x in lines)
    assert all("| — |" in x for x in lines if "2023年" in x)


def test_a_table_to_be_filled_in(assistant: Assistant) -> None:
    asked = "做个两列的表，左边指标右边数值，把总体要求部分2025年的空气、地表水、近岸海域目标填进去"
    lines = told(assistant, asked).splitlines()
    assert lines[0] == "| 指标 | 数值 | 依据 |"
    for figure in ("30微克/立方米", "88.8%", "71.4%", "98.8%"):
        assert any(figure in x for x in lines)


def test_keys_of_the_asker(assistant: Assistant) -> None:
    asked = "用JSON给我建成区绿地率和人均公园绿地的2025年目标，键名greenRate、parkPerCapita"
    row = json.loads(told(assistant, asked))
    assert (row["greenRate"], row["parkPerCapita"]) == ("36%以上", "15平方米")
    asked = "输出JSON，字段名为name和value：建筑垃圾资源化利用率的目标"
    assert [(r["name"], r["value"]) for r in json.loads(told(assistant, asked))] == [
        ("建筑垃圾资源化利用率", "保持在70%以上")
    ]


def test_who_will_read_it_is_no_matter(assistant: Assistant) -> None:
    asked = "热线坐席用的十秒口播：农村黑臭水体要治多少处、行政村整治多少个"
    assert {"82", "1099"} <= set(re.findall(r"\d+", told(assistant, asked)))


def test_figures_of_the_news(assistant: Assistant) -> None:
    asked = "把报道里2022年城区的供热、能效、节能、超低能耗四个面积数列成表"
    answer = told(assistant, asked)
    assert all(f"{n}万平方米" in answer for n in (600, 68, 233, 10))


def test_headings_of_the_asker(assistant: Assistant) -> None:
    lines = told(assistant, "把第三十一条拆成“污水”“农村污水”“生活垃圾”三个小标题").splitlines()
    assert [line.split("：")[0] for line in lines] == ["污水", "农村污水", "生活垃圾"]
    assert "扩容" in lines[0]
    assert "长效化" in lines[1]
    assert "焚烧" in lines[2]
    text = "第二十二条的量化目标按“造林、森林覆盖、湿地”三栏给我一张表"
    table = told(assistant, text).splitlines()
    assert table[0] == "| 项目 | 内容 | 依据 |"
    assert table[-1] == "| 湿地 | 到2025年，湿地保护率达到70%以上 |  |"
    owned = told(assistant, "把第三十七条分成“队伍、装备、激励”三点，每点注明责任单位")
    assert owned.splitlines()[0].endswith("（由市生态环境局牵头）")
    assert assistant.ask("分“已要求建立”和“探索建立”两类，列出生态补偿制度").citations


def test_the_figure_has_room(assistant: Assistant) -> None:
    said = told(assistant, "50字以内讲讲受污染的耕地打算怎么办。")
    assert "98%以上" in said
    assert len(said) <= 50


def test_one_long_sentence_in_its_chief_pieces(assistant: Assistant) -> None:
    assert "以改善生态环境质量为核心" in told(assistant, "用一句话概括指导思想")
    asked = told(assistant, "指导思想说了哪些“坚持”？")
    assert asked.count("坚持") == 5
    assert "指示要求" not in asked


def test_a_draft_of_a_notice_is_no_question_about_the_notice(assistant: Assistant) -> None:
    text = "帮我起草一则内部通知的正文，说明督察整改的要求出自哪条、怎么做。"
    assert "清单化调度" in told(assistant, text)
    assert told(assistant, "通知正文里说了什么").startswith("现将")


def test_members_of_a_row_in_boxes(assistant: Assistant) -> None:
    lines = told(assistant, "请做成打卡清单（前面带方框）：扬尘要管的六类地方").splitlines()
    assert lines[0] == "共6类："
    assert lines[1:][-1] == "□ 港口码头"
    assert len(lines) == 7


def test_number_and_date_joined(assistant: Assistant) -> None:
    for text in ("一句话，文号加日期。", "文号+印发日期，一行写完"):
        said = told(assistant, text)
        assert "青环委发〔2022〕4号" in said
        assert "2022年8月31日" in said
    assert "青岛市生态环境委员会" in told(assistant, "公文落款怎么写的？")


def test_by_year_all_that_is_due(assistant: Assistant) -> None:
    for text in ("按年份分组列出地下水调查任务", "按完成年份分组，列出地下水污染调查评估的任务"):
        first, second = told(assistant, text).splitlines()
        assert first.startswith("到2023年")
        assert second.startswith("到2025年")
    lines = told(assistant, "以时间轴方式呈现第四条的目标").splitlines()
    assert [line for line in lines if "18.35万千瓦" in line]
    assert all("年" in line for line in lines)
    lines = told(assistant, "按年份分组列出柴油货车那一条的各项目标").splitlines()
    assert "到2022年年底" in lines[0]


def test_two_years_of_one_indicator_in_a_table(assistant: Assistant) -> None:
    table = told(assistant, "用表格对比2023年与2025年秸秆综合利用率目标")
    assert "| 2023年 | （十二） |" in table
    assert "| 2025年 | （十七） |" in table


def test_owners_with_the_target(assistant: Assistant) -> None:
    said = told(assistant, "受污染耕地的目标和牵头单位")
    assert "市农业农村局牵头" in said
    assert "98%以上" in said
    owners = assistant.ask("农用地土壤这条的两个牵头单位各管什么").departments
    assert {d.name for d in owners} == {"市生态环境局", "市农业农村局"}


def test_aims_without_town_or_village_are_the_measured_ones(assistant: Assistant) -> None:
    assert assistant.ask("一句话说清黑臭水体治理目标").citations[0].clause == 13
    assert assistant.ask("农村黑臭水体治理目标").citations[0].clause == 17
    assert "党政同责" in told(assistant, "三十五条看一下")


def test_of_each_district_nothing_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("把青岛十个区市各自的PM2.5目标值做成表格")
    assert answer.status is Status.NOT_IN_PLAN


def test_matters_of_one_task_are_told_from_there(assistant: Assistant) -> None:
    asked = "写一段给居民看的答复，说明厕所管护和农村污水怎么管"
    answer = assistant.ask(asked)
    assert {c.clause for c in answer.citations} == {17}
    assert "厕所" in answer.answer
    assert "70%" in answer.answer


def test_several_aims_are_those_of_the_plan(assistant: Assistant) -> None:
    for text in ("集中供暖和清洁取暖的目标", "请把城市集中供热和农村取暖改造的数字做成对照表"):
        said = told(assistant, text)
        assert "400万平方米" in said
        assert "24万户" in said
    figures = told(assistant, "新闻稿里2022年清洁取暖的几个数据，列成清单给我。")
    assert "600万平方米" in figures


def test_a_notice_to_be_written_is_of_its_matter(assistant: Assistant) -> None:
    answer = assistant.ask("替乡镇拟一段禁烧秸秆的通知，要带上利用率的要求和年份")
    assert {c.clause for c in answer.citations} == {12}
    assert "96%" in answer.answer
    assert assistant.ask("这份通知要求怎么贯彻").citations[0].part == "notice"


def test_every_target_of_a_clause_under_names_of_the_asker(assistant: Assistant) -> None:
    said = told(assistant, "第22条的量化指标导成CSV，一行一个：名称,数值")
    assert all(figure in said for figure in ("2万亩", "250平方公里", "15%", "70%"))
    asked = "第18条受污染耕地那部分，用JSON给我，键为“指标”“数值”“年份”“牵头单位”"
    rows = json.loads(told(assistant, asked))
    assert [list(r)[:4] for r in rows] == [["指标", "数值", "年份", "牵头单位"]]
    assert "98%" in rows[0]["数值"]


def test_an_english_order_before_a_question(assistant: Assistant) -> None:
    asked = "Answer in one short English sentence: which clause covers the reward scheme?"
    assert assistant.ask(asked).citations[0].clause == 38


def test_who_is_responsible_is_noted_beside(assistant: Assistant) -> None:
    """Whatever else is asked is answered as without the note."""
    owner = "由市生态环境局牵头"
    said = told(assistant, "臭氧污染防治的措施，分三点说明，责任单位也写上").splitlines()
    assert said[-1] == f"{owner}。"
    assert len(said) == 5
    lines = told(assistant, "臭氧污染防治的措施，分三点说明，每点注明责任单位").splitlines()
    assert all(line.endswith(f"（{owner}）。") for line in lines if not line.endswith("："))
    asked = "镇级水源地保护区勘界立标，截止时间是不是2025年年底？末尾写上责任单位"
    assert told(assistant, asked).startswith("是的。")
    assert told(assistant, asked).endswith(f"{owner}。")
    rows = json.loads(assistant.ask("第二十二条的目标，做成JSON，注明牵头单位").answer)
    assert {r["责任单位"] for r in rows} >= {"市水务管理局", "市自然资源和规划局"}
    reply = told(assistant, "信访件答复，两三句就好：居民反映楼下饭店油烟呛人")
    assert reply.endswith("由市城市管理局、市生态环境局按职责分工负责。")


@pytest.mark.parametrize(
    ("text", "limit", "held"),
    [
        ("有人半夜偷倒危险废物，谁来严打？50字内写全", 50, "由市生态环境局牵头"),
        ("请在30个字以内说清有人偷偷打井抽水，谁来查", 30, "市水务管理局"),
        ("拆房子出来的建筑垃圾，资源化利用率不能低于多少？20字以内", 20, "70%以上"),
        ("清洁取暖率到2023年要提高几个百分点？不超过15个字", 15, "5个百分点"),
        ("水运货量每年要涨多少？控制在30字", 30, "超过2%"),
        ("市公安局参与柴油货车污染治理，是吗？30字以内", 30, "是的。由市公安局等10个部门"),
        ("第13条写的是啥，不超过100字", 100, "55%"),
        ("概括第三十条，限20个字", 20, "资金投入机制"),
        ("市公安局的任务，控制在100字", 100, "（三十二）提升生态环境监管执法效能（牵头）"),
        ("各区（市）建成区黑臭水体清零，短信70字以内，带责任单位", 70, "市水务管理局"),
        ("燃煤机组关停18.35万千瓦是2025年的事？不超过15个字", 15, "不是。2023年"),
        ("指导思想说以什么为核心？十个字以内。", 10, "改善生态环境质量"),
        ("第一条请浓缩到五十字上下", 55, "以改善生态环境质量为核心"),
    ],
)
def test_the_limit_is_kept(assistant: Assistant, text: str, limit: int, held: str) -> None:
    said = told(assistant, text)
    assert held in said
    assert len(re.sub(r"\s", "", said)) <= limit


def test_what_no_row_tells(assistant: Assistant) -> None:
    """Clause numbers, titles, verdicts and reckoned figures are not lost in a table."""
    table = told(assistant, "市财政局参与了哪几条？用表格")
    assert "| （三十七） | 强化队伍建设（分工） |" in table
    assert told(assistant, "第25条，用Markdown表格").startswith("（二十五）强化生态保护监管：")
    asked = "地表水优良比例和近岸海域优良面积比例，2025年目标哪个高，差几个百分点？"
    assert "相差27.4个百分点" in json.loads(assistant.ask(f"{asked}用JSON返回").answer)[0]["结论"]
    false = "煤电机组供电煤耗302克是2025年的目标？用Markdown表格"
    assert told(assistant, false).startswith("不是。")
    owned = json.loads(assistant.ask("秸秆禁烧由谁负责？做成JSON").answer)
    assert [r["责任单位"] for r in owned] == ["市农业农村局、市生态环境局"]


def test_figures_in_other_words(assistant: Assistant) -> None:
    assert told(assistant, "公园太少了，以后一个人能摊上多大块绿地？只给数") == "15平方米"
    assert "**不超过1天**" in told(assistant, "2025年重污染天数的上限是多少？加粗关键数字")


def test_how_many_points_are_no_clauses(assistant: Assistant) -> None:
    points = assistant.ask("污水、垃圾设施补短板要干的事，编号列个清单，三到五条。")
    assert {c.clause for c in points.citations} == {31}
    each = assistant.ask("第五章五条，每条一句话，编上号")
    assert {c.clause for c in each.citations} == {17, 18, 19, 20, 21}
    assert {c.clause for c in assistant.ask("三到五条讲什么").citations} == {3, 4, 5}


def test_by_years_in_quotes_and_owners_of_each(assistant: Assistant) -> None:
    said = told(assistant, "第十一条按“2022年年底 / 2023年 / 2025年”三档归类")
    assert 0 <= said.find("氢燃料电池汽车") < said.find("2023年") < said.find("0.5个百分点")
    lines = told(assistant, "第三十六条按项拆，每项末尾括号里标上谁负责").splitlines()
    assert all("（由" in line for line in lines[1:])
    assert any("市政协" in line for line in lines)


def test_who_asks_and_what_is_asked_claim_nothing(assistant: Assistant) -> None:
    asked = "我是人大代表，调研发言用，列三点概括饮用水安全保障的要求"
    assert told(assistant, asked).startswith("（十四）")
    assert "与方案不符" not in told(assistant, "生活垃圾处理以什么为主")
    assert told(assistant, "生活垃圾处理以填埋为主吗").startswith("不是。")
    assert told(assistant, "生态警长制由谁负责，只要部门名字就行") == "市公安局"
    assert assistant.ask("林长制由谁负责").status is Status.NOT_IN_PLAN
