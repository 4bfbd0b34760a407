"""Which part each party of a meeting plays."""

import pytest

from extractors.pipeline import Pipeline
from schemas.article import Article

BRANDVOLD, FERRANTE = "President Ilse Brandvold of Norway", "Prime Minister Aldo Ferrante of Italy"


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (f"{BRANDVOLD} received {FERRANTE} on Friday.", ("host", "visitor")),
        (f"{FERRANTE} was received by {BRANDVOLD} on Friday.", ("host", "visitor")),
        (f"{FERRANTE} visited {BRANDVOLD} on Friday.", ("host", "visitor")),
        (f"{BRANDVOLD} met {FERRANTE} in Bergen on Friday.", ("host", "visitor")),
        (f"{BRANDVOLD} met {FERRANTE} in Lisbon on Friday.", (None, None)),
        (f"{BRANDVOLD} spoke by telephone with {FERRANTE} on Friday.", (None, None)),
    ],
)
def test_sides_come_from_words_then_from_the_place(
    pipeline: Pipeline, text: str, sides: tuple[str | None, str | None]
) -> None:
    (meeting,) = pipeline.extract(Article(text=text, published_at="2031-05-05")).meetings
    assert {party.name: party.side for party in meeting.participants} == {
        "Ilse Brandvold": sides[0],
        "Aldo Ferrante": sides[1],
    }


def test_mediator_and_observer_are_told_by_words(pipeline: Pipeline) -> None:
    text = f"{FERRANTE} mediated talks between {BRANDVOLD} and President Yuna Haskell of Portugal."
    (talks,) = pipeline.extract(Article(text=text, published_at="2031-05-05")).meetings
    assert {party.name: party.side for party in talks.participants}["Aldo Ferrante"] == "mediator"
    text = f"{BRANDVOLD} will attend the Reef Forum in Lisbon on Friday as an observer."
    (forum,) = pipeline.extract(Article(text=text, published_at="2031-05-05")).meetings
    assert {party.name: party.side for party in forum.participants}["Ilse Brandvold"] == "observer"
    text = f"{BRANDVOLD} met {FERRANTE} in Bergen on Friday. President Yuna Haskell attended as an observer."
    (talks,) = pipeline.extract(Article(text=text, published_at="2031-05-05")).meetings
    assert {party.name: party.side for party in talks.participants}["Yuna Haskell"] == "observer"


def test_a_delegation_is_at_home_in_its_own_country(pipeline: Pipeline) -> None:
    text = f"{BRANDVOLD} met Portuguese officials in Lisbon on Friday."
    (talks,) = pipeline.extract(Article(text=text, published_at="2031-05-05")).meetings
    assert [(party.name, party.side) for party in talks.participants] == [
        ("Ilse Brandvold", "visitor"),
        ("Portuguese officials", "host"),
    ]


HASKELL = "President Yuna Haskell of Portugal"


@pytest.mark.parametrize(
    "told",
    [
        f"met on Friday in the absence of {HASKELL}.",
        "met on Friday in Portuguese President Yuna Haskell's absence.",
        f"met on Friday, but {HASKELL} skipped the meeting.",
        f"met on Friday. {HASKELL} was not present.",
        f"met on Friday. {HASKELL} was absent.",
        f"met on Friday. {HASKELL} stayed away.",
        f"met on Friday. {HASKELL} boycotted the talks.",
        f"met on Friday. {HASKELL} did not attend the talks.",
    ],
)
def test_who_stayed_away_is_absent_and_nowhere(pipeline: Pipeline, told: str) -> None:
    text = f"In Bergen, {BRANDVOLD} and {FERRANTE} {told}"
    answer = pipeline.extract(Article(text=text, published_at="2031-05-05"))
    (meeting,) = answer.meetings
    assert {party.name: party.side for party in meeting.participants} == {
        "Ilse Brandvold": "host",
        "Aldo Ferrante": "visitor",
        "Yuna Haskell": "absent",
    }
    haskell = next(official.id for official in answer.officials if official.name == "Yuna Haskell")
    assert all(haskell not in location.officials for location in answer.dated_locations)


@pytest.mark.parametrize(
    "told",
    [
        f"met on Friday. {HASKELL} was present.",
        f"met on Friday. {HASKELL} attended the talks.",
        f"met on Friday.\n\n{HASKELL} was absent.",
        f"met on Friday. {HASKELL} missed the train.",
    ],
)
def test_nobody_else_is_absent(pipeline: Pipeline, told: str) -> None:
    text = f"In Bergen, {BRANDVOLD} and {FERRANTE} {told}"
    meetings = pipeline.extract(Article(text=text, published_at="2031-05-05")).meetings
    assert all(party.side != "absent" for meeting in meetings for party in meeting.participants)
