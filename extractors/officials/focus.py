"""Which country an office without one is of: the country that the words around it speak of."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from extractors.matches import SectionMatch
from extractors.officials.tokens import Tokens
from extractors.tree import Tree

# How many tokens halve the weight of a country named before; how much less one named after the office weighs.
HALF, AFTER = 10.0, 0.15
# What remains of a country named in another paragraph.
PARAGRAPH = 0.6
# The share that counts all over the article, and the weights of the section's heading and of the dateline.
ARTICLE, HEADING, DATELINE = 0.012, 0.3, 0.2
WINDOW = 60
# What a letterhead names, "Embassy of the Republic of Fiji", and what its country weighs all over the article.
ISSUING = frozenset({"consulate", "embassy", "government", "ministry", "mission", "presidency"})
LETTERHEAD = 0.5


class Evidence(Struct, frozen=True, order=True):
    """A token that speaks of a country, and how strongly."""

    position: int
    country: str
    weight: float


class Focus:
    """The countries that one doc speaks of, by position."""

    def __init__(self, tokens: Tokens, doc: Tree, evidence: Iterable[Evidence]) -> None:
        self.found = sorted(evidence)
        self.positions = [item.position for item in self.found]
        self.paragraphs = [i for i, word in enumerate(tokens.words) if "\n" in word]
        self.sentences = [i for i, opens in enumerate(tokens.opens) if opens]
        self.everywhere: dict[str, float] = defaultdict(float)
        for item in self.found:
            self.everywhere[item.country] += ARTICLE * item.weight
        self.headings: list[tuple[int, dict[str, float]]] = []
        for section in doc._.sections:
            if section.kind == "headline" and not ISSUING.isdisjoint(tokens.lower[section.start : section.end]):
                for item in self.within(section):
                    self.everywhere[item.country] += LETTERHEAD
            if section.kind in {"heading", "dateline"}:
                inside = self.within(section)
                if section.kind == "heading":
                    self.headings.append((section.start, {item.country: HEADING for item in inside}))
                else:
                    for item in inside:
                        self.everywhere[item.country] += DATELINE

    def within(self, section: SectionMatch) -> list[Evidence]:
        """What speaks of countries in a section."""
        return self.found[bisect_left(self.positions, section.start) : bisect_left(self.positions, section.end)]

    @property
    def main(self) -> str | None:
        """The country that more is said of than of all others together."""
        country = max(self.everywhere, key=self.everywhere.__getitem__, default=None)
        return country if country and 2 * self.everywhere[country] > sum(self.everywhere.values()) else None

    def nearest(self, position: int) -> str | None:
        """The country named last before a token, which "the country" speaks of."""
        before = bisect_left(self.positions, position)
        return self.found[before - 1].country if before else None

    def weights(self, position: int) -> dict[str, float]:
        """How strongly each country is in focus at a token."""
        weights: dict[str, float] = defaultdict(float, self.everywhere)
        middle = bisect_left(self.positions, position)
        paragraph, sentence = bisect_right(self.paragraphs, position), bisect_right(self.sentences, position)
        for item in self.found[max(0, middle - WINDOW) : middle + WINDOW // 4]:
            same = bisect_right(self.sentences, item.position) == sentence
            after = item.position >= position
            if after and not same:
                break
            gap = paragraph - bisect_right(self.paragraphs, item.position)
            weight = item.weight / (1 + abs(position - item.position) / HALF)
            weights[item.country] += weight * PARAGRAPH ** min(gap, 6) * (AFTER if after else 1)
        heading = next((found for start, found in reversed(self.headings) if start <= position), {})
        for country, weight in heading.items():
            weights[country] += weight
        return weights
