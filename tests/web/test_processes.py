"""A real process, killed under load: what was acknowledged is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.records.store import records_at
from assistant.settings import Settings
from tests.servers import ROOT, Load, Served


@pytest.mark.slow
def test_killed_under_load_nothing_acknowledged_is_lost(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    """With SQLite; with PostgreSQL see the workers of ``tests/browser``."""
    database = f"sqlite:///{tmp_path / 'records.db'}"
    served = Served(tmp_path, 1, home=str(settings.home), database_url=database)
    try:
        served.ready(1)
        load = Load(served.url, 6)
        load.goes_on(100)
    finally:
        served.kill()
    load.stop()
    assert load.wrong == []
    records = records_at(database, ROOT)
    found = {feedback.answer_id for feedback in records.feedback.each(limit=1_000_000)}
    records.close()
    assert set(load.kept) <= found
