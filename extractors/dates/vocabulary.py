"""The symbols by which the grammar knows words of time, and the lexicon by word."""

import re
from typing import Any, NamedTuple

from msgspec import Struct

from extractors.dates.lexicon import Lexicon, lexicon

# Every symbol of the grammar; a pattern names them, the symbol string holds one character for each.
NAMES = [
    "ROUGHLY",
    "WORD",
    "BREAK",
    "MONTH",
    "WEEKDAY",
    "DAY",
    "NUMBER",
    "ORDINAL",
    "NTH",
    "YEAR",
    "SHORTYEAR",
    "DECADE",
    "SHORTDECADE",
    "UNIT",
    "UNITS",
    "CLOCKUNIT",
    "DEICTIC",
    "SEASON",
    "SPRING",
    "PART",
    "EDGE",
    "HOLIDAY",
    "QUARTERLABEL",
    "FISCALYEAR",
    "ISO",
    "NUMERIC",
    "CLOCK",
    "AGO",
    "AFTER",
    "AND",
    "ARTICLE",
    "AT",
    "BC",
    "BEFORE",
    "BETWEEN",
    "COMING",
    "CURRENCY",
    "DAYPART",
    "EACH",
    "ERA",
    "FINAL",
    "OWN",
    "NUMBERED",
    "FISCAL",
    "FROM",
    "HALF",
    "HYPHEN",
    "IN",
    "LAST",
    "NEXT",
    "NOON",
    "NOW",
    "OF",
    "ON",
    "OR",
    "OVERNIGHT",
    "PAST",
    "PREVIOUS",
    "RECENT",
    "SAME",
    "SINCE",
    "SUCCEEDING",
    "THAT",
    "THE",
    "THIS",
    "THROUGH",
    "UNTIL",
    "VAGUE",
    "FOR",
    "COUNTED",
    "SCALE",
    "COMMA",
    "OPEN",
    "CLOSE",
    "STOP",
    "SLASH",
    "POSSESSIVE",
    "AMPM",
    "ZONE",
    "TDAY",
    "TWEEKDAY",
    "TMONTH",
    "TYEAR",
    "TSHIFT",
    "TSPAN",
    "TOTHER",
]
SYMBOL = {name: chr(0x100 + position) for position, name in enumerate(NAMES)}
DOUBTFUL = frozenset({SYMBOL["MONTH"], SYMBOL["WEEKDAY"], SYMBOL["AMPM"]})
NUMERALS = frozenset(SYMBOL[name] for name in ("DAY", "NUMBER", "YEAR", "ORDINAL", "NTH", "CLOCK"))
# What introduces a month or weekday and never a name.
INTRODUCING = frozenset(
    SYMBOL[name]
    for name in [
        "IN",
        "OF",
        "ON",
        "SINCE",
        "AT",
        "FROM",
        "THROUGH",
        "UNTIL",
        "BEFORE",
        "AFTER",
        "BETWEEN",
        "LAST",
        "NEXT",
        "THIS",
        "PREVIOUS",
        "COMING",
        "PAST",
        "PART",
        "EACH",
        "FOR",
        "HYPHEN",
        "SLASH",
    ]
)


class Lexeme(NamedTuple):
    """A word, number or mark, or a term that the grammar has made of several."""

    symbol: str
    value: Any
    start: int
    end: int


class Vocabulary(Struct, frozen=True):
    """Symbols and values by word, and the words that open a feast's name."""

    words: dict[str, tuple[str, Any]]
    holidays: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    tens: dict[str, int]
    ones: dict[str, int]
    ordinal_ones: dict[str, int]
    ambiguous: frozenset[str]
    composed: frozenset[str]
    abbreviations: frozenset[str]


def vocabulary(known: Lexicon) -> Vocabulary:
    """The lexicon by word."""
    words: dict[str, tuple[str, Any]] = {}
    for name, forms in known.words.items():
        words.update({form: (SYMBOL[name.upper()], form) for form in forms})
    tables: tuple[tuple[str, dict[str, Any]], ...] = (
        ("UNIT", known.units),
        ("UNITS", known.plural_units),
        ("CLOCKUNIT", known.clock_units),
        ("DEICTIC", known.deictics),
        ("SEASON", known.seasons),
        ("SPRING", known.doubtful_seasons),
        ("PART", known.parts),
        ("EDGE", known.edges),
        ("NUMBER", known.numbers),
        ("ORDINAL", known.ordinals),
        ("SHORTDECADE", {word: 1900 + value for word, value in known.decades.items()}),
        ("MONTH", known.month_abbreviations),
        ("MONTH", known.months),
        ("WEEKDAY", known.weekday_abbreviations),
        ("WEEKDAY", known.weekdays),
    )
    for name, table in tables:
        words.update({word: (SYMBOL[name], value) for word, value in table.items()})
    words.update({form: (SYMBOL["BC"], form) for form in known.words["bc"]})
    feasts: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for position, holiday in enumerate(known.holidays):
        for phrase in holiday.names:
            pieces = tuple(re.findall(r"[^\W_]+|['’.]", phrase))
            feasts.setdefault(pieces[0], []).append((pieces, position))
    return Vocabulary(
        words=words,
        holidays={word: tuple(sorted(found, key=lambda row: -len(row[0]))) for word, found in feasts.items()},
        tens={word: value for word, value in known.numbers.items() if value >= 20},
        ones={word: value for word, value in known.numbers.items() if value < 10},
        ordinal_ones={word: value for word, value in known.ordinals.items() if value < 10},
        composed=frozenset({"couple"})
        | frozenset(feasts)
        | {piece for rows in feasts.values() for row in rows for piece in row[0] if piece.isalpha()}
        | frozenset(word for word, value in known.numbers.items() if value >= 20)
        | frozenset(known.month_abbreviations)
        | frozenset(known.weekday_abbreviations),
        ambiguous=frozenset({"march", "may", "august", "april", "june"}),
        abbreviations=frozenset(known.month_abbreviations) | frozenset(known.weekday_abbreviations),
    )


VOCABULARY = vocabulary(lexicon())
