"""One process that serves, forked by the supervisor.

On a pipe, the monitor, it tells the supervisor that it is `ready` or that it asks to be `replaced`.

Why uvicorn: on this service uvicorn with httptools and uvloop and granian give the same latency, since an article takes
a hundred times as long as the HTTP around it; uvicorn's server is plain Python, which draining, limits on connections
and headers, and the monitor pipe build on, and its workers can share one listening socket, so that a connection that
waits when a worker dies is taken by the next.
"""

import asyncio
import logging
import os
import signal
import socket
import sys
import time
from types import FrameType

import uvicorn
from litestar import Litestar

from api.app import create_app
from api.logs import configure_logs, log
from api.protocol import LimitedProtocol
from api.reader import Reader
from api.settings import Settings
from extractors.pipeline import Pipeline

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MEBIBYTE = 1024 * 1024
SWITCH_SECONDS = 0.0005
"""How long the reader's thread may hold the interpreter while the event loop waits for it: refusals must be quick."""
LET_GO_SECONDS = 0.1  # for the event loop to close what it holds, and to read what new connections have sent


class Worker(uvicorn.Server):
    """A server that drains on SIGTERM and asks to be replaced when it is worn."""

    def __init__(self, config: uvicorn.Config, settings: Settings, reader: Reader, monitor: int) -> None:
        super().__init__(config)
        self.settings = settings
        self.reader = reader
        self.monitor = monitor
        self.parent = os.getppid()
        self.told: set[bytes] = set()
        self.leaving_at: float | None = None
        self.fresh_mebibytes: int | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop being ready; a second signal, or one before the start is done, stops at once."""
        if not self.started:
            os._exit(0)
        if self.leaving_at is not None:
            self.force_exit = self.should_exit = True
            return
        # A signal may fall into the update of a metric, whose lock lets nobody in twice: the next tick drains.
        self.leaving_at = time.monotonic() + self.settings.drain_seconds

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether to stop serving."""
        if self.started:
            self._tell(b"ready\n")
        if counter % 10 == 0 and self._worn():
            self._tell(b"replaced\n")
        if os.getppid() != self.parent and self.leaving_at is None:
            self.handle_exit(signal.SIGTERM, None)  # the supervisor is gone
        if self.leaving_at is not None:
            if not self.reader.draining:
                self.reader.drain()
            self.should_exit |= time.monotonic() >= self.leaving_at
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the door behind those who stand in it, and let what is in flight end."""
        spares = [listener.dup() for listener in sockets or []]
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        await asyncio.sleep(LET_GO_SECONDS)
        waiting = [connection for spare in spares for connection in _accepted(spare)]
        loop = asyncio.get_running_loop()
        for connection in waiting:
            await loop.connect_accepted_socket(self._protocol, connection)
        await asyncio.sleep(LET_GO_SECONDS)
        await super().shutdown()

    def _protocol(self) -> asyncio.Protocol:
        protocol: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return protocol

    def _worn(self) -> bool:
        """Whether the worker has read as many articles, or grown by as much, as it may, or had to stop its engine."""
        articles, mebibytes = self.settings.worker_articles, self.settings.worker_mebibytes
        if self.reader.worn:
            return True
        if articles is not None and self.reader.articles >= articles:
            return True
        if mebibytes is None or not self.started:
            return False
        resident = resident_bytes() // MEBIBYTE
        if self.fresh_mebibytes is None:
            self.fresh_mebibytes = resident
            if resident >= mebibytes:
                log(logging.ERROR, "memory", fresh=resident, limit=mebibytes)  # replacing it would not help
        return resident >= mebibytes > self.fresh_mebibytes

    def _tell(self, message: bytes) -> None:
        if message not in self.told:
            self.told.add(message)
            os.write(self.monitor, message)


def _accepted(listener: socket.socket) -> list[socket.socket]:
    """The connections that wait on a listening socket, which is then closed."""
    listener.setblocking(False)
    waiting = []
    with listener:
        while True:
            try:
                waiting.append(listener.accept()[0])
            except BlockingIOError:
                return waiting


def resident_bytes() -> int:
    """Memory that this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * PAGE_BYTES


def configured(app: Litestar, settings: Settings) -> uvicorn.Config:
    """How the server runs the application."""
    return uvicorn.Config(
        app,
        http=type("Protocol", (LimitedProtocol,), {"settings": settings}),
        loop="uvloop",
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=settings.idle_seconds,
    )


def work(listener: socket.socket, monitor: int, settings: Settings, pipeline: Pipeline | None) -> None:
    """Serve on a listening socket until told to stop; the worker loads its own engine where none is given."""
    sys.setswitchinterval(SWITCH_SECONDS)
    configure_logs(settings.log_level)
    app = create_app(settings, pipeline)
    Worker(configured(app, settings), settings, app.state.reader, monitor).run(sockets=[listener])
