"""Blocks of a report, as Markdown and as a self-contained HTML page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table; cells are plain text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A section: heading, paragraphs, table, plot (SVG), list items."""

    title: str
    text: str = ""
    table: Table | None = None
    plot: str = ""
    items: tuple[str, ...] = ()


def markdown(found: Sequence[Block], title: str, images: str = "") -> str:
    """The report as Markdown; plots are left to the HTML page, named by ``images``."""
    lines = [f"# {title}", ""]
    if images:
        lines += [f"图见 [{images}]({images})。", ""]
    for block in found:
        lines += [f"## {block.title}", ""]
        lines += [block.text, ""] if block.text else []
        lines += [*_markdown_table(block.table), ""] if block.table else []
        lines += [*(f"{n}. {_escape(item)}" for n, item in enumerate(block.items, 1)), ""]
    return "\n".join(lines).rstrip().replace("\n\n\n", "\n\n") + "\n"


def _markdown_table(table: Table) -> list[str]:
    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(map(_escape, cells)) + " |"

    return [row(table.head), "|" + " --- |" * len(table.head), *map(row, table.rows)]


def _escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    flat = " ".join(text.split())
    return (
        html.escape(flat, quote=False).replace("|", "\\|").replace("[", "\\[").replace("*", "\\*")
    )


_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1c2733;background:#fff}table{border-collapse:collapse;width:100%;font-size:14px}"
    "th,td{border-bottom:1px solid #d7dfe7;padding:.35rem .5rem;text-align:left}"
    "h2{margin-top:2.5rem}svg{max-width:100%;height:auto}li{margin:.4rem 0;font-size:14px}"
    ".wide{overflow-x:auto}"
)


def page(found: Sequence[Block], title: str) -> str:
    """The report as one HTML file with its plots inside."""
    body = "".join(map(_section, found))
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{html.escape(title)}</h1>{body}</html>\n"
    )


def _section(block: Block) -> str:
    text = f"<p>{html.escape(block.text)}</p>" if block.text else ""
    items = "".join(f"<li>{html.escape(item)}</li>" for item in block.items)
    table = f'<div class="wide">{_html_table(block.table)}</div>' if block.table else ""
    listed = f"<ol>{items}</ol>" if items else ""
    return f"<h2>{html.escape(block.title)}</h2>{text}{block.plot}{table}{listed}"


def _html_table(table: Table) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in cells) + "</tr>"

    return f"<table>{row(table.head, 'th')}{''.join(row(r, 'td') for r in table.rows)}</table>"
