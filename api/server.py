"""The supervisor: holds the listening socket, starts the workers on it, and replaces those that die or are worn."""

import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from prometheus_client.multiprocess import mark_process_dead

from api.keys import read_keys
from api.settings import SETTINGS, Settings
from api.traces import check_traces

SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
HASTE_SECONDS = 1.0
"""A worker that dies younger than this is replaced only after as long again."""


class Process(Struct, eq=False):
    """A worker and the end of the pipe on which it speaks; `heir` is the one that it waits for before it goes."""

    popen: subprocess.Popen[bytes]
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
        self.processes: list[Process] = []
        self.selector = selectors.DefaultSelector()
        self.stopping = False
        self.announced = False
        self.exit_code = 0

    def run(self) -> int:
        """Serve; the exit code: 0 after a signal, 1 where no worker could start."""
        wake_in, wake_out = socket.socketpair()
        wake_out.setblocking(False)
        signal.set_wakeup_fd(wake_out.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.selector.register(wake_in, selectors.EVENT_READ)
        for _ in range(self.settings.workers):
            self._start()
        while self.processes:
            for key, _ in self.selector.select():
                if key.data is None:
                    wake_in.recv(64)
                else:
                    self._heard(key.data, os.read(key.data.monitor, 64))
        return self.exit_code

    def _start(self, predecessor: Process | None = None) -> None:
        heard, told = os.pipe()
        number = self.listener.fileno()
        environment = os.environ | {SETTINGS: msgspec.json.encode(self.settings).decode()}
        command = [sys.executable, "-m", "api.worker", str(number), str(told)]
        popen = subprocess.Popen(command, pass_fds=(number, told), env=environment, start_new_session=True)
        os.close(told)
        process = Process(popen=popen, monitor=heard, born=time.monotonic(), predecessor=predecessor)
        self.processes.append(process)
        self.selector.register(heard, selectors.EVENT_READ, process)

    def _heard(self, process: Process, message: bytes) -> None:
        if not message:
            self._died(process)
        if b"ready" in message:
            process.ready = True
            self._announce()
            if process.predecessor in self.processes:
                self._dismiss(process.predecessor)
        if b"replaced" in message and not self.stopping:
            self._start(predecessor=process)

    def _died(self, process: Process) -> None:
        self.selector.unregister(process.monitor)
        os.close(process.monitor)
        process.popen.wait()
        mark_process_dead(process.popen.pid)  # type: ignore[no-untyped-call]
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
        process.popen.send_signal(signal.SIGTERM)

    def _stop(self, *_: object) -> None:
        self.stopping = True
        self.listener.close()  # the workers hold it until they have gone
        for process in self.processes:
            self._dismiss(process)


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
        os.environ[SHARED_METRICS] = shared
        try:
            return Supervisor(settings, announce).run()
        except OSError as error:
            print(f"communique: {settings.host}:{settings.port}: {error.strerror}", file=sys.stderr)
            return 1
