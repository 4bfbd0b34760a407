"""The tokens of a doc as plain lists, read once: every rule of the step looks at most tokens several times."""

from collections.abc import Iterable
from typing import Any

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START, SPACY, TAG
from spacy.parts_of_speech import NAMES

from extractors.tree import Tree, text_of

HYPHENS = frozenset({"-", "–", "‑"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ARTICLES = frozenset({"the", "a", "an", "this", "another", "any", "no", "every", "each", "some", "one"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Marks of direction and joining that stand inside words without being seen.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class Tokens:
    """Words, lower-case words, tags, relations and offsets of one doc by token position."""

    def __init__(self, doc: Tree) -> None:
        self.doc = doc
        self.text = text_of(doc.parsed)
        text = self.text
        columns = doc.parsed.to_array([IDX, LENGTH, SPACY, TAG, POS, DEP, LEMMA, HEAD, SENT_START]).T.tolist()
        self.starts, lengths, spaced, tags, parts, relations, lemmas, heads, opens = columns
        self.ends: list[int] = [start + length for start, length in zip(self.starts, lengths, strict=True)]
        self.words: list[str] = [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        self.lower: list[str] = [word.lower().strip(INVISIBLE) or word for word in self.words]
        self.spaced: list[bool] = [bool(space) for space in spaced]
        self.tags = self._strings(tags)
        self.parts: list[str] = [NAMES[part] for part in parts]
        self.relations = self._strings(relations)
        self.lemmas = self._strings(lemmas)
        # HEAD is a signed distance in an unsigned column.
        self.heads: list[int] = [i + (head if head < 2**63 else head - 2**64) for i, head in enumerate(heads)]
        self.opens: list[bool] = [flag == 1 for flag in opens]

    def _strings(self, keys: Iterable[int]) -> list[str]:
        strings = self.doc.parsed.vocab.strings
        known: dict[int, str] = {0: ""}
        return [known[key] if key in known else known.setdefault(key, strings[key]) for key in keys]

    def __len__(self) -> int:
        return len(self.words)

    def between(self, start: int, end: int) -> str:
        """The text of a stretch of tokens."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def span(self, start: int, end: int) -> dict[str, Any]:
        """The positions of a stretch of tokens, in tokens and in characters, as matches have them."""
        return {"start": start, "end": end, "start_char": self.starts[start], "end_char": self.ends[end - 1]}

    def is_capital(self, position: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.words[position][0].isupper()

    def joins(self, position: int) -> bool:
        """Whether the token is a hyphen between two words."""
        return (
            0 < position < len(self.words) - 1
            and self.words[position] in HYPHENS
            and not self.spaced[position - 1]
            and not self.spaced[position]
        )
