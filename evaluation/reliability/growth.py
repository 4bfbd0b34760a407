"""How the time of each step grows when an adversarial text is twice as long."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from extractors.pipeline import Pipeline
from schemas.article import Article

PIECES = {
    "digits": "7",
    "numbers": "1,234 ",
    "capitals": "A",
    "names": "Ana Quispe ",
    "initials": "A. ",
    "commas": ",",
    "names between commas": "Ana Quispe, ",
    "quotes": "“",
    "quoted words": '"a" ',
    "parentheses": "(",
    "parentheses that close": "(a) ",
    "of of of": "of ",
    "and and and": "and ",
    "titles": "President of ",
    "places": "Lima, Peru, ",
    "dates": "Monday, May 3, ",
    "slashes": "1/",
    "money": "$1 million to ",
    "dashes": "-",
    "lines": "- a\n",
    "empty lines": "a\n\n\n\n",
    "sentences": "Ana Quispe met Tano Reku in Lima on Monday. ",
    "speakers": '"We agree," said Ana Quispe. ',
    "announced paragraphs": "The envoy told the reporters there:\n\nIt is a long and open matter for us all.\n\n",
    "meetings": "President Ana Quispe of Peru met Foreign Minister Tano Reku of Fiji in Lima on Monday. ",
    "journeys": "President Ana Quispe flew to Quito on Tuesday. ",
    "figures": "President Ana Quispe said on Monday that the fund of $40 million would open. ",
    "letters with marks": "é\u0301",
}
"""What the adversarial texts repeat."""
LIMIT = 2.3
"""How many times as long a step may take for a text twice as long."""
LEAST_SECONDS = 0.02
"""A step that takes less than this counts as taking this: less is the time of the clock."""
RETRIES = 20
TOKENS = "tokens"


class Growth(Struct, frozen=True):
    """One step on one text and on the text twice as long."""

    piece: str
    step: str
    characters: int
    seconds: float
    doubled_seconds: float

    @property
    def ratio(self) -> float:
        """How many times as long the step took."""
        return self.doubled_seconds / self.seconds


def growths(pipeline: Pipeline, piece: str, characters: int) -> Iterator[Growth]:
    """The growth of every step that takes long enough, from `characters` to twice as many."""
    text = PIECES[piece] * (2 * characters // len(PIECES[piece]))
    found = _compared(step_seconds(pipeline, text[:characters]), step_seconds(pipeline, text))
    for _ in range(RETRIES):  # another program may have slowed a step down
        if all(doubled <= LIMIT * seconds for seconds, doubled in found.values()):
            break
        again = _compared(step_seconds(pipeline, text[:characters]), step_seconds(pipeline, text))
        found = {step: _better(found[step], again[step]) for step in found}
    for step, (seconds, doubled) in found.items():
        yield Growth(piece, step, characters, seconds, doubled)


def _compared(once: dict[str, float], twice: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {step: (max(once[step], LEAST_SECONDS), max(twice[step], LEAST_SECONDS)) for step in once}


def _better(found: tuple[float, float], again: tuple[float, float]) -> tuple[float, float]:
    """The fastest readings of both lengths, or the pair that grows least: the rest is other programs' time."""
    fastest = min(found[0], again[0]), min(found[1], again[1])
    return min(found, again, fastest, key=lambda pair: pair[1] / pair[0])


@contextmanager
def no_collector() -> Iterator[None]:
    """Let no collection of garbage fall into what is measured."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def step_seconds(pipeline: Pipeline, text: str) -> dict[str, float]:
    """The processor's time of the tokeniser, of each step, and of the records of all."""
    article, seconds = Article(text=text, published_at="2031-05-14"), {}
    with pipeline.nlp.memory_zone():
        started = time.process_time()
        doc = pipeline.nlp.make_doc(text)
        doc._.article = article
        seconds[TOKENS] = time.process_time() - started
        for name, step in pipeline.nlp.pipeline:
            started = time.process_time()
            doc = step(doc)
            seconds[name] = time.process_time() - started
        seconds["all steps"] = sum(seconds.values())
    return seconds
