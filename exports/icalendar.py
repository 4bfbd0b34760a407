"""Dated locations and planned meetings as an iCalendar (RFC 5545) of all-day events."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from schemas.date import DateInterval
from schemas.extraction import Extraction
from schemas.place import Place

PLANNED = {"planned": "CONFIRMED", "proposed": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
DAY = timedelta(days=1)


def to_icalendar(answer: Extraction) -> bytes:
    """A calendar with an event for each dated location and for each dated meeting that lies ahead or fell through.

    The same answer gives the same bytes: the time stamp of an event is the reference date, not the clock's.
    """
    places = {place.id: place for place in answer.places}
    names = {official.id: official.name for official in answer.officials}
    calendar = Calendar()
    calendar.add("prodid", f"-//Communique//{answer.engine.version}//EN")
    calendar.add("version", "2.0")
    if answer.document.title:
        calendar.add("x-wr-calname", answer.document.title)
    stamp = _stamp(answer.document.reference_date.value)
    for stay in answer.dated_locations:
        who = ", ".join(names[official] for official in stay.officials)
        summary = (
            f"{who}: {places[stay.place].name}" if who else f"{stay.activity.capitalize()}: {places[stay.place].name}"
        )
        event = _event(f"{stay.id}@{answer.document.id}", summary, stay.date, places[stay.place], stamp)
        event.add("description", "\n".join(quote.text for quote in stay.evidence))
        event.add("categories", [stay.activity, stay.status])
        calendar.add_component(event)
    for meeting in answer.meetings:
        if meeting.status not in PLANNED or meeting.date is None or meeting.date.start is None:
            continue
        parties = ", ".join(party.name for party in meeting.participants)
        summary = (
            f"{meeting.name}: {parties}"
            if meeting.name
            else f"{meeting.kind.replace('_', ' ').capitalize()}: {parties}"
        )
        place = places[meeting.place] if meeting.place else None
        event = _event(f"{meeting.id}@{answer.document.id}", summary, meeting.date, place, stamp)
        event.add("status", PLANNED[meeting.status])
        event.add("description", "\n".join(quote.text for quote in meeting.evidence))
        event.add("categories", [meeting.kind, meeting.status])
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _stamp(reference: date | None) -> datetime:
    day = reference or date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _event(uid: str, summary: str, interval: DateInterval, place: Place | None, stamp: datetime) -> Event:
    """An all-day event; its end is exclusive, as RFC 5545 has it."""
    assert interval.start is not None
    assert interval.end is not None
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("summary", summary)
    event.add("dtstart", interval.start)
    event.add("dtend", interval.end + DAY if interval.end < date.max else interval.end)
    if place is not None:
        event.add("location", f"{place.name}, {place.country}" if place.country else place.name)
        if place.latitude is not None and place.longitude is not None:
            event.add("geo", (place.latitude, place.longitude))
    return event
