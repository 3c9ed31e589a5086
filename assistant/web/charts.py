"""Charts as Plotly figures; the only place that knows plotly.

A chart is a JSON object ``{"light": figure, "dark": figure}``; static/charts.js draws the one that
suits the page, with the copy of plotly.js that the Python package brings.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from corpus.model import Plan, Role, Task

_LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "traceorder": "normal"}
_FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """The page's colours, as in shell.css."""

    ink: str
    line: str
    lead: str
    shared: str
    ground: str


PALETTES = {
    "light": Palette("#17262b", "#d5dddc", "#a3261d", "#2f7f8a", "#ffffff"),
    "dark": Palette("#e4ebeb", "#2d3b3f", "#e98b82", "#4f9ba3", "#172124"),
}
Draw = Callable[[Palette], go.Figure]


@dataclass(frozen=True, slots=True)
class Series:
    """Named values with bounds (as shares of 1), for bars and lines; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@cache
def script() -> bytes:
    """plotly.js itself, some 5 MB."""
    source: str = get_plotlyjs()
    return source.encode()


def targets_by_year(tasks: Sequence[Task]) -> str:
    """How many targets fall due in which year."""
    found = [t for task in tasks for s in task.sentences for t in s.targets]
    counts = Counter(t.due_year for t in found)
    years = sorted(y for y in counts if y is not None)
    names = [f"{y}年" for y in years] + ["未写明年份"] * (None in counts)
    values = [counts[y] for y in years] + [counts[None]] * (None in counts)

    def draw(palette: Palette) -> go.Figure:
        bar = go.Bar(
            x=names, y=values, text=values, textposition="outside", cliponaxis=False,
            marker_color=palette.shared, hovertemplate="%{x}：%{y}个目标<extra></extra>",
        )  # fmt: skip
        figure = _figure(palette, 280, bar)
        return figure.update_xaxes(type="category", showgrid=False).update_yaxes(visible=False)

    return _chart(draw)


def tasks_by_department(tasks: Sequence[Task], departments: Sequence[str]) -> str:
    """How many tasks each department leads, and how many it shares; the busiest first."""
    counts = Counter((d.name, d.role) for task in tasks for d in task.duties)
    names = [n for n in departments if any(counts[n, role] for role in Role)]
    names.sort(key=lambda n: sum(counts[n, role] for role in Role))

    def draw(palette: Palette) -> go.Figure:
        bars = [
            go.Bar(
                y=names, x=[counts[n, role] or None for n in names], name=name, orientation="h",
                marker_color=colour, texttemplate="%{x}", textposition="inside", textangle=0,
                constraintext="none", textfont={"color": palette.ground, "size": 12},
                hovertemplate=f"%{{y}}：{name}%{{x}}项<extra></extra>",
            )
            for role, name, colour in (
                (Role.LEAD, "牵头", palette.lead), (Role.SHARED, "按职责分工负责", palette.shared),
            )
        ]  # fmt: skip
        figure = _figure(palette, 90 + 24 * len(names), *bars)
        figure.update_layout(barmode="stack", legend=_LEGEND)
        return figure.update_xaxes(visible=False).update_yaxes(automargin=True, showgrid=False)

    return _chart(draw)


def department_by_chapter(tasks: Sequence[Task], plan: Plan, departments: Sequence[str]) -> str:
    """How many tasks each department has in each chapter, as a heat map."""
    chapter_of = {c.number: c.chapter for c in plan.clauses}
    counts = Counter((d.name, chapter_of[task.clause]) for task in tasks for d in task.duties)
    used = {name for name, _ in counts}
    names = [n for n in departments if n in used][::-1]
    chapters = [c for c in plan.chapters if any(counts[n, c.number] for n in names)]
    cells = [[counts[n, c.number] or None for c in chapters] for n in names]

    def draw(palette: Palette) -> go.Figure:
        heat = go.Heatmap(
            x=[c.text.split("、")[0] for c in chapters], y=names, z=cells, xgap=2, ygap=2,
            customdata=[[c.text for c in chapters] for _ in names], texttemplate="%{z}",
            colorscale=[[0, _mix(palette, 0.25)], [1, palette.shared]], showscale=False,
            hovertemplate="%{y}<br>%{customdata}：%{z}项<extra></extra>",
        )  # fmt: skip
        figure = _figure(palette, 90 + 24 * len(names), heat)
        figure.update_xaxes(side="top", type="category", showgrid=False)
        return figure.update_yaxes(automargin=True, showgrid=False)

    return _chart(draw)


def shares(names: Sequence[str], series: Sequence[Series], bar: float) -> str:
    """Shares with their intervals for each name, side by side; a dashed line at ``bar``."""

    def draw(palette: Palette) -> go.Figure:
        bars = [_share_bar(names, s, c) for s, c in zip(series, _two(palette), strict=False)]
        figure = _figure(palette, 120 + 44 * len(names), *bars)
        figure.add_vline(x=bar, line_dash="dash", line_color=palette.ink, opacity=0.6)
        figure.update_layout(barmode="group", legend=_LEGEND)
        figure.update_xaxes(range=[0, 1.02], tickformat=".0%")
        return figure.update_yaxes(automargin=True, autorange="reversed")

    return _chart(draw)


def _share_bar(names: Sequence[str], series: Series, colour: str) -> go.Bar:
    bounds = list(zip(series.values, series.low, series.high, strict=True))
    return go.Bar(
        y=list(names), x=list(series.values), name=series.name, orientation="h",
        marker_color=colour, opacity=0.9,
        error_x={
            "type": "data", "symmetric": False, "thickness": 1.5,
            "array": [None if v is None or h is None else h - v for v, _, h in bounds],
            "arrayminus": [None if v is None or low is None else v - low for v, low, _ in bounds],
        },
        hovertemplate=f"%{{y}}（{series.name}）：%{{x:.1%}}<extra></extra>",
    )  # fmt: skip


def trend(when: Sequence[str], series: Sequence[Series], bar: float) -> str:
    """Shares over time."""

    def draw(palette: Palette) -> go.Figure:
        lines = [
            go.Scatter(
                x=list(when), y=list(s.values), name=s.name, mode="lines+markers", connectgaps=True,
                line_color=colour, hovertemplate=f"%{{x}} {s.name}：%{{y:.1%}}<extra></extra>",
            )
            for s, colour in zip(series, _two(palette), strict=False)
        ]  # fmt: skip
        figure = _figure(palette, 300, *lines)
        figure.add_hline(y=bar, line_dash="dash", line_color=palette.ink, opacity=0.6)
        figure.update_layout(legend=_LEGEND)
        figure.update_xaxes(type="category")
        return figure.update_yaxes(automargin=True, tickformat=".0%")

    return _chart(draw)


def _two(palette: Palette) -> tuple[str, str]:
    return palette.shared, palette.lead


def _figure(palette: Palette, height: int, *traces: Any) -> go.Figure:
    figure = go.Figure(list(traces))
    axis = {"gridcolor": palette.line, "zeroline": False, "fixedrange": True}
    return figure.update_layout(
        template=None, height=height, margin={"l": 8, "r": 16, "t": 36, "b": 32}, bargap=0.3,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", xaxis=axis, yaxis=axis,
        font={"family": _FONT, "size": 14, "color": palette.ink}, dragmode=False,
        hoverlabel={"bgcolor": palette.ground, "font": {"family": _FONT, "color": palette.ink}},
    )  # fmt: skip


def _mix(palette: Palette, share: float) -> str:
    """The colour of sharing, thinned with the ground's."""
    pairs = zip(_rgb(palette.shared), _rgb(palette.ground), strict=True)
    return f"rgb({','.join(str(round(a * share + b * (1 - share))) for a, b in pairs)})"


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def _chart(draw: Draw) -> str:
    figures = {name: json.loads(draw(p).to_json()) for name, p in PALETTES.items()}
    return json.dumps(figures, ensure_ascii=False, separators=(",", ":"))
