"""Trips as a dossier shows them: what is chosen of what the articles say of each leg."""

from collections import defaultdict
from collections.abc import Iterator

from dossiers.conflicts import Choice, Claim, conflict, majority, sources_of
from dossiers.identity import numbered
from dossiers.intervals import Days, days_of, edtf, gap, interval, span, within
from dossiers.legs import Leg, leg_days
from dossiers.meetings import by_date
from dossiers.persons import Person
from dossiers.places import Sites
from dossiers.routes import Route
from schemas.dossier import Conflict, DossierLeg, DossierMeeting, DossierTrip
from schemas.place import PlaceKind
from schemas.trip import TripStatus

# What a later article may say of a leg, from plan to end.
PROGRESS: tuple[TripStatus, ...] = ("announced", "postponed", "cancelled", "under_way", "completed")
# Which of several places a leg is called by.
STOPS: tuple[PlaceKind, ...] = ("city", "facility", "region", "water", "other", "country")


def to_trips(
    routes: list[Route], meetings: list[DossierMeeting], sites: Sites, people: dict[str, Person]
) -> tuple[list[DossierTrip], list[Conflict]]:
    """The trips of a dossier, by date, and where the articles differ."""
    held_by: defaultdict[str, list[DossierMeeting]] = defaultdict(list)
    for meeting in meetings:
        for party in _present(meeting):
            held_by[party].append(meeting)
    ids = numbered(routes, "trip", _what_makes, lambda route: (edtf(route.days) if route.days else "",))
    conflicts: list[Conflict] = []
    trips = []
    for id_, route in zip(ids, routes, strict=True):
        purposes = [
            Claim(stop.purpose, stop.article, stop.published) for leg in route.legs for stop in leg if stop.purpose
        ]
        own = {meeting.id: meeting for person in route.people for meeting in held_by[person.id]}
        held = sorted(own.values(), key=by_date)
        legs = [record for leg in route.legs for record in _to_legs(leg, route, held, sites, people)]
        conflicts += [found for leg in route.legs for found in _date_conflicts(id_, leg)]
        trips.append(
            DossierTrip(
                id=id_,
                travellers=tuple(person.id for person in route.people),
                status=_whole(legs),
                purpose=majority(purposes).value if purposes else None,
                legs=tuple(legs),
                sources=tuple(sorted(route.articles)),
            )
        )
    return sorted(trips, key=lambda trip: (str(trip.legs[0].date and trip.legs[0].date.start), trip.id)), conflicts


def _what_makes(route: Route) -> tuple[str, ...]:
    """What a trip is: who leads it, to which country first, in which month."""
    start = route.days
    month = f"{start[0].year}-{start[0].month}" if start else ""
    return route.people[0].family, month


def _to_legs(
    leg: Leg, route: Route, meetings: list[DossierMeeting], sites: Sites, people: dict[str, Person]
) -> Iterator[DossierLeg]:
    """The record of a leg, with the travellers' meetings there; one for each stop that is counted but not named."""
    sources = tuple(sorted({stop.article for stop in leg}))
    if leg[0].country is None and leg[0].site is None:
        for _ in leg[:: len(route.people)]:
            yield DossierLeg(
                place=None, country=None, date=None, status=_status(leg), hosts=(), meetings=(), sources=sources
            )
        return
    days = leg_days(leg)
    held = [meeting for meeting in meetings if _held_there(meeting, leg, days, sites)]
    parties = {party for meeting in held for party in _present(meeting)}
    hosts = {person.id for stop in leg for person in stop.hosts}
    hosts |= {party for party in parties if leg[0].country in people[party].countries}
    told = [stop.told for stop in leg if stop.told and stop.days and days and within(stop.days, days)]
    yield DossierLeg(
        place=_site(leg, sites),
        country=leg[0].country,
        date=interval(days, told) if days else None,
        status=_status(leg),
        hosts=tuple(sorted(hosts)),
        meetings=tuple(meeting.id for meeting in held),
        sources=sources,
    )


def _site(leg: Leg, sites: Sites) -> str | None:
    """The city of most articles, else the place that is known."""
    named = [(STOPS.index(sites.by_id[stop.site].kind), stop.site, stop) for stop in leg if stop.site is not None]
    if not named:
        return None
    best = min(rank for rank, _, _ in named)
    return majority([Claim(site, stop.article, stop.published) for rank, site, stop in named if rank == best]).value


def _present(meeting: DossierMeeting) -> set[str]:
    """The officials who are there."""
    return {party.official for party in meeting.participants if party.official and party.side != "absent"}


def _held_there(meeting: DossierMeeting, leg: Leg, days: Days | None, sites: Sites) -> bool:
    """Whether a meeting is in the country of a leg, on its days."""
    held = days_of(meeting.date)
    country = sites.by_id[meeting.place].country if meeting.place else None
    if held and days and gap(held, days):
        return False
    return country == leg[0].country if country else bool(held and days and within(held, days))


def _status(leg: Leg) -> TripStatus:
    """What was published last; what is over is not announced again."""
    last = max(stop.published for stop in leg)
    final = [stop.status for stop in leg if stop.published == last]
    reached = max(leg, key=lambda stop: PROGRESS.index(stop.status)).status
    said = max(final, key=PROGRESS.index)
    return said if said in {"cancelled", "postponed"} else reached


def _whole(legs: list[DossierLeg]) -> TripStatus:
    """How far the whole has come, from its legs."""
    statuses = {leg.status for leg in legs if leg.country is not None} or {leg.status for leg in legs}
    if len(statuses) == 1:
        return statuses.pop()
    going = statuses - {"cancelled", "postponed"}
    return going.pop() if len(going) == 1 else "under_way"


def _date_conflicts(about: str, leg: Leg) -> Iterator[Conflict]:
    """Stays of several days that overlap without agreeing."""
    days = leg_days(leg)
    told = [(stop.days, stop) for stop in leg if stop.exact and stop.days and span(stop.days)]
    claims = [Claim(edtf(own), stop.article, stop.published) for own, stop in told]
    intervals = {own for own, _ in told}
    apart = any(not (within(a, b) or within(b, a)) for a in intervals for b in intervals)
    if apart and days and len(sources_of(claims)) > 1:
        where = leg[0].country or leg[0].site
        yield from conflict(about, f"legs.{where}.date", claims, Choice(edtf(days), "joins what the articles say"))
