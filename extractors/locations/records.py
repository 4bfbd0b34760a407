"""From what the step stored to the records of the answer."""

from spacy.tokens import Doc

from extractors.matches import quote
from schemas.location import DatedLocation


def to_records(doc: Doc) -> tuple[DatedLocation, ...]:
    """The dated locations of a document."""
    return tuple(
        DatedLocation(
            id=location.id,
            place=location.place,
            date=location.date,
            officials=location.officials,
            activity=location.activity,
            status=location.status,
            rule=location.rule,
            evidence=tuple(quote(doc, match) for match in location.evidence),
        )
        for location in doc._.locations
    )
