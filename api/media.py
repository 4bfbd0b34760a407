"""Media types: what a body is, what an answer may be, and how values become bytes."""

from collections.abc import Callable
from typing import Any

import msgspec

from api.errors import NotAcceptableError, UnsupportedMediaError

JSON = "application/json"
NDJSON = "application/x-ndjson"
TEXT = "text/plain"
MSGPACK = ("application/vnd.msgpack", "application/msgpack")

_json = msgspec.json.Encoder().encode
_msgpack = msgspec.msgpack.Encoder().encode
ENCODERS: dict[str, Callable[[Any], bytes]] = {JSON: _json} | dict.fromkeys(MSGPACK, _msgpack)


def media_type(header: str, accepted: tuple[str, ...]) -> str:
    """The media type of a body whose Content-Type is `header`. Errors: UnsupportedMediaError.

    >>> media_type("Text/Plain; charset=UTF-8", ("text/plain",))
    'text/plain'
    """
    named, parameters = _parse(header)
    if named not in accepted:
        sent = f"`{named}`" if named else "none"
        raise UnsupportedMediaError(f"the content type must be {' or '.join(accepted)}; it is {sent}")
    charset = parameters.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        raise UnsupportedMediaError(f"the charset must be utf-8; it is `{charset}`")
    return named


def acceptable(header: str, offered: tuple[str, ...]) -> str:
    """The one of `offered` that an Accept `header` likes best; the first where it likes several alike.

    Errors: NotAcceptableError.

    >>> acceptable("text/html, application/*;q=0.5", ("application/json", "application/msgpack"))
    'application/json'
    >>> acceptable("application/json;q=0.1, */*", ("application/json", "application/msgpack"))
    'application/msgpack'
    """
    ranges = [_parse(part) for part in header.split(",") if part.strip()] or [("*/*", {})]
    quality, best = max(((_quality(each, ranges), each) for each in offered), key=lambda pair: pair[0])
    if not quality:
        raise NotAcceptableError(f"the answer can be {' or '.join(offered)}; none is acceptable to you")
    return best


def _quality(offer: str, ranges: list[tuple[str, dict[str, str]]]) -> float:
    """What the most exact of the ranges that cover `offer` gives it; 0 where none does."""
    for wanted in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        given = [_weight(parameters.get("q", "1")) for name, parameters in ranges if name == wanted]
        if given:
            return max(given)
    return 0.0


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def _parse(header: str) -> tuple[str, dict[str, str]]:
    """A media type in lower case, and its parameters.

    >>> _parse('text/plain; Charset="utf-8"')
    ('text/plain', {'charset': 'utf-8'})
    """
    name, *rest = header.split(";")
    pairs = (parameter.partition("=") for parameter in rest)
    return name.strip().lower(), {key.strip().lower(): value.strip().strip('"') for key, _, value in pairs}
