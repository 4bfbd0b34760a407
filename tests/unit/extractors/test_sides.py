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
