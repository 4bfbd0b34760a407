"""What a part is written as: a file of answers, or a file for each table. A file appears whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from schemas.extraction import Extraction

Format = Literal["ndjson", "parquet"]


class Answer(Struct, frozen=True):
    """The answer to one row."""

    article_id: str
    input: str
    row: int
    answer: Extraction


def put(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def write(folder: Path, number: int, answers: Iterable[Answer], form: Format, kind: type[Extraction]) -> None:
    """Write the answers of a part."""
    if form == "ndjson":
        lines = msgspec.json.Encoder().encode_lines(list(answers))
        put(folder / "answers" / f"part-{number:06}.ndjson", lines)
    else:
        write_tables(folder, number, answers, kind)


def write_tables(folder: Path, number: int, answers: Iterable[Answer], kind: type[Extraction]) -> None:
    """Write a Parquet file for each table, with no rows where there are none, so that every table has its columns."""
    import pyarrow as pa
    import pyarrow.parquet

    from bulk.tables import rows, schemas

    tables = schemas(kind)
    found: dict[str, list[dict[str, object]]] = {name: [] for name in tables}
    for each in answers:
        for name, row in rows(each.article_id, each.input, each.row, each.answer):
            found[name].append(row)
    for name, schema in tables.items():
        sink = pa.BufferOutputStream()
        pyarrow.parquet.write_table(pa.Table.from_pylist(found[name], schema), sink, compression="zstd")
        put(folder / name / f"part-{number:06}.parquet", sink.getvalue().to_pybytes())
