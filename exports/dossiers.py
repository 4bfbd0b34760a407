"""A dossier as rows of words: one table for each kind of record, with names in place of ids."""

from collections.abc import Iterable

from exports.rows import Rows, called, gathered, interval
from schemas.dossier import Dossier


def to_rows(dossier: Dossier) -> tuple[Rows, ...]:
    """Every kind of record that a dossier has, the timeline first."""
    names = {official.id: official.name for official in dossier.officials}
    names |= {place.id: place.name for place in dossier.places}

    def named(ids: Iterable[str | None]) -> str:
        return ", ".join(names.get(id_, id_) for id_ in ids if id_)

    about = names | {
        meeting.id: meeting.name or ", ".join(party.name for party in meeting.participants)
        for meeting in dossier.meetings
    }
    about |= {trip.id: f"trip of {named(trip.travellers)}" for trip in dossier.trips}
    about |= {figure.id: figure.measures for figure in dossier.figures}
    about |= {statement.id: called(statement.speaker) for statement in dossier.statements}
    tables = (
        Rows(
            "trips",
            ("who", "where", "when", "status", "hosts", "sources"),
            tuple(
                (
                    named(trip.travellers),
                    named([leg.place]) or leg.country or "not named",
                    interval(leg.date),
                    leg.status,
                    named(leg.hosts),
                    ", ".join(leg.sources),
                )
                for trip in dossier.trips
                for leg in trip.legs
            ),
        ),
        Rows(
            "meetings",
            ("kind", "status", "who", "when", "where", "told"),
            tuple(
                (
                    meeting.kind,
                    meeting.status,
                    gathered(meeting.name, meeting.participants),
                    interval(meeting.date),
                    named([meeting.place]),
                    "; ".join(f"{step.article}: {step.status} ({step.change})" for step in meeting.history),
                )
                for meeting in dossier.meetings
            ),
        ),
        Rows(
            "officials",
            ("name", "also", "offices", "sources"),
            tuple(
                (
                    official.name,
                    ", ".join(official.variants),
                    "; ".join(
                        ", ".join(filter(None, (role.title, role.country or role.organization)))
                        + ("" if role.status == "current" else f" ({role.status})")
                        for role in official.roles
                    ),
                    ", ".join(official.sources),
                )
                for official in dossier.officials
            ),
        ),
        Rows(
            "statements",
            ("who", "words", "sources"),
            tuple(
                (called(statement.speaker), statement.text, ", ".join(statement.sources))
                for statement in dossier.statements
            ),
        ),
        Rows(
            "conflicts",
            ("about", "field", "values", "chosen", "why"),
            tuple(
                (
                    about.get(conflict.about, conflict.about),
                    conflict.field,
                    "; ".join(
                        f"{names.get(value.value, value.value)} ({', '.join(value.sources)})"
                        for value in conflict.values
                    ),
                    names.get(conflict.chosen, conflict.chosen),
                    conflict.reason,
                )
                for conflict in dossier.conflicts
            ),
        ),
    )
    return tuple(table for table in tables if table.rows)
