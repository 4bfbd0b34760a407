"""The day that relative dates are read against, and where it was taken from."""

from collections.abc import Sequence

from spacy.tokens import Doc

from extractors.dates.grammar import Found
from extractors.dates.stated import Numeric
from extractors.dates.terms import Scene
from extractors.dates.vocabulary import Lexeme
from extractors.matches import Reference, SectionMatch

LEAD = 3  # paragraphs of the body that say what the story is about


def full_days(lexemes: Sequence[Lexeme], sections: Sequence[SectionMatch]) -> list[Reference]:
    """The days stated in full inside some sections, in order of the text."""
    found = []
    bounds = [(section.start_char, section.end_char) for section in sections]
    for lexeme in lexemes:
        if not isinstance(lexeme.value, Found) or not any(start <= lexeme.start < end for start, end in bounds):
            continue
        term = lexeme.value.term
        if isinstance(term, Numeric) and len(term.readings()) != 1:
            continue
        reading = term.resolve(Scene())
        if reading.granularity == "day" and reading.resolution == "explicit":
            found.append(Reference(reading.start, "body"))
    return found


def find(doc: Doc, head: Sequence[Lexeme], lexemes: Sequence[Lexeme]) -> Reference:
    """`published_at`, else a date line of this article, else the one full date of headline and lead, else none.

    `head` are the terms of bylines, which may carry the date of the article too.
    """
    article = doc._.article
    if article is not None and article.published_on is not None:
        return Reference(article.published_on, "published_at")
    sections: tuple[SectionMatch, ...] = doc._.sections
    lines = [section for section in sections if section.kind == "dateline"]
    bylines = [section for section in sections if section.rule == "layout.byline"]
    dated = full_days(lexemes, lines) or full_days(head, bylines)
    if dated:
        return Reference(dated[-1].value if len({day.value for day in dated}) == 1 else dated[0].value, "dateline")
    body = [section for section in sections if section.kind == "body"][:LEAD]
    titles = [section for section in sections if section.kind in {"headline", "heading"}]
    days = full_days(lexemes, [*titles[:2], *body])
    if days and len({day.value for day in days}) == 1:
        return days[0]
    return Reference(None, "none")
