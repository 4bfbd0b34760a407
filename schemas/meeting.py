"""Encounters of identified parties."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Evidence, Record, Rule
from schemas.date import DateInterval

MeetingKind = Literal["talks", "call", "summit", "press_conference", "ceremony", "audience"]
MeetingStatus = Literal["held", "ongoing", "planned", "proposed", "cancelled", "postponed"]
Side = Literal["host", "visitor", "mediator", "observer", "absent"]


class Participant(Record, frozen=True, kw_only=True):
    """One party to a meeting."""

    official: Annotated[str | None, Meta(description="Id of an official of this answer, or null.", examples=["o1"])]
    name: Annotated[str, Meta(description="Name of the person or body.", examples=["Ana María Quispe"])]
    side: Annotated[Side | None, Meta(description="The part it plays, where the article says so.")]


class Meeting(Record, frozen=True, kw_only=True):
    """One encounter, however often the article tells of it."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["m1"])]
    kind: Annotated[MeetingKind, Meta(description="The form of the encounter.")]
    status: Annotated[MeetingStatus, Meta(description="Whether it happened, will, may or will not.")]
    name: Annotated[str | None, Meta(description="A gathering's own name.", examples=["Fourth Andean Forum"])]
    participants: Annotated[tuple[Participant, ...], Meta(description="The identified parties.")]
    date: Annotated[DateInterval | None, Meta(description="When; null where not said.")]
    place: Annotated[str | None, Meta(description="Id of a place of this answer, or null.", examples=["p2"])]
    topics: Annotated[tuple[str, ...], Meta(description="Ids of the topics that the article ties to it.")]
    rule: Rule
    evidence: Evidence
