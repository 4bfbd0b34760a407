"""Workers that die, are worn or are told to go lose nothing but what was in flight on the one that died."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

BARE = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
PATIENT = {"COMMUNIQUE_PORT": "0", "COMMUNIQUE_LOG_LEVEL": "error", "COMMUNIQUE_DEADLINE_SECONDS": "600"}
ARTICLE = {
    "text": "Foreign Minister Ana Quispe met her Chilean counterpart in Lima on Monday.",
    "published_at": "2031-05-14",
}


class Service:
    """A running service with two workers."""

    def __init__(self, **settings: str) -> None:
        environment = BARE | PATIENT | settings
        self.process = subprocess.Popen(
            [sys.executable, "-m", "api"], env=environment, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        found = re.search(r"http://\S+:\d+", self.process.stderr.readline())
        assert found
        self.address = found[0]

    def workers(self) -> set[int]:
        """Process ids of the workers."""
        done = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return {int(number) for number in done.stdout.split()}

    def stop(self) -> int:
        """The exit code after SIGTERM."""
        self.process.terminate()
        self.process.communicate(timeout=180)
        return self.process.returncode


class Load:
    """Requests one after the other on a few threads, each on a new connection, until it is left."""

    def __init__(self, address: str, threads: int = 2) -> None:
        self.address = address
        self.answers: list[tuple[int, bytes]] = []
        self.lost: list[str] = []
        self.leaving = threading.Event()
        self.threads = [threading.Thread(target=self._run) for _ in range(threads)]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leaving.set()
        for thread in self.threads:
            thread.join()

    def _run(self) -> None:
        with httpx.Client(base_url=self.address, timeout=180, headers={"connection": "close"}) as client:
            while not self.leaving.is_set():
                try:
                    answer = client.post("/v1/extract", json=ARTICLE)
                    self.answers.append((answer.status_code, answer.content))
                except httpx.ConnectError:
                    return  # the door is closed
                except httpx.TransportError as error:
                    self.lost.append(repr(error))


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service(COMMUNIQUE_WORKERS="2")
    yield service
    if service.process.poll() is None:
        assert service.stop() == 0


def settled(service: Service, gone: set[int], seconds: float = 180) -> set[int]:
    """The two workers, once none of those that are `gone` is left."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        workers = service.workers()
        if len(workers) == 2 and not workers & gone:
            return workers
        time.sleep(0.1)
    raise AssertionError(f"{service.workers()} after {seconds} s")


def test_killed_worker_is_replaced(service: Service) -> None:
    kills = int(os.environ.get("COMMUNIQUE_FAULTS", "2"))
    with Load(service.address) as load:
        for _ in range(kills):
            victim = sorted(settled(service, set()))[0]
            time.sleep(1)
            os.kill(victim, signal.SIGKILL)
            settled(service, {victim})
    assert len(load.lost) <= kills * len(load.threads)
    assert len(set(load.answers)) == 1, "an answer was wrong"
    assert load.answers[0][0] == 200


def test_stop_under_load_loses_nothing(service: Service) -> None:
    with Load(service.address) as load:
        time.sleep(2)
        assert service.stop() == 0
    assert load.lost == []
    assert len(set(load.answers)) == 1


def test_ready_turns_false_before_the_door_closes() -> None:
    service = Service(COMMUNIQUE_DRAIN_SECONDS="3")
    service.process.terminate()
    time.sleep(1)
    ready = httpx.get(f"{service.address}/health/ready")
    assert (ready.status_code, ready.json()["type"]) == (503, "/problems/not-ready")
    assert httpx.post(f"{service.address}/v1/extract", json=ARTICLE, timeout=180).status_code == 200
    service.process.communicate(timeout=180)
    assert service.process.returncode == 0


def test_worn_worker_is_replaced_before_it_goes() -> None:
    service = Service(COMMUNIQUE_WORKERS="1", COMMUNIQUE_WORKER_REQUESTS="20")
    first = service.workers()
    with Load(service.address, threads=1) as load:
        end = time.monotonic() + 180
        while first & service.workers():
            assert time.monotonic() < end
            time.sleep(0.1)
    assert service.stop() == 0
    assert load.lost == []
    assert len(set(load.answers)) == 1


def test_workers_go_when_the_supervisor_is_killed() -> None:
    service = Service()
    workers = service.workers()
    service.process.kill()
    service.process.communicate(timeout=10)
    end = time.monotonic() + 120
    while any(os.path.exists(f"/proc/{worker}") for worker in workers):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_taken_port_is_told() -> None:
    service = Service()
    port = service.address.rpartition(":")[2]
    environment = BARE | {"COMMUNIQUE_PORT": port}
    command = [sys.executable, "-m", "api"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert (done.returncode, done.stderr) == (1, f"communique: 127.0.0.1:{port}: Address already in use\n")
    assert service.stop() == 0


def test_engine_that_cannot_load_stops_the_start() -> None:
    environment = BARE | {"COMMUNIQUE_PORT": "0", "EXTRACT_MODEL": "no_such_pipeline"}
    command = [sys.executable, "-m", "api"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 1
    assert "no_such_pipeline" in done.stderr
