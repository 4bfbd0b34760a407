"""Decode the lexicons that stand beside the steps into frozen Structs, once."""

import csv
from pathlib import Path
from typing import TypeVar

import msgspec

from extractors.errors import LexiconError

T = TypeVar("T")


def load_toml(path: Path, kind: type[T]) -> T:
    """The TOML file at `path` as a `kind`. Errors: LexiconError with file and path."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def load_csv(path: Path, kind: type[T]) -> tuple[T, ...]:
    """The rows of the CSV file at `path`, each as a `kind`; an empty cell is null. Errors: LexiconError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
        return msgspec.convert(tuple(rows), tuple[kind, ...], strict=False)  # type: ignore[valid-type]
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise LexiconError(f"{path.name}: {error}") from error
