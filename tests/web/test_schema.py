"""schemathesis over the OpenAPI document: no server error, no response that is not documented."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext, suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import validate
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.records.model import Scope
from assistant.web.shapes.answer import EXAMPLE
from tests.web.conftest import Site

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_operation_keeps_to_the_document(site: Site, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_url(f"{site.address}/openapi.json")
    headers = {"Authorization": f"Bearer {site.records.keys.create('x', Scope, per_minute=0)[1]}"}
    tried: Counter[str] = Counter()

    def attempt(operation: schemathesis.APIOperation) -> None:
        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case: schemathesis.Case) -> None:
            response = case.call_and_validate(headers=headers, checks=CHECKS, timeout=60)
            tried[f"{operation.label} {response.status_code // 100}xx"] += 1

        run()

    for found in schema.get_all_operations():
        # Some operations cannot be asked wrongly: any text may be the id of a plan.
        with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
            attempt(found.ok())
    told = {name.rpartition(" ")[0] for name in tried}
    documented = {f"{m.upper()} {p}" for p, ms in schema.raw_schema["paths"].items() for m in ms}
    assert told == documented or mode is GenerationMode.NEGATIVE
    assert sum(tried.values()) > 100
    wanted = "2xx" if mode is GenerationMode.POSITIVE else "4xx"
    assert any(name.endswith(wanted) for name in tried)
    print(mode.value, *(f"{name}: {count}" for name, count in sorted(tried.items())), sep="\n")


def test_every_good_answer_has_an_example_that_fits(site: Site) -> None:
    with site.client() as client:
        document = client.get("/openapi.json").json()
    bundle = {"components": document["components"]}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            (good,) = (r for status, r in operation["responses"].items() if status[0] == "2")
            assert "X-Request-ID" in good["headers"], path
            assert ("RateLimit-Limit" in good["headers"]) == bool(operation["security"]), path
            for kind, content in good["content"].items():
                given = content.get("example") or EXAMPLE
                assert given is not EXAMPLE or "AnswerOut" in str(content["schema"]), path
                if kind == "application/json":
                    validate(given, bundle | content["schema"])
