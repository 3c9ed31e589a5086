"""Composition: settings → assistant → API with the chat page mounted. Run: ``python app.py``."""

from __future__ import annotations

import sys

from assistant.cli.main import main
from assistant.web.service import create_app

__all__ = ["create_app"]

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
