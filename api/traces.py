"""Spans of requests for OpenTelemetry; without an exporter nothing is traced, and nothing of OpenTelemetry imported."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from api.settings import Settings, SettingsError

Attributes = dict[str, str | int | float]


class Traces:
    """Spans around what is done, which hold numbers and names of routes but no word of any article."""

    def __init__(self, exporter: Any = None) -> None:
        self._tracer: Any = None
        self._provider: Any = None
        if exporter is None:
            return
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        resource = Resource({"service.name": "communique", "service.version": version("communique")})
        self._provider = TracerProvider(resource=resource)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("communique")

    @contextmanager
    def span(self, name: str, caller: Mapping[str, str] | None = None) -> Iterator[Attributes]:
        """A span, described by what is put into its attributes; `caller` may hold the `traceparent` that it is of."""
        attributes: Attributes = {}
        if self._tracer is None:
            yield attributes
            return
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        context = None if caller is None else TraceContextTextMapPropagator().extract(caller)
        # An error's message may quote the article.
        silent = {"record_exception": False, "set_status_on_exception": False}
        with self._tracer.start_as_current_span(name, context, **silent) as span:
            try:
                yield attributes
            finally:
                span.set_attributes(attributes)

    def close(self) -> None:
        """Send what is not sent yet."""
        if self._provider is not None:
            self._provider.shutdown()


def exporter_to(endpoint: str | None) -> Any:
    """What sends spans to an endpoint of OTLP over HTTP, where there is one."""
    if endpoint is None:
        return None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(endpoint=endpoint)


def check_traces(settings: Settings) -> None:
    """See that what traces need is there. Errors: SettingsError."""
    if settings.traces_endpoint and find_spec("opentelemetry") is None:
        raise SettingsError("traces_endpoint: needs the extra `otel` (pip install 'communique[otel]')")
