"""Many machines: the same parts as tasks on Ray. Inputs named by path, and the output folder, must be on storage that
every machine sees. A part whose machine is lost is read again elsewhere, and its files are written over."""

from collections.abc import Iterable, Iterator
from typing import Any

from bulk.errors import BulkError
from bulk.parts import Done, Part
from bulk.work import Job, work
from extractors.pipeline import Pipeline

WAITING_PARTS_OF_A_CORE = 2

_engine: Pipeline | None = None


def work_there(job: Job, part: Part) -> Done:
    """One part, in a Ray worker, whose first part loads the engine."""
    global _engine
    _engine = _engine or Pipeline.load(job.model)
    return work(_engine, job, part)


class Workers:
    """The cluster at an address; a small one on this machine where there is none. Errors: BulkError without Ray."""

    def __init__(self, job: Job, count: int | None, address: str | None) -> None:
        try:
            import ray
        except ImportError as error:
            raise BulkError("the engine `ray` is not installed: pip install 'communique[ray]'") from error
        self.ray: Any = ray
        self.joined = ray.is_initialized()
        if not self.joined:
            try:
                ray.init(
                    address=address, log_to_driver=False, configure_logging=False, num_cpus=None if address else count
                )
            except (ConnectionError, ValueError) as error:
                raise BulkError(f"no Ray at {address}: {error}") from error
        self.job = ray.put(job)
        self.count = count or int(self.ray.cluster_resources().get("CPU", 1))
        self.task = ray.remote(num_cpus=1, max_retries=-1)(work_there)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if not self.joined:
            self.ray.shutdown()

    def run(self, parts: Iterable[Part]) -> Iterator[tuple[Part, Done]]:
        """Each part as it is done, not in order. At most a few parts for each core are in memory."""
        waiting: dict[Any, Part] = {}
        for part in parts:
            waiting[self.task.remote(self.job, part)] = part
            if len(waiting) >= self.count * WAITING_PARTS_OF_A_CORE:
                yield from self.finished(waiting)
        while waiting:
            yield from self.finished(waiting)

    def finished(self, waiting: dict[Any, Part]) -> Iterator[tuple[Part, Done]]:
        """Wait for a part that is done."""
        done, _ = self.ray.wait(list(waiting), num_returns=1)
        for reference in done:
            yield waiting.pop(reference), self.ray.get(reference)
