"""Places and dated locations as GeoJSON (RFC 7946)."""

from typing import Any

import msgspec

from schemas.extraction import Extraction
from schemas.place import Place


def to_geojson(answer: Extraction) -> bytes:
    """A FeatureCollection: a feature for each place and each dated location; geometry null where no point is known."""
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
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _feature(identifier: str, place: Place, properties: dict[str, Any]) -> dict[str, Any]:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    about = {"name": place.name, "kind": place.kind, "country": place.country, "geonames_id": place.geonames_id}
    return {"type": "Feature", "id": identifier, "geometry": point, "properties": about | properties}
