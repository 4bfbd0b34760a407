"""The supervisor: holds the listening socket and the engine, forks workers, and replaces those that die or are worn.

The engine is loaded once, before any worker parts from the supervisor: they share its pages, and one that takes
another's place is ready at once.
"""

import gc
import multiprocessing
import os
import selectors
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path

import msgspec
from msgspec import Struct
from prometheus_client.multiprocess import mark_process_dead

from api.examples import ARTICLE
from api.keys import read_keys
from api.metrics import Metrics, share
from api.settings import Settings
from api.traces import check_traces
from api.worker import work
from extractors.pipeline import Pipeline
from schemas.article import Article

SIGNALS = (signal.SIGTERM, signal.SIGINT)
HASTE_SECONDS = 1.0
"""A worker that dies younger than this is replaced only after as long again."""


class Process(Struct, eq=False):
    """A worker and the end of the pipe on which it speaks; `predecessor` is the one that goes when it is ready."""

    forked: ForkProcess
    monitor: int
    born: float
    ready: bool = False
    going: bool = False
    predecessor: "Process | None" = None


class Supervisor:
    """Keeps `settings.workers` workers serving until SIGTERM or SIGINT."""

    def __init__(self, settings: Settings, announce: Callable[[str], None]) -> None:
        self.settings = settings
        self.announce = announce
        self.listener = listen(settings)
        self.address = self.listener.getsockname()[:2]
        self.pipeline: Pipeline | None = None
        self.processes: list[Process] = []
        self.selector = selectors.DefaultSelector()
        self.stopping = False
        self.announced = False
        self.exit_code = 0

    def run(self) -> int:
        """Serve; the exit code: 0 after a signal, 1 where no worker could start. Errors: those of loading."""
        wake_in, wake_out = socket.socketpair()
        wake_out.setblocking(False)
        signal.set_wakeup_fd(wake_out.fileno())
        for number in SIGNALS:
            signal.signal(number, self._stop)
        self.selector.register(wake_in, selectors.EVENT_READ)
        self._load()
        for _ in range(self.settings.workers):
            self._start()
        while self.processes:
            for key, _ in self.selector.select():
                if key.data is None:
                    wake_in.recv(64)
                else:
                    self._heard(key.data, os.read(key.data.monitor, 64))
        return self.exit_code

    def _load(self) -> None:
        """Load our engine and let it read once, which fills what it fills only when it is needed.

        Another pipeline is each worker's own to load: it may have threads, which a fork does not carry over.
        """
        if self.settings.model is None:
            started = time.perf_counter()
            self.pipeline = Pipeline.load(max_characters=self.settings.max_characters)
            self.pipeline.extract(msgspec.convert(ARTICLE, Article))
            Metrics().load_seconds.set(time.perf_counter() - started)
        gc.collect()
        gc.freeze()

    def _start(self, predecessor: Process | None = None) -> None:
        with waiting(SIGNALS):
            if self.stopping:
                return
            heard, told = os.pipe()
            forked = multiprocessing.get_context("fork").Process(target=self._part, args=(heard, told))
            forked.start()
            os.close(told)
            process = Process(forked=forked, monitor=heard, born=time.monotonic(), predecessor=predecessor)
            self.processes.append(process)
            self.selector.register(heard, selectors.EVENT_READ, process)

    def _part(self, heard: int, told: int) -> None:
        """In the forked process: leave what is the supervisor's, and work."""
        os.setpgrp()  # a Ctrl-C is the supervisor's to answer
        signal.set_wakeup_fd(-1)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        self.selector.close()
        for monitor in (heard, *(process.monitor for process in self.processes)):
            os.close(monitor)
        work(self.listener, told, self.settings, self.pipeline)

    def _heard(self, process: Process, message: bytes) -> None:
        if not message:
            self._died(process)
        if b"ready" in message:
            process.ready = True
            self._announce()
            if process.predecessor in self.processes:
                self._dismiss(process.predecessor)
        if b"replaced" in message:
            self._start(predecessor=process)

    def _died(self, process: Process) -> None:
        self.selector.unregister(process.monitor)
        os.close(process.monitor)
        process.forked.join()
        mark_process_dead(process.forked.pid)  # type: ignore[no-untyped-call]
        self.processes.remove(process)
        if self.stopping or process.going:
            return
        if not process.ready and not self.announced:
            self.exit_code = 1
            self._stop()
            return
        if time.monotonic() - process.born < HASTE_SECONDS:
            time.sleep(HASTE_SECONDS)
        if not any(other.predecessor is process for other in self.processes):
            self._start()

    def _announce(self) -> None:
        if not self.announced:
            self.announced = True
            host, port = self.address
            self.announce(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")

    def _dismiss(self, process: Process) -> None:
        process.going = True
        process.forked.terminate()

    def _stop(self, *_: object) -> None:
        self.stopping = True
        self.listener.close()  # the workers hold it until they have gone
        for process in self.processes:
            self._dismiss(process)


@contextmanager
def waiting(signals: Collection[signal.Signals]) -> Iterator[None]:
    """Let signals wait meanwhile."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)


def listen(settings: Settings) -> socket.socket:
    """The socket that all workers share. Errors: OSError."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((settings.host, settings.port))
    listener.listen(1024)
    return listener


def announce(address: str) -> None:
    """Say where the service is."""
    print(f"Communique listens on {address} · documentation at {address}/docs", file=sys.stderr, flush=True)


def serve(settings: Settings) -> int:
    """Serve until told to stop; the exit code. Errors: SettingsError where keys cannot be read or traces not sent."""
    if settings.keys_file:
        read_keys(Path(settings.keys_file))
    check_traces(settings)
    with tempfile.TemporaryDirectory(prefix="communique-") as shared:
        share(shared)
        try:
            supervisor = Supervisor(settings, announce)
        except OSError as error:
            print(f"communique: {settings.host}:{settings.port}: {error.strerror}", file=sys.stderr)
            return 1
        return supervisor.run()
