"""Officials on hand-built docs: no model, so that what fails here is a rule and not a tag."""

import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import extractors.pipeline  # noqa: F401  registers the extensions
from extractors.officials import Config, Officials, salience, to_records
from extractors.officials.lexicon import lexicon
from extractors.officials.likeness import likeness, words_of
from extractors.officials.origins import LEAST, origins, weighed
from extractors.officials.patterns import plural_of, readings_of, title_tree, tokens_of
from extractors.officials.people import Name, cluster
from extractors.officials.settling import STATELESS
from extractors.officials.sexes import given_names

NLP = spacy.blank("en")
OFFICIALS = Path(salience.__file__).parent


def read(text: str, *people: str, config: Config | None = None) -> Doc:
    """A doc with these people's names as its only annotation, read by the step."""
    doc = NLP.make_doc(text)
    spans, position = [], 0
    for person in people:
        start = text.index(person, position)
        position = start + len(person)
        spans.append(doc.char_span(start, position, label="PERSON"))
    doc.set_ents(spans)
    return Officials(NLP, config or Config())(doc)


@pytest.mark.parametrize(
    ("text", "people", "roles"),
    [
        ("Fijian Prime Minister Ratu Voreqe spoke.", ["Ratu Voreqe"], [("head_of_government", "FJ", "current")]),
        ("Ratu Tevita, Fiji's former premier, spoke.", ["Ratu Tevita"], [("head_of_government", "FJ", "former")]),
        ("Fiji's foreign minister, Ratu Voreqe, spoke.", ["Ratu Voreqe"], [("foreign_minister", "FJ", "current")]),
        ("Ratu Voreqe spoke.", ["Ratu Voreqe"], []),
    ],
)
def test_titles_are_read_without_a_tree(text: str, people: list[str], roles: list[tuple[str, str, str]]) -> None:
    found = [role for official in to_records(read(text, *people)) for role in official.roles]
    assert [(role.office, role.country, role.status) for role in found] == roles


def test_name_that_the_model_missed_is_taken_after_a_title() -> None:
    (official,) = to_records(read("Fijian President Ratu Voreqe Lala spoke."))
    assert official.name == "Ratu Voreqe Lala"


def test_unnamed_ministers_give_one_office_for_each_country() -> None:
    doc = read("She met the foreign ministers of Fiji, Tonga and Samoa.")
    assert [(office.country, office.official) for office in doc._.offices] == [("FJ", None), ("TO", None), ("WS", None)]


def test_references_can_be_left_out() -> None:
    text = "Fijian President Ratu Voreqe spoke. The Fijian president left."
    assert [len(o.references) for o in to_records(read(text, "Ratu Voreqe"))] == [1]
    assert [len(o.references) for o in to_records(read(text, "Ratu Voreqe", config=Config(references=False)))] == [0]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "President", "President of", "of the , and", "\x00 minister ’s", "总统 部长"]
)
def test_any_text_is_survived(text: str) -> None:
    assert to_records(read(text)) == ()


def test_evidence_and_mentions_are_quotes() -> None:
    text = "Tonga’s king, Tupou VII, met Fijian President Ratu Voreqe; Voreqe left."
    doc = read(text, "Tupou VII", "Ratu Voreqe", "Voreqe")
    officials = to_records(doc)
    assert [official.name for official in officials] == ["Tupou VII", "Ratu Voreqe"]
    quotes = [quote for o in officials for quote in (*o.mentions, *(q for role in o.roles for q in role.evidence))]
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Ana Reyes", "Reyes", "Ana"], 1),
        (["Ana Reyes", "Luis Reyes"], 2),
        (["Ana Reyes", "A. Reyes", "Ana María Reyes"], 1),
        (["Karim al-Tayeb", "Tayeb"], 1),
        (["Nayef bin Salem", "Salem"], 2),
        (["Ana Reyes", "Lund"], 2),
        (["José Núñez", "Jose Nunez"], 1),
    ],
)
def test_names_of_one_person_are_gathered(names: list[str], people: int) -> None:
    found = [Name(position, position + 1, words_of(name)) for position, name in enumerate(names)]
    assert len(cluster(found)) == people


def test_shared_surname_goes_to_whoever_was_named_last() -> None:
    names = ["Ana Reyes", "Luis Reyes", "Reyes"]
    people = cluster([Name(position, position + 1, words_of(name)) for position, name in enumerate(names)])
    assert [[name.start for name in person.names] for person in people] == [[0], [1, 2]]


def test_an_initial_is_no_person_of_its_own() -> None:
    assert likeness(("r",), ("ana", "reyes")) == 0


def test_titles_stand_in_the_tree_in_singular_and_plural() -> None:
    for titles in lexicon().titles:
        for words in titles.words:
            for form in (words, titles.plurals.get(words, plural_of(words))):
                node = title_tree()
                for word in tokens_of(form):
                    node = node.next[word]
                assert node.title is not None, form


def test_tables_speak_of_titles_and_groups_that_exist() -> None:
    known = {words for titles in lexicon().titles for words in titles.words}
    groups = {*lexicon().groups, "public", "any_portfolio"}
    for reading in lexicon().readings:
        assert set(reading.near) <= groups
        assert set(reading.titles) <= known
    used = {group for reading in lexicon().readings for group in reading.near}
    assert set(lexicon().groups) <= used | {STATELESS}
    assert {title for system in lexicon().systems for title in system.titles} <= known
    assert {words for words in lexicon().cues.values() for words in words} <= known
    assert set(lexicon().candidacies.values()) <= known


def test_a_reading_is_found_by_its_title() -> None:
    assert [reading.office for reading in readings_of("chancellor")].count("foreign_minister") == 1


def test_tables_are_sorted_and_as_their_sources_say() -> None:
    sources = tomllib.loads((OFFICIALS / "sources.toml").read_text(encoding="utf-8"))
    names, weights = [*given_names()], salience.weights()
    assert (len(names), names) == (sources["given_names"]["rows"], sorted(names))
    assert (len(weights), [*weights]) == (sources["salience"]["rows"], sorted(weights))
    assert len(origins().countries) == sources["origins"]["rows"]


@pytest.mark.parametrize(
    ("name", "home", "elsewhere"),
    [
        ("Nikos Lambropoulos", "GR", "TR"),
        ("Mehmet Yıldırımoğlu", "TR", "GR"),
        ("Tomáš Hruška", "CZ", "DE"),
        ("Hiroshi Takahashi", "JP", "KR"),
        ("Giorgi Beridze", "GE", "RU"),
        ("Oluwaseun Adeyemi", "NG", "KE"),
    ],
)
def test_a_name_weighs_the_countries_that_are_told_of(name: str, home: str, elsewhere: str) -> None:
    weights = weighed(name, {home: 1.0, elsewhere: 1.0})
    assert weights[home] == 1.0 > weights[elsewhere] >= LEAST


@pytest.mark.parametrize("name", ["", "X.", "123"])
def test_what_is_no_name_weighs_nothing(name: str) -> None:
    assert weighed(name, {"FJ": 1.0, "PE": 0.5}) == {"FJ": 1.0, "PE": 0.5}


def test_where_two_fit_alike_nobody_is_meant() -> None:
    alike = ["gap-1", "main-1", "parallel"]
    assert salience.likeliest({salience.NOBODY: ["nobody"], 0: alike, 1: [*alike]}) is None
    assert salience.likeliest({salience.NOBODY: ["nobody"], 0: alike, 1: ["gap-4", "name-differs"]}) == 0
