"""Which place a name stands for: what the gazetteer offers, weighed by what else the article names."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractors.countries import fold, table
from extractors.places.gazetteer import Entry, Gazetteer
from extractors.places.page import Page
from extractors.places.sighting import Sighting
from schemas.place import PlaceKind

# Weight of a candidate before the article is asked; a city has the logarithm of its people.
COUNTRY, FEATURE, DIVISION, DISTRICT = 7.2, 6.5, 4.5, 3.0
CAPITAL = 1.2
# Seats of the UN's and Europe's bodies, where diplomats of all countries meet.
SEAT = 3.2
# Whoever governs a division, right after its name.
GOVERNING = frozenset({"gov", "gov.", "governor"})
SEATS = frozenset({("geneva", "CH"), ("strasbourg", "FR"), ("hague", "NL")})
SMALLEST = 300
# What the article adds: the country is named, and how much of all naming; the division is named; "city, country"; the
# same name stands in such a pair; the country's adjective is before it; the word after it fits; the usual one.
NAMED, SHARE, WITHIN, PAIRED, ECHOED, OWNED, FITTING, USUAL = 1.3, 2.6, 1.5, 6.0, 2.0, 4.0, 3.0, 0.4
# Below this margin between candidates of different countries nothing is chosen.
MARGIN = 0.35
# A division weighs the logarithm of its people less this, for its name is rather its city's; a city weighs less by a
# name that is not its own.
SPREAD, ALIAS = 1.2, 0.7
# The world's cities have a name in each language: what the logarithm of the number of names adds, from so many on.
FAME, KNOWN = 3.0, 12
# From this margin on, a choice counts as evidence for other names.
PLAIN = 1.5
# A city below this is not chosen among namesakes of several countries where the article names none of them, unless it
# is ahead of them by such a margin.
FAMOUS, CLEAR = 300_000, 0.5
# What stands between the members of a list, and what one of divisions says of each.
LIST, LISTED = frozenset({",", "and", "or", ", and", ", or", "&"}), 2.5
# What stands between a place and the one it lies in.
GAP = re.compile(r"(,|\()|(?:,? in|of|-)(?: the)?(?: [\w-]{2,12}ern| central)?")
# Ranks of places: countries and first-level divisions are 0 and 1.
CITY = 2

Key = tuple[str, PlaceKind | None, int | str]


class Choice(Struct, frozen=True):
    """What a name stands for: an entry, or none with the candidates that fit equally.

    `country` is known from the words around the name; `around` is the town that a district is named after.
    """

    entry: Entry | None
    candidates: tuple[Entry, ...] = ()
    country: str | None = None
    around: Entry | None = None


class Weighing(Struct):
    """What the article says of the candidates."""

    countries: dict[str, float]
    regions: set[int]
    bonus: dict[tuple[Key, int], float]


class Resolver:
    """Chooses an entry for each sighting of a page."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, page: Page, sightings: Sequence[Sighting]) -> list[Choice]:
        """One choice for each sighting; equal names in equal company get equal choices."""
        options = {s.name: [self.gazetteer.entry(row) for row in s.rows] for s in sightings}
        said = adjectives(page, sightings)
        owners = [owner(page, sightings, at, options, said) for at in range(len(sightings))]
        keys, bonus = pairs(page, sightings, options, owners)
        for key, row in lists(page, sightings, options, keys):
            bonus[key, row] = bonus.get((key, row), 0.0) + LISTED
        countries = Counter(named(sightings, options))
        countries.update(code for codes in said.values() for code in codes if len(codes) == 1)
        regions = set(divisions(sightings, options))
        chosen: dict[Key, Choice] = {}
        for _ in range(2):
            total = sum(countries.values())
            shares = {code: NAMED + SHARE * count / total for code, count in countries.items()}
            weighing = Weighing(shares, regions, bonus)
            plain: list[Entry] = []
            for key in dict.fromkeys(keys):
                chosen[key], margin = choose(key, options[key[0]], weighing)
                entry = chosen[key].entry
                if entry is not None and entry.kind in {"city", "region"} and margin >= PLAIN:
                    plain.append(entry)
            countries = countries + Counter(entry.country for entry in plain if entry.country)
            regions = {e.row if e.kind == "region" else e.region for e in plain}
        return [
            replace(chosen[key], country=chosen[key].country or country)
            for key, country in zip(keys, owners, strict=True)
        ]


def named(sightings: Sequence[Sighting], options: dict[str, list[Entry]]) -> Iterator[str]:
    """The countries that the article names, names that are a division of another country too apart."""
    for sighting in sightings:
        codes = {entry.country for entry in options[sighting.name] if entry.kind == "country"}
        rivals = any(e.level == 1 and e.country not in codes for e in options[sighting.name])
        if len(codes) == 1 and not rivals and (code := codes.pop()):
            yield code


def divisions(sightings: Sequence[Sighting], options: dict[str, list[Entry]]) -> Iterator[int]:
    """The rows of the first-level divisions that the article names by names of nothing else."""
    for sighting in sightings:
        entries = options[sighting.name]
        if len(entries) == 1 and entries[0].level == 1:
            yield entries[0].row


def owner(
    page: Page,
    sightings: Sequence[Sighting],
    at: int,
    options: dict[str, list[Entry]],
    said: dict[int, tuple[str, ...]],
) -> str | None:
    """The country whose adjective or possessive stands before a name: "Iraqi Gorda", "Peru's Gorda region"."""
    start = sightings[at].start
    for back in (1, 2, 3, 4):
        i = start - back
        if i in said and (back == 1 or page.gap(i + 1, start) in {"city of", "town of", "village of", "province of"}):
            return said[i][0] if len(said[i]) == 1 else None
    if at and page.gap(sightings[at - 1].end, start) in {"'s", "’s"}:
        codes = [entry.country for entry in options[sightings[at - 1].name] if entry.kind == "country"]
        return codes[0] if codes else None
    return None


def pairs(
    page: Page, sightings: Sequence[Sighting], options: dict[str, list[Entry]], owners: Sequence[str | None]
) -> tuple[list[Key], dict[tuple[Key, int], float]]:
    """Names with what stands beside them, and what that says for the candidates."""
    keys: list[Key] = []
    bonus: dict[tuple[Key, int], float] = {}
    for sighting, country in zip(sightings, owners, strict=True):
        inside = [e for e in options[sighting.name] if e.country == country and e.kind != "country"] if country else []
        key: Key = (sighting.name, sighting.kind, country if country and inside else -1)
        keys.append(key)
        for entry in inside:
            bonus[key, entry.row] = OWNED
            bonus[(sighting.name, sighting.kind, -1), entry.row] = ECHOED
        if page.lower[sighting.end : sighting.end + 1] and page.lower[sighting.end] in GOVERNING:
            for entry in options[sighting.name]:  # "Georgia Governor X"
                if entry.level == 1:
                    bonus[key, entry.row] = OWNED
    for at in range(len(sightings) - 2, -1, -1):
        small, large = sightings[at], sightings[at + 1]
        gap = GAP.fullmatch(page.gap(small.end, large.start))
        if gap is None:
            continue
        extra = PAIRED if gap[1] else PAIRED / 2
        # "Peru, Chile" and "Oregon, Iowa" are lists, whatever cities are called so; "Geneva, Iowa" is none.
        within = [
            (a, b)
            for a in options[small.name]
            for b in options[large.name]
            if contains(b, a) and (rank(b) == CITY or not any(alike(e, b) for e in options[small.name]))
        ]
        if not within:
            continue
        keys[at] = (small.name, small.kind, within[0][1].row)
        if keys[at + 1][2] == -1:
            keys[at + 1] = (large.name, large.kind, "around")
        for a, b in within:
            bonus[keys[at], a.row] = extra
            bonus[(small.name, small.kind, -1), a.row] = ECHOED
            bonus[(large.name, large.kind, -1), b.row] = ECHOED / 2
            bonus[keys[at + 1], b.row] = max(extra / 2, bonus.get((keys[at + 1], b.row), 0.0))
    return keys, bonus


def alike(one: Entry, other: Entry) -> bool:
    """Whether two are countries, or divisions of one country."""
    return rank(one) == rank(other) and (rank(one) == 0 or one.country == other.country)


def lists(
    page: Page, sightings: Sequence[Sighting], options: dict[str, list[Entry]], keys: Sequence[Key]
) -> Iterator[tuple[Key, int]]:
    """What a list of divisions says of the others in it: "Iowa, New York and Washington" are states."""
    series: list[list[int]] = [[]]
    for at, sighting in enumerate(sightings):
        if at and page.gap(sightings[at - 1].end, sighting.start) not in LIST:
            series.append([])
        series[-1].append(at)
    for members in series:
        if len(members) < 3:
            continue
        states = [{e.country: e.row for e in options[sightings[at].name] if e.level == 1} for at in members]
        for country, count in Counter(code for rows in states for code in rows).items():
            if count == len(members):
                yield from ((keys[at], rows[country]) for at, rows in zip(members, states, strict=True))


def choose(key: Key, entries: Sequence[Entry], weighing: Weighing) -> tuple[Choice, float]:
    """The best candidate and how far it is ahead of those of other countries."""
    ranked = sorted(candidates(key, entries, weighing), key=lambda pair: (-pair[0], pair[1].row))
    if not ranked:
        if key[1] is None or not entries:
            return Choice(None), 0.0
        # "Gorda airport" is not Gorda, but lies where Gorda lies; "Gorda district" lies around it.
        beside = choose((key[0], None, key[2]), entries, weighing)[0].entry
        country = None if beside is None else beside.country
        return Choice(None, (), country, beside if key[1] == "region" else None), 0.0
    best, entry = ranked[0]
    rivals = [score for score, other in ranked[1:] if other.country != entry.country]
    margin = best - rivals[0] if rivals else math.inf
    small = entry.population < FAMOUS and margin < CLEAR
    if entry.kind == "city" and rivals and small and best == weight(entry, key[0]):
        return Choice(None, tuple(other for _, other in ranked[:5])), 0.0
    close = tuple(other for score, other in ranked if best - score < MARGIN and other.kind == entry.kind)
    if margin < MARGIN and (entry.kind == "city" or entry.level):
        return Choice(None, close), 0.0
    level = [other for score, other in ranked if best - score < MARGIN / 4]
    if len(close) > 1 and entry.level != 1 and entry.country is not None and len(level) > 1:
        own = [other for other in level if fold(other.name) == key[0]]  # "New Delhi", which Delhi is called too
        return (Choice(own[0]), margin) if len(own) == 1 else (Choice(None, close, entry.country), 0.0)
    return Choice(entry), margin


def candidates(key: Key, entries: Sequence[Entry], weighing: Weighing) -> Iterator[tuple[float, Entry]]:
    """The entries that a name may stand for, each with its weight in this article."""
    name, kind, _ = key
    states = sum(entry.kind == "country" for entry in entries)
    for order, entry in enumerate(entries):
        extra = weighing.bonus.get((key, entry.row), 0.0)
        if kind is not None and not fits(kind, entry):
            continue
        # A country's name is the country's: a namesake must be said to be one, but for the states of the US.
        if states and not extra and kind is None and entry.kind != "country" and entry.country != "US":
            continue
        if states and not extra and entry.kind == "city":
            continue
        score = weight(entry, name) + extra + weighing.countries.get(entry.country or "", 0.0)
        # "Oregon" beside "Ohio" is the state, though Ohio has a town of that name.
        elsewhere = any(e.level == 1 and e.country == entry.country and e.row != entry.region for e in entries)
        score += WITHIN * (entry.region in weighing.regions and not elsewhere)
        score += NAMED * (entry.level == 1 and entry.row in weighing.regions)
        score += USUAL * (entry.kind == "country" and order == 0)
        score += FITTING * (kind == entry.kind)
        yield score, entry


def weight(entry: Entry, name: str) -> float:
    """How likely a place is meant by a name before the article is asked."""
    match entry.kind:
        case "country":
            return COUNTRY
        case "city":
            own = fold(entry.name)
            seat = CAPITAL * (entry.country in table("capital").get(own, ()))
            seat += SEAT * ((own, entry.country) in SEATS)
            known = FAME * max(0.0, math.log10(max(entry.names, 1) / KNOWN)) if own == name else -ALIAS
            return math.log10(max(entry.population, SMALLEST)) + seat + known
        case _:
            if entry.level == 1 and entry.population:
                return max(DIVISION, math.log10(entry.population) - SPREAD)
            return {0: FEATURE, 1: DIVISION}.get(entry.level, DISTRICT)


def rank(entry: Entry) -> int:
    """How large a place is: 0 a country, 1 a first-level division, 2 anything else."""
    if entry.kind == "country":
        return 0
    return 1 if entry.level == 1 else CITY


def fits(kind: PlaceKind, entry: Entry) -> bool:
    """Whether an entry may be what a name with a word of that kind stands for."""
    if kind == "region":
        return entry.kind in {"region", "country"} or (entry.kind == "water" and entry.level == 0)
    return entry.kind == kind


def contains(large: Entry, small: Entry) -> bool:
    """Whether one place lies in the other, as far as the gazetteer knows."""
    if large.row == small.row:
        return False
    if large.kind == "country":
        return small.kind != "country" and small.country == large.country
    return large.kind == "region" and large.level > 0 and small.region == large.row


def adjectives(page: Page, sightings: Sequence[Sighting]) -> dict[int, tuple[str, ...]]:
    """The countries of the adjectives and demonyms of a page, by the token at which each ends."""
    covered = {i for sighting in sightings for i in range(sighting.start, sighting.end)}
    adjective, people = table("adjective"), table("people")
    found: dict[int, tuple[str, ...]] = {}
    for i in page.upper:
        raw = page.words[i]
        if i in covered or not raw[-1].isalpha():
            continue
        word = page.lower[i] if raw.isascii() else fold(raw)
        codes = adjective.get(word) or people.get(word) or people.get(word.removesuffix("s"))
        codes = (i and adjective.get(f"{page.lower[i - 1]} {word}")) or codes
        if codes:
            found[i] = codes
    return found
