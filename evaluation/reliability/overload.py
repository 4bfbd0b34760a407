"""Several times as many requests as the service can answer: what it accepts is in time, the rest is refused at once."""

import asyncio
import time
from collections.abc import Callable
from itertools import cycle, repeat

from msgspec import Struct

from evaluation.reliability.articles import article
from evaluation.reliability.load import (
    HEALTH,
    Address,
    Answer,
    ask_at_rate,
    ask_in_turn,
    ask_together,
    percentile,
    post,
)
from evaluation.reliability.service import Service

REQUESTS = [post(article(number)) for number in range(200)]
PROBE = post(article(7, most=20))
DEADLINE_SECONDS = 30.0
RECOVERY_SECONDS = 10.0
HEALTH_PAUSE_SECONDS = 0.1


class Overload(Struct, frozen=True, kw_only=True):
    """What was measured before, under and after the load."""

    capacity: float
    normal: list[Answer]
    under: list[Answer]
    health: list[Answer]
    after: list[Answer]
    peak_before: float
    peak_after: float
    ended: float

    @property
    def refused(self) -> list[Answer]:
        """Requests that found the queue full."""
        return [answer for answer in self.under if answer.problem == "overloaded"]

    @property
    def accepted(self) -> list[Answer]:
        """Requests that were answered."""
        return [answer for answer in self.under if answer.status == 200]

    @property
    def broken(self) -> int:
        """Requests that were accepted and not answered in time."""
        in_time = sum(answer.seconds <= DEADLINE_SECONDS for answer in self.accepted)
        return len(self.under) - len(self.refused) - in_time

    @property
    def recovery_seconds(self) -> float:
        """How long after the load a request was first as fast as without it."""
        normal = max(answer.seconds for answer in self.normal)
        fast = (answer for answer in self.after if answer.status == 200 and answer.seconds <= normal)
        return next((answer.at - self.ended for answer in fast), float("inf"))

    def figures(self) -> dict[str, object]:
        """The figures by name."""
        return {
            "capacity, articles/s": round(self.capacity, 2),
            "requests under load": len(self.under),
            "accepted": len(self.accepted),
            "accepted and not answered in time": self.broken,
            "longest wait of an accepted request, s": round(max(answer.seconds for answer in self.accepted), 2),
            "refused": len(self.refused),
            "refusals, p50 ms": milliseconds(self.refused, 50),
            "refusals, p99 ms": milliseconds(self.refused, 99),
            "checks of health": len(self.health),
            "checks of health that failed": sum(answer.status != 200 for answer in self.health),
            "health, p99 ms": milliseconds(self.health, 99),
            "peak memory before, MiB": round(self.peak_before),
            "peak memory after, MiB": round(self.peak_after),
            "normal again after, s": round(self.recovery_seconds, 2),
        }


def milliseconds(answers: list[Answer], share: float) -> float:
    """The latency that so many of a hundred answers stay under."""
    return round(1000 * percentile((answer.seconds for answer in answers), share), 1)


def overload(times: float, seconds: float, calm_seconds: float = 30.0) -> Overload:
    """Load a service with one worker with `times` its capacity."""
    with Service() as service:
        return asyncio.run(_overload(service, times, seconds, calm_seconds))


async def _overload(service: Service, times: float, seconds: float, calm_seconds: float) -> Overload:
    address = service.address
    await ask_in_turn(address, REQUESTS, passed(calm_seconds))
    normal = await ask_in_turn(address, repeat(PROBE, 20), passed(calm_seconds))
    started = time.monotonic()
    busy = await ask_together(address, cycle(REQUESTS), passed(calm_seconds), clients=2)
    capacity = len(busy) / (time.monotonic() - started)
    peak_before = _peak(service)
    stopped = asyncio.Event()
    health = asyncio.create_task(_check_health(address, stopped.is_set))
    asked = await ask_at_rate(address, REQUESTS, capacity * times, seconds)
    ended = time.monotonic()
    after = await ask_in_turn(address, repeat(PROBE), passed(RECOVERY_SECONDS))
    stopped.set()
    return Overload(
        capacity=capacity,
        normal=normal,
        under=list(await asyncio.gather(*asked)),
        health=await health,
        after=after,
        peak_before=peak_before,
        peak_after=_peak(service),
        ended=ended,
    )


async def _check_health(address: Address, until: Callable[[], bool]) -> list[Answer]:
    answers: list[Answer] = []
    while not until():
        answers += await ask_in_turn(address, [HEALTH], until)
        await asyncio.sleep(HEALTH_PAUSE_SECONDS)
    return answers


def passed(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have passed since now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def _peak(service: Service) -> float:
    return max(held.peak for held in service.memory().values())
