"""Which places are one: by GeoNames id, else by name and country."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct, field

from dossiers.conflicts import Choice, Claim, majority
from dossiers.identity import stable_id
from dossiers.names import words_of
from dossiers.reports import Answered
from schemas.place import Place, PlaceKind

# How exactly a kind of place says where something is.
EXACTNESS: dict[PlaceKind, int] = {"facility": 4, "city": 3, "region": 2, "water": 2, "other": 2, "country": 1}


class Site(Struct, dict=True):
    """One place with everything that articles call it."""

    id: str
    told: dict[str, list[Place]] = field(default_factory=dict)  # article → the place there

    @cached_property
    def place(self) -> Place:
        """The place as the first article in order has it."""
        return min(self.told[min(self.told)], key=lambda place: place.id)

    @cached_property
    def kind(self) -> PlaceKind:
        """What sort of place most articles take it for."""
        counted = Counter(place.kind for places in self.told.values() for place in places)
        return min(counted, key=lambda kind: (-counted[kind], kind))

    @property
    def country(self) -> str | None:
        """The country that it lies in."""
        return self.place.country


class Sites(Struct):
    """All places, and where each place of each article belongs."""

    by_id: dict[str, Site]
    of: dict[tuple[str, str], str]  # article and id there → id here


def to_sites(reports: Iterable[Answered]) -> Sites:
    """One site for each place."""
    sites: dict[str, Site] = {}
    of: dict[tuple[str, str], str] = {}
    for report in reports:
        for place in report.answer.places:
            site = stable_id("place", *identity(place))
            sites.setdefault(site, Site(site)).told.setdefault(report.id, []).append(place)
            of[report.id, place.id] = site
    return Sites(sites, of)


def identity(place: Place) -> tuple[str, ...]:
    """What makes a place that place, whatever an article calls it."""
    if place.geonames_id is not None:
        return (str(place.geonames_id),)
    return (" ".join(words_of(place.name)) or place.name, place.country or "")


def spelling(claims: list[Claim]) -> Choice:
    """The spelling of most articles; between spellings of as many, the one that kept its accents."""
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        counted[claim.value].add(claim.source)
    most = max(map(len, counted.values()))
    leading = [claim for claim in claims if len(counted[claim.value]) == most]
    values = {claim.value for claim in leading}
    if len(values) > 1:
        marks = {value: sum(not character.isascii() for character in value) for value in values}
        marked = {value for value in values if marks[value] == max(marks.values())}
        if len(marked) == 1:
            return Choice(marked.pop(), "given by as many articles as others; accents are lost more often than added")
    return majority(leading)
