"""Each export is read back with a reader that others use."""

import csv
import io
import json
import zipfile
from datetime import date

import icalendar
import msgspec
import pytest

from exports import EXPORTS, to_csv, to_geojson, to_icalendar
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

TEXT = (
    "SUVA, May 12 (Wire) — President Tala Vuniwai of Fiji will meet Foreign Minister Ana Quispe of Peru in Suva "
    "on Thursday.\n\n"
    "Quispe visited Nairobi on Monday and Tuesday, where she met Kenyan President Otieno Wafula. “Ça va”, he said.\n"
)


@pytest.fixture(scope="module")
def answer(pipeline: Pipeline) -> Extraction:
    return pipeline.extract(Article(text=TEXT, published_at="2031-05-14", title="Talks; in Suva"))


def test_geojson_holds_every_place_and_stay(answer: Extraction) -> None:
    collection = json.loads(to_geojson(answer))
    assert collection["type"] == "FeatureCollection"
    features = {feature["id"]: feature for feature in collection["features"]}
    assert set(features) == {place.id for place in answer.places} | {stay.id for stay in answer.dated_locations}
    nairobi = next(place for place in answer.places if place.name == "Nairobi")
    assert features[nairobi.id]["geometry"]["coordinates"] == [nairobi.longitude, nairobi.latitude]


def test_icalendar_holds_stays_and_planned_meetings(answer: Extraction) -> None:
    calendar = icalendar.Calendar.from_ical(to_icalendar(answer))
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(answer.dated_locations) + sum(
        meeting.status == "planned" and meeting.date is not None for meeting in answer.meetings
    )
    nairobi = next(place.id for place in answer.places if place.name == "Nairobi")
    stay = next(stay for stay in answer.dated_locations if stay.place == nairobi)
    event = events[f"{stay.id}@{answer.document.id}"]
    assert event.decoded("dtstart") == date(2031, 5, 12)
    assert event.decoded("dtend") == date(2031, 5, 14)


def test_csv_holds_every_record(answer: Extraction) -> None:
    with zipfile.ZipFile(io.BytesIO(to_csv(answer))) as archive:
        tables = {name: list(csv.DictReader(io.StringIO(archive.read(name).decode()))) for name in archive.namelist()}
    assert [row["name"] for row in tables["officials.csv"]] == [official.name for official in answer.officials]
    assert json.loads(tables["places.csv"][0]["mentions"])[0]["text"] == answer.places[0].mentions[0].text
    assert len(tables["document.csv"]) == 1


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_the_same_answer_gives_the_same_bytes(answer: Extraction, export: object) -> None:
    again = msgspec.json.decode(msgspec.json.encode(answer), type=Extraction)
    assert export.write(answer) == export.write(again)  # type: ignore[attr-defined]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_answer_without_records_is_written(pipeline: Pipeline, export: object) -> None:
    assert export.write(pipeline.extract(Article(text="Nothing happened.")))  # type: ignore[attr-defined]
