"""Places tied to dates: stays, journeys and events, and who is there."""

from extractors.locations.component import Config, Locations
from extractors.locations.records import to_records

__all__ = ("Config", "Locations", "to_records")
