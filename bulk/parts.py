"""Parts: so many rows that are read by one worker and written as one, or not at all."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from bulk.sources import Row

BYTES_OF_A_PART = 8 * 1024 * 1024


class Part(Struct, frozen=True):
    """Some rows in order; `digest` tells whether they are the same rows again."""

    number: int
    rows: tuple[Row, ...]
    digest: str
    position: int


class Failure(Struct, frozen=True):
    """A row without an answer."""

    input: str
    row: int
    reason: str


class Done(Struct, frozen=True, kw_only=True):
    """What is written when a part is: its rows, how many records of each kind they gave, and the bad ones."""

    number: int
    digest: str
    rows: int
    articles: int
    words: int
    records: dict[str, int]
    failures: tuple[Failure, ...] = ()


class Finished(NamedTuple):
    """A part that is done, now or by an earlier run, and the bytes of the inputs up to its end."""

    position: int
    done: Done
    fresh: bool


def weight(row: Row) -> int:
    """The bytes that a row holds in memory, about."""
    if isinstance(row.content, bytes):
        return len(row.content)
    if isinstance(row.content, dict):
        return sum(len(cell) for cell in row.content.values() if isinstance(cell, str))
    return 256


def digest(rows: Iterable[Row]) -> str:
    """A digest of the rows; of a text file its name and size."""
    whole = hashlib.blake2b(digest_size=16)
    for row in rows:
        content = row.content
        shown = f"{content.name} {content.stat().st_size}" if isinstance(content, Path) else content
        whole.update(msgspec.msgpack.encode((row.input, row.number, shown, row.fault), enc_hook=str))
    return whole.hexdigest()


def cut(rows: Iterable[tuple[Row, int]], longest: int) -> Iterator[Part]:
    """The rows, each with the bytes read so far, in parts: the same rows always give the same parts."""
    number, held, bytes_held, last = 0, [], 0, 0
    for row, position in rows:
        held.append(row)
        bytes_held, last = bytes_held + weight(row), position
        if len(held) == longest or bytes_held >= BYTES_OF_A_PART:
            yield Part(number, tuple(held), digest(held), last)
            number, held, bytes_held = number + 1, [], 0
    if held:
        yield Part(number, tuple(held), digest(held), last)
