"""What single articles say of encounters, with people and places unified."""

from collections.abc import Hashable, Iterator
from datetime import date

from msgspec import Struct

from dossiers.gatherings import keys
from dossiers.intervals import Days, days_of, exact, span
from dossiers.names import sound, words_of
from dossiers.persons import Person, Persons
from dossiers.places import EXACTNESS, Sites
from dossiers.reports import Answered
from schemas.meeting import Meeting, MeetingKind, MeetingStatus, Side

HAPPENED: frozenset[MeetingStatus] = frozenset({"held", "ongoing"})
CALLED_OFF: frozenset[MeetingStatus] = frozenset({"cancelled", "postponed"})
# Kinds that articles take for one another.
FORMS: dict[MeetingKind, str] = {
    "talks": "talks",
    "audience": "talks",
    "call": "talks",
    "summit": "gathering",
    "ceremony": "ceremony",
    "press_conference": "press_conference",
}
# How many of its most senior parties an encounter is looked up by.
PRINCIPALS = 4


class Party(Struct, frozen=True):
    """Somebody who takes part: a person of the dossiers, or a name."""

    key: str
    name: str
    side: Side | None
    person: Person | None


class Telling(Struct, frozen=True):
    """One record of a meeting in one article."""

    article: str
    published: date
    meeting: Meeting
    parties: tuple[Party, ...]
    days: Days | None
    site: str | None
    country: str | None
    exactness: int  # of the site

    @property
    def status(self) -> MeetingStatus:
        return self.meeting.status

    @property
    def form(self) -> str:
        """What sort of encounter it is, kinds that are taken for one another together."""
        return "gathering" if self.meeting.name else FORMS[self.meeting.kind]

    @property
    def happened(self) -> bool:
        return self.status in HAPPENED

    @property
    def called_off(self) -> bool:
        return self.status in CALLED_OFF

    @property
    def exact(self) -> bool:
        """Whether the words name the days."""
        return self.meeting.date is not None and exact(self.meeting.date)

    @property
    def keys(self) -> frozenset[str]:
        """The parties, a gathering's own name apart."""
        return frozenset(party.key for party in self.parties)

    @property
    def said(self) -> Hashable:
        """What is said and when, whoever says it."""
        meeting = self.meeting
        return meeting.kind, meeting.status, meeting.name, self.keys, self.days, self.exact, self.site, self.published

    @property
    def lookups(self) -> tuple[str, ...]:
        """What tellings of the same encounter have in common: a gathering's name, or two of the most senior parties."""
        if self.meeting.name and (names := keys(self.meeting.name)):
            return tuple(sorted(names))
        first = sorted(self.parties, key=seniority)[:PRINCIPALS]
        return tuple(sorted(f"{a.key}|{b.key}" if a.key < b.key else f"{b.key}|{a.key}" for a, b in _pairs(first)))

    @property
    def order(self) -> tuple[int, int, int, date, str, str]:
        """The surest first: what happened on a named day, what is planned (the last plan first), what has no date."""
        if self.days is None:
            return 4, 0, -self.published.toordinal(), date.min, self.article, self.meeting.id
        phase = (0 if self.happened else 2) + (not self.exact)
        last = 0 if self.happened else -self.published.toordinal()
        return phase, last, span(self.days), self.days[0], self.article, self.meeting.id


def seniority(party: Party) -> tuple[int, str, str]:
    """What parties are put in order by: rank, then name."""
    rank = party.person.rank if party.person else 99
    return rank, sound((words_of(party.name) or ("",))[-1]), party.key


def _pairs(parties: list[Party]) -> Iterator[tuple[Party, Party]]:
    for at, a in enumerate(parties):
        for b in parties[at + 1 :]:
            yield a, b


def to_tellings(report: Answered, persons: Persons, sites: Sites) -> Iterator[Telling]:
    """Every meeting that an article tells of."""
    for meeting in report.answer.meetings:
        site = sites.of.get((report.id, meeting.place)) if meeting.place else None
        place = sites.by_id[site] if site else None
        parties: dict[str, Party] = {}
        for participant in meeting.participants:
            if meeting.name and participant.official is None and participant.name in meeting.name:
                continue
            person = persons.meant(report, participant.official, participant.name)
            key = person.id if person else " ".join(words_of(participant.name)) or participant.name
            parties.setdefault(key, Party(key, participant.name, participant.side, person))
        yield Telling(
            article=report.id,
            published=report.order[0],
            meeting=meeting,
            parties=tuple(sorted(parties.values(), key=seniority)),
            days=days_of(meeting.date),
            site=site,
            country=place.country if place else None,
            exactness=EXACTNESS[place.kind] if place else 0,
        )
