"""Questions with options to choose from, and claims to be judged in words of the asker's own."""

from __future__ import annotations

import pytest

from assistant.engine import Assistant
from assistant.understand.options import choice_of
from assistant.understand.verdicts import verdicts_asked


@pytest.mark.parametrize(
    ("text", "stem", "options"),
    [
        ("完成的年份是 A、2022年 B、2023年，只报字母", "完成的年份是哪年？", "2022年/2023年"),
        ("（A）46（B）18.35，修复湿地多少公顷选哪个", "修复湿地多少公顷？", "46/18.35"),
        ("下面哪个是牵头单位？A市公安局 B市司法局", "牵头单位是谁？", "市公安局/市司法局"),
        ("浓度不超过（ ）A.30 B.35 C.40", "浓度不超过多少？", "30/35/40"),
        ("VOCs和PM2.5怎么管", "", ""),
        ("A、B两家谁牵头", "", ""),
    ],
)
def test_options_are_read(text: str, stem: str, options: str) -> None:
    choice = choice_of(text)
    assert (choice.stem if choice else "") == stem
    assert "/".join(o.text for o in choice.options) == options if choice else not options


@pytest.mark.parametrize(
    ("question", "letters"),
    [
        ("单选，只回字母：到2025年修复岸线多少公里？A.46 B.19.35 C.18.35", "选B。"),
        ("A.市公安局 B.市司法局 C.市检察院，“生态警长”谁牵头？直接报选项", "选A。"),
        ("多选：哪两项定的是2023年？A低效燃煤机组关停 B造林 C入海排污口整治 D绿地率", "选AC。"),
        ("挑出由市水务管理局牵头的：A水土流失治理 B海洋碳汇 C矿山修复", "选A。"),
        ("铁路货运量占比提高几个百分点：A 2 B 0.5 C 5", "选B。"),
    ],
)
def test_the_right_option_is_told(assistant: Assistant, question: str, letters: str) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith(letters)
    assert answer.citations


def test_another_things_figure_is_no_option(assistant: Assistant) -> None:
    asked = "单选：到2025年森林覆盖率要达到多少？A.70%以上 B.20%以上"
    assert not assistant.ask(asked).answer.startswith("选")


@pytest.mark.parametrize(
    ("text", "words", "claim"),
    [
        ("打√或打×：造林5万亩", ("√", "×"), "造林5万亩"),
        ("只许写“正确”或“错误”：绿地率要到36%以上。", ("正确", "错误"), "绿地率要到36%以上"),
        ("对的打勾，错的打叉：造林两万亩。", ("√", "×"), "造林两万亩"),
        ("判断真假：洋垃圾能进口", ("真", "假"), "洋垃圾能进口"),
        ("造林2万亩，对还是错？", ("对", "错"), "造林2万亩"),
        ("是否要建立河长制", None, "是否要建立河长制"),
        ("这个目标对不对", None, "这个目标对不对"),
    ],
)
def test_words_of_a_judgement(text: str, words: tuple[str, str] | None, claim: str) -> None:
    assert verdicts_asked(text) == (words, claim)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("只许写“对”或“错”：海洋碳汇由市生态环境局牵头。", "错。"),
        ("T或F：到2024年城市再生水利用率达到55%", "T。"),
        ("打√或打×：人均公园绿地面积要到18平方米", "×。"),
    ],
)
def test_a_judgement_in_these_words(assistant: Assistant, question: str, told: str) -> None:
    assert assistant.ask(question).answer.startswith(told)
