"""A document as the step reads it: its words with their characters and the names that the model gave them."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc

from extractors.countries import fold
from extractors.tree import text_of

FREE: Final = 0
BODY: Final = 1
PERSON: Final = 2
PLACE: Final = 3
LABELS = {"ORG": BODY, "PERSON": PERSON, "LOC": PLACE}

# So many words at the start of a line tell whether all of it is in capitals.
SHOUT = 12

POSSESSIVES: Final = frozenset({"'s", "’s"})
Stretch = tuple[int, int]


class Page:
    """The words of a document in lists: spaCy's tokens are made anew each time they are asked for."""

    def __init__(self, doc: Doc, initials: Mapping[str, str]) -> None:
        self.doc = doc
        self.initials = initials
        self.text = text_of(doc)
        places = doc.to_array(["IDX", "LENGTH"]).tolist()
        self.words = [self.text[start : start + length] for start, length in places]
        self.lower = [word.lower() for word in self.words]
        self.upper = [i for i, word in enumerate(self.words) if word[0].isupper()]
        self.starts = [start for start, _ in places]
        self._lines = [0, *(i + 1 for i, word in enumerate(self.words) if "\n" in word)]
        self.mined = doc._.mined
        self.names: dict[int, list[Stretch]] = {BODY: [], PERSON: [], PLACE: []}
        self.cover = bytearray(len(doc))
        for ent in doc.ents:
            label = LABELS.get(ent.label_, FREE)
            if label:
                self.names[label].append((ent.start, ent.end))
                self.cover[ent.start : ent.end] = bytes([label]) * (ent.end - ent.start)
        # The words of people's names, particles apart: the same word alone is the person.
        people = [(start, end) for start, end in self.names[PERSON] if end - start > 1]
        self.named = {self.lower[i] for start, end in people for i in range(start, end) if self.capital(i)}

    def __len__(self) -> int:
        return len(self.words)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of a stretch of tokens."""
        return self.starts[start], self.starts[end - 1] + len(self.words[end - 1])

    def quote(self, start: int, end: int) -> str:
        """The text of a stretch of tokens."""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]

    def name(self, start: int, end: int) -> str:
        """The folded name in a stretch; for the initials of a country, the country's."""
        text = self.quote(start, end)
        return self.initials.get(text) or fold(text)

    def gap(self, end: int, start: int) -> str:
        """The words between two stretches, in lower case."""
        return self.text[self.starts[end - 1] + len(self.words[end - 1]) : self.starts[start]].strip().lower()

    def capital(self, i: int) -> bool:
        """Whether a token is written as a name: a capital or a digit first."""
        first = self.words[i][0]
        return first.isupper() or first.isdigit()

    def proper(self, i: int) -> bool:
        """Whether the token at `i` is a word of a name that the gazetteer has not read."""
        if not 0 <= i < len(self.words):
            return False
        word = self.words[i]
        return word[0].isupper() and word.isalpha() and self.doc[i].pos_ in {"PROPN", ""}

    def opens(self, i: int) -> bool:
        """Whether a sentence begins at a token."""
        return i == 0 or bool(self.doc[i].is_sent_start)

    def before(self, i: int) -> str:
        """The word before a token, in lower case; "" at the start."""
        return self.lower[i - 1] if i else ""

    def line(self, i: int) -> int:
        """The first token of the line that a token stands in."""
        at = bisect_right(self._lines, i) - 1
        return self._lines[at]

    def shouts(self, i: int) -> bool:
        """Whether the line of a token is written in capitals."""
        start = self.line(i)
        return all(word.isupper() or not word.isalpha() for word in self.words[start : start + SHOUT])

    def heads(self, end: int) -> bool:
        """Whether what stands before a token is no part of a sentence: "LIMA (", "Lima:", not "Peru's president"."""
        after = self.words[end] if end < len(self.words) else "\n"
        return not (after[0].isalnum() or after in POSSESSIVES)

    def leads(self, i: int) -> bool:
        """Whether a token is the first word of its line: a heading, a dateline."""
        return not any(word[0].isalnum() for word in self.words[self.line(i) : i])

    def prefixed(self, i: int) -> bool:
        """Whether a lower-case token belongs to the name after it: "al-", "sub-"."""
        return i + 2 < len(self.words) and self.words[i + 1] == "-" and self.words[i + 2][0].isupper()
