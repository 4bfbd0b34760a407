"""Word pieces and shapes: what the network reads of a token."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

UNKNOWN: Final = "[UNK]"
START: Final = "[CLS]"
STOP: Final = "[SEP]"
PIECES_OF_A_TOKEN: Final = 12
CHARACTERS_OF_A_TOKEN: Final = 64
CACHED_TOKENS: Final = 16_384

# The encoder knows both forms of a quotation mark; one form each makes typography irrelevant.
# Which way a curly mark opened is kept by its shape.
QUOTES: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‛": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
    | {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2212": "-", "―": "—"}
)

SHAPES: Final = (
    "none", "lower", "title", "upper", "capital", "mixed", "initial", "dotted",
    "digits", "number", "lower-digits", "upper-digits", "stop", "comma", "open", "close",
    "quote", "dash", "currency", "symbol", "apostrophe", "script", "long", "space",
)  # fmt: skip
SHAPE_COUNT: Final = 2 * len(SHAPES)
_INDEX: Final = {shape: number for number, shape in enumerate(SHAPES)}
_PUNCTUATION: Final = (
    dict.fromkeys((".", "!", "?", "…", "..."), "stop")
    | dict.fromkeys((",", ";", ":"), "comma")
    | dict.fromkeys("([{“‘«„", "open")
    | dict.fromkeys(")]}”’»", "close")
    | dict.fromkeys(('"', "'", "''", "``"), "quote")
    | dict.fromkeys(("-", "–", "—", "--", "‐", "‑", "−", "―"), "dash")
)


def shape_of(token: str) -> str:
    """Name the form of a token, which an uncased encoder cannot see.

    >>> [shape_of(token) for token in ("talks", "Lima", "UN", "U.S.", "J.", "McRae", "1,200", "10m", "’s", "—")]
    ['lower', 'title', 'upper', 'dotted', 'initial', 'mixed', 'number', 'lower-digits', 'apostrophe', 'dash']
    """
    if token in _PUNCTUATION:
        return _PUNCTUATION[token]
    if token.isspace():
        return "space"
    if len(token) > CHARACTERS_OF_A_TOKEN:
        return "long"
    if token[0] in "'’" and token[1:].isalpha():
        return "apostrophe"
    if any(character.isdigit() for character in token):
        return _shape_of_number(token)
    letters = [character for character in token if character.isalpha()]
    if not letters:
        return "currency" if unicodedata.category(token[0]) == "Sc" else "symbol"
    return _shape_of_word(token, letters)


def _shape_of_number(token: str) -> str:
    if token.isdigit():
        return "digits"
    if not any(character.isalpha() for character in token):
        return "number"
    return "upper-digits" if any(character.isupper() for character in token) else "lower-digits"


def _shape_of_word(token: str, letters: Sequence[str]) -> str:
    if not any(character.isupper() for character in letters):
        return "lower" if any(character.islower() for character in letters) else "script"
    if len(letters) == 1:
        return "initial" if token.endswith(".") else "capital"
    if "." in token[:-1]:
        return "dotted"
    if all(character.isupper() for character in letters):
        return "upper"
    if letters[0].isupper() and all(character.islower() for character in letters[1:]):
        return "title"
    return "mixed"


def strip_accents(text: str) -> str:
    """Lower the case and drop the accents, as the encoder was taught.

    >>> strip_accents("São João")
    'sao joao'
    """
    text = text.translate(QUOTES).lower()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def _words(text: str) -> Iterable[str]:
    """Cut a token at its punctuation and symbols, as the encoder's own tokenizer does."""
    start = 0
    for position, character in enumerate(text):
        if character.isalnum():
            continue
        if start < position:
            yield text[start:position]
        category = unicodedata.category(character)
        if category[0] not in "ZC":
            yield character
        start = position + 1
    if start < len(text):
        yield text[start:]


class Pieces:
    """The encoder's vocabulary, cutting tokens greedily into its longest pieces."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self._ids = {piece: number for number, piece in enumerate(lines)}
        self.start, self.stop, self.unknown = (self._ids[piece] for piece in (START, STOP, UNKNOWN))
        self.encode = lru_cache(CACHED_TOKENS)(self._encode)

    def _encode(self, token: str) -> tuple[tuple[int, ...], int]:
        """Return the piece ids of a token (at least one) and the number of its shape."""
        text = strip_accents(token[:CHARACTERS_OF_A_TOKEN])
        ids = [number for word in _words(text) for number in self._cut(word)]
        return tuple(ids[:PIECES_OF_A_TOKEN]) or (self.unknown,), _INDEX[shape_of(token)]

    def _cut(self, word: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._ids.get(prefix + word[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            ids.append(number)
            start = end
        return ids
