"""What several articles tell of the same events, merged, with the sources of every part."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from schemas.article import Article, Timestamp
from schemas.base import Country, Quote, Record
from schemas.date import DateInterval
from schemas.extraction import Engine, Extraction, Notice
from schemas.figure import Comparator, Dimension
from schemas.location import Activity, LocationStatus
from schemas.meeting import MeetingKind, MeetingStatus, Participant
from schemas.official import Office, RoleStatus
from schemas.place import Latitude, Longitude, PlaceKind
from schemas.statement import Interlocutor, StatementKind
from schemas.topic import TopicCodes
from schemas.trip import TripStatus

Change = Literal["first", "confirmed", "moved", "rescheduled", "advanced", "cancelled", "postponed", "contradicted"]
Sources = Annotated[tuple[str, ...], Meta(description="Ids of the articles that say so, sorted.")]
PersonId = Annotated[str, Meta(description="Id of an official: the same whichever articles name the person.")]
EventId = Annotated[str, Meta(description="Id of an event: the same whichever articles report it.")]


class Report(Record, frozen=True, kw_only=True):
    """One article to merge, or the answer that was made of it before."""

    id: Annotated[
        Annotated[str, Meta(min_length=1, max_length=200)] | None,
        Meta(description="What `sources` call the article; the hash of the article where absent.", examples=["wire-7"]),
    ] = None
    text: Annotated[
        Annotated[str, Meta(min_length=1)] | None, Meta(description="The raw text; null where an answer is given.")
    ] = None
    answer: Annotated[Extraction | None, Meta(description="An answer made before; null where a text is given.")] = None
    title: Annotated[Annotated[str, Meta(max_length=2000)] | None, Meta(description="The headline.")] = None
    url: Annotated[
        Annotated[str, Meta(max_length=4000)] | None, Meta(description="Where the article was published.")
    ] = None
    source: Annotated[Annotated[str, Meta(max_length=500)] | None, Meta(description="Who published it.")] = None
    published_at: Annotated[
        Timestamp | None, Meta(description="Date or date-time of publication, ISO 8601.", examples=["2031-05-14"])
    ] = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.answer is None):
            raise ValueError("a report holds either `text` or `answer`")

        if self.text is not None:
            _ = self.article  # the day of publication is checked there

    @property
    def article(self) -> Article:
        """The article to read. Errors: ValueError where there is no text, or as those of an article."""
        if self.text is None:
            raise ValueError("the report holds an answer")
        return Article(
            text=self.text, title=self.title, url=self.url, source=self.source, published_at=self.published_at
        )


class DossierOptions(Record, frozen=True, kw_only=True):
    """How articles are merged."""

    together: Annotated[bool, Meta(description="Whether all articles make one dossier, whatever they are about.")] = (
        False
    )


class DossierRequest(Record, frozen=True, kw_only=True):
    """Articles to merge."""

    articles: Annotated[tuple[Report, ...], Meta(min_length=2, description="The articles, in any order.")]
    options: Annotated[DossierOptions, Meta(description="How they are merged.")] = DossierOptions()


class DossierRole(Record, frozen=True, kw_only=True):
    """One office of one person."""

    title: Annotated[str, Meta(description="The office as most articles have it.")]
    office: Annotated[Office, Meta(description="The class of office.")]
    country: Annotated[Country | None, Meta(description="The country served; null where unknown.")]
    organization: Annotated[str | None, Meta(description="The institution, where named.")]
    status: Annotated[RoleStatus, Meta(description="Whether the office is held, was held or is sought.")]
    since: Annotated[DateInterval | None, Meta(description="When it was taken up; null where no article says so.")]
    sources: Sources


class DossierOfficial(Record, frozen=True, kw_only=True):
    """One person under all the names that the articles use."""

    id: PersonId
    name: Annotated[str, Meta(description="The fullest form in the spelling that was chosen.")]
    variants: Annotated[tuple[str, ...], Meta(description="Every other form of the name in the articles, sorted.")]
    roles: Annotated[tuple[DossierRole, ...], Meta(description="One for each office, best attested first.")]
    sources: Sources


class DossierPlace(Record, frozen=True, kw_only=True):
    """One place under all its names."""

    id: Annotated[str, Meta(description="Id of a place: the same whichever articles name it.")]
    name: Annotated[str, Meta(description="The name in the spelling that was chosen.")]
    variants: Annotated[tuple[str, ...], Meta(description="Every other spelling in the articles, sorted.")]
    kind: Annotated[PlaceKind, Meta(description="What sort of place it is.")]
    country: Annotated[Country | None, Meta(description="The country it lies in.")]
    geonames_id: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="GeoNames id, where known.")]
    latitude: Annotated[Latitude | None, Meta(description="Degrees north, WGS 84.")]
    longitude: Annotated[Longitude | None, Meta(description="Degrees east, WGS 84.")]
    sources: Sources


class DossierTopic(Record, frozen=True, kw_only=True):
    """One topic of the articles."""

    id: Annotated[str, Meta(description="Id in the topic list.")]
    label: Annotated[str, Meta(description="Its label.")]
    salience: Annotated[float, Meta(ge=0, le=1, description="Mean over all articles of the dossier.")]
    codes: Annotated[TopicCodes, Meta(description="Codes of other classifications.")]
    sources: Sources


class DossierFigure(Record, frozen=True, kw_only=True):
    """One quantity that articles give of the same thing."""

    id: EventId
    text: Annotated[str, Meta(description="The words of the value that was chosen.")]
    value: Annotated[float | int | None, Meta(description="In base units; null where only a range is given.")]
    low: Annotated[float | int | None, Meta(description="Lower bound of a range.")]
    high: Annotated[float | int | None, Meta(description="Upper bound of a range.")]
    unit: Annotated[str, Meta(description="ISO 4217, SI and trade symbols, or `count`.")]
    dimension: Annotated[Dimension, Meta(description="What sort of quantity it is.")]
    comparator: Annotated[Comparator, Meta(description="How the number bounds the quantity.")]
    measures: Annotated[str, Meta(description="What is counted or measured.")]
    sources: Sources


class Step(Record, frozen=True, kw_only=True):
    """What one article says of an event, and what that changes."""

    article: Annotated[str, Meta(description="Id of the article.")]
    published_at: Annotated[date | None, Meta(description="The day of publication; null where unknown.")]
    status: Annotated[MeetingStatus, Meta(description="Whether it happened, will, may or will not.")]
    date: Annotated[DateInterval | None, Meta(description="When, as this article has it.")]
    place: Annotated[str | None, Meta(description="Id of a place of this dossier, as this article has it.")]
    change: Annotated[
        Change,
        Meta(
            description=(
                "Against what was published before. first: nothing was; advanced: the status went on; confirmed: "
                "nothing new; rescheduled: another date; moved: another place; cancelled, postponed; contradicted: "
                "another date or place of what is told as past."
            )
        ),
    ]
    evidence: Annotated[Quote | None, Meta(description="The words of the article that say so.")]


class DossierMeeting(Record, frozen=True, kw_only=True):
    """One encounter, however many articles tell of it."""

    id: EventId
    kind: Annotated[MeetingKind, Meta(description="The form of the encounter.")]
    status: Annotated[MeetingStatus, Meta(description="Where it stands after the last article.")]
    name: Annotated[str | None, Meta(description="A gathering's own name.")]
    participants: Annotated[
        tuple[Participant, ...], Meta(description="The parties; `official` is an id of this dossier.")
    ]
    date: Annotated[DateInterval | None, Meta(description="When; the value that was chosen.")]
    place: Annotated[str | None, Meta(description="Id of a place of this dossier.")]
    topics: Annotated[tuple[str, ...], Meta(description="Ids of the topics that the articles tie to it.")]
    sources: Sources
    history: Annotated[tuple[Step, ...], Meta(description="What each article says, by day of publication.")]


class DossierStay(Record, frozen=True, kw_only=True):
    """One stay or event: a place tied to a date by one or more articles."""

    id: EventId
    place: Annotated[str, Meta(description="Id of a place of this dossier.")]
    date: Annotated[DateInterval, Meta(description="When; the value that was chosen.")]
    officials: Annotated[tuple[PersonId, ...], Meta(description="Who is there.")]
    activity: Annotated[Activity, Meta(description="What goes on there.")]
    status: Annotated[LocationStatus, Meta(description="Where it stands after the last article.")]
    sources: Sources


class DossierLeg(Record, frozen=True, kw_only=True):
    """One stop of a trip."""

    place: Annotated[str | None, Meta(description="Id of a place of this dossier; null where no article names it.")]
    country: Annotated[Country | None, Meta(description="The country of the stop; null where no article names it.")]
    date: Annotated[DateInterval | None, Meta(description="The days of the stay; null where not said.")]
    status: Annotated[TripStatus, Meta(description="How far this leg has come after the last article.")]
    hosts: Annotated[tuple[PersonId, ...], Meta(description="Officials of the country who receive the travellers.")]
    meetings: Annotated[tuple[EventId, ...], Meta(description="Ids of the meetings held there.")]
    sources: Sources


class DossierTrip(Record, frozen=True, kw_only=True):
    """One journey, however many articles tell of it."""

    id: EventId
    travellers: Annotated[tuple[PersonId, ...], Meta(description="Who travels.")]
    status: Annotated[TripStatus, Meta(description="How far the whole has come after the last article.")]
    purpose: Annotated[str | None, Meta(description="Why, in the words of an article.")]
    legs: Annotated[tuple[DossierLeg, ...], Meta(description="Its stops in order.")]
    sources: Sources


class DossierStatement(Record, frozen=True, kw_only=True):
    """One utterance, however many articles give its words."""

    id: EventId
    kind: Annotated[StatementKind, Meta(description="direct: `text` is the speaker's own words; reported: as retold.")]
    speaker: Annotated[
        Interlocutor | None, Meta(description="Who said it; `official` is an id of this dossier. Null where unknown.")
    ]
    text: Annotated[str, Meta(description="What was said, in the rendering that was chosen.")]
    topics: Annotated[tuple[str, ...], Meta(description="Ids of the topics that it speaks of.")]
    meeting: Annotated[
        EventId | None, Meta(description="Id of the meeting at which it was said, where an article says so.")
    ]
    sources: Sources


class ConflictValue(Record, frozen=True, kw_only=True):
    """One of the values that articles give."""

    value: Annotated[str, Meta(description="The value: a name, an EDTF date, the id of a place, a quantity.")]
    sources: Sources


class Conflict(Record, frozen=True, kw_only=True):
    """Where articles differ: every value with its sources, and which was chosen why."""

    about: Annotated[str, Meta(description="Id of the record of this dossier that it concerns.")]
    field: Annotated[str, Meta(description="The field of the record.", examples=["date", "name"])]
    values: Annotated[tuple[ConflictValue, ...], Meta(description="The values, sorted.")]
    chosen: Annotated[str, Meta(description="The value that the record holds.")]
    reason: Annotated[str, Meta(description="Why.", examples=["given by most articles"])]


class Dossier(Record, frozen=True, kw_only=True):
    """The merged view of articles on the same events."""

    id: EventId
    title: Annotated[str, Meta(description="Who, where and when, in one line.")]
    articles: Annotated[tuple[str, ...], Meta(description="Ids of the articles, by day of publication.")]
    officials: Annotated[tuple[DossierOfficial, ...], Meta(description="Who holds, held or seeks which office.")]
    places: Annotated[tuple[DossierPlace, ...], Meta(description="Every named place.")]
    topics: Annotated[tuple[DossierTopic, ...], Meta(description="Policy topics, most salient first.")]
    figures: Annotated[tuple[DossierFigure, ...], Meta(description="Quantities of which it is said what they measure.")]
    trips: Annotated[tuple[DossierTrip, ...], Meta(description="Who travels where.")]
    meetings: Annotated[tuple[DossierMeeting, ...], Meta(description="Who met or will meet whom, by date.")]
    dated_locations: Annotated[tuple[DossierStay, ...], Meta(description="Who or what was where when, by date.")]
    statements: Annotated[tuple[DossierStatement, ...], Meta(description="Who said what, by day of publication.")]
    conflicts: Annotated[tuple[Conflict, ...], Meta(description="Where the articles differ.")]


class UnresolvedReport(Record, frozen=True, kw_only=True):
    """Something that could not be merged and stands apart."""

    article: Annotated[str, Meta(description="Id of the article.")]
    kind: Annotated[Literal["official", "meeting"], Meta(description="What sort of record it is.")]
    text: Annotated[str, Meta(description="The name, or the words that tell of it.")]
    reason: Annotated[str, Meta(description="Why it could not be merged.")]
    candidates: Annotated[tuple[str, ...], Meta(description="Ids of what it may be.")]


class Dossiers(Record, frozen=True, kw_only=True):
    """The answer for several articles."""

    dossiers: Annotated[tuple[Dossier, ...], Meta(description="One for each group of articles on the same events.")]
    unresolved: Annotated[tuple[UnresolvedReport, ...], Meta(description="What could not be merged.")]
    warnings: Annotated[tuple[Notice, ...], Meta(description="What the caller should know.")]
    engine: Annotated[Engine, Meta(description="What produced the answer.")]
