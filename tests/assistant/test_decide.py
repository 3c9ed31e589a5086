"""Near misses: another indicator, year, place, department or aspect is not in the plan."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import bug, violations

# Question, a word that the refusal names, the nearest clause ("related" holds it) or None.
MISSES = [
    ("“无废城市”建设方案什么时候制定", "完成时限", 20),
    ("青岛市碳达峰工作方案什么时候制定", "完成时限", 3),
    ("餐厨垃圾设施每个区要建几个", "区市", 20),
    ("济南的PM2.5目标是多少", "济南", 2),
    ("上海的黑臭水体由谁负责", "上海", 13),
    ("北京的森林覆盖率目标是多少", "北京", 22),
    ("2030年PM2.5要控制在多少", "2030年", 2),
    ("2028年森林覆盖率要达到多少", "2028年", 22),
    ("黑臭水体治理花多少钱", "", 13),
    ("淘汰柴油货车补贴多少钱", "", 11),
    ("PM2.5现在是多少", "", 2),
    ("PM2.5目标完成了吗", "", 2),
    ("市生态环境局的电话是多少", "", None),
    ("市水务管理局局长是谁", "", None),
    ("二氧化硫浓度目标是多少", "", None),
    ("温室气体清单隔多久编一次", "频次", 3),
    ("光伏装机要占可再生能源的几成", "光伏", 4),
    ("入海河流的氨氮浓度有什么要求", "氨氮", 16),
    ("深圳湾治理怎么搞", "深圳", None),
    ("方案给PM10定指标了没", "PM10", 2),
    ("生态质量指数的目标分值是多少", "数值", 22),
    ("绿色矿山建成率自己定的百分数是几", "数值", 22),
    ("14条其他入海河流的河名逐一报给我", "名单", 16),
    ("村里煤改气的补贴到哪儿申请，要不要户口本复印件", "", 4),
    ("强制责任保险保费多少，是哪家保险公司承保的", "", 29),
    ("市水务管理局在噪声治理里负责什么", "市水务管理局", 12),
    ("那14条其他入海河流各叫什么名字", "名单", 16),
    ("重污染绩效分级里评到A级的企业是哪几家", "名单", 9),
    ("“四减四增”减的是哪四样", "含义", 4),
    ("粪污乱排要受什么处罚", "处罚", None),
    ("风险管控和修复名录里都有哪些地块", "名单", 19),
    ("地下水重点区划在什么地方了", "地点", 21),
    ("什么叫环境医院", "含义", 34),
    ("碳达峰定在哪个年份", "完成时限", 3),
    ("目前已经整治完成了多少处农村黑臭水体", "完成情况", 17),
    ("环卫车要采购多少辆新能源的", "数值", 11),
    ("牵头第十三条的科长叫啥名字", "人员姓名", None),
    ("单位能耗要降百分之几，给句准话", "", 4),
    ("化肥每亩最多撒多少斤，有没有定数", "数值", 17),
    ("“一岗双责”是哪两个责", "含义", 35),
    ("“环保管家”和“环境医院”有什么区别", "含义", 34),
    ("碳达峰是2028年还是2030年", "2028年", 3),
    ("2024年的PM2.5目标是多少，不要拿2025年的糊弄我", "2024年", 2),
    ("新闻里说的十二项重点工作逐项列出来", "名单", None),
    ("环保信用评价结果不服，该向谁申诉", "流程", 29),
    ("2024年公务用车全换新能源车之后旧车怎么处理", "2024年的要求", 11),
    ("铁路货运占比提高0.5个百分点，是拿哪年当底子", "对比的基准年", 11),
    ("清洁取暖率提高5个百分点，参照的是哪一年的水平", "对比的基准年", 4),
    ("应急演练是半年一次还是一年一次", "频次", 27),
    ("10家绿色工厂都有谁，报下厂名", "名单", 6),
    ("焦化、水泥超低排放改造涉及哪几家企业，点个名", "名单", 10),
    ("16处水源地分别是哪里", "名单", 14),
    ("督察反馈了哪些问题", "名单", 36),
    ("环境应急指挥平台由哪家公司承建，合同金额多少", "", 27),
    ("崂山生物多样性调查由哪所大学承担", "承办人员或机构", 23),
    ("建筑垃圾消纳场选在哪", "地点", 20),
    ("危险废物的处置价格是多少", "金额", None),
    ("暖气片冰凉，热力公司推给物业，投诉打几号", "联系方式", None),
    ("有人举报了我们厂，帮我查出来是谁", "人员姓名", None),
    ("PM10有没有单独的控制浓度，多少微克", "PM10", 2),
    ("墨水河的水质要到几类", "墨水河", None),
    ("“无废城市”建设方案都写了哪些条款", "该文件的具体内容", None),
    ("湿地里能不能露营", "露营", 22),
    ("执法无人机买的是哪个品牌", "", 33),
]


@pytest.mark.parametrize(("question", "word", "clause"), MISSES)
def test_near_misses(assistant: Assistant, question: str, word: str, clause: int | None) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_PLAN, answer.answer
    assert word in answer.answer
    assert clause is None or clause in {r.clause for r in answer.related}
    assert violations(answer) == []


def test_an_indicator_beside_the_one_set(assistant: Assistant) -> None:
    assert assistant.ask("臭氧浓度目标是多少").status is Status.NOT_IN_PLAN


HITS = [
    ("餐厨垃圾处理设施是按街道布局还是按区市布局", 20, "以区（市）为单位"),
    ("建设用地那条的名录全称是什么", 19, "建设用地风险管控和修复名录"),
    ("找一下EOD模式出现在第几条", 34, "EOD"),
    ("要引用防外来入侵物种的那条，序号是多少", 23, "二十三"),
    ("现役煤电机组改造完，平均煤耗要压到多少克标煤？哪年做到", 4, "302克"),
    ("PM2.5要控制在多少", 2, "30微克/立方米"),
    ("青岛的PM2.5目标是多少", 2, "30微克/立方米"),
    ("2025年PM2.5要控制在多少", 2, "30微克/立方米"),
    ("2035年的目标是什么", 2, "到2035年"),
    ("臭氧污染由谁牵头防治", 10, "市生态环境局牵头"),
    ("化肥农药利用率要达到多少", 17, "43%"),
    ("全市新增水土流失综合治理面积多少", 22, "250平方公里"),
    ("建筑垃圾资源化利用率目标", 20, "70%以上"),
    ("重点重金属排放和2020年相比要减多少", 27, "2.5%"),
    ("接下来说说水土流失治理要新增多少面积", 22, "250平方公里"),
    ("快递包装的事方案写了没有", 8, "快递包装"),
    ("五个减量替代指的是哪五样", 5, "产能、能耗、煤耗"),
    ("碳达峰行动以哪几个行业为重点", 3, "钢铁"),
    ("有多少个村要治理生活污水", 17, "70%以上的村"),
    ("氢燃料汽车示范放在什么领域", 11, "公交和港口"),
    ("“互联网＋”后头那几个词说的什么模式", 32, "统一指挥"),
    ("forest coverage and wetland protection targets in 2025", 22, "70%"),
]


@pytest.mark.parametrize(("question", "clause", "words"), HITS)
def test_what_the_plan_says_is_not_refused(
    assistant: Assistant, question: str, clause: int, words: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert {c.clause for c in answer.citations} == {clause}
    assert words in answer.answer
    assert violations(answer) == []


WRONGLY_REFUSED = [
    ("主要入海河流总氮浓度的目标是多少", 16, "负增长", "no numeral, though 负增长 is the target"),
    ("崂山湾的目标是多少", 26, "美丽海湾", "no numeral, though 2025 has a target"),
]


ONCE_REFUSED = [
    ("新增多少造林面积", 22, "2万亩"),
    ("地表水国控断面中水质优良水体比例是多少", 2, "71.4%"),
    ("2024年黑臭水体要达到什么目标", 13, "全部清零"),
]


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        *(pytest.param(q, c, w, id=q) for q, c, w in ONCE_REFUSED),
        *(pytest.param(q, c, w, id=q, marks=bug(why)) for q, c, w, why in WRONGLY_REFUSED),
    ],
)
def test_targets_wrongly_refused(
    assistant: Assistant, question: str, clause: int, words: str
) -> None:
    answer = assistant.ask(question)
    assert words in answer.answer
    assert clause in {c.clause for c in answer.citations}


@pytest.mark.parametrize(
    ("claim", "truth"),
    [
        ("森林覆盖率目标是20%吗", "15%以上"),
        ("黑臭水体是2025年清零吗", "到2024年"),
        ("生态警长由市司法局牵头吗", "市公安局牵头"),
        ("入海排污口是7000个吗", "6174个"),
    ],
)
def test_a_false_premise_is_corrected(assistant: Assistant, claim: str, truth: str) -> None:
    answer = assistant.ask(claim)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("不是。")
    assert truth in answer.answer
    assert violations(answer) == []


def test_a_refusal_never_shows_the_figure(assistant: Assistant) -> None:
    for question in ("济南的PM2.5目标是多少", "2030年PM2.5要控制在多少", "PM2.5现在是多少"):
        assert "30微克" not in assistant.ask(question).answer


@pytest.mark.parametrize("text", ["哒哒 蓝蓝 水水 咚咚锵", "啊啵啵 三三三 井号井号 啪"])
def test_babble_is_unclear(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status is Status.UNCLEAR


@pytest.mark.parametrize("text", ["给我出一张墨水河治理效果图", "把方案做成一段短视频发我"])
def test_pictures_and_films_are_out_of_scope(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("监测网络“天地空”一体化要配什么设备", "执法无人机"),
        ("和PM2.5、VOCs组分一起做协同监测的还有哪一项指标", "非甲烷总烃"),
        ("近岸海域的监测网最后要做到多大的覆盖面？", "主要海湾全覆盖"),
        ("我们是包装印刷企业，方案对溶剂型油墨的使用比例要求降多少？", "15个百分点"),
        ("方案里非现场执法靠哪些监控手段？我们准备迎检。", "视频监控"),
        ("PM2.5实际定的是多少？", "30微克/立方米"),
        ("监测机构造假方案里怎么处理", "弄虚作假"),
        ("指导思想那一条里说，工作要以什么为核心？", "以改善生态环境质量为核心"),
    ],
)
def test_what_the_plan_lists_or_sets_is_told(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "PM2.5现在实际降到多少了",
        "扬尘管控用什么设备",
        "地下水监测用什么设备",
        "我们是化工企业，方案对二氧化硫排放要求降多少？",
    ],
)
def test_what_it_does_not_say_is(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN
