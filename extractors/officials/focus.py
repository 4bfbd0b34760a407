"""Which country an office without one is of: the country that the words around it speak of."""

from collections import defaultdict
from collections.abc import Collection

from spacy.tokens import Doc

from extractors.officials.affiliations import Affiliation

# Weights of a country named in the same sentence, in the same paragraph and in the paragraph before.
SENTENCE, PARAGRAPH, PREVIOUS, ARTICLE = 4.0, 3.0, 1.5, 0.4


class Focus:
    """The countries of one doc, by paragraph."""

    def __init__(self, doc: Doc, affiliations: list[Affiliation]) -> None:
        self.paragraph: list[int] = []
        current = 0
        for token in doc:
            if token.is_space and "\n" in token.text:
                current += 1
            self.paragraph.append(current)
        self.found = [(match.start, match.country) for match in affiliations if match.country]

    def country(self, position: int, taken: Collection[str]) -> str | None:
        """The country in focus at a token; `taken` ones are ruled out."""
        weights: dict[str, float] = defaultdict(float)
        here = self.paragraph[position] if self.paragraph else 0
        for start, country in self.found:
            if country in taken:
                continue
            there = self.paragraph[start]
            if there == here:
                weights[country] += PARAGRAPH if start < position else PARAGRAPH / 3
            elif 0 < here - there <= 2:
                weights[country] += PREVIOUS
            else:
                weights[country] += ARTICLE
        if not weights:
            return None
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        return ranked[0][0]
