"""Names of people in a doc, and which of them name the same person."""

import unicodedata
from collections import defaultdict

from msgspec import Struct, field

from extractors.countries import table
from extractors.officials.lexicon import KINDS, PARTS, WORDS
from extractors.officials.patterns import is_near, title_tree
from extractors.officials.tokens import HYPHENS, Tokens

# Within so many edits two spellings of a long given name are the same where the surname is.
VARIANT_EDITS = 2
NAME_TAGS = frozenset({"", "NNP", "NNPS", "NN", "FW", "JJ", "VBG", "VB", "XX"})
GENERATIONS = frozenset({"jr", "sr"})
# Words that show that capitals after a title are a body's: "General Assembly".
BODY_GROUPS = ("assembly", "company", "ministry", "court", "public", "party", "military", "igo")


class Name(Struct, frozen=True):
    """One naming of a person: token positions, without titles and honorifics."""

    start: int
    end: int
    words: tuple[str, ...]
    generation: str = ""


class Person(Struct):
    """Everybody who is named by the same name, with all namings."""

    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Token position of the first naming."""
        return self.names[0].start

    def differs(self, name: Name) -> bool:
        """Whether a name is that of the father or son."""
        return bool(name.generation) and any(own.generation not in {"", name.generation} for own in self.names)


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
        if hyphen and article in PARTS.articles:
            word = rest
        word = word.strip('.,"“”')
        if word and word not in PARTS.articles:
            found.append(word)
    while len(found) > 1 and found[-1] in GENERATIONS:
        found.pop()
    return tuple(found)


def generation_of(text: str) -> str:
    """What tells a son from his father of the same name: "jr", "sr", or nothing.

    >>> generation_of("Pedro Lagdameo Sr."), generation_of("Pedro Lagdameo")
    ('sr', '')
    """
    last = fold(text).rstrip(".").rsplit(maxsplit=1)[-1:]
    return last[0] if last and last[0] in GENERATIONS else ""


def _edits(a: str, b: str, most: int) -> int:
    """Edits between two words, or more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
        if min(row) > most:
            return most + 1
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
            return 0 if full[-2] in PARTS.patronymics else 4
        # "Jean-Marc Ayala-Ruiz" is also "Ayala"; a name may be the last of a double surname.
        if word in full[1:-1] and word not in WORDS.particles:
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

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.mined = tokens.doc._.mined
        self.spans: list[tuple[int, int]] = []
        self.covered: set[int] = set()
        for entity in tokens.doc.ents:
            if entity.label_ == "PERSON":
                span = self._trim(entity.start, entity.end)
                if span:
                    self._add(*span)
        self._drop_places()

    def _drop_places(self) -> None:
        """Take single words that are a country's or its seat's for no names, where nobody's full name has them."""
        full = {word for start, end in self.spans if end - start > 1 for word in self.tokens.lower[start:end]}
        for start, _ in [span for span in self.spans if span[1] - span[0] == 1]:
            word = self.tokens.lower[start]
            place = any(word in table(sense) for sense in ("name", "adjective", "seat", "institution"))
            if word not in full and (place or is_near("igo", self.tokens.words[start])):
                self.drop(start)

    def _add(self, start: int, end: int) -> None:
        if not any(position in self.covered for position in range(start, end)):
            self.spans.append((start, end))
            self.covered.update(range(start, end))

    def readable(self, position: int) -> bool:
        """Whether records may be taken from the token."""
        return self.mined is None or bool(self.mined[position])

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        """A name without line breaks, honorifics, titles and possessive, joined with its particles and suffix."""
        lower, root = self.tokens.lower, title_tree().next
        end = next((position for position in range(start, end) if lower[position].isspace()), end)
        for position in range(end - 1, start, -1):
            if lower[position] in KINDS.inner and self.tokens.is_capital(position):
                if position == end - 1:
                    return None
                start = position + 1
                break
        while start < end:
            word = lower[start]
            if (
                end - start > 1
                and word.rstrip(".") in PARTS.abbreviated
                and (word.endswith(".") or lower[start + 1] == ".")
            ):
                start += 1
                continue
            node = root.get(word.rstrip("."))
            title = node is not None and (node.title is not None or lower[start + 1] in node.next)
            if end - start > 2 and start and word in WORDS.portfolios and lower[start - 1] in {"and", "of", "for", "&"}:
                start += 1
                continue
            if (
                end - start > 1
                and (word in WORDS.honorifics or (title and (word not in KINDS.given or self._styled(start))))
                or not word[0].isalnum()
            ):
                start += 1
            else:
                break
        while end > start and (not lower[end - 1][-1].isalnum() or lower[end - 1] in {"'s", "’s", "and"}):
            if lower[end - 1] in WORDS.suffixes or (len(lower[end - 1]) == 2 and lower[end - 1][0].isalpha()):
                break
            end -= 1
        while (
            start > 1
            and self.tokens.joins(start - 1)
            and self.tokens.is_capital(start - 2)
            and start - 2 not in self.covered
        ):
            start -= 2
        if (
            0 < start < end
            and lower[start] in {"al", "el"}
            and lower[start - 1] in KINDS.given
            and self.tokens.is_capital(start - 1)
        ):
            start -= 1  # "Sultan al-Amin"
        if start >= end or not any(self.tokens.is_capital(position) for position in range(start, end)):
            return None
        return start, self._extended(end)

    def _styled(self, start: int) -> bool:
        """Whether a word that may be a given name is a title: "the Amir …", "Amir Sheikh …"."""
        lower = self.tokens.lower
        return lower[max(start - 1, 0)] == "the" or lower[start + 1] in WORDS.honorifics

    def _extended(self, end: int) -> int:
        """The end of a name that goes on with particles, hyphened parts or a suffix."""
        tokens = self.tokens
        while end < len(tokens):
            word, lower = tokens.words[end], tokens.lower[end]
            if lower in WORDS.suffixes and (lower.rstrip(".") in {"jr", "sr"} or (word.isupper() and len(word) > 1)):
                end += 1
            elif tokens.joins(end) and (tokens.is_capital(end + 1) or self._is_syllable(end + 1)):
                end += 2
            elif (
                tokens.lower[end - 1] in PARTS.capitals
                and tokens.is_capital(end)
                and tokens.tags[end] in NAME_TAGS
                and tokens.spaced[end - 1]
                and end not in self.covered
            ):
                end += 1
            elif lower in PARTS.joining and word == lower and self._goes_on(end):
                end += 2
            else:
                break
        return end

    def _is_syllable(self, position: int) -> bool:
        """Whether the word after a hyphen is the second syllable of a given name: "Seo-yeon"."""
        word = self.tokens.lower[position]
        return len(word) <= 5 and word.isalpha() and word not in PARTS.compounding

    def _goes_on(self, particle: int) -> bool:
        tokens, after = self.tokens, particle + 1
        if after >= len(tokens) or after in self.covered or not tokens.spaced[particle - 1]:
            return False
        return tokens.is_capital(after) and tokens.tags[after] in NAME_TAGS

    def after(self, start: int, stops: set[int]) -> int | None:
        """The end of a name that the model missed at `start`, right after a title; None where none stands there."""
        tokens, end = self.tokens, start
        while end < len(tokens) and end - start < 8 and end not in stops and (end == start or end not in self.covered):
            word, lower = tokens.words[end], tokens.lower[end]
            following = end + 1 < len(tokens) and tokens.is_capital(end + 1)
            particle = lower in PARTS.leading or (end > start and lower in WORDS.particles)
            if (tokens.joins(end) and end > start) or (particle and (following or tokens.joins(end + 1))):
                end += 1
                continue
            if not _looks_like_name(word) or tokens.tags[end] not in NAME_TAGS or lower in WORDS.honorifics:
                break
            end += 1
            if not tokens.spaced[end - 1] and not (end < len(tokens) and tokens.joins(end)):
                break
        while end > start and (tokens.lower[end - 1] in WORDS.particles or tokens.words[end - 1] in HYPHENS):
            end -= 1
        if end <= start or any(is_near(group, tokens.between(start, end)) for group in BODY_GROUPS):
            return None
        return end

    def add(self, start: int, end: int) -> None:
        """Take a span for a name."""
        self._add(start, self._extended(end))

    def drop(self, start: int) -> None:
        """Take the span that begins at a token for no name."""
        for span in [span for span in self.spans if span[0] == start]:
            self.spans.remove(span)
            self.covered.difference_update(range(*span))

    def cut(self, start: int, position: int) -> None:
        """Let the name that begins at `start` begin at `position`."""
        for index, (begin, end) in enumerate(self.spans):
            if begin == start and position < end:
                self.spans[index] = (position, end)
                self.covered.difference_update(range(start, position))

    def widen(self, start: int, position: int) -> None:
        """Let the name that begins at `position` begin at `start`."""
        for index, (begin, end) in enumerate(self.spans):
            if begin == position:
                self.spans[index] = (start, end)
                self.covered.update(range(start, position))

    def persons(self) -> list[Person]:
        """The people named in mined sections, each with all namings, by first mention."""
        spans = sorted(span for span in self.spans if self.readable(span[0]))
        texts = [(start, end, self.tokens.between(start, end)) for start, end in spans]
        names = [Name(start, end, words_of(text), generation_of(text)) for start, end, text in texts]
        return cluster([name for name in names if name.words])


def _looks_like_name(word: str) -> bool:
    """Whether a word is written as a name or an initial is: "Quispe", "O'Hara", "J."."""
    if not word[0].isupper():
        return False
    return any(character.islower() for character in word) or (len(word) <= 2 and word[0].isalpha())


def cluster(names: list[Name]) -> list[Person]:
    """People from names in order of the text: fuller names gather the shorter ones that can only be theirs."""
    people: list[Person] = []
    bearers: defaultdict[str, set[int]] = defaultdict(set)  # of each word, and of words that begin with a letter
    for name in sorted(names, key=lambda name: (-len(name.words), name.start)):
        best: list[tuple[int, Person]] = []
        alike = {i for word in name.words for key in _clues(word) for i in bearers.get(key, ())}
        for person in (people[i] for i in sorted(alike)):
            score = likeness(name.words, person.words)
            if score and not person.differs(name):
                best.append((score, person))
        top = max((score for score, _ in best), default=0)
        fitting = [person for score, person in best if score == top]
        if not fitting:
            for word in name.words:
                bearers[word].add(len(people))
                bearers[f"{word[0]}…"].add(len(people))
            people.append(Person(name.words, [name]))
        elif len(fitting) == 1:
            fitting[0].names.append(name)
        else:
            _nearest(name, fitting).names.append(name)
    for person in people:
        person.names.sort(key=lambda name: name.start)
    return sorted(people, key=lambda person: person.first)


def _clues(word: str) -> tuple[str, str]:
    """What one of the words of a person must be for a word of a name to be the same: that word, or an initial.

    >>> _clues("tomas"), _clues("t")
    (('tomas', 't'), ('t', 't…'))
    """
    return word, f"{word}…" if len(word) == 1 else word[0]


def _nearest(name: Name, people: list[Person]) -> Person:
    """Who a short name means where several bear it: whoever it meant before the others came in, else whoever was
    named last in full before it, else whoever is named next."""
    first, *others = sorted(people, key=lambda person: min(other.start for other in person.names))
    entry = min(other.start for person in others for other in person.names)
    if any(other.words == name.words and other.start < entry for other in first.names):
        return first

    def distance(person: Person) -> tuple[int, int]:
        full = [other.start for other in person.names if len(other.words) > 1]
        before = [start for start in full if start <= name.start]
        return (0, name.start - max(before)) if before else (1, min(full, default=10**9) - name.start)

    return min(people, key=distance)
