"""How far a run is: a bar with rate and time left on a terminal, a line now and then elsewhere."""

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from bulk.parts import Done

SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """Counts what is done; `size` is the bytes of the inputs, where they are known."""

    def __init__(self, console: Console, size: int | None) -> None:
        self.console, self.size = console, size
        self.articles = self.errors = self.fresh = 0
        self.started = self.told = time.monotonic()
        self.bar = Bar(
            TextColumn("Reading"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[said]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.task = self.bar.add_task("Reading", total=size, said="")

    def __enter__(self) -> "Progress":
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def count(self, position: int, done: Done, fresh: bool) -> None:
        """Add a part that was done now or by an earlier run, and tell where it is time to."""
        self.fresh += done.rows if fresh else 0
        self.articles, self.errors = self.articles + done.articles, self.errors + len(done.failures)
        now = time.monotonic()
        rate = self.fresh / (now - self.started) if now > self.started else 0.0
        said = f"{self.articles:,} articles, {self.errors:,} errors, {rate:,.0f}/s"
        self.bar.update(self.task, completed=position, said=said)
        if not self.console.is_terminal and now - self.told >= SECONDS_BETWEEN_LINES:
            self.told = now
            self.console.print(said, highlight=False)
