"""Records and a desk over the session's assistant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.desk.approved import ApprovedAssistant, Wordings
from assistant.desk.desk import Desk
from assistant.engine import Assistant
from assistant.records.model import Operator, OperatorRole
from assistant.records.store import Records, records_at


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = records_at("", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def approving(assistant: Assistant, records: Records) -> ApprovedAssistant:
    return ApprovedAssistant(assistant, Wordings(assistant, records.phrasings))


@pytest.fixture
def desk(approving: ApprovedAssistant, records: Records) -> Desk:
    return Desk(approving, records)


@pytest.fixture
def reviewer(records: Records) -> Operator:
    return records.operators.add("李审", "correct-horse-9", OperatorRole.REVIEWER)
