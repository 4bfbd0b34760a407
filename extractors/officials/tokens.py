"""The tokens of a doc as plain lists, read once: every rule of the step looks at most tokens several times."""

from typing import Any

from spacy.attrs import SENT_START, SPACY

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
        self.starts = [token.idx for token in doc]
        self.words = [token.text for token in doc]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.lower = [word.lower().strip(INVISIBLE) or word for word in self.words]
        self.tags = [token.tag_ for token in doc]
        self.parts = [token.pos_ for token in doc]
        self.relations = [token.dep_ for token in doc]
        self.lemmas = [token.lemma_ for token in doc]
        self.heads = [token.head.i for token in doc]
        spaced, opens = doc.parsed.to_array([SPACY, SENT_START]).T.tolist()
        self.spaced: list[bool] = [bool(space) for space in spaced]
        self.opens: list[bool] = [flag == 1 for flag in opens]

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
