"""Hostile texts through the engine: it answers each one, in time, and every answer holds."""

import time
import traceback
from collections.abc import Iterable
from random import Random

from msgspec import Struct

from evaluation.reliability.answers import faults
from evaluation.reliability.texts import text
from extractors.errors import BlankArticleError
from extractors.pipeline import Pipeline
from schemas.article import Article

TOLD = 50_000
DAYS = (None, "2031-05-14", "2028-02-29", "1500-01-01", "2199-12-31", "2031-12-31T23:59:59Z")


class Fault(Struct, frozen=True):
    """One text that the engine did not withstand."""

    number: int
    what: str


class Readings(Struct):
    """What became of the texts that were read."""

    texts: int = 0
    blank: int = 0
    slowest_seconds: float = 0.0
    faults: list[Fault] = []


def read_texts(pipeline: Pipeline, numbers: Iterable[int], pieces: int = 12) -> Readings:
    """Read the text of each number, of at most so many pieces."""
    readings = Readings()
    for number in numbers:
        article = Article(text=text(number, pieces) or " ", published_at=Random(number).choice(DAYS))
        started = time.perf_counter()
        try:
            wrong = list(faults(pipeline.extract(article), article.text))
        except BlankArticleError:
            readings.blank += 1
            wrong = []
        except Exception as error:
            wrong = [_told(error)]
        readings.texts += 1
        if readings.texts % TOLD == 0:
            print(f"{readings.texts} texts, {len(readings.faults)} faults", flush=True)
        readings.slowest_seconds = max(readings.slowest_seconds, time.perf_counter() - started)
        readings.faults += [Fault(number, what) for what in wrong]
    return readings


def _told(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "extractors" in frame.filename] or frames
    return f"{error!r} at {ours[-1].filename.rpartition('extractors/')[2]}:{ours[-1].lineno}"
