"""Names of people that the titles about them show to be missed, cut short or a place's."""

from extractors.countries import fold, table
from extractors.officials.affiliations import Affiliation
from extractors.officials.heads import Heads
from extractors.officials.lexicon import KINDS, WORDS
from extractors.officials.names import Names
from extractors.officials.phrases import OfficePhrase
from extractors.officials.sexes import given_names


class Corrections:
    """Sets the names of one doc right by its titles."""

    def __init__(self, names: Names, heads: Heads, affiliations: list[Affiliation]) -> None:
        self.names, self.tokens, self.heads = names, names.tokens, heads
        self.bodies = {match.start: match.end for match in affiliations}
        self.stops = {i for match in affiliations if match.country for i in range(match.start, match.end)}
        self.stops |= self.heads.at.keys()

    def made(self, phrases: list[OfficePhrase]) -> bool:
        """Whether any name had to be set right or added."""
        mended = self._mended(phrases)
        return self._missed(phrases) or mended

    def _missed(self, phrases: list[OfficePhrase]) -> bool:
        """Take capitalised words right after a title for a name where the model saw none."""
        found = False
        for phrase in phrases:
            if phrase.plural or phrase.end != phrase.title_end or phrase.title.strength == "weak":
                continue
            start = phrase.end
            while start < len(self.tokens) and self.tokens.lower[start] in WORDS.honorifics:
                start += 1
            if start in self.names.covered or start >= len(self.tokens) or self.bodies.get(start) in self.names.covered:
                continue
            if not self.tokens.is_capital(phrase.title_start) and not phrase.country:
                continue
            end = self.names.after(start, self.stops)
            if end:
                self.names.add(start, end)
                found = True
        return found

    def _mended(self, phrases: list[OfficePhrase]) -> bool:
        """Places that the model took for people ("governor of Puno"), and first words that it left out of names."""
        tokens, covered, mended = self.tokens, self.names.covered, False
        starts = set(self.names.spans)
        for _, end, title in self.heads.found:
            after = end + 1
            if title.words in KINDS.bare and self._is_division(end, starts):
                self.names.drop(end)
                mended = True
                continue
            if title.words in KINDS.bare and end in starts:
                for last in range(end + 1, min(end + 3, len(tokens))):
                    given = fold(tokens.words[end]) in given_names()  # "Governor Virginia Holm"
                    if not given and last in covered and fold(tokens.between(end, last)) in table("subdivision"):
                        self.names.cut(end, last)
                        mended = True
                        break
            governed = title.words in KINDS.governing and after in starts and tokens.lower[end] == "of"
            if governed and after + 1 < len(tokens) and tokens.lower[after + 1] in {",", "and"}:
                self.names.drop(after)
                mended = True
        for phrase in phrases:
            start = phrase.end + 1
            if start + 1 not in starts or start in covered or start in self.stops or tokens.lower[phrase.end] != ",":
                continue
            first = tokens.is_capital(start) and tokens.words[start].isalpha()
            if first and tokens.lower[start] not in WORDS.honorifics:
                self.names.widen(start, start + 1)
                mended = True
        return mended

    def _is_division(self, position: int, starts: set[int]) -> bool:
        """Whether a span that the model took for a name is a province with a name after it: "Governor Sindh X"."""
        tokens, after = self.tokens, position + 1
        if position not in starts or after >= len(tokens) or not tokens.is_capital(after):
            return False
        return fold(tokens.words[position]) in table("subdivision") and (
            after in starts or after not in self.names.covered
        )
