"""A short invented plan, quick to index, for the tests of this folder and their processes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from corpus.catalog import Dossier, assemble
from corpus.lexicon import Entry, Lexicon
from corpus.structure import parse_plan

PLAN_ID = "haizhou-2025"

SOURCE = """海州市河湖保护三年行动方案

为保护河湖，改善水质，制定本方案。

一、总体要求

（一）工作目标。到2027年，国控断面优良水体比例达到85%；城市建成区黑臭水体全部清零。

二、重点任务

（二）治理黑臭水体。到2026年年底，完成12条黑臭水体整治。（市水务管理局牵头，市生态环境局配合）\
及时清运沿河垃圾，每周不少于2次。（市城市管理局负责）

（三）保护饮用水水源。划定饮用水水源保护区，设置界标和警示牌。\
每季度公布水质监测结果。（市生态环境局、市水务管理局按职责分工负责）

（四）减少化肥施用。到2027年，主要农作物化肥施用量减少5%。（市农业农村局牵头）

（五）淘汰老旧渔船。引导渔民淘汰老旧渔船，给予补助。（市海洋发展局负责）

各单位应当于每年年底报告进展。
"""

PARAPHRASES: tuple[dict[str, object], ...] = (
    {
        "clause": 2,
        "quote": "到2026年年底，完成12条黑臭水体整治。",
        "citizen": ["门口那条臭河沟什么时候能弄好", "臭水沟归谁管"],
        "clerk": ["黑臭水体整治的时限和数量"],
    },
    {
        "clause": 2,
        "quote": "及时清运沿河垃圾，每周不少于2次。",
        "citizen": ["河边的垃圾多久拉一次"],
    },
    {
        "clause": 3,
        "quote": "每季度公布水质监测结果。",
        "citizen": ["自来水水源干不干净去哪儿看"],
        "inspector": ["水源水质多久公开一次"],
    },
    {
        "clause": 4,
        "quote": "到2027年，主要农作物化肥施用量减少5%。",
        "citizen": ["种地能不能少撒点肥料"],
    },
    {
        "clause": None,
        "part": "preamble",
        "quote": "为保护河湖，改善水质，制定本方案。",
        "journalist": ["为什么要出这个方案"],
    },
)

GAPS: tuple[dict[str, object], ...] = (
    {"clause": 5, "ask": "淘汰一条渔船补助多少钱", "missing": "补助标准", "kind": "amount"},
    {"clause": None, "ask": "河湖里能不能游泳", "missing": "游泳规定", "kind": "topic"},
)

# The real one takes seconds to learn from.
LEXICON = Lexicon(
    (
        Entry("water", "黑臭水体", ("臭水沟", "臭河沟", "黑水河")),
        Entry("water", "饮用水水源", ("自来水水源", "水源地")),
        Entry("farming", "化肥施用量", ("肥料", "撒肥")),
    )
)


def dossier_in(folder: Path, extra: tuple[dict[str, object], ...] = ()) -> Dossier:
    """The invented plan, its data written to ``folder``; ``extra`` paraphrases go to the end."""
    _write(folder / "paraphrases", (*PARAPHRASES, *extra))
    _write(folder / "gaps", GAPS)
    meta: dict[str, object] = {"place": "海州", "contact": "12345", "departments": "qingdao.json"}
    return replace(assemble(parse_plan(PLAN_ID, SOURCE), meta, folder), lexicon=LEXICON)


def changed_dossier_in(folder: Path) -> Dossier:
    """The same with one question more."""
    more = {
        "clause": 4,
        "quote": "到2027年，主要农作物化肥施用量减少5%。",
        "citizen": ["化肥要减多少"],
    }
    return dossier_in(folder, extra=(more,))


def _write(folder: Path, rows: tuple[dict[str, object], ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "rows.jsonl").write_text("".join(lines), "utf-8")
