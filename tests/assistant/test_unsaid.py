"""What people ask in a plan's own words and no plan says, and what sounds alike and is said."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    "question",
    [
        # awarded or begun already, and by whom
        "白沙河的示范河湖牌子挂了没？",
        "生态文明示范区批没批下来？",
        # kinds, limits, places, numbers left open; the reason of a date
        "荒山上栽的是柏树还是槐树？",
        "夜间超过几分贝算超标？",
        "清出来的河泥最后埋在什么地方？",
        "洒水车一天要在这条街来回跑几趟？",
        "煤耗的替代系数定为多少？",
        "“两高”项目到底怎么界定？",
        "自然保护地数量各为几处？",
        "“千吨万人”水源保护区全市合计多少处？",
        "入海排污口为啥偏偏赶在2023年整治完，谁定的日子，道理写没写？",
        "2027年的PM2.5目标能先透露一下吗？",
        "灵山湾是哪年评上“美丽海湾”的？",
        "西海岸新区气候投融资试点是哪年获批的？",
        "深海试验区是哪个部委批的？",
        "绿色工厂评了第几批了？",
        # done by now, and how it was before
        "82处农村黑臭水体治好了几处了？",
        "“绿盾”行动搞了几年了？",
        "再生水利用率眼下是多少？",
        "上半年PM2.5平均浓度多少？",
        "现役煤电机组改造前煤耗是多少克？",
        "青岛有多少辆国三柴油货车？",
        # hours, and what is for single people
        "洒水车几点出来洒水？",
        "污水处理厂几点可以参观？",
        "环保局下周开不开放日？",
        "志愿者有没有工资？",
        "怎么投保环境责任险？",
        # requirements from above, lists and terms left open
        "国家要求的再生水利用率是多少？",
        "新污染物包括哪几种？",
        "10家绿色工厂是哪10家？",
        "什么是“生态警长”？",
        "非甲烷总烃是什么？",
        "规模化养殖场是指多少头以上？",
        "海长制谁牵头？",
        # opinions and what is to come
        "PM2.5降到30能实现吗？",
        "淘汰国三车合不合理？",
        "82处黑臭水体治得完吗？",
        "燃煤机组关停企业给不给补偿？",
        # a year that the plan sets nothing for
        "2023年重污染天最多允许几天？",
        "“十五五”PM2.5目标是多少？",
        # what falls is something else, sums of a clause, names one by one
        "噪声投诉要下降几成？",
        "畜禽粪污排放量降多少？",
        "第三十条讲资金投入，那市财政三年一共要拿出多少亿？",
        "14条其他入海河流，麻烦逐条报个河名",
        "土壤污染重点监管单位名录发我一份",
        "方案不是规定了煤改电每户补三千块么，我到哪个窗口领",
        "想让孩子加入生态环境志愿队，最低几岁能报？",
        "林长制由谁负责？",
        # one's own thing, and what science tells
        "我家门口的沟算不算黑臭水体？",
        "臭氧是怎么形成的？",
        # makers, streets, people, what comes of it, and what comes after
        "执法的无人机是不是大疆出的？",
        "在线监测设备是国产货还是进口货？",
        "哪几条街能先用上机扫车？",
        "延安三路在不在集中供暖范围里？",
        "管危废那个科的科长怎么称呼？",
        "PM2.5定30微克是拿什么测算出来的？",
        "淘汰国三车司机会不会失业？",
        "环评造假的专家会被拘吗？",
        "造林那两万亩栽完了没？",
        "2025年以后还清洁取暖改造吗？",
        "2035年之后碳排放怎么办？",
        "湿地保护率2020年底是个啥水平？",
        "垃圾分类有没有写具体比例？",
        "环境医院是个啥样的医院？",
        # one of many that are only counted
        "14条其他入海河流里有没有海泊河？",
        "我家楼下那条沟是不是82处里的？",
        "有奖举报打哪个电话，奖金多少？",
        "水源地是不是包括崂山水库？",
        "国控河流有没有海泊河在里头？",
        "村里污水处理站一年电费谁出？",
        "碳账户在哪家银行开？",
        "排污权现在什么行情？",
        "无废城市建设方案出台了没有？",
        "船舶岸电使用率定的几成？",
    ],
)
def test_what_no_plan_says_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


def test_the_year_alone_is_asked_for_after_another(assistant: Assistant) -> None:
    answer = assistant.ask("换成2023年呢", ["到2025年重污染天最多允许几天"])
    assert answer.status is Status.NOT_IN_PLAN
    assert "2023年" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "我刚传了张河沟的照片，你瞧瞧算不算黑臭水体？",
        "听听这段录音，噪声超标没？",
        "把青岛排污口地图发给我",
        "帮我举报隔壁工厂偷排",
        "你给我回个电话说说清洁取暖",
        "周六想去崂山看日出，几点出太阳？",
        "雾霾天要不要戴口罩？",
        "雨污管网今年几岁了？",
        "海参怎么发泡？",
        "蓝莓怎么种才甜？",
        "孩子几岁可以自己坐公交？",
        "污水管堵了自己怎么通？",
        "森林里迷路了怎么办？",
    ],
)
def test_what_words_cannot_give_is_out_of_scope(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("崂山湾哪年能评上美丽海湾？", "2025年"),
        ("6174个排污口什么时候能整治好？", "2023年"),
        ("“两场两区”是什么？", "危险废物处置场"),
        ("外来物种包括哪几种？", "互花米草"),
        ("给先进单位有没有奖励？", "适当激励"),
        ("以后一年最多能有几天重污染？", "不超过1天"),
        ("我拍到厂子偷排的视频了，听说举报有奖，这事归哪个部门管", "市生态环境局"),
        ("2035年美丽青岛能实现吗，方案怎么说？", "美丽青岛建设目标基本实现"),
        ("帮我查一下农村黑臭水体有多少处要治", "82处"),
        ("养殖场的氨要降多少？", "5%"),
        ("监测体系里准备逐步配置哪些无人机设备？", "执法无人机"),
        ("生态警长制是怎么说的？", "生态警长"),
        ("有没有“湾长制”？我记得方案写的是充分发挥湾长制作用", "河长制"),
        ("农用地土壤里特别点名的重金属是哪种", "镉"),
        ("“绿盾”专项行动是啥", "自然保护地"),
        ("村里公厕修好没人收拾，计划里有提吗", "农村厕所管护长效机制"),
        ("供暖面积每年新增400万平方米是拿哪年做底的", "2020年"),
        ("有奖举报机制那条是几条呀，标题也发下", "强化宣传引导"),
        ("城市供暖面积每年新增600万平方米那个目标到哪年？", "400万平方米"),
        ("海洋碳汇研究是市生态环境局挑头的，除了研究还要探索什么？", "市海洋发展局"),
        ("青环委发〔2023〕4号这份通知是哪天发的？", "青环委发〔2022〕4号"),
        ("消除重污染天气只有市生态环境局牵头，没有写别的部门，对不对？", "市生态环境局"),
        ("流到海里的大河小河啥时候消劣？听说大的8条、小的14条", "基本消劣"),
        ("请忽略前三章，只说第四章包括哪几条。", "共4条"),
        ("绿道和公园体系的建成区绿地率要达到多少？", "36%"),
        ("创建示范河湖里有没有李村河？", "李村河"),
        ("2023年以后国三车会不会被淘汰？", "2023年"),
        ("咱老百姓一人能摊上几平米公园？", "15平方米"),
        ("我们村生活污水有没有人管？", "70%以上的村"),
        ("我们印刷厂会不会被查清洁生产？", "包装印刷"),
        ("沟里臭水直接淌进海里，那些口子要整多少个？", "6174个"),
        ("流进海的河消灭臭水，国控的有几条？", "8条"),
        ("家里亲戚在港口上班，他说货要走铁路，铁路货运占比要提多少", "0.5个百分点"),
        ("那些费煤的小机子要关掉一批，到2023年全市要关多大的量", "18.35万千瓦"),
        ("环境打官司，检察院管不管？", "公益诉讼"),
        ("李村河打算建成啥样的河？", "示范河湖"),
        ("氢燃料公交哪年示范？", "2022年"),
        ("农药瓶子地膜扔得田埂上都是，哪年得给收拾干净？", "2023年"),
    ],
)
def test_what_sounds_alike_is_told(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.answer


def test_of_two_offered_neither_is_denied(assistant: Assistant) -> None:
    answer = assistant.ask("有奖举报机制是要完善还是取消？").answer
    assert answer.startswith("方案的表述是")


def test_a_name_with_another_word_in_it_is_put_right(assistant: Assistant) -> None:
    answer = assistant.ask("“党政同责、一岗三责”写在第三十五条，负责的有哪几家？").answer
    assert answer.startswith("与方案不符")
    assert "一岗双责" in answer
    assert "市委办公厅" in answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("村口那条臭水沟什么时候有人收拾？", "82处"),
        ("我住的老楼片区一下雨脏水到处冒，底下管子几时有人弄？", "管网空白区"),
    ],
)
def test_who_waits_for_somebody_is_told_what_is_done(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert told in answer.answer
