"""Find who travels, put the stops together and say how far each has come."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.matches import Match, clause
from extractors.scene import Scene
from extractors.syntax import predicate
from extractors.trips.itineraries import Itinerary, Stop, itineraries, status_of
from extractors.trips.journeys import Journey, journeys
from schemas.date import DateInterval
from schemas.trip import TripStatus


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step."""

    longest_evidence: int = 40  # tokens of a quoted clause


class LegMatch(Struct, frozen=True, kw_only=True):
    """One stop; one that is only counted has no place."""

    place: str | None
    country: str | None
    date: DateInterval | None
    status: TripStatus
    hosts: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    evidence: tuple[Match, ...] = ()


class TripMatch(Struct, frozen=True, kw_only=True):
    """One journey with its legs in order."""

    id: str
    travellers: tuple[str, ...]
    status: TripStatus
    purpose: str | None
    legs: tuple[LegMatch, ...]
    rule: str
    evidence: tuple[Match, ...]


class Trips:
    """Sets `doc._.trips`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.officials or not doc._.places:
            return doc
        scene = Scene.of(doc)
        told = list(journeys(scene))
        if told:
            quotes = {journey.word.i: self._clause(journey) for journey in told}
            found = [_to_trip(scene, itinerary, quotes) for itinerary in itineraries(scene, told, quotes)]
            doc._.trips = tuple(_numbered(_delegations(found)))
        return doc

    def _clause(self, journey: Journey) -> Match:
        """The words around a telling, within its sentence."""
        top = predicate(journey.word)
        rule = "trips.verb" if journey.word.pos_ == "VERB" else "trips.noun"
        return clause(journey.word, top.left_edge.i, top.right_edge.i + 1, self.config.longest_evidence, rule)


def _to_trip(scene: Scene, itinerary: Itinerary, quotes: dict[int, Match]) -> TripMatch:
    reference = scene.doc._.reference.value
    outcomes = [journey.outcome for journey in itinerary.journeys if journey.outcome]
    off = next((outcome for outcome in outcomes if outcome in {"cancelled", "postponed"}), None)
    legs = [_to_leg(scene, itinerary, stop, off or status_of(stop, reference)) for stop in itinerary.stops]
    status = off or _whole([leg.status for leg in legs], outcomes)
    legs += [LegMatch(place=None, country=None, date=None, status=off or "announced")] * _unnamed(itinerary)
    by_whole = sorted(itinerary.journeys, key=lambda journey: journey.word.i == journey.verb.i)
    purpose = next((journey.purpose for journey in by_whole if journey.purpose), None)
    doc, evidence = scene.doc, [quotes[journey.word.i] for journey in itinerary.journeys]
    return TripMatch(
        id="",
        travellers=(itinerary.traveller,),
        status=status,
        purpose=doc.text(*purpose) if purpose else None,
        legs=tuple(legs),
        rule=evidence[0].rule,
        evidence=_quoted(evidence),
    )


def _to_leg(scene: Scene, itinerary: Itinerary, stop: Stop, status: TripStatus) -> LegMatch:
    """A stop with the meetings of the traveller in its country on its days, and whom they are with."""
    roles = {official.id: official.roles for official in scene.doc._.officials}
    hosts: dict[str, None] = {}
    meetings: list[str] = []
    for meeting in scene.doc._.meetings:
        parties = [party.official for party in meeting.participants if party.official and party.side != "absent"]
        if meeting.place is None or itinerary.traveller not in parties:
            continue
        if scene.by_id[meeting.place].country != stop.place.country or not _on_days(stop, meeting.date):
            continue
        meetings.append(meeting.id)
        for party in parties:
            if any(role.country == stop.place.country for role in roles[party]):
                hosts.setdefault(party)
    return LegMatch(
        place=stop.place.id,
        country=stop.place.country,
        date=stop.when,
        status=status,
        hosts=tuple(hosts),
        meetings=tuple(meetings),
        evidence=_quoted(stop.evidence),
    )


def _quoted(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches in order, one for each stretch."""
    stretches = {(match.start, match.end): match for match in matches}
    return tuple(stretches[stretch] for stretch in sorted(stretches))


def _on_days(stop: Stop, held: DateInterval | None) -> bool:
    if stop.days is None or held is None or held.start is None or held.end is None:
        return True
    return held.start <= stop.days[1] and stop.days[0] <= held.end


def _whole(legs: list[TripStatus], outcomes: list[TripStatus]) -> TripStatus:
    """How far the whole has come: by its legs, and by what is told of its beginning and end."""
    if "completed" in outcomes:
        return "completed"
    if len(set(legs)) == 1 and not (legs[0] == "announced" and "under_way" in outcomes):
        return legs[0]
    if not legs:
        return "under_way" if "under_way" in outcomes else "announced"
    return "under_way"


def _unnamed(itinerary: Itinerary) -> int:
    """How many stops are counted and not named."""
    missing = 0
    for journey in itinerary.journeys:
        if journey.counted:
            named = {stop.place.country if journey.countries else stop.place.id for stop in itinerary.stops}
            missing = max(missing, journey.counted - len(named))
    return missing


def _delegations(trips: list[TripMatch]) -> list[TripMatch]:
    """Trips of several travellers to the same places on the same days, as one."""
    together: defaultdict[tuple[object, ...], list[TripMatch]] = defaultdict(list)
    for trip in trips:
        together[tuple((leg.place, leg.date and leg.date.edtf) for leg in trip.legs)].append(trip)
    return [_with_all(group) for group in together.values()]


def _with_all(group: list[TripMatch]) -> TripMatch:
    first = group[0]
    travellers = tuple(dict.fromkeys(traveller for trip in group for traveller in trip.travellers))
    return TripMatch(
        id="",
        travellers=travellers,
        status=first.status,
        purpose=first.purpose,
        legs=first.legs,
        rule=first.rule,
        evidence=_quoted(match for trip in group for match in trip.evidence),
    )


def _numbered(trips: list[TripMatch]) -> list[TripMatch]:
    ordered = sorted(trips, key=lambda trip: (trip.evidence[0].start, trip.travellers))
    return [
        TripMatch(
            id=f"t{number}",
            travellers=trip.travellers,
            status=trip.status,
            purpose=trip.purpose,
            legs=trip.legs,
            rule=trip.rule,
            evidence=trip.evidence,
        )
        for number, trip in enumerate(ordered, 1)
    ]


@Language.factory(
    "trips",
    requires=[
        "token.dep",
        "token.tag",
        "doc._.officials",
        "doc._.places",
        "doc._.dates",
        "doc._.meetings",
        "doc._.locations",
    ],
    assigns=["doc._.trips"],
    default_config={"config": to_builtins(Config())},
)
def make_trips(nlp: Language, name: str, config: dict[str, Any]) -> Trips:
    """The step under its name."""
    return Trips(nlp, convert(config, Config))
