"""Who may do what, and how often: keys with scopes, anonymous access, and rates."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from assistant.records.keys import Keys
from assistant.records.model import Scope
from assistant.settings import Anonymous, Settings
from assistant.web.observe import note
from assistant.web.problems import ProblemError
from assistant.web.rates import Rates, Verdict
from assistant.web.requests import answer_headers

# What a proxy adds; a request that bears one of these comes from elsewhere.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


PUBLIC = frozenset({Scope.ASK, Scope.READ, Scope.ROUTE, Scope.FEEDBACK})
WIDGET = frozenset({Scope.ASK, Scope.READ, Scope.FEEDBACK})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a key or an address, what it may do, and its rates (none: not limited)."""

    name: str
    scopes: frozenset[Scope]
    rates: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Where something came from, without an address: a key's prefix, or the public API."""
        kind, _, name = self.name.partition(":")
        return name if kind == "key" else "api"


class Access:
    """Admits requests or refuses them with the reason."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._rates = Rates(settings.redis_url)

    def admit(self, request: HTTPConnection, scope: Scope) -> Caller:
        """Whoever makes this request, counted.

        Raises:
            ProblemError: no key where one is needed, one that does not exist or may not do this,
                or too many requests.
        """
        caller = self._caller(request)
        note(caller=caller.source)
        if scope not in caller.scopes:
            if caller.name.startswith("key:"):
                raise ProblemError(403, "scope_missing", f"这个密钥没有“{scope}”权限。")
            raise _unauthorized("key_missing", "需要密钥：请在 Authorization: Bearer 中给出。")
        verdict = self._rates.hit(caller.name, caller.rates)
        if verdict:
            answer_headers(request.scope).update(_rate_headers(verdict))
            if not verdict.allowed:
                wait = f"请{verdict.reset}秒后再试。"
                raise ProblemError(
                    429,
                    "rate_limited",
                    f"请求太多，已超过每{verdict.per}{verdict.limit}次的上限，{wait}",
                    {"Retry-After": str(verdict.reset)},
                )
        return caller

    def _caller(self, request: HTTPConnection) -> Caller:
        secret = _secret(request)
        key = self._keys.check(secret) if secret else None
        if key:
            limits = ((key.per_minute, "minute"), (key.per_day, "day"))
            rates = tuple(f"{limit}/{per}" for limit, per in limits if limit)
            return Caller(f"key:{key.prefix}", frozenset(key.scopes), rates)
        nobody = self._anonymous(request)
        # Clients of OpenAI's API must send some key; where none is needed any will do.
        if secret and not (nobody.scopes and secret.startswith("sk-")):
            raise _unauthorized("key_invalid", "密钥无效、已停用或已过期。")
        return nobody

    def _anonymous(self, request: HTTPConnection) -> Caller:
        address = request.client.host if request.client else ""
        local = _local(request, address)
        more = {Scope.METRICS} if _open(self._settings.metrics, local) else set()
        name, rates = f"address:{address}", (self._settings.rate_anonymous,)
        if self._settings.anonymous is Anonymous.YES:
            return Caller(name, PUBLIC | more, rates)
        if self._settings.anonymous is Anonymous.LOCAL and local:
            return Caller(name, PUBLIC | more)
        return Caller(name, (WIDGET if self._settings.origins else frozenset()) | more, rates)


def _secret(request: HTTPConnection) -> str:
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and value.strip():
        return value.strip()
    return request.headers.get("x-api-key", "").strip()


def _open(to: Anonymous, local: bool) -> bool:
    return to is Anonymous.YES or (to is Anonymous.LOCAL and local)


def _local(request: HTTPConnection, address: str) -> bool:
    """Whether the request was made on this machine, and not by a proxy for somebody else."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _unauthorized(code: str, message: str) -> ProblemError:
    return ProblemError(401, code, message, {"WWW-Authenticate": "Bearer"})


def _rate_headers(verdict: Verdict) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(verdict.limit),
        "RateLimit-Remaining": str(verdict.remaining),
        "RateLimit-Reset": str(verdict.reset),
    }
