"""The description of the whole service, OpenAPI 3.1, from the handlers and the records."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import msgspec
from litestar import Controller, Litestar, Request, Response, get
from litestar.routes import HTTPRoute

from api.articles import plain_query
from api.contract import CONTRACT, Json, answer, content, operation, problem_answers
from api.errors import InvalidQueryError, NotAcceptableError, RateError, UnknownKeyError
from api.media import JSON, acceptable
from api.records import components
from api.settings import Settings

OPENAPI = "application/vnd.oai.openapi+json"
TAGS = {
    "Extraction": "Articles in, records out.",
    "Dossiers": "Many articles in, one view of each event out.",
    "Reference": "What the answers speak of.",
    "Operation": "For supervisors and load balancers.",
}
DESCRIPTION = """\
Typed records from news about diplomacy and politics: who holds which office, who met or will meet whom, who was where
when, which policy topics and which figures, each with the words of the article that prove it.

**Offsets.** `start` and `end` count Unicode code points of the text that was sent; ask for `utf16` or `utf8` with
`offsets`.

**Problems.** Every error is a problem document (RFC 9457, `application/problem+json`), whatever the Accept header says:
400 where query or body cannot be read, 422 where the article is understood but wrong, 404 and 405 where path or method
are unknown, 406 and 415 for forms that are not written or read, 413 where a limit is passed, 503 where the service
cannot answer now (see `Retry-After`). Nothing found is an empty list and 200.

**Versions.** The path holds the version. Within it fields are added, never removed, renamed or narrowed.
"""


def describe(app: Litestar, settings: Settings, version: str) -> bytes:
    """The description of an app, the same bytes each time."""
    paths: dict[str, Json] = {}
    for path, method, described in _operations(app):
        paths.setdefault(path, {})[method] = described
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Communique",
            "version": version,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in TAGS.items()],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": components(settings)},
    }
    if settings.keys_file:
        _tell_of_keys(document)
    return written(document)


def _tell_of_keys(document: Json) -> None:
    """Say that the protected paths ask for a key, and how a request without one is answered."""
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    for path, methods in document["paths"].items():
        if path.startswith("/v1/"):
            for described in methods.values():
                described["security"] = [{"key": []}]
                described["responses"] |= problem_answers((UnknownKeyError, RateError))


def written(document: Json) -> bytes:
    """A JSON document as it is pinned: indented, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _operations(app: Litestar) -> Iterator[tuple[str, str, Json]]:
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        for method, (handler, _) in route.route_handler_map.items():
            if CONTRACT in handler.opt:
                yield (
                    route.path_format,
                    method.lower(),
                    {
                        "tags": sorted(handler.resolve_tags()),
                        "summary": handler.summary,
                        "description": handler.description or handler.summary,
                        "operationId": handler.operation_id,
                        **deepcopy(handler.opt[CONTRACT]),
                    },
                )


class DescriptionController(Controller):
    """Gives the description."""

    tags = ("Reference",)

    @get(
        "/openapi.json",
        operation_id="getOpenapi",
        summary="This description",
        opt=operation(
            answers={"200": answer("OpenAPI 3.1.", content({"type": "object"}, JSON, OPENAPI))},
            problems=(InvalidQueryError, NotAcceptableError),
        ),
    )
    async def get_openapi(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The description of the service as it runs."""
        form = acceptable(request.headers.get("accept", "*/*"), (JSON, OPENAPI))
        plain_query(request.scope["query_string"])
        return Response(request.app.state.description, media_type=form)
