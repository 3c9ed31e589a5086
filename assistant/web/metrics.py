"""The one home of Prometheus: what is counted and timed, of one process or of several together.

Several workers write to files in the folder that ``PROMETHEUS_MULTIPROC_DIR`` names; whichever of
them is asked tells the sums of all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The figures of one application. Durations are in seconds."""

    def __init__(self) -> None:
        self._registry = home = CollectorRegistry()
        self.together = bool(os.environ.get(FOLDER))
        if not self.together:
            for collector in (ProcessCollector, PlatformCollector, GCCollector):
                collector(registry=home)
        self._requests = Counter(
            "plan_requests", "请求数，按接口和状态码", ("method", "route", "code"), registry=home
        )
        self._request_seconds = Histogram(
            "plan_request_seconds",
            "请求耗时，按接口；边答边送的算到送完",
            ("route",),
            buckets=_SECONDS,
            registry=home,
        )
        self._answers = Counter(
            "plan_answers", "回答数，按回答状态和作答方式", ("status", "engine"), registry=home
        )
        self._stages = Histogram(
            "plan_stage_seconds", "作答每一步的耗时", ("stage",), buckets=_SECONDS, registry=home
        )
        self._fallbacks = Counter(
            "plan_fallbacks",
            "设了语言模型而退回默认回答的次数，按原因",
            ("reason",),
            registry=home,
        )
        self._uses = Counter(
            "plan_model_uses", "使用语言模型的次数，按用途和结果", ("kind", "reason"), registry=home
        )
        self._tokens = Counter(
            "plan_model_tokens", "语言模型用去的 token，prompt 或 completion", ("kind",),
            registry=home,
        )  # fmt: skip
        self._dropped = Counter(
            "plan_model_sentences_dropped", "语言模型写出而没有通过核对的句数", registry=home
        )

    def request(self, method: str, route: str, code: int, seconds: float) -> None:
        """A request that was answered."""
        self._requests.labels(method, route, code).inc()
        self._request_seconds.labels(route).observe(seconds)

    def answer(self, status: str, engine: str, laps_ms: Mapping[str, float]) -> None:
        """An answer and the milliseconds of its stages."""
        self._answers.labels(status, engine).inc()
        for stage, milliseconds in laps_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def fallback(self, reason: str) -> None:
        """The language model's words were not used."""
        self._fallbacks.labels(reason).inc()

    def model(self, kind: str, reason: str, prompt: int, completion: int, dropped: int) -> None:
        """A use of the language model: tokens of both kinds, sentences that did not pass."""
        self._uses.labels(kind, reason).inc()
        self._tokens.labels("prompt").inc(prompt)
        self._tokens.labels("completion").inc(completion)
        self._dropped.inc(dropped)

    def told(self, accept: str) -> tuple[bytes, str]:
        """The figures in the text format that ``accept`` asks for, and that format's name."""
        encode, kind = choose_encoder(accept)
        registry = self._registry
        if self.together:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return encode(registry), kind
