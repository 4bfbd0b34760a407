"""The JSON Schema of each record."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.articles import plain_query
from api.contract import answer, content, operation, ref
from api.errors import InvalidQueryError, NotAcceptableError, UnknownRecordError
from api.media import ENCODERS, JSON, MSGPACK, acceptable
from api.records import DIALECT, RECORDS, RecordSchema, json_schema
from api.settings import Settings

SCHEMA = "application/schema+json"
LIST = tuple(
    RecordSchema(name=name, description=(record.__doc__ or "").split("\n")[0], url=f"/v1/schemas/{name}")
    for name, record in RECORDS.items()
)


class SchemasController(Controller):
    """Gives the schemas of the records."""

    path = "/schemas"
    tags = ("Reference",)

    @get(
        operation_id="listSchemas",
        summary="The records that have a schema",
        opt=operation(
            answers={
                "200": answer(
                    "Every record by name.",
                    content({"type": "array", "items": ref(RecordSchema)}, JSON, *MSGPACK),
                    links={
                        "schema": {
                            "operationId": "getSchema",
                            "parameters": {"record": "$response.body#/0/name"},
                            "description": "The schema of the first record.",
                        }
                    },
                )
            },
            problems=(InvalidQueryError, NotAcceptableError),
        ),
    )
    async def list_schemas(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Every record that has a schema."""
        form = acceptable(request.headers.get("accept", "*/*"), (JSON, *MSGPACK))
        plain_query(request.scope["query_string"])
        return Response(ENCODERS[form](LIST), media_type=form)

    @get(
        "/{record:str}",
        operation_id="getSchema",
        summary="The JSON Schema of one record",
        opt=operation(
            parameters=[
                {
                    "name": "record",
                    "in": "path",
                    "required": True,
                    "description": "Name of the record.",
                    "schema": {"type": "string", "enum": list(RECORDS)},
                }
            ],
            answers={
                "200": answer(
                    "JSON Schema, dialect 2020-12, complete in itself.",
                    content(
                        {
                            "type": "object",
                            "properties": {"$schema": {"const": DIALECT}, "$id": {"type": "string"}},
                            "required": ["$schema", "$id"],
                        },
                        SCHEMA,
                        JSON,
                    ),
                )
            },
            problems=(InvalidQueryError, NotAcceptableError, UnknownRecordError),
        ),
    )
    async def get_schema(
        self, request: Request[Any, Any, Any], record: FromPath[str], settings: NamedDependency[Settings]
    ) -> Response[bytes]:
        """The JSON Schema of one record."""
        form = acceptable(request.headers.get("accept", "*/*"), (SCHEMA, JSON))
        plain_query(request.scope["query_string"])
        if record not in RECORDS:
            raise UnknownRecordError(f"no record is named `{record[:40]}`; see /v1/schemas")
        return Response(msgspec.json.encode(json_schema(record, settings)), media_type=form)
