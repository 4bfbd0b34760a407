"""What so many workers of the service do over HTTP, and what they hold."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

import msgspec
from msgspec import Struct

from evaluation.reliability.service import Service, memory
from evaluation.timing import Timing, taken
from schemas.article import Article

CLIENTS_OF_A_WORKER = 4  # connections stay with the worker that took them; with so many, each worker has some
WARM_SECONDS = 3.0  # for the last worker to be ready


class Load(Struct, frozen=True, kw_only=True):
    """One client's readings, articles a second for several clients, seconds until the service was ready, and MB held:
    at the worst by one process, and by all together, where shared pages count once."""

    alone: Timing
    articles_per_second: float
    ready_seconds: float
    peak_mb: float
    together_mb: float


class Client:
    """One connection to the service."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.connection = HTTPConnection(*address)

    def post(self, body: bytes) -> None:
        """One article to its answer. Errors: RuntimeError for anything but a 200."""
        self.connection.request("POST", "/v1/extract", body, {"Content-Type": "application/json"})
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise RuntimeError(f"the service answered {response.status}: {answer[:200]!r}")

    def post_for(self, seconds: float, bodies: Sequence[bytes]) -> int:
        """How many answers come in so long."""
        end = time.perf_counter() + seconds
        for count, body in enumerate(cycle(bodies)):
            if time.perf_counter() >= end:
                return count
            self.post(body)
        return 0


def over_http(articles: Sequence[Article], rounds: int, workers: int = 1) -> Load:
    """The same articles from one client, and then from several at once for about as long."""
    bodies = [msgspec.json.encode(article) for article in articles]
    words = tuple(len(article.text.split()) for article in articles) * rounds
    start = time.perf_counter()
    with Service(workers=workers) as service:
        ready_seconds = time.perf_counter() - start
        one = Client(service.address)
        one.post_for(WARM_SECONDS, bodies)
        seconds = tuple(taken(lambda body=body: one.post(body)) for body in bodies * rounds)  # type: ignore[misc]
        clients = [one, *(Client(service.address) for _ in range(CLIENTS_OF_A_WORKER * workers - 1))]
        with ThreadPoolExecutor(len(clients)) as pool:
            _, answered = (
                sum(pool.map(lambda client, end=end: client.post_for(end, bodies), clients))
                for end in (WARM_SECONDS, sum(seconds))
            )
        processes = {service.process.pid, *service.workers()}
        held = [found for process in processes if (found := memory(process))]
        for client in clients:
            client.connection.close()
        return Load(
            alone=Timing(seconds, words),
            articles_per_second=answered / sum(seconds),
            ready_seconds=ready_seconds,
            peak_mb=max((found.peak for found in held), default=0),
            together_mb=sum(map(shared_out, processes)),
        )


def shared_out(process: int) -> float:
    """The memory of a process in MB, pages that others use too counted by share."""
    try:
        lines = (Path("/proc") / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
