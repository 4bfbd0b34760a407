"""The answer as rows of words: one table for each kind of record, with names in place of ids."""

from collections.abc import Iterable

from msgspec import Struct

from schemas.date import DateInterval
from schemas.extraction import Extraction
from schemas.figure import Figure
from schemas.meeting import Participant
from schemas.official import Role
from schemas.statement import Interlocutor
from schemas.trip import Trip


class Rows(Struct, frozen=True):
    """The records of one kind, each as words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def interval(date: DateInterval | None) -> str:
    """The days of an interval; a question mark where they are not known, nothing where none is told."""
    if date is None:
        return ""
    if date.start is None or date.end is None:
        return "?"
    return str(date.start) if date.start == date.end else f"{date.start} to {date.end}"


def amount(figure: Figure) -> str:
    """The number or range of a figure with its unit."""
    number = f"{figure.low:,} to {figure.high:,}" if figure.value is None else f"{figure.value:,}"
    return f"{number} {figure.unit}" + (f" per {figure.per}" if figure.per else "")


def office(role: Role) -> str:
    """One role in a line: the title, whose it is, and its status unless it is held now."""
    whose = role.country or role.organization
    status = "" if role.status == "current" else f" ({role.status})"
    return role.title + (f", {whose}" if whose else "") + status


def gathered(name: str | None, participants: Iterable[Participant]) -> str:
    """Who takes part in a meeting, after a gathering's own name."""
    return " · ".join(filter(None, (name, ", ".join(party.name for party in participants))))


def called(speaker: Interlocutor | None) -> str:
    """Who says something, by name or else in the article's words."""
    return (speaker and (speaker.name or speaker.description)) or "not known"


def stops(trip: Trip, answer: Extraction) -> str:
    """The stops of a trip in order; a question mark for one that is not named."""
    names = {place.id: place.name for place in answer.places}
    return " → ".join(names.get(leg.place or "", leg.country or "?") for leg in trip.legs)


def to_rows(answer: Extraction) -> tuple[Rows, ...]:
    """Every kind of record that the answer has."""
    names = {official.id: official.name for official in answer.officials}
    names |= {place.id: place.name for place in answer.places}
    labels = {topic.id: topic.label for topic in answer.topics}

    def named(ids: Iterable[str | None]) -> str:
        return ", ".join(names.get(id_, id_) for id_ in ids if id_)

    tables = (
        Rows(
            "officials",
            ("name", "offices"),
            tuple((official.name, "; ".join(map(office, official.roles))) for official in answer.officials),
        ),
        Rows(
            "meetings",
            ("kind", "status", "who", "when", "where", "about"),
            tuple(
                (
                    meeting.kind,
                    meeting.status,
                    gathered(meeting.name, meeting.participants),
                    interval(meeting.date),
                    named([meeting.place]),
                    ", ".join(labels.get(topic, topic) for topic in meeting.topics),
                )
                for meeting in answer.meetings
            ),
        ),
        Rows(
            "dated locations",
            ("where", "when", "who", "activity", "status"),
            tuple(
                (named([stay.place]), interval(stay.date), named(stay.officials), stay.activity, stay.status)
                for stay in answer.dated_locations
            ),
        ),
        Rows(
            "trips",
            ("who", "stops", "when", "status", "purpose"),
            tuple(
                (
                    named(trip.travellers),
                    stops(trip, answer),
                    "; ".join(filter(None, (interval(leg.date) for leg in trip.legs))),
                    trip.status,
                    trip.purpose or "",
                )
                for trip in answer.trips
            ),
        ),
        Rows(
            "statements",
            ("who", "verb", "words", "about"),
            tuple(
                (
                    called(statement.speaker),
                    statement.verb or "",
                    " … ".join(quote.text for quote in statement.spans),
                    ", ".join(labels.get(topic, topic) for topic in statement.topics),
                )
                for statement in answer.statements
            ),
        ),
        Rows(
            "places",
            ("name", "kind", "country", "mentions"),
            tuple((place.name, place.kind, place.country or "", str(len(place.mentions))) for place in answer.places),
        ),
        Rows(
            "dates",
            ("words", "days", "read as"),
            tuple((mention.text, interval(mention.date), mention.date.resolution) for mention in answer.dates),
        ),
        Rows(
            "figures",
            ("words", "amount", "comparator", "measures"),
            tuple((figure.text, amount(figure), figure.comparator, figure.measures or "") for figure in answer.figures),
        ),
        Rows("topics", ("topic", "salience"), tuple((topic.label, f"{topic.salience:.2f}") for topic in answer.topics)),
        Rows(
            "unresolved",
            ("words", "kind", "reason"),
            tuple((found.text, found.kind, found.reason) for found in answer.unresolved),
        ),
    )
    return tuple(table for table in tables if table.rows)


def heading(answer: Extraction) -> tuple[str, str]:
    """The title of the article and what it was read against."""
    document = answer.document
    reference = document.reference_date
    read = f"read against {reference.value} ({reference.source})" if reference.value else "no reference date"
    return document.title or "Untitled article", f"{document.words} words, {read}"


def printable(text: str) -> str:
    """The text on one line, with a visible mark for each control character.

    >>> printable("two\\n lines\\x00")
    'two lines�'
    """
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text).split())
