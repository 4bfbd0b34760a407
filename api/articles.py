"""From a request's bytes to articles, one at a time or as a batch."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from api.errors import InvalidArticleError, InvalidQueryError, MalformedBodyError
from api.media import NDJSON, TEXT
from schemas.article import Article

T = TypeVar("T")
QUERY_FIELDS = tuple(field for field in Article.__struct_fields__ if field != "text")
EXAMPLES = {
    f"$.{field}": schema["examples"][0]
    for field, schema in msgspec.json.schema_components([Article])[1]["Article"]["properties"].items()
    if "examples" in schema
}
_AT = re.compile(r" - at `(?P<path>[^`]*)`$")
_FORM = re.compile(r"matching regex .*$", re.DOTALL)


def query_fields(query: bytes, *others: str) -> dict[str, str]:
    """The article's fields, and `others`, that a query string gives. Errors: InvalidQueryError.

    >>> query_fields(b"published_at=2031-05-14&offsets=utf16")
    {'published_at': '2031-05-14', 'offsets': 'utf16'}
    """
    fields = plain_query(query, QUERY_FIELDS + others)
    try:
        msgspec.convert({"text": "."} | {name: fields[name] for name in fields if name not in others}, Article)
    except msgspec.ValidationError as error:
        detail, path = _told(error)
        raise InvalidQueryError(detail, path) from error
    return fields


def plain_query(query: bytes, known: tuple[str, ...] = ()) -> dict[str, str]:
    """The parameters of a query string, each of which must be `known` and given once. Errors: InvalidQueryError."""
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise InvalidQueryError("the query string is not percent-encoded UTF-8 of at most 100 parameters") from error
    fields: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            raise InvalidQueryError(f"unknown parameter `{_short(name)}`", f"$.{_short(name)}")
        if name in fields:
            raise InvalidQueryError(f"`{name}` is given more than once", f"$.{name}")
        fields[name] = value
    return fields


def to_article(body: bytes, kind: str, fields: dict[str, str]) -> Article:
    """The article that a body of media type `kind` holds; `fields` of the query fill what it leaves out.

    Errors: MalformedBodyError, InvalidArticleError.
    """
    given: Any = {"text": _text(body)} if kind == TEXT else _decoded(body)
    if isinstance(given, dict):
        given = fields | given
    return _converted(given, Article)


def to_request(body: bytes, record: type[T]) -> T:
    """The record that a body of JSON holds. Errors: MalformedBodyError, InvalidArticleError."""
    return _converted(_decoded(body), record)


def _converted(given: Any, record: type[T]) -> T:
    """A decoded value as a record. Errors: InvalidArticleError."""
    try:
        return msgspec.convert(given, record)
    except msgspec.ValidationError as error:
        detail, path = _told(error)
        raise InvalidArticleError(detail, path) from error


def items(body: bytes, kind: str) -> list[bytes]:
    """The articles of a batch, each still to be decoded: the elements of a JSON array, or the lines of NDJSON.

    Errors: MalformedBodyError where the array itself cannot be read.
    """
    if kind == NDJSON:
        return [line for line in body.split(b"\n") if line.strip(b" \t\r")]
    return [bytes(item) for item in _loaded(body, _LIST)]


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise MalformedBodyError(f"the text is not UTF-8 at byte {error.start}") from error


def _decoded(body: bytes) -> Any:
    """The JSON value that `body` holds, with every name of an object given once."""
    value = _loaded(body, msgspec.json.decode)
    _loaded(body, _check_names)
    return value


def _loaded(body: bytes, load: Callable[[bytes], T]) -> T:
    """What `load` makes of a body of JSON. Errors: MalformedBodyError."""
    if not body.strip():
        raise MalformedBodyError("the body is empty")
    try:
        return load(body)
    except UnicodeDecodeError as error:
        raise MalformedBodyError("the body is not UTF-8") from error
    except RecursionError as error:
        raise MalformedBodyError("the JSON is nested too deeply") from error
    except ValueError as error:  # of msgspec and json alike
        raise MalformedBodyError(str(error)) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(pairs)
    if len(unique) < len(pairs):
        raise ValueError("an object of the JSON has a name more than once")
    return unique


def _told(error: msgspec.ValidationError) -> tuple[str, str]:
    """What is wrong and where, from msgspec's message.

    >>> _told(msgspec.ValidationError("Expected `str`, got `int` - at `$.text`"))
    ('Expected `str`, got `int` - at `$.text`', '$.text')
    """
    message = str(error)
    found = _AT.search(message)
    path = found["path"] if found else "$"
    example = EXAMPLES.get(path)
    shown = f"of the form that the schema states, such as `{example}` - at `{path}`"
    return _FORM.sub(shown, message) if example else message, path


_check_names = partial(json.loads, object_pairs_hook=_unique, parse_int=str, parse_float=str)
_LIST = msgspec.json.Decoder(list[msgspec.Raw]).decode


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"
