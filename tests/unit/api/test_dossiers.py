"""Articles in, dossiers out; every wrong request is told what is wrong with it."""

from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from schemas.dossier import Dossiers
from tests.unit.api.conftest import Echo

DOSSIERS = "/v1/dossiers"
TWO = [{"id": "a", "text": "first"}, {"id": "b", "text": "second", "title": "Second"}]


@pytest.fixture
def engine() -> Echo:
    """An engine whose answers tell articles apart."""
    return Echo(distinct=True)


def test_articles_give_dossiers(client: TestClient[Any]) -> None:
    answer = client.post(DOSSIERS, json={"articles": TWO})
    assert answer.status_code == 200
    assert [dossier["articles"] for dossier in answer.json()["dossiers"]] == [["a"], ["b"]]
    assert msgspec.convert(answer.json(), Dossiers)


def test_order_makes_no_difference(client: TestClient[Any]) -> None:
    assert (
        client.post(DOSSIERS, json={"articles": TWO}).content
        == client.post(DOSSIERS, json={"articles": TWO[::-1]}).content
    )


def test_together_makes_one(client: TestClient[Any]) -> None:
    answer = client.post(DOSSIERS, json={"articles": TWO, "options": {"together": True}})
    assert [dossier["articles"] for dossier in answer.json()["dossiers"]] == [["a", "b"]]


def test_answers_made_before_are_taken(client: TestClient[Any]) -> None:
    made = client.post("/v1/extract", json={"text": "first"}).json()
    answer = client.post(DOSSIERS, json={"articles": [{"id": "a", "answer": made}, TWO[1]]})
    assert answer.content == client.post(DOSSIERS, json={"articles": TWO}).content


def test_msgpack_is_written(client: TestClient[Any]) -> None:
    answer = client.post(DOSSIERS, json={"articles": TWO}, headers={"accept": "application/msgpack"})
    assert len(msgspec.msgpack.decode(answer.content, type=Dossiers).dossiers) == 2


@pytest.mark.parametrize(
    ("articles", "status", "slug"),
    [
        ([TWO[0]], 422, "invalid-article"),
        ([TWO[0], {}], 422, "invalid-article"),
        ([TWO[0], {"text": "a", "published_at": "soon"}], 422, "invalid-article"),
        ([TWO[0], {"text": " "}], 422, "blank-text"),
        ([TWO[0], {"text": "a" * 200_001}], 413, "text-too-long"),
        ([TWO[0], {"id": "a", "text": "another"}], 422, "duplicate-id"),
        ([{"text": str(number)} for number in range(201)], 413, "too-many-articles"),
    ],
)
def test_wrong_request_is_told(client: TestClient[Any], articles: list[Any], status: int, slug: str) -> None:
    answer = client.post(DOSSIERS, json={"articles": articles})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"dated_locations": [{"place": "p9"}]},
        {"meetings": [{"participants": [{"official": "o9"}]}]},
        {"meetings": [{"date": {"start": "2031-05-14", "end": "2031-05-12"}}]},
        {"document": {"published_at": "soon"}},
    ],
)
def test_answer_that_contradicts_itself_is_refused(client: TestClient[Any], wrong: dict[str, Any]) -> None:
    made = client.post("/v1/extract", json={"text": "first"}).json()
    interval = {"text": "then", "start": None, "end": None, "edtf": None, "granularity": None, "resolution": "relative"}
    whole = {
        "document": made["document"],
        "dated_locations": {"id": "l1", "place": "p1", "date": interval, "officials": [], "activity": "visit"},
        "meetings": {"id": "m1", "kind": "talks", "name": None, "participants": [], "date": None, "place": None},
    }
    whole["dated_locations"] |= {"status": "past", "rule": "r", "evidence": []}
    whole["meetings"] |= {"status": "held", "topics": [], "rule": "r", "evidence": []}
    for field, given in wrong.items():
        if field == "document":
            made[field] = whole[field] | given
            continue
        record = whole[field] | given[0]
        record["participants"] = [{"name": "x", "side": None} | party for party in record.get("participants", [])]
        if field == "dated_locations":
            del record["participants"]
        record["date"] = record["date"] and interval | record["date"]
        made[field] = [record]
    answer = client.post(DOSSIERS, json={"articles": [{"id": "a", "answer": made}, TWO[1]]})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/inconsistent-answer")
