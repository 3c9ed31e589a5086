"""Claims of several matters or amounts, and what is taken for granted of a clause."""

from __future__ import annotations

import pytest

from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "verdict", "told"),
    [
        ("森林覆盖率的目标比湿地保护率高，是吗？", "不是", ("15%", "70%")),
        ("畜禽粪污综合利用率比秸秆综合利用率低，对吧？", "是的", ("90%", "96%")),
        ("建成区绿地率和森林覆盖率是同一个数字，对吗", "不是", ("36%", "15%")),
        ("再生水利用率和湿地保护率都要到70%，对吗？", "不是", ("55%", "70%")),
        ("每年造林2万亩，对吗", "不是", ("到2025年", "2万亩")),
        ("水路货运量累计涨2%，对不对？", "不是", ("年均",)),
        ("受污染耕地安全利用率过了90%就算达标，对吗", "不是", ("98%",)),
        ("绿色矿山由自规局牵头，而非生态环境局，对吗", "是的", ("市自然资源和规划局",)),
        ("整份文件数下来四十条，没数错吧？", "不是", ("38条",)),
        ("第十九条写的是地下水污染，对吗", "不是", ("建设用地", "（二十一）")),
    ],
)
def test_a_claim_is_judged_with_what_the_plan_says(
    assistant: Assistant, question: str, verdict: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question).answer
    assert answer.startswith(verdict)
    assert all(t in answer for t in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("第三十一条写的是法治保障，由哪几家负责？", ("基础设施", "市水务管理局")),
        ("第八条有9个部门，里面有没有市教育局？", ("共7个", "是的")),
        ("重金属排放量跟2015年相比降多少？", ("2020年", "2.5%")),
        ("入海河流总磷到2025年负增长，这事谁负责？", ("总氮", "市水务管理局")),
        ("鉴于可再生装机要到500万千瓦，煤电供电煤耗得降到多少？", ("400万千瓦", "302克")),
    ],
)
def test_what_is_taken_for_granted_is_put_right_and_the_rest_answered(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question).answer
    assert all(t in answer for t in told)
