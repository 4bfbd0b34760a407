"""Receive a request's body within the limits of size and time."""

import asyncio
from typing import Any

from litestar import Request

from api.errors import BodyTimeoutError, BodyTooLargeError, MalformedBodyError
from api.settings import Settings


async def receive_body(request: Request[Any, Any, Any], settings: Settings) -> bytes:
    """The whole body. Errors: BodyTooLargeError, BodyTimeoutError, MalformedBodyError where the client is gone."""
    limit = settings.max_body_bytes
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise BodyTooLargeError(f"the body has {announced} bytes, the limit is {limit}")
    try:
        async with asyncio.timeout(settings.body_seconds):
            return await _receive(request, limit)
    except TimeoutError as error:
        raise BodyTimeoutError(f"the body did not arrive within {settings.body_seconds:g} s") from error


async def _receive(request: Request[Any, Any, Any], limit: int) -> bytes:
    body = bytearray()
    while True:
        message = await request.receive()
        if message["type"] != "http.request":
            raise MalformedBodyError("the connection was closed before the end of the body")
        body += message["body"]
        if len(body) > limit:
            raise BodyTooLargeError(f"the body has more than {limit} bytes")
        if not message["more_body"]:
            return bytes(body)
