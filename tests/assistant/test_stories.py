"""What people tell in several words apart is read as what plans call it."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from corpus.words import load_lines
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("俺那铲车都用了十六年多了，啥时候得淘汰", 11, "15年以上"),
        ("海里头那些碳拿去换钱，是真搞还是试着来", 3, "探索"),
        ("碳排放冲到顶以后，往后是平还是降", 2, "稳中有降"),
        ("船停在水面上就焊焊补补，有人管不", 15, "水上修造"),
        ("港口煤灰一起风就满天飘，归哪几家", 12, "市园林和林业局"),
        ("治污干得出彩的单位，文件怎么说", 37, "适当激励"),
        ("半夜安静够格的地方要占几成", 12, "85%"),
        ("民警抓嫌疑人用的车也得换电动的", 11, "除外"),
        ("邻居厂子偷排被我拍到了，检举上去给不给奖励", 38, "有奖举报"),
        ("瞅见有人半夜偷着倒脏水，我告诉政府，有没有奖这一说", 38, "有奖举报"),
        ("看见谁家偷着排脏水，我去报一声，市里有没有奖励", 38, "有奖举报"),
        ("厂里刷漆那味儿太冲了，有没有说要换成味小的漆，试点弄多少个", 10, "50个"),
        ("湿地让人填了咋整，保护率要到多少", 22, "70%"),
        ("环保的警察叫啥来着，谁家搞的", 32, "市公安局"),
        ("环保队伍缺车缺装备，谁给配", 37, "市机关事务服务中心"),
        ("俺家门口那道沟臭得开不了窗，归哪个局管", 13, "市水务管理局"),
        ("听说大沽河要治了，咋治啊", 16, "综合整治"),
        ("工地夜里咣咣砸，一家老小睡不着", 12, "夜间"),
        ("对面山坡炸石头炸得坑坑洼洼，这个管不管", 22, "矿山"),
        ("化工厂搬走的地块上要建小区，放心吗", 19, "风险管控"),
        ("沙滩上尽是塑料瓶子，捡都捡不完", 15, "海洋垃圾"),
        ("茅厕坏了大半年没人修", 17, "厕所"),
        ("拆房子剩下的砖头渣土，能再用上多少", 20, "70%"),
        ("路边炸串的烟直往楼上灌，归哪个部门", 12, "市城市管理局"),
        ("诊所打完针的针管药棉，平时是谁过来拉走", 31, "收集转运处置体系"),
        ("卫生院的医疗垃圾场子往哪摆，归哪几家定", 20, "市卫生健康委"),
        ("听说往后公交车换新车只许买新能源的，有这规定没", 11, "清洁能源汽车"),
        ("一人能分到多少平的公园绿地", 24, "15平方米"),
        ("土里有重金属，长出来的麦子敢吃吗，政府保多少", 18, "98%"),
        ("鸡场牛场的粪，以后得有几成拿去利用", 17, "90%"),
        ("咱小区雨水污水混在一条管子里，什么时候分开", 13, "2024年"),
        ("冬天雾霾老多，这几年能少几天吗", 9, "1天"),
        ("山上要栽多少树，火烧过的地修不修", 22, "2万亩"),
        ("种海草能把碳拿去卖吗", 3, "海洋碳汇"),
        ("洒水车扫马路，这活儿是谁家的", 12, "市城市管理局"),
        ("厂里偷摸着把废酸倒沟里，这事哪家管", 32, "市生态环境局"),
        ("老家没暖气，农村装暖气归哪个局", 4, "市住房城乡建设局"),
        ("想领孩子到垃圾焚烧厂里面转转，让进吗", 38, "开放"),
        ("楼下的河一直臭，睡觉都熏醒，谁管", 13, "市水务管理局"),
        ("庄头的河老臭，归谁", 17, "市农业农村局"),
        ("屋后那条沟臭得熏人，夏天窗户都不开", 13, "黑臭水体"),
        ("对门厂子天黑就偷着往沟里排废水", 32, "非现场监管执法"),
        ("邻居一到麦收就烧秸秆，眼睛都睁不开", 12, "禁烧"),
        ("垃圾站臭得很，归谁", 12, "市城市管理局"),
        ("吵得慌归谁", 12, "市生态环境局"),
        ("光伏归哪个部门", 4, "市发展改革委"),
        ("大街上机器扫、水冲，城里最后要普及到什么程度", 12, "100%"),
        ("村里有人点麦秸，冒黑烟，谁管", 12, "市农业农村局"),
        ("俺们镇上吃的水，周围啥时候立界桩", 14, "2025年"),
        ("自来水有股怪味，水源地谁在管", 14, "市生态环境局"),
        ("想小区边上多几片能溜达的草坪，平均一人多少", 24, "15平方米"),
        ("庄稼真正吃进去的肥和药要占多大比例", 17, "43%"),
        ("用过的水再利用要到几成", 13, "55%"),
        ("碎砖头能再利用吗？装修砸墙的要利用到几成", 20, "70%"),
        ("一年里有几天是好天", 2, "88.8%"),
        ("伏天一出门嗓子就刺挠，空气这毛病谁治", 10, "市生态环境局"),
        ("餐馆的排烟管正对我家窗户，居委会管不了，谁能管", 12, "市城市管理局"),
        ("执法队的车和装备哪家给配", 37, "市财政局"),
        ("管河的警察是哪家推的", 32, "市公安局"),
        ("饭店油烟熏得人睡不着，谁受得了啊", 12, "油烟"),
        ("餐盒扔得满街都是，有人管吗", 8, "塑料污染"),
        ("河沟里头那条沟发黑，哪年治好", 13, "2024年"),
        ("他们祸害了我们的果园，罚点钱就完事了？该不该赔", 28, "损害赔偿"),
        ("村里有人打机井卖水，啥手续没有，上头整不整治", 21, "非法开采"),
        ("后山叫火烧得光秃秃，说要补栽，到底种多少亩", 22, "2万亩"),
        ("测空气的公司给厂里编假数，有没有人核查", 33, "数据质量核查"),
        ("墨水河老臭，都有哪些动作要治它", 16, "墨水河"),
        ("墨水河底下全是淤泥，清淤这活儿归哪几个局", 16, "市海洋发展局"),
        ("油库要是漏了，应急的东西有人准备吗", 27, "物资"),
        ("海边要评美丽海湾，崂山那边哪年能评上", 26, "2025年"),
        ("想盖个小厂，得先看这块地让不让盖，这套管法叫啥", 7, "三线一单"),
        ("地里叫化工厂的废水灌过，菜有没有毒，谁来化验", 18, "市农业农村局"),
    ],
)
def test_a_story_finds_its_clause(
    assistant: Assistant, question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer
    assert answer.standalone_question.rstrip("？?") == question  # only the search reads it so
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [("庄里的臭水沟多会儿能弄干净", "82处"), ("李村河多会儿能变成个好看的河", "李村河")],
)
def test_what_is_done_is_told_where_a_story_asks_for_a_date_that_is_not_set(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert told in answer.answer
    assert "没有规定完成时限" in answer.answer


def test_whose_each_of_two_matters_is(assistant: Assistant) -> None:
    answer = assistant.ask("海上的垃圾和饭店油烟各归谁管")
    assert {c.clause for c in answer.citations} == {12, 15}


@pytest.mark.parametrize(
    "question",
    [
        "公交车老误点，谁管",
        "小区门口路灯坏了半年",
        "暖气不热，找哪家退钱",
        "菜场买的海参掺假",
        "上网买的新能源车掉电快",
        "我家猫丢了",
        "邻居装修借钱不还",
        "手机老卡顿",
    ],
)
def test_services_and_wares_are_no_matter_of_the_plan(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).citations


@pytest.mark.parametrize(
    "question",
    [
        "举报偷排的，奖励给多少钱",
        "举报偷排给多少奖励",
        "夜里工地吵得睡不着，要罚施工队多少钱",
        "饭店油烟往楼上飘，罚多少",
        "企业金融碳账户怎么开户",
        "医院的垃圾一天能处理多少吨",
        "火烧过的山上修好了多少亩",
        "船舶靠港岸电使用率要到多少",
        "家门口公园要建几个",
    ],
)
def test_what_the_plan_leaves_unsaid_of_a_story_is_still_refused(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


def test_each_telling_is_a_pattern_and_a_name_that_some_place_speaks_of(
    assistant: Assistant,
) -> None:
    finder = assistant._finder
    for line in load_lines("stories"):
        told, tab, called = line.partition("\t")
        assert tab, line
        re.compile(told)
        best = finder.search(called).best
        assert best is not None, called
        if best.coverage < 0.8:  # two matters of one place, each of a sentence of its own
            halves = [finder.search(half).best for half in called.split("和")]
            assert len(halves) > 1, called
            assert all(b is not None and b.coverage >= 0.8 for b in halves), called


@pytest.mark.parametrize(
    "question",
    ["早上收垃圾的大车几点到我们楼下啊", "广场舞太吵，几点前不让跳", "买新能源车有补贴没"],
)
def test_what_no_plan_says_of_daily_life_stays_unsaid(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN
