"""Which place a name stands for: what the gazetteer offers, weighed by what else the article names."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from spacy.tokens import Doc

from extractors.countries import fold, table
from extractors.places.gazetteer import Entry, Gazetteer
from extractors.places.sightings import Sighting
from schemas.place import PlaceKind

# Weight of a candidate before the article is asked; a city has the logarithm of its people.
COUNTRY, FEATURE, DIVISION, DISTRICT = 7.2, 6.5, 5.0, 3.0
CAPITAL = 1.2
SMALLEST = 300
# What the article adds: the country is named; the division is named; "city, country"; the word after the name fits.
NAMED, SHARE, WITHIN, PAIRED, ECHOED, FITTING, USUAL = 1.0, 2.0, 1.5, 6.0, 2.0, 3.0, 0.4
# Below this margin between candidates of different countries nothing is chosen.
MARGIN = 0.35
# From this margin on, a choice counts as evidence for other names.
PLAIN = 1.5

Key = tuple[str, PlaceKind | None, int]


class Choice(Struct, frozen=True):
    """What a name stands for: an entry, or none with the candidates that fit equally."""

    entry: Entry | None
    candidates: tuple[Entry, ...] = ()


class Resolver:
    """Chooses an entry for each sighting of one document."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc, sightings: Sequence[Sighting]) -> list[Choice]:
        """One choice for each sighting; equal names in equal company get equal choices."""
        options = {s.name: [self.gazetteer.entry(row) for row in s.rows] for s in sightings}
        keys, bonus = self._pairs(doc, sightings, options)
        countries = Counter(self._named(sightings, options))
        countries.update(adjectives(doc, sightings))
        regions = {e.row for s in sightings for e in options[s.name] if e.kind == "region" and e.level == 1}
        chosen: dict[Key, Choice] = {}
        for _ in range(2):
            total = sum(countries.values())
            evidence = {code: NAMED + SHARE * count / total for code, count in countries.items()}
            more: Counter[str] = Counter()
            inside: set[int] = set()
            for key in dict.fromkeys(keys):
                chosen[key], margin = self._choose(key, options[key[0]], evidence, regions, bonus)
                entry = chosen[key].entry
                if entry is not None and entry.kind == "city" and margin >= PLAIN and entry.country:
                    more[entry.country] += 1
                    inside.add(entry.region)
            regions = {row for row in regions if row in inside} | self._chosen_regions(chosen.values())
            countries = countries + more
        return [chosen[key] for key in keys]

    def _chosen_regions(self, choices: Iterable[Choice]) -> set[int]:
        return {choice.entry.row for choice in choices if choice.entry is not None and choice.entry.level == 1}

    def _named(self, sightings: Sequence[Sighting], options: dict[str, list[Entry]]) -> Iterable[str]:
        """The countries that the article names, ambiguous names apart."""
        for sighting in sightings:
            codes = {entry.country for entry in options[sighting.name] if entry.kind == "country"}
            rivals = any(e.kind == "region" and e.level == 1 and e.country not in codes for e in options[sighting.name])
            if len(codes) == 1 and not rivals and (code := codes.pop()):
                yield code

    def _pairs(
        self, doc: Doc, sightings: Sequence[Sighting], options: dict[str, list[Entry]]
    ) -> tuple[list[Key], dict[tuple[Key, int], float]]:
        """Names with the name that follows them after a comma or "in", and what that says for the candidates."""
        keys: list[Key] = [(s.name, s.kind, -1) for s in sightings]
        bonus: dict[tuple[Key, int], float] = {}
        for at, (small, large) in enumerate(zip(sightings, sightings[1:], strict=False)):
            gap = doc[small.end : large.start].text.strip().lower()
            if gap not in {",", "in", "(", "-", "of", ", in"}:
                continue
            pairs = [
                (a, b) for a in options[small.name] for b in options[large.name] if a.row != b.row and contains(b, a)
            ]
            if not pairs:
                continue
            weight = PAIRED if gap in {",", "("} else PAIRED / 2
            key = (small.name, small.kind, pairs[0][1].row)
            keys[at] = key
            for a, b in pairs:
                bonus[key, a.row] = weight
                bonus[(small.name, small.kind, -1), a.row] = ECHOED
                larger = keys[at + 1]
                bonus[larger, b.row] = max(weight / 2, bonus.get((larger, b.row), 0.0))
        return keys, bonus

    def _choose(
        self,
        key: Key,
        entries: Sequence[Entry],
        evidence: dict[str, float],
        regions: set[int],
        bonus: dict[tuple[Key, int], float],
    ) -> tuple[Choice, float]:
        kind = key[1]
        own = {entry.country for entry in entries if entry.kind == "country"}
        ranked = []
        for order, entry in enumerate(entries):
            if kind is not None and not fits(kind, entry):
                continue
            if entry.kind != "country" and entry.country in own and kind is None:
                continue
            score = weight(entry) + bonus.get((key, entry.row), 0.0)
            if entry.kind != "country" or len(own) > 1:
                score += evidence.get(entry.country or "", 0.0)
            if entry.kind == "city" and entry.region in regions:
                score += WITHIN
            if entry.kind == "country" and order == 0:
                score += USUAL
            if kind == entry.kind:
                score += FITTING
            ranked.append((score, entry))
        if not ranked:
            return Choice(None), 0.0
        ranked.sort(key=lambda pair: (-pair[0], pair[1].row))
        best, entry = ranked[0]
        rivals = [(score, other) for score, other in ranked[1:] if other.country != entry.country]
        margin = best - rivals[0][0] if rivals else math.inf
        if margin < MARGIN and entry.kind in {"city", "region"} and not entry.level == 0 == entry.population:
            close = tuple(other for score, other in ranked if best - score < MARGIN)
            return Choice(None, close), 0.0
        return Choice(entry), margin


def weight(entry: Entry) -> float:
    """How likely a place is meant before the article is asked."""
    match entry.kind:
        case "country":
            return COUNTRY
        case "city":
            seat = entry.country in table("capital").get(fold(entry.name), ())
            return math.log10(max(entry.population, SMALLEST)) + CAPITAL * seat
        case _:
            return {0: FEATURE, 1: DIVISION}.get(entry.level, DISTRICT)


def fits(kind: PlaceKind, entry: Entry) -> bool:
    """Whether an entry may be what a name with a word of that kind stands for."""
    if kind == "region":
        return entry.kind in {"region", "country"}
    return entry.kind == kind


def contains(large: Entry, small: Entry) -> bool:
    """Whether one place lies in the other, as far as the gazetteer knows."""
    if large.kind == "country":
        return small.kind != "country" and small.country == large.country
    return large.kind == "region" and large.level > 0 and small.region == large.row


def adjectives(doc: Doc, sightings: Sequence[Sighting]) -> Iterable[str]:
    """The countries of the adjectives and demonyms of a document."""
    covered = {i for sighting in sightings for i in range(sighting.start, sighting.end)}
    adjective, people = table("adjective"), table("people")
    for token in doc:
        if token.i in covered or not token.text[0].isupper() or not token.text[-1].isalpha():
            continue
        word = token.lower_ if token.text.isascii() else fold(token.text)
        codes = adjective.get(word) or people.get(word) or people.get(word.removesuffix("s"))
        if token.i and (pair := adjective.get(f"{doc[token.i - 1].lower_} {word}")):
            codes = pair
        if codes and len(codes) == 1:
            yield codes[0]
