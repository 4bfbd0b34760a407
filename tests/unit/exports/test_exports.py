"""Each export is read back with a reader that others use."""

import io
import json
import zipfile
from datetime import date

import geojson
import icalendar
import msgspec
import pandas
import pytest
from shapely.geometry import shape

from exports import EXPORTS, Export, to_csv, to_geojson, to_icalendar
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction
from schemas.official import Official
from schemas.trip import Leg, Trip

TEXT = (
    "SUVA, May 12 (Wire) — President Tala Vuniwai of Fiji will meet Foreign Minister Ana Quispe of Peru in Suva "
    "on Thursday.\n\n"
    "Quispe visited Nairobi on Monday and Tuesday, where she met Kenyan President Otieno Wafula. “Ça va”, he said.\n"
)
ARTICLE = Article(text=TEXT, published_at="2031-05-14", title="Talks; in Suva")


@pytest.fixture(scope="module")
def answer(pipeline: Pipeline) -> Extraction:
    return pipeline.extract(ARTICLE)


def test_geojson_is_valid_and_holds_every_place_and_stay(answer: Extraction) -> None:
    collection = geojson.loads(to_geojson(answer))
    assert collection.is_valid
    records = (*answer.places, *answer.dated_locations, *answer.trips)
    assert [feature["id"] for feature in collection["features"]] == [record.id for record in records]


def test_geojson_puts_a_stay_where_its_place_is(answer: Extraction) -> None:
    nairobi = next(place for place in answer.places if place.name == "Nairobi")
    (stay,) = (stay for stay in answer.dated_locations if stay.place == nairobi.id)
    feature = next(each for each in geojson.loads(to_geojson(answer))["features"] if each["id"] == stay.id)
    point = shape(feature["geometry"])
    assert (point.x, point.y) == (nairobi.longitude, nairobi.latitude)
    names = {official.id: official.name for official in answer.officials}
    assert feature["properties"]["officials"] == [names[who] for who in stay.officials]
    assert (feature["properties"]["start"], feature["properties"]["end"]) == ("2031-05-12", "2031-05-13")


def test_geojson_draws_a_trip_through_the_stops_that_are_known(answer: Extraction) -> None:
    suva, nairobi = (next(place for place in answer.places if place.name == name) for name in ("Suva", "Nairobi"))
    legs = tuple(
        Leg(place=place, country=None, date=None, status="announced", hosts=(), meetings=(), evidence=())
        for place in (suva.id, None, nairobi.id)
    )
    trip = Trip(id="t9", travellers=("o2",), status="announced", purpose=None, legs=legs, rule="", evidence=())
    features = geojson.loads(to_geojson(msgspec.structs.replace(answer, trips=(trip,))))["features"]
    (feature,) = (each for each in features if each["id"] == "t9")
    ends = [(place.longitude, place.latitude) for place in (suva, nairobi)]
    assert list(shape(feature["geometry"]).coords) == ends
    assert feature["properties"]["stops"] == ["Suva", None, "Nairobi"]
    assert feature["properties"]["travellers"] == ["Ana Quispe"]


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
    assert str(event["location"]) == "Nairobi, KE"


def test_icalendar_lines_are_folded_and_end_as_the_standard_has_it(answer: Extraction) -> None:
    lines = to_icalendar(answer).split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_csv_holds_every_record(answer: Extraction) -> None:
    with zipfile.ZipFile(io.BytesIO(to_csv(answer))) as archive:
        tables = {name: pandas.read_csv(archive.open(name)) for name in archive.namelist()}
    assert list(tables["officials.csv"]["name"]) == [official.name for official in answer.officials]
    assert json.loads(tables["places.csv"]["mentions"][0])[0]["text"] == answer.places[0].mentions[0].text
    assert len(tables["document.csv"]) == 1
    counts = {field: getattr(answer, field) for field in answer.__struct_fields__}
    assert {name.removesuffix(".csv"): len(table) for name, table in tables.items()} == {
        field: len(value) if isinstance(value, tuple) else 1 for field, value in counts.items()
    }


def test_csv_of_no_records_has_their_columns(pipeline: Pipeline) -> None:
    with zipfile.ZipFile(io.BytesIO(to_csv(pipeline.extract(Article(text="Nothing happened."))))) as archive:
        table = pandas.read_csv(archive.open("officials.csv"))
    assert tuple(table.columns) == Official.__struct_fields__


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_the_same_answer_gives_the_same_bytes(answer: Extraction, export: Export) -> None:
    again = msgspec.json.decode(msgspec.json.encode(answer), type=Extraction)
    assert export.write(ARTICLE, answer) == export.write(ARTICLE, again)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_answer_without_records_is_written(pipeline: Pipeline, export: Export) -> None:
    article = Article(text="Nothing happened.")
    assert export.write(article, pipeline.extract(article))
