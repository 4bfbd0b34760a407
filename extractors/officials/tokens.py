"""The tokens of a doc as plain lists, read once: every rule of the step looks at most tokens several times."""

from spacy.tokens import Doc

HYPHENS = frozenset({"-", "–", "‑"})
# Marks of direction and joining that stand inside words without being seen.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class Tokens:
    """Words, lower-case words, tags and offsets of one doc by token position."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.words: list[str] = []
        self.lower: list[str] = []
        self.tags: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.spaced: list[bool] = []
        self.opens: list[bool] = []
        for token in doc:
            text, start = token.text, token.idx
            self.words.append(text)
            self.lower.append(text.lower().strip(INVISIBLE) or text)
            self.tags.append(token.tag_)
            self.starts.append(start)
            self.ends.append(start + len(text))
            self.spaced.append(bool(token.whitespace_))
            self.opens.append(bool(token.is_sent_start))

    def __len__(self) -> int:
        return len(self.words)

    def between(self, start: int, end: int) -> str:
        """The text of a stretch of tokens."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

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
