"""Keys open the protected paths, each so many times a minute; their file is read again when it changes."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from api.app import create_app
from api.keys import new_key, read_keys
from api.settings import Settings, SettingsError

DESK, DESK_LINE = new_key("desk")
WIRE, WIRE_LINE = new_key("wire")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "keys"
    file.write_text(f"# callers\n\n{DESK_LINE}\n")
    return file


@pytest.fixture
def settings(file: Path) -> Settings:
    return Settings(keys_file=str(file), key_requests_per_minute=3)


@pytest.fixture
def keyed(settings: Settings, engine: Any) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(settings, engine)) as client:
        yield client


def ask(client: TestClient[Any], authorization: str | None, path: str = "/v1/extract") -> Any:
    headers = {} if authorization is None else {"authorization": authorization}
    return client.post(path, json={"text": "a"}, headers=headers)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER "])
def test_known_key_opens(keyed: TestClient[Any], scheme: str) -> None:
    assert ask(keyed, f"{scheme} {DESK}").status_code == 200


@pytest.mark.parametrize("path", ["/v1/extract", "//v1/extract", "/v1/extract/", "/v1//extract"])
@pytest.mark.parametrize(
    "authorization",
    [None, "", DESK, f"Basic {DESK}", f"Bearer {WIRE}", f"Bearer {DESK[:-1]}"],
    ids=["none", "empty", "bare", "basic", "another", "cut"],
)
def test_no_other_way_in(keyed: TestClient[Any], authorization: str | None, path: str) -> None:
    answer = ask(keyed, authorization, path)
    assert answer.status_code in {401, 404}
    if answer.status_code == 401:
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["type"] == "/problems/unknown-key"


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics", "/openapi.json", "/docs"])
def test_open_paths_need_no_key(keyed: TestClient[Any], path: str) -> None:
    assert keyed.get(path).status_code == 200


def test_rate_is_kept(keyed: TestClient[Any]) -> None:
    assert [ask(keyed, f"Bearer {DESK}").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = ask(keyed, f"Bearer {DESK}")
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 20


def test_file_is_read_again(keyed: TestClient[Any], file: Path) -> None:
    assert ask(keyed, f"Bearer {WIRE}").status_code == 401
    file.write_text(f"{WIRE_LINE}\n")
    assert ask(keyed, f"Bearer {WIRE}").status_code == 200
    assert ask(keyed, f"Bearer {DESK}").status_code == 401


def test_broken_file_changes_nothing(keyed: TestClient[Any], file: Path) -> None:
    file.write_text("desk\n")
    assert ask(keyed, f"Bearer {DESK}").status_code == 200
    os.remove(file)
    assert ask(keyed, f"Bearer {DESK}").status_code == 200


@pytest.mark.parametrize(
    "content", ["desk", DESK, "desk 12ab", DESK_LINE.upper()], ids=["name", "key", "short", "upper"]
)
def test_wrong_file_stops_the_start(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys"
    file.write_text(content)
    with pytest.raises(SettingsError, match="line 1"):
        read_keys(file)


def test_description_tells_of_keys(keyed: TestClient[Any]) -> None:
    told = keyed.get("/openapi.json").json()
    assert told["paths"]["/v1/extract"]["post"]["security"] == [{"key": []}]
    assert {"401", "429"} <= set(told["paths"]["/v1/topics"]["get"]["responses"])
    assert "security" not in told["paths"]["/health/live"]["get"]


def test_pages_of_other_origins_are_refused_unless_named(engine: Any) -> None:
    headers = {"origin": "https://desk.example"}
    with TestClient(create_app(Settings(), engine)) as closed:
        assert "access-control-allow-origin" not in closed.get("/v1/topics", headers=headers).headers
    with TestClient(create_app(Settings(cors_origins=("https://desk.example",)), engine)) as opened:
        assert opened.get("/v1/topics", headers=headers).headers["access-control-allow-origin"] == headers["origin"]
        other = opened.get("/v1/topics", headers={"origin": "https://other.example"})
        assert "access-control-allow-origin" not in other.headers
