"""Whatever is wrong with a request is told in a problem document with the right status, and never as a 500."""

import json
from typing import Any

import pytest
from litestar.testing import TestClient

EXTRACT = "/v1/extract"
JSON = {"content-type": "application/json"}
TEXT = {"content-type": "text/plain"}

BODIES = [
    ("empty", b"", 400, "malformed-body"),
    ("blank", b" \n", 400, "malformed-body"),
    ("no JSON", b"hello", 400, "malformed-body"),
    ("cut short", b'{"text": "a', 400, "malformed-body"),
    ("trailing", b'{"text": "a"} x', 400, "malformed-body"),
    ("not UTF-8", b'{"text": "\xff"}', 400, "malformed-body"),
    ("UTF-16", '{"text": "a"}'.encode("utf-16"), 400, "malformed-body"),
    ("byte order mark", b'\xef\xbb\xbf{"text": "a"}', 400, "malformed-body"),
    ("raw control character", b'{"text": "a\x00b"}', 400, "malformed-body"),
    ("lone surrogate", b'{"text": "a\\ud800b"}', 400, "malformed-body"),
    ("surrogates the wrong way round", b'{"text": "\\udc00\\ud800"}', 400, "malformed-body"),
    ("repeated name", b'{"text": "a", "text": "b"}', 400, "malformed-body"),
    ("deep arrays", b"[" * 100_000, 400, "malformed-body"),
    ("deep objects", b'{"a":' * 100_000, 400, "malformed-body"),
    ("closed deep arrays", b"[" * 50_000 + b"]" * 50_000, 400, "malformed-body"),
    ("not a number", b'{"text": NaN}', 400, "malformed-body"),
    ("array", b'[{"text": "a"}]', 422, "invalid-article"),
    ("string", b'"a"', 422, "invalid-article"),
    ("null", b"null", 422, "invalid-article"),
    ("no text", b"{}", 422, "invalid-article"),
    ("text is a number", b'{"text": 1}', 422, "invalid-article"),
    ("text is a huge number", b'{"text": ' + b"9" * 10_000 + b"}", 400, "malformed-body"),
    ("text is null", b'{"text": null}', 422, "invalid-article"),
    ("unknown field", b'{"text": "a", "author": "b"}', 422, "invalid-article"),
    ("unknown unit", b'{"text": "a", "offsets": "utf32"}', 422, "invalid-article"),
    ("no such day", b'{"text": "a", "published_at": "2031-02-29"}', 422, "invalid-article"),
    ("year 0", b'{"text": "a", "published_at": "0000-01-01"}', 422, "invalid-article"),
    ("year 9999", b'{"text": "a", "published_at": "9999-12-31"}', 422, "invalid-article"),
    ("hour 25", b'{"text": "a", "published_at": "2031-02-28T25:00"}', 422, "invalid-article"),
    ("words for a date", b'{"text": "a", "published_at": "yesterday"}', 422, "invalid-article"),
    ("no language", b'{"text": "a", "language": "English"}', 422, "invalid-article"),
    ("language with a line break", b'{"text": "a", "language": "en\\n"}', 422, "invalid-article"),
    ("date with a line break", b'{"text": "a", "published_at": "2031-05-14\\n"}', 422, "invalid-article"),
    ("long title", b'{"text": "a", "title": "' + b"t" * 2001 + b'"}', 422, "invalid-article"),
    ("empty text", b'{"text": ""}', 422, "invalid-article"),
    ("blank text", b'{"text": " \\n\\t "}', 422, "blank-text"),
    ("invisible text", b'{"text": "\\u200b\\u0000"}', 422, "blank-text"),
    ("long text", json.dumps({"text": "a" * 200_001}).encode(), 413, "text-too-long"),
    ("long body", b'{"text": "' + b"a" * 1_000_000 + b'"}', 413, "body-too-large"),
]


def problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    """The problem document of an answer, checked as far as every one of them must agree."""
    found: dict[str, Any] = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, found["status"]) == (status, status), found
    assert found["type"] == f"/problems/{slug}"
    assert found["title"]
    assert found["detail"]
    assert found["instance"] == response.url.path
    return found


@pytest.mark.parametrize(("body", "status", "slug"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_body_is_refused(client: TestClient[Any], body: bytes, status: int, slug: str) -> None:
    problem(client.post(EXTRACT, content=body, headers=JSON), status, slug)


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b"", 422, "invalid-article"),
        (b" \r\n", 422, "blank-text"),
        (b"caf\xe9", 400, "malformed-body"),
        (b"\xed\xa0\x80", 400, "malformed-body"),
        (b"a" * 200_001, 413, "text-too-long"),
    ],
)
def test_plain_text_is_refused(client: TestClient[Any], body: bytes, status: int, slug: str) -> None:
    problem(client.post(EXTRACT, content=body, headers=TEXT), status, slug)


@pytest.mark.parametrize(
    ("field", "path"), [({"text": 7}, "$.text"), ({"text": "a", "published_at": "soon"}, "$.published_at")]
)
def test_wrong_field_is_named(client: TestClient[Any], field: dict[str, Any], path: str) -> None:
    found = problem(client.post(EXTRACT, json=field), 422, "invalid-article")
    assert [fault["path"] for fault in found["errors"]] == [path]


def test_date_is_explained_by_example(client: TestClient[Any]) -> None:
    found = problem(client.post(EXTRACT, json={"text": "a", "published_at": "soon"}), 422, "invalid-article")
    assert "such as `2031-05-14`" in found["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "verbose=1",
        "text=a",
        "offsets=utf32",
        "offsets=utf8&offsets=utf16",
        "published_at=0000-01-01",
        "language=en%0A",
        "title=%ff",
        "a",
    ],
)
def test_query_is_refused(client: TestClient[Any], query: str) -> None:
    problem(client.post(f"{EXTRACT}?{query}", content=b"a", headers=TEXT), 400, "invalid-query")


@pytest.mark.parametrize("path", ["/v1/topics", "/v1/schemas", "/v1/schemas/official", "/openapi.json"])
def test_query_is_refused_where_none_is_known(client: TestClient[Any], path: str) -> None:
    problem(client.get(f"{path}?page=2"), 400, "invalid-query")


def test_wrong_query_is_refused_even_where_the_body_has_the_field(client: TestClient[Any]) -> None:
    problem(client.post(f"{EXTRACT}?offsets=utf32", json={"text": "a", "offsets": "utf8"}), 400, "invalid-query")


@pytest.mark.parametrize(
    "content_type",
    ["", "application/xml", "text/csv", "json", "application/json; charset=latin-1", "text/plain; charset=utf-16"],
)
def test_content_type_is_refused(client: TestClient[Any], content_type: str) -> None:
    answer = client.post(EXTRACT, content=b'{"text": "a"}', headers={"content-type": content_type})
    problem(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize("accept", ["text/csv", "application/json;q=0", "image/*", "*/*;q=0", "application/json;q=inf"])
def test_accept_is_refused(client: TestClient[Any], accept: str) -> None:
    problem(client.post(EXTRACT, json={"text": "a"}, headers={"accept": accept}), 406, "not-acceptable")


@pytest.mark.parametrize(
    "path", ["/v2/extract", "/v1", "/v1/extract/nothing", "/docs/nothing.js", "/v1/topics/a", "/%00"]
)
def test_unknown_path(client: TestClient[Any], path: str) -> None:
    problem(client.get(path), 404, "not-found")


def test_unknown_record(client: TestClient[Any]) -> None:
    problem(client.get("/v1/schemas/minister"), 404, "unknown-record")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/extract", "OPTIONS, POST"),
        ("PUT", "/v1/extract/batch", "OPTIONS, POST"),
        ("POST", "/v1/topics", "GET, HEAD, OPTIONS"),
        ("DELETE", "/v1/schemas/official", "GET, HEAD, OPTIONS"),
        ("TRACE", "/health/live", "GET, HEAD, OPTIONS"),
    ],
)
def test_unknown_method_names_the_known(client: TestClient[Any], method: str, path: str, allowed: str) -> None:
    answer = client.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


def test_failure_of_ours_says_nothing_of_the_inside(client: TestClient[Any], caplog: pytest.LogCaptureFixture) -> None:
    found = problem(client.post(EXTRACT, json={"text": "broken envoy"}), 500, "internal-error")
    assert "envoy" not in found["detail"]
    assert "envoy" not in caplog.text
