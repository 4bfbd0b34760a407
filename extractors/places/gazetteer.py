"""Names of the world's countries, divisions, cities and features, in arrays that cost a worker little.

A name is looked up by the hash of its folded form; what is found are rows. `gathering` makes the arrays from the
packages that know the places.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from msgspec import Struct
from spacy.strings import get_string_id

from schemas.place import PlaceKind

FILE = Path(__file__).with_name("gazetteer.npz")
KINDS: tuple[PlaceKind, ...] = ("country", "region", "city", "facility", "water", "other")
ROW = np.dtype(
    [
        ("name", "u4"),  # where it begins among the letters; it ends before a line break
        ("kind", "i1"),
        ("country", "S2"),
        ("geonames_id", "i4"),
        ("latitude", "f8"),
        ("longitude", "f8"),
        ("population", "i4"),
        ("level", "i1"),
        ("region", "i4"),
    ]
)
"""A place as it is kept: a country, id or coordinate that is not known is empty, 0 or not a number."""


class Entry(Struct, frozen=True):
    """One place of the gazetteer. `level` is 0 for features, 1 and 2 for divisions; `region` is the row it lies in;
    `names` is by how many names it is known."""

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
    names: int


class Gazetteer:
    """Rows of places and the sorted hashes of their names; `origin` says from which packages they come."""

    def __init__(self, file: Path) -> None:
        with np.load(file) as arrays:
            self.origin = str(arrays["origin"])
            self._keys, self._rows, self._places = arrays["keys"], arrays["rows"], arrays["places"]
            self._letters = arrays["letters"].tobytes()
        self._names = np.bincount(self._rows, minlength=len(self._places)).astype(np.uint16)

    def __len__(self) -> int:
        return len(self._places)

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
        start, kind, country, geonames_id, latitude, longitude, population, level, region = self._places[row].item()
        return Entry(
            row=row,
            kind=KINDS[kind],
            name=self._letters[start : self._letters.index(b"\n", start)].decode(),
            country=country.decode() or None,
            geonames_id=geonames_id or None,
            latitude=None if latitude != latitude else latitude,
            longitude=None if longitude != longitude else longitude,
            population=population,
            level=level,
            region=region,
            names=int(self._names[row]),
        )

    def countries(self) -> Iterator[Entry]:
        """The countries, which are the first rows."""
        for row in range(len(self)):
            entry = self.entry(row)
            if entry.kind != "country":
                return
            yield entry


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once in a process."""
    return Gazetteer(FILE)
