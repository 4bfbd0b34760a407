"""Stays and events at places: the dated locations of all articles, one for each, by who, when and where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from dossiers.conflicts import Claim, majority
from dossiers.identity import numbered
from dossiers.intervals import LONGEST_STAY, Days, days_of, edtf, exact, gap, hull, interval, span, within
from dossiers.persons import Person, Persons
from dossiers.places import Sites
from dossiers.reports import Answered
from schemas.date import DateInterval
from schemas.dossier import DossierStay
from schemas.location import Activity, DatedLocation, LocationStatus

# The activity that says most wins where one stay is told in several words.
TELLING: tuple[Activity, ...] = (
    "meeting",
    "election",
    "agreement",
    "conflict",
    "visit",
    "arrival",
    "departure",
    "event",
    "statement",
    "other",
)
# Activities of somebody's stay; the others are events, with or without people.
STAYING: frozenset[Activity] = frozenset({"visit", "meeting", "arrival", "departure", "statement", "event", "other"})


class Sojourn(Struct, frozen=True):
    """One record of a place and a date in one article."""

    article: str
    published: date
    location: DatedLocation
    days: Days
    site: str
    country: str | None
    people: tuple[Person, ...]

    @property
    def exact(self) -> bool:
        return exact(self.location.date)

    @property
    def order(self) -> tuple[Days, str, str]:
        return self.days, self.article, self.location.id


def to_sojourns(report: Answered, persons: Persons, sites: Sites) -> Iterator[Sojourn]:
    """Every dated location of an article."""
    for location in report.answer.dated_locations:
        days = days_of(location.date)
        if days is None:
            continue
        site = sites.of[report.id, location.place]
        people = (persons.of[report.id, official] for official in location.officials)
        yield Sojourn(
            article=report.id,
            published=report.order[0],
            location=location,
            days=days,
            site=site,
            country=sites.by_id[site].country,
            people=tuple({person.id: person for person in people}.values()),
        )


def to_stays(sojourns: Iterable[Sojourn]) -> list[DossierStay]:
    """The stays and events of a dossier, by date."""
    groups = [group for same_site in _by_site(sojourns) for group in _joined(same_site)]
    ids = numbered(groups, "stay", _what_makes, lambda group: (edtf(_days(group)),))
    stays = [_to_stay(id_, group) for id_, group in zip(ids, groups, strict=True)]
    return sorted(stays, key=lambda stay: (stay.date.start or date.min, stay.date.end or date.min, stay.id))


def _by_site(sojourns: Iterable[Sojourn]) -> Iterator[list[Sojourn]]:
    found: defaultdict[tuple[str, bool, bool], list[Sojourn]] = defaultdict(list)
    for sojourn in sojourns:
        staying = sojourn.location.activity in STAYING and bool(sojourn.people)
        found[sojourn.site, staying, span(sojourn.days) > LONGEST_STAY].append(sojourn)
    for key in sorted(found):
        yield sorted(found[key], key=lambda sojourn: sojourn.order)


def _joined(sojourns: list[Sojourn]) -> Iterator[list[Sojourn]]:
    """Records of one place in order, those together whose days touch and who have somebody in common, if anybody."""
    open_groups: list[tuple[Days, set[str], list[Sojourn]]] = []
    for sojourn in sojourns:
        people = _people([sojourn])
        yield from (group for days, _, group in open_groups if gap(days, sojourn.days) > 1)
        open_groups = [entry for entry in open_groups if gap(entry[0], sojourn.days) <= 1]
        for at, (days, known, group) in enumerate(open_groups):
            if known & people or not people:
                open_groups[at] = hull(days, sojourn.days), known | people, group
                group.append(sojourn)
                break
        else:
            open_groups.append((sojourn.days, set(people), [sojourn]))
    yield from (group for _, _, group in open_groups)


def _people(group: Sequence[Sojourn]) -> frozenset[str]:
    return frozenset(person.id for sojourn in group for person in sojourn.people)


def _days(group: list[Sojourn]) -> Days:
    named = [sojourn for sojourn in group if sojourn.exact] or group
    return hull(*(sojourn.days for sojourn in named))


def _what_makes(group: list[Sojourn]) -> tuple[str, ...]:
    start = _days(group)[0]
    activity = "stay" if group[0].people else group[0].location.activity
    return group[0].site, activity, f"{start.year}-{start.month}"


def _to_stay(id_: str, group: list[Sojourn]) -> DossierStay:
    days = _days(group)
    told: list[DateInterval] = [sojourn.location.date for sojourn in group if within(sojourn.days, days)]
    activity: Activity = min((sojourn.location.activity for sojourn in group), key=TELLING.index)
    statuses = [Claim(sojourn.location.status, sojourn.article, sojourn.published) for sojourn in group]
    last = max(claim.published for claim in statuses)
    value = majority([claim for claim in statuses if claim.published == last]).value
    status: LocationStatus = next(s.location.status for s in group if s.location.status == value)
    return DossierStay(
        id=id_,
        place=group[0].site,
        date=interval(days, told),
        officials=tuple(sorted(_people(group))),
        activity=activity,
        status=status,
        sources=tuple(sorted({sojourn.article for sojourn in group})),
    )
