"""Wrong premises: another name, season, department or chapter, and what is asked behind them."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("“红盾”行动每年搞几次？", "绿盾"),
        ("哪些城市污水处理厂要提标到地表水Ⅲ类标准？", "Ⅳ类"),
        ("为什么臭氧防治要聚焦冬春季？", "夏秋季"),
        ("重点河流断面监测为何要从自动监测退回人工监测？", "由人工监测向自动监测"),
        ("莱州湾生态补偿制度由哪些部门建立？", "胶州湾"),
        ("在即墨搞的气候投融资试点归哪家牵头", "西海岸新区"),
        ("大数据局建的那个数字生态平台，干什么用的", "市生态环境局"),
        ("市民政局负责的生态警长机制有什么要求", "市公安局"),
        ("第七条由市发改委牵头，“三线一单”是什么", "市生态环境局"),
        ("“一企一库”说的是加油站企业和水库，为什么水库也要查？", "尾矿库"),
        ("“五个减量替代”是指产能、水耗和碳排放，为什么没有煤耗", "煤耗"),
        ("企业金融碳账户已经全面强制了，怎么开户", "探索建立"),
        ("环境污染责任保险是自愿买的，为什么叫我们交钱", "强制责任保险"),
        ("各区市每半年报告一次攻坚战情况，报给谁？", "每年向市委、市政府"),
        ("水路货运年均增速不超过2%，为什么要限制水运", "超过2%"),
        ("化工行业每吨标煤销售收入降到3万元，为什么要降", "提高到3万元"),
        ("垃圾分类只在城里搞，农村为啥不搞", "城乡"),
        ("只有一个部门管的扬尘治理，怎么管得过来", "市城市管理局"),
        ("总氮溯源和海洋风险源排查都排在2024年，哪个写在前面", "2022年"),
        ("新增水土流失综合治理250公顷，折下来每年治多少？", "250平方公里"),
    ],
)
def test_what_is_called_wrongly_is_put_right(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith("与方案不符")
    assert told in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "“绿盾”一年几次？",
        "为什么臭氧要聚焦夏秋季？",
        "污水处理厂为什么要提标到Ⅳ类？",
        "国控断面里头Ⅰ类水得占几成",
        "崂山生物多样性保护优先区域的调查计划哪年结束？",
        "民政局负责的任务是哪些",
        "重点河流断面监测为何要由人工监测转为自动监测？",
        "企业金融碳账户为什么只是探索建立",
        "环境污染责任保险为什么是强制的",
        "方案给新能源私家车每台补一万，领到哪天为止？",
        "第三十八条规定举报奖励一万元，找谁领",
        "方案提出的“绿色护照”制度由哪个局推",
        "方案规定每栋楼配一名垃圾分类督导员，工资谁发",
    ],
)
def test_what_is_called_rightly_is_not(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


def test_a_district_by_its_other_name_is_the_same(assistant: Assistant) -> None:
    answer = assistant.ask("黄岛区是不是搞气候投融资试点")
    assert not answer.answer.startswith("不是")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("优良天数比率定的是98.8%，那近岸海域优良水质面积比例定的又是多少？", ("88.8%", "98.8%")),
        ("化肥农药利用率都要达到90%，那畜禽粪污综合利用率定多少？", ("43%", "90%以上")),
        ("焦化水泥超低排放改造既然放到2025年底，那油墨涂料替代试点要建几个", ("2023年", "50个")),
        (
            "碳排放实行的是“总量控制为主、强度控制为辅”，在此之外，还要管哪些非二氧化碳的温室气体？",
            ("强度控制为主", "甲烷"),
        ),
        ("湿地保护率定的是90%，荒山造林怎么做？", ("70%以上", "火烧迹地")),
    ],
)
def test_what_is_asked_behind_a_wrong_premise_is_answered(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("与方案不符")
    assert all(t in answer.answer for t in told)


@pytest.mark.parametrize(
    ("question", "chapter"),
    [
        ("蓝天保卫战那一章里写的再生水利用率是多少？", "第四章"),
        ("第四章里写的湿地保护率是多少？", "第六章"),
        ("“无废城市”写在碧水保卫战那一章，具体第几条？", "第五章"),
        ("第五章里受污染耕地安全利用率是多少", ""),
        ("蓝天保卫战里说了秸秆吗", ""),
    ],
)
def test_a_matter_of_another_chapter_is_told_so(
    assistant: Assistant, question: str, chapter: str
) -> None:
    answer = assistant.ask(question).answer
    assert answer.startswith("与方案不符") is bool(chapter)
    assert chapter in answer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("碳达峰行动水务局有份吗", "是的"),
        ("能源清洁转型，住建局有任务吗", "是的"),
        ("无废城市建设，卫健委参与吗？", "是的"),
        ("碳达峰行动是住建局牵头吗", "不是"),
        ("生态警长是生态环境局负责吗", "不是"),
        ("环保执法的车，财政局也有份管？", "是的"),
        ("绿盾行动公安局也参与？", "不是"),
    ],
)
def test_a_part_in_a_clause_is_not_denied_for_another_task(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).answer.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("除了国控的，还有14条入海河流要求基本消劣，是真的吗？", "方案的表述是"),
        ("除了森林覆盖率，湿地保护率也要到15%，对吧？", "不是"),
        ("“一企一库”的库是指水库吧？", "不是"),
        ("“两区”是指化工集聚区和矿区吗", "方案的表述是"),
        ("秸秆综合利用率从96%放宽到90%，畜禽粪污那边也跟着放宽了吗？", "不是"),
        ("可以进口洋垃圾吗", "不是"),
        ("社会资本可以投环保吗？", "方案的表述是"),
    ],
)
def test_claims_are_weighed(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).answer.startswith(verdict)


def test_a_base_year_is_no_year_due(assistant: Assistant) -> None:
    assert not assistant.ask("重金属减排的基准年是2020年吗？").answer.startswith("不是")
    assert assistant.ask("重金属减排的基准年是2025年吗？").answer.startswith("不是")
    assert assistant.ask("重金属减排的基准年是2015年吗？").answer.startswith("不是")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("森林覆盖率奔着50%去，同一条里打算造林几万亩来支撑？", ("15%以上", "2万亩")),
        (
            "新闻里说2022年农村新增清洁取暖改造30万户，那农房节能改造多少户？",
            ("13.07万户", "0.7万户"),
        ),
        ("“生态警长”是市司法局在牵头推行，那同一条里还禁止进口什么？", ("市公安局", "洋垃圾")),
        ("既然2023年国四也要全部淘汰，那社会车辆用能清洁化要到几个点", ("国三", "5.5%")),
        ("企业金融碳账户已经全面强制了，为啥环保信用评价反倒只是探索？", ("探索建立", "全面实施")),
        ("公安局牵头的声环境监测，夜间达标率多少", ("市生态环境局", "85%")),
    ],
)
def test_what_is_asked_of_the_same_clause_is_answered_too(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith("与方案不符")
    assert all(t in answer.answer for t in told)


def test_what_is_said_to_be_done_already_is_what_the_plan_sets_out_to_do(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("李村河已经是省级美丽幸福示范河湖了，什么时候评的？")
    assert answer.status is Status.PARTIAL
    assert "分批分级推进李村河" in answer.answer


def test_a_department_named_beside_a_matter_is_not_told_all_its_tasks(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("无人机只有环保部门能用，公安也要用怎么办")
    assert {c.clause for c in answer.citations} == {33}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("听说到2025年PM2.5要降到25，没错吧", "不是。到2025年，细颗粒物（PM2.5）浓度控制在30"),
        ("森林覆盖率定到20了，凭什么", "与方案不符。"),
        ("优良天数比率要达到90，对吗", "不是。"),
        ("听说到2025年PM2.5要降到30，没错吧", "是的。"),
        ("人均公园绿地要15，对吗", "是的。"),
        (
            "溶剂型工业涂料、溶剂型油墨使用比例分别降低20、15个百分点，归谁管啊",
            "由市生态环境局牵头",
        ),
        ("既然到2026年完成全部6174个入海排污口整治，在第几条？", "与方案不符。"),
        ("再生水利用率达到55%，这项任务写在第几条？", "第（十三）条"),
        ("到2035年绿色生产生活方式广泛形成，这个目标出自哪条", "在第（二）条"),
    ],
)
def test_a_figure_without_its_unit_and_a_claim_asked_for_its_place(
    assistant: Assistant, question: str, told: str
) -> None:
    assert assistant.ask(question).answer.startswith(told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("为啥不再加强森林抚育？", "与方案不符。加强森林抚育"),
        ("都说不再完善有奖举报机制了，为什么这么定", "与方案不符。"),
        ("禁止开展海洋碳汇研究，归谁管", "与方案不符。开展海洋碳汇研究"),
        ("既然取消了河长制，河谁来管", "与方案不符。充分发挥河长制"),
        ("禁止进口“洋垃圾”，归谁管", "由市生态环境局牵头"),
        ("禁止开采地下水，归谁管", "由市生态环境局、市自然资源和规划局"),
        ("落实绿色电价政策写在第七条，对吗", "不是。"),
        ("第六条讲的节能环保产业发展规划归哪个部门", "与方案不符。"),
        ("第二十七条讲的重点重金属污染物排放量的目标是几", "加强重金属污染防控"),
    ],
)
def test_what_is_said_to_be_given_up_or_to_stand_elsewhere(
    assistant: Assistant, question: str, told: str
) -> None:
    assert assistant.ask(question).answer.startswith(told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "指导思想拿经济增速当核心，环境质量在它后头排第几？",
            "与方案不符。以改善生态环境质量为核心",
        ),
        ("固定污染源监管体系以环评制度为核心，对吗", "不是。"),
        ("碳排放以总量控制为主，谁负责", "与方案不符。"),
        ("碳排放以强度控制为主，对吗", "是的。"),
        ("产业格局以中小企业为龙头，没错吧", "不是。"),
        ("指导思想以改善环境质量为核心，对吗", "方案的表述是："),
        ("听说垃圾以后主要靠填埋，谁负责", "与方案不符。"),
    ],
)
def test_what_is_said_to_be_chief_is_held_against_what_is(
    assistant: Assistant, question: str, told: str
) -> None:
    assert assistant.ask(question).answer.startswith(told)


def test_a_date_claimed_of_what_has_none_is_told_beside_what_is_done(assistant: Assistant) -> None:
    for question, told in (
        ("新能源公交要求2025年才统一采购，没错吧", "统一采购新能源车"),
        ("生态警长2024年推行，对吗", "全面推行“生态警长”"),
    ):
        answer = assistant.ask(question)
        assert answer.status is Status.PARTIAL
        assert told in answer.answer
        assert "方案没有规定202" in answer.answer


def test_what_is_asked_of_the_clause_of_a_wrong_claim_is_answered_there(
    assistant: Assistant,
) -> None:
    told = assistant.ask("重度及以上污染天数控制在3天以内，为此安排了哪项专项行动？").answer
    assert told.startswith("与方案不符。")
    assert "不超过1天" in told
    assert "秋冬季大气污染综合治理专项行动" in told


def test_a_lead_told_by_itself_is_held_against_the_matter_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("农村清洁取暖改造这24万户，市农业农村局牵头，具体啥时候干完？").answer
    assert answer.startswith("与方案不符。由市住房城乡建设局牵头。")
    assert answer.count("不低于24万户") == 1
