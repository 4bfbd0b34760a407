"""The words of time, decoded once."""

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from extractors.lexicons import load_toml


class Holiday(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feast: a fixed day, so many days from Easter, or the nth weekday of a month and days on."""

    names: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    easter: int | None = None
    weekday: int | None = None
    nth: int | None = None
    plus: int = 0


class Lexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of `lexicon.toml`."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    units: dict[str, str]
    plural_units: dict[str, str]
    clock_units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    deictics: dict[str, int]
    seasons: dict[str, int]
    doubtful_seasons: dict[str, int]
    parts: dict[str, str]
    edges: dict[str, str]
    words: dict[str, tuple[str, ...]]
    holidays: tuple[Holiday, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the step."""
    return load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
