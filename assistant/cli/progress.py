"""Progress of an index build on stderr."""

from __future__ import annotations

import sys
from typing import TextIO

CURRENT = "索引已是最新"
DONE = "完成"


class ProgressLine:
    """One line that counts up in a terminal; each stage once in a log.

    With ``quiet`` nothing is shown when there is nothing to do.
    """

    def __init__(self, quiet: bool = False, out: TextIO | None = None) -> None:
        self.out = out or sys.stderr
        self.quiet = quiet
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show ``done`` of ``total`` of a stage."""
        if self.quiet and stage == CURRENT:
            return
        first, new, self.stage = not self.stage, stage != self.stage, stage
        if not self.out.isatty():
            self.out.write(f"索引：{stage}\n" if new else "")
        else:
            lead = "" if first else "\n" if new else "\r\x1b[K"
            end = "\n" if stage in {CURRENT, DONE} else ""
            self.out.write(f"{lead}索引：{stage} {done}/{total}{end}")
        self.out.flush()
