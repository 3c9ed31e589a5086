"""Bar charts with intervals as inline SVG: no library, no script, no font to load."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from evals.figures import Share

_COLOURS = ("#2f6f9f", "#d0863b", "#5b8c5a")
_LEFT, _WIDTH, _BAR, _GAP, _TOP = 200, 560, 11, 10, 44


def bars(
    labels: Sequence[str], series: Mapping[str, Sequence[Share | None]], bar: float | None
) -> str:
    """Horizontal bars 0 … 1, one of each series per label; whiskers are intervals.

    ``bar`` draws a dashed line at the share that is asked for.
    """
    step = len(series) * _BAR + _GAP
    height = _TOP + len(labels) * step + 10
    parts = [*_grid(height), *_legend(list(series))]
    for i, label in enumerate(labels):
        top = _TOP + i * step
        middle = top + len(series) * _BAR / 2 + 4
        parts.append(
            f'<text x="{_LEFT - 8}" y="{middle:.1f}" text-anchor="end">{html.escape(label)}</text>'
        )
        for k, shares in enumerate(series.values()):
            value = shares[i]
            if value is not None and value.count:
                parts += _bar(value, top + k * _BAR, _COLOURS[k % len(_COLOURS)])
    if bar is not None:
        parts.append(_line(bar, height, 'stroke="#b03a2e" stroke-dasharray="4 3"'))
    size = f'viewBox="0 0 {_LEFT + _WIDTH + 60} {height}" width="{_LEFT + _WIDTH + 60}"'
    font = 'font-family="system-ui,sans-serif" font-size="12" fill="#1c2733"'
    title = html.escape("、".join(series))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font} role="img" aria-label="{title}">'
    return f"{head}{''.join(parts)}</svg>"


def _x(share: float) -> float:
    return _LEFT + share * _WIDTH


def _line(share: float, height: int, stroke: str) -> str:
    x = f"{_x(share):.1f}"
    return f'<line x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{height - 6}" {stroke}/>'


def _grid(height: int) -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        share = tenth / 10
        parts.append(_line(share, height, 'stroke="#e3e9ef"'))
        parts.append(
            f'<text x="{_x(share):.1f}" y="{_TOP - 12}" text-anchor="middle">{share:.0%}</text>'
        )
    return parts


def _legend(names: Sequence[str]) -> list[str]:
    parts = []
    for k, name in enumerate(names):
        x = _LEFT + k * 150
        parts.append(
            f'<rect x="{x}" y="4" width="12" height="12" fill="{_COLOURS[k % len(_COLOURS)]}"/>'
        )
        parts.append(f'<text x="{x + 18}" y="14">{html.escape(name)}</text>')
    return parts


def _bar(value: Share, top: float, colour: str) -> list[str]:
    middle = top + _BAR / 2
    low, high = _x(value.low), _x(value.high)
    return [
        f'<rect x="{_LEFT}" y="{top + 1}" width="{value.value * _WIDTH:.1f}" height="{_BAR - 2}" '
        f'fill="{colour}"/>',
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}" stroke="#1c2733"/>',
        f'<text x="{max(_x(value.value), high) + 6:.1f}" y="{middle + 4}" font-size="10">'
        f"{value.value:.0%}</text>",
    ]
