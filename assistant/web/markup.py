"""Small pieces of HTML that every tab uses; all foreign text goes through ``text``."""

from __future__ import annotations

from html import escape


def text(value: str) -> str:
    """Text as HTML; braces and dollars too, so that no template engine sees any of it."""
    return escape(value).replace("{", "&#123;").replace("$", "&#36;").replace("`", "&#96;")


def place_attributes(clause: int | None, part: str, start: int = 0, end: int = 0) -> str:
    """Attributes that make a button open the side panel at a place (read by shell.js).

    ``start`` and ``end`` are offsets into the plan's source; equal ones mark nothing.
    """
    where = f'data-clause="{clause}"' if clause is not None else f'data-part="{text(part)}"'
    marked = f' data-start="{start}" data-end="{end}"' if end > start else ""
    return f'{where}{marked} aria-haspopup="dialog"'


def anchor(clause: int | None, part: str = "") -> str:
    """The id of a place in the tab 方案原文; ``#`` and the id is its address."""
    return f"clause-{clause}" if clause is not None else f"part-{part}"


def empty(title: str, body: str) -> str:
    """A state with nothing to show: why, and what to do."""
    return f'<div class="pa-empty"><p><b>{text(title)}</b></p><p>{text(body)}</p></div>'
