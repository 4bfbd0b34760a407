"""The forms in which an article's records can be had: named by `?format=`, or else chosen by `Accept`."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from api.contract import Json, content, ref
from api.errors import InvalidQueryError
from api.media import ENCODERS, JSON, MSGPACK, acceptable
from api.records import ANSWER
from exports import EXPORTS
from schemas.article import Article
from schemas.extraction import Extraction

PARAMETER = "format"
GEOJSON: Json = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": {"type": "object"}}},
}


class Form(Struct, frozen=True):
    """One form: its name in the query, its media type, what writes it, and the file that it is meant to be kept in."""

    name: str
    media_type: str
    write: Callable[[Article, Extraction], bytes]
    file: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What tells a browser to keep a file instead of showing it."""
        return {"Content-Disposition": f'attachment; filename="{self.file}"'} if self.file else {}


def _encoded(name: str, media_type: str) -> Form:
    encode: Callable[[Any], bytes] = ENCODERS[media_type]
    return Form(name, media_type, lambda _, answer: encode(answer))


# In the order of preference where a caller accepts several alike; the first of a name is what the name gives.
FORMS: tuple[Form, ...] = (
    _encoded("json", JSON),
    *(_encoded("msgpack", media_type) for media_type in MSGPACK),
    *(Form(export.name, export.media_type, export.write, f"article{export.suffix}") for export in EXPORTS),
)
NAMES = tuple(dict.fromkeys(form.name for form in FORMS))
CONTENT = (
    content(ref(ANSWER), JSON, *MSGPACK)
    | content({"type": "string"}, *(export.media_type for export in EXPORTS))
    | content(GEOJSON, "application/geo+json")
)
QUERY: Json = {
    "name": PARAMETER,
    "in": "query",
    "description": (
        "The form of the answer, whatever the Accept header says. "
        + " ".join(f"`{export.name}` ({export.media_type}): {export.description}" for export in EXPORTS)
    ),
    "schema": {"type": "string", "enum": list(NAMES)},
}


def chosen(name: str | None, accept: str) -> Form:
    """The form that the query names, or else the one that the Accept header likes best.

    Errors: InvalidQueryError, NotAcceptableError.
    """
    if name is None:
        media_type = acceptable(accept, tuple(form.media_type for form in FORMS))
        return next(form for form in FORMS if form.media_type == media_type)
    for form in FORMS:
        if form.name == name:
            return form
    raise InvalidQueryError(f"`{PARAMETER}` must be {' or '.join(NAMES)}", f"$.{PARAMETER}")
