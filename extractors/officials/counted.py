"""One title for so many people: "two premiers were there: A and B", "the speakers include A and B", "a third, C,"."""

from msgspec.structs import replace

from extractors.officials.ledger import Linker
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import HEADS
from schemas.official import RoleStatus

# Numbers by their words, from none.
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# After the words for several people, before their names.
INCLUDING = frozenset({"include", "included", "includes", "including"})
SPEAKERS = "speaker"  # of rallies too
TELLING = INCLUDING | {":", ",", "are", "were"}
# One more of several.
FURTHER = frozenset({"another", "fourth", "third"})
# How many tokens describe somebody in a list, and their tags.
DESCRIBING = 6
NOMINAL_TAGS = frozenset({"HYPH", "JJ", "NN", "NNP", "NNPS", "NNS", "POS"})


class Counted(Linker):
    """One title for so many people."""

    def find(self) -> None:
        """Hold the office for those who are counted, then for one more of them."""
        self._numbered()
        self._further()

    def _numbered(self) -> None:
        """Only two presidents have been impeached: A and B. A plural title with a number, and as many names; the
        contenders include A and B."""
        for phrase in self.ledger.phrases:
            if not phrase.plural or self.ledger.is_settled(phrase):
                continue
            number, (opening, names) = self._number(phrase), self._names_telling(phrase)
            public = phrase.title.strength == "full" and phrase.title.words != SPEAKERS
            if not names or (len(names) != number and not (public and opening in INCLUDING)):
                continue
            words = set(self.lower[phrase.end : names[0][1]])
            once = words & {"before", "been", "history", "was", "were"} or (phrase.office in HEADS and number)
            status: RoleStatus | None = "former" if once and phrase.status is None else None
            for person, _, end in names:
                match = self.affiliated(end) if self.lower[end : end + 1] == ["of"] else None
                country = (match.country,) if match and match.country and not phrase.countries else phrase.countries
                one = replace(phrase, countries=country)
                self.ledger.hold(person, one, "titles-counted", status, start=phrase.start, end=end)
            self.ledger.settle(phrase)

    def _number(self, phrase: OfficePhrase) -> int:
        """How many bear a plural title: "the three premiers"; 0 where it is not said."""
        words = self.lower[max(0, phrase.start - 3) : phrase.title_start]
        return next((NUMBERS.index(word) for word in reversed(words) if word in NUMBERS), 0)

    def _names_telling(self, phrase: OfficePhrase) -> tuple[str, list[tuple[int, int, int]]]:
        """The colon, comma or verb after which names tell of whom a sentence speaks, and these: person, start, end."""
        others = {other.start for other in self.ledger.phrases if other.plural and other.named_by_other}
        for position in range(phrase.end, min(phrase.end + 20, len(self.lower))):
            if (self.tokens.opens[position] and self.lower[position - 1] != ":") or position in others:
                break
            if self.lower[position] in TELLING and (found := self._named_from(position + 1)):
                return self.lower[position], found
        return "", []

    def _named_from(self, position: int) -> list[tuple[int, int, int]]:
        """The names of a list, past what describes each and what stands beside: "banker A, in 1998, and B of C"."""
        found, start = [], self._past_description(position)
        while start in self.starts:
            person, end = self.starts[start]
            found.append((person, start, end))
            after = end = self._past_aside(end)
            while after < len(self.lower) and self.lower[after] in {",", "and", "&"}:
                after += 1
            start = self._past_description(after) if after > end else -1
        return found

    def _past_description(self, position: int) -> int:
        """From a token to the name that what stands there describes."""
        start = self.ledger.past_honorifics(position)
        while start < min(position + DESCRIBING, len(self.lower)) and start not in self.starts:
            if self.tokens.tags[start] not in NOMINAL_TAGS:
                break
            start += 1
        return start

    def _past_aside(self, position: int) -> int:
        """Past ", in 1998" or "of Fiji" after a name."""
        if self.lower[position : position + 1] == ["of"]:
            match = self.affiliated(position)
            return match.end if match else position
        aside = self.lower[position : position + 4]
        if len(aside) == 4 and aside[0] == "," and aside[1] == "in" and aside[3] in {",", "."}:
            return position + 3
        return position

    def _further(self) -> None:
        """Two senators, A and B, were against it; a third, C, was for it."""
        for position, word in enumerate(self.lower[:-2]):
            if word not in FURTHER or self.lower[position + 1] != ",":
                continue
            person, end = self.starts.get(self.ledger.past_honorifics(position + 2), (None, 0))
            before = next(self.ledger.before(position), None)
            told = self.ledger.told(before) if before is not None and before.plural else []
            near = before is not None and not self.ledger.sentences_between(before.start, position)
            if person is not None and person not in self.held and told and near and before is not None:
                self.ledger.hold(person, before, "titles-counted", told[0].status, start=position, end=end)
