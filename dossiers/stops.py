"""What single articles say of the stops of travellers."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from dossiers.intervals import Days, days_of, exact
from dossiers.persons import Person, Persons
from dossiers.places import Sites
from dossiers.reports import Answered
from dossiers.stays import Sojourn
from schemas.date import DateInterval
from schemas.location import LocationStatus
from schemas.place import PlaceKind
from schemas.trip import TripStatus

STATUS_OF_STAY: dict[LocationStatus, TripStatus] = {
    "past": "completed",
    "ongoing": "under_way",
    "planned": "announced",
}
# What a traveller can stop at.
STOPPING: frozenset[PlaceKind] = frozenset({"country", "city", "facility", "region"})


class Stop(Struct, frozen=True):
    """What one article says of one stop of one traveller."""

    article: str
    published: date
    person: Person
    site: str | None
    country: str | None
    days: Days | None
    told: DateInterval | None
    exact: bool
    status: TripStatus
    hosts: tuple[Person, ...] = ()
    purpose: str | None = None
    journey: str = ""  # the trip of the article that it belongs to; empty for a stay told apart from any
    travelling: bool = True  # whether the article tells of a journey there rather than of a presence


def to_stops(report: Answered, sojourns: Iterable[Sojourn], persons: Persons, sites: Sites) -> Iterator[Stop]:
    """Every stop abroad that an article tells of, in its trips and in its dated locations."""
    for trip in report.answer.trips:
        for traveller in trip.travellers:
            for leg in trip.legs:
                site = sites.of[report.id, leg.place] if leg.place else None
                yield Stop(
                    article=report.id,
                    published=report.order[0],
                    person=persons.of[report.id, traveller],
                    site=site,
                    country=leg.country,
                    days=days_of(leg.date),
                    told=leg.date,
                    exact=leg.date is not None and exact(leg.date),
                    status=leg.status,
                    hosts=tuple(persons.of[report.id, host] for host in leg.hosts),
                    purpose=trip.purpose,
                    journey=f"{report.id}\x1f{trip.id}",
                )
    for sojourn in sojourns:
        if sites.by_id[sojourn.site].kind not in STOPPING or not sojourn.country:
            continue
        abroad = [person for person in sojourn.people if sojourn.country not in person.countries]
        for place, person in enumerate(person for person in abroad if person.countries):
            yield Stop(
                article=report.id,
                published=sojourn.published,
                person=person,
                site=sojourn.site,
                country=sojourn.country,
                days=sojourn.days,
                told=sojourn.location.date,
                exact=sojourn.exact,
                status=STATUS_OF_STAY[sojourn.location.status],
                travelling=not report.answer.trips
                and place == 0
                and sojourn.exact
                and sojourn.location.activity in {"visit", "arrival", "departure"},
            )
