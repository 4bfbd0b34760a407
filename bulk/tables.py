"""The answer as tables: one for each kind of record, whose columns are the record's fields.

The columns come from the records' own types, so that a new field or record is a new column or table. Nested records
(roles, mentions, participants) are lists of structs, as pandas, DuckDB and Spark read them.

    python -m bulk.tables > bulk/TABLES.md
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pyarrow as pa
from msgspec import inspect

from schemas.extraction import Extraction

KEY = ("article_id", pa.string())
PLACE = (("input", pa.string()), ("row", pa.int64()))
SCALARS: dict[type, pa.DataType] = {
    inspect.StrType: pa.string(),
    inspect.IntType: pa.int64(),
    inspect.FloatType: pa.float64(),
    inspect.BoolType: pa.bool_(),
    inspect.DateType: pa.date32(),
    inspect.LiteralType: pa.string(),
}


def column(type_: inspect.Type) -> pa.DataType:
    """The Arrow type of a field. Errors: TypeError for a type that no record has."""
    if isinstance(type_, inspect.Metadata):
        return column(type_.type)
    if isinstance(type_, inspect.UnionType):
        kinds = {column(member) for member in type_.types if not isinstance(member, inspect.NoneType)}
        if kinds == {pa.int64(), pa.float64()}:
            return pa.float64()
        if len(kinds) == 1:
            return kinds.pop()
    if isinstance(type_, inspect.VarTupleType):
        return pa.list_(column(type_.item_type))
    if isinstance(type_, inspect.StructType):
        return pa.struct(columns(type_))
    if type(type_) in SCALARS:
        return SCALARS[type(type_)]
    raise TypeError(f"no column for {type_}")


def columns(type_: inspect.StructType) -> list[tuple[str, pa.DataType]]:
    """The columns of a Struct."""
    return [(field.encode_name, column(field.type)) for field in type_.fields]


def record_of(type_: inspect.Type) -> inspect.StructType | None:
    """The Struct in a tuple of Structs, or None."""
    inner = type_.type if isinstance(type_, inspect.Metadata) else type_
    if isinstance(inner, inspect.VarTupleType) and isinstance(inner.item_type, inspect.StructType):
        return inner.item_type
    return None


def schemas(answer: type[Extraction]) -> dict[str, pa.Schema]:
    """The schema of each table of an answer: the document, and every kind of record."""
    whole = inspect.type_info(answer)
    assert isinstance(whole, inspect.StructType)
    single = [(field.encode_name, column(field.type)) for field in whole.fields if record_of(field.type) is None]
    tables = {"documents": pa.schema([KEY, *PLACE, *single])}
    for field in whole.fields:
        if record := record_of(field.type):
            tables[field.encode_name] = pa.schema([KEY, *columns(record)])
    return tables


def rows(article_id: str, input_: str, number: int, answer: Extraction) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row that an answer gives, with its table."""
    whole = msgspec.to_builtins(answer, builtin_types=(date,))
    single = {name: value for name, value in whole.items() if not isinstance(value, (list, tuple))}
    yield "documents", {"article_id": article_id, "input": input_, "row": number, **single}
    for name, records in whole.items():
        if isinstance(records, (list, tuple)):
            for record in records:
                yield name, {"article_id": article_id, **record}


def to_markdown(answer: type[Extraction]) -> str:
    """The tables and their columns, for readers."""
    lines = [
        "# Tables of a bulk run",
        "",
        "`communique bulk … --format parquet` writes a folder for each table; a table is all `.parquet` files in it.",
        "`article_id` joins them: the row's own `id`, or the input's name and the row's number. An id of a record",
        "(`o1`, `p2`) is one within its article.",
    ]
    for name, schema in schemas(answer).items():
        lines += ["", f"## {name}", "", "| column | type |", "| --- | --- |"]
        lines += [f"| {field.name} | {shown(field.type)} |" for field in schema]
    return "\n".join(lines) + "\n"


def shown(type_: pa.DataType) -> str:
    """A type in words: "list of {start: int64, end: int64, text: string}"."""
    if pa.types.is_list(type_):
        return f"list of {shown(type_.value_type)}"
    if pa.types.is_struct(type_):
        return "{" + ", ".join(f"{field.name}: {shown(field.type)}" for field in type_) + "}"
    return str(type_)


if __name__ == "__main__":
    print(to_markdown(Extraction), end="")
