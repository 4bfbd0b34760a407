"""Hostile connections to a running service: each is answered, in time, and by nothing but what the contract knows."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from typing import Any

import msgspec
from msgspec import Struct, field

from api.problems import PROBLEM, SLUGS, Problem
from evaluation.reliability.exchanges import Exchange, exchange
from evaluation.reliability.load import Address

SETTINGS = {"header_seconds": 1, "body_seconds": 1, "idle_seconds": 1, "queue": 64}
"""Short waits, so that many slow clients can be tried."""
LIMIT_SECONDS = 35.0
"""The default deadline of an article, and the waits before it."""


class Received(Struct, frozen=True):
    """Everything that came back on a connection."""

    data: bytes
    reset: bool
    seconds: float


class Tally(Struct):
    """What became of the connections."""

    connections: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    resets: int = 0
    slowest_seconds: float = 0.0
    faults: list[tuple[int, str]] = []


async def send(address: Address, sent: Exchange) -> Received:
    """Send one exchange and read until the connection ends."""
    started = time.monotonic()
    data, reset = bytearray(), False
    reader, writer = await asyncio.open_connection(*address)
    sending = asyncio.create_task(_send_parts(writer, sent))
    try:
        async with asyncio.timeout(LIMIT_SECONDS + 5):
            while chunk := await reader.read(65536):
                data += chunk
    except ConnectionError:
        reset = True
    except TimeoutError:
        pass
    finally:
        sending.cancel()
        writer.close()
    return Received(bytes(data), reset, time.monotonic() - started)


async def _send_parts(writer: asyncio.StreamWriter, sent: Exchange) -> None:
    try:
        for part in sent.parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(sent.pause)
    except ConnectionError:
        return  # the service has closed, and what it said is being read


async def send_all(address: Address, numbers: Iterable[int], clients: int) -> Tally:
    """Send the exchange of each number, so many at a time."""
    tally, waiting = Tally(), iter(numbers)

    async def client() -> None:
        for number in waiting:
            received = await send(address, exchange(number))
            tally.connections += 1
            tally.slowest_seconds = max(tally.slowest_seconds, received.seconds)
            tally.resets += received.reset
            tally.faults += [(number, fault) for fault in faults(received, tally.statuses)]

    await asyncio.gather(*(client() for _ in range(clients)))
    return tally


def faults(received: Received, statuses: Counter[int]) -> Iterator[str]:
    """What is wrong with what came back; the statuses are counted."""
    if received.seconds > LIMIT_SECONDS:
        yield f"took {received.seconds:.1f} s"
    if not received.data:
        yield "reset without an answer" if received.reset else "no answer"
    stream = BytesIO(received.data)
    while stream.tell() < len(received.data):
        try:
            response = HTTPResponse(_Socket(stream))  # type: ignore[arg-type]
            response.begin()
            body = response.read()
        except (HTTPException, ValueError) as error:
            yield f"no HTTP: {error!r}"
            return
        statuses[response.status] += 1
        yield from _told(response, body)


def _told(response: HTTPResponse, body: bytes) -> Iterator[str]:
    """What is wrong with one answer."""
    if response.status < 400:
        return
    if response.status >= 500 and response.status != 503:
        yield f"status {response.status}"
    if response.getheader("content-type") != PROBLEM:
        yield f"status {response.status} without a problem document"
        return
    problem = msgspec.json.decode(body, type=Problem)
    kind = SLUGS.get(problem.type.removeprefix("/problems/"))
    if kind is None or (kind.status, kind.title) != (response.status, problem.title):
        yield f"status {response.status} with {problem}"
    if response.status == 503 and response.getheader("retry-after") is None:
        yield "503 without Retry-After"


class _Socket:
    """Bytes in the place of the socket that HTTPResponse reads from."""

    def __init__(self, stream: BytesIO) -> None:
        self.stream = stream

    def makefile(self, *_: Any) -> "_Unclosed":
        return _Unclosed(self.stream)


class _Unclosed:
    """A stream that goes on after one response has been read from it."""

    def __init__(self, stream: BytesIO) -> None:
        self.read, self.readline, self.readinto = stream.read, stream.readline, stream.readinto

    def close(self) -> None:
        """Nothing is closed."""

    flush = close
