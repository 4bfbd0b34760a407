"""Journeys of officials: who travels where, leg by leg."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Country, Evidence, Record, Rule
from schemas.date import DateInterval

TripStatus = Literal["announced", "under_way", "completed", "postponed", "cancelled"]


class Leg(Record, frozen=True, kw_only=True):
    """One stop of a trip; a leg that the article counts but does not name has neither place nor country."""

    place: Annotated[str | None, Meta(description="Id of a place of this answer; null where not named.")]
    country: Annotated[Country | None, Meta(description="The country of the stop; null where not named.")]
    date: Annotated[DateInterval | None, Meta(description="The days of the stay; null where not said.")]
    status: Annotated[TripStatus, Meta(description="How far this leg has come, seen from the reference date.")]
    hosts: Annotated[tuple[str, ...], Meta(description="Ids of the officials who receive the travellers there.")]
    meetings: Annotated[tuple[str, ...], Meta(description="Ids of the meetings held there.")]
    evidence: Evidence


class Trip(Record, frozen=True, kw_only=True):
    """One journey of one official, or of several who travel together."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["t1"])]
    travellers: Annotated[tuple[str, ...], Meta(description="Ids of the officials who travel.")]
    status: Annotated[TripStatus, Meta(description="How far the whole has come, seen from the reference date.")]
    purpose: Annotated[
        str | None, Meta(description="Why, in the article's words.", examples=["to sign a fisheries treaty"])
    ]
    legs: Annotated[tuple[Leg, ...], Meta(description="Its stops in order, those not named included.")]
    rule: Rule
    evidence: Evidence
