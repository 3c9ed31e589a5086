"""Follow-ups about clauses by their place from those spoken of, and about several turns again."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

_ACTION = "“绿盾”行动在哪一条？"
_THREE = ["海洋碳汇研究谁牵头", "深化低碳城市建设谁牵头", "气候投融资试点谁牵头"]


@pytest.mark.parametrize(
    ("history", "question", "clauses", "told"),
    [
        # so many clauses on or back, one of them or all
        (["强制性清洁生产审核在哪条讲"], "从那条往后数第二条，标题是啥", [8], "绿色低碳生活方式"),
        (["第十八条是管农用地的吧"], "往回倒两条是啥", [16], "强化陆域海域污染协同治理"),
        (
            ["“党政同责、一岗双责”在哪条？"],
            "它后头紧挨着的两条分别叫什么",
            [36, 37],
            "强化队伍建设",
        ),
        (["第二十六条说什么？"], "再往后数两条呢？", [28], "生态环境法治保障"),
        # between two, in the chapter talked about, the first or last chapter
        (["第五条讲什么", "第七条呢"], "夹在它俩中间的那条，题目叫啥", [6], "推进清洁生产"),
        ([_ACTION, "它属于第几章"], "这一章最末一条是讲啥的", [27], "严密防控环境风险"),
        (["方案一共几章？"], "最末那章叫什么名字", [35, 36, 37, 38], "加强组织实施"),
        ([], "打头那章叫什么名字", [1, 2], "总体要求"),
        # the departments of several, of a clause by its name
        (
            ["第三十条是哪些单位", "第三十一条呢"],
            "两条合起来，去掉重的，一共几家？",
            [30, 31],
            "5个",
        ),
        (["受污染耕地安全利用谁牵头"], "建设用地那条呢，名单给全", [19], "市自然资源和规划局"),
        (["受污染耕地安全利用谁牵头"], "建设用地那条呢", [19], "市住房城乡建设局"),
        (_THREE, "我没记下来，这三件按顺序把牵头的再报一遍", [3], "市海洋发展局"),
        # how far it goes, in the plan's own words; what is asked of it in spoken ones
        (
            ["污水处理厂主要指标要提标到什么标准"],
            "是所有厂都要提，还是只限某些地方的",
            [13],
            "环胶州湾",
        ),
        (["农村生活污水处理设施怎么运维"], "挑技术有啥讲究没", [31], "建设成本低"),
        (["建设用地土壤污染风险管控由谁负责"], "改成竖排清单，一家一行", [19], "市农业农村局"),
        # the rural counterpart of a clause on the town
        (["我们那儿河沟臭", "就是城里那条，说2024年清零是吧"], "那农村的呢？", [17], "82处"),
        (["第十三条谁牵头"], "农村的呢", [17], "市农业农村局"),
    ],
)
def test_clauses_are_found_from_those_spoken_of(
    assistant: Assistant, history: list[str], question: str, clauses: list[int], told: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == set(clauses)
    assert told in answer.answer
