"""Enumerations whose members carry the words in which people read them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A value for programs, and ``text`` for people: ``DRAFT = "draft", "待办"``."""

    text: str

    def __new__(cls, value: str, text: str = "") -> Self:
        """A member; called with a value alone, the class looks one up."""
        member = str.__new__(cls, value)
        member._value_, member.text = value, text
        return member
