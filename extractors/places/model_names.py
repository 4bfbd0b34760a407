"""The names that the model gives as places: trimmed, split and read in the gazetteer."""

from collections.abc import Collection, Iterator

from extractors.countries import fold, table
from extractors.places.gazetteer import Gazetteer
from extractors.places.page import PERSON, PLACE, POSSESSIVES, Page, Stretch
from extractors.places.patterns import Patterns
from extractors.places.sighting import Sighting
from schemas.place import PlaceKind

SPLIT = frozenset({",", ";", "/", "("})
ENDINGS = POSSESSIVES | {"'", "’"}
MONEY = frozenset("$€£¥")

# People of a city that the model does not call a place: after a preposition of place, and anywhere.
PLACED, KNOWN = 20_000, 500_000

Reading = tuple[int, int, str, PlaceKind | None]


def model_names(page: Page) -> Iterator[Stretch]:
    """The stretches that the model calls a place, without articles, directions and endings around the name."""
    for first, last in page.names[PLACE]:
        if page.cover[first] != PLACE:
            continue
        start = first
        for i in (*range(first, last), last):
            if i == last or page.words[i] in SPLIT or page.words[i].isspace():
                stretch = _trimmed(page, start, i)
                if stretch is not None:
                    yield stretch
                start = i + 1


def _trimmed(page: Page, start: int, end: int) -> Stretch | None:
    while start < end and (
        page.words[end - 1] in ENDINGS or (not page.words[end - 1][-1].isalnum() and len(page.words[end - 1]) == 1)
    ):
        end -= 1
    for i in range(start + 1, end - 2):
        if page.words[i].islower() and page.lower[i + 1] == "of":  # "Fijian city of Suva"
            start = i + 2
            break
    while start < end - 1 and not page.capital(start) and not page.prefixed(start):
        start += 1
    if start < end - 1 and page.lower[start] == "the" and (page.opens(start) or page.words[start - 1].isspace()):
        start += 1
    if start >= end or not any(page.capital(i) for i in range(start, end)):
        return None
    return start, end


def readings(page: Page, patterns: Patterns, start: int, end: int) -> Iterator[Reading]:
    """Ways to read a stretch: the mention, the folded name to look up and the kind that its words tell."""
    name = page.name(start, end)
    owned = end < len(page) and page.words[end] in POSSESSIVES
    if owned and name.startswith("saint ") and name not in table("name"):
        yield start, end + 1, page.name(start, end + 1), None  # "St. George's"
    if page.before(start) == "the":
        yield start, end, f"the {name}", None
    yield start, end, name, None
    if end - start > 1 and page.words[end - 1].islower():
        short = end - 1
        while short - start > 1 and not page.capital(short - 1):
            short -= 1
        if not patterns.tail(page.words[short:end]):
            yield start, short, page.name(start, short), None
    stem, kind = patterns.stem(name)
    if stem:
        yield start, end, stem, kind
    if end - start > 1 and page.lower[start] in patterns.parts:
        rest = start + (3 if page.words[start + 1] == "-" and end - start > 3 else 1)
        if any(page.capital(i) for i in range(rest, end)):
            yield rest, end, page.name(rest, end), None


def read_model(
    page: Page, patterns: Patterns, gazetteer: Gazetteer, stretches: list[Stretch], rule: str
) -> list[Sighting]:
    """The sightings of stretches that are places, whether or not the gazetteer knows them."""
    options = [list(readings(page, patterns, start, end)) for start, end in stretches]
    rows = iter(gazetteer.lookup([name for listed in options for _, _, name, _ in listed]))
    found: list[Sighting] = []
    for (start, end), listed in zip(stretches, options, strict=True):
        hits = [(reading, next(rows)) for reading in listed]
        chosen = next(((reading, row) for reading, row in hits if row), None)
        named = page.name(start, end)
        if page.before(start) == "the" and (named in patterns.common or patterns.heads.get(named) == "facility"):
            continue  # "the Republic", "the Monument to the Heroes"
        modifies = end - start == 1 and page.doc[start].dep_ in {"amod", "compound"}
        if chosen is None and modifies and not patterns.tail(page.words[end : end + 3]):
            continue  # an adjective of no country: "the Sahelian capital", not "the Gorda residence"
        if chosen is None:
            pieces = _pieces(page, gazetteer, start, end)
            if pieces:
                found += pieces
                continue
            if rule == "places.model" and not _plausible(page, patterns, start, end):
                continue
            plain = next(
                reading
                for reading, _ in hits
                if reading[1] <= end and reading[3] is None and not reading[2].startswith("the ")
            )
            chosen = (plain, ())
        (first, last, name, kind), row = chosen
        if kind is None and not row:
            kind = patterns.kind(name)
        if rule == "places.building":
            kind = kind or "facility"
        found.append(Sighting(start=first, end=last, name=name, rows=row, rule=rule, kind=kind))
    return found


def _plausible(page: Page, patterns: Patterns, start: int, end: int) -> bool:
    """Whether a name that the gazetteer does not know may be a place: no demonym, body, sum or person of the text."""
    name = page.name(start, end)
    words = name.split()
    if not words or MONEY & set(name) or name in patterns.parts or patterns.body(name):
        return False
    if end - start == 1 and page.words[start].isupper() and not page.shouts(start):
        return False
    if (
        _describes(page, patterns, start, end)
        or name in table("adjective")
        or name.removesuffix("s") in table("people")
    ):
        return False
    return page.lower[end - 1] not in page.named


def _describes(page: Page, patterns: Patterns, start: int, end: int) -> bool:
    """Whether only adjectives of countries have a capital: "Saudi port city"."""
    names = [fold(page.words[i]) for i in range(start, end) if page.capital(i)]
    tables = (table("adjective"), table("people"), patterns.continental, patterns.parts)
    return all(any(form in words for words in tables for form in (name, name.removesuffix("s"))) for name in names)


def _pieces(page: Page, gazetteer: Gazetteer, start: int, end: int) -> list[Sighting]:
    """The places of a hyphenated pair, "Oslo-Lima", and the country in one like "Quispe-Peru"."""
    joints = [i for i in range(start + 1, end - 1) if page.words[i] in {"-", "–"}]
    if len(joints) != 1:
        return []
    stretches = [(start, joints[0]), (joints[0] + 1, end)]
    names = [page.name(first, last) for first, last in stretches]
    found = []
    for (first, last), name, rows in zip(stretches, names, gazetteer.lookup(names), strict=True):
        entries = [gazetteer.entry(row) for row in rows]
        if any(entry.kind == "country" or entry.population > 500_000 for entry in entries):
            found.append(Sighting(start=first, end=last, name=name, rows=rows, rule="places.pair"))
    return found


def person(page: Page, patterns: Patterns, gazetteer: Gazetteer, known: Collection[str]) -> list[Sighting]:
    """Places that the model takes for people: named elsewhere, or large cities and seats, and nobody's name."""
    spans = [
        (start, end)
        for start, end in page.names[PERSON]
        if page.cover[start] == PERSON and (end - start > 1 or page.lower[start] not in page.named)
    ]
    names = [page.name(start, end) for start, end in spans]
    found = []
    for (start, end), name, rows in zip(spans, names, gazetteer.lookup(names), strict=True):
        if not rows or name in patterns.common or page.proper(end):
            continue
        entries = [gazetteer.entry(row) for row in rows]
        people = max((entry.population for entry in entries if entry.kind == "city"), default=0)
        enough = PLACED if page.before(start) in patterns.locative else KNOWN
        seat = any(entry.kind == "country" or entry.level == 0 == entry.population for entry in entries)
        if name in known or seat or people >= enough or name in table("capital"):
            found.append(Sighting(start=start, end=end, name=name, rows=rows, rule="places.person"))
    return found
