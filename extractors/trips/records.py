"""From what the step stored to the records of the answer."""

from spacy.tokens import Doc

from extractors.matches import quote
from schemas.trip import Leg, Trip


def to_records(doc: Doc) -> tuple[Trip, ...]:
    """The trips of a document."""
    return tuple(
        Trip(
            id=trip.id,
            travellers=trip.travellers,
            status=trip.status,
            purpose=trip.purpose,
            legs=tuple(
                Leg(
                    place=leg.place,
                    country=leg.country,
                    date=leg.date,
                    status=leg.status,
                    hosts=leg.hosts,
                    meetings=leg.meetings,
                    evidence=tuple(quote(doc, match) for match in leg.evidence),
                )
                for leg in trip.legs
            ),
            rule=trip.rule,
            evidence=tuple(quote(doc, match) for match in trip.evidence),
        )
        for trip in doc._.trips
    )
