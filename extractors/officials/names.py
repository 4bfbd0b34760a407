"""Names of people in a doc: where the model saw them, set right by titles, particles and places."""

from extractors.countries import fold, table
from extractors.officials.lexicon import KINDS, PARTS, WORDS, lexicon
from extractors.officials.likeness import generation_of, words_of
from extractors.officials.patterns import has_office, is_near, systems_of, title_tree
from extractors.officials.people import Name, Person, cluster
from extractors.officials.tokens import HYPHENS, Tokens

NAME_TAGS = frozenset({"", "NNP", "NNPS", "NN", "FW", "JJ", "VBG", "VB", "XX"})
STYLES = frozenset({"excellency", "her", "highness", "his", "majesty", "royal"})
# Words that show that capitals after a title are a body's: "General Assembly".
BODY_GROUPS = ("assembly", "company", "ministry", "court", "public", "party", "military", "igo")


class Names:
    """The names of people in one doc."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.mined = tokens.doc._.mined
        self.spans: dict[int, int] = {}  # start → end
        self.covered: set[int] = set()
        for entity in tokens.doc.parsed.ents:
            if entity.label_ == "PERSON":
                span = self._trim(entity.start, entity.end)
                if span:
                    self._add(*span)
        self._drop_places()
        self._part_pairs()

    def _part_pairs(self) -> None:
        """Read "Holm–Petrov" as two people, where the text names each by that surname."""
        families = {self.tokens.words[end - 1] for end in self.spans.values()}
        for start, end in list(self.spans.items()):
            words = self.tokens.words[start:end]
            if len(words) == 3 and words[1] in HYPHENS and families >= {words[0], words[2]}:
                self.drop(start)
                self._add(start, start + 1)
                self._add(start + 2, end)

    def _drop_places(self) -> None:
        """Take no chambers for names, nor single words that are a country's, its seat's or capital's where no full name
        has them."""
        places = {mention.start for place in self.tokens.doc._.places for mention in place.mentions}
        full = {word for start, end in self.spans.items() if end - start > 1 for word in self.tokens.lower[start:end]}
        for start, end in list(self.spans.items()):
            if end - start > 1 and self.tokens.between(start, end).lower() in lexicon().groups["assembly"]:
                self.drop(start)  # "the Lok Sabha"
        for start in [start for start, end in self.spans.items() if end - start == 1]:
            word = self.tokens.lower[start]
            place = any(word in table(sense) for sense in ("name", "adjective", "seat", "institution"))
            place = place or (start in places and fold(word) in table("capital"))
            if word not in full and (place or is_near("igo", self.tokens.words[start])):
                self.drop(start)

    def _add(self, start: int, end: int) -> None:
        if not any(position in self.covered for position in range(start, end)):
            self.spans[start] = end
            self.covered.update(range(start, end))

    def readable(self, position: int) -> bool:
        """Whether records may be taken from the token."""
        return self.mined is None or bool(self.mined[position])

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        """A name without line breaks, honorifics, titles and possessive, joined with its particles and suffix."""
        lower, root = self.tokens.lower, title_tree().next
        end = next((position for position in range(start, end) if lower[position].isspace()), end)
        for position in range(end - 1, start, -1):
            inner = lower[position] in KINDS.inner and self.tokens.is_capital(position)
            if inner and (position == end - 1 or lower[position + 1] not in PARTS.suffixes):
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
            following = lower[start + 1] if start + 1 < len(lower) else ""
            if end - start > 3 and self.tokens.words[start : start + 2] == ["H", "E"]:
                start += 2  # "H E Ana Paz"
                continue
            title = node is not None and (node.title is not None or following in node.next)
            if end - start > 2 and start and word in WORDS.portfolios and lower[start - 1] in {"and", "of", "for", "&"}:
                start += 1
                continue
            if (
                end - start > 1
                and (word in WORDS.honorifics or (title and (word not in KINDS.given or self._styled(start, end))))
                or not word[0].isalnum()
            ):
                start += 1
            else:
                break
        while end > start and (not lower[end - 1][-1].isalnum() or lower[end - 1] in {"'s", "’s", "and"}):
            if lower[end - 1] in PARTS.suffixes or (len(lower[end - 1]) == 2 and lower[end - 1][0].isalpha()):
                break
            end -= 1
        if end - start > 2 and self._is_letters(end - 1):
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
        if end - start == 1 and start and lower[start - 1] == "the" and self._is_title(lower[start]):
            return None  # "the Amir of Qatar", "the Taoiseach"
        if end - start == 1 and lower[start].rstrip(".") in PARTS.abbreviated:
            return None  # "Cde [comrade] X"
        if not set(lower[start:end]) - STYLES:
            return None  # "His Highness"
        if start >= end or not any(self.tokens.is_capital(position) for position in range(start, end)):
            return None
        return start, self._extended(end)

    def _is_letters(self, position: int) -> bool:
        """Whether a word at the end of a name is an office's initials: "Tala Vuniwai MP"."""
        return self.tokens.words[position].isupper() and self._is_title(self.tokens.lower[position])

    def _is_title(self, word: str) -> bool:
        """Whether a word by itself is a title that is hardly a surname."""
        node = title_tree().next.get(word)
        return word in KINDS.given or (node is not None and node.title is not None and node.title.strength == "full")

    def _styled(self, start: int, end: int) -> bool:
        """Whether a word that may be a given name is a title: "the Amir …", "Amir Sheikh …", "Sultan X of Oman"."""
        lower = self.tokens.lower
        realm = table("name").get(lower[end + 1]) if lower[end : end + 1] == ["of"] and end + 1 < len(lower) else None
        if realm is not None and systems_of(lower[start]) and has_office(realm[0], lower[start]):
            return True
        return lower[max(start - 1, 0)] == "the" or not WORDS.honorifics.isdisjoint(lower[start + 1 : start + 2])

    def _extended(self, end: int) -> int:
        """The end of a name that goes on with particles, hyphened parts or a suffix."""
        tokens = self.tokens
        while end < len(tokens):
            word, lower = tokens.words[end], tokens.lower[end]
            if lower in PARTS.suffixes and (lower.rstrip(".") in {"jr", "sr"} or (word.isupper() and len(word) > 1)):
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
            particle = lower in PARTS.leading or (end > start and lower in PARTS.particles)
            if (tokens.joins(end) and end > start) or (particle and (following or tokens.joins(end + 1))):
                end += 1
                continue
            if not _looks_like_name(word) or tokens.tags[end] not in NAME_TAGS or lower in WORDS.honorifics:
                break
            end += 1
            if not tokens.spaced[end - 1] and not (end < len(tokens) and tokens.joins(end)):
                break
        while end > start and (tokens.lower[end - 1] in PARTS.particles or tokens.words[end - 1] in HYPHENS):
            end -= 1
        if end <= start or tokens.lower[start] in WORDS.portfolios:
            return None  # "General Public Licence"
        if any(is_near(group, tokens.between(start, end)) for group in BODY_GROUPS):
            return None
        return end

    def add(self, start: int, end: int) -> None:
        """Take a span for a name."""
        self._add(start, self._extended(end))

    def drop(self, start: int) -> None:
        """Take the span that begins at a token for no name."""
        if start in self.spans:
            self.covered.difference_update(range(start, self.spans.pop(start)))

    def cut(self, start: int, position: int) -> None:
        """Let the name that begins at `start` begin at `position`."""
        if start in self.spans and position < self.spans[start]:
            self.spans[position] = self.spans.pop(start)
            self.covered.difference_update(range(start, position))

    def widen(self, start: int, position: int) -> None:
        """Let the name that begins at `position` begin at `start`."""
        if position in self.spans:
            self.spans[start] = self.spans.pop(position)
            self.covered.update(range(start, position))

    def persons(self) -> list[Person]:
        """The people named in mined sections, each with all namings, by first mention."""
        spans = sorted(span for span in self.spans.items() if self.readable(span[0]))
        texts = [(start, end, self.tokens.between(start, end)) for start, end in spans]
        names = [Name(start, end, words_of(text), generation_of(text)) for start, end, text in texts]
        return cluster([name for name in names if name.words])


def _looks_like_name(word: str) -> bool:
    """Whether a word is written as a name or an initial is: "Quispe", "O'Hara", "J."."""
    if not word[0].isupper():
        return False
    return any(character.islower() for character in word) or (len(word) <= 2 and word[0].isalpha())
