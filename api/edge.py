"""What every request passes first and every answer last, whatever becomes of it in between."""

import asyncio
import logging
import re
import time
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import log
from api.metrics import Metrics
from api.reader import Reader
from api.settings import Settings
from api.traces import Attributes, Traces

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
NOTHING = b"default-src 'none'; frame-ancestors 'none'"
# The hash is that of nothing: an element that Redoc makes empty and fills by script.
PAGE = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; "
    b"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    b"form-action 'none'; frame-ancestors 'none'"
)
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
TRACE_HEADERS = frozenset({b"traceparent", b"tracestate"})
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Edge:
    """Gives each request an id, answers HEAD as GET without the body, adds headers, logs and measures."""

    def __init__(self, app: ASGIApp, settings: Settings, reader: Reader, metrics: Metrics, traces: Traces) -> None:
        self.app = app
        self.settings = settings
        self.reader = reader
        self.metrics = metrics
        self.traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and its answer back."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        exchange = Exchange(scope, send, self.settings.send_seconds, leaving=self.reader.draining)
        with self.traces.span("request", _caller(scope["headers"])) as attributes:
            try:
                await self.app(exchange.scope, receive, exchange.send)
            finally:
                attributes.update(exchange.report(self.metrics))


class Exchange:
    """One request and what was answered to it."""

    def __init__(self, scope: Any, send: Send, send_seconds: float, *, leaving: bool) -> None:
        self.method: str = scope["method"]
        self.id = _request_id(scope["headers"])
        self.scope: Any = {**scope, "request_id": self.id}
        if self.method == "HEAD":
            self.scope["method"] = "GET"
        self.send_seconds = send_seconds
        self.leaving = leaving
        self._send = send
        self.status = 0
        self.bytes = 0
        self.started = time.perf_counter()

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            page = (b"content-type", b"text/html; charset=utf-8") in message["headers"]
            own = ((b"content-security-policy", PAGE if page else NOTHING), (b"x-request-id", self.id.encode()))
            close = ((b"connection", b"close"),) if self.leaving else ()
            message["headers"] = [*message["headers"], *HEADERS, *own, *close]
        elif message["type"] == "http.response.body":
            if self.method == "HEAD":
                message["body"] = b""
            self.bytes += len(message["body"])
        async with asyncio.timeout(self.send_seconds):
            await self._send(message)

    def report(self, metrics: Metrics) -> Attributes:
        """Log and measure the exchange, and describe it; a status of 0 says that no answer reached the client."""
        seconds = time.perf_counter() - self.started
        route = self.scope.get("path_template") or "none"
        method = self.method if self.method in METHODS else "other"
        metrics.requests.labels(method, route, str(self.status)).inc()
        metrics.seconds.labels(route).observe(seconds)
        log(
            logging.INFO,
            "request",
            request_id=self.id,
            method=method,
            route=route,
            status=self.status,
            milliseconds=round(seconds * 1000, 1),
            bytes=self.bytes,
        )
        return {
            "http.request.method": method,
            "http.route": route,
            "http.response.status_code": self.status,
            "communique.request_id": self.id,
        }


def _caller(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers that say of which trace a request is part."""
    return {name.decode(): value.decode("latin-1") for name, value in headers if name in TRACE_HEADERS}


def _request_id(headers: list[tuple[bytes, bytes]]) -> str:
    """The id that the caller gave, where it is a plain one, or a new one."""
    given = next((value for name, value in headers if name == b"x-request-id"), b"")
    return given.decode() if _ID.fullmatch(given) else uuid4().hex
