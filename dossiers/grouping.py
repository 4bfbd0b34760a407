"""Which articles are about the same events: those that share a meeting, a journey, a day of two or their people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations, pairwise, product

from dossiers.encounters import Encounter
from dossiers.intervals import Days, nearby
from dossiers.persons import Persons
from dossiers.reports import Answered
from dossiers.routes import Route
from dossiers.tellings import Telling

# An event is what an article is about where it lies this near to the publication.
DAYS_BEFORE, DAYS_AFTER = 14, 60
# Articles without an event in common are about the same where they name the same main people within these days.
SAME_STORY_DAYS = 4
MAIN_PEOPLE = 3


def grouped(
    reports: list[Answered], encounters: list[Encounter], routes: list[Route], persons: Persons
) -> list[list[Answered]]:
    """The articles in groups, both in order of publication."""
    parent = {report.id: report.id for report in reports}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    def unite(articles: Iterable[str]) -> None:
        roots = sorted({root(article) for article in articles})
        for other in roots[1:]:
            parent[other] = roots[0]

    for encounter in encounters:
        unite({telling.article for telling in encounter.tellings if _of_its_days(telling)})
    for route in routes:
        unite(
            {
                stop.article
                for leg in route.legs
                for stop in leg
                if stop.days is None or _near(stop.published, stop.days)
            }
        )
    for articles in (*_same_day(encounters), *_same_people(reports, persons)):
        unite(articles)
    groups: defaultdict[str, list[Answered]] = defaultdict(list)
    for report in reports:
        groups[root(report.id)].append(report)
    return sorted(groups.values(), key=lambda group: group[0].order)


def _near(published: date, days: Days) -> bool:
    return published == date.min or nearby(days, published, DAYS_BEFORE, DAYS_AFTER)


def _of_its_days(telling: Telling) -> bool:
    """Whether an encounter is what the article is about, not something of the past that it recalls."""
    return telling.days is None or _near(telling.published, telling.days)


def _same_day(encounters: Iterable[Encounter]) -> Iterable[set[str]]:
    """Articles that tell of the same two together on the same day, be it of talks, a ceremony or the press."""
    found: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for encounter in encounters:
        for telling in encounter.tellings:
            if telling.meeting.name is None and telling.exact and telling.days and _of_its_days(telling):
                for pair, day in product(telling.lookups, telling.days):
                    found[pair, day].add(telling.article)
    return found.values()


def _same_people(reports: list[Answered], persons: Persons) -> Iterable[list[str]]:
    """Articles of a few days whose main people are the same two or more."""
    by_pair: defaultdict[tuple[str, str], list[Answered]] = defaultdict(list)
    for report in reports:
        for a, b in combinations(sorted(_main_people(report, persons)), 2):
            by_pair[a, b].append(report)
    for pair in sorted(by_pair):
        for before, after in pairwise(by_pair[pair]):
            if before.published and after.published and (after.published - before.published).days <= SAME_STORY_DAYS:
                yield [before.id, after.id]


def _main_people(report: Answered, persons: Persons) -> set[str]:
    """The people whom an article names most often, each at least twice."""
    often = sorted(report.answer.officials, key=lambda official: (-len(official.mentions), official.id))[:MAIN_PEOPLE]
    return {persons.of[report.id, official.id].id for official in often if len(official.mentions) > 1}
