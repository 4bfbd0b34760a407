"""Clients that ask for articles, at a rate or as fast as they are answered, each time on a new connection."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec import Struct

Address = tuple[str, int]


class Answer(Struct, frozen=True):
    """What came back to one request: when it was asked, how long it took, and a status of 0 where nothing came."""

    at: float
    seconds: float
    status: int
    body: bytes = b""

    @property
    def problem(self) -> str:
        """The sort of problem, where it is one."""
        return str(msgspec.json.decode(self.body)["type"]).removeprefix("/problems/") if self.status >= 400 else ""


def post(text: str) -> bytes:
    """A request to read an article, as it goes over the wire."""
    body = msgspec.json.encode({"text": text, "published_at": "2031-05-14"})
    head = f"POST /v1/extract HTTP/1.1\r\nHost: load\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: application/json\r\nConnection: close\r\n\r\n".encode() + body


HEALTH = b"GET /health/ready HTTP/1.1\r\nHost: load\r\nConnection: close\r\n\r\n"


async def ask(address: Address, request: bytes) -> Answer:
    """Send one request and read until the connection ends. Errors: ConnectionRefusedError."""
    at = time.monotonic()
    reader, writer = await asyncio.open_connection(*address)
    try:
        writer.write(request)
        received = await reader.read(-1)
    except ConnectionError:
        received = b""
    finally:
        writer.close()
    head, whole, body = received.partition(b"\r\n\r\n")
    return Answer(at, time.monotonic() - at, int(head.split()[1]) if whole else 0, body)


async def ask_at_rate(
    address: Address, requests: Sequence[bytes], per_second: float, seconds: float
) -> list[asyncio.Task[Answer]]:
    """So many requests a second, whether or not those before are answered; all are sent, not all are answered."""
    started = time.monotonic()
    asked = []
    for number in range(int(per_second * seconds)):
        await asyncio.sleep(started + number / per_second - time.monotonic())
        asked.append(asyncio.create_task(ask(address, requests[number % len(requests)])))
    return asked


async def ask_in_turn(address: Address, requests: Iterable[bytes], until: Callable[[], bool]) -> list[Answer]:
    """One request after the other, until told to stop or the door is closed."""
    answers: list[Answer] = []
    for request in requests:
        if until():
            break
        try:
            answers.append(await ask(address, request))
        except ConnectionRefusedError:
            break
    return answers


async def ask_together(
    address: Address, requests: Iterable[bytes], until: Callable[[], bool], clients: int
) -> list[Answer]:
    """Several clients that share the requests, each asking one after the other."""
    shared = iter(requests)
    found = await asyncio.gather(*(ask_in_turn(address, shared, until) for _ in range(clients)))
    return [answer for answers in found for answer in answers]


def percentile(seconds: Iterable[float], share: float) -> float:
    """What so many of a hundred stay under; 0 where there are none.

    >>> percentile([0.3, 0.1, 0.2], 50)
    0.2
    """
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share / 100 * len(ordered)))] if ordered else 0.0
