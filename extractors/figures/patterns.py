"""The lexicon of quantities as the tables in which the step looks words up."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from msgspec import Struct

from extractors.figures.lexemes import Phrases, phrase_table
from extractors.lexicons import load_toml
from schemas.figure import Comparator, Dimension

LEXICON = Path(__file__).with_name("lexicon.toml")


class Magnitude(Struct, frozen=True, forbid_unknown_fields=True):
    """ "million": its value, and up to what "millions" reaches."""

    value: int
    most: int
    words: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    least: int | None = None

    @property
    def lower(self) -> int:
        """From what the plural says on."""
        return self.value if self.least is None else self.least


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of the answer and its words; `factor` turns what the words say into it."""

    symbol: str
    dimension: Dimension
    factor: str = "1"
    words: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()


class Hundredths(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of a hundredth of a currency."""

    words: tuple[str, ...]


class CurrencyWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What babel does not hold of currencies."""

    signs: dict[str, str]
    names: dict[str, str]
    hundredths: Hundredths
    always: dict[str, str]
    usual: dict[str, str]


class Context(Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a figure."""

    per: frozenset[str]
    designators: frozenset[str]
    common: frozenset[str]
    months: frozenset[str]
    streets: frozenset[str]
    determiners: frozenset[str]
    halves: frozenset[str]
    shared: frozenset[str]
    doubled: frozenset[str]
    clock: frozenset[str]
    compounds: frozenset[str]
    comparisons: frozenset[str]
    counted: frozenset[str]
    changes: frozenset[str]
    measuring: frozenset[str]
    metres: frozenset[str]
    weights: frozenset[str]
    paid: frozenset[str]
    lasting: frozenset[str]
    ages: frozenset[str]
    birthdays: frozenset[str]
    after_part: frozenset[str]
    before_part: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    numbers: dict[str, int]
    magnitude: tuple[Magnitude, ...]
    parts: dict[str, int]
    multiples: dict[str, str]
    before: dict[Comparator, tuple[str, ...]]
    after: dict[Comparator, tuple[str, ...]]
    unit: tuple[Unit, ...]
    currency: CurrencyWords
    context: Context


class Words:
    """The lexicon as tables; built once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.numbers = lexicon.numbers
        self.parts = lexicon.parts
        self.magnitude = {word: row.value for row in lexicon.magnitude for word in row.words}
        self.magnitude |= {word: row.value for row in lexicon.magnitude for word in row.plural if row.value >= 100_000}
        self.named = {word: row for row in lexicon.magnitude for word in row.words}
        self.glued = {word: row.value for row in lexicon.magnitude for word in row.glued}
        self.plural = {word: row for row in lexicon.magnitude for word in row.plural}
        self.multiples = {word: Fraction(value) for word, value in lexicon.multiples.items()}
        self.metres = lexicon.context.metres
        self.after_part = lexicon.context.after_part
        self.before_part = lexicon.context.before_part
        self.before: Phrases[Comparator] = phrase_table(
            [(phrase, comparator) for comparator, phrases in lexicon.before.items() for phrase in phrases], last=True
        )
        self.after: Phrases[Comparator] = phrase_table(
            [(phrase, comparator) for comparator, phrases in lexicon.after.items() for phrase in phrases]
        )
        self.units: Phrases[tuple[Unit, bool]] = phrase_table(
            [(phrase, (unit, False)) for unit in lexicon.unit for phrase in unit.words]
            + [(phrase, (unit, True)) for unit in lexicon.unit for phrase in unit.digits]
        )


def load(path: Path = LEXICON) -> Words:
    """The lexicon's tables. Errors: LexiconError."""
    lexicon: Any = load_toml(path, Lexicon)
    return Words(lexicon)
