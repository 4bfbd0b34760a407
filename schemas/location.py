"""Who or what was, is or will be where on which dates."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Evidence, Record, Rule
from schemas.date import DateInterval

Activity = Literal[
    "visit", "meeting", "event", "election", "statement", "departure", "arrival", "agreement", "conflict", "other"
]
LocationStatus = Literal["past", "ongoing", "planned"]


class DatedLocation(Record, frozen=True, kw_only=True):
    """One stay or event: a place tied to a date."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["l1"])]
    place: Annotated[str, Meta(description="Id of a place of this answer.", examples=["p1"])]
    date: Annotated[DateInterval, Meta(description="When, resolved to at least a year.")]
    officials: Annotated[tuple[str, ...], Meta(description="Ids of the officials who are there.")]
    activity: Annotated[Activity, Meta(description="What goes on there.")]
    status: Annotated[LocationStatus, Meta(description="Past, ongoing or planned, seen from the reference date.")]
    rule: Rule
    evidence: Evidence
