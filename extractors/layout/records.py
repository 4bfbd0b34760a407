"""From sections to public records."""

from spacy.tokens import Doc

from schemas.extraction import Section


def to_records(doc: Doc) -> tuple[Section, ...]:
    """The layout of the article, in order of the text."""
    return tuple(
        Section(kind=section.kind, start=section.start_char, end=section.end_char) for section in doc._.sections
    )
