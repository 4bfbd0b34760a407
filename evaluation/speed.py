"""How fast the engine is, in process and over HTTP, and where the time goes.

    python -m evaluation.speed [FILES_OR_FOLDERS…] [--rounds N] [--out evaluation/speed.md]

One article at a time on one core: the whole answer and the bare model pass (tokeniser and model) take turns on the
same texts, so that a busy machine slows both; then the stacks that a user would glue together (where the extra
`compare` is installed) read them. And one worker of the service, and two.
"""

import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec
from msgspec import Struct
from rich.console import Console

from evaluation import glued, made
from evaluation.reliability.service import memory
from evaluation.serving import CLIENTS_OF_A_WORKER, Load, over_http
from evaluation.summary import grid
from evaluation.timing import Timing, by_turns, machine, taken
from extractors.pipeline import Pipeline
from schemas.article import Article

WHOLE, BARE = "whole answer", "bare model pass"
LONG_WORDS, SHORT_WORDS = 20_000, 700
LOAD = "from extractors.pipeline import Pipeline; Pipeline.load()"


class Figures(Struct, frozen=True, kw_only=True):
    """Everything that one run measures; `workers` are one worker of the service, and two."""

    timings: dict[str, Timing]
    others: dict[str, Timing]
    long: Timing
    short: Timing
    steps: dict[str, float]
    workers: tuple[Load, Load]
    load_seconds: float
    peak_mb: float


def texts(paths: Iterable[Path]) -> list[str]:
    """The texts of files, and of the `.txt` files of folders."""
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    return [file.read_text(encoding="utf-8") for file in files]


def readers(engine: Pipeline) -> dict[str, Callable[[Article], object]]:
    """The whole answer, text in and bytes out, and the bare model pass."""
    encoder, model = msgspec.json.Encoder(), dict(engine.nlp.pipeline)["model"]

    def bare(article: Article) -> object:
        with engine.nlp.memory_zone():
            return len(model(engine.nlp.make_doc(article.text)))

    return {WHOLE: lambda article: encoder.encode(engine.extract(article)), BARE: bare}


def others() -> dict[str, Callable[[Article], object]]:
    """What the packages read that are here to compare with."""

    def reader(read: glued.Reader) -> Callable[[Article], object]:
        return lambda article: read(article.text)

    return {name: reader(read) for name, read in glued.installed()}


def by_step(engine: Pipeline, articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Milliseconds of the processor for 1000 words in the tokeniser and in each step."""
    spent: defaultdict[str, float] = defaultdict(float)
    for article in [*articles] * rounds:
        with engine.nlp.memory_zone():
            start = time.process_time()
            doc = engine.nlp.make_doc(article.text)
            doc._.article = article
            spent["tokeniser"] += time.process_time() - start
            for name, step in engine.nlp.pipeline:
                start = time.process_time()
                doc = step(doc)
                spent[name] += time.process_time() - start
    words = sum(len(article.text.split()) for article in articles) * rounds
    return {name: 1_000_000 * seconds / words for name, seconds in spent.items()}


def long_to_short(read: Callable[[Article], object]) -> tuple[Timing, Timing]:
    """A long article, and as many words in short ones, made of the same sentences."""
    chance = random.Random(20310514)
    long = Article(text=made.text(LONG_WORDS, chance))
    short = [Article(text=made.text(SHORT_WORDS, chance)) for _ in range(LONG_WORDS // SHORT_WORDS)]
    return by_turns({WHOLE: read}, [long], 2)[WHOLE], by_turns({WHOLE: read}, short, 2)[WHOLE]


def measure(articles: Sequence[Article], rounds: int) -> Figures:
    """Everything, one after the other."""
    load_seconds = taken(lambda: subprocess.run([sys.executable, "-c", LOAD], check=True))
    workers = over_http(articles, rounds), over_http(articles, rounds, workers=2)
    engine = Pipeline.load()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    calls = readers(engine)
    timings = by_turns(calls, articles, rounds)
    held = memory(os.getpid())
    long, short = long_to_short(calls[WHOLE])
    return Figures(
        timings=timings,
        others=by_turns(others(), articles, max(1, rounds // 4)),
        long=long,
        short=short,
        steps=by_step(engine, articles, max(1, rounds // 4)),
        workers=workers,
        load_seconds=load_seconds,
        peak_mb=held.peak if held else 0,
    )


def rows(figures: Figures) -> Iterator[tuple[str, str]]:
    """Each figure with its name."""
    whole, (one, two) = figures.timings[WHOLE], figures.workers
    for name, timing in {**figures.timings, **figures.others, "HTTP, one client": one.alone}.items():
        yield f"{name}: articles/s", f"{timing.articles_per_second:.1f}"
        yield f"{name}: words/s", f"{timing.words_per_second:,.0f}"
        if timing.busy:
            yield f"{name}: words a second of the processor", f"{1 / timing.busy_per_word:,.0f}"
        yield f"{name}: p50 ms", f"{timing.latency(50):.1f}"
        yield f"{name}: p99 ms", f"{timing.latency(99):.1f}"
    for name, timing in {BARE: figures.timings[BARE], **figures.others}.items():
        yield f"{WHOLE} / {name}, processor time a word", f"{whole.busy_per_word / timing.busy_per_word:.3f}"
    yield "HTTP / in process, medians", f"{one.alone.latency(50) / whole.latency(50):.3f}"
    yield (
        f"{WHOLE} at {LONG_WORDS:,} words / at {SHORT_WORDS}, processor time a word",
        f"{figures.long.busy_per_word / figures.short.busy_per_word:.3f}",
    )
    for workers, load in enumerate(figures.workers, 1):
        clients = f"{workers} worker{'s' if workers > 1 else ''}, {workers * CLIENTS_OF_A_WORKER} clients"
        yield f"{clients}: articles/s", f"{load.articles_per_second:.1f}"
    yield "two workers / one", f"{two.articles_per_second / one.articles_per_second:.2f}"
    yield "memory that the second worker adds, MB", f"{two.together_mb - one.together_mb:.0f}"
    yield "peak memory of a worker, MB", f"{one.peak_mb:.0f}"
    yield "peak memory in process, MB", f"{figures.peak_mb:.0f}"
    yield "start-up of the engine, s", f"{figures.load_seconds:.2f}"
    yield "start-up of the service until ready, s", f"{one.ready_seconds:.2f}"


def to_markdown(figures: Figures, articles: Sequence[Article]) -> str:
    """The record of a run."""
    words = sum(len(article.text.split()) for article in articles) // len(articles)
    lines = [
        "# Speed",
        "",
        f"`python -m evaluation.speed` on {machine()}: {len(articles)} articles of about {words} words,",
        f"{len(figures.timings[WHOLE].seconds)} readings by each, one at a time on one core.",
        "",
        "| figure | value |",
        "| --- | ---: |",
        *(f"| {name} | {value} |" for name, value in rows(figures)),
        "",
        "| step | ms per 1000 words |",
        "| --- | ---: |",
        *(f"| {name} | {value:.2f} |" for name, value in figures.steps.items()),
        "",
    ]
    return "\n".join(lines)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--rounds", default=20, show_default=True, help="How often each article is read.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures as Markdown.")
def main(paths: tuple[Path, ...], rounds: int, out: Path | None) -> None:
    """Measure the engine on the articles in PATHS (the seeds, where none are given)."""
    articles = [Article(text=text, published_at="2022-10-04") for text in texts(paths or (made.SEEDS,))]
    figures = measure(articles, rounds)
    table, steps = grid("figure", "value"), grid("step", "ms per 1000 words")
    for name, value in rows(figures):
        table.add_row(name, value)
    for name, spent in figures.steps.items():
        steps.add_row(name, f"{spent:.2f}")
    Console().print(table, steps, sep="\n")
    if out:
        out.write_text(to_markdown(figures, articles), encoding="utf-8")


if __name__ == "__main__":
    main()
