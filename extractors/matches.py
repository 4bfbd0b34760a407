"""What the steps pass on to each other: frozen matches with their tokens, characters and rule.

Token positions `start`, `end` and character positions `start_char`, `end_char` follow spaCy's Span: end is exclusive,
characters are Unicode code points of `doc.text`.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec import Struct
from spacy.tokens import Doc

from extractors.tree import Token, Tree, text_of
from schemas.base import Quote
from schemas.date import DateInterval
from schemas.extraction import ReferenceSource, SectionKind, UnresolvedKind
from schemas.figure import Comparator, Dimension
from schemas.location import Activity, LocationStatus
from schemas.meeting import MeetingKind, MeetingStatus, Side
from schemas.official import Office, RoleStatus
from schemas.place import PlaceKind
from schemas.statement import StatementKind

# Parts of speech that end no quoted clause and begin none.
EDGES = frozenset({"CCONJ", "PUNCT", "SPACE"})


class Match(Struct, frozen=True, kw_only=True):
    """A stretch of tokens and characters that a rule found."""

    start: int
    end: int
    start_char: int
    end_char: int
    rule: str


class SectionMatch(Match, frozen=True, kw_only=True):
    """A part of the layout; `mined` says whether records are taken from it."""

    kind: SectionKind
    mined: bool


class Reference(Struct, frozen=True):
    """The reference date and where it was taken from."""

    value: date | None
    source: ReferenceSource


class DateMatch(Match, frozen=True, kw_only=True):
    """A temporal expression, its chosen reading and the other ones."""

    value: DateInterval
    alternatives: tuple[DateInterval, ...] = ()


class PlaceMention(Match, frozen=True, kw_only=True):
    """One naming of a place."""

    metonym: bool = False


class PlaceMatch(Struct, frozen=True, kw_only=True):
    """One place of the article with all its mentions."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    mentions: tuple[PlaceMention, ...]


class RoleMatch(Match, frozen=True, kw_only=True):
    """One office of one person; the match covers the words that state it."""

    title: str
    office: Office
    country: str | None
    organization: str | None
    status: RoleStatus
    variants: tuple[str, ...] = ()
    since: DateInterval | None = None


class OfficeMatch(Match, frozen=True, kw_only=True):
    """A phrase that names an office ("the Chilean foreign minister"), whoever holds it.

    `official` is the id of the person meant where the article makes that plain. "The foreign ministers of A, B and C"
    is one match for each country.
    """

    title: str
    office: Office
    country: str | None
    organization: str | None
    status: RoleStatus
    official: str | None = None


class OfficialMatch(Struct, frozen=True, kw_only=True):
    """One person with offices; `mentions` are by name, `references` by description or pronoun."""

    id: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[RoleMatch, ...]
    mentions: tuple[Match, ...]
    references: tuple[Match, ...] = ()


class PersonMatch(Struct, frozen=True, kw_only=True):
    """Somebody who is named: where (token ranges), and the tokens of the pronouns that stand for the same person."""

    official: str | None
    name: str
    mentions: tuple[tuple[int, int], ...]
    pronouns: tuple[int, ...]


class FigureMatch(Match, frozen=True, kw_only=True):
    """One quantity."""

    value: float | int | None
    low: float | int | None
    high: float | int | None
    unit: str
    dimension: Dimension
    comparator: Comparator
    measures: str | None
    per: str | None = None


class TopicMatch(Struct, frozen=True, kw_only=True):
    """One topic with its weight and the phrases that show it."""

    id: str
    salience: float
    mentions: tuple[Match, ...]


class ParticipantMatch(Struct, frozen=True, kw_only=True):
    """One party: an official by id, or a body or person by name."""

    official: str | None
    name: str
    side: Side | None = None


class MeetingMatch(Struct, frozen=True, kw_only=True):
    """One encounter with everything that the article says of it."""

    id: str
    kind: MeetingKind
    status: MeetingStatus
    name: str | None
    participants: tuple[ParticipantMatch, ...]
    date: DateInterval | None
    place: str | None
    topics: tuple[str, ...]
    rule: str
    evidence: tuple[Match, ...]


class LocationMatch(Struct, frozen=True, kw_only=True):
    """One stay or event: a place tied to a date."""

    id: str
    place: str
    date: DateInterval
    officials: tuple[str, ...]
    activity: Activity
    status: LocationStatus
    rule: str
    evidence: tuple[Match, ...]


class InterlocutorMatch(Struct, frozen=True, kw_only=True):
    """Who speaks or is spoken to: an official by id, somebody by name, or unnamed people by description."""

    official: str | None = None
    name: str | None = None
    description: str | None = None
    country: str | None = None
    organization: str | None = None


class StatementMatch(Struct, frozen=True, kw_only=True):
    """One utterance; each span is a stretch of it without quotation marks."""

    kind: StatementKind
    speaker: InterlocutorMatch | None
    verb: str | None
    addressee: InterlocutorMatch | None
    spans: tuple[Match, ...]
    topics: tuple[str, ...]
    meeting: str | None
    rule: str


class UnresolvedMatch(Match, frozen=True, kw_only=True):
    """Something found but not pinned down."""

    kind: UnresolvedKind
    reason: str
    candidates: tuple[str, ...] = ()


class WarningMatch(Struct, frozen=True):
    """Something about the whole article that the caller should know."""

    code: str
    message: str


M = TypeVar("M", bound=Match)


def quote(doc: Doc, match: Match) -> Quote:
    """The words of a match."""
    return Quote(start=match.start_char, end=match.end_char, text=text_of(doc)[match.start_char : match.end_char])


def stretch(doc: Doc | Tree, start: int, end: int, rule: str) -> Match:
    """The match of a stretch of tokens."""
    last = doc[end - 1]
    return Match(start=start, end=end, start_char=doc[start].idx, end_char=last.idx + len(last), rule=rule)


def clause(word: Token, start: int, end: int, longest: int, rule: str) -> Match:
    """A stretch around a word as far as its sentence goes, no longer than so many tokens and without marks and
    conjunctions at its edges."""
    doc, sentence = word.doc, word.sent
    start, end = max(start, sentence.start), min(end, sentence.end)
    if end - start > longest:
        start = max(start, word.i - longest // 2)
        end = min(end, start + longest)
    while end - start > 1 and doc[end - 1].pos_ in EDGES:
        end -= 1
    while end - start > 1 and doc[start].pos_ in EDGES:
        start += 1
    return stretch(doc, start, end, rule)


def by_token(matches: Iterable[M]) -> dict[int, M]:
    """The match that covers each token position; the first one where several do."""
    covering: dict[int, M] = {}
    for match in matches:
        for position in range(match.start, match.end):
            covering.setdefault(position, match)
    return covering
