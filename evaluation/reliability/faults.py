"""Workers killed and services stopped under load: what was accepted is answered, and answered rightly."""

import asyncio
import os
import re
import signal
import time
from itertools import cycle
from statistics import median

from msgspec import Struct, field

from evaluation.reliability.articles import article
from evaluation.reliability.load import Answer, ask, ask_in_turn, ask_together, post
from evaluation.reliability.service import Service

METRICS = b"GET /metrics HTTP/1.1\r\nHost: load\r\nConnection: close\r\n\r\n"
READY = re.compile(r"^communique_ready (\S+)$", re.MULTILINE)
REQUESTS = [post(article(number, most=10)) for number in range(8)]
CLIENTS = 4
CALM_SECONDS = 2.0


class Losses(Struct):
    """What became of the requests over a number of faults."""

    faults: int = 0
    answered: int = 0
    lost: int = 0
    most_lost: int = 0
    wrong: int = 0
    back_seconds: list[float] = field(default_factory=list)

    def add(self, expected: set[bytes], answers: list[Answer]) -> None:
        """Count what clients got around one fault."""
        lost = sum(answer.status == 0 for answer in answers)
        self.faults += 1
        self.answered += len(answers) - lost
        self.lost += lost
        self.most_lost = max(self.most_lost, lost)
        self.wrong += sum(answer.status != 0 and answer.body not in expected for answer in answers)

    def figures(self, back: str) -> dict[str, object]:
        """The figures by name; `back` says what `back_seconds` tell."""
        return {
            "faults": self.faults,
            "requests answered": self.answered,
            "requests lost": self.lost,
            "most lost at one fault": self.most_lost,
            "wrong answers": self.wrong,
            f"{back}, median s": round(median(self.back_seconds), 2),
            f"{back}, longest s": round(max(self.back_seconds), 2),
        }


def kill(times: int, workers: int) -> Losses:
    """Kill a worker under load, again and again; `back_seconds` tells when the service had all its workers again."""
    with Service(workers=workers) as service:
        return asyncio.run(_kill(service, times, workers))


async def _kill(service: Service, times: int, workers: int) -> Losses:
    losses = Losses()
    expected = await _expected(service)
    for _ in range(times):
        stopped = asyncio.Event()
        asking = asyncio.create_task(ask_together(service.address, cycle(REQUESTS), stopped.is_set, CLIENTS))
        await asyncio.sleep(CALM_SECONDS)
        victim = max(service.workers())
        killed = time.monotonic()
        os.kill(victim, signal.SIGKILL)
        while victim in service.workers() or await _ready(service) < workers:
            await asyncio.sleep(0.02)
        losses.back_seconds.append(time.monotonic() - killed)
        await asyncio.sleep(CALM_SECONDS)
        stopped.set()
        losses.add(expected, await asking)
    return losses


def stop(times: int, workers: int) -> Losses:
    """Stop a service with SIGTERM under load, again and again; `back_seconds` tells how long each took to end."""
    losses = Losses()
    for _ in range(times):
        with Service(workers=workers) as service:
            asyncio.run(_stop(service, losses))
    return losses


async def _stop(service: Service, losses: Losses) -> None:
    expected = await _expected(service)
    asking = asyncio.create_task(ask_together(service.address, cycle(REQUESTS), lambda: False, CLIENTS))
    await asyncio.sleep(CALM_SECONDS)
    told = time.monotonic()
    code = await asyncio.to_thread(service.stop)
    losses.back_seconds.append(time.monotonic() - told)
    losses.add(expected, await asking)
    losses.wrong += code != 0


async def _ready(service: Service) -> float:
    """How many workers take work; waits where none does."""
    text = (await ask(service.address, METRICS)).body.decode()
    found = READY.search(text)
    return float(found[1]) if found else 0.0


async def _expected(service: Service) -> set[bytes]:
    """The right answers."""
    return {answer.body for answer in await ask_in_turn(service.address, REQUESTS, lambda: False)}
