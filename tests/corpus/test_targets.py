"""The target parser: the reviewed golden file, rules on invented plans, properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Target
from corpus.targets.parse import parse_targets

HERE = Path(__file__).parent
SOURCE = (HERE.parents[1] / "corpus/plans/qingdao-2022/source.txt").read_text(encoding="utf-8")
GOLDEN = HERE / "golden/targets-qingdao-2022.json"
PREFIX = 30


def sentences(source: str) -> Iterator[tuple[str, int, str]]:
    """Each 。-sentence with its offset and the label of its clause ("" before the first)."""
    label = ""
    for line in re.finditer(r"[^\n]+", source):
        if numbered := re.match(r"（[一二三四五六七八九十]+）", line[0]):
            label = numbered[0]
        for part in re.finditer(r"[^。]+。?", line[0]):
            yield part[0], line.start() + part.start(), label


def as_row(target: Target) -> dict[str, object]:
    """A target without its offsets, which the tests check apart."""
    return {
        f.name: getattr(target, f.name) for f in fields(target) if f.name not in ("start", "end")
    }


def parsed_rows() -> list[dict[str, object]]:
    """The golden file's shape: only sentences with targets."""
    return [
        {"clause": label, "sentence": text[:PREFIX], "targets": [as_row(t) for t in found]}
        for text, start, label in sentences(SOURCE)
        if (found := parse_targets(text, start))
    ]


def brief(text: str) -> list[tuple[str, str, str, str, str, str]]:
    """Indicator, comparator, value, unit, due and scope of each target."""
    return [
        (t.indicator, t.comparator, t.value, t.unit, t.due, t.scope) for t in parse_targets(text, 0)
    ]


def test_golden() -> None:
    assert parsed_rows() == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_offsets_and_verbatim_fields_in_the_plan() -> None:
    for text, start, _ in sentences(SOURCE):
        for target in parse_targets(text, start):
            assert SOURCE[target.start : target.end] == target.text
            assert target.value in target.text
            assert target.unit in target.text
            assert all(part in target.text for part in target.comparator.split("…"))
            assert target.due in text
            assert target.scope in text


def test_no_target_in_a_responsibility_bracket() -> None:
    for found in re.finditer(r"[（〔][^（〔]*(?:负责|牵头)[）〕]", SOURCE):
        assert parse_targets(found[0], found.start()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2030年，全市PM10年均浓度降至60微克/立方米以下。",
            [("PM10年均浓度", "降至…以下", "60", "微克/立方米", "到2030年", "全市")],
        ),
        (
            "力争到2027年，COD、氨氮浓度分别下降8%和10%。",
            [
                ("COD浓度", "分别下降", "8", "%", "到2027年", ""),
                ("氨氮浓度", "分别下降", "10", "%", "到2027年", ""),
            ],
        ),
        (
            "到2025年，化学需氧量、氨氮重点工程减排量分别达到1.2万吨、0.05万吨。",
            [
                ("化学需氧量重点工程减排量", "分别达到", "1.2", "万吨", "到2025年", ""),
                ("氨氮重点工程减排量", "分别达到", "0.05", "万吨", "到2025年", ""),
            ],
        ),
        (
            "2026年年底前，建成区绿化覆盖率达到42.5%，新能源公交车累计推广1200辆。",
            [
                ("绿化覆盖率", "达到", "42.5", "%", "2026年年底前", "建成区"),
                ("新能源公交车", "累计推广", "1200", "辆", "2026年年底前", ""),
            ],
        ),
        (
            "到“十四五”末，环保投资占比从1.8%提高到2.5%以上，完成投资120亿元。",
            [
                ("环保投资占比", "提高到…以上", "2.5", "%", "到“十四五”末", ""),
                ("投资", "完成", "120", "亿元", "到“十四五”末", ""),
            ],
        ),
        (
            "新建污水处理厂5座、泵站3座；新建4座垃圾焚烧厂、2座填埋场。",
            [
                ("污水处理厂", "新建", "5", "座", "", ""),
                ("泵站", "新建", "3", "座", "", ""),
                ("垃圾焚烧厂", "新建", "4", "座", "", ""),
                ("填埋场", "新建", "2", "座", "", ""),
            ],
        ),
        ("每年新增绿地50公顷。", [("绿地", "新增", "50", "公顷", "每年", "")]),
        (
            "到2025年，单位GDP能耗比2020年降低13.5%，森林蓄积量达到1,500万立方米。",
            [
                ("单位GDP能耗", "降低", "13.5", "%", "到2025年", ""),
                ("森林蓄积量", "达到", "1,500", "万立方米", "到2025年", ""),
            ],
        ),
        (
            "2025年6月30日前，20蒸吨以下燃煤锅炉全部淘汰。",
            [("20蒸吨以下燃煤锅炉", "全部", "全部淘汰", "", "2025年6月30日前", "")],
        ),
        (
            "到2026年，全县80%以上的行政村完成厕所改造。",
            [("完成厕所改造的行政村", "以上", "80", "%", "到2026年", "全县")],
        ),
        (
            "PM2.5浓度到2025年降至28微克/立方米。",
            [("PM2.5浓度", "降至", "28", "微克/立方米", "到2025年", "")],
        ),
    ],
)
def test_invented_plans(text: str, expected: list[tuple[str, ...]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "对30万千瓦以下煤电机组实施改造。",
        "加快淘汰国三及以下排放标准货车，鼓励报废15年以上的车辆。",
        "落实《大气污染防治行动计划（2021-2023年）》，开展三年行动。",
        "学习贯彻十九届历次全会精神，推动PM2.5和臭氧协同治理。",
        "2021年PM2.5浓度同比下降5%，已完成改造3000户。",
        "印发某政发〔2022〕4号文件，涉及12个镇，开展3次检查。",
        "",
    ],
)
def test_no_target(text: str) -> None:
    assert parse_targets(text, 0) == ()


def test_due_carries_until_the_next_one() -> None:
    text = "完成河道清淤3公里；到2023年，湿地率达到5%，林地率达到8%；到2025年，绿地率达到9%。"
    assert [(t.due, t.due_year) for t in parse_targets(text, 0)] == [
        ("", None), ("到2023年", 2023), ("到2023年", 2023), ("到2025年", 2025),
    ]  # fmt: skip


def test_period_and_its_scope_carry_to_the_next_indicator() -> None:
    text = "全县农村地区2022年到2024年新增改厕户数不低于3万户，改厕率提高8个百分点以上。"
    found = parse_targets(text, 7)
    assert [(t.due, t.due_year, t.scope) for t in found] == [
        ("2022年到2024年", 2024, "全县农村地区")
    ] * 2
    assert found[1].text == "改厕率提高8个百分点以上"
    assert found[1].start == 7 + text.index("改厕率提")


def test_assigned_task_takes_the_indicator_before_it() -> None:
    found = parse_targets("到2025年，风电占比提高到9%，完成市下达的目标任务。", 0)
    assert [(t.indicator, t.comparator, t.value) for t in found] == [
        ("风电占比", "提高到", "9"),
        ("风电占比", "完成", "市下达的目标任务"),
    ]


SENTENCES = [text for text, _, _ in sentences(SOURCE)]
FRAGMENTS = st.sampled_from(
    [*"，；。、（）“”《》〔〕的0159%万年到", "到2025年", "达到", "分别", "全部清零", "完成", "以上",
     "提高", "个百分点", "全市", "从", "每年新增", "Ⅲ类", "同比", "“十四五”末"]
)  # fmt: skip


def assert_exact(source: str, text: str, start: int) -> None:
    for target in parse_targets(text, start):
        assert start <= target.start < target.end <= start + len(text)
        assert source[target.start : target.end] == target.text


@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.text(max_size=20))
def test_offsets_of_any_concatenation(parts: list[str], before: str) -> None:
    text = "".join(parts)
    assert_exact(before + text, text, len(before))


@given(st.lists(FRAGMENTS, max_size=25).map("".join) | st.text(), st.text(max_size=5))
def test_any_text_is_read_without_error(text: str, before: str) -> None:
    assert_exact(before + text, text, len(before))
