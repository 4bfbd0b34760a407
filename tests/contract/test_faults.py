"""Workers that die, are worn or are told to go lose nothing but what was in flight on the one that died."""

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from evaluation.reliability.service import BARE, Service

ARTICLE = {
    "text": "Foreign Minister Ana Quispe met her Chilean counterpart in Lima on Monday.",
    "published_at": "2031-05-14",
}


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


def test_ready_turns_false_before_the_door_closes() -> None:
    service = Service(deadline_seconds=600, drain_seconds=3)
    service.process.terminate()
    time.sleep(1)
    ready = httpx.get(f"{service.url}/health/ready")
    assert (ready.status_code, ready.json()["type"]) == (503, "/problems/not-ready")
    assert httpx.post(f"{service.url}/v1/extract", json=ARTICLE, timeout=180).status_code == 200
    assert service.process.wait(180) == 0


def test_worn_worker_is_replaced_before_it_goes() -> None:
    service = Service(deadline_seconds=600, worker_articles=20)
    first = service.workers()
    with Load(service.url, threads=1) as load:
        end = time.monotonic() + 180
        while first & service.workers():
            assert time.monotonic() < end
            time.sleep(0.1)
    assert service.stop() == 0
    assert load.lost == []
    assert len(set(load.answers)) == 1


def test_workers_go_when_the_supervisor_is_killed() -> None:
    service = Service(deadline_seconds=600)
    workers = service.workers()
    service.process.kill()
    service.process.wait(10)
    end = time.monotonic() + 120
    while any(os.path.exists(f"/proc/{worker}") for worker in workers):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_workers_share_the_engine_and_their_metrics() -> None:
    service = Service(deadline_seconds=600, workers=2)
    with Load(service.url, threads=4) as load:
        end = time.monotonic() + 120
        while len(load.answers) < 40:
            assert time.monotonic() < end
            time.sleep(0.1)
    measured = httpx.get(f"{service.url}/metrics").text
    held = [own_memory(worker) for worker in service.workers()]
    assert service.stop() == 0
    assert len(held) == 2
    assert max(held) < 100, held
    assert "communique_ready 2.0" in measured
    counted = sum(
        float(line.split()[-1])
        for line in measured.splitlines()
        if line.startswith('communique_requests_total{method="POST",route="/v1/extract"')
    )
    assert counted == len(load.answers)
    loaded = re.search(r"^communique_load_seconds (\S+)$", measured, re.MULTILINE)
    assert loaded
    assert float(loaded[1]) > 0


def own_memory(process: int) -> float:
    """Megabytes of a process that it shares with no other."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Private_"))


def test_taken_port_is_told() -> None:
    service = Service(deadline_seconds=600)
    port = service.url.rpartition(":")[2]
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
