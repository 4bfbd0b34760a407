"""Every limit is kept on a real socket, and told in a problem document."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import uvicorn
from litestar import Litestar

from api.app import create_app
from api.reader import Reader
from api.settings import Settings
from api.worker import configured

SETTINGS = Settings(
    max_characters=1000,
    max_body_bytes=20_000,
    max_header_bytes=8_000,
    connections=8,
    queue=3,
    queue_characters=100,
    deadline_seconds=0.5,
    header_seconds=0.5,
    body_seconds=0.5,
    send_seconds=0.5,
    idle_seconds=1,
)
DEADLINES = {"problem": "deadline-exceeded"}
HEAD = b"POST /v1/extract HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"


@pytest.fixture
def app(engine: Any) -> Litestar:
    """A service with narrow limits around an engine that needs no model."""
    return create_app(SETTINGS, engine)


@pytest.fixture
def reader(app: Litestar) -> Reader:
    return app.state.reader


@pytest.fixture
def server(app: Litestar) -> uvicorn.Server:
    """The server of the service."""
    return uvicorn.Server(configured(app, SETTINGS))


@pytest.fixture
def address(server: uvicorn.Server) -> Iterator[tuple[str, int]]:
    """Where the service is."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()
    server.should_exit = True
    thread.join()


@pytest.fixture
def client(address: tuple[str, int]) -> Iterator[httpx.Client]:
    """A client of the server; `elapsed` of its answers holds no time of its own making."""
    with httpx.Client(base_url=f"http://{address[0]}:{address[1]}", verify=False) as client:
        yield client


def exchange(address: tuple[str, int], *parts: bytes, pause: float = 0.0, seconds: float = 5.0) -> bytes:
    """All that comes back on a connection on which `parts` are sent with a pause after each."""
    with socket.create_connection(address, timeout=seconds) as connection:
        received = b""
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionError:
            pass
        return received


def answered(received: bytes) -> tuple[int, str]:
    """Status and sort of problem of the first answer."""
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower(), received
    problem = json.loads(body)
    assert int(head.split()[1]) == problem["status"]
    return problem["status"], problem["type"].removeprefix("/problems/")


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"HELLO\r\n\r\n",
        b"GET /health/live HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost a\r\n\r\n",
        b"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        HEAD + b"Content-Length: -1\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
    ],
)
def test_broken_http_is_refused(address: tuple[str, int], client: httpx.Client, garbage: bytes) -> None:
    status = int(exchange(address, garbage).split()[1])
    assert 400 <= status < 500
    assert client.get("/health/live").status_code == 200


def test_headers_too_large(address: tuple[str, int]) -> None:
    endless = b"GET /health/live HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 500) for n in range(20))
    assert answered(exchange(address, endless)) == (431, "headers-too-large")


def test_url_too_large(address: tuple[str, int]) -> None:
    assert answered(exchange(address, b"GET /" + b"a" * 9_000)) == (431, "headers-too-large")


def test_slow_headers(address: tuple[str, int]) -> None:
    assert answered(exchange(address, b"GET /health/live HTTP/1.1\r\n", b"Host: a\r\n")) == (408, "headers-timeout")


def test_silent_connection_is_closed(address: tuple[str, int]) -> None:
    started = time.monotonic()
    assert answered(exchange(address)) == (408, "headers-timeout")
    assert time.monotonic() - started < 2


def test_slow_headers_on_a_kept_connection(address: tuple[str, int]) -> None:
    received = exchange(address, b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /", pause=0.1)
    first, _, rest = received.partition(b'{"status":"ok"}')
    assert first.startswith(b"HTTP/1.1 200")
    assert answered(rest) == (408, "headers-timeout")


def test_slow_body(address: tuple[str, int]) -> None:
    assert answered(exchange(address, HEAD + b"Content-Length: 100\r\n\r\n", b"{")) == (408, "body-timeout")


def test_body_that_ends_early(address: tuple[str, int], client: httpx.Client) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize("rest", [b"", b"{", b"{" * 40])
def test_rest_of_a_body_that_is_answered_already_is_not_awaited_for_ever(address: tuple[str, int], rest: bytes) -> None:
    head = HEAD.replace(b"application/json", b"image/png") + b"Content-Length: 100\r\n\r\n"
    started = time.monotonic()
    assert answered(exchange(address, head, rest, pause=0.1)) == (415, "unsupported-media-type")
    assert time.monotonic() - started < 3


def test_line_breaks_do_not_hold_a_connection(address: tuple[str, int]) -> None:
    started = time.monotonic()
    received = exchange(address, b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n", b"\r\n", pause=0.1)
    assert received.endswith(b'{"status":"ok"}')
    assert time.monotonic() - started < 3


def test_refusal_arrives_while_the_client_still_sends(address: tuple[str, int]) -> None:
    head = HEAD + b"Connection: close\r\nContent-Length: 10000000\r\n\r\n"
    assert answered(exchange(address, head, *[b"a" * 100_000] * 100)) == (413, "body-too-large")


@pytest.mark.parametrize("wanted", [b"websocket", b"h2c"])
def test_other_protocol_is_not_taken_up(address: tuple[str, int], wanted: bytes) -> None:
    head = b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: " + wanted + b"\r\n\r\n"
    received = exchange(address, head, b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
    assert received.count(b"HTTP/1.1 200 OK") == 1


def test_head_on_its_way_is_awaited_when_the_worker_goes(server: uvicorn.Server, address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=5) as early, socket.create_connection(address, timeout=5) as silent:
        early.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n")
        time.sleep(0.1)
        server.should_exit = True
        time.sleep(0.3)
        early.sendall(b"Connection: close\r\n\r\n")
        assert early.recv(65536).startswith(b"HTTP/1.1 200 OK")
        assert answered(silent.recv(65536)) == (408, "headers-timeout")


def test_announced_body_too_large(client: httpx.Client) -> None:
    refused = client.post("/v1/extract", content=b"a" * 20_001, headers={"content-type": "text/plain"})
    assert (refused.status_code, refused.json()["type"]) == (413, "/problems/body-too-large")


def test_chunked_body_too_large(client: httpx.Client) -> None:
    chunks = iter([b"a" * 1000] * 30)
    refused = client.post("/v1/extract", content=chunks, headers={"content-type": "text/plain"})
    assert (refused.status_code, refused.json()["type"]) == (413, "/problems/body-too-large")


def test_too_many_connections(address: tuple[str, int], client: httpx.Client) -> None:
    held = [socket.create_connection(address) for _ in range(SETTINGS.connections)]
    time.sleep(0.1)
    assert answered(exchange(address)) == (503, "too-many-connections")
    for connection in held:
        connection.close()
    time.sleep(0.1)
    assert client.get("/health/live").status_code == 200


def until(done: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_queue_is_bounded_and_health_answers(client: httpx.Client, reader: Reader, engine: Any) -> None:
    def ask(number: int) -> httpx.Response:
        return client.post("/v1/extract", json={"text": f"held {number}"})

    with ThreadPoolExecutor(SETTINGS.queue) as pool:
        waiting = [pool.submit(ask, number) for number in range(SETTINGS.queue)]
        until(lambda: reader.admitted == SETTINGS.queue)
        refused = ask(9)
        ready = client.get("/health/ready")
        engine.gate.set()
        statuses = {each.result().status_code for each in waiting}
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/overloaded")
    assert int(refused.headers["retry-after"]) >= 1
    assert ready.status_code == 200
    assert statuses <= {200, 503}


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/extract/batch"])
def test_queue_is_bounded_by_the_length_of_its_texts(
    client: httpx.Client, reader: Reader, engine: Any, path: str
) -> None:
    long = {"text": "a" * 90}
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(client.post, "/v1/extract", json={"text": "held" + "a" * 20})
        until(lambda: reader.characters == 24)
        headers = {"content-type": "application/x-ndjson"} if path.endswith("batch") else {}
        refused = client.post(path, content=json.dumps(long), headers={"content-type": "application/json"} | headers)
        engine.gate.set()
        assert held.result().status_code == 200
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/overloaded")
    assert reader.characters == 0
    assert client.post("/v1/extract", json={"text": "a" * 101}).status_code == 200, "one always fits"


def test_waiting_work_over_its_deadline_is_never_done(client: httpx.Client, reader: Reader, engine: Any) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(client.post, "/v1/extract", json={"text": "held 1"})
        until(lambda: reader.admitted == 1)
        second = pool.submit(client.post, "/v1/extract", json={"text": "late"})
        answers = [first.result(), second.result()]
    engine.gate.set()
    assert [answer.json()["type"] for answer in answers] == ["/problems/deadline-exceeded"] * 2
    assert client.post("/v1/extract", json={"text": "after"}).status_code == 200
    assert engine.read == ["held 1", "after"]


def test_work_over_its_deadline_is_stopped(client: httpx.Client, reader: Reader) -> None:
    answer = client.post("/v1/extract", json={"text": "endless"})
    assert answer.json()["type"] == "/problems/deadline-exceeded"
    assert client.post("/v1/extract", json={"text": "after"}).status_code == 200
    assert reader.worn


@pytest.mark.parametrize(
    ("path", "body"),
    [(b"extract", b'{"text": "endless"}'), (b"extract/batch", b'[{"text": "endless"}, {"text": "endless"}]')],
)
def test_client_that_goes_away_stops_its_work(
    address: tuple[str, int], reader: Reader, engine: Any, path: bytes, body: bytes
) -> None:
    head = HEAD.replace(b"extract", path) + b"Content-Length: %d\r\n\r\n" % len(body)
    with socket.create_connection(address) as connection:
        connection.sendall(head + body)
        until(lambda: engine.read == ["endless"])
    until(lambda: reader.admitted == 0)
    assert not reader.worn, "work that has begun runs on until its deadline"
    until(lambda: reader.worn)
    assert engine.read == ["endless"]
    assert reader.metrics.registry.get_sample_value("communique_refusals_total", DEADLINES) is None


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (gzip.compress(b'{"text": "a"}'), 200, None),
        (b'{"text": "a"}', 400, "malformed-body"),
        (gzip.compress(b'{"text": "a"}')[:-4], 400, "malformed-body"),
        (gzip.compress(b'{"text": "a"}') + b"x", 400, "malformed-body"),
        (gzip.compress(b"{") + gzip.compress(b"}"), 400, "malformed-body"),
        (gzip.compress(b'{"text": "' + b"a" * 10_000_000 + b'"}'), 413, "body-too-large"),
        (b"", 400, "malformed-body"),
    ],
    # The bytes hold the time of packing: names of their own, the same in every process that collects.
    ids=["whole", "not-packed", "cut", "more-behind", "two-members", "explodes", "empty"],
)
def test_gzip_body(client: httpx.Client, body: bytes, status: int, slug: str | None) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    answer = client.post("/v1/extract", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json().get("type", "").removeprefix("/problems/") == (slug or "")


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
def test_other_encodings_are_refused(client: httpx.Client, encoding: str) -> None:
    headers = {"content-type": "application/json", "content-encoding": encoding}
    answer = client.post("/v1/extract", content=b'{"text": "a"}', headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media-type")


def test_lines_come_as_they_are_done(client: httpx.Client) -> None:
    body = b'{"text": "slow 1"}\n{"text": "slow 2"}\n{"text": "slow 3"}\n'
    headers = {"content-type": "application/x-ndjson"}
    started = time.monotonic()
    with client.stream("POST", "/v1/extract/batch", content=body, headers=headers) as answer:
        moments = [time.monotonic() - started for _ in answer.iter_lines()]
    assert moments[2] - moments[0] > 0.3  # two more articles were read between the two lines


def test_client_that_goes_away_stops_its_batch(client: httpx.Client, engine: Any) -> None:
    body = b"".join(b'{"text": "slow %d"}\n' % number for number in range(20))
    headers = {"content-type": "application/x-ndjson"}
    with client.stream("POST", "/v1/extract/batch", content=body, headers=headers) as answer:
        next(answer.iter_lines())
    time.sleep(1)
    assert len(engine.read) <= 3
