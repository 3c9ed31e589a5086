"""What the report says. Of the blind test split it shows figures only: no question, no answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from evals import plots
from evals.cases import Split
from evals.figures import FIGURE_NAMES, Figures, Share, accuracy, by_category, figures, reasons
from evals.left import WORTH_NAMES, Worth
from evals.metrics import RULE_NAMES, Rule
from evals.quick import failures, of_split
from evals.report.layout import Block, Table
from evals.report.names import BAR, CATEGORY_BAR, CATEGORY_NAMES
from evals.results import Json, read, share_of
from evals.run import Scored

_WORST = 20


def interval(value: Share) -> str:
    """A share with its interval, as the report writes it."""
    if not value.count:
        return "—"
    return f"{value.value:.1%}（{value.low:.1%}–{value.high:.1%}）"


def blocks(scored: Sequence[Scored], home: Path) -> list[Block]:
    """Everything the report says; extra results are those that stand below ``home``."""
    found = [_overall(scored), _categories(scored), _figures(scored), _rules(scored)]
    extras: dict[str, Callable[[Any], Block]] = {
        "engines.json": _engines,
        "baselines.json": _baselines,
        "leave_one_out.json": _left,
        "exhaustive.json": _exhaustive,
    }
    found += [make(data) for name, make in extras.items() if (data := read(home / name))]
    benchmark = read(home / "benchmark.json")
    if benchmark:
        found.append(_benchmark(benchmark))
    return [*found, _worst(scored)]


def _halves(scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    halves = {"开发集": of_split(scored, Split.DEV), "测试集": of_split(scored, Split.TEST)}
    return {name: part for name, part in halves.items() if part}


def _overall(scored: Sequence[Scored]) -> Block:
    rows = [
        (
            name,
            str(len(part)),
            interval(accuracy(part)),
            "达标" if accuracy(part).value >= BAR else "未达标",
        )
        for name, part in _halves(scored).items()
    ]
    text = (
        "严格准确：状态正确，应引条款全部引用且几乎不多引，责任部门及其角色完全一致，事实齐全，"
        "没有禁用内容，篇幅简短，引文与原文逐字相符；有一项不符即判错。括号内为95%自助法置信区间。"
        f"测试集对开发者保密，只列数字。达标线：{BAR:.0%}。"
    )
    return Block("总体", text, Table(("用例", "个数", "严格准确率", f"≥{BAR:.0%}"), tuple(rows)))


def _categories(scored: Sequence[Scored]) -> Block:
    halves = {name: by_category(part) for name, part in _halves(scored).items()}
    names = sorted({c for rows in halves.values() for c in rows})
    rows = tuple(_category_row(c, halves) for c in names)
    head = ("类别", *(x for name in halves for x in (f"{name}个数", f"{name}严格准确率")))
    series = {name: [rows.get(c) for c in names] for name, rows in halves.items()}
    labels = [CATEGORY_NAMES.get(c, c) for c in names]
    plot = plots.bars(labels, series, CATEGORY_BAR)
    return Block(
        "各类别", f"每类的达标线：{CATEGORY_BAR:.0%}（图中虚线）。", Table(head, rows), plot
    )


def _category_row(category: str, halves: dict[str, dict[str, Share]]) -> tuple[str, ...]:
    cells = [CATEGORY_NAMES.get(category, category)]
    for rows in halves.values():
        found = rows.get(category)
        cells += [str(found.count), interval(found)] if found else ["0", "—"]
    return tuple(cells)


def _figures(scored: Sequence[Scored]) -> Block:
    halves = {name: figures(part) for name, part in _halves(scored).items()}
    rows = tuple(
        (FIGURE_NAMES[f.name], *(_number(f.name, getattr(x, f.name)) for x in halves.values()))
        for f in fields(Figures)
    )
    text = "条款召回、MRR、nDCG 是检索的指标（按系统理解后的问题检索）；其余是答复的指标。"
    return Block("检索、引文、拒答与用时", text, Table(("指标", *halves), rows))


def _number(name: str, value: float) -> str:
    if math.isnan(value):
        return "—"
    if name == "length":
        return f"{value:.0f}"
    return f"{value:.1f}" if name.endswith("_ms") else f"{value:.3f}"


def _rules(scored: Sequence[Scored]) -> Block:
    halves = {name: reasons(part) for name, part in _halves(scored).items()}
    broken = [rule for rule in Rule if any(counts[rule] for counts in halves.values())]
    rows = tuple((RULE_NAMES[r], *(str(c[r]) for c in halves.values())) for r in broken)
    return Block("失败原因", "一条答复可能同时有几个原因。", Table(("原因", *halves), rows))


def _baselines(rows: Sequence[Json]) -> Block:
    splits = {"dev": "开发集", "test": "测试集"}
    kinds = {"first": "正确条款居首", "strict": "严格准确率"}
    keys = [(s, k) for k in kinds for s in splits if any(r[s][k] for r in rows)]
    head = ("方法", *(f"{splits[s]}{kinds[k]}" for s, k in keys))
    cells = tuple((r["name"], *(_cell(r[s][k]) for s, k in keys)) for r in rows)
    series = {
        name: [share_of(r["all"][k]) if r["all"][k] else None for r in rows]
        for k, name in kinds.items()
    }
    plot = plots.bars([r["name"] for r in rows], series, None)
    text = "同一次运行、同一批用例。只检索不作答的方法没有严格准确率。图为两个集合合计。"
    return Block("对照：朴素方法与去掉各部分", text, Table(head, cells), plot)


def _cell(data: Json | None) -> str:
    return interval(share_of(data)) if data else "—"


def _engines(data: Json) -> Block:
    """The default engine and each use of the model, side by side."""
    default, ways = data["extractive"], data["ways"]
    shown = {"all": "合计", "dev": "开发集", "test": "测试集"} | CATEGORY_NAMES
    rows = [
        (shown.get(n, n), str(v["count"]), _cell(v), *(_cell(w["shares"][n]) for w in ways))
        for n, v in default.items()
    ]
    told = (
        f"{w['name']}：由模型措辞 {w['worded']} 例，"
        f"只有它对 {w['gained']} 例，只有它错 {w['lost']} 例"
        f"（{'，'.join(f'{name} {n}' for name, n in w['uses'].items())}）"
        for w in ways
    )
    text = (
        f"语言模型 {data['model']} 与默认作答，{data['cases']} 例，用例和索引相同。"
        f"{'；'.join(told)}。"
    )
    heads = ("范围", "个数", "默认", *(w["name"] for w in ways))
    return Block("语言模型与默认作答", text, Table(heads, tuple(rows)))


def _left(data: Json) -> Block:
    rows = [
        (name, str(data[k]["count"]), _cell(data[k]))
        for k, name in (("dev", "开发集"), ("test", "测试集"), ("all", "合计"))
    ]
    rows += [
        (CATEGORY_NAMES.get(c, c), str(v["count"]), _cell(v)) for c, v in data["categories"].items()
    ]
    labels = [f"第{n}条" for n in data["clauses"]]
    plot = plots.bars(labels, {"不再作答": [share_of(v) for v in data["clauses"].values()]}, 0.9)
    how = (
        "每次都完整重建索引"
        if data.get("rebuilt")
        else "词面索引重建，向量剔除，内置向量模型不重新拟合"
    )
    told = {Worth(k): n for k, n in data["outcomes"].items()}
    strict = {name: data["strict"][k] for k, name in (("dev", "开发集"), ("test", "测试集"))}
    text = (
        f"从方案中去掉某一条（{how}），再问只由该条回答的问题：正确的答复是拒答，达标线90%。"
        "答“没有”、答没有写明责任部门、连同注入一起拦下，也是没有再作答；剩下的方案本来就答得了的不计："
        "按位置指的已是另一条（第四章第一条）、问的是全部条款、别处有同样的话。"
        f"各种结果的个数：{'，'.join(f'{WORTH_NAMES[o]} {n}' for o, n in told.items())}。"
        "若一题不除、只认状态为拒答的（旧口径）："
        f"{'，'.join(f'{name} {_cell(v)}' for name, v in strict.items())}。"
    )
    table = Table(("范围", "个数", "不再作答的比例"), tuple(rows))
    return Block("去掉一条再问", text, table, plot)


def _exhaustive(data: Json) -> Block:
    rows = [(CATEGORY_NAMES.get(k, k), str(v["count"]), _cell(v)) for k, v in data["kinds"].items()]
    rows.append(("合计", str(data["all"]["count"]), _cell(data["all"])))
    items = tuple(
        f"{f['question']} —— {'；'.join(f['reasons'])}" for f in data["failures"][:_WORST]
    )
    text = "由方案生成：凡含目标、部门或日期的句子，能回答的模板问题全部问到。达标线：99%。"
    return Block("穷举问题", text, Table(("问题", "个数", "严格准确率"), tuple(rows)), items=items)


def _benchmark(data: Json) -> Block:
    rows = tuple((r["name"], r["value"], r["ratio"]) for r in data["rows"])
    return Block("速度与内存", data["note"], Table(("项目", "数值", "与 Chroma 裸查询之比"), rows))


def _worst(scored: Sequence[Scored]) -> Block:
    items = tuple(map(_failure, failures(scored)[:_WORST]))
    title = f"开发集最差的{_WORST}条失败"
    return Block(title, "" if items else "没有失败。", items=items)


def _failure(s: Scored) -> str:
    asked = " → ".join((*s.case.history, s.case.question))
    why = "；".join(map(str, s.reasons))
    return f"{s.case.id} {asked} ｜ 答：{s.reply.answer[:80] or '（无）'} ｜ {why}"
