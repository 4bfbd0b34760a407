"""From the matches of a doc to public records."""

from msgspec.structs import asdict
from spacy.tokens import Doc

from extractors.matches import InterlocutorMatch, quote
from schemas.statement import Interlocutor, Statement


def to_records(doc: Doc) -> tuple[Statement, ...]:
    """The statements of a read document, in order of the text."""
    return tuple(
        Statement(
            kind=statement.kind,
            speaker=_interlocutor(statement.speaker),
            verb=statement.verb,
            addressee=_interlocutor(statement.addressee),
            spans=tuple(quote(doc, span) for span in statement.spans),
            topics=statement.topics,
            meeting=statement.meeting,
            rule=statement.rule,
        )
        for statement in doc._.statements
    )


def _interlocutor(match: InterlocutorMatch | None) -> Interlocutor | None:
    return Interlocutor(**asdict(match)) if match is not None else None
