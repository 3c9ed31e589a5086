"""How many requests a caller may make: counted in memory, or in Redis for several workers."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItem, parse
from limits.errors import ConfigurationError, StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import RateLimiter, SlidingWindowCounterRateLimiter

from assistant.errors import AssistantError

log = logging.getLogger(__name__)

_PERIODS = {"second": "秒", "minute": "分钟", "hour": "小时", "day": "天"}
_RETRY = 30.0  # seconds that a Redis that failed is left alone


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a count came to: the narrowest limit, what is left of it, seconds until it resets."""

    allowed: bool
    limit: int
    remaining: int
    reset: int
    per: str


class Rates:
    """Counts requests by caller. When Redis fails each worker counts for itself meanwhile."""

    def __init__(self, redis_url: str = "") -> None:
        self._memory = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._shared = _shared(redis_url) if redis_url else None
        self._down_until = 0.0

    def hit(self, caller: str, rates: Sequence[str]) -> Verdict | None:
        """Count one request of ``caller``; None where no rate is set."""
        items = [_item(rate) for rate in rates]
        if not items:
            return None
        if self._shared and time.monotonic() >= self._down_until:
            try:
                return _count(self._shared, caller, items)
            except StorageError as error:
                self._down_until = time.monotonic() + _RETRY
                log.warning("限次改在本进程内计数，Redis 暂时不能用：%s", error.storage_error)
        return _count(self._memory, caller, items)


def _count(limiter: RateLimiter, caller: str, items: Sequence[RateLimitItem]) -> Verdict:
    verdicts = []
    for item in items:
        allowed = limiter.hit(item, caller)
        stats = limiter.get_window_stats(item, caller)
        reset = max(1, math.ceil(stats.reset_time - time.time()))
        many = str(item.multiples) if item.multiples > 1 else ""
        per = many + _PERIODS.get(item.GRANULARITY.name, item.GRANULARITY.name)
        verdicts.append(Verdict(allowed, item.amount, max(0, stats.remaining), reset, per))
        if not allowed:
            break
    return min(verdicts, key=lambda v: (v.allowed, v.remaining))


@lru_cache(maxsize=256)
def _item(rate: str) -> RateLimitItem:
    return parse(rate)


def _shared(url: str) -> RateLimiter:
    """A limiter in Redis.

    Raises:
        AssistantError: the address is not one of Redis.
    """
    try:
        storage = storage_from_string(
            url, wrap_exceptions=True, socket_timeout=1, socket_connect_timeout=1
        )
    except (ConfigurationError, StorageError, ValueError) as error:
        raise AssistantError("PLAN_REDIS_URL 不能用：应形如 redis://127.0.0.1:6379/0。") from error
    return SlidingWindowCounterRateLimiter(storage)
