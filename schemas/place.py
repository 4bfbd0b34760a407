"""Named places with their codes and coordinates."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Country, Quote, Record

PlaceKind = Literal["country", "region", "city", "facility", "water", "other"]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class PlaceMention(Quote, frozen=True, kw_only=True):
    """One naming of a place."""

    metonym: Annotated[bool, Meta(description="True where the place's name plainly stands for its government.")]


class Place(Record, frozen=True, kw_only=True):
    """One named place."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["p1"])]
    name: Annotated[str, Meta(description="The name as the article has it.", examples=["Valparaíso"])]
    kind: Annotated[PlaceKind, Meta(description="What sort of place it is.")]
    country: Annotated[Country | None, Meta(description="The country it lies in; null for supranational regions.")]
    geonames_id: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="GeoNames id, where known.")]
    latitude: Annotated[Latitude | None, Meta(description="Degrees north, WGS 84.")]
    longitude: Annotated[Longitude | None, Meta(description="Degrees east, WGS 84.")]
    mentions: Annotated[tuple[PlaceMention, ...], Meta(description="All places where it is named.")]
