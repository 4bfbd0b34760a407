"""Words for the OpenAPI description of an operation, which stands beside its handler."""

from collections.abc import Mapping
from typing import Any

from api.problems import INTERNAL, KINDS, PROBLEM, Problem, ProblemKind
from schemas.base import Record

Json = dict[str, Any]
CONTRACT = "contract"


def ref(record: type[Record]) -> Json:
    """Where the schema of a record stands."""
    return {"$ref": f"#/components/schemas/{record.__name__}"}


def content(schema: Json, *types: str, **more: Any) -> Json:
    """The same schema under each media type."""
    return {name: {"schema": schema, **more} for name in types}


def answer(description: str, body: Json, **more: Any) -> Json:
    """A response that succeeds."""
    return {"description": description, "content": body, **more}


def query_parameters(properties: Mapping[str, Json]) -> list[Json]:
    """Query parameters from the properties of a record; one that may be null there may be left out here."""
    return [{"name": name, "in": "query", **_parameter(schema)} for name, schema in properties.items()]


def operation(
    *,
    answers: Mapping[str, Json],
    problems: tuple[type[Exception], ...] = (),
    body: Json | None = None,
    parameters: list[Json] | None = None,
) -> Json:
    """What stands in a handler's `opt`: its parameters, body and responses, as OpenAPI writes them."""
    described: Json = {"parameters": parameters} if parameters else {}
    if body:
        described["requestBody"] = {"required": True, "content": body}
    described["responses"] = dict(sorted((dict(answers) | problem_answers(problems)).items()))
    return {CONTRACT: described}


def problem_answers(errors: tuple[type[Exception], ...]) -> Json:
    """A response for each status that the errors, and what nobody foresaw, are answered with."""
    kinds = [*(KINDS[error] for error in errors), INTERNAL]
    return {
        str(status): _problem_answer([kind for kind in kinds if kind.status == status])
        for status in sorted({kind.status for kind in kinds})
    }


def _problem_answer(kinds: list[ProblemKind]) -> Json:
    examples = {kind.slug: {"value": _example(kind)} for kind in kinds}
    answer = {
        "description": "; ".join(f"{kind.title} (`{kind.slug}`)" for kind in kinds),
        "content": {PROBLEM: {"schema": ref(Problem), "examples": examples}},
    }
    if kinds[0].status in {429, 503}:
        answer["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}
        }
    return answer


def _example(kind: ProblemKind) -> Json:
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": f"{kind.title[0].lower()}{kind.title[1:]}",
        "instance": "/v1/extract",
        "errors": [],
    }


def _parameter(schema: Json) -> Json:
    """Description and schema of one parameter, from those of a record's field."""
    rest = {key: value for key, value in schema.items() if key not in {"description", "anyOf", "default"}}
    for choice in schema.get("anyOf", ()):
        if choice != {"type": "null"}:
            rest = choice | rest
    if schema.get("default") is not None:
        rest["default"] = schema["default"]
    return {"description": schema["description"], "schema": rest}
