"""The steps of the meetings extractor on hand-built trees."""

from datetime import date

import pytest
from spacy.tokens import Doc

from extractors.cast import Party
from extractors.meetings import Config, Meetings
from extractors.meetings.merge import Telling, merged
from extractors.meetings.patterns import LEXICON, cue
from schemas.date import DateInterval
from tests.unit.extractors.trees import VOCAB, day, official, people, place, tree

MET = """
Haskell   NNP PROPN 2 nsubj
{verb}    VBD VERB  0 root
{with_}   IN  ADP   4 case
Ferrante  NNP PROPN 2 obl
in        IN  ADP   6 case
Lisbon    NNP PROPN 2 obl
on        IN  ADP   8 case
Friday    NNP PROPN 2 obl
"""


def read(lines: str) -> Doc:
    doc = tree(lines)
    doc._.officials = (official(doc, "o1", 0, 1), official(doc, "o2", 3, 4))
    doc._.places = (place(doc, "p1", 5, 6),)
    doc._.dates = (day(doc, 7, 8, date(2031, 5, 2)),)
    people(doc, (0, 1), (3, 4))
    return Meetings(None, Config())(doc)


@pytest.mark.parametrize(("verb", "preposition"), [("met", "with"), ("conferred", "with"), ("spoke", "to")])
def test_meetings_joins_subject_and_partner(verb: str, preposition: str) -> None:
    (meeting,) = read(MET.format(verb=verb, with_=preposition))._.meetings
    assert [party.official for party in meeting.participants] == ["o1", "o2"]
    assert (meeting.status, meeting.place, meeting.date.start) == ("held", "p1", date(2031, 5, 2))


@pytest.mark.parametrize("verb", ["quarrelled", "agreed"])
def test_meetings_needs_a_word_of_encounter(verb: str) -> None:
    doc = tree(MET.format(verb=verb, with_="about"))
    doc._.officials = (official(doc, "o1", 0, 1), official(doc, "o2", 3, 4))
    assert Meetings(None, Config())(doc)._.meetings == ()


def test_meetings_survives_an_empty_document() -> None:
    assert Meetings(None, Config())(Doc(VOCAB))._.meetings == ()


def telling(status: str, start: date | None, keys: tuple[str, ...] = ("o1", "o2"), kind: str = "talks") -> Telling:
    interval = start and DateInterval(
        text="", start=start, end=start, edtf=None, granularity="day", resolution="explicit"
    )
    parties = tuple((Party(key, key, "official"), None) for key in keys)
    return Telling(
        kind=kind,
        status=status,
        name=None,
        parties=parties,
        date=interval,
        own_date=start is not None,
        place=None,
        own_place=False,
        anew=False,
        topics=(),
        rule="test",
        evidence=(),
    )


def test_merged_joins_tellings_of_one_encounter() -> None:
    (meeting,) = merged([telling("held", date(2031, 5, 2)), telling("held", None)])
    assert meeting.date is not None
    assert meeting.date.start == date(2031, 5, 2)


def test_merged_keeps_encounters_of_different_days_kinds_and_parties_apart() -> None:
    tellings = [
        telling("held", date(2031, 5, 2)),
        telling("held", date(2031, 4, 2)),
        telling("held", date(2031, 5, 2), kind="press_conference"),
        telling("held", date(2031, 5, 2), keys=("o1", "o3")),
    ]
    assert len(merged(tellings)) == 4


def test_cue_reads_verbs_with_particles() -> None:
    assert cue("called", "off") == "cancelled"
    assert cue("put", "off") == "postponed"
    assert cue("put") is None


def test_lexicon_is_sorted_without_doubles() -> None:
    for table in (LEXICON.verb, LEXICON.noun):
        lemmas = [entry.lemma for entry in table]
        assert lemmas == sorted(set(lemmas))
