"""A dossier beside an official record of travel: what agrees, and what only one side has."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Country, Record

Agreement = Literal["full", "partial", "only_record", "only_dossier"]


class TravelRecord(Record, frozen=True, kw_only=True):
    """One stop of an official record of travel."""

    id: Annotated[str, Meta(description="Id in the record.", examples=["travel-3269"])]
    who: Annotated[str, Meta(description="Name of the traveller.")]
    start: Annotated[date, Meta(description="First day, ISO 8601.")]
    end: Annotated[date, Meta(description="Last day, inclusive, ISO 8601.")]
    country: Annotated[str, Meta(description="The country as the record names it.", examples=["Korea, South"])]
    locale: Annotated[str | None, Meta(description="The cities, as the record names them.")]
    remarks: Annotated[str | None, Meta(description="Whom the traveller met and what for.")]


class Stop(Record, frozen=True, kw_only=True):
    """One stop, as both sides have it."""

    agreement: Annotated[
        Agreement,
        Meta(description="full: days, city and everybody whom the record names; partial: the stop, but not all of it."),
    ]
    traveller: Annotated[str, Meta(description="Who travels.")]
    country: Annotated[Country | None, Meta(description="The country of the stop.")]
    record: Annotated[TravelRecord | None, Meta(description="The record; null where only the dossier has the stop.")]
    dossier: Annotated[str | None, Meta(description="Id of the dossier; null where only the record has the stop.")]
    place: Annotated[str | None, Meta(description="The place of the dossier's leg.")]
    start: Annotated[date | None, Meta(description="First day of the dossier's leg.")]
    end: Annotated[date | None, Meta(description="Last day of the dossier's leg.")]
    same_days: Annotated[bool, Meta(description="Whether both give the same days.")]
    same_place: Annotated[bool, Meta(description="Whether the record names the place of the dossier's leg.")]
    met_in_both: Annotated[tuple[str, ...], Meta(description="Whom the traveller met, on both sides.")]
    met_in_record: Annotated[tuple[str, ...], Meta(description="Whom only the record names.")]
    met_in_dossier: Annotated[tuple[str, ...], Meta(description="Whom only the dossier names.")]


class Reconciliation(Record, frozen=True, kw_only=True):
    """Every stop of the travellers of the dossiers in the time of their trips."""

    stops: Annotated[tuple[Stop, ...], Meta(description="By traveller and day.")]
