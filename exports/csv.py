"""A zip of CSV files, one for each kind of record; a row is a record, nested values are JSON."""

import csv
import io
import zipfile
from datetime import date
from typing import Any

import msgspec

from schemas.extraction import Extraction

# The earliest time that a zip can state: the archive does not depend on the clock.
EPOCH = (1980, 1, 1, 0, 0, 0)


def to_csv(answer: Extraction) -> bytes:
    """The archive; `document.csv` and a file for each kind of record, empty ones with their header."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for field in msgspec.structs.fields(answer):
            value = getattr(answer, field.name)
            rows = value if isinstance(value, tuple) else (value,)
            entry = zipfile.ZipInfo(f"{field.name}.csv", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, _table(rows, _columns(field.type)))
    return archive.getvalue()


def _columns(type_: Any) -> tuple[str, ...]:
    """The fields of the Struct that a field of the answer holds, or holds many of."""
    info: Any = msgspec.inspect.type_info(type_)
    while not isinstance(info, msgspec.inspect.StructType):
        info = info.item_type if isinstance(info, msgspec.inspect.VarTupleType) else info.type
    return tuple(field.name for field in info.fields)


def _table(rows: tuple[Any, ...], columns: tuple[str, ...]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        plain = msgspec.to_builtins(row, builtin_types=(date,))
        writer.writerow({column: _cell(plain[column]) for column in columns})
    return text.getvalue()


def _cell(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, list | tuple | dict) else value
