"""Where the records of an answer stand in the text, and the text cut at the borders of those stretches."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from exports.rows import amount, called, interval, office, stops
from schemas.article import Article
from schemas.extraction import Extraction

# What a unit of offsets is made of: an encoding in which every unit takes the same number of bytes.
UNITS = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


class Highlight(Struct, frozen=True, order=True):
    """A stretch of the text that a record stands on, and what the record says."""

    start: int
    end: int
    kind: str
    label: str


class Piece(Struct, frozen=True):
    """Some words of the text, and the records that stand on all of them, the shortest first."""

    text: str
    covering: tuple[Highlight, ...]


def highlights(answer: Extraction) -> Iterator[Highlight]:
    """Every stretch that a record of the answer points at."""
    for official in answer.officials:
        label = f"{official.name}: {'; '.join(map(office, official.roles))}"
        for quote in (*official.mentions, *official.references):
            yield Highlight(quote.start, quote.end, "official", label)
    for place in answer.places:
        label = f"{place.name}: {', '.join(filter(None, (place.kind, place.country)))}"
        for mention in place.mentions:
            government = " (its government)" if mention.metonym else ""
            yield Highlight(mention.start, mention.end, "place", label + government)
    for date in answer.dates:
        yield Highlight(date.start, date.end, "date", f"{interval(date.date)} ({date.date.resolution})")
    for figure in answer.figures:
        yield Highlight(figure.start, figure.end, "figure", f"{figure.comparator} {amount(figure)}")
    for topic in answer.topics:
        for quote in topic.mentions:
            yield Highlight(quote.start, quote.end, "topic", topic.label)
    for meeting in answer.meetings:
        label = f"{meeting.status} {meeting.kind}: {', '.join(party.name for party in meeting.participants)}"
        for quote in meeting.evidence:
            yield Highlight(quote.start, quote.end, "meeting", label)
    for stay in answer.dated_locations:
        for quote in stay.evidence:
            yield Highlight(quote.start, quote.end, "stay", f"{stay.activity}: {interval(stay.date)}")
    for trip in answer.trips:
        for quote in (*trip.evidence, *(quote for leg in trip.legs for quote in leg.evidence)):
            yield Highlight(quote.start, quote.end, "trip", f"{trip.status}: {stops(trip, answer)}")
    for statement in answer.statements:
        for quote in statement.spans:
            yield Highlight(quote.start, quote.end, "statement", f"{called(statement.speaker)}, {statement.kind}")


def pieces(article: Article, spans: list[Highlight]) -> Iterator[Piece]:
    """The text cut at every border of a span; the spans count what the article asks for."""
    encoding, width = UNITS[article.offsets]
    units = article.text.encode(encoding)
    borders = sorted({0, len(units) // width, *(span.start for span in spans), *(span.end for span in spans)})
    waiting = sorted(spans, reverse=True)
    covering: list[Highlight] = []
    for start, end in pairwise(borders):
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        covering = [span for span in covering if span.end > start]
        shortest_first = sorted(covering, key=lambda span: (span.end - span.start, span))
        yield Piece(units[start * width : end * width].decode(encoding), tuple(shortest_first))
