"""Legs: the stops of one traveller in many articles, one for each place and stay."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from msgspec import Struct, field

from dossiers.intervals import Days, gap, hull, nearby
from dossiers.places import Sites
from dossiers.stops import Stop

Leg = list[Stop]

# How far from its publication a leg lies of which an article gives no date.
UNDATED_DAYS = 21
# A plan for the same place may be moved by this much and still be the same leg.
MOVED_DAYS = 7
# By this much where an article says that it is put off.
POSTPONED_DAYS = 60


def to_legs(stops: list[Stop], sites: Sites) -> list[Leg]:
    """The stops of one person put together by country and days; a country told of holds the city told of in it."""
    by_country: defaultdict[str, list[Stop]] = defaultdict(list)
    unnamed: defaultdict[str, list[Stop]] = defaultdict(list)
    for stop in stops:
        if stop.country is None and stop.site is None:
            unnamed[stop.journey].append(stop)
        else:
            by_country[stop.country or stop.site or ""].append(stop)
    legs: list[Leg] = []
    for country in sorted(by_country):
        legs += _in_country(by_country[country], sites)
    return [*legs, *(unnamed[journey] for journey in sorted(unnamed))]


class Growing(Struct):
    """A leg while its stops are gathered, with one stop for each different thing that is said of it."""

    stops: Leg = field(default_factory=list)
    different: dict[Hashable, Stop] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    journeys: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)

    def add(self, stop: Stop, city: str | None) -> None:
        """One more stop of it."""
        self.stops.append(stop)
        self.different.setdefault((stop.days, stop.exact, stop.status, stop.published), stop)
        self.articles.add(stop.article)
        self.journeys |= {stop.journey} if stop.journey else set()
        self.cities |= {city} if city else set()

    @property
    def days(self) -> Days | None:
        return leg_days(self.different.values())


def _in_country(stops: list[Stop], sites: Sites) -> Iterator[Leg]:
    """Legs in one country: by city where several are named, by days where several stays are."""
    put_off = sorted({stop.published for stop in stops if stop.status in {"postponed", "cancelled"}})
    legs: list[Growing] = []
    for stop in sorted((stop for stop in stops if stop.exact), key=_stop_order):
        city = _city(stop, sites)
        leg = next((leg for leg in reversed(legs) if _may_be_in(leg, city) and _same_leg(leg, stop, put_off)), None)
        if leg is None:
            legs.append(leg := Growing())
        leg.add(stop, city)
    for stop in sorted((stop for stop in stops if not stop.exact), key=_stop_order):
        city = _city(stop, sites)
        leg = next((leg for leg in legs if _may_be_in(leg, city) and _around(leg, stop)), None)
        if leg is None:
            legs.append(leg := Growing())
        leg.add(stop, city)
    return (leg.stops for leg in legs)


def _stop_order(stop: Stop) -> tuple[bool, Days, bool, str, str]:
    return stop.days is None, stop.days or (date.min, date.min), stop.site is None, stop.site or "", stop.article


def _city(stop: Stop, sites: Sites) -> str | None:
    return stop.site if stop.site is not None and sites.by_id[stop.site].kind == "city" else None


def _may_be_in(leg: Growing, city: str | None) -> bool:
    """Whether a leg may be in a city: no other is named."""
    return city is None or not leg.cities or city in leg.cities


def _same_leg(leg: Growing, stop: Stop, put_off: list[date]) -> bool:
    """Whether a stop is of a leg: its days touch, or it is what became of a plan; `put_off`: when plans were."""
    days = leg.days
    if days is None or stop.days is None:
        return False
    if gap(days, stop.days) <= 1:
        return True
    first = leg.stops[0]
    plan, other = (first, stop) if first.published <= stop.published else (stop, first)
    if plan.status == "completed" or plan.published >= other.published or stop.article in leg.articles:
        return False
    delayed = any(plan.published <= day <= other.published for day in put_off)
    return gap(days, stop.days) <= (POSTPONED_DAYS if delayed else MOVED_DAYS)


def _around(leg: Growing, stop: Stop) -> bool:
    days = leg.days
    if days is None:
        return True
    if stop.days is not None:
        return gap(days, stop.days) == 0
    return stop.journey in leg.journeys or any(
        other.days is not None and nearby(other.days, stop.published, UNDATED_DAYS, UNDATED_DAYS)
        for other in leg.different.values()
    )


def leg_days(leg: Iterable[Stop]) -> Days | None:
    """The days of a leg: those that no later article replaces, joined; a week or month only where no day is named."""
    dated = [stop for stop in leg if stop.days is not None]
    named = [stop for stop in dated if stop.exact] or dated
    last: dict[Days, date] = {}  # the last day on which each interval was published
    for stop in named:
        if stop.days is not None:
            last[stop.days] = max(last.get(stop.days, stop.published), stop.published)
    standing = {stop.days for stop in named if stop.days and not _replaced(stop, last)} or set(last)
    return hull(*standing) if standing else None


def _replaced(plan: Stop, by: dict[Days, date]) -> bool:
    if plan.status not in {"announced", "postponed"} or plan.days is None:
        return False
    return any(published > plan.published and gap(plan.days, days) > 1 for days, published in by.items())
