"""The words of lexicon.toml in frozen Structs."""

from functools import cache
from pathlib import Path

from msgspec import Struct

from extractors.lexicons import load_toml

Words = tuple[str, ...]


class ByKind(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell the kind of a place."""

    facility: Words
    region: Words
    water: Words
    other: Words = ()


class NameWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words in and around names."""

    buildings: Words
    works: Words
    natural: Words
    parts: Words
    locative: Words
    inside: Words
    schools: Words
    learning: Words
    given: Words
    common: Words
    bodies: Words
    unions: Words
    continental: Words
    compounds: Words
    currencies: Words


class Metonyms(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make a government of a place."""

    verbs: Words
    lying: Words
    addressed: Words
    nouns: Words


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    heads: ByKind
    tails: ByKind
    fronts: ByKind
    words: NameWords
    abbreviations: dict[str, str]
    metonyms: Metonyms


@cache
def lexicon() -> Lexicon:
    """The lexicon, decoded once."""
    return load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
