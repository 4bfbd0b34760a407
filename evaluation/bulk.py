"""How fast archives are read, how much memory that takes, and whether a run that is killed again and again is whole.

    python -m evaluation.bulk [--articles N] [--kills N]

The articles are made of the seeds' sentences, 60 to 300 words each, always the same ones.
"""

import os
import random
import re
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

from evaluation.reliability.service import memory
from evaluation.serving import shared_out
from evaluation.speed import SEEDS, texts
from evaluation.summary import grid
from evaluation.timing import machine

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class Watched(Struct):
    """A run from the outside: seconds from the first part on, and the most memory seen, in MB."""

    seconds: float
    parent: float
    workers: float


def articles(count: int) -> Iterator[dict[str, str]]:
    """So many articles of 60 to 300 words, of whole sentences."""
    chance = random.Random(20310514)
    sentences = [line for text in texts([SEEDS]) for line in _SENTENCE.split(text) if len(line.split()) > 4]
    for number in range(count):
        wanted = chance.randint(60, 300)
        chosen: list[str] = []
        while len(" ".join(chosen).split()) < wanted:
            chosen.append(chance.choice(sentences))
        yield {"id": f"n{number}", "text": " ".join(chosen), "published_at": "2022-10-04"}


def call(source: Path, out: Path, workers: int, part_rows: int) -> list[str]:
    """The command for a run."""
    command = [sys.executable, "-m", "cli", "bulk", str(source), "--out", str(out), "--resume"]
    return [*command, "--workers", str(workers), "--part-rows", str(part_rows)]


def watch(command: list[str], out: Path, until: Callable[[], bool] = lambda: False) -> Watched:
    """Start a run and watch it to its end; kill it when `until` says so. Errors: RuntimeError where it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    seen, started = Watched(0, 0, 0), None
    while process.poll() is None:
        if started is None and (out / "parts").exists():
            started = time.monotonic()
        if until():
            os.kill(process.pid, signal.SIGKILL)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        try:
            workers = children.read_text().split()
        except OSError:
            workers = []
        held = memory(process.pid)
        seen.parent = max(seen.parent, held.peak if held else 0)
        seen.workers = max(seen.workers, sum(shared_out(int(worker)) for worker in workers))
        time.sleep(0.1)
    if process.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the run ended with {process.returncode}")
    seen.seconds = time.monotonic() - (started or time.monotonic())
    return seen


def killed(source: Path, out: Path, kills: int, parts: int) -> int:
    """Kill a run so many times, let it end, and count the articles that are not there exactly once."""

    def done() -> int:
        return len(list((out / "parts").glob("part-*.json")))

    for number in range(kills):
        enough = (number + 1) * parts // (kills + 2)
        watch(call(source, out, 2, 50), out, lambda enough=enough: done() >= enough)  # type: ignore[misc]
    watch(call(source, out, 2, 50), out)
    found = Counter(
        msgspec.json.decode(line)["article_id"]
        for part in (out / "answers").glob("*.ndjson")
        for line in part.read_bytes().splitlines()
    )
    expected = [msgspec.json.decode(line)["id"] for line in source.read_bytes().splitlines()]
    return len([id_ for id_ in expected if found[id_] != 1]) + len(found.keys() - set(expected))


@click.command()
@click.option("--articles", "count", default=2000, show_default=True, help="How many articles to read.")
@click.option("--kills", default=0, show_default=True, help="How often to kill a further run of them.")
def main(count: int, kills: int) -> None:
    """Measure bulk runs with one and two workers."""
    table = grid("figure", "value")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.ndjson"
        made = list(articles(count))
        source.write_bytes(msgspec.json.Encoder().encode_lines(made))
        words = sum(len(article["text"].split()) for article in made)
        seen = {}
        for workers in (1, 2):
            out = Path(folder) / f"out-{workers}"
            seen[workers] = watch(call(source, out, workers, 100), out)
            name = f"{workers} worker{'s' if workers > 1 else ''}"
            table.add_row(f"{name}: articles/s", f"{count / seen[workers].seconds:.1f}")
            table.add_row(f"{name}: words/s", f"{words / seen[workers].seconds:,.0f}")
            table.add_row(f"{name}: peak memory of the parent, MB", f"{seen[workers].parent:.0f}")
            table.add_row(f"{name}: memory of the workers, MB", f"{seen[workers].workers:.0f}")
        table.add_row("two workers / one", f"{seen[1].seconds / seen[2].seconds:.2f}")
        table.add_row("memory of the second worker, MB", f"{seen[2].workers - seen[1].workers:.0f}")
        if kills:
            wrong = killed(source, Path(folder) / "out-killed", kills, count // 50)
            table.add_row(f"articles not there exactly once after {kills} kills", str(wrong))
    Console().print(f"{count} articles of {words // count} words on {machine()}", table, sep="\n", highlight=False)


if __name__ == "__main__":
    main()
