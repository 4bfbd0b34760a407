"""Places, dated locations and trips as GeoJSON (RFC 7946)."""

from typing import Any

import msgspec

from schemas.extraction import Extraction
from schemas.place import Place
from schemas.trip import Trip


def to_geojson(answer: Extraction) -> bytes:
    """A FeatureCollection: a point for each place and dated location, a line for each trip; null where not known."""
    places = {place.id: place for place in answer.places}
    names = {official.id: official.name for official in answer.officials}
    features = [
        _feature(place.id, place, {"record": "place", "mentions": len(place.mentions)}) for place in places.values()
    ]
    for stay in answer.dated_locations:
        properties = {
            "record": "dated_location",
            "start": stay.date.start,
            "end": stay.date.end,
            "edtf": stay.date.edtf,
            "activity": stay.activity,
            "status": stay.status,
            "officials": [names[official] for official in stay.officials],
            "evidence": [quote.text for quote in stay.evidence],
        }
        features.append(_feature(stay.id, places[stay.place], properties))
    for trip in answer.trips:
        features.append(_line(trip, places, [names[official] for official in trip.travellers]))
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _line(trip: Trip, places: dict[str, Place], travellers: list[str]) -> dict[str, Any]:
    """A trip from stop to stop; the stops without a point are left out of the line and kept in the properties."""
    stops = [places[leg.place] if leg.place else None for leg in trip.legs]
    points = [point for point in map(_point, filter(None, stops)) if point]
    return {
        "type": "Feature",
        "id": trip.id,
        "geometry": {"type": "LineString", "coordinates": points} if len(points) > 1 else None,
        "properties": {
            "record": "trip",
            "travellers": travellers,
            "status": trip.status,
            "purpose": trip.purpose,
            "stops": [stop.name if stop else leg.country for leg, stop in zip(trip.legs, stops, strict=True)],
        },
    }


def _point(place: Place) -> list[float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return [place.longitude, place.latitude]


def _feature(identifier: str, place: Place, properties: dict[str, Any]) -> dict[str, Any]:
    point = _point(place)
    geometry = {"type": "Point", "coordinates": point} if point else None
    about = {"name": place.name, "kind": place.kind, "country": place.country, "geonames_id": place.geonames_id}
    return {"type": "Feature", "id": identifier, "geometry": geometry, "properties": about | properties}
