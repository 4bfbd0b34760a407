"""Measurements of the service for Prometheus.

Each worker process keeps its own in a folder that they share, and the answer of any of them is the sum.
"""

import os
import resource
import sys
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

from api.contract import answer, content, operation
from schemas.extraction import Extraction

FORM = "text/plain; version=0.0.4; charset=utf-8"
SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def share(folder: str) -> None:
    """Keep what is measured from now on, in this process and its children, in a folder.

    The package looks for the folder only when it is imported; by then it is too late to name it.
    """
    os.environ[SHARED] = folder
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]


class Metrics:
    """What is counted and measured, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own: Any = {"registry": self.registry}
        self.requests = Counter(
            "communique_requests", "Requests by method, route and status.", ("method", "route", "status"), **own
        )
        self.seconds = Histogram(
            "communique_request_seconds", "Time to the end of an answer.", ("route",), buckets=SECONDS, **own
        )
        self.refusals = Counter("communique_refusals", "Articles refused under load, by problem.", ("problem",), **own)
        self.queue = Gauge(
            "communique_queue", "Requests that hold a place in the queue.", multiprocess_mode="livesum", **own
        )
        self.ready = Gauge("communique_ready", "Workers that take work.", multiprocess_mode="livesum", **own)
        self.words = Counter("communique_words", "Words of the articles that were read.", **own)
        self.records = Counter("communique_records", "Records that were found, by kind.", ("kind",), **own)
        self.load_seconds = Gauge(
            "communique_load_seconds", "Time to load the engine.", multiprocess_mode="livemax", **own
        )
        self.memory = Gauge(
            "communique_memory_bytes", "Largest resident memory of the workers.", multiprocess_mode="livesum", **own
        )

    def count_records(self, extraction: Extraction) -> None:
        """Count what one article gave."""
        self.words.inc(extraction.document.words)
        for field in extraction.__struct_fields__:
            found = getattr(extraction, field)
            if isinstance(found, tuple) and found:
                self.records.labels(field).inc(len(found))

    def exposition(self) -> bytes:
        """Everything in the text format of Prometheus."""
        unit = 1 if sys.platform == "darwin" else 1024
        self.memory.set(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
        if SHARED not in os.environ:
            return generate_latest(self.registry)
        summed = CollectorRegistry()
        MultiProcessCollector(summed)  # type: ignore[no-untyped-call]
        return generate_latest(summed)


class MetricsController(Controller):
    """Gives the measurements."""

    path = "/metrics"
    tags = ("Operation",)

    @get(
        operation_id="getMetrics",
        summary="Measurements for Prometheus",
        opt=operation(answers={"200": answer("Text format of Prometheus.", content({"type": "string"}, "text/plain"))}),
        sync_to_thread=False,
    )
    def metrics(self, metrics: NamedDependency[Metrics]) -> Response[bytes]:
        """Every measurement."""
        return Response(metrics.exposition(), headers={"Content-Type": FORM, "Cache-Control": "no-store"})
