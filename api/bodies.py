"""Receive a request's body within the limits of size and time."""

import asyncio
import zlib
from typing import Any

from litestar import Request

from api.errors import BodyTimeoutError, BodyTooLargeError, ClientGoneError, MalformedBodyError, UnsupportedMediaError
from api.settings import Settings

GZIP_FORMAT = 31  # what zlib calls gzip with the largest window


async def receive_body(request: Request[Any, Any, Any], settings: Settings) -> bytes:
    """The whole body, decompressed where it is gzip.

    Errors: BodyTooLargeError, BodyTimeoutError, UnsupportedMediaError, MalformedBodyError.
    """
    limit = settings.max_body_bytes
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise BodyTooLargeError(f"the body has {announced} bytes, the limit is {limit}")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip"}:
        raise UnsupportedMediaError(f"the content encoding must be gzip or identity; it is `{encoding}`")
    try:
        async with asyncio.timeout(settings.body_seconds):
            body = await _receive(request, limit)
    except TimeoutError as error:
        raise BodyTimeoutError(f"the body did not arrive within {settings.body_seconds:g} s") from error
    return await asyncio.to_thread(decompressed, body, limit) if encoding == "gzip" else body


async def _receive(request: Request[Any, Any, Any], limit: int) -> bytes:
    body = bytearray()
    while True:
        message = await request.receive()
        if message["type"] != "http.request":
            raise ClientGoneError("the client is gone")
        body += message["body"]
        if len(body) > limit:
            raise BodyTooLargeError(f"the body has more than {limit} bytes")
        if not message["more_body"]:
            return bytes(body)


def decompressed(body: bytes, limit: int) -> bytes:
    """What a gzip body of one member holds; never more than `limit` bytes are made of it.

    Errors: BodyTooLargeError, MalformedBodyError.
    """
    stream = zlib.decompressobj(GZIP_FORMAT)
    try:
        plain = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise MalformedBodyError("the body is not gzip") from error
    if len(plain) > limit:
        raise BodyTooLargeError(f"the body has more than {limit} bytes when decompressed")
    if not stream.eof or stream.unused_data:
        raise MalformedBodyError("the body is not exactly one whole gzip member")
    return plain
