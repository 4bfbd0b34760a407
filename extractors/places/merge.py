"""From sightings with their choices to places: one for each identity, named by its fullest form."""

from collections.abc import Sequence

from msgspec import Struct
from spacy.tokens import Doc

from extractors.countries import fold, initials, table
from extractors.matches import PlaceMatch, PlaceMention, UnresolvedMatch
from extractors.places.gazetteer import Entry
from extractors.places.metonyms import Metonyms
from extractors.places.resolve import Choice
from extractors.places.sightings import Sighting
from schemas.place import PlaceKind

# Kinds of which a name without a gazetteer entry may take the country of its surroundings.
GROUNDED = frozenset({"facility", "region", "city", "other"})


class Reading(Struct, frozen=True):
    """A sighting with what is known of its place."""

    sighting: Sighting
    entry: Entry | None
    kind: PlaceKind
    country: str | None
    identity: tuple[str, ...]


def merge(
    doc: Doc, sightings: Sequence[Sighting], choices: Sequence[Choice], metonyms: Metonyms
) -> tuple[tuple[PlaceMatch, ...], tuple[UnresolvedMatch, ...]]:
    """The places of a document by first mention, and the names that fit several places equally."""
    groups: dict[tuple[str, ...], list[Reading]] = {}
    unresolved = []
    readings = [read(sighting, choice) for sighting, choice in zip(sightings, choices, strict=True)]
    readings = ground(doc, readings)
    for reading, choice in zip(readings, choices, strict=True):
        groups.setdefault(reading.identity, []).append(reading)
        if len(choice.candidates) > 1 and len(groups[reading.identity]) == 1:
            unresolved.append(ambiguous(doc, reading.sighting, choice))
    join(groups)
    places = tuple(place(doc, f"p{n}", group, metonyms) for n, group in enumerate(groups.values(), 1))
    return places, tuple(unresolved)


def read(sighting: Sighting, choice: Choice) -> Reading:
    """What a choice says of a sighting."""
    entry = choice.entry
    if entry is None:
        kind: PlaceKind = sighting.kind or (choice.candidates[0].kind if choice.candidates else "other")
        return Reading(sighting, None, kind, None, ("name", sighting.name, kind))
    identity = ("country", entry.country or "") if entry.kind == "country" else ("row", str(entry.row))
    return Reading(sighting, entry, entry.kind, entry.country, identity)


def ground(doc: Doc, readings: Sequence[Reading]) -> list[Reading]:
    """Give places without an entry the country of the place beside them, else of the last one of their paragraph."""
    known: dict[tuple[str, ...], str] = {}
    found = []
    for at, reading in enumerate(readings):
        if reading.entry is None and reading.kind in GROUNDED:
            country = known.get(reading.identity) or nearby(doc, readings, at)
            if country is not None:
                known[reading.identity] = country
                reading = Reading(reading.sighting, None, reading.kind, country, reading.identity)
        found.append(reading)
    return found


def nearby(doc: Doc, readings: Sequence[Reading], at: int) -> str | None:
    """The country of the place that follows after a comma or "in", of the last in the sentence, or of the dateline."""
    here = readings[at].sighting
    if at + 1 < len(readings):
        after = readings[at + 1]
        gap = doc[here.end : after.sighting.start].text.strip().lower()
        if gap in {",", "in", "(", "in the", ", in", "of"} and after.country:
            return after.country
    for before in reversed(readings[:at]):
        if before.country is None or before.kind not in {"city", "country", "region"}:
            continue
        stretch = doc[before.sighting.end : here.start].text
        if "\n" in stretch and before.kind == "country":
            continue
        return before.country
    return next((reading.country for reading in readings[at + 1 :] if reading.country), None)


def join(groups: dict[tuple[str, ...], list[Reading]]) -> None:
    """Put a shortened name without an entry to the longer one that begins or ends with it."""
    names = [identity for identity in groups if identity[0] == "name"]
    for short in sorted(names, key=lambda identity: len(identity[1])):
        words = short[1].split()
        for full in names:
            longer = full[1].split()
            if full in groups and len(longer) > len(words) and words in (longer[: len(words)], longer[-len(words) :]):
                groups[full] = sorted(groups[full] + groups.pop(short), key=lambda r: r.sighting.start)
                break


def ambiguous(doc: Doc, sighting: Sighting, choice: Choice) -> UnresolvedMatch:
    """The entry of a name that several places fit."""
    first, last = doc[sighting.start], doc[sighting.end - 1]
    return UnresolvedMatch(
        start=sighting.start,
        end=sighting.end,
        start_char=first.idx,
        end_char=last.idx + len(last),
        rule="places.ambiguous",
        kind="place",
        reason="several places of this name fit the article equally",
        candidates=tuple(f"{entry.name}, {entry.country} ({entry.kind})" for entry in choice.candidates),
    )


def place(doc: Doc, id: str, group: Sequence[Reading], metonyms: Metonyms) -> PlaceMatch:
    """One place from its readings."""
    lead = group[0]
    entry = lead.entry
    seat = entry is not None and (
        fold(entry.name) in table("seat")
        or (lead.kind == "city" and lead.country in table("capital").get(fold(entry.name), ()))
    )
    mentions = []
    for reading in group:
        sighting = reading.sighting
        first, last = doc[sighting.start], doc[sighting.end - 1]
        mentions.append(
            PlaceMention(
                start=sighting.start,
                end=sighting.end,
                start_char=first.idx,
                end_char=last.idx + len(last),
                rule=sighting.rule,
                metonym=metonyms(doc, sighting, lead.kind, seat),
            )
        )
    texts = [doc.text[mention.start_char : mention.end_char] for mention in mentions]
    return PlaceMatch(
        id=id,
        name=fullest(texts),
        kind=lead.kind,
        country=next((reading.country for reading in group if reading.country), None),
        geonames_id=entry and entry.geonames_id,
        latitude=entry and entry.latitude,
        longitude=entry and entry.longitude,
        mentions=tuple(mentions),
    )


def fullest(texts: Sequence[str]) -> str:
    """The name among the forms of the text: no initials or capitals where there is better, then the longest.

    >>> fullest(["U.K.", "Britain", "United Kingdom"]), fullest(["LIMA", "Lima"]), fullest(["Cusco", "Cusco"])
    ('United Kingdom', 'Lima', 'Cusco')
    """
    short = initials()
    return min(texts, key=lambda text: (text in short, text.isupper(), -len(text)))
