"""A job gives what its work gives, and ends when it is stopped, before or while it runs."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.jobs import Job, StoppedError


def test_job_gives_what_its_work_gives() -> None:
    assert Job(lambda: 7)() == 7


def test_error_of_the_work_comes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        Job(lambda: 1 // 0)()


def test_stopped_job_never_begins() -> None:
    job = Job(lambda: 7)
    assert not job.stop()
    with pytest.raises(StoppedError):
        job()


def test_running_job_ends() -> None:
    began = threading.Event()

    def work() -> None:
        began.set()
        while True:
            try:
                time.sleep(0.001)
            except Exception:
                continue

    with ThreadPoolExecutor(1) as pool:
        job = Job(work)
        future = pool.submit(job)
        began.wait(5)
        assert job.stop()
        with pytest.raises(StoppedError):
            future.result(5)
        assert pool.submit(lambda: 7).result(5) == 7


def test_stop_at_any_moment_leaves_the_thread_sound() -> None:
    with ThreadPoolExecutor(1) as pool:
        for pause in range(300):
            job = Job(lambda: sum(range(2000)))
            future = pool.submit(job)
            for _ in range(pause * 20):
                pass
            job.stop()
            assert future.exception(5) is None or isinstance(future.exception(), StoppedError)
        assert pool.submit(lambda: 7).result(5) == 7
