"""The one thread that reads articles, and the bounded queue before it.

The engine reads one article at a time: onnxruntime and spaCy hold the interpreter for much of their work, so a second
thread of the same process would only make both slower. More cores are used by more worker processes.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from api.errors import DeadlineError, NotReadyError, OverloadedError
from api.jobs import Job, StoppedError
from api.metrics import Metrics
from api.settings import Settings
from api.traces import Traces
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Engine, Extraction

T = TypeVar("T")


class Reader:
    """Reads articles off the event loop, each within the deadline, for a bounded number of requests at once."""

    def __init__(self, settings: Settings, metrics: Metrics, traces: Traces) -> None:
        self.settings = settings
        self.metrics = metrics
        self.traces = traces
        self.pipeline: Pipeline | None = None
        self.admitted = 0
        self.characters = 0
        self.draining = False
        self.worn = False
        self.articles = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")

    async def open(self, pipeline: Pipeline | None = None) -> None:
        """Load the engine, unless one is given. Errors: PipelineError, LexiconError."""
        if pipeline is None:
            started = time.perf_counter()
            pipeline = await asyncio.to_thread(
                Pipeline.load, self.settings.model, max_characters=self.settings.max_characters
            )
            self.metrics.load_seconds.set(time.perf_counter() - started)
        self.pipeline = pipeline
        self.metrics.ready.set(1)

    @property
    def engine(self) -> Engine:
        """What makes the answers. Errors: NotReadyError."""
        if self.pipeline is None:
            raise NotReadyError("the engine is not loaded")
        return self.pipeline.engine

    @property
    def ready(self) -> bool:
        """Whether the engine is loaded and the worker is not going."""
        return self.pipeline is not None and not self.draining

    def drain(self) -> None:
        """Stop being ready; what comes all the same is still read."""
        self.draining = True
        self.metrics.ready.set(0)

    def check(self, characters: int) -> None:
        """Refuse what cannot be read in time. Errors: NotReadyError, OverloadedError."""
        if self.pipeline is None:
            raise NotReadyError("the engine is not loaded")
        over = self.characters + characters > self.settings.queue_characters
        if self.admitted and (over or self.admitted >= self.settings.queue):
            self.metrics.refusals.labels("overloaded").inc()
            waiting = f"{self.characters} characters of {self.admitted} requests"
            raise OverloadedError(f"{waiting} are waiting; try again later")

    @contextmanager
    def admit(self, characters: int) -> Iterator[None]:
        """A place in the queue for a request whose longest text is so long. Errors: NotReadyError, OverloadedError."""
        self.check(characters)
        self._queued(1, characters)
        try:
            yield
        finally:
            self._queued(-1, -characters)

    def _queued(self, requests: int, characters: int) -> None:
        self.admitted += requests
        self.characters += characters
        self.metrics.queue.set(self.admitted)

    async def read(self, article: Article, then: Callable[[Extraction], T]) -> T:
        """What `then` makes of an article's records, both done in the reader's thread.

        Errors: DeadlineError, NotReadyError, those of the engine.
        """
        if self.pipeline is None:
            raise NotReadyError("the engine is not loaded")
        with self.traces.span("read") as attributes:
            attributes["communique.characters"] = len(article.text)
            return await self.run(partial(self._work, self.pipeline, article, then))

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` gives, done in the reader's thread.

        At the deadline it is stopped wherever it is. When nobody waits for it any more, it never begins, or runs to
        its end or deadline. Errors: DeadlineError, those of the work.
        """
        limit = self.settings.deadline_seconds
        job = Job(work)
        running = self._thread.submit(job)
        timer = asyncio.get_running_loop().call_later(limit, self._stop, job)
        try:
            async with asyncio.timeout(limit):
                return await asyncio.wrap_future(running)
        except (TimeoutError, StoppedError) as error:
            self.metrics.refusals.labels("deadline-exceeded").inc()
            raise DeadlineError(f"the work was not done within {limit:g} s") from error
        finally:
            if running.done():
                timer.cancel()

    def _stop(self, job: Job[Any]) -> None:
        """End a job at its deadline.

        An engine that was stopped in the middle may hold what it would have let go, so that its worker is `worn`.
        """
        self.worn |= job.stop()

    def _work(self, pipeline: Pipeline, article: Article, then: Callable[[Extraction], T]) -> T:
        self.articles += 1
        extraction = pipeline.extract(article)
        self.metrics.count_records(extraction)
        return then(extraction)

    def close(self) -> None:
        """Drop what waits; the running work ends."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.pipeline = None
