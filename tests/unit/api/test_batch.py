"""Many articles in, one result for each, in order; one bad article never fails the others."""

import json
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

BATCH = "/v1/extract/batch"
LINES = {"content-type": "application/x-ndjson"}
MIXED = [
    (b'{"text": "first"}', 200, None),
    (b'{"text": " "}', 422, "blank-text"),
    (b'{"text": 7}', 422, "invalid-article"),
    (b'"no object"', 422, "invalid-article"),
    (b'{"text": "last", "title": "t"}', 200, None),
]


def told(results: list[dict[str, Any]]) -> list[tuple[int, int, str | None]]:
    """Index, status and sort of problem of each result; a result is either a success or a problem."""
    assert all((result["extraction"] is None) != (result["problem"] is None) for result in results)
    return [
        (result["index"], result["status"], result["problem"] and result["problem"]["type"].rpartition("/")[2])
        for result in results
    ]


EXPECTED = [(index, status, slug) for index, (_, status, slug) in enumerate(MIXED)]


def test_array_gives_an_array(client: TestClient[Any]) -> None:
    body = b"[" + b",".join(item for item, *_ in MIXED) + b"]"
    answer = client.post(BATCH, content=body, headers={"content-type": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    assert told(answer.json()) == EXPECTED
    assert answer.json()[1]["problem"]["instance"] == f"{BATCH}#/1"


def test_lines_give_lines(client: TestClient[Any]) -> None:
    answer = client.post(BATCH, content=b"\n".join(item for item, *_ in MIXED), headers=LINES)
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert told([json.loads(line) for line in answer.text.splitlines()]) == EXPECTED


@pytest.mark.parametrize(
    "broken", [b"{", b'{"text": "\xff"}', b'{"text": "a", "text": "b"}', b"[" * 60_000, b'{"text": "\\ud800"}', b"nope"]
)
def test_broken_line_fails_alone(client: TestClient[Any], broken: bytes) -> None:
    body = b'{"text": "a"}\n' + broken + b'\r\n\n  \n{"text": "b"}\n'
    answer = client.post(BATCH, content=body, headers=LINES)
    results = [json.loads(line) for line in answer.text.splitlines()]
    assert told(results) == [(0, 200, None), (1, 400, "malformed-body"), (2, 200, None)]


@pytest.mark.parametrize("broken", [b'{"text": "\xff"}', b'{"text": "a", "text": "b"}'])
def test_broken_element_fails_alone(client: TestClient[Any], broken: bytes) -> None:
    answer = client.post(
        BATCH, content=b"[" + broken + b', {"text": "b"}]', headers={"content-type": "application/json"}
    )
    assert told(answer.json()) == [(0, 400, "malformed-body"), (1, 200, None)]


@pytest.mark.parametrize("body", [b"", b"{}", b'[{"text": "a"}', b"[" * 60_000, b'"text"'])
def test_what_is_no_array_fails(client: TestClient[Any], body: bytes) -> None:
    answer = client.post(BATCH, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-body")


@pytest.mark.parametrize(("body", "content_type"), [(b"[]", "application/json"), (b"", "application/x-ndjson")])
def test_nothing_gives_nothing(client: TestClient[Any], body: bytes, content_type: str) -> None:
    answer = client.post(BATCH, content=body, headers={"content-type": content_type, "accept": "application/json"})
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("form", ["application/json", "application/x-ndjson", "application/msgpack"])
def test_accept_chooses_the_form(client: TestClient[Any], form: str) -> None:
    answer = client.post(BATCH, json=[{"text": "a"}, {"text": " "}], headers={"accept": form})
    assert answer.headers["content-type"] == form
    results = {
        "application/json": lambda: answer.json(),
        "application/x-ndjson": lambda: [json.loads(line) for line in answer.text.splitlines()],
        "application/msgpack": lambda: msgspec.msgpack.decode(answer.content),
    }[form]()
    assert told(results) == [(0, 200, None), (1, 422, "blank-text")]


def test_failure_of_ours_fails_alone(client: TestClient[Any]) -> None:
    answer = client.post(BATCH, json=[{"text": "broken"}, {"text": "b"}])
    assert told(answer.json()) == [(0, 500, "internal-error"), (1, 200, None)]


def test_too_many_articles(client: TestClient[Any]) -> None:
    answer = client.post(BATCH, json=[{"text": "a"}] * 6)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-many-articles")


def test_query_fills_every_article(client: TestClient[Any]) -> None:
    answer = client.post(f"{BATCH}?offsets=utf16", json=[{"text": "a"}, {"text": "b", "offsets": "utf8"}])
    assert [result["extraction"]["document"]["offsets"] for result in answer.json()] == ["utf16", "utf8"]
