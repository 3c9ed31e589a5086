"""The OpenAPI document: what FastAPI does not know of faults, keys, headers and examples."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from assistant.web.api.examples import examples
from assistant.web.api.portal import HEADERS, documented
from assistant.web.shapes.chat import OpenAIFault
from assistant.web.shapes.problem import Problem

_OPEN = ("/healthz", "/readyz")
# {} last: where the operator allows it, no key is needed.
_KEYED: list[dict[str, list[str]]] = [{"bearer": []}, {"header": []}, {}]


def complete(app: FastAPI) -> None:
    """Extend the document of ``app``."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = plain()
        components = schema["components"]
        for name in ("HTTPValidationError", "ValidationError"):
            components["schemas"].pop(name, None)
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        components["schemas"] |= problem.pop("$defs", {}) | {"Problem": problem}
        components["schemas"]["OpenAIFault"] = OpenAIFault.model_json_schema()
        components["securitySchemes"] = {
            "bearer": {"type": "http", "scheme": "bearer", "description": "密钥"},
            "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        }
        known = examples(app.state.portal.assistant.dossier)
        for path, operations in schema["paths"].items():
            for operation in operations.values():
                _drop_plain_422(operation["responses"])
                operation["security"] = [] if path in _OPEN else _KEYED
                _complete_good(operation["responses"], path, known.get(path))
        return schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _complete_good(responses: dict[str, Any], path: str, example: Any) -> None:
    """The headers and the example of the answer to a request that went well."""
    for status in ("200", "201"):
        if status in responses:
            names = ("X-Request-ID",) if path in _OPEN else tuple(HEADERS)
            responses[status]["headers"] = {name: documented(name) for name in names}
            if example is not None:
                responses[status]["content"]["application/json"]["example"] = example


def _drop_plain_422(responses: dict[str, Any]) -> None:
    """FastAPI documents its own 422 wherever there are parameters; none is ever sent."""
    if "HTTPValidationError" in str(responses.get("422", "")):
        del responses["422"]
