"""From sightings with their choices to places: one for each identity, named by its fullest form."""

import re
from collections.abc import Sequence

from msgspec import Struct

from extractors.countries import fold, initials, table
from extractors.matches import PlaceMatch, PlaceMention, UnresolvedMatch
from extractors.places.gazetteer import Entry
from extractors.places.metonyms import Metonyms
from extractors.places.page import Page
from extractors.places.resolve import Choice
from extractors.places.sighting import Sighting
from schemas.place import PlaceKind

# Kinds of which a name without a gazetteer entry may take the country of its surroundings.
GROUNDED = frozenset({"facility", "region", "city", "other"})
# Kinds of places where others lie; words before one where the text then is; words between a place and where it lies.
SCENES = frozenset({"city", "country", "region"})
STANDING = frozenset({"at", "in", "inside", "into", "near", "outside", "reached", "visited", "visiting"})
NEAR = 200  # namings of places around one that can say where it is
BESIDE = re.compile(
    r",|\(|(?:,? (?:an? |the )?[\w’' -]{1,40}? |,? ?)?(?:in|of|near|outside)(?: the)?(?: [\w-]{2,12}ern| central)?"
)

Identity = tuple[str, ...]


class Reading(Struct, frozen=True):
    """A sighting with what is known of its place."""

    sighting: Sighting
    entry: Entry | None
    kind: PlaceKind
    country: str | None
    identity: Identity
    around: Entry | None = None


def merge(
    page: Page, sightings: Sequence[Sighting], choices: Sequence[Choice], metonyms: Metonyms
) -> tuple[tuple[PlaceMatch, ...], tuple[UnresolvedMatch, ...]]:
    """The places of a document by first mention, and the names that fit several places equally."""
    groups: dict[Identity, list[Reading]] = {}
    unresolved = []
    readings = ground(page, [read(sighting, choice) for sighting, choice in zip(sightings, choices, strict=True)])
    for reading, choice in zip(readings, choices, strict=True):
        groups.setdefault(reading.identity, []).append(reading)
        if len(choice.candidates) > 1 and len(groups[reading.identity]) == 1:
            unresolved.append(ambiguous(page, reading.sighting, choice))
    join(groups)
    ordered = sorted(groups.values(), key=lambda group: group[0].sighting.start)
    places = tuple(place(page, number, group, metonyms) for number, group in enumerate(ordered, 1))
    return places, tuple(unresolved)


def read(sighting: Sighting, choice: Choice) -> Reading:
    """What a choice says of a sighting."""
    entry = choice.entry
    if entry is None:
        kind: PlaceKind = sighting.kind or (choice.candidates[0].kind if choice.candidates else "other")
        return Reading(sighting, None, kind, choice.country, ("name", sighting.name, kind), choice.around)
    identity = ("country", entry.country or "") if entry.kind == "country" else ("row", str(entry.row))
    country = entry.country or (choice.country if entry.kind == "region" else None)
    return Reading(sighting, entry, entry.kind, country, identity)


def ground(page: Page, readings: Sequence[Reading]) -> list[Reading]:
    """Give places without an entry the country of the place that the text puts them in."""
    known: dict[Identity, str] = {}
    found = []
    for at, reading in enumerate(readings):
        if reading.entry is None and reading.country is None and reading.kind in GROUNDED:
            country = known.get(reading.identity) or surroundings(page, readings, at)
            if country is not None:
                known[reading.identity] = country
                reading = Reading(reading.sighting, None, reading.kind, country, reading.identity)
        found.append(reading)
    return found


def surroundings(page: Page, readings: Sequence[Reading], at: int) -> str | None:
    """The country of the place that the text puts a name in.

    That is, first found: what follows after "in", a comma or "south of"; where its sentence or paragraph is set; the
    dateline or heading above it; where an earlier paragraph is set; any place before it, or after it.
    """
    here = readings[at].sighting
    for after in readings[at + 1 : at + 3]:
        if after.country and BESIDE.fullmatch(page.gap(here.end, after.sighting.start)):
            return after.country
    paragraph = page.line(here.start)
    above = None
    near = reversed(readings[max(0, at - NEAR) : at])
    earlier = [before for before in near if before.country and before.kind in SCENES]
    for before in earlier:
        start = before.sighting.start
        if start >= paragraph and page.before(start) in STANDING:
            return before.country
        if page.leads(start) and page.heads(before.sighting.end):
            above = above or before.country
    for before in earlier:
        if above is None and page.before(before.sighting.start) in STANDING:
            return before.country
    if above is None and earlier:
        above = earlier[0].country
    return above or next((after.country for after in readings[at + 1 : at + NEAR] if after.country), None)


def join(groups: dict[Identity, list[Reading]]) -> None:
    """Put a shortened name without an entry to the longer one that begins or ends with it."""
    names = [identity for identity in groups if identity[0] == "name"]
    for short in sorted(names, key=lambda identity: len(identity[1])):
        words = short[1].split()
        for full in names:
            longer = full[1].split()
            if full in groups and len(longer) > len(words) and words in (longer[: len(words)], longer[-len(words) :]):
                groups[full] = sorted(groups[full] + groups.pop(short), key=lambda r: r.sighting.start)
                break


def ambiguous(page: Page, sighting: Sighting, choice: Choice) -> UnresolvedMatch:
    """The entry of a name that several places fit."""
    start, end = page.characters(sighting.start, sighting.end)
    return UnresolvedMatch(
        start=sighting.start,
        end=sighting.end,
        start_char=start,
        end_char=end,
        rule="places.ambiguous",
        kind="place",
        reason="several places of this name fit the article equally",
        candidates=tuple(f"{entry.name}, {entry.country} ({entry.kind})" for entry in choice.candidates),
    )


def place(page: Page, number: int, group: Sequence[Reading], metonyms: Metonyms) -> PlaceMatch:
    """One place from its readings."""
    lead = group[0]
    entry = lead.entry
    point = entry or lead.around
    seat = entry is not None and (
        fold(entry.name) in table("seat")
        or (lead.kind == "city" and lead.country in table("capital").get(fold(entry.name), ()))
    )
    mentions = []
    for reading in group:
        sighting = reading.sighting
        start, end = page.characters(sighting.start, sighting.end)
        mentions.append(
            PlaceMention(
                start=sighting.start,
                end=sighting.end,
                start_char=start,
                end_char=end,
                rule=sighting.rule,
                metonym=metonyms(page.doc, sighting, lead.kind, seat),
            )
        )
    texts = [page.text[mention.start_char : mention.end_char] for mention in mentions]
    return PlaceMatch(
        id=f"p{number}",
        name=fullest(texts),
        kind=lead.kind,
        country=next((reading.country for reading in group if reading.country), None),
        geonames_id=None if entry is None else entry.geonames_id,
        latitude=None if point is None else point.latitude,
        longitude=None if point is None else point.longitude,
        mentions=tuple(mentions),
    )


def fullest(texts: Sequence[str]) -> str:
    """The name among the forms of the text: no initials or capitals where there is better, then the longest.

    >>> fullest(["U.K.", "Britain", "United Kingdom"]), fullest(["LIMA", "Lima"]), fullest(["Cusco", "Cusco"])
    ('United Kingdom', 'Lima', 'Cusco')
    """
    short = initials()
    return min(texts, key=lambda text: (text in short, text.isupper(), -len(text)))
