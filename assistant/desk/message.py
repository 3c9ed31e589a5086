"""What a citizen wrote, and the matter in it without what stands around it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from corpus.catalog import HERE

_STRETCH = re.compile(r"[^，。；！？,;!?\n、]+[，。；！？,;!?\n、]*")
_END = "，。；！？,;!?\n、 "


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads((HERE / "inquiry.toml").read_text("utf-8"))
    return re.compile("|".join(data["around"])), re.compile("|".join(data["aside"]))


def matter(message: str) -> str:
    """The message without courtesy, the writer's person and asides; itself when all would go."""
    around, aside = _patterns()
    stretches = [s for s in _STRETCH.findall(message) if s.strip(_END)]
    kept = [s for s in stretches if not around.search(s.strip(_END))]
    told = [s for s in kept if not aside.search(s.strip(_END))]
    return "".join(told or kept or stretches).strip("，、；, \n") or message.strip()
