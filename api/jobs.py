"""A piece of work on a thread that can be stopped from outside."""

import ctypes
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class StoppedError(BaseException):
    """The work was stopped; no step that catches Exception catches it."""


class Job(Generic[T]):
    """Runs `work` once, on whatever thread calls it, until it is done or stopped."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.work = work
        self.stopped = False
        self._thread: int | None = None
        self._lock = threading.Lock()

    def __call__(self) -> T:
        """What the work gives. Errors: StoppedError, those of the work."""
        with self._lock:
            if self.stopped:
                raise StoppedError
            self._thread = threading.get_ident()
        try:
            return self.work()
        finally:
            with self._lock:
                if self.stopped:
                    _raise_in(self._thread, None)  # it may not have come through yet
                self._thread = None

    def stop(self) -> bool:
        """Let the work end at its next step of Python, or never begin; whether it was under way."""
        with self._lock:
            self.stopped = True
            if self._thread is not None:
                _raise_in(self._thread, StoppedError)
            return self._thread is not None


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in a thread when it next runs Python; None takes back one that has not come through."""
    told = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), told)
