"""How long readings take."""

import os
import platform
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from schemas.article import Article


class Timing(Struct, frozen=True):
    """How long each reading of an article took, in seconds, and how many words it has; and the processor's time."""

    seconds: tuple[float, ...]
    words: tuple[int, ...]
    busy: float = 0.0

    @property
    def articles_per_second(self) -> float:
        return len(self.seconds) / sum(self.seconds)

    @property
    def words_per_second(self) -> float:
        return sum(self.words) / sum(self.seconds)

    @property
    def busy_per_word(self) -> float:
        """Seconds of the processor for a word, which other programs do not lengthen."""
        return self.busy / sum(self.words)

    def latency(self, share: float) -> float:
        """The latency in milliseconds that so many of a hundred readings stay under."""
        return 1000 * sorted(self.seconds)[min(len(self.seconds) - 1, int(share / 100 * len(self.seconds)))]


def taken(call: Callable[[], object]) -> float:
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def by_turns(
    readers: dict[str, Callable[[Article], object]], articles: Sequence[Article], rounds: int
) -> dict[str, Timing]:
    """How long each reader takes over the same articles, one after the other, once each has read them all."""
    for article in articles:
        for read in readers.values():
            read(article)
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    busy = dict.fromkeys(readers, 0.0)
    for article in [*articles] * rounds:
        for name, read in readers.items():
            start, start_busy = time.perf_counter(), time.process_time()
            read(article)
            seconds[name].append(time.perf_counter() - start)
            busy[name] += time.process_time() - start_busy
    words = tuple(len(article.text.split()) for article in articles) * rounds
    return {name: Timing(tuple(seconds[name]), words, busy[name]) for name in readers}


def machine() -> str:
    """Processor and interpreter."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"
