"""How fast archives are read, how much memory that takes, and whether a run that is killed again and again is whole.

    python -m evaluation.bulk [--articles N] [--kills N] [--killed N] [--out evaluation/bulk.md]

The articles are made of the seeds' sentences, 60 to 300 words each, always the same ones.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec
from msgspec import Struct
from rich.console import Console

from evaluation.made import articles
from evaluation.reliability.service import memory
from evaluation.serving import shared_out
from evaluation.summary import grid
from evaluation.timing import machine

ROWS_OF_A_PART = 50
SECONDS_BETWEEN_LOOKS = 2.0  # at the memory, which takes the system some time to count


class Watched(Struct):
    """A run from the outside: seconds from the first part on, and the most memory seen, in MB."""

    seconds: float
    parent: float
    workers: float


def call(source: Path, out: Path, workers: int, part_rows: int) -> list[str]:
    """The command for a run."""
    command = [sys.executable, "-m", "cli", "bulk", str(source), "--out", str(out), "--resume"]
    return [*command, "--workers", str(workers), "--part-rows", str(part_rows)]


def children_of(process: int) -> list[int]:
    """The processes that a process has started, where the system tells."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def watch(command: list[str], out: Path, until: Callable[[], bool] = lambda: False) -> Watched:
    """Start a run and watch it to its end; kill it when `until` says so. Errors: RuntimeError where it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    seen, started, look = Watched(0, 0, 0), None, 0.0
    while process.poll() is None:
        if started is None and (out / "parts").exists():
            started = time.monotonic()
        if until():
            os.kill(process.pid, signal.SIGKILL)
        if time.monotonic() >= look:
            look = time.monotonic() + SECONDS_BETWEEN_LOOKS
            held = memory(process.pid)
            seen.parent = max(seen.parent, held.peak if held else 0)
            seen.workers = max(seen.workers, sum(map(shared_out, children_of(process.pid))))
        time.sleep(0.1)
    if process.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the run ended with {process.returncode}")
    seen.seconds = time.monotonic() - (started or time.monotonic())
    return seen


def killed(source: Path, out: Path, kills: int, parts: int) -> tuple[int, float]:
    """Kill a run so many times and let it end: how many articles are not there exactly once, and the parent's MB."""

    def done() -> int:
        return len(list((out / "parts").glob("part-*.json")))

    parent = 0.0
    for number in range(kills + 1):
        enough = (number + 1) * parts // (kills + 2) if number < kills else parts + 1
        seen = watch(call(source, out, 2, ROWS_OF_A_PART), out, lambda enough=enough: done() >= enough)  # type: ignore[misc]
        parent = max(parent, seen.parent)
    found = Counter(
        msgspec.json.decode(line)["article_id"]
        for part in (out / "answers").glob("*.ndjson")
        for line in part.read_bytes().splitlines()
    )
    expected = [msgspec.json.decode(line)["id"] for line in source.read_bytes().splitlines()]
    return len([id_ for id_ in expected if found[id_] != 1]) + len(found.keys() - set(expected)), parent


def archive(folder: Path, count: int) -> tuple[Path, int]:
    """An archive of so many articles, and how many words they have."""
    source = folder / f"articles-{count}.ndjson"
    made = list(articles(count))
    source.write_bytes(msgspec.json.Encoder().encode_lines(made))
    return source, sum(len(article["text"].split()) for article in made)


def speed(folder: Path, count: int) -> Iterator[tuple[str, str]]:
    """The rates of one and two workers, and what they hold."""
    source, words = archive(folder, count)
    seen = {}
    for workers in (1, 2):
        out = folder / f"out-{workers}"
        seen[workers] = watch(call(source, out, workers, ROWS_OF_A_PART), out)
        name = f"{count:,} articles, {workers} worker{'s' if workers > 1 else ''}"
        yield f"{name}: articles/s", f"{count / seen[workers].seconds:.1f}"
        yield f"{name}: words/s", f"{words / seen[workers].seconds:,.0f}"
        yield f"{name}: peak memory of the parent, MB", f"{seen[workers].parent:.0f}"
        yield f"{name}: memory of the workers, MB", f"{seen[workers].workers:.0f}"
    yield "two workers / one", f"{seen[1].seconds / seen[2].seconds:.2f}"
    yield "memory of the second worker, MB", f"{seen[2].workers - seen[1].workers:.0f}"


def survival(folder: Path, count: int, kills: int) -> Iterator[tuple[str, str]]:
    """What is left of a run that is killed so many times."""
    source, _ = archive(folder, count)
    wrong, parent = killed(source, folder / "out-killed", kills, count // ROWS_OF_A_PART)
    yield f"{count:,} articles, {kills} kills: not there exactly once", str(wrong)
    yield f"{count:,} articles, {kills} kills: peak memory of the parent, MB", f"{parent:.0f}"


def to_markdown(found: list[tuple[str, str]]) -> str:
    """The record of a run.

    >>> to_markdown([("two workers / one", "1.90")]).splitlines()[-1]
    '| two workers / one | 1.90 |'
    """
    heading = ["# Bulk", "", f"`python -m evaluation.bulk` on {machine()}: articles of 60 to 300 words.", ""]
    lines = ["| figure | value |", "| --- | ---: |", *(f"| {name} | {value} |" for name, value in found)]
    return "\n".join([*heading, *lines, ""])


@click.command()
@click.option(
    "--articles", "count", default=2000, show_default=True, help="How many articles one and two workers read."
)
@click.option("--kills", default=0, show_default=True, help="How often a further run is killed.")
@click.option("--killed", "killed_count", default=20_000, show_default=True, help="How many articles that run reads.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures as Markdown.")
def main(count: int, kills: int, killed_count: int, out: Path | None) -> None:
    """Measure bulk runs with one and two workers, and one that is killed and goes on."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(speed(Path(folder), count)) if count else []
        found += survival(Path(folder), killed_count, kills) if kills else ()
    table = grid("figure", "value")
    for row in found:
        table.add_row(*row)
    Console().print(f"articles of 60 to 300 words on {machine()}", table, sep="\n", highlight=False)
    if out:
        out.write_text(to_markdown(found), encoding="utf-8")


if __name__ == "__main__":
    main()
