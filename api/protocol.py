"""HTTP/1.1 on one connection, within the limits on headers, on the time that they take, and on connections."""

from asyncio import AbstractEventLoop, TimerHandle, Transport
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.problems import CONNECTIONS, HEADERS_SLOW, HEADERS_TOO_LARGE, NO_HTTP, PROBLEM, ProblemKind, to_document
from api.settings import Settings

LINGER_SECONDS = 2.0
"""Longest wait for a client to close a connection on which nothing more is said."""
LAST_HEAD_SECONDS = 2.0
"""Longest wait for a head that has not come when the worker goes."""


class Lingering:
    """A transport that lets the client read the last answer, whatever it is still sending, before it closes.

    To close a connection with bytes that nobody has read resets it, and the client may lose the answer.
    """

    def __init__(self, transport: Transport, loop: AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._closing = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        """Whether nothing more is said."""
        return self._closing or self._transport.is_closing()

    def close(self) -> None:
        """Say that nothing more is said; what the client still sends is dropped until it closes too."""
        if self.is_closing():
            return
        self._closing = True
        self._transport.write_eof()
        self._transport.resume_reading()
        self._loop.call_later(LINGER_SECONDS, self._transport.close)


class LimitedProtocol(HttpToolsProtocol):
    """Refuses a connection, or a request before it has begun, with a problem document and closes.

    Three timers, of which one runs whenever the service waits for the client: for a head, for what is left of a body
    that was answered before it had come, and for the next request.
    """

    settings: Settings

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Take the connection, if there is room."""
        super().connection_made(Lingering(transport, self.loop))  # type: ignore[arg-type]
        self.head_bytes = 0
        self.timer: TimerHandle | None = None
        self.rest_timer: TimerHandle | None = None
        if len(self.connections) > self.settings.connections:
            self.refuse(CONNECTIONS, f"{self.settings.connections} connections are open; try again later")
        else:
            self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take bytes, counting those of a head that is not complete."""
        if self.transport.is_closing():
            return
        if self.timer:
            self.head_bytes += len(data)
        super().data_received(data)
        limit = self.settings.max_header_bytes
        if self.timer and self.head_bytes > limit:
            self.refuse(HEADERS_TOO_LARGE, f"request line and headers have more than {limit} bytes")
        elif not (self.timer or self.rest_timer or self.timeout_keep_alive_task) and self._answered():
            self._await_next()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        """The head of a request is complete."""
        self._head_complete()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body of a request is complete."""
        super().on_message_complete()
        self._rest_complete()

    def on_response_complete(self) -> None:
        """An answer is complete, though what it answers may not be."""
        super().on_response_complete()
        if self._answered() and self.cycle.more_body and not self.transport.is_closing():
            self._unset_keepalive_if_required()
            self.rest_timer = self.loop.call_later(self.settings.body_seconds, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._head_complete()
        self._rest_complete()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self.refuse(NO_HTTP, "the bytes are no valid HTTP/1.1 request")

    def shutdown(self) -> None:
        """The worker goes: a head that is on its way is awaited, and answered."""
        if self.timer:
            self.timer.cancel()
            self.timer = self.loop.call_later(LAST_HEAD_SECONDS, self._head_late)
        else:
            super().shutdown()

    def refuse(self, kind: ProblemKind, detail: str) -> None:
        """Answer with a problem document and close."""
        self._head_complete()
        body = msgspec.json.encode(to_document(kind, detail, "/"))
        fields: dict[str, Any] = {"content-type": PROBLEM, "content-length": len(body), "connection": "close"}
        if kind.status == 503:
            fields["retry-after"] = 1
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.transport.write(STATUS_LINE[kind.status] + head.encode() + b"\r\n" + body)
        self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Another protocol is wanted: the request is answered, and nothing after it is read."""
        self.cycle.keep_alive = False

    def _answered(self) -> bool:
        """Whether every request so far is answered."""
        return self.cycle is not None and self.cycle.response_complete and not self.pipeline

    def _await_next(self) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _rest_complete(self) -> None:
        if self.rest_timer:
            self.rest_timer.cancel()
            self.rest_timer = None

    def _await_head(self) -> None:
        if self.timer is None:
            self.head_bytes = 0
            self.timer = self.loop.call_later(self.settings.header_seconds, self._head_late)

    def _head_late(self) -> None:
        self.timer = None
        self.refuse(HEADERS_SLOW, "the headers did not arrive in time")

    def _head_complete(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None
