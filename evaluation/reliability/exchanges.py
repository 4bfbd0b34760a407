"""Hostile HTTP, each connection's bytes made from a number: the same number gives the same bytes."""

import gzip
import json
from random import Random

from msgspec import Struct

from evaluation.reliability.texts import text

METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get", "")
TARGETS = (
    "/v1/extract",
    "/v1/extract/batch",
    "/v1/extract?offsets=utf16",
    "/v1/extract?offsets=utf16&offsets=utf8",
    "/v1/extract?published_at=2031-02-30",
    "/v1/extract?%ff=%00&=",
    "/v1/topics",
    "/v1/schemas/official",
    "/v1/schemas/%00",
    "/problems/blank-text",
    "/problems/../v1",
    "/openapi.json",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/docs",
    "/",
    "//",
    "*",
    "http://elsewhere/v1/extract",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/" + "a" * 3000,
)
JSON, NDJSON, TEXT = "application/json", "application/x-ndjson", "text/plain"
TYPES = (JSON, NDJSON, TEXT, "text/plain; charset=utf-16", "image/png", "", ";;=")
FIELDS = (
    "Accept: application/msgpack",
    "Accept: text/html;q=0",
    "Accept: */*;q=" + "9" * 500,
    "Authorization: Bearer x",
    "Content-Encoding: gzip",
    "Content-Encoding: br",
    "Expect: 100-continue",
    "Upgrade: websocket\r\nConnection: Upgrade",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip",
    "Content-Length: 5",
    "Content-Length: -5",
    "Content-Length: 99999999999999999999",
    "Host: twice",
    "X-Request-Id: " + "é" * 40,
    "X-Request-Id: plain-1",
    "Cookie: " + "c" * 4000,
    "Broken",
    ": nothing",
    " folded: yes",
    "Range: bytes=0-",
    "Origin: null",
)
GARBAGE = (
    b"",
    b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET /health/live\r\n",
    b"\x00" * 64,
)


class Exchange(Struct, frozen=True):
    """What is sent on one connection, with a pause between the parts."""

    parts: tuple[bytes, ...]
    pause: float = 0.0


def exchange(number: int) -> Exchange:
    """A hostile connection.

    >>> exchange(5) == exchange(5), exchange(5) == exchange(6)
    (True, False)
    """
    random = Random(number)
    if random.random() < 0.04:
        return Exchange((random.choice((*GARBAGE, random.randbytes(random.randint(1, 300)))),))
    whole = b"".join(_request(random) for _ in range(random.choice((1, 1, 1, 1, 1, 2, 3))))
    whole = _bent(random, whole)
    if random.random() < 0.05:
        return Exchange(tuple(_cut(random, whole, random.randint(2, 5))), pause=random.choice((0.01, 0.1, 0.4)))
    return Exchange((whole,))


def _request(random: Random) -> bytes:
    """One request, right in most of its parts."""
    reading = random.random() < 0.75
    method = "POST" if reading else random.choice(METHODS)
    target = random.choice(TARGETS[:3] if reading else TARGETS)
    kind, body = _body(random) if method == "POST" or random.random() < 0.1 else ("", b"")
    fields = ["Host: fuzz"] if random.random() < 0.97 else []
    fields.append(f"Content-Type: {kind if random.random() < 0.9 else random.choice(TYPES)}")
    if random.random() < 0.15:
        body = gzip.compress(body, 1)
        fields.append("Content-Encoding: gzip")
    body, framing = _framed(random, body)
    fields += framing
    fields += random.sample(FIELDS, random.choice((0, 0, 0, 1, 2)))
    if random.random() < 0.01:
        fields += [f"X-{each}: {'h' * 500}" for each in range(random.choice((10, 100, 400)))]
    if random.random() < 0.8:
        fields.append("Connection: close")
    random.shuffle(fields)
    head = "\r\n".join((f"{method} {target} HTTP/1.1", *fields, "", ""))
    return head.encode() + body


def _framed(random: Random, body: bytes) -> tuple[bytes, list[str]]:
    """The body and the fields that say how long it is, truly but for a few."""
    chance = random.random()
    if chance < 0.75:
        return body, [f"Content-Length: {len(body)}"]
    if chance < 0.80:
        return body, [f"Content-Length: {max(0, len(body) + random.randint(-9, 9))}"]
    if chance < 0.82:
        return body, [f"Content-Length: {len(body)}"] * 2
    if chance < 0.84:
        return body, []
    size = random.choice((1, 7, 1000))
    chunks = [body[start : start + size] for start in range(0, len(body), size)][:300]
    framed = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    end = b"0\r\n\r\n" if random.random() < 0.9 else random.choice((b"", b"0\r\n", b"zz\r\n", b"-1\r\n\r\n"))
    return framed + end, ["Transfer-Encoding: chunked"]


def _body(random: Random) -> tuple[str, bytes]:
    """A body with its media type: an article, a batch, or what looks like one."""
    chance = random.random()
    if chance < 0.30:
        return JSON, json.dumps(_article(random)).encode()
    if chance < 0.40:
        return JSON, json.dumps([_article(random) for _ in range(random.randint(0, 3))]).encode()
    if chance < 0.60:
        return NDJSON, b"\n".join(_line(random) for _ in range(random.randint(1, 4)))
    if chance < 0.75:
        return TEXT, text(random.randrange(10**6), 4).encode(errors="replace")
    if chance < 0.78:
        return JSON, random.choice((b"[", b'{"a":', b'{"text":[')) * random.choice((10, 10_000))
    if chance < 0.79:
        return JSON, b'{"text": "' + b"a" * 3_000_000 + b'"}'
    if chance < 0.90:
        return JSON, json.dumps(_value(random, 3)).encode()
    return random.choice((JSON, NDJSON, TEXT)), random.randbytes(random.randint(0, 200))


def _article(random: Random) -> dict[str, object]:
    """An article, with a wrong field now and then."""
    found: dict[str, object] = {"text": text(random.randrange(10**6), 4)}
    if random.random() < 0.4:
        field = random.choice(("title", "url", "source", "published_at", "language", "offsets", "text", "unknown"))
        found[field] = random.choice(("2031-05-14", "2031-05-14\n", "en", "en\n", "utf16", "", "é" * 3000, None, 7, []))
    return found


def _line(random: Random) -> bytes:
    line = json.dumps(_article(random)).encode()
    return line if random.random() < 0.7 else random.choice((line[:-1], b"", b"{", b"null", b"\xff\xfe", b"\r"))


def _value(random: Random, depth: int) -> object:
    """Any JSON value, not deeper than `depth`."""
    plain = (None, True, 0, -1, 1e308, 10**30, "", "text", "\ud800", "\x00", text(random.randrange(10**6), 2))
    if depth == 0 or random.random() < 0.4:
        return random.choice(plain)
    inner = [_value(random, depth - 1) for _ in range(random.randint(0, 3))]
    return inner if random.random() < 0.5 else {random.choice(("text", "title", "a", "")): each for each in inner}


def _bent(random: Random, whole: bytes) -> bytes:
    """The bytes as they are, or cut short, or with a few of them changed."""
    chance = random.random()
    if chance < 0.80 or not whole:
        return whole
    if chance < 0.86:
        return whole[: random.randrange(len(whole))]
    changed = bytearray(whole)
    for _ in range(random.randint(1, 6)):
        changed[random.randrange(min(len(changed), 400))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, whole: bytes, count: int) -> list[bytes]:
    places = sorted(random.randrange(len(whole) + 1) for _ in range(count - 1))
    return [whole[start:end] for start, end in zip([0, *places], [*places, len(whole)], strict=True)]
