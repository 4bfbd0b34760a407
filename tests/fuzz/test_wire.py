"""Hostile HTTP from raw sockets: every connection is answered, in time, and by nothing but what the contract knows."""

import asyncio
from collections import Counter

import pytest

from evaluation.reliability import wire
from evaluation.reliability.exchanges import exchange
from evaluation.reliability.service import Service
from evaluation.reliability.wire import Received, faults

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
PLAIN = b"HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\n{}"
PROBLEM = b'{"type":"/problems/blank-text","title":"%s","status":422,"detail":"d","instance":"/","errors":[]}'


def test_hostile_connections_are_answered() -> None:
    with Service(**wire.SETTINGS) as service:
        workers = service.workers()
        tally = asyncio.run(wire.send_all(service.address, range(600), clients=64))
        assert service.workers() == workers, "no worker had to be replaced"
    assert tally.faults == []
    assert tally.connections == 600
    assert {200, 400, 404, 405, 406, 408, 415, 422} <= tally.statuses.keys()


def test_connections_are_of_many_kinds() -> None:
    sent = [exchange(number) for number in range(600)]
    assert sum(len(each.parts) > 1 for each in sent) > 10, "slow ones"
    whole = [b"".join(each.parts).lower() for each in sent]
    for word in (b"gzip", b"chunked", b"x-ndjson", b"[[[[", b"expect:", b"upgrade", b"content-length: -5"):
        assert sum(word in each for each in whole) >= 2, word


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (OK, []),
        (OK + OK, []),
        (b"", ["no answer"]),
        (OK[:-1], ["no HTTP: IncompleteRead(1 bytes read, 1 more expected)"]),
        (PLAIN % 500, ["status 500", "status 500 without a problem document"]),
        (PLAIN % 404, ["status 404 without a problem document"]),
    ],
)
def test_wrong_answers_are_told(data: bytes, told: list[str]) -> None:
    assert list(faults(Received(data, reset=False, seconds=0.1), Counter())) == told


@pytest.mark.parametrize(("title", "right"), [(b"The text is blank", True), (b"Some other title", False)])
def test_problem_must_be_one_of_the_table(title: bytes, right: bool) -> None:
    body = PROBLEM % title
    head = b"HTTP/1.1 422 X\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert (not list(faults(Received(head + body, reset=False, seconds=0.1), Counter()))) is right


def test_late_answer_is_told() -> None:
    assert list(faults(Received(OK, reset=False, seconds=99), Counter())) == ["took 99.0 s"]
