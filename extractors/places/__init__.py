"""Places: every named country, region, city, water and venue, with country and coordinates where known."""

from extractors.places.component import Places
from extractors.places.records import to_records

__all__ = ["Places", "to_records"]
