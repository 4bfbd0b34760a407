"""The book of a run, in its output folder: what was asked, which parts are done, and in the end the sum of it.

A part's files appear first and its note last; a part without a note is read again and its files are written over, so
that every article is there exactly once, however often a run is killed.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from bulk.errors import InputError, OutputError
from bulk.outputs import Format, put
from bulk.parts import Done, Failure, Part
from bulk.sources import Kind
from schemas.extraction import Engine


class Request(Struct, frozen=True, kw_only=True):
    """What a run was asked for: a run goes on only with the same request."""

    inputs: tuple[str, ...]
    kind: Kind | None
    form: Format
    columns: dict[str, str]
    rows_of_a_part: int
    engine: Engine


class Summary(Struct, kw_only=True):
    """The sum of a run."""

    articles: int = 0
    errors: int = 0
    words: int = 0
    parts: int = 0
    records: dict[str, int] = {}


class Ledger:
    """The files of a run that are not its tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.request = folder / "run.json"
        self.notes = folder / "parts"
        self.errors = folder / "errors.ndjson"
        self.summary = folder / "summary.json"

    def open(self, request: Request, resume: bool) -> None:
        """Begin a run, or go on with it. Errors: OutputError."""
        if self.request.exists():
            if not resume:
                raise OutputError(f"{self.folder} holds a run; go on with --resume, or name another folder")
            if msgspec.json.decode(self.request.read_bytes(), type=Request) != request:
                raise OutputError(f"{self.folder} holds a run of other inputs, options or version")
        elif self.folder.exists() and any(self.folder.iterdir()):
            raise OutputError(f"{self.folder} is not empty")
        else:
            put(self.request, pretty(request))
        self.notes.mkdir(exist_ok=True)

    def note(self, number: int) -> Path:
        """Where the note of a part stands."""
        return self.notes / f"part-{number:06}.json"

    def finish(self, done: Done) -> None:
        """Note that a part is done."""
        put(self.note(done.number), msgspec.json.encode(done))

    def done(self, part: Part) -> Done | None:
        """The note of a part, or None where it is still to do. Errors: InputError where its rows are others now."""
        note = self.note(part.number)
        if not note.exists():
            return None
        done = msgspec.json.decode(note.read_bytes(), type=Done)
        if done.digest != part.digest:
            raise InputError(f"the input has changed since the run began (part {part.number})")
        return done

    def all(self) -> Iterator[Done]:
        """The notes of every part that is done, in order."""
        for path in sorted(self.notes.glob("part-*.json")):
            yield msgspec.json.decode(path.read_bytes(), type=Done)

    def close(self, parts: int) -> Summary:
        """Write the errors, in order of the rows, and the sum. Errors: InputError where rows have gone."""
        total, records = Summary(), Counter[str]()
        lines: list[Failure] = []
        for done in self.all():
            if done.number >= parts:
                raise InputError(f"the input has changed since the run began (part {done.number} is gone)")
            total.articles, total.words, total.parts = total.articles + done.articles, total.words + done.words, parts
            total.errors += len(done.failures)
            records.update(done.records)
            lines += done.failures
        total.records = dict(records)
        for draft in self.folder.rglob(".part-*"):
            draft.unlink(missing_ok=True)
        put(self.errors, msgspec.json.Encoder().encode_lines(lines))
        put(self.summary, pretty(total))
        return total


def pretty(value: object) -> bytes:
    """JSON for people."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
