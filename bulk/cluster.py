"""Many machines: the run as a dataset of Ray Data, parts in, notes of parts out.

One task cuts the inputs into parts, as fast as they are taken; tasks wherever there is a core read them, each process
with an engine of its own. What is lost with a machine is cut or read again elsewhere, and its files are written over.
Inputs and the output folder must be on storage that every machine sees.
"""

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from bulk.errors import BulkError
from bulk.ledger import Ledger, Request
from bulk.parts import Finished
from bulk.plan import planned
from bulk.sources import STDIN
from bulk.work import Job, work
from extractors.pipeline import Pipeline

_engine: Pipeline | None = None


def column(values: Iterable[object]) -> Any:
    """A table of one column, in which each value is a row."""
    import pyarrow as pa

    return pa.table({"it": pa.array([pickle.dumps(value) for value in values], pa.binary())})


def values(table: Any) -> Iterator[Any]:
    """The values of such a table."""
    for cell in table.column("it"):
        yield pickle.loads(cell.as_py())


def cut_there(runs: Any) -> Iterator[Any]:
    """A run to its parts, one at a time."""
    for request, folder in values(runs):
        for each in planned(request, Ledger(folder)):
            yield column([each])


def work_there(parts: Any, job: Job) -> Any:
    """Parts to their notes; the first part in a process loads the engine."""
    global _engine
    found: list[object] = []
    for part, done in values(parts):
        fresh = done is None
        if done is None:
            _engine = _engine or Pipeline.load(job.model)
            done = work(_engine, job, part)
        found.append(Finished(part.position, done, fresh))
    return column(found)


class Workers:
    """The cluster at an address; a small one on this machine where there is none. Errors: BulkError without Ray."""

    def __init__(self, job: Job, count: int | None, address: str | None) -> None:
        try:
            import ray
            import ray.data
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
        self.job, self.count = msgspec.structs.replace(job, out=job.out.absolute()), count

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if not self.joined:
            self.ray.shutdown()

    def run(self, request: Request, ledger: Ledger) -> Iterator[Finished]:
        """Each part as it is done, not in order. Ray cuts no more parts than are taken. Errors: BulkError."""
        if STDIN in request.inputs:
            raise BulkError("the engine `ray` reads files, which every machine sees, not stdin")
        context = self.ray.data.DataContext.get_current()
        context.target_max_block_size = 1  # so that each part is a block, which one task reads
        context.enable_progress_bars = False
        absolute = msgspec.structs.replace(request, inputs=tuple(str(Path(name).absolute()) for name in request.inputs))
        runs = self.ray.data.from_arrow(column([(absolute, ledger.folder.absolute())]))
        parts = runs.map_batches(cut_there, batch_size=1, batch_format="pyarrow", num_cpus=0, max_retries=-1)
        notes = parts.map_batches(
            work_there,
            batch_size=1,
            batch_format="pyarrow",
            fn_kwargs={"job": self.job},
            num_cpus=1,
            concurrency=self.count,
            max_retries=-1,
        )
        try:
            for table in notes.iter_batches(batch_size=None, batch_format="pyarrow"):
                yield from values(table)
        except self.ray.exceptions.RayError as error:
            raise cause_of(error) from error


def cause_of(error: BaseException) -> BaseException:
    """What went wrong on the other machine, where it is one of ours."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, BulkError):
        found = found.__cause__
    return found or error
