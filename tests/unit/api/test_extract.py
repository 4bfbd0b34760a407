"""One article in, one answer out."""

from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from api.forms import FORMS, NAMES
from exports import EXPORTS
from schemas.article import Article

EXTRACT = "/v1/extract"


def test_json_article_is_read(client: TestClient[Any]) -> None:
    answer = client.post(EXTRACT, json={"text": "Two envoys met.", "title": "Talks", "published_at": "2031-05-14"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    document = answer.json()["document"]
    assert (document["title"], document["words"], document["published_at"]) == ("Talks", 3, "2031-05-14")


def test_plain_text_takes_fields_from_the_query(client: TestClient[Any]) -> None:
    query = {"title": "Talks & more", "published_at": "2031-05-14T09:30:00+02:00", "offsets": "utf16"}
    answer = client.post(EXTRACT, params=query, content="Él llegó.", headers={"content-type": "text/plain"})
    document = answer.json()["document"]
    assert {name: document[name] for name in query} == query
    assert document["characters"] == 9


def test_text_is_kept_as_it_came(client: TestClient[Any], engine: Any) -> None:
    text = "\ufeffA\r\n\tb \U0001f54a\x00 "
    client.post(EXTRACT, content=text.encode(), headers={"content-type": "text/plain; charset=UTF-8"})
    client.post(EXTRACT, json={"text": text})
    assert engine.read == [text, text]


def test_query_fills_what_the_body_leaves_out(client: TestClient[Any]) -> None:
    body = {"text": "a", "title": "of the body", "language": None}
    answer = client.post(f"{EXTRACT}?title=of+the+query&language=en&offsets=utf8", json=body)
    document = answer.json()["document"]
    assert (document["title"], document["language"], document["offsets"]) == ("of the body", None, "utf8")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("application/*", "application/json"),
        ("application/msgpack", "application/msgpack"),
        ("application/vnd.msgpack, application/json;q=0.9", "application/vnd.msgpack"),
        ("application/vnd.msgpack;q=0.1, application/json;q=0.9", "application/json"),
        ("text/csv, */*;q=0.1", "application/json"),
        ("text/html, */*;q=0.1", "text/html; charset=utf-8"),
        ("application/geo+json", "application/geo+json"),
        ("text/calendar", "text/calendar; charset=utf-8"),
        ("application/zip", "application/zip"),
        ("APPLICATION/JSON", "application/json"),
    ],
)
def test_accept_chooses_the_form(client: TestClient[Any], accept: str, form: str) -> None:
    answer = client.post(EXTRACT, json={"text": "a"}, headers={"accept": accept})
    assert answer.headers["content-type"] == form


@pytest.mark.parametrize("name", NAMES)
def test_format_goes_before_accept(client: TestClient[Any], name: str) -> None:
    query = {"format": name, "published_at": "2031-05-14"}
    answer = client.post(EXTRACT, params=query, json={"text": "a"}, headers={"accept": "image/png"})
    form = next(form for form in FORMS if form.name == name)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == form.media_type
    assert answer.headers.get("content-disposition") == (f'attachment; filename="{form.file}"' if form.file else None)


def test_export_is_what_the_library_writes(client: TestClient[Any], engine: Any) -> None:
    article = Article(text="Two envoys met.", title="Talks")
    for export in EXPORTS:
        answer = client.post(EXTRACT, params={"format": export.name}, json={"text": article.text, "title": "Talks"})
        assert answer.content == export.write(article, engine.extract(article))


@pytest.mark.parametrize("query", ["format=", "format=xml", "format=GEOJSON"])
def test_unknown_format_is_a_wrong_query(client: TestClient[Any], query: str) -> None:
    answer = client.post(f"{EXTRACT}?{query}", json={"text": "a"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid-query")
    assert answer.json()["errors"][0]["path"] == "$.format"


def test_form_that_nothing_serves_is_told(client: TestClient[Any]) -> None:
    answer = client.post(EXTRACT, json={"text": "a"}, headers={"accept": "image/png"})
    assert (answer.status_code, answer.json()["type"]) == (406, "/problems/not-acceptable")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "text/calendar" in answer.json()["detail"]


def test_messagepack_holds_the_same_as_json(client: TestClient[Any]) -> None:
    body = {"text": "Two envoys met.", "published_at": "2031-05-14"}
    as_json = client.post(EXTRACT, json=body).json()
    packed = client.post(EXTRACT, json=body, headers={"accept": "application/msgpack"}).content
    assert msgspec.msgpack.decode(packed) == as_json


def test_same_article_gives_the_same_bytes(client: TestClient[Any]) -> None:
    answers = {client.post(EXTRACT, json={"text": "Two envoys met."}).content for _ in range(3)}
    assert len(answers) == 1


@pytest.mark.parametrize("path", ["/v1/topics", "/v1/schemas", "/openapi.json", "/health/live", "/docs"])
def test_head_is_get_without_the_body(client: TestClient[Any], path: str) -> None:
    got, headed = client.get(path), client.head(path)
    assert headed.status_code == got.status_code == 200
    assert headed.content == b""
    assert headed.headers["content-length"] == got.headers["content-length"]


def test_options_names_the_methods(client: TestClient[Any]) -> None:
    answer = client.options(EXTRACT)
    assert (answer.status_code, answer.headers["allow"]) == (204, "OPTIONS, POST")


def test_request_id_is_given_back_where_it_is_plain(client: TestClient[Any]) -> None:
    given = client.get("/health/live", headers={"x-request-id": "desk-7"})
    forged = client.get("/health/live", headers={"x-request-id": 'a" b'})
    assert given.headers["x-request-id"] == "desk-7"
    assert len(forged.headers["x-request-id"]) == 32
