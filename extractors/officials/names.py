"""Names of people in a doc, and which of them name the same person."""

import unicodedata
from collections.abc import Iterable

from msgspec import Struct, field
from spacy.tokens import Doc

from extractors.officials.affiliations import HYPHENS
from extractors.officials.patterns import lexicon, title_tree

ARTICLES = frozenset({"al", "el", "al-", "el-", "as", "ash", "an", "ar", "at", "ad"})
# Within so many edits two spellings of a long given name are the same where the surname is.
VARIANT_EDITS = 2


class Name(Struct, frozen=True):
    """One naming of a person: token positions, without titles and honorifics."""

    start: int
    end: int
    words: tuple[str, ...]


class Person(Struct):
    """Everybody who is named by the same name, with all namings."""

    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Token position of the first naming."""
        return self.names[0].start


def fold(text: str) -> str:
    """Lower-case letters without accents and apostrophes: how names are compared.

    >>> fold("Ñuñez-O’Hara")
    'nunez-ohara'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.replace("’", "").replace("'", "").casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: no suffix, no stops, no Arabic article.

    >>> words_of("Samir al-Tayeb"), words_of("J. Quill Jr."), words_of("Abd el Karim")
    (('samir', 'tayeb'), ('j', 'quill'), ('abd', 'karim'))
    """
    found = []
    for word in fold(text).replace("–", "-").split():
        article, hyphen, rest = word.partition("-")
        if hyphen and article in ARTICLES:
            word = rest
        word = word.strip(".,\"“”")
        if word and word not in ARTICLES:
            found.append(word)
    while len(found) > 1 and found[-1] in {"jr", "sr"}:
        found.pop()
    return tuple(found)


def _edits(a: str, b: str, most: int) -> int:
    """Edits between two words, or more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def _same_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one name stand in the other in their order, initials counting as words."""
    rest = iter(long)
    return all(any(_same_word(word, other) for other in rest) for word in short)


def likeness(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How surely a shorter name is of the person with the full one: 0 not at all.

    >>> full = ("tomas", "eide", "halvorsen")
    >>> [likeness(words, full) for words in (("halvorsen",), ("eide", "halvorsen"), ("tomas",), ("eide",), ("lund",))]
    [4, 5, 2, 3, 0]
    >>> likeness(("t", "halvorsen"), full), likeness(("jonas", "halvorsen"), full)
    (5, 0)
    """
    if not short or not full:
        return 0
    if short == full:
        return 6
    if len(short) == 1:
        word = short[0]
        if len(word) == 1 or len(full) == 1:
            return 0
        if full[-1] == word:
            return 4
        # "Jean-Marc Ayala-Ruiz" is also "Ayala"; a name may be the last of a double surname.
        if word in full[1:-1] and word not in lexicon().words.particles:
            return 3
        return 2 if full[0] == word else 0
    if len(short) <= len(full):
        if _within(short, full):
            return 5 if _same_word(short[-1], full[-1]) or len(short) > 1 else 0
        if len(short) == len(full) and short[-1] == full[-1] and len(short) == 2:
            a, b = short[0], full[0]
            if min(len(a), len(b)) >= 5 and a[0] == b[0] and _edits(a, b, VARIANT_EDITS) <= VARIANT_EDITS:
                return 5
        if len(short) == len(full) and short[:-1] == full[:-1] and len(short) >= 2:
            a, b = short[-1], full[-1]
            if min(len(a), len(b)) >= 5 and _edits(a, b, VARIANT_EDITS) <= 1:
                return 5
    return 0


class Names:
    """The names of people in one doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon().words
        self.mined = doc._.mined
        self.spans: list[tuple[int, int]] = []
        self.tokens: set[int] = set()
        for entity in doc.ents:
            if entity.label_ == "PERSON":
                span = self._trim(entity.start, entity.end)
                if span:
                    self._add(*span)

    def _add(self, start: int, end: int) -> None:
        if not any(position in self.tokens for position in range(start, end)):
            self.spans.append((start, end))
            self.tokens.update(range(start, end))

    def readable(self, position: int) -> bool:
        """Whether records may be taken from the token."""
        return self.mined is None or bool(self.mined[position])

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        """A name without line breaks, honorifics, titles and possessive, joined with its particles and suffix."""
        doc, root = self.doc, title_tree().next
        for position in range(start, end):
            if doc[position].is_space:
                end = position
                break
        while start < end:
            lower = doc[start].lower_
            if lower in self.words.honorifics and end - start > 1 or lower in {"(", "\"", "“", "'", "‘", "."}:
                start += 1
            elif (node := root.get(lower.rstrip("."))) and end - start > 1 and node.title:
                start += 1
                if start < end and doc[start].text == ".":
                    start += 1
            else:
                break
        while end > start and doc[end - 1].lower_ in {"'s", "’s", "'", "’", ",", ".", ")", "”", "\"", "-", "and"}:
            end -= 1
        if start >= end or not any(doc[i].text[0].isupper() or not doc[i].is_ascii for i in range(start, end)):
            return None
        return start, self._extended(end)

    def _extended(self, end: int) -> int:
        """The end of a name that goes on with particles, hyphened parts or a suffix."""
        doc = self.doc
        while end < len(doc):
            text, lower = doc[end].text, doc[end].lower_
            if lower in self.words.suffixes and (lower.rstrip(".") in {"jr", "sr"} or text.isupper()) and len(text) > 1:
                end += 1
            elif text in HYPHENS and not doc[end].whitespace_ and not doc[end - 1].whitespace_ and end + 1 < len(doc) and doc[end + 1].text[0].isupper():
                end += 2
            elif (
                lower in self.words.particles
                and text.islower()
                and lower not in {"as", "an", "i", "do"}
                and doc[end - 1].whitespace_
                and end + 1 < len(doc)
                and doc[end + 1].text[0].isupper()
                and doc[end + 1].tag_ in {"", "NNP", "NNPS", "FW"}
                and end + 1 not in self.tokens
            ):
                end += 2
            else:
                break
        return end

    def after(self, start: int, stops: set[int]) -> int | None:
        """The end of a name that the model missed at `start`, right after a title; None where none stands there."""
        doc, end = self.doc, start
        while end < len(doc) and end - start < 8:
            token = doc[end]
            text, lower = token.text, token.lower_
            if end in stops or end in self.tokens and end > start:
                break
            if text in HYPHENS and end > start and not token.whitespace_ and not doc[end - 1].whitespace_:
                end += 1
                continue
            if lower in self.words.particles and text != "I" and end + 1 < len(doc) and doc[end + 1].text[0].isupper() and (end > start or lower in {"al", "el", "de", "van", "von", "da", "bin", "du", "di", "del", "ould"}) and doc[end + 1].text not in HYPHENS:
                end += 1
                continue
            if lower in {"al", "el"} and end + 1 < len(doc) and doc[end + 1].text in HYPHENS:
                end += 1
                continue
            capital = text[0].isupper() and any(c.islower() for c in text[1:]) or (len(text) <= 2 and text[0].isupper() and text.rstrip(".").isalpha())
            if not capital or token.tag_ not in {"", "NNP", "NNPS", "NN", "FW", "JJ", "VBG", "VB"} or lower in {"mr", "the"}:
                break
            end += 1
            if not token.whitespace_ and end < len(doc) and doc[end].text not in HYPHENS and not doc[end].lower_.startswith("'"):
                break
        while end > start and (doc[end - 1].lower_ in self.words.particles or doc[end - 1].text in HYPHENS):
            end -= 1
        return end if end > start else None

    def add(self, start: int, end: int) -> None:
        """Take a span for a name."""
        self._add(start, self._extended(end))

    def persons(self, prefer: Iterable[tuple[int, int]] = ()) -> list[Person]:
        """The people named in mined sections, each with all namings, by first mention."""
        spans = sorted(span for span in self.spans if self.readable(span[0]))
        names = [Name(start, end, words_of(self.doc[start:end].text)) for start, end in spans]
        return cluster([name for name in names if name.words])


def cluster(names: list[Name]) -> list[Person]:
    """People from names in order of the text: fuller names gather the shorter ones that can only be theirs."""
    people: list[Person] = []
    for name in sorted(names, key=lambda name: (-len(name.words), name.start)):
        best: list[tuple[int, Person]] = []
        for person in people:
            score = likeness(name.words, person.words)
            if score:
                best.append((score, person))
        top = max((score for score, _ in best), default=0)
        fitting = [person for score, person in best if score == top]
        if not fitting:
            people.append(Person(name.words, [name]))
        elif len(fitting) == 1:
            fitting[0].names.append(name)
        else:
            _nearest(name, fitting).names.append(name)
    for person in people:
        person.names.sort(key=lambda name: name.start)
    return sorted(people, key=lambda person: person.first)


def _nearest(name: Name, people: list[Person]) -> Person:
    """Whoever was named last in full before the short name, else whoever is named next."""
    def distance(person: Person) -> tuple[int, int]:
        full = [other.start for other in person.names if len(other.words) > 1]
        before = [start for start in full if start <= name.start]
        return (0, name.start - max(before)) if before else (1, min(full, default=10**9) - name.start)

    return min(people, key=distance)
