"""Words of travel, and what the words around them count."""

from pathlib import Path

from msgspec import Struct

from extractors.inflection import written
from extractors.lexicons import load_toml
from schemas.trip import TripStatus

Lemmas = tuple[str, ...]


class Verbs(Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of travel."""

    going: Lemmas
    visiting: Lemmas
    leading: Lemmas


class Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns for journeys."""

    journeys: Lemmas


class Prepositions(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before a place that somebody goes to."""

    to: frozenset[str]
    leaving: Lemmas


class Wishes(Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that tell of no journey."""

    verbs: Lemmas


class Units(Struct, frozen=True, forbid_unknown_fields=True):
    """What a journey has several of."""

    countries: Lemmas
    stops: Lemmas


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    verbs: Verbs
    nouns: Nouns
    prepositions: Prepositions
    outcomes: dict[TripStatus, Lemmas]
    wishes: Wishes
    units: Units
    numerals: dict[str, int]


LEXICON = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
GOING = written(LEXICON.verbs.going)
VISITING = written(LEXICON.verbs.visiting)
LEADING = written(LEXICON.verbs.leading)
JOURNEYS = written(LEXICON.nouns.journeys)
LEAVING = written(LEXICON.prepositions.leaving)
WISHES = written(LEXICON.wishes.verbs)
COUNTRIES = written(LEXICON.units.countries)
UNITS = COUNTRIES | written(LEXICON.units.stops)
OUTCOMES: dict[str, TripStatus] = {
    form: status for status, lemmas in LEXICON.outcomes.items() for form in written(lemmas)
}


def number(word: str) -> int | None:
    """A small number in words or figures.

    >>> number("five"), number("5"), number("many"), number("1999")
    (5, 5, None, None)
    """
    if word.isascii() and word.isdigit():
        return int(word) if 1 < int(word) <= 20 else None
    return LEXICON.numerals.get(word)
