"""schemathesis over the OpenAPI document: no server error, no response that is not documented."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.records.model import Scope
from assistant.records.store import Records

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api_schema(site):  # type: ignore[no-untyped-def]
    return schemathesis.openapi.from_url(f"{site.address}/openapi.json")


@pytest.fixture(scope="module")
def secret(records: Records) -> str:
    return records.keys.create("schemathesis", list(Scope), per_minute=0)[1]


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_to_the_document(case, secret) -> None:  # type: ignore[no-untyped-def]
    headers = {"Authorization": f"Bearer {secret}"}
    case.call_and_validate(headers=headers, checks=CHECKS, timeout=60)
