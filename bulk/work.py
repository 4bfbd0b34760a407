"""What a worker does with a part: rows to articles to answers, written; then the note that the part is done."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from bulk.ledger import Ledger
from bulk.outputs import Answer, Format, write
from bulk.parts import Done, Failure, Part
from bulk.sources import LONGEST_ROW, Row, unpacked
from extractors.errors import ExtractionError
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

FIELDS = Article.__struct_fields__
_PATTERN = re.compile(r"matching regex '.*'")


class RowError(Exception):
    """A row is no article; the message says why."""


class Job(Struct, frozen=True, kw_only=True):
    """What every part of a run has in common."""

    out: Path
    form: Format
    columns: dict[str, str]
    model: str | None = None


def record_of(row: Row) -> dict[str, object]:
    """The fields of a row. Errors: RowError."""
    if row.fault is not None:
        raise RowError(row.fault)
    if isinstance(row.content, Path):
        return {"text": text_of(row.content)}
    if isinstance(row.content, bytes):
        try:
            decoded = msgspec.json.decode(row.content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RowError(f"not JSON: {error}") from error
        if not isinstance(decoded, dict):
            raise RowError(f"not a JSON object but {type(decoded).__name__}")
        return decoded
    assert row.content is not None
    return row.content


def text_of(path: Path) -> str:
    """The text of a file. Errors: RowError."""
    try:
        with path.open("rb") as raw:
            content = unpacked(raw).read(LONGEST_ROW + 1)
        if len(content) > LONGEST_ROW:
            raise RowError(f"the file is longer than {LONGEST_ROW} bytes")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RowError(f"not UTF-8 at byte {error.start}") from error
    except (OSError, EOFError) as error:
        raise RowError(str(error)) from error


def article_of(row: Row, columns: dict[str, str]) -> tuple[str, Article]:
    """The id and the article of a row; columns that no field is read from are passed over. Errors: RowError."""
    record = record_of(row)
    fields = {field: record.get(columns.get(field, field)) for field in FIELDS}
    given = {field: plain(value) for field, value in fields.items() if value is not None}
    if "text" not in given:
        raise RowError(f"no `{columns.get('text', 'text')}`")
    try:
        article = msgspec.convert(given, Article)
    except msgspec.ValidationError as error:
        raise RowError(_PATTERN.sub("of the form that it must have", str(error))) from error
    id_ = record.get(columns.get("id", "id"))
    default = row.input if isinstance(row.content, Path) else f"{row.input}:{row.number}"
    return default if id_ is None else str(id_), article


def plain(value: object) -> object:
    """A date as it is written; anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def read(engine: Pipeline, job: Job, row: Row) -> Answer | Failure:
    """The answer to a row, or why there is none: one bad row never ends a run."""
    try:
        id_, article = article_of(row, job.columns)
        return Answer(id_, row.input, row.number, engine.extract(article))
    except (RowError, ExtractionError) as error:
        return Failure(row.input, row.number, str(error))
    except Exception as error:
        return Failure(row.input, row.number, f"unexpected {type(error).__name__}: {error}")


def counts(answers: list[Answer]) -> dict[str, int]:
    """How many records of each kind there are."""
    found: Counter[str] = Counter()
    for each in answers:
        for name in each.answer.__struct_fields__:
            records = getattr(each.answer, name)
            if isinstance(records, tuple):
                found[name] += len(records)
    return dict(found)


def work(engine: Pipeline, job: Job, part: Part) -> Done:
    """Read a part and write it."""
    found = [read(engine, job, row) for row in part.rows]
    answers = [each for each in found if isinstance(each, Answer)]
    kind: type[Extraction] = engine.answer
    write(job.out, part.number, answers, job.form, kind)
    done = Done(
        number=part.number,
        digest=part.digest,
        rows=len(part.rows),
        articles=len(answers),
        words=sum(each.answer.document.words for each in answers),
        records=counts(answers),
        failures=tuple(each for each in found if isinstance(each, Failure)),
    )
    Ledger(job.out).finish(done)
    return done
