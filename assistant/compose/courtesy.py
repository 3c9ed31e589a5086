"""Words of courtesy (你好, 谢谢): no question, and not left without a word."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from assistant.answer import Status
from assistant.compose.draft import Draft, Statement
from corpus.catalog import HERE, Dossier

_STOP = re.compile(r"[，。！!？?~～、…,.；;\n]")
_IDLE = re.compile(r"\s+|[啊呀哦噢哈呢吧啦嘞哟]+$")


class Courtesy:
    """Knows the courtesies of ``corpus/courtesies.toml``."""

    def __init__(self, dossier: Dossier, file: Path = HERE / "courtesies.toml") -> None:
        shown, title = dossier.examples, dossier.plan.document.title
        self._replies: dict[str, Draft] = {}
        for kind in tomllib.loads(file.read_text("utf-8")).values():
            told = kind["reply"].format(title=title, owner=shown.owner, clause=shown.clause)
            draft = Draft(Status(kind["status"]), (Statement(told),))
            self._replies |= {_key(word): draft for word in kind["words"]}

    def reply(self, message: str) -> Draft | None:
        """What to say to a message that is a courtesy or several and nothing else; else None."""
        found = [self._replies.get(key) for part in _STOP.split(message) if (key := _key(part))]
        return found[-1] if found and all(found) else None


def _key(text: str) -> str:
    return _IDLE.sub("", text.lower()) or text.strip().lower()
