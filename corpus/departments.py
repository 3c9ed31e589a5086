"""The department registry: official names, short, former and informal ones, as one department."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.words import any_of


@dataclass(frozen=True, slots=True)
class Department:
    """One body. ``names`` holds every form it is called by, its own name included."""

    name: str
    full: str
    names: tuple[str, ...]
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A department named in a text; several when the name fits more than one (海事局)."""

    text: str
    start: int
    departments: tuple[Department, ...]

    @property
    def end(self) -> int:
        """Offset behind the mention."""
        return self.start + len(self.text)


class Registry:
    """Finds departments in text by any of their names, the longest name first.

    ``lookalikes`` are words and phrases that hold a name by chance (人民政府: 民政); ``place`` is
    the city whose departments these are, without 市.
    """

    def __init__(
        self, departments: Iterable[Department], lookalikes: Iterable[str] = (), place: str = ""
    ) -> None:
        self.departments, self.place = tuple(departments), place
        self._by_name = {d.name: d for d in self.departments}
        self._by_alias: dict[str, list[Department]] = {}
        for department in self.departments:
            for alias in department.names:
                self._by_alias.setdefault(alias, []).append(department)
        self._pattern = re.compile(any_of((*self._by_alias, *lookalikes)))
        self.find = lru_cache(maxsize=4096)(self._find)

    def get(self, name: str) -> Department | None:
        """The department with this official name."""
        return self._by_name.get(name)

    def _find(self, text: str) -> tuple[Mention, ...]:
        """Departments named in ``text``, in order of appearance."""
        return tuple(
            Mention(m.group(), m.start(), tuple(self._by_alias[m.group()]))
            for m in self._pattern.finditer(text)
            if m.group() in self._by_alias
        )

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every name of every department."""
        return tuple(self._by_alias)


def load_registry(path: Path, place: str = "") -> Registry:
    """Registry of a place from a JSON list of ``{name, full, aliases, former, informal}``.

    ``lookalikes.txt`` beside it lists what only looks like a name, a few to a line.
    """
    rows = json.loads(path.read_text("utf-8"))
    lines = path.with_name("lookalikes.txt").read_text("utf-8").splitlines()
    lookalikes = [word for line in lines if not line.startswith("#") for word in line.split()]
    return Registry(map(_department, rows), lookalikes, place)


def _department(row: dict[str, object]) -> Department:
    def strings(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        return tuple(map(str, value)) if isinstance(value, list) else ()

    name, full = str(row["name"]), str(row["full"])
    others = (*strings("aliases"), *strings("former"), *strings("informal"))
    return Department(name, full, tuple(dict.fromkeys((name, full, *others))), strings("former"))
