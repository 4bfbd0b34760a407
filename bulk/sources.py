"""Rows from files: NDJSON, CSV, Parquet and plain text, folders of them, gzip or zstd, or stdin.

Nothing is decoded here beyond what cutting into rows needs, and no file is held whole: a row that is too long for that
is passed over as an error.
"""

import csv
import gzip
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from msgspec import Struct

from bulk.errors import InputError

Kind = Literal["ndjson", "csv", "parquet", "text"]

STDIN = "-"
KINDS: dict[str, Kind] = {
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "text",
    ".text": "text",
}
PACKED = (".gz", ".zst")
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
LONGEST_ROW = 16 * 1024 * 1024
PARQUET_ROWS = 256


class Row(Struct, frozen=True):
    """One row: where it stands, and a line of JSON, the cells of a table, or the path of a text; or what is wrong."""

    input: str
    number: int
    content: bytes | dict[str, object] | Path | None
    fault: str | None = None


class Tracker:
    """How many bytes of the inputs have been read, for a bar of progress."""

    def __init__(self) -> None:
        self.done = 0
        self._current: BinaryIO | None = None

    def follow(self, file: BinaryIO) -> None:
        """Count the bytes of this file from here on."""
        self._current = file

    def finish(self, size: int) -> None:
        """Count a file as read."""
        self.done, self._current = self.done + size, None

    @property
    def position(self) -> int:
        return self.done + (self._current.tell() if self._current and self._current.seekable() else 0)


def kind_of(path: Path) -> Kind | None:
    """The kind of a file by its name, packed or not.

    >>> kind_of(Path("news.ndjson.gz")), kind_of(Path("a.txt")), kind_of(Path("notes.doc"))
    ('ndjson', 'text', None)
    """
    inner = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return KINDS.get(inner.suffix.lower())


def files(inputs: Iterable[str], kind: Kind | None) -> Iterator[tuple[str, Path, Kind]]:
    """Every file of the inputs with its name and kind, folders in order of their paths. Errors: InputError."""
    for name in inputs:
        path = Path(name)
        if name == STDIN:
            yield name, path, kind or "ndjson"
        elif path.is_dir():
            for file in walk(path):
                yield str(file.relative_to(path)), file, kind or kind_of(file) or "text"
        elif not path.exists():
            raise InputError(f"{name}: no such file or folder")
        elif found := kind or kind_of(path):
            yield path.name, path, found
        else:
            raise InputError(f"{name}: not a kind that is read; name it with --input-format")


def walk(folder: Path) -> Iterator[Path]:
    """The files under a folder that have a kind, in order of their paths."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.is_dir():
            yield from walk(path)
        elif kind_of(path):
            yield path


def size_of(inputs: Iterable[str]) -> int | None:
    """The bytes of all inputs, or None where one is stdin."""
    total = 0
    for _, path, _ in files(inputs, "text"):
        if str(path) == STDIN:
            return None
        total += path.stat().st_size
    return total


def rows(inputs: Iterable[str], kind: Kind | None, tracker: Tracker) -> Iterator[Row]:
    """The rows of every input, numbered from 1 in each. Errors: InputError."""
    for name, path, found in files(inputs, kind):
        if found == "text" and str(path) != STDIN:
            yield Row(name, 1, path)
            tracker.finish(path.stat().st_size)
            continue
        try:
            with sys.stdin.buffer if str(path) == STDIN else path.open("rb") as raw:
                tracker.follow(raw)
                yield from READERS[found](name, raw)
        except (OSError, EOFError) as error:
            raise InputError(f"{name}: {error}") from error
        tracker.finish(0 if str(path) == STDIN else path.stat().st_size)


def unpacked(raw: BinaryIO) -> BinaryIO:
    """The bytes of a stream, unpacked where they begin as gzip or zstd does."""
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    start = buffered.peek(4)[:4]
    if start.startswith(GZIP):
        return gzip.GzipFile(fileobj=buffered)  # type: ignore[return-value]
    if start == ZSTD:
        return io.BufferedReader(arrow().input_stream(buffered, compression="zstd"))
    return buffered


def arrow() -> Any:
    """pyarrow, which Parquet and zstd need. Errors: InputError where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise InputError("Parquet and zstd need pyarrow: pip install 'communique[bulk]'") from error
    return pyarrow


def ndjson_rows(name: str, raw: BinaryIO) -> Iterator[Row]:
    """One row for each line that is not blank."""
    file, number = unpacked(raw), 0
    while line := file.readline(LONGEST_ROW):
        number += 1
        if len(line) == LONGEST_ROW and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_ROW)) and not rest.endswith(b"\n"):
                pass
            yield Row(name, number, None, f"the line is longer than {LONGEST_ROW} bytes")
        elif line.strip():
            yield Row(name, number, line)


def csv_rows(name: str, raw: BinaryIO) -> Iterator[Row]:
    """One row for each record under the heading line; an empty cell is null."""
    csv.field_size_limit(LONGEST_ROW)
    text = io.TextIOWrapper(unpacked(raw), encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        reader = csv.reader(text)
        heading = next(reader, [])
        for number in count(1):
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield Row(name, number, None, str(error))
                continue
            if cells is None:
                return
            if cells:
                yield csv_row(name, number, heading, cells)
    finally:
        text.detach()


def csv_row(name: str, number: int, heading: list[str], cells: list[str]) -> Row:
    """One record of a CSV file."""
    if len(cells) > len(heading):
        return Row(name, number, None, f"{len(cells)} cells under {len(heading)} headings")
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return Row(name, number, None, "not UTF-8")
    return Row(name, number, {key: cell or None for key, cell in zip(heading, cells, strict=False)})


def parquet_rows(name: str, raw: BinaryIO) -> Iterator[Row]:
    """One row for each record of a Parquet file."""
    arrow()
    import pyarrow.parquet

    number = 0
    for batch in pyarrow.parquet.ParquetFile(raw).iter_batches(PARQUET_ROWS):
        for record in batch.to_pylist():
            number += 1
            yield Row(name, number, record)


def text_rows(name: str, raw: BinaryIO) -> Iterator[Row]:
    """The whole stream as one text."""
    content = unpacked(raw).read(LONGEST_ROW + 1)
    try:
        fault = f"the text is longer than {LONGEST_ROW} bytes" if len(content) > LONGEST_ROW else None
        yield Row(name, 1, None if fault else {"text": content.decode("utf-8-sig")}, fault)
    except UnicodeDecodeError as error:
        yield Row(name, 1, None, f"not UTF-8 at byte {error.start}")


READERS: dict[Kind, Callable[[str, BinaryIO], Iterator[Row]]] = {
    "ndjson": ndjson_rows,
    "csv": csv_rows,
    "parquet": parquet_rows,
    "text": text_rows,
}
