"""From what the step found to the records of the answer."""

from spacy.tokens import Doc

from extractors.tree import text_of
from schemas.figure import Figure


def to_records(doc: Doc) -> tuple[Figure, ...]:
    """The quantities of a read document, in order of the text."""
    text = text_of(doc)
    return tuple(
        Figure(
            text=text[figure.start_char : figure.end_char],
            start=figure.start_char,
            end=figure.end_char,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            unit=figure.unit,
            dimension=figure.dimension,
            comparator=figure.comparator,
            measures=figure.measures,
            per=figure.per,
            rule=figure.rule,
        )
        for figure in doc._.figures
    )
