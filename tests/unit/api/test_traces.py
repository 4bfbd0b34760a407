"""Traces tell what was asked and how it went, and not a word of the article."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from api import traces
from api.app import create_app
from api.settings import Settings, SettingsError
from api.traces import Traces, check_traces, exporter_to

memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def exporter() -> Any:
    return memory.InMemorySpanExporter()


@pytest.fixture
def traced(exporter: Any, engine: Any) -> Iterator[TestClient[Any]]:
    """A client of a service whose spans are kept; they are sent when it stops."""
    app = create_app(Settings(), engine, Traces(exporter))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_request_and_reading_are_spans_of_the_callers_trace(traced: TestClient[Any], exporter: Any) -> None:
    traced.post("/v1/extract", json={"text": "secret envoy"}, headers={"traceparent": CALLER, "x-request-id": "r1"})
    traced.__exit__(None, None, None)
    reading, request = exporter.get_finished_spans()
    assert (reading.name, request.name) == ("read", "request")
    assert f"{request.context.trace_id:032x}" == CALLER.split("-")[1]
    assert reading.parent.span_id == request.context.span_id
    assert dict(reading.attributes) == {"communique.characters": 12}
    assert dict(request.attributes) == {
        "http.request.method": "POST",
        "http.route": "/v1/extract",
        "http.response.status_code": 200,
        "communique.request_id": "r1",
    }


def test_failure_says_nothing_of_the_article(traced: TestClient[Any], exporter: Any) -> None:
    assert traced.post("/v1/extract", json={"text": "broken envoy"}).status_code == 500
    traced.__exit__(None, None, None)
    assert "envoy" not in "".join(span.to_json() for span in exporter.get_finished_spans())


def test_nothing_is_traced_unless_it_is_configured() -> None:
    assert exporter_to(Settings().traces_endpoint) is None
    with Traces().span("read") as attributes:
        attributes["ignored"] = 1


def test_endpoint_makes_an_exporter() -> None:
    exporter = exporter_to("http://127.0.0.1:9/v1/traces")
    assert type(exporter).__name__ == "OTLPSpanExporter"
    exporter.shutdown()


def test_endpoint_without_the_extra_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "find_spec", lambda _: None)
    check_traces(Settings())
    with pytest.raises(SettingsError, match="communique\\[otel\\]"):
        check_traces(Settings(traces_endpoint="http://127.0.0.1:4318/v1/traces"))


def test_opentelemetry_is_not_imported_without_need() -> None:
    code = "import sys, api.app; sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
