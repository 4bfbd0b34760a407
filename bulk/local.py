"""All of one machine: worker processes that take parts as they become free.

Where the system can fork, the engine is loaded once, before the workers part from the parent, and its pages are
shared; elsewhere each worker loads its own.
"""

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

from bulk.ledger import Ledger, Request
from bulk.parts import Done, Finished, Part
from bulk.plan import planned
from bulk.work import Job, work
from extractors.pipeline import Pipeline

WAITING_PARTS_OF_A_WORKER = 2

_engine: Pipeline | None = None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start(model: str | None, parent: int) -> None:
    """What a worker does first: load the engine unless it came with the fork, and watch its parent.

    A Ctrl-C is the parent's to answer: it lets the parts in hand be finished.
    """
    global _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _engine = _engine or Pipeline.load(model)
    threading.Thread(target=watch, args=(parent,), daemon=True).start()


def watch(parent: int) -> None:
    """End this process when its parent is gone, so that a killed run leaves nothing running."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def work_here(job: Job, part: Part) -> Done:
    """One part, in a worker."""
    assert _engine is not None
    return work(_engine, job, part)


class Workers:
    """The pool. It is there before anything else of the run has threads, which a fork would not carry over."""

    def __init__(self, engine: Pipeline, job: Job, count: int) -> None:
        global _engine
        forks = "fork" in multiprocessing.get_all_start_methods()
        if forks:
            _engine = engine
            gc.collect()
            gc.freeze()
        context = multiprocessing.get_context("fork" if forks else "spawn")
        self.job, self.count = job, count
        self.pool = ProcessPoolExecutor(count, context, initializer=start, initargs=(job.model, os.getpid()))
        self.pool.submit(cores).result()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)

    def run(self, request: Request, ledger: Ledger) -> Iterator[Finished]:
        """Each part as it is done, not in order. At most a few parts for each worker are in memory."""
        waiting: dict[Future[Done], int] = {}
        for part, done in planned(request, ledger):
            if done:
                yield Finished(part.position, done, fresh=False)
                continue
            waiting[self.pool.submit(work_here, self.job, part)] = part.position
            if len(waiting) >= self.count * WAITING_PARTS_OF_A_WORKER:
                yield from finished(waiting)
        while waiting:
            yield from finished(waiting)


def finished(waiting: dict[Future[Done], int]) -> Iterator[Finished]:
    """Wait for at least one part and take all that are done."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield Finished(waiting.pop(future), future.result(), fresh=True)
