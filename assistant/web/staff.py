"""Who uses the desk: sessions of operators, or the machine's own user on loopback."""

from __future__ import annotations

import ipaddress
import math
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from assistant.records.model import Operator, OperatorRole
from assistant.records.sessions import MAX_OF_ADDRESS
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.web.problems import ProblemError

COOKIE = "plan_session"
# A page of another site cannot set this header without being asked first, and is then refused.
HEADER = "x-plan-desk"
_SAFE = frozenset(("GET", "HEAD"))
# What a proxy adds; a request that bears one of these comes from elsewhere.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_OWNER = Operator("", "本机", OperatorRole.REVIEWER, False, _NEVER)


class Staff:
    """Admits operators. Without a login only where the server serves its own machine alone."""

    def __init__(self, settings: Settings, records: Records) -> None:
        self._records = records
        self._open = is_loopback(settings.host)

    def whose(self, request: HTTPConnection) -> Operator | None:
        """The operator who makes this request; None when nobody has logged in."""
        found = self._records.sessions.find(request.cookies.get(COOKIE, ""))
        return found or (_OWNER if self.needs_no_login(request) else None)

    def needs_no_login(self, request: HTTPConnection) -> bool:
        """Whether the request comes from this machine, to this machine, by its own name.

        The name is checked because a foreign site may let its own name point here.
        """
        if not self._open or any(name in request.headers for name in _FORWARDED):
            return False
        client = request.client.host if request.client else ""
        return is_loopback(client) and is_loopback(request.url.hostname or "")

    def admit(self, request: HTTPConnection, role: OperatorRole) -> Operator:
        """The operator, when the role covers what is needed.

        Raises:
            ProblemError: nobody has logged in, the role does not suffice, or another site asks.
        """
        own_site(request)
        found = self.whose(request)
        if found is None:
            raise ProblemError(401, "login_needed", "请先登录。")
        if not found.role.covers(role):
            raise ProblemError(
                403, "role_missing", f"需要“{role.text}”权限，您的账号是“{found.role.text}”。"
            )
        return found

    def log_in(self, request: HTTPConnection, name: str, password: str) -> str:
        """A new session's token.

        Raises:
            ProblemError: wrong name or password, tried too often, or another site asks.
        """
        own_site(request)
        address = request.client.host if request.client else ""
        attempts = self._records.attempts
        subjects = (f"name:{name}", f"address:{address}")
        wait = max(attempts.wait(subjects[0]), attempts.wait(subjects[1], MAX_OF_ADDRESS))
        if wait:
            minutes = math.ceil(wait.total_seconds() / 60)
            raise ProblemError(
                429,
                "too_many_attempts",
                f"登录失败次数太多，请{minutes}分钟后再试。",
                {"Retry-After": str(math.ceil(wait.total_seconds()))},
            )
        found = self._records.operators.check(name, password)
        if found is None:
            attempts.failed(*subjects)
            raise ProblemError(401, "login_failed", "用户名或密码不对。")
        attempts.passed(subjects[0])
        self._records.sessions.close(request.cookies.get(COOKIE, ""))
        return self._records.sessions.open(found)

    def log_out(self, request: HTTPConnection) -> None:
        """End the request's session.

        Raises:
            ProblemError: another site asks.
        """
        own_site(request)
        self._records.sessions.close(request.cookies.get(COOKIE, ""))


def own_site(request: HTTPConnection) -> None:
    """Refuse what another site makes a browser do, or wants to read.

    Raises:
        ProblemError: the request does not come from our own page.
    """
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    acts = request.scope.get("method") not in _SAFE
    if foreign or (acts and HEADER not in request.headers):
        raise ProblemError(403, "foreign_site", "请从本站的办件转办页面操作。")


def is_loopback(host: str) -> bool:
    """Whether an address or name means the machine itself and nobody else."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
