"""`python -m evaluation.reliability COMMAND`: one command for each figure of `reliability.md`."""

import asyncio
import sys
import time
from collections.abc import Mapping

import click

from evaluation.reliability import engine, wire
from evaluation.reliability.chance import chance_pipeline
from evaluation.reliability.service import Service
from extractors.pipeline import Pipeline


@click.group()
def main() -> None:
    """What the service withstands. A command ends with 1 where something broke."""


def report(figures: Mapping[str, object], *, broken: bool) -> None:
    """Print figures, and end with 1 where something is broken."""
    for name, value in figures.items():
        print(f"{name}: {value}", flush=True)
    sys.exit(int(broken))


@main.command()
@click.option("--count", default=100_000, show_default=True, help="How many texts.")
@click.option("--chance", is_flag=True, help="Annotations by chance in place of the network.")
@click.option("--first", default=0, show_default=True, help="Number of the first text.")
def texts(count: int, chance: bool, first: int) -> None:
    """Hostile texts through the engine."""
    pipeline = chance_pipeline() if chance else Pipeline.load()
    started = time.monotonic()
    readings = engine.read_texts(pipeline, range(first, first + count))
    for fault in readings.faults[:20]:
        print(f"text {fault.number}: {fault.what}", flush=True)
    figures = {
        "texts": readings.texts,
        "blank ones, refused": readings.blank,
        "faults": len(readings.faults),
        "slowest, s": round(readings.slowest_seconds, 3),
        "in all, s": round(time.monotonic() - started),
    }
    report(figures, broken=bool(readings.faults))


@main.command()
@click.option("--count", default=100_000, show_default=True, help="How many connections.")
@click.option("--first", default=0, show_default=True, help="Number of the first connection.")
@click.option("--clients", default=64, show_default=True, help="How many connections at a time.")
def http(count: int, first: int, clients: int) -> None:
    """Hostile HTTP to a service with one worker."""
    started = time.monotonic()
    with Service(**wire.SETTINGS) as service:
        workers = service.workers()
        tally = asyncio.run(wire.send_all(service.address, range(first, first + count), clients))
        same = service.workers() == workers
    for number, fault in tally.faults[:20]:
        print(f"connection {number}: {fault}", flush=True)
    figures = {
        "connections": tally.connections,
        "answers by status": dict(sorted(tally.statuses.items())),
        "resets": tally.resets,
        "faults": len(tally.faults),
        "slowest, s": round(tally.slowest_seconds, 2),
        "worker replaced": not same,
        "in all, s": round(time.monotonic() - started),
    }
    report(figures, broken=bool(tally.faults) or not same)


if __name__ == "__main__":
    main()
