"""Headers, logs and measurements of every answer."""

import json
import re
from typing import Any

import pytest
from litestar.testing import TestClient

from api.logs import JsonLines, configure_logs
from api.problems import SLUGS

PATHS = ["/", "/docs", "/docs/swagger.js", "/v1/topics", "/nowhere", "/health/live", "/metrics", "/problems/blank-text"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(client: TestClient[Any], path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert ("script-src 'self'" in policy) == (path in {"/", "/docs"})


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_page_needs_nothing_from_elsewhere(client: TestClient[Any], path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<style|<script>|style=| on[a-z]+=|https?://", page)
    for asset in re.findall(r'(?:src|href)="(/(?:docs|static)/[^"]+)"', page):
        assert client.get(asset).status_code == 200


def test_example_of_the_page_runs(client: TestClient[Any]) -> None:
    told = client.get("/openapi.json").json()["paths"]["/v1/extract"]["post"]["requestBody"]["content"]
    assert client.post("/v1/extract", json=told["application/json"]["examples"]["article"]["value"]).status_code == 200


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is logged."""
    configure_logs("info")
    written: list[dict[str, Any]] = []
    plain = JsonLines.format

    def keep(self: JsonLines, record: Any) -> str:
        line = plain(self, record)
        written.append(json.loads(line))
        return line

    monkeypatch.setattr(JsonLines, "format", keep)
    return written


@pytest.mark.parametrize("text", ["Quispe met Aylwin", "broken Quispe", " "])
@pytest.mark.parametrize("path", ["/v1/extract", "/v1/extract/batch"])
def test_no_word_of_an_article_is_logged(
    client: TestClient[Any], lines: list[dict[str, Any]], text: str, path: str
) -> None:
    body = {"text": text, "title": "Quispe in Arica", "url": "https://desk.example/quispe"}
    client.post(f"{path}?source=Quispe", json=body if path == "/v1/extract" else [body])
    assert lines
    assert "quispe" not in json.dumps(lines).lower()


def test_request_is_logged(client: TestClient[Any], lines: list[dict[str, Any]]) -> None:
    client.get("/v1/schemas/official", headers={"x-request-id": "desk-7"})
    [line] = lines
    expected = {
        "event": "request",
        "request_id": "desk-7",
        "method": "GET",
        "route": "/v1/schemas/{record}",
        "status": 200,
    }
    assert expected.items() <= line.items()


def test_failure_is_logged_by_its_place(client: TestClient[Any], lines: list[dict[str, Any]]) -> None:
    client.post("/v1/extract", json={"text": "broken"}, headers={"x-request-id": "desk-8"})
    failure = next(line for line in lines if line["event"] == "failure")
    assert (failure["request_id"], failure["error"]) == ("desk-8", "RuntimeError")
    assert any("extract" in place for place in failure["at"])


def test_requests_words_and_refusals_are_measured(client: TestClient[Any]) -> None:
    client.post("/v1/extract", json={"text": "Two envoys met."})
    client.request("BREW", "/coffee/pot-42")
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=")
    assert 'communique_requests_total{method="POST",route="/v1/extract",status="200"} 1.0' in told.text
    assert 'method="other",route="none"' in told.text
    assert "pot-42" not in told.text
    assert "communique_words_total 3.0" in told.text
    assert 'communique_records_total{kind="' not in told.text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_type_can_be_followed(client: TestClient[Any], slug: str) -> None:
    told = client.get(f"/problems/{slug}").json()
    assert told == {"slug": slug, "status": SLUGS[slug].status, "title": SLUGS[slug].title}
