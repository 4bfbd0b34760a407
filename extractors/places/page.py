"""A document as the step reads it: its words with their characters and the names that the model gave them."""

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc

from extractors.countries import fold

FREE: Final = 0
BODY: Final = 1
PERSON: Final = 2
PLACE: Final = 3
LABELS = {"ORG": BODY, "PERSON": PERSON, "LOC": PLACE}

Stretch = tuple[int, int]


class Page:
    """The words of a document in lists: spaCy's tokens are made anew each time they are asked for."""

    def __init__(self, doc: Doc, initials: Mapping[str, str]) -> None:
        self.doc = doc
        self.initials = initials
        self.text = doc.text
        self.words = [token.text for token in doc]
        self.lower = [word.lower() for word in self.words]
        self.starts = [token.idx for token in doc]
        self.mined = doc._.mined
        self.names: dict[int, list[Stretch]] = {BODY: [], PERSON: [], PLACE: []}
        self.cover = bytearray(len(doc))
        for ent in doc.ents:
            label = LABELS.get(ent.label_, FREE)
            if label:
                self.names[label].append((ent.start, ent.end))
                self.cover[ent.start : ent.end] = bytes([label]) * (ent.end - ent.start)
        # The last words of people's names: the same word alone is the person.
        self.surnames = {self.lower[end - 1] for start, end in self.names[PERSON] if end - start > 1}

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

    def prefixed(self, i: int) -> bool:
        """Whether a lower-case token belongs to the name after it: "al-", "sub-"."""
        return i + 2 < len(self.words) and self.words[i + 1] == "-" and self.words[i + 2][0].isupper()
