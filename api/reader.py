"""The one thread that reads articles, and the bounded queue before it.

The engine reads one article at a time: onnxruntime and spaCy hold the interpreter for much of their work, so a second
thread of the same process would only make both slower. More cores are used by more worker processes.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from api.errors import DeadlineError, NotReadyError, OverloadedError
from extractors.pipeline import Pipeline

T = TypeVar("T")


class Reader:
    """Runs work with the engine off the event loop, within the deadline, for at most `queue` requests at once."""

    def __init__(self, *, queue: int, deadline_seconds: float) -> None:
        self.queue = queue
        self.deadline_seconds = deadline_seconds
        self.pipeline: Pipeline | None = None
        self.admitted = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")

    @property
    def ready(self) -> bool:
        """Whether the engine is loaded."""
        return self.pipeline is not None

    def check(self) -> None:
        """Refuse what cannot be taken now. Errors: NotReadyError, OverloadedError."""
        if not self.ready:
            raise NotReadyError("the engine is not loaded")
        if self.admitted >= self.queue:
            raise OverloadedError(f"{self.admitted} requests are waiting; try again later")

    @contextmanager
    def admit(self) -> Iterator[None]:
        """A place in the queue. Errors: NotReadyError, OverloadedError."""
        self.check()
        self.admitted += 1
        try:
            yield
        finally:
            self.admitted -= 1

    async def run(self, work: Callable[[Pipeline], T]) -> T:
        """What `work` gives, done in the reader's thread. Errors: DeadlineError, NotReadyError, those of `work`."""
        if self.pipeline is None:
            raise NotReadyError("the engine is not loaded")
        try:
            async with asyncio.timeout(self.deadline_seconds):
                return await asyncio.get_running_loop().run_in_executor(self._thread, work, self.pipeline)
        except TimeoutError as error:
            raise DeadlineError(f"the article was not read within {self.deadline_seconds:g} s") from error

    def close(self) -> None:
        """Drop what waits; the running work ends."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.pipeline = None
