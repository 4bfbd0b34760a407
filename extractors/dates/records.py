"""From matches to public records."""

from spacy.tokens import Doc

from extractors.matches import DateMatch
from schemas.date import DateMention


def to_record(match: DateMatch) -> DateMention:
    """The public form of one expression."""
    return DateMention(
        text=match.value.text,
        start=match.start_char,
        end=match.end_char,
        date=match.value,
        alternatives=match.alternatives,
        rule=match.rule,
    )


def to_records(doc: Doc) -> tuple[DateMention, ...]:
    """Every temporal expression, in order of the text."""
    return tuple(to_record(match) for match in doc._.dates)
