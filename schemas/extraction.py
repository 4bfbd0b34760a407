"""The answer for one article."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from schemas.article import OffsetUnit
from schemas.base import Offset, Record
from schemas.date import DateMention
from schemas.figure import Figure
from schemas.location import DatedLocation
from schemas.meeting import Meeting
from schemas.official import Official
from schemas.place import Place
from schemas.statement import Statement
from schemas.topic import Topic
from schemas.trip import Trip

SectionKind = Literal["headline", "byline", "dateline", "caption", "heading", "body", "list", "teaser", "contact"]
ReferenceSource = Literal["published_at", "dateline", "body", "none"]
UnresolvedKind = Literal["name", "place", "date", "unit"]


class Section(Record, frozen=True, kw_only=True):
    """A stretch of the text that plays one part in the article."""

    kind: Annotated[SectionKind, Meta(description="The part it plays.")]
    start: Offset
    end: Offset


class ReferenceDate(Record, frozen=True, kw_only=True):
    """The day against which relative dates were read."""

    value: Annotated[date | None, Meta(description="ISO 8601; null where there is none.")]
    source: Annotated[ReferenceSource, Meta(description="Where it was taken from.")]


class Document(Record, frozen=True, kw_only=True):
    """The article as it was read."""

    id: Annotated[str, Meta(description="Hash of the text and its options: equal input, equal id.")]
    title: Annotated[str | None, Meta(description="The title that was sent, or the headline of the text.")]
    language: Annotated[str | None, Meta(description="ISO 639-1 code.", examples=["en"])]
    published_at: Annotated[str | None, Meta(description="As it was sent, ISO 8601.")]
    reference_date: Annotated[ReferenceDate, Meta(description="The day that relative dates were read against.")]
    offsets: Annotated[OffsetUnit, Meta(description="What every `start` and `end` of this answer counts.")]
    words: Annotated[int, Meta(ge=0, description="Words of the text.")]
    characters: Annotated[int, Meta(ge=0, description="Unicode code points of the text.")]
    sections: Annotated[tuple[Section, ...], Meta(description="Layout, in order of the text.")]


class Unresolved(Record, frozen=True, kw_only=True):
    """Something found but not pinned down."""

    kind: Annotated[UnresolvedKind, Meta(description="What sort of thing it is.")]
    text: Annotated[str, Meta(description="The words.")]
    start: Offset
    end: Offset
    reason: Annotated[str, Meta(description="Why it could not be pinned down.")]
    candidates: Annotated[tuple[str, ...], Meta(description="What it may be.")]


class Notice(Record, frozen=True, kw_only=True):
    """Something about the whole article that the caller should know."""

    code: Annotated[str, Meta(description="Stable slug.", examples=["language-not-supported"])]
    message: Annotated[str, Meta(description="One sentence.")]


class Engine(Record, frozen=True, kw_only=True):
    """What produced the answer."""

    version: Annotated[str, Meta(description="Version of Communique.")]
    model: Annotated[str, Meta(description="Name and digest of the language model.")]
    gazetteer: Annotated[str, Meta(description="Name and version of the gazetteer.")]


class Extraction(Record, frozen=True, kw_only=True):
    """Every record of one article."""

    document: Annotated[Document, Meta(description="The article as it was read.")]
    officials: Annotated[tuple[Official, ...], Meta(description="Who holds, held or seeks which office.")]
    places: Annotated[tuple[Place, ...], Meta(description="Every named place.")]
    dates: Annotated[tuple[DateMention, ...], Meta(description="Every temporal expression, in order of the text.")]
    meetings: Annotated[tuple[Meeting, ...], Meta(description="Who met or will meet whom.")]
    dated_locations: Annotated[tuple[DatedLocation, ...], Meta(description="Who or what was where on which dates.")]
    topics: Annotated[tuple[Topic, ...], Meta(description="Policy topics, most salient first.")]
    figures: Annotated[tuple[Figure, ...], Meta(description="Quantities, in order of the text.")]
    statements: Annotated[tuple[Statement, ...], Meta(description="Who said what to whom, in order of the text.")] = ()
    trips: Annotated[tuple[Trip, ...], Meta(description="Who travels where, leg by leg.")] = ()
    unresolved: Annotated[tuple[Unresolved, ...], Meta(description="What was found but not pinned down.")]
    warnings: Annotated[tuple[Notice, ...], Meta(description="What the caller should know.")]
    engine: Annotated[Engine, Meta(description="What produced this answer.")]
