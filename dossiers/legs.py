"""Legs: the stops of one traveller in many articles, one for each place and stay."""

from collections import defaultdict
from datetime import date

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


def _in_country(stops: list[Stop], sites: Sites) -> list[Leg]:
    """Legs in one country: by city where several are named, by days where several stays are."""
    exact_stops = sorted((stop for stop in stops if stop.exact), key=_stop_order)
    vague = sorted((stop for stop in stops if not stop.exact), key=_stop_order)
    off = [stop for stop in stops if stop.status in {"postponed", "cancelled"}]
    legs: list[Leg] = []
    for stop in exact_stops:
        leg = next((leg for leg in reversed(legs) if _same_leg(leg, stop, off, sites)), None)
        if leg is None:
            legs.append([stop])
        else:
            leg.append(stop)
    for stop in vague:
        fitting = [leg for leg in legs if _same_city(leg, stop, sites) and _around(leg, stop)]
        if fitting:
            fitting[0].append(stop)
        else:
            legs.append([stop])
    return legs


def _stop_order(stop: Stop) -> tuple[bool, Days, bool, str, str]:
    return stop.days is None, stop.days or (date.min, date.min), stop.site is None, stop.site or "", stop.article


def _same_leg(leg: Leg, stop: Stop, off: list[Stop], sites: Sites) -> bool:
    """Whether a stop is of a leg: its days touch, or it is what became of a plan; `off` tells of plans put off."""
    days = leg_days(leg)
    if days is None or stop.days is None or not _same_city(leg, stop, sites):
        return False
    if gap(days, stop.days) <= 1:
        return True
    plan, other = (leg[0], stop) if leg[0].published <= stop.published else (stop, leg[0])
    if plan.status == "completed" or plan.published >= other.published or stop.article in {o.article for o in leg}:
        return False
    put_off = any(plan.published <= each.published <= other.published for each in off)
    return gap(days, stop.days) <= (POSTPONED_DAYS if put_off else MOVED_DAYS)


def _around(leg: Leg, stop: Stop) -> bool:
    days = leg_days(leg)
    if days is None:
        return True
    if stop.days is not None:
        return gap(days, stop.days) == 0
    return any(
        (stop.journey and stop.journey == other.journey)
        or (other.days is not None and nearby(other.days, stop.published, UNDATED_DAYS, UNDATED_DAYS))
        for other in leg
    )


def _same_city(leg: Leg, stop: Stop, sites: Sites) -> bool:
    """Whether a stop may be in the city of a leg: no two cities are named."""
    cities = {_city(other, sites) for other in leg} - {None}
    city = _city(stop, sites)
    return city is None or not cities or city in cities


def _city(stop: Stop, sites: Sites) -> str | None:
    return stop.site if stop.site is not None and sites.by_id[stop.site].kind == "city" else None


def leg_days(leg: Leg) -> Days | None:
    """The days of a leg: those that no later article replaces, joined; a week or month only where no day is named."""
    dated = [stop for stop in leg if stop.days is not None]
    named = [stop for stop in dated if stop.exact] or dated
    standing = [stop for stop in named if not _replaced(stop, named)] or named
    return hull(*(stop.days for stop in standing if stop.days)) if standing else None


def _replaced(plan: Stop, stops: list[Stop]) -> bool:
    if plan.status not in {"announced", "postponed"} or plan.days is None:
        return False
    return any(
        stop.published > plan.published and stop.days is not None and gap(plan.days, stop.days) > 1 for stop in stops
    )
