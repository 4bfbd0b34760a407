"""One line that says what a dossier is about."""

from datetime import date

from dossiers.intervals import days_of, hull
from dossiers.reports import Answered
from schemas.dossier import DossierMeeting, DossierOfficial, DossierPlace, DossierTrip

LONGEST = 120


def to_title(
    reports: list[Answered],
    trips: list[DossierTrip],
    meetings: list[DossierMeeting],
    officials: list[DossierOfficial],
    places: list[DossierPlace],
) -> str:
    """Who, where and when, of the trip or else the meeting that most articles tell of; else an article's title."""
    people = {official.id: official.name for official in officials}
    names = {place.id: place.name for place in places}
    if trips:
        trip = min(trips, key=lambda trip: (-len(trip.sources), -len(trip.legs), trip.id))
        where = listed([names[leg.place] for leg in trip.legs if leg.place])
        days = [days for leg in trip.legs if (days := days_of(leg.date))]
        when = told(*hull(*days)) if days else ""
        return ", ".join(filter(None, (f"{listed([people[id_] for id_ in trip.travellers])}: {where}", when)))
    if meetings:
        meeting = min(meetings, key=lambda meeting: (-len(meeting.sources), meeting.date is None, meeting.id))
        who = listed(
            [party.name if party.official is None else people[party.official] for party in meeting.participants]
        )
        held = days_of(meeting.date)
        parts = (who, names.get(meeting.place or ""), told(*held) if held else "")
        return ", ".join(filter(None, parts))
    titles = [title for report in reports if (title := report.answer.document.title)]
    return titles[0][:LONGEST] if titles else "Untitled"


def listed(names: list[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["Suva", "Apia", "Lima"])
    'Suva, Apia and Lima'
    """
    unique = list(dict.fromkeys(names))
    return " and ".join(filter(None, (", ".join(unique[:-1]), *unique[-1:])))


def told(start: date, end: date) -> str:
    """Days as a caption gives them.

    >>> told(date(2031, 5, 6), date(2031, 5, 7)), told(date(2031, 5, 30), date(2031, 6, 2))
    ('6–7 May 2031', '30 May – 2 June 2031')
    """
    last = f"{end.day} {end:%B} {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    return f"{start.day} {start:%B}{'' if start.year == end.year else f' {start.year}'} – {last}"
