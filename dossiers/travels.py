"""Read official records of travel: the trip files of the US Office of the Historian, or the same as JSON lines.

Source of the form: github.com/HistoryAtState/travels, schema/trips.rnc.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from extractors.countries import country_of_name
from schemas.reconciliation import TravelRecord

# Field of a record: element of a trip.
ELEMENTS = {
    "id": "id",
    "who": "name",
    "start": "start-date",
    "end": "end-date",
    "country": "country",
    "locale": "locale",
    "remarks": "remarks",
}


class TravelsError(ValueError):
    """The file holds no record of travel; the message says why."""


def read_travels(body: bytes) -> list[TravelRecord]:
    """The records of a file of XML or of JSON lines, each stay once. Errors: TravelsError."""
    found = _from_xml(body) if body.lstrip()[:1] == b"<" else _from_lines(body)
    return sorted(_distinct(found), key=lambda record: (record.who, record.start, record.end, record.id))


def _from_xml(body: bytes) -> Iterator[TravelRecord]:
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise TravelsError(f"no safe XML: {error}") from error
    for trip in root.iter("trip"):
        yield _converted({field: _text(trip, element) for field, element in ELEMENTS.items()})


def _text(trip: Element, element: str) -> str | None:
    """The words of an element, without its line breaks; null where there are none."""
    child = trip.find(element)
    return None if child is None else " ".join("".join(child.itertext()).split()) or None


def _from_lines(body: bytes) -> Iterator[TravelRecord]:
    for line in body.splitlines():
        if line.strip():
            try:
                given = msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise TravelsError(f"no JSON lines: {error}") from error
            fields = {field: given.get(field) for field in ELEMENTS}
            yield _converted(fields | {"who": given.get("who") or given.get("official")})


def _converted(fields: dict[str, Any]) -> TravelRecord:
    try:
        return msgspec.convert(fields, TravelRecord)
    except msgspec.ValidationError as error:
        raise TravelsError(f"record {fields.get('id')}: {error}") from error


def _distinct(records: Iterable[TravelRecord]) -> Iterable[TravelRecord]:
    """Each stay once, with the longest remarks: records are entered twice at times."""
    found: dict[tuple[object, ...], TravelRecord] = {}
    for record in records:
        key = (record.who, record.start, record.end, record.country, record.locale)
        kept = found.get(key)
        if kept is None or len(record.remarks or "") > len(kept.remarks or ""):
            found[key] = record
    return found.values()


def country_of(name: str) -> str | None:
    """The code of a country as a record names it.

    >>> country_of("Korea, South"), country_of("Denmark (Greenland)"), country_of("Atlantis")
    ('KR', 'DK', None)
    """
    plain = re.sub(r"\s*\(.*\)", "", name)
    last, _, first = plain.partition(", ")
    return country_of_name(plain) or country_of_name(f"{first} {last}".strip())
