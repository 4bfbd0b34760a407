"""The records of the contract and their JSON Schemas, with the limits that the service enforces."""

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from api.problems import Problem, ProblemKind
from api.settings import Settings
from extractors import EXTRACTORS
from extractors.pipeline import answer_type
from schemas.article import VISIBLE, Article
from schemas.base import Record
from schemas.dossier import DossierRequest, Dossiers
from schemas.extraction import Extraction
from schemas.topic import TopicDefinition

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class BatchResult(Record, frozen=True, kw_only=True):
    """What became of one article of a batch."""

    index: Annotated[int, Meta(ge=0, description="Its position in the batch, from 0.")]
    status: Annotated[int, Meta(ge=200, le=599, description="The status it would have had alone.")]
    extraction: Annotated[Extraction | None, Meta(description="Its records; null where there is a problem.")] = None
    problem: Annotated[Problem | None, Meta(description="Why there are none; null where there are.")] = None


class RecordSchema(Record, frozen=True, kw_only=True):
    """One record whose schema can be asked for."""

    name: Annotated[str, Meta(description="Name in the path.", examples=["dated-location"])]
    description: Annotated[str, Meta(description="What the record is.")]
    url: Annotated[str, Meta(description="Path of its JSON Schema.", examples=["/v1/schemas/dated-location"])]


class Health(Record, frozen=True, kw_only=True):
    """The state of this worker."""

    status: Annotated[str, Meta(description="`ok` where the check passes.", examples=["ok"])]


ANSWER = answer_type(EXTRACTORS)
_PUBLIC: tuple[type[Record], ...] = (
    Article,
    ANSWER,
    *(extractor.record for extractor in EXTRACTORS if extractor.record),
    BatchResult,
    DossierRequest,
    Dossiers,
    TopicDefinition,
    Problem,
)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def path_name(record: type[Record]) -> str:
    """The name of a record in paths.

    >>> path_name(BatchResult)
    'batch-result'
    """
    return _WORD.sub("-", record.__name__).lower()


RECORDS: dict[str, type[Record]] = {path_name(record): record for record in _PUBLIC}


def components(settings: Settings) -> dict[str, Any]:
    """The schema of every record, by its name, as OpenAPI refers to them."""
    found: dict[str, Any] = {}
    for records in ([*_PUBLIC[2:], Article, ProblemKind, RecordSchema, Health], [ANSWER]):
        found |= msgspec.json.schema_components(records, ref_template="#/components/schemas/{name}")[1]
    _state_limits(found, settings)
    return dict(sorted(found.items()))


def json_schema(name: str, settings: Settings) -> dict[str, Any]:
    """The JSON Schema of the record with a path name, complete in itself."""
    record = RECORDS[name]
    schema = msgspec.json.schema(record)
    definitions = schema.pop("$defs")
    _state_limits(definitions, settings)
    own = definitions.pop(record.__name__)
    return {"$schema": DIALECT, "$id": f"/v1/schemas/{name}", **own} | ({"$defs": definitions} if definitions else {})


def _state_limits(schemas: dict[str, Any], settings: Settings) -> None:
    """State what is checked beyond the types: of texts, of how many articles, and that a report holds one of two."""
    text = {"type": "string", "minLength": 1, "maxLength": settings.max_characters, "pattern": VISIBLE}
    if "Article" in schemas:
        schemas["Article"]["properties"]["text"] |= text
    if "Report" in schemas:
        report, null = schemas["Report"], {"type": "null"}
        report["properties"]["text"] = {**_without(report["properties"]["text"], "anyOf"), "anyOf": [text, null]}
        report["oneOf"] = [
            {"required": [field], "properties": {field: {"not": null}, other: null}}
            for field, other in (("text", "answer"), ("answer", "text"))
        ]
    if "DossierRequest" in schemas:
        schemas["DossierRequest"]["properties"]["articles"]["maxItems"] = settings.max_reports


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != key}
