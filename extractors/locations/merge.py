"""One record for each place and stay or event."""

from collections import defaultdict
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from extractors.matches import Match, PlaceMatch
from schemas.date import DateInterval
from schemas.location import Activity, LocationStatus

# The activity that says most wins where one stay is told in several words.
TELLING: dict[Activity, int] = {
    "meeting": 5,
    "election": 5,
    "agreement": 4,
    "conflict": 4,
    "arrival": 3,
    "departure": 3,
    "event": 3,
    "visit": 2,
    "statement": 1,
    "other": 0,
}
# What a stay is called that is told of by its journey, whatever went on in it.
JOURNEYS: frozenset[Activity] = frozenset({"visit", "arrival"})
STAYING: frozenset[Activity] = frozenset({"visit", "meeting", "arrival", "departure", "statement", "event", "other"})
LONGEST_STAY = 31
LISTED = 12  # tokens from one stop of a tour to the next
TOUR = 3  # countries


class Finding(Struct, frozen=True, kw_only=True):
    """One telling of a place and a date."""

    place: PlaceMatch
    date: DateInterval
    officials: tuple[str, ...]
    activity: Activity
    status: LocationStatus
    rule: str
    evidence: tuple[Match, ...]
    travellers: tuple[str, ...] = ()  # the officials whom words of a journey or stay name
    journey: bool = False  # whether a verb or noun of travel tells of it: "flew to Oslo", not "was in Oslo"


def merged(findings: list[Finding]) -> list[Finding]:
    """Findings of one stay or event joined, in order of the text."""
    found: list[Finding] = []
    evidence: list[dict[Match, None]] = []
    there: dict[str, list[int]] = defaultdict(list)  # place → what was found there
    for finding in stops(findings):
        here = there[finding.place.id]
        at = next((at for at in here if same(found[at], finding)), None)
        if at is None:
            at = len(found)
            here.append(at)
            found.append(finding)
            evidence.append({})
        else:
            found[at] = join(found[at], finding)
        evidence[at].update(dict.fromkeys(finding.evidence))
    told = [replace(kept, evidence=tuple(matches)) for kept, matches in zip(found, evidence, strict=True)]
    touring = tourists(told)
    return [
        replace(stop, officials=stop.travellers)
        if stop.activity in JOURNEYS and not touring.isdisjoint(stop.travellers)
        else stop
        for stop in told
    ]


def tourists(findings: list[Finding]) -> set[str]:
    """Who travels to several countries: a stop of theirs is told for them, not for those whom they see there."""
    countries: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for traveller in finding.travellers:
            countries[traveller].add(finding.place.country or finding.place.id)
    return {traveller for traveller, seen in countries.items() if len(seen) >= TOUR}


def stops(findings: list[Finding]) -> list[Finding]:
    """Findings without the days of a whole tour at a stop that has days of its own: "in A, B and C from 4 to 9 May"."""
    days: dict[str, set[tuple[date, date]]] = defaultdict(set)
    last: dict[tuple[date, date], int] = {}  # days → the finding that had them last
    touring: set[int] = set()
    for at, finding in enumerate(findings):
        start, end = finding.date.start, finding.date.end
        if start is None or end is None or finding.activity not in STAYING:
            continue
        days[finding.place.id].add((start, end))
        before = last.get((start, end))
        last[start, end] = at
        if before is None or start == end or finding.activity not in JOURNEYS:
            continue
        near = finding.evidence[0].start - findings[before].evidence[0].start <= LISTED
        if near and findings[before].place.id != finding.place.id:
            touring |= {before, at}
    return [
        finding
        for at, finding in enumerate(findings)
        if at not in touring or not any(_holds(finding.date, *told) for told in days[finding.place.id])
    ]


def _holds(tour: DateInterval, start: date, end: date) -> bool:
    """Whether days lie within those of a tour and are fewer."""
    if tour.start is None or tour.end is None or (start, end) == (tour.start, tour.end):
        return False
    return tour.start <= start and end <= tour.end


def same(a: Finding, b: Finding) -> bool:
    """Whether two findings are of one stay or event."""
    if a.place.id != b.place.id:
        return False
    if (a.date.start, a.date.end) == (b.date.start, b.date.end):
        return True
    if _days(a) > LONGEST_STAY or _days(b) > LONGEST_STAY or not {a.activity, b.activity} <= STAYING:
        return False
    inside = _within(a, b) or _within(b, a)
    shared = set(a.officials) & set(b.officials)
    if inside and (shared or not a.officials or not b.officials):
        return _days(a) <= 14 and _days(b) <= 14
    return bool(shared) and _next(a, b) and max(_days(a), _days(b)) <= 7


def join(a: Finding, b: Finding) -> Finding:
    """Two findings of one stay as one; the evidence is the first one's."""
    wide = a if _within(b, a) else b
    days = wide.date
    if _next(a, b) and a.date.start and b.date.start and a.date.end and b.date.end:
        start, end = min(a.date.start, b.date.start), max(a.date.end, b.date.end)
        days = DateInterval(
            text=f"{a.date.text} … {b.date.text}" if a.date.start < b.date.start else f"{b.date.text} … {a.date.text}",
            start=start,
            end=end,
            edtf=f"{start.isoformat()}/{end.isoformat()}",
            granularity="range",
            resolution="inferred",
        )
    journeys = [told.activity for told in (a, b) if told.journey and {a.activity, b.activity} <= STAYING]
    stays = {a.activity, b.activity} & JOURNEYS and _days(wide) > 0
    activity: Activity = "visit" if stays else max(journeys or (a.activity, b.activity), key=TELLING.__getitem__)
    return Finding(
        place=a.place,
        date=days,
        officials=tuple(dict.fromkeys((*a.officials, *b.officials))),
        activity=activity,
        status=wide.status,
        rule=a.rule,
        evidence=a.evidence,
        travellers=tuple(dict.fromkeys((*a.travellers, *b.travellers))),
        journey=a.journey or b.journey,
    )


def _days(finding: Finding) -> int:
    if finding.date.start is None or finding.date.end is None:
        return 10**6
    return (finding.date.end - finding.date.start).days


def _within(inner: Finding, outer: Finding) -> bool:
    a, b = inner.date, outer.date
    return bool(a.start and a.end and b.start and b.end and b.start <= a.start and a.end <= b.end)


def _next(a: Finding, b: Finding) -> bool:
    """Whether two intervals overlap without containing each other, or one begins the day after the other ends."""
    if not (a.date.start and a.date.end and b.date.start and b.date.end) or _within(a, b) or _within(b, a):
        return False
    day = timedelta(days=1)
    return a.date.start <= b.date.end + day and b.date.start <= a.date.end + day
