"""Mixed articles at full load for a long time: the memory of a worker stays where it is."""

import asyncio
import time
from itertools import count

from msgspec import Struct

from evaluation.reliability.articles import article
from evaluation.reliability.load import Answer, ask_together, post
from evaluation.reliability.overload import passed
from evaluation.reliability.service import Service

PAUSE_SECONDS = 5.0


class Sample(Struct, frozen=True):
    """Resident memory of the largest worker in MiB, so many seconds after the start."""

    seconds: float
    resident: float


class Soak(Struct, frozen=True):
    """What a long run gave."""

    answers: list[Answer]
    samples: list[Sample]
    settled_seconds: float

    @property
    def settled(self) -> float:
        """Most memory in the last minute before the settled time, in MiB."""
        return max(
            sample.resident
            for sample in self.samples
            if self.settled_seconds - 60 <= sample.seconds <= self.settled_seconds
        )

    @property
    def most(self) -> float:
        """Most memory after the settled time, in MiB."""
        return max(sample.resident for sample in self.samples if sample.seconds > self.settled_seconds)

    @property
    def growth(self) -> float:
        """Growth after the settled time, in percent."""
        return 100 * (self.most / self.settled - 1)


def soak(seconds: float, settled_seconds: float, workers: int) -> Soak:
    """Keep a service busy with articles of which no two are the same."""
    with Service(workers=workers) as service:
        return asyncio.run(_soak(service, seconds, settled_seconds, workers))


async def _soak(service: Service, seconds: float, settled_seconds: float, workers: int) -> Soak:
    articles = (post(article(number)) for number in count())
    asking = asyncio.create_task(ask_together(service.address, articles, passed(seconds), clients=2 * workers))
    started, samples = time.monotonic(), []
    while not asking.done():
        held = await asyncio.to_thread(service.memory)
        samples.append(Sample(time.monotonic() - started, max((each.now for each in held.values()), default=0.0)))
        await asyncio.sleep(PAUSE_SECONDS)
    return Soak([Answer(each.at, each.seconds, each.status) for each in await asking], samples, settled_seconds)
