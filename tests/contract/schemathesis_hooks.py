"""Teach schemathesis the media types of the service that it does not know."""

import json
from typing import Any

import msgspec
import schemathesis


@schemathesis.serializer("application/x-ndjson")
def send_lines(_: schemathesis.SerializationContext, value: Any) -> bytes:
    """NDJSON is sent as it stands; what is no text is sent as one line of JSON."""
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()


@schemathesis.deserializer("application/vnd.msgpack", "application/msgpack")
def read_msgpack(_: schemathesis.DeserializationContext, response: schemathesis.Response) -> Any:
    """MessagePack holds the same values as JSON, dates included."""
    return msgspec.msgpack.decode(response.content)


@schemathesis.deserializer("application/x-ndjson")
def read_lines(_: schemathesis.DeserializationContext, response: schemathesis.Response) -> Any:
    """NDJSON as the list of its lines' values."""
    return [msgspec.json.decode(line) for line in response.content.splitlines() if line]
