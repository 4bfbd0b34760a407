"""What the lexicon says of the words of a name, ready to be asked."""

from collections.abc import Sequence

import pycountry

from extractors.countries import fold
from extractors.places.lexicon import ByKind, Lexicon
from schemas.place import PlaceKind

SETTLEMENTS = frozenset({"city", "town", "village"})


class Patterns:
    """The lexicon's words, folded and hashed."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self.heads = _table(lexicon.heads)
        self.tails = _table(lexicon.tails)
        self.fronts = _table(lexicon.fronts)
        self.buildings = frozenset(words.buildings)
        self.works = frozenset(words.works)
        self.natural = frozenset(words.natural)
        self.parts = frozenset(words.parts)
        self.locative = frozenset(words.locative)
        self.inside = frozenset(words.inside)
        self.schools = frozenset(words.schools)
        self.learning = frozenset(words.learning)
        self.openers = self.locative | {"a", "an", "and", "as", "for", "on", "the", "when", "with"}
        self.given = frozenset(map(fold, words.given))
        self.common = frozenset(map(fold, words.common))
        self.bodies = frozenset(words.bodies)
        self.unions = frozenset(map(fold, words.unions))
        self.continental = frozenset(map(fold, words.continental))
        self.compounds = frozenset(words.compounds)
        self.currencies = frozenset(words.currencies)
        self.abbreviations = postal_codes() | {short: fold(name) for short, name in lexicon.abbreviations.items()}
        self.verbs = frozenset(lexicon.metonyms.verbs)
        self.lying = frozenset(lexicon.metonyms.lying)
        self.addressed = frozenset(lexicon.metonyms.addressed)
        self.nouns = frozenset(lexicon.metonyms.nouns)

    def kind(self, name: str) -> PlaceKind | None:
        """The kind that the last or first word of a folded name tells."""
        words = name.split()
        if len(words) < 2:
            return None
        head = self.heads.get(" ".join(words[-2:])) or self.heads.get(words[-1])
        return head or self.fronts.get(words[0]) or self.fronts.get(" ".join(words[:2]))

    def body(self, name: str) -> bool:
        """Whether a folded name is that of a body, an agreement or a gathering."""
        words = name.split()
        return name in self.unions or words[-1] in self.bodies or " ".join(words[-2:]) in self.bodies

    def stem(self, name: str) -> tuple[str, PlaceKind | None]:
        """A folded name without the words that tell its kind, and that kind; "" where it has none."""
        words = name.split()
        if len(words) > 1 and words[-1] in SETTLEMENTS:
            return " ".join(words[:-1]), "city"
        for size in (3, 2, 1):
            kind = self.tails.get(" ".join(words[-size:])) if len(words) > size else None
            if kind:
                return ("", None) if words[-1] in self.natural or kind == "water" else (" ".join(words[:-size]), kind)
        for size in (2, 1):
            kind = self.fronts.get(" ".join(words[:size])) if len(words) > size else None
            if kind == "facility":
                return " ".join(words[size:]), kind
        return "", None

    def tail(self, words: Sequence[str]) -> tuple[int, PlaceKind] | None:
        """How many of the words after a name belong to it, and the kind they tell."""
        for size in range(len(words), 0, -1):
            kind = self.tails.get(" ".join(words[:size]))
            if kind:
                return size, kind
        return None


def postal_codes() -> dict[str, str]:
    """The codes of the states of the US and the provinces of Canada, each with the folded name."""
    return {
        division.code[3:]: fold(division.name)
        for division in pycountry.subdivisions
        if division.country_code in {"CA", "US"}
    }


def _table(words: ByKind) -> dict[str, PlaceKind]:
    kinds: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
        ("facility", words.facility),
        ("region", words.region),
        ("water", words.water),
        ("other", words.other),
    )
    return {fold(word): kind for kind, listed in kinds for word in listed}
