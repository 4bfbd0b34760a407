"""HTTP/1.1 on one connection, within the limits on headers, on the time that they take, and on connections."""

from asyncio import TimerHandle, Transport
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.problems import CONNECTIONS, HEADERS_SLOW, HEADERS_TOO_LARGE, NO_HTTP, PROBLEM, ProblemKind, to_document
from api.settings import Settings


class LimitedProtocol(HttpToolsProtocol):
    """Refuses a connection, or a request before it has begun, with a problem document and closes."""

    settings: Settings

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Take the connection, if there is room."""
        super().connection_made(transport)
        self.head_bytes = 0
        self.timer: TimerHandle | None = None
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

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        """The head of a request is complete."""
        self._head_complete()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._head_complete()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self.refuse(NO_HTTP, "the bytes are no valid HTTP/1.1 request")

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

    def _await_head(self) -> None:
        if self.timer is None:
            self.head_bytes = 0
            self.timer = self.loop.call_later(self.settings.header_seconds, self._head_late)

    def _head_late(self) -> None:
        self.timer = None
        self.refuse(HEADERS_SLOW, f"the headers did not arrive within {self.settings.header_seconds:g} s")

    def _head_complete(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None
