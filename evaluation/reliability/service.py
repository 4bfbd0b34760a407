"""The service in processes of its own, as an operator runs it."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

from msgspec import Struct

BARE = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
OWN = {"COMMUNIQUE_PORT": "0", "COMMUNIQUE_LOG_LEVEL": "error"}
KIBIBYTES = 1024


class Service:
    """A running service; its settings are written as environment variables without their prefix."""

    def __init__(self, **settings: object) -> None:
        given = {f"COMMUNIQUE_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, "-m", "api"]
        self.process = subprocess.Popen(command, env=BARE | OWN | given, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        found = re.search(r"http://(\S+):(\d+)", self.process.stderr.readline())
        if found is None:
            self.stop()
            raise RuntimeError("the service did not start")
        self.url = found[0]
        self.address = found[1], int(found[2])
        threading.Thread(target=self._drain, daemon=True).start()  # a full pipe would stop the service

    def _drain(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr:
            self.process.stderr.read()

    def workers(self) -> set[int]:
        """Process ids of the workers."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return {int(number) for number in found.stdout.split()}

    def memory(self) -> dict[int, "Memory"]:
        """What each worker holds."""
        return {worker: held for worker in self.workers() if (held := memory(worker))}

    def stop(self, seconds: float = 180) -> int:
        """The exit code after SIGTERM."""
        self.process.terminate()
        return self.process.wait(seconds)

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None and (code := self.stop()):
            raise RuntimeError(f"the service ended with {code}")


class Memory(Struct, frozen=True):
    """Resident memory of a process in MiB: now, and at its peak."""

    now: float
    peak: float


def memory(process: int) -> Memory | None:
    """What a process holds; None where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", status, re.MULTILINE))
    return Memory(int(found["VmRSS"]) / KIBIBYTES, int(found["VmHWM"]) / KIBIBYTES) if len(found) == 2 else None
