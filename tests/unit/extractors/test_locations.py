"""The steps of the locations extractor on hand-built trees."""

from datetime import date

from spacy.tokens import Doc

from extractors.locations import Config, Locations
from extractors.locations.merge import Finding, merged
from schemas.date import DateInterval
from tests.unit.extractors.trees import VOCAB, day, official, place, tree

ARRIVED = """
Haskell   NNP PROPN 2 nsubj
{verb}    VBD VERB  0 root
in        IN  ADP   4 case
Lisbon    NNP PROPN 2 obl
on        IN  ADP   6 case
Friday    NNP PROPN 2 obl
"""


def read(verb: str, value: date) -> Doc:
    doc = tree(ARRIVED.format(verb=verb))
    doc._.officials = (official(doc, "o1", 0, 1),)
    doc._.places = (place(doc, "p1", 3, 4),)
    doc._.dates = (day(doc, 5, 6, value),)
    return Locations(None, Config())(doc)


def test_locations_ties_place_date_and_official() -> None:
    (location,) = read("arrived", date(2031, 5, 2))._.locations
    assert (location.place, location.officials, location.activity, location.status) == (
        "p1",
        ("o1",),
        "arrival",
        "past",
    )


def test_locations_status_follows_the_calendar() -> None:
    (location,) = read("arrived", date(2031, 5, 9))._.locations
    assert location.status == "planned"


def test_locations_survives_an_empty_document() -> None:
    assert Locations(None, Config())(Doc(VOCAB))._.locations == ()


def finding(doc: Doc, start: date, end: date, officials: tuple[str, ...] = ("o1",), where: str = "p1") -> Finding:
    interval = DateInterval(text="", start=start, end=end, edtf=None, granularity="day", resolution="explicit")
    return Finding(
        place=place(doc, where, 0, 1),
        date=interval,
        officials=officials,
        activity="visit",
        status="past",
        rule="test",
        evidence=(),
    )


def test_merged_joins_consecutive_days_of_one_stay() -> None:
    doc = tree("Lisbon NNP PROPN 0 root")
    first, second = finding(doc, date(2031, 5, 1), date(2031, 5, 1)), finding(doc, date(2031, 5, 2), date(2031, 5, 2))
    (stay,) = merged([first, second])
    assert (stay.date.start, stay.date.end) == (date(2031, 5, 1), date(2031, 5, 2))


def test_merged_keeps_other_places_and_later_stays_apart() -> None:
    doc = tree("Lisbon NNP PROPN 0 root")
    stays = [
        finding(doc, date(2031, 5, 1), date(2031, 5, 1)),
        finding(doc, date(2031, 5, 1), date(2031, 5, 1), where="p2"),
        finding(doc, date(2031, 6, 1), date(2031, 6, 1)),
    ]
    assert len(merged(stays)) == 3
