"""An answer in the files that analysts already work with: GeoJSON, iCalendar, CSV, an HTML report."""

from collections.abc import Callable

from msgspec import Struct

from exports.csv import to_csv
from exports.geojson import to_geojson
from exports.icalendar import to_icalendar
from exports.report import to_report
from schemas.article import Article
from schemas.extraction import Extraction

__all__ = ("EXPORTS", "Export", "to_csv", "to_geojson", "to_icalendar", "to_report")

Write = Callable[[Article, Extraction], bytes]


class Export(Struct, frozen=True):
    """A file format: its name in `?format=` and on the command line, its media type, and what writes it."""

    name: str
    media_type: str
    suffix: str
    description: str
    write: Write


def _of_answer(write: Callable[[Extraction], bytes]) -> Write:
    """A writer that needs the answer alone."""
    return lambda _, answer: write(answer)


EXPORTS: tuple[Export, ...] = (
    Export("geojson", "application/geo+json", ".geojson", "Places, dated locations and trips.", _of_answer(to_geojson)),
    Export("csv", "application/zip", ".zip", "A table of each kind of record.", _of_answer(to_csv)),
    Export(
        "icalendar", "text/calendar", ".ics", "Dated locations and meetings that lie ahead.", _of_answer(to_icalendar)
    ),
    Export("html", "text/html", ".html", "The article with its records, in one file.", to_report),
)
