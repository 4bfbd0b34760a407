"""The text cut into numbers, words and signs, finer than the model's tokens: "€3.5bn" is three of them."""

import re
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

# Every repetition is bounded or consumes what it has read: the scan is linear in the text.
LEXEME = re.compile(
    r"""
    [0-9]{1,3}(?:,[0-9]{2,3}){0,8},[0-9]{3}(?![0-9])(?:\.[0-9]+)?     # 25,000  1,50,000.5
  | [0-9]{1,3}(?:\.[0-9]{3}){1,8},[0-9]{1,2}(?![0-9])                 # 1.234,56
  | [0-9]{1,3}(?:\.[0-9]{3}){2,8}(?![0-9])                            # 1.234.567
  | [0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,8}(?![,.]?[0-9])   # 1 234 567
  | [0-9]{1,3},[0-9]{1,2}(?=[ \u00a0]?(?:%|(?:percent|per\scent|million|billion)\b))   # 3,5 %
  | [0-9]+(?:\.[0-9]+)?
  | (?<![\w.])\.[0-9]+
  | [\u00bc-\u00be\u2150-\u215e]                                    # ½
  | [^\W\d_\u00bc-\u00be\u2150-\u215e]+                            # words
  | \n
  | [^\w\s]
    """,
    re.VERBOSE,
)

HYPHENS = frozenset({"-", "‑", "–"})
# Empty words after the last one: no phrase looks further ahead.
PADDING = 8
DIGITS = frozenset("0123456789")
E = TypeVar("E")
Phrases = dict[str, tuple[tuple[tuple[str, ...], E], ...]]


class Lexemes(Struct, frozen=True):
    """The lexemes of a text in lower case, with their characters. Past either end there is the empty word."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words) - PADDING

    def touching(self, i: int) -> bool:
        """Whether nothing stands between lexeme `i` and the one before it."""
        return 0 < i < len(self) and self.starts[i] == self.ends[i - 1]

    def numeric(self, i: int) -> bool:
        """Whether lexeme `i` is written in digits."""
        return self.words[i][-1:] in DIGITS

    def raw(self, i: int) -> str:
        """Lexeme `i` as the text has it."""
        return self.text[self.starts[i] : self.ends[i]]


def scan(text: str) -> Lexemes:
    """The lexemes of a text.

    >>> scan("Some €3.5bn, or 1,200-odd tons").words[:10]
    ('some', '€', '3.5', 'bn', ',', 'or', '1,200', '-', 'odd', 'tons')
    """
    words, starts, ends = [], [], []
    for match in LEXEME.finditer(text):
        words.append(match.group().lower())
        starts.append(match.start())
        ends.append(match.end())
    padding = (len(text),) * PADDING
    return Lexemes(text, (*words, *("",) * PADDING), (*starts, *padding), (*ends, *padding))


def phrase_table(phrases: Sequence[tuple[str, E]], *, last: bool = False) -> Phrases[E]:
    """Phrases by their first word, or by their `last`, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], E]]] = {}
    for phrase, entry in phrases:
        words = scan(phrase).words
        words = tuple(word for word in words if word and word != "-")
        table.setdefault(words[-1 if last else 0], []).append((words, entry))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in table.items()}


def longest(table: Phrases[E], lexemes: Lexemes, i: int) -> tuple[E, int] | None:
    """The entry of the longest phrase that starts at lexeme `i`, and the lexeme after it; hyphens may stand inside."""
    words = lexemes.words
    for phrase, entry in table.get(words[i], ()):
        j = i + 1
        for word in phrase[1:]:
            if words[j] == "-":
                j += 1
            if words[j] != word:
                break
            j += 1
        else:
            return entry, j
    return None


def longest_before(table: Phrases[E], lexemes: Lexemes, i: int) -> tuple[E, int] | None:
    """The entry of the longest phrase that ends right before lexeme `i`, and its first lexeme."""
    words = lexemes.words
    if i <= 0:
        return None
    for phrase, entry in table.get(words[i - 1], ()):
        first = i - len(phrase)
        if first >= 0 and words[first:i] == phrase:
            return entry, first
    return None
