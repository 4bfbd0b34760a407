"""From answers to dossiers: unify people and places, put tellings together, group the articles, settle what differs."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct

from dossiers.conflicts import Claim, conflict
from dossiers.countries import settled
from dossiers.encounters import Doubt, Encounter, to_encounters
from dossiers.grouping import grouped
from dossiers.identity import stable_id
from dossiers.meetings import to_meetings
from dossiers.names import words_of
from dossiers.persons import Person, Persons, to_official, to_persons
from dossiers.places import Site, Sites, spelling, to_sites
from dossiers.quantities import to_figures
from dossiers.reports import Answered, distinct
from dossiers.routes import Route, to_routes
from dossiers.statements import to_statements
from dossiers.stays import Sojourn, to_sojourns, to_stays
from dossiers.stops import to_stops
from dossiers.tellings import to_tellings
from dossiers.titles import to_title
from dossiers.trips import to_trips
from schemas.dossier import (
    Conflict,
    Dossier,
    DossierOfficial,
    DossierPlace,
    Dossiers,
    DossierTopic,
    UnresolvedReport,
)
from schemas.extraction import Engine, Notice
from schemas.topic import Topic

T = TypeVar("T")


class Whole(Struct, frozen=True):
    """Everything that all articles tell, unified."""

    persons: Persons
    sites: Sites
    encounters: list[Encounter]
    doubts: list[Doubt]
    sojourns: list[Sojourn]
    routes: list[Route]


class Part(Struct, frozen=True):
    """What the articles of one dossier tell."""

    persons: list[Person]
    everybody: Persons  # of all articles
    places: list[Site]
    sites: Sites  # of all articles
    encounters: list[Encounter]
    sojourns: list[Sojourn]
    routes: list[Route]


def to_dossiers(reports: Iterable[Answered], engine: Engine, *, together: bool = False) -> Dossiers:
    """One dossier for each group of articles on the same events, or one of all of them `together`.

    Errors: DuplicateReportError, InconsistentAnswerError.
    """
    own = settled(distinct(reports))
    whole = _unified(own)
    groups = [own] if together else grouped(own, whole.encounters, whole.routes, whole.persons)
    dossiers = [_to_dossier(group, part) for group, part in zip(groups, _parted(groups, whole), strict=True) if group]
    return Dossiers(
        dossiers=tuple(dossiers),
        unresolved=tuple(_unresolved(whole, dossiers)),
        warnings=tuple(_notices(own)),
        engine=engine,
    )


def _unified(reports: list[Answered]) -> Whole:
    persons, sites = to_persons(reports), to_sites(reports)
    tellings = [telling for report in reports for telling in to_tellings(report, persons, sites)]
    encounters, doubts = to_encounters(tellings)
    sojourns = {report.id: list(to_sojourns(report, persons, sites)) for report in reports}
    stops = [stop for report in reports for stop in to_stops(report, sojourns[report.id], persons, sites)]
    routes = to_routes(stops, sites)
    return Whole(persons, sites, encounters, doubts, [each for own in sojourns.values() for each in own], routes)


def _parted(groups: list[list[Answered]], whole: Whole) -> list[Part]:
    """What the articles of each group tell: one pass over everything, whatever the number of groups."""
    group_of = {report.id: number for number, group in enumerate(groups) for report in group}

    def parted(things: Iterable[T], articles: Callable[[T], Iterable[str]]) -> list[list[T]]:
        parts: list[list[T]] = [[] for _ in groups]
        for thing in things:
            for number in sorted({group_of[article] for article in articles(thing)}):
                parts[number].append(thing)
        return parts

    persons = parted(whole.persons.all, lambda person: person.sources)
    sites = parted(whole.sites.by_id.values(), lambda site: site.told)
    encounters = parted(whole.encounters, lambda encounter: encounter.articles)
    sojourns = parted(whole.sojourns, lambda sojourn: [sojourn.article])
    routes = parted(whole.routes, lambda route: route.articles)
    return [
        Part(persons[at], whole.persons, sites[at], whole.sites, encounters[at], sojourns[at], routes[at])
        for at in range(len(groups))
    ]


def _to_dossier(reports: list[Answered], part: Part) -> Dossier:
    articles = frozenset(report.id for report in reports)
    officials: list[DossierOfficial] = []
    conflicts: list[Conflict] = []
    people = {person.id: person for person in part.persons}
    for person in people.values():
        official, found = to_official(person, articles)
        officials.append(official)
        conflicts += found
    places, found = _places(reports, part.places)
    conflicts += found
    encounters = [encounter.among(articles) for encounter in part.encounters]
    names = {official.id: official.name for official in officials}
    settled_meetings = to_meetings(encounters, names)
    meetings = settled_meetings.meetings
    conflicts += settled_meetings.conflicts
    routes = [route.among(articles) for route in part.routes]
    trips, found = to_trips(routes, meetings, part.sites, people)
    conflicts += found
    figures, found = to_figures(reports)
    conflicts += found
    statements, found = to_statements(reports, part.everybody, names, settled_meetings.of)
    conflicts += found
    officials.sort(key=lambda official: (-len(official.sources), official.name, official.id))
    stays = to_stays(part.sojourns)
    title = to_title(reports, trips, meetings, officials, places)
    events = [(len(trip.sources), 1, trip.id) for trip in trips]
    events += [(len(meeting.sources), 0, meeting.id) for meeting in meetings]
    return Dossier(
        id=stable_id("dossier", max(events)[2] if events else reports[0].answer.document.id),
        title=title,
        articles=tuple(report.id for report in reports),
        officials=tuple(officials),
        places=tuple(places),
        topics=tuple(_topics(reports)),
        figures=tuple(figures),
        trips=tuple(trips),
        meetings=tuple(meetings),
        dated_locations=tuple(stays),
        statements=tuple(statements),
        conflicts=tuple(sorted(conflicts, key=lambda each: (each.about, each.field))),
    )


def _places(reports: list[Answered], sites: list[Site]) -> tuple[list[DossierPlace], list[Conflict]]:
    places: list[DossierPlace] = []
    conflicts: list[Conflict] = []
    for site in sites:
        claims = [
            Claim(place.name, report.id, report.order[0])
            for report in reports
            for place in site.told.get(report.id, ())
        ]
        choice = spelling(claims)
        place = site.place
        conflicts += conflict(site.id, "name", _spellings(claims, choice.value), choice)
        places.append(
            DossierPlace(
                id=site.id,
                name=choice.value,
                variants=tuple(sorted({claim.value for claim in claims} - {choice.value})),
                kind=site.kind,
                country=site.country,
                geonames_id=place.geonames_id,
                latitude=place.latitude,
                longitude=place.longitude,
                sources=tuple(sorted({claim.source for claim in claims})),
            )
        )
    return sorted(places, key=lambda each: (-len(each.sources), each.name, each.id)), conflicts


def _spellings(claims: list[Claim], chosen: str) -> list[Claim]:
    """The claims that spell the chosen name in another way; another name of the place ("the US") is a variant."""
    return [claim for claim in claims if words_of(claim.value) == words_of(chosen)]


def _topics(reports: list[Answered]) -> Iterable[DossierTopic]:
    found: dict[str, list[tuple[str, Topic]]] = {}
    for report in reports:
        for topic in report.answer.topics:
            found.setdefault(topic.id, []).append((report.id, topic))
    topics = [
        DossierTopic(
            id=id_,
            label=told[0][1].label,
            salience=round(min(1.0, sum(topic.salience for _, topic in told) / len(reports)), 3),
            codes=told[0][1].codes,
            sources=tuple(sorted(article for article, _ in told)),
        )
        for id_, told in found.items()
    ]
    return sorted(topics, key=lambda topic: (-topic.salience, topic.id))


def _unresolved(whole: Whole, dossiers: list[Dossier]) -> Iterable[UnresolvedReport]:
    """Names and meetings that may be several and therefore stand apart."""
    found: list[UnresolvedReport] = []
    for ambiguity in whole.persons.people.ambiguities:
        for article, official in ambiguity.bearer.mentions:
            person = whole.persons.of[article, official]
            name = next(
                record.name for source, _, record in person.records if (source, record.id) == (article, official)
            )
            found.append(
                UnresolvedReport(
                    article=article,
                    kind="official",
                    text=name,
                    reason="several people may bear this name",
                    candidates=tuple(sorted(whole.persons.all[at].id for at in ambiguity.candidates)),
                )
            )
    held = {
        (step.article, step.evidence): meeting.id
        for dossier in dossiers
        for meeting in dossier.meetings
        for step in meeting.history
    }
    for doubt in whole.doubts:
        evidence = doubt.telling.meeting.evidence
        tellings = (encounter.tellings[0] for encounter in doubt.encounters)
        keys = ((other.article, other.meeting.evidence[0] if other.meeting.evidence else None) for other in tellings)
        found.append(
            UnresolvedReport(
                article=doubt.telling.article,
                kind="meeting",
                text=evidence[0].text if evidence else doubt.telling.meeting.kind,
                reason="without a date, it may be either of several meetings",
                candidates=tuple(sorted(held[key] for key in keys if key in held)),
            )
        )
    return sorted(found, key=lambda each: (each.article, each.kind, each.text))


def _notices(reports: list[Answered]) -> Iterable[Notice]:
    """What the caller should know of the articles, each code once."""
    undated = [report.id for report in reports if report.published is None]
    if undated:
        message = f"No day of publication is known of {', '.join(sorted(undated))}: what they say counts as oldest."
        yield Notice(code="publication-unknown", message=message)
    counted = Counter(warning.code for report in reports for warning in report.answer.warnings)
    for code in sorted(counted):
        articles = sorted(
            report.id for report in reports if any(warning.code == code for warning in report.answer.warnings)
        )
        yield Notice(code=code, message=f"It was said of {', '.join(articles)}; see their own answers.")
    counts = Counter(report.answer.document.offsets for report in reports)
    if len(counts) > 1:
        yield Notice(code="offsets-differ", message="The answers count `start` and `end` in different units.")
