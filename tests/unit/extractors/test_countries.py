"""Countries by name, adjective, capital, seat of power and division."""

import tomllib
from itertools import pairwise
from pathlib import Path
from unicodedata import is_normalized

import pytest
from msgspec import Struct

from extractors import countries
from extractors.countries import (
    country_of_adjective,
    country_of_capital,
    country_of_metonym,
    country_of_modifier,
    country_of_name,
    fold,
    subdivision_country,
)
from extractors.lexicons import load_csv

HERE = Path(countries.__file__).parent


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("the Netherlands", "NL"),
        ("Holland", "NL"),
        ("Côte d’Ivoire", "CI"),
        ("St. Lucia", "LC"),
        ("St. Vincent and the Grenadines", "VC"),
        ("Trinidad & Tobago", "TT"),
        ("Guinea Bissau", "GW"),
        ("the Commonwealth of Australia", "AU"),
        ("Republic of the Congo", "CG"),
        ("Democratic Republic of Congo", "CD"),
        ("Kosovo", "XK"),
        ("Palestine", "PS"),
        ("Hong Kong", "HK"),
        ("US", "US"),
        ("the U.S.", "US"),
        ("UAE", "AE"),
        ("DRC", "CD"),
        ("us", None),
        ("uk", None),
        ("Atlantis", None),
        ("State of the Union", None),
        ("", None),
    ],
)
def test_country_of_name(text: str, code: str | None) -> None:
    assert country_of_name(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("French", "FR"),
        ("Dutch", "NL"),
        ("Poles", "PL"),
        ("Filipina", "PH"),
        ("burkinabè", "BF"),
        ("South Korean", "KR"),
        ("South Sudanese", "SS"),
        ("Kosovar", "XK"),
        ("Nigerien", "NE"),
        ("Nigerians", "NG"),
        ("Englishwoman", "GB"),
        ("Martian", None),
        ("s", None),
        ("", None),
    ],
)
def test_country_of_adjective(text: str, code: str | None) -> None:
    assert country_of_adjective(text) == code


@pytest.mark.parametrize(
    ("text", "among", "code"),
    [
        ("Korean", (), "KR"),
        ("Korean", {"KP"}, "KP"),
        ("Dominican", {"DM", "FR"}, "DM"),
        ("Congolese", {"CD", "CG"}, "CD"),
    ],
)
def test_country_of_adjective_takes_the_country_that_is_named(text: str, among: set[str], code: str) -> None:
    assert country_of_adjective(text, among) == code


@pytest.mark.parametrize(("text", "code"), [("UK", "GB"), ("New Zealand", "NZ"), ("Omani", "OM"), ("new", None)])
def test_country_of_modifier(text: str, code: str | None) -> None:
    assert country_of_modifier(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Malé", "MV"), ("Male", "MV"), ("Saint George’s", "GD"), ("La Paz", "BO"), ("The Hague", "NL"), ("Milan", None)],
)
def test_country_of_capital(text: str, code: str | None) -> None:
    assert country_of_capital(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("the Kremlin", "RU"), ("Downing Street", "GB"), ("Elysee", "FR"), ("State Duma", "RU"), ("the Moon", None)],
)
def test_country_of_metonym(text: str, code: str | None) -> None:
    assert country_of_metonym(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bavaria", "DE"),
        ("Bayern", "DE"),
        ("Montana", "US"),
        ("Nova Scotia", "CA"),
        ("La Rioja", None),
        ("Wales", "GB"),
    ],
)
def test_subdivision_country(text: str, code: str | None) -> None:
    assert subdivision_country(text) == code


def test_lexicon_is_sorted_and_normal() -> None:
    rows = countries.lexicon().country
    assert all(one.code < other.code for one, other in pairwise(rows))
    for row in rows:
        for field in ("names", "initials", "adjectives", "people", "capitals", "seats", "institutions"):
            words = getattr(row, field)
            assert len(set(words)) == len(words), (row.code, field)
            assert all(is_normalized("NFC", word) for word in words)


def test_every_row_of_the_lexicon_is_found() -> None:
    for row in countries.lexicon().country:
        for word in (*row.names, *row.initials):
            assert country_of_name(word, {row.code}) == row.code, word
        for word in (*row.adjectives, *row.people):
            assert country_of_adjective(word, {row.code}) == row.code, word
        for word in row.capitals:
            assert country_of_capital(word) == row.code, word
        for word in (*row.seats, *row.institutions):
            assert country_of_metonym(word) == row.code, word


@pytest.mark.parametrize(
    ("name", "kind", "fields"),
    [("countries", countries.Nationality, ["country"]), ("regions", countries.Region, ["country", "level", "name"])],
)
def test_tables_are_sorted_and_as_their_source_says(name: str, kind: type[Struct], fields: list[str]) -> None:
    source = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))[name]
    rows = load_csv(HERE / source["file"], kind)
    assert len(rows) == source["rows"]
    keys = [[getattr(row, field) for field in fields] for row in rows]
    assert all(one <= other for one, other in pairwise(keys))


def test_fold_is_stable() -> None:
    for text in ("Ærøskøbing", "Łódź", "São Tomé", "The The", "St", "’", "  "):
        assert fold(fold(text)) == fold(text)
