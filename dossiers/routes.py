"""Routes: the legs of one journey of one traveller or of several who go together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, field

from dossiers.intervals import Days, gap, hull, nearby
from dossiers.legs import UNDATED_DAYS, Leg, leg_days, to_legs
from dossiers.persons import Person
from dossiers.places import Sites
from dossiers.stops import Stop

# Days at home or on the way between two legs of one journey.
BETWEEN_LEGS = 2


class Route(Struct):
    """The stops of one journey, in legs."""

    people: tuple[Person, ...]
    legs: list[Leg] = field(default_factory=list)

    def among(self, articles: frozenset[str]) -> "Route":
        """What some of the articles tell of it."""
        legs = [part for leg in self.legs if (part := [stop for stop in leg if stop.article in articles])]
        going = {stop.person.id for leg in legs for stop in leg}
        return Route(tuple(person for person in self.people if person.id in going), legs)

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(stop.article for leg in self.legs for stop in leg)

    @property
    def days(self) -> Days | None:
        """First and last day of the legs whose days are known."""
        known = [days for leg in self.legs if (days := leg_days(leg))]
        return hull(*known) if known else None


def to_routes(stops: Iterable[Stop], sites: Sites) -> list[Route]:
    """One route for each journey of each traveller; those of a delegation together."""
    by_person: defaultdict[str, list[Stop]] = defaultdict(list)
    for stop in stops:
        by_person[stop.person.id].append(stop)
    routes = [Route((own[0].person,), legs) for _, own in sorted(by_person.items()) for legs in _journeys(own, sites)]
    return _delegations([route for route in routes if any(stop.travelling for leg in route.legs for stop in leg)])


def _journeys(stops: list[Stop], sites: Sites) -> Iterator[list[Leg]]:
    """The legs of one person, cut where the person has been elsewhere for longer than between two legs."""
    legs = to_legs(stops, sites)
    dated = sorted((leg for leg in legs if leg_days(leg)), key=lambda leg: (leg_days(leg), _leg_key(leg)))
    undated = [leg for leg in legs if not leg_days(leg)]
    journeys: list[list[Leg]] = []
    for leg in dated:
        days = leg_days(leg)
        last = journeys[-1] if journeys else None
        if (
            last
            and days
            and (_one_trip(last, leg) or gap(hull(*(leg_days(o) or days for o in last)), days) <= BETWEEN_LEGS)
        ):
            last.append(leg)
        else:
            journeys.append([leg])
    for leg in undated:
        home = next((journey for journey in journeys if _one_trip(journey, leg)), None)
        if home is None:
            home = next((journey for journey in journeys if _about(journey, leg)), None)
        if home is None:
            journeys.append([leg])
        elif leg[0].country is not None or not _enough(home, leg):
            home.append(leg)
    yield from journeys


def _one_trip(journey: list[Leg], leg: Leg) -> bool:
    """Whether an article tells of a leg as part of a journey."""
    known = {stop.journey for other in journey for stop in other if stop.journey}
    return any(stop.journey in known for stop in leg)


def _about(journey: list[Leg], leg: Leg) -> bool:
    """Whether a leg without a date was published around a journey."""
    known = [days for other in journey if (days := leg_days(other))]
    return bool(known) and any(
        nearby(hull(*known), stop.published, UNDATED_DAYS, UNDATED_DAYS) for stop in leg if stop.published != date.min
    )


def _enough(journey: list[Leg], unnamed: Leg) -> bool:
    """Whether other articles name as many legs as the one that leaves some unnamed counts."""
    return False if not journey else len(journey) >= len(unnamed) + _named(journey, unnamed[0].journey)


def _named(journey: list[Leg], told: str) -> int:
    return sum(any(stop.journey == told for stop in leg) for leg in journey)


def _leg_key(leg: Leg) -> tuple[str, str]:
    return leg[0].country or "", min(stop.site or "" for stop in leg)


def _delegations(routes: list[Route]) -> list[Route]:
    """Routes of compatriots who go to the same countries on the same days, as one."""
    together: defaultdict[tuple[object, ...], list[Route]] = defaultdict(list)
    for route in routes:
        home = tuple(sorted(route.people[0].countries))
        countries = tuple(sorted({stop.country or "" for leg in route.legs for stop in leg}))
        together[home, countries, route.days or route.people[0].id].append(route)
    found = []
    for group in together.values():
        ordered = sorted(group, key=lambda route: (route.people[0].rank, route.people[0].id))
        people = tuple({person.id: person for route in ordered for person in route.people}.values())
        legs = [
            [stop for route in ordered for stop in (route.legs[at] if at < len(route.legs) else ())]
            for at in range(max(len(route.legs) for route in ordered))
        ]
        found.append(Route(people, legs))
    return found
