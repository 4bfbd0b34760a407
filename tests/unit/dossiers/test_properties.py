"""Whatever the answers hold: order and repetition change nothing, ids are unique, every reference is kept."""

from random import Random

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers import Answered, to_dossiers
from schemas.dossier import Dossier, Dossiers
from tests.unit.dossiers.answers import ENGINE, reports

thorough = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def merged(answers: list[Answered]) -> bytes:
    return msgspec.json.encode(to_dossiers(answers, ENGINE))


@thorough
@given(reports(), st.integers(0, 100))
def test_order_and_repetition_change_nothing(answers: list[Answered], seed: int) -> None:
    shuffled = [*answers, answers[0]]
    Random(seed).shuffle(shuffled)
    assert merged(shuffled) == merged(answers)


@thorough
@given(reports())
def test_every_article_is_in_one_dossier(answers: list[Answered]) -> None:
    found = [article for dossier in to_dossiers(answers, ENGINE).dossiers for article in dossier.articles]
    assert sorted(found) == sorted(answer.id for answer in answers)


@thorough
@given(reports())
def test_answer_survives_json(answers: list[Answered]) -> None:
    answer = to_dossiers(answers, ENGINE)
    assert msgspec.json.decode(msgspec.json.encode(answer), type=Dossiers) == answer


@thorough
@given(reports())
def test_ids_are_unique_and_known(answers: list[Answered]) -> None:
    for dossier in to_dossiers(answers, ENGINE).dossiers:
        officials, places, meetings = check_unique(dossier)
        for meeting in dossier.meetings:
            assert {party.official for party in meeting.participants} <= officials | {None}
            assert meeting.place is None or meeting.place in places
        for trip in dossier.trips:
            assert set(trip.travellers) <= officials
            for leg in trip.legs:
                assert set(leg.hosts) <= officials
                assert set(leg.meetings) <= meetings
        for stay in dossier.dated_locations:
            assert stay.place in places
            assert set(stay.officials) <= officials
        for statement in dossier.statements:
            assert statement.speaker is None or statement.speaker.official in officials | {None}
        for conflict in dossier.conflicts:
            assert len(conflict.values) > 1


def check_unique(dossier: Dossier) -> tuple[set[str], set[str], set[str]]:
    """The ids of officials, places and meetings, after none was found twice."""
    kinds = (
        dossier.officials,
        dossier.places,
        dossier.meetings,
        dossier.trips,
        dossier.dated_locations,
        dossier.statements,
    )
    ids = [[record.id for record in records] for records in kinds]
    assert all(len(set(found)) == len(found) for found in ids)
    return set(ids[0]), set(ids[1]), set(ids[2])
