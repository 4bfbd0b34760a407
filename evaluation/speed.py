"""How fast the engine is, in process and over HTTP, and where the time goes.

    python -m evaluation.speed [FILES_OR_FOLDERS…] [--rounds N] [--out evaluation/speed.md]

One article at a time on one core; the whole extraction and the bare model pass (tokeniser and model alone) take turns
on the same texts, so that a busy machine slows both.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec
from msgspec import Struct
from rich.console import Console

from evaluation.summary import grid
from extractors.pipeline import Pipeline
from schemas.article import Article

SEEDS = Path(__file__).parent.parent / "seeds"
LOAD = "from extractors.pipeline import Pipeline; Pipeline.load()"


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

    def latency(self, share: float) -> float:
        """The latency in milliseconds that so many of a hundred readings stay under."""
        return 1000 * sorted(self.seconds)[min(len(self.seconds) - 1, int(share / 100 * len(self.seconds)))]


class Figures(Struct, frozen=True, kw_only=True):
    """Everything that one run measures."""

    whole: Timing
    bare: Timing
    http: Timing
    steps: dict[str, float]
    load_seconds: float
    ready_seconds: float
    memory_mb: float
    server_memory_mb: float | None

    @property
    def to_bare(self) -> float:
        """Whole extraction to bare model pass, by the processor's time, which other programs do not lengthen."""
        return self.whole.busy / self.bare.busy

    @property
    def to_process(self) -> float:
        """HTTP to in process, by the median of the same articles."""
        return statistics.median(self.http.seconds) / statistics.median(self.whole.seconds)


def texts(paths: Iterable[Path]) -> list[str]:
    """The texts of files, and of the `.txt` files of folders."""
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    return [file.read_text(encoding="utf-8") for file in files]


def taken(call: Callable[[], object]) -> float:
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def in_process(engine: Pipeline, articles: list[Article], rounds: int) -> tuple[Timing, Timing]:
    """The whole answer, text in and bytes out, and the bare model pass, by turns."""
    encoder, model = msgspec.json.Encoder(), dict(engine.nlp.pipeline)["model"]

    def bare(article: Article) -> None:
        with engine.nlp.memory_zone():
            model(engine.nlp.make_doc(article.text))

    def whole(article: Article) -> None:
        encoder.encode(engine.extract(article))

    for article in articles:
        whole(article)
        bare(article)
    seconds: dict[Callable[[Article], None], list[float]] = {whole: [], bare: []}
    busy = {whole: 0.0, bare: 0.0}
    for article in articles * rounds:
        for call in (whole, bare):
            start, start_busy = time.perf_counter(), time.process_time()
            call(article)
            seconds[call].append(time.perf_counter() - start)
            busy[call] += time.process_time() - start_busy
    words = tuple(len(article.text.split()) for article in articles) * rounds
    timings = [Timing(tuple(seconds[call]), words, busy[call]) for call in (whole, bare)]
    return timings[0], timings[1]


def by_step(engine: Pipeline, articles: list[Article], rounds: int) -> dict[str, float]:
    """Milliseconds of the processor for 1000 words in the tokeniser and in each step."""
    spent: defaultdict[str, float] = defaultdict(float)
    for article in articles * rounds:
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


def peak(process: str) -> float | None:
    """The most memory that a process has held, in MB, where the system tells."""
    status = Path("/proc") / process / "status"
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)


class Server:
    """The service in a process of its own, as an operator would run it."""

    def __init__(self) -> None:
        environment = {**os.environ, "COMMUNIQUE_PORT": "0", "COMMUNIQUE_HOST": "127.0.0.1"}
        start = time.perf_counter()
        command = [sys.executable, "-m", "api"]
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        self.connection = HTTPConnection(*self.address())
        while not self.is_ready():
            time.sleep(0.01)
        self.ready_seconds = time.perf_counter() - start

    def address(self) -> tuple[str, int]:
        """Host and port, from the line that the service prints. Errors: RuntimeError where it ends instead."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            for word in line.split():
                if word.startswith("http://"):
                    url = urlsplit(word)
                    return url.hostname or "127.0.0.1", url.port or 80
        raise RuntimeError("the service did not start")

    def is_ready(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError("the service ended before it was ready")
        try:
            self.connection.request("GET", "/health/ready")
            response = self.connection.getresponse()
            response.read()
        except OSError:
            self.connection.close()
            return False
        return response.status == 200

    def post(self, body: bytes) -> None:
        """One article to its answer. Errors: RuntimeError for anything but a 200."""
        self.connection.request("POST", "/v1/extract", body, {"Content-Type": "application/json"})
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise RuntimeError(f"the service answered {response.status}: {answer[:200]!r}")

    def memory(self) -> float | None:
        """The most memory that the worker has held, in MB, where the system tells."""
        root = Path("/proc") / str(self.process.pid)
        children = root / "task" / root.name / "children"
        workers = children.read_text().split() if children.exists() else []
        return max(filter(None, map(peak, [root.name, *workers])), default=None)

    def close(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(60)
        if self.process.stderr is not None:
            self.process.stderr.close()


def over_http(articles: list[Article], rounds: int) -> tuple[Timing, float, float | None]:
    """The same articles from one client, the time until the service was ready, and its memory."""
    server = Server()
    try:
        bodies = [msgspec.json.encode(article) for article in articles]
        seconds = [taken(lambda: server.post(body)) for body in bodies * (rounds + 1)]  # noqa: B023
        words = tuple(len(article.text.split()) for article in articles) * rounds
        return Timing(tuple(seconds[len(bodies) :]), words), server.ready_seconds, server.memory()
    finally:
        server.close()


def measure(articles: list[Article], rounds: int) -> Figures:
    """Everything, one after the other."""
    load_seconds = taken(lambda: subprocess.run([sys.executable, "-c", LOAD], check=True))
    http, ready_seconds, server_memory = over_http(articles, rounds)
    engine = Pipeline.load()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    whole, bare = in_process(engine, articles, rounds)
    steps = by_step(engine, articles, max(1, rounds // 4))
    return Figures(
        whole=whole,
        bare=bare,
        http=http,
        steps=steps,
        load_seconds=load_seconds,
        ready_seconds=ready_seconds,
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        server_memory_mb=server_memory,
    )


def rows(figures: Figures) -> Iterator[tuple[str, str]]:
    """Each figure with its name."""
    for name, timing in (("in process", figures.whole), ("bare model pass", figures.bare), ("HTTP", figures.http)):
        yield f"{name}: articles/s", f"{timing.articles_per_second:.1f}"
        yield f"{name}: words/s", f"{timing.words_per_second:,.0f}"
        yield f"{name}: p50 ms", f"{timing.latency(50):.1f}"
        yield f"{name}: p99 ms", f"{timing.latency(99):.1f}"
    yield "whole extraction / bare model pass", f"{figures.to_bare:.3f}"
    yield "HTTP / in process (median)", f"{figures.to_process:.3f}"
    yield "start-up of the engine, s", f"{figures.load_seconds:.2f}"
    yield "start-up of the service until ready, s", f"{figures.ready_seconds:.2f}"
    yield "peak memory in process, MB", f"{figures.memory_mb:.0f}"
    if figures.server_memory_mb is not None:
        yield "peak memory of the service, MB", f"{figures.server_memory_mb:.0f}"


def machine() -> str:
    """Processor and interpreter."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def to_markdown(figures: Figures, articles: Sequence[Article]) -> str:
    """The record of a run."""
    words = sum(len(article.text.split()) for article in articles) // len(articles)
    lines = [
        "# Speed",
        "",
        f"`python -m evaluation.speed` on {machine()}: {len(articles)} articles of about {words} words,",
        f"{len(figures.whole.seconds)} readings, one at a time on one core.",
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
    articles = [Article(text=text, published_at="2022-10-04") for text in texts(paths or (SEEDS,))]
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
