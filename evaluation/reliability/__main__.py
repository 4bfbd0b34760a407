"""`python -m evaluation.reliability COMMAND`: one command for each figure of `reliability.md`."""

import asyncio
import sys
import time
from collections.abc import Mapping

import click

from evaluation.reliability import engine, faults, wire
from evaluation.reliability.chance import chance_pipeline
from evaluation.reliability.growth import LIMIT, PIECES, growths, no_collector
from evaluation.reliability.overload import overload as run_overload
from evaluation.reliability.service import Service
from evaluation.reliability.soak import soak as run_soak
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
@click.option("--pieces", default=12, show_default=True, help="Most pieces of a text.")
@click.option("--first", default=0, show_default=True, help="Number of the first text.")
def texts(count: int, chance: bool, pieces: int, first: int) -> None:
    """Hostile texts through the engine."""
    pipeline = chance_pipeline() if chance else Pipeline.load()
    started = time.monotonic()
    readings = engine.read_texts(pipeline, range(first, first + count), pieces)
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


@main.command()
@click.option("--characters", default=100_000, show_default=True, help="Length of the longest text but one.")
@click.option("--chance", is_flag=True, help="Annotations by chance in place of the network.")
def growth(characters: int, chance: bool) -> None:
    """Adversarial texts, each twice as long as the one before."""
    pipeline = chance_pipeline() if chance else Pipeline.load()
    with no_collector():
        found = [each for piece in PIECES for each in growths(pipeline, piece, characters)]
    worst = max(found, key=lambda each: each.ratio)
    over = [each for each in found if each.ratio > LIMIT]
    for each in over:
        print(f"{each.step} on {each.piece}: {each.seconds:.2f} s, {each.doubled_seconds:.2f} s", flush=True)
    figures = {
        "texts": len(PIECES),
        "characters": f"{characters} and {2 * characters}",
        "steps and texts measured": len(found),
        "largest growth": f"{worst.ratio:.2f} ({worst.step} on {worst.piece})",
    }
    report(figures, broken=bool(over))


@main.command()
@click.option("--times", default=4.0, show_default=True, help="How many times the measured capacity.")
@click.option("--seconds", default=300.0, show_default=True, help="How long.")
@click.option("--calm", default=30.0, show_default=True, help="How long to measure the service without overload.")
def overload(times: float, seconds: float, calm: float) -> None:
    """More requests than the service can answer."""
    found = run_overload(times, seconds, calm)
    report(found.figures(), broken=bool(found.broken))


@main.command()
@click.option("--times", default=20, show_default=True, help="How many kills.")
@click.option("--workers", default=2, show_default=True, help="How many workers.")
def kill(times: int, workers: int) -> None:
    """Workers killed under load."""
    losses = faults.kill(times, workers)
    report(losses.figures("all workers ready again after"), broken=bool(losses.wrong))


@main.command()
@click.option("--times", default=20, show_default=True, help="How many stops.")
@click.option("--workers", default=2, show_default=True, help="How many workers.")
def stop(times: int, workers: int) -> None:
    """A service stopped with SIGTERM under load."""
    losses = faults.stop(times, workers)
    report(losses.figures("ended after"), broken=bool(losses.wrong or losses.lost))


@main.command()
@click.option("--seconds", default=1800.0, show_default=True, help="How long.")
@click.option("--settled", default=300.0, show_default=True, help="When memory must have settled.")
@click.option("--workers", default=2, show_default=True, help="How many workers.")
def soak(seconds: float, settled: float, workers: int) -> None:
    """Mixed articles at full load for a long time."""
    found = run_soak(seconds, settled, workers)
    failed = sum(answer.status != 200 for answer in found.answers)
    figures = {
        "articles": len(found.answers),
        "not answered": failed,
        "settled, MiB": round(found.settled, 1),
        "most after that, MiB": round(found.most, 1),
        "growth, %": round(found.growth, 2),
    }
    report(figures, broken=bool(failed))


if __name__ == "__main__":
    main()
