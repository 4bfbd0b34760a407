"""Topics without a trained model: the tables, every phrase of the lexicon, names, weights and texts of any kind."""

import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import extractors.pipeline  # noqa: F401  registers the extensions of Doc
from extractors import topics
from extractors.matches import SectionMatch
from extractors.topics import TOPICS, to_records
from extractors.topics.component import Config, Topics, part_of_name
from extractors.topics.patterns import load

HERE = Path(topics.__file__).parent
NLP = spacy.blank("en")
STEP = Topics(Config())
LEXICON = load()


def read(text: str) -> Doc:
    return STEP(NLP(text))


def test_tables_have_the_rows_that_their_sources_state() -> None:
    sources = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))
    for source in sources.values():
        lines = (HERE / source["file"]).read_text(encoding="utf-8").strip().splitlines()
        assert len(lines) - 1 == source["rows"]
    assert len(TOPICS) == len({topic.id for topic in TOPICS}) == 40
    assert all(topic.codes.gdelt for topic in TOPICS)


def test_lexicon_speaks_of_every_topic_and_of_no_other() -> None:
    assert [words.id for words in LEXICON.topic] == [topic.id for topic in TOPICS]


@pytest.mark.parametrize("words", LEXICON.topic, ids=lambda words: words.id)
def test_every_phrase_is_found(words: topics.patterns.TopicWords) -> None:
    for phrase in (*words.strong, *words.likely, *words.weak):
        written = " ".join(word.upper() if "." in word else word for word in phrase.replace("#", "30").split())
        evidence, _ = STEP.evidence(NLP(f"xx {written} xx"))
        assert words.id in evidence, phrase


def test_shields_hide_the_words_inside_them() -> None:
    for phrase in LEXICON.other.phrases:
        assert not STEP.evidence(NLP(f"xx {phrase} xx"))[0], phrase


def test_the_headline_weighs_more() -> None:
    text = "Drought\nA drought came."
    plain = NLP(text)
    headed = NLP(text)
    headed._.sections = (
        SectionMatch(start=0, end=1, start_char=0, end_char=7, rule="layout.headline", kind="headline", mined=True),
    )
    plain_score = sum(STEP.evidence(plain)[0]["humanitarian-aid"].values())
    assert sum(STEP.evidence(headed)[0]["humanitarian-aid"].values()) > plain_score


def test_salience_is_relative_and_ordered() -> None:
    found = read("The ceasefire held. Peace talks and the truce go on. Inflation rose.")._.topics
    assert [topic.id for topic in found] == ["peace-process", "cost-of-living"]
    assert found[0].salience == 1
    assert 0 < found[1].salience < 1


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the Minister of Health spoke", "Health"),
        ("its health minister spoke", "health"),
        ("Ministry of Trade and Energy", "Energy"),
    ],
)
def test_titles_are_not_the_topic(text: str, phrase: str) -> None:
    doc = NLP(text)
    start = next(token.i for token in doc if token.text == phrase)
    assert part_of_name(doc, start, start + 1, LEXICON.names)


def test_people_are_not_the_topic() -> None:
    doc = NLP("Qi Gang spoke of the gang.")
    assert len(STEP.evidence(doc)[1]["organised-crime"]) == 2
    doc.set_ents([doc.char_span(0, 7, label="PERSON")])
    assert len(STEP.evidence(doc)[1]["organised-crime"]) == 1


@pytest.mark.parametrize("text", ["", "\n", "\x00\u200b", "九 тарифы", "war " * 3000, "- " * 3000, "cease-" * 3000])
def test_topics_survive_any_text(text: str) -> None:
    for topic in to_records(read(text)):
        assert 0 < topic.salience <= 1
        assert all(text[mention.start : mention.end] == mention.text for mention in topic.mentions)
