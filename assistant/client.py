"""A client of the HTTP API: typed answers, typed errors, and answers told on their way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

import httpx

from assistant.answer import Answer, Citation, DepartmentRef, Related, Status
from assistant.stream import Event, Sentence, Stage, Step
from corpus.model import Role


class ClientError(Exception):
    """The service gave no answer."""


class UnreachableError(ClientError):
    """It cannot be reached, or broke off."""


class ServiceError(ClientError):
    """It refused. ``code`` is for programs; tell ``request_id`` when asking the operator."""

    def __init__(self, status: int, code: str, detail: str, request_id: str) -> None:
        self.status, self.code, self.detail, self.request_id = status, code, detail, request_id
        super().__init__(f"{detail}（{code}，请求编号 {request_id}）")


class KeyRefusedError(ServiceError):
    """There is no key, it is not valid, or it may not do this."""


class InvalidRequestError(ServiceError):
    """Something about the request is wrong."""


class RateLimitedError(ServiceError):
    """Too many requests; wait ``retry_after`` seconds."""

    retry_after = 0


class PlanClient:
    """Talks to one service; close it, or use it in a ``with`` statement.

    Every method raises :class:`ClientError`.
    """

    def __init__(self, address: str, key: str = "", timeout: float = 60.0) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(
            base_url=address.rstrip("/") + "/api/v1/", headers=headers, timeout=timeout
        )

    def __enter__(self) -> PlanClient:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def ask(self, question: str, history: Sequence[str] = (), id: str = "") -> Answer:
        """The answer to a question; ``history`` holds the earlier ones, oldest first."""
        return answer_of(self._send("POST", "ask", json=_body(question, history, id)))

    def stream(self, question: str, history: Sequence[str] = (), id: str = "") -> Iterator[Event]:
        """Stages, then verified sentences, last the answer, as they come."""
        body = _body(question, history, id)
        try:
            with self._http.stream("POST", "ask/stream", json=body) as response:
                if response.is_error:
                    response.read()
                _check(response)
                for name, data in _events(response.iter_lines()):
                    yield _event(name, data)
        except httpx.HTTPError as error:
            raise UnreachableError(f"与服务的连接不通：{error}") from error

    def plans(self) -> list[dict[str, Any]]:
        """All plans."""
        return list(self._send("GET", "plans"))

    def plan(self, plan_id: str) -> dict[str, Any]:
        """A plan with its contents."""
        return dict(self._send("GET", f"plans/{plan_id}"))

    def clause(self, plan_id: str, number: int) -> dict[str, Any]:
        """A clause with its tasks."""
        return dict(self._send("GET", f"plans/{plan_id}/clauses/{number}"))

    def tasks(self, plan_id: str, page: int = 200, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every task that meets the filters, fetched a page at a time."""
        wanted = {name: value for name, value in filters.items() if value not in (None, "")}
        offset, total = 0, 1
        while offset < total:
            query = {**wanted, "limit": page, "offset": offset}
            found = self._send("GET", f"plans/{plan_id}/tasks", params=query)
            yield from found["tasks"]
            offset, total = offset + page, found["total"]

    def departments(self) -> list[dict[str, Any]]:
        """Departments that have a task."""
        return list(self._send("GET", "departments"))

    def search(self, query: str, limit: int = 10) -> dict[str, Any]:
        """Clauses near to a query."""
        return dict(self._send("GET", "search", params={"q": query, "limit": limit}))

    def route(self, message: str) -> dict[str, Any]:
        """Which department the matter goes to, with basis and confidence."""
        return dict(self._send("POST", "route", json={"message": message}))

    def feedback(self, answer: Answer, helpful: bool, comment: str = "") -> str:
        """Say whether an answer helped; gives the feedback's id."""
        body = {
            "answer_id": answer.id,
            "verdict": "helpful" if helpful else "wrong",
            "comment": comment,
            "question": answer.question,
            "answer": answer.answer,
        }
        return str(self._send("POST", "feedback", json=body)["id"])

    def _send(self, method: str, path: str, **options: Any) -> Any:
        try:
            response = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise UnreachableError(f"与服务的连接不通：{error}") from error
        _check(response)
        return response.json()


def answer_of(data: dict[str, Any]) -> Answer:
    """The contract's object as an :class:`Answer`."""
    return Answer(
        **data
        | {
            "status": Status(data["status"]),
            "citations": tuple(Citation(**c) for c in data["citations"]),
            "departments": tuple(
                DepartmentRef(**d | {"role": Role(d["role"])}) for d in data["departments"]
            ),
            "related": tuple(Related(**r) for r in data["related"]),
            "follow_ups": tuple(data["follow_ups"]),
        }
    )


def _body(question: str, history: Sequence[str], id: str) -> dict[str, Any]:
    return {"question": question, "history": list(history), "id": id}


def _check(response: httpx.Response) -> None:
    if response.is_error:
        try:
            told = response.json()
        except ValueError:
            told = {}
        raise _fault(told, response)


def _fault(told: Any, response: httpx.Response | None = None) -> ServiceError:
    told = told if isinstance(told, dict) else {}
    status = int(told.get("status") or (response.status_code if response else 500))
    kinds = {
        400: InvalidRequestError,
        401: KeyRefusedError,
        403: KeyRefusedError,
        404: InvalidRequestError,
        413: InvalidRequestError,
        422: InvalidRequestError,
        429: RateLimitedError,
    }
    error = kinds.get(status, ServiceError)(
        status,
        str(told.get("code", f"http_{status}")),
        str(told.get("detail", "服务没有给出说明。")),
        str(told.get("request_id", "")),
    )
    if isinstance(error, RateLimitedError) and response is not None:
        wait = response.headers.get("retry-after", "")
        error.retry_after = int(wait) if wait.isdigit() else 0
    return error


def _events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Name and data of server-sent events; comments are skipped."""
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def _event(name: str, data: Any) -> Event:
    if name == "stage":
        return Stage(Step(data["step"]))
    if name == "sentence":
        return Sentence(data["text"])
    if name == "answer":
        return answer_of(data)
    raise _fault(data)
