"""From what the step stored to the records of the answer."""

from spacy.tokens import Doc

from extractors.matches import quote
from schemas.meeting import Meeting, Participant


def to_records(doc: Doc) -> tuple[Meeting, ...]:
    """The meetings of a document."""
    return tuple(
        Meeting(
            id=meeting.id,
            kind=meeting.kind,
            status=meeting.status,
            name=meeting.name,
            participants=tuple(
                Participant(official=party.official, name=party.name, side=party.side) for party in meeting.participants
            ),
            date=meeting.date,
            place=meeting.place,
            topics=meeting.topics,
            rule=meeting.rule,
            evidence=tuple(quote(doc, match) for match in meeting.evidence),
        )
        for meeting in doc._.meetings
    )
