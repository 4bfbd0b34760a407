"""An answer in the files that analysts already work with: GeoJSON, iCalendar, CSV."""

from collections.abc import Callable

from msgspec import Struct

from exports.csv import to_csv
from exports.geojson import to_geojson
from exports.icalendar import to_icalendar
from schemas.extraction import Extraction

__all__ = ("EXPORTS", "Export", "to_csv", "to_geojson", "to_icalendar")


class Export(Struct, frozen=True):
    """A file format: its name in `?format=` and on the command line, its media type, and the answer written in it."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Extraction], bytes]


EXPORTS: tuple[Export, ...] = (
    Export("geojson", "application/geo+json", ".geojson", to_geojson),
    Export("icalendar", "text/calendar", ".ics", to_icalendar),
    Export("csv", "application/zip", ".zip", to_csv),
)
