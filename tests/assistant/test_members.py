"""Follow-ups about the members of a row that was told, and about figures held against another."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.ledger.series import rows
from corpus.catalog import load_dossier


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        # how many, which, the others, whether it is among them
        (["第三方治理推行哪几种模式？"], "一共几种", 34, "共4种"),
        (["扬尘管控管哪些地方？"], "数一数是几处地方", 12, "共6处"),
        (["哪些外来入侵物种要管控？"], "第二种叫什么来着", 23, "按顺序是松材线虫"),
        (["对哪几条河开展综合整治？"], "打头的是哪条", 16, "按顺序是墨水河"),
        (["“三线一单”指哪些？"], "三条线里第三条叫什么", 7, "按顺序是资源利用上线"),
        (["风河要综合整治吗？"], "另外三条河报一报", 16, "其余是墨水河、北胶莱河、大沽河"),
        (["“两场两区”指什么？"], "两场分别是哪两个", 21, "说的是危险废物处置场、垃圾填埋场"),
        (["低效落后产能退出以哪些行业为重点？"], "水泥算在内吗", 5, "是的。"),
        (["生态保护补偿制度涉及哪些领域？"], "除了湿地还有哪些", 29, "其余是森林、水流、耕地"),
        # held against another figure
        (["化肥农药利用率多少？"], "比秸秆综合利用率低几个点", 17, "相差53个百分点"),
        (["森林覆盖率要多少？", "湿地保护率呢？"], "后者比前者高多少", 22, "相差55个百分点"),
        (["造林任务多少亩？", "森林质量精准提升呢"], "合起来几万亩", 22, "加起来7万亩"),
        (["国控入海河流有几条？", "其他的呢"], "加一块儿", 16, "加起来22条"),
        (["非化石能源消费比重多少？"], "跟可再生能源电量占比差几个点", 4, "1.5个百分点"),
        # what was claimed, its base, another of the same
        (["生态补偿制度谁负责？"], "我数着有八家，对了没有", 29, "共6个责任部门"),
        (["大型养殖场氨排放下降多少？"], "拿哪一年当底数比的", 12, "2020年"),
        (["市财政局牵头什么？"], "同样的问题，部门换成市公安局", 32, "生态警长"),
        (["农村黑臭水体谁来治？"], "换成城里的，又归哪几家", 13, "市水务管理局"),
        (["溶剂型胶粘剂下降多少？"], "同一句里油墨降几个点", 10, "15个百分点"),
        (["环境公益诉讼归谁？"], "三家里头第二家叫什么", 28, "市司法局"),
        (["造林任务有多大？", "谁管"], "牵头的还是分工的", 22, "分工"),
    ],
)
def test_what_is_meant(
    assistant: Assistant, history: list[str], question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["重点开展循环化改造的行业有哪些？"], "里面有没有水泥"),  # named elsewhere only
        (["扬尘管控管哪些地方？"], "有没有把停车场算进去"),
        (["生态补偿制度有哪些？"], "胶州湾的也算在里面吗"),  # beside the row, in another sentence
    ],
)
def test_what_is_not_in_the_row_is_not_confirmed(
    assistant: Assistant, history: list[str], question: str
) -> None:
    assert not assistant.ask(question, history).answer.startswith("是的")


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        (["第二十二条有哪些任务"], "最后一项呢", "湿地"),  # of the tasks, no row
        (["绿色工厂几家"], "领导说好像是12家", "10家"),  # of the factories, no departments
    ],
)
def test_what_was_listed_goes_first(
    assistant: Assistant, history: list[str], question: str, told: str
) -> None:
    assert told in assistant.ask(question, history).answer


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        (["方案文号多少？"], "以谁的名义发的", "由青岛市生态环境委员会印发"),
        (["通知主送谁？"], "正文说了什么", "抓好贯彻落实"),
    ],
)
def test_the_notice_itself(
    assistant: Assistant, history: list[str], question: str, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert told in answer.answer
    assert {str(c.part) for c in answer.citations} == {"notice"}


def test_rows_are_read_whole() -> None:
    found = {r.name: r.items for r in rows(load_dossier("qingdao-2022").plan) if r.name}
    assert found["五个减量替代"][2:] == ("煤耗", "碳排放", "污染物排放")
    assert found["治理模式"][-1] == "生态环境导向的开发（EOD）模式"
    assert found["外来入侵物种管控"][0] == "互花米草"
