"""Which country an office without one is of: the country that the words around it speak of."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable

from extractors.officials.tokens import Tokens

# How fast a country named before fades, in tokens and in paragraphs, and the share of one named after.
FADE_TOKENS, FADE_PARAGRAPH, AFTER = 60.0, 0.55, 0.5
# The share that counts all over the article.
ARTICLE = 0.05


class Focus:
    """The countries that one doc speaks of, by position: pairs of token and country with a weight."""

    def __init__(self, tokens: Tokens, evidence: Iterable[tuple[int, str, float]]) -> None:
        self.paragraph: list[int] = []
        current = 0
        for word in tokens.words:
            if "\n" in word:
                current += 1
            self.paragraph.append(current)
        self.sentence: list[int] = []
        current = 0
        for opens in tokens.opens:
            current += opens
            self.sentence.append(current)
        self.found = sorted(evidence)
        self.everywhere: dict[str, float] = defaultdict(float)
        for _, country, weight in self.found:
            self.everywhere[country] += weight

    def country(self, position: int, taken: Collection[str]) -> str | None:
        """The country in focus at a token; `taken` ones are ruled out."""
        weights = {country: ARTICLE * weight for country, weight in self.everywhere.items()}
        index = bisect_left(self.found, (position, "", 0.0))
        for start, country, weight in self.found[max(0, index - 40) : index + 10]:
            gap = abs(self.paragraph[position] - self.paragraph[start])
            if start >= position and self.sentence[start] != self.sentence[position]:
                continue
            fade = math.exp(-abs(position - start) / FADE_TOKENS) * FADE_PARAGRAPH**gap
            weights[country] += weight * fade * (AFTER if start >= position else 1.0)
        fitting = [(weight, country) for country, weight in weights.items() if country not in taken]
        return max(fitting)[1] if fitting else None
