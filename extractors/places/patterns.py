"""What the lexicon says of the words of a name, ready to be asked."""

from collections.abc import Sequence

from extractors.countries import fold
from extractors.places.lexicon import ByKind, Lexicon
from schemas.place import PlaceKind


class Patterns:
    """The lexicon's words, folded and hashed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.heads = _table(lexicon.heads)
        self.tails = _table(lexicon.tails)
        self.fronts = _table(lexicon.fronts)
        self.buildings = frozenset(lexicon.words.buildings)
        self.parts = frozenset(lexicon.words.parts)
        self.locative = frozenset(lexicon.words.locative)
        self.openers = self.locative | {"a", "an", "and", "as", "for", "on", "the", "when", "with"}
        self.given = frozenset(map(fold, lexicon.words.given))
        self.common = frozenset(lexicon.words.common)
        self.abbreviations = {short: fold(name) for short, name in lexicon.abbreviations.items()}
        self.verbs = frozenset(lexicon.metonyms.verbs)
        self.nouns = frozenset(lexicon.metonyms.nouns)

    def kind(self, name: str) -> PlaceKind | None:
        """The kind that the first or last word of a name tells."""
        words = fold(name).split()
        if len(words) < 2:
            return None
        front = self.fronts.get(words[0]) or self.fronts.get(" ".join(words[:2]))
        return front or self.heads.get(" ".join(words[-2:])) or self.heads.get(words[-1])

    def stem(self, name: str) -> tuple[str, PlaceKind | None]:
        """A folded name without its first or last word that tells its kind, and that kind; "" where it has none."""
        words = name.split()
        for size in (3, 2, 1):
            kind = self.tails.get(" ".join(words[-size:])) if len(words) > size else None
            if kind:
                return " ".join(words[:-size]), kind
        for size in (2, 1):
            kind = self.fronts.get(" ".join(words[:size])) if len(words) > size else None
            if kind:
                return " ".join(words[size:]), kind
        return "", None

    def tail(self, words: Sequence[str]) -> tuple[int, PlaceKind] | None:
        """How many of the words after a name belong to it, and the kind they tell."""
        for size in range(len(words), 0, -1):
            kind = self.tails.get(" ".join(words[:size]))
            if kind:
                return size, kind
        return None


def _table(words: ByKind) -> dict[str, PlaceKind]:
    kinds: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
        ("facility", words.facility),
        ("region", words.region),
        ("water", words.water),
        ("other", words.other),
    )
    return {fold(word): kind for kind, listed in kinds for word in listed}
