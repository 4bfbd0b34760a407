"""The step `layout` on documents without a model."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import extractors.layout
import extractors.pipeline
from extractors.layout.lines import split

STORY = "The ministers of two islands agreed on Tuesday to run a ferry between their harbours."


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("en")
    language.add_pipe("layout")
    return language


def rules(doc: Doc) -> list[str]:
    return [section.rule.removeprefix("layout.") for section in doc._.sections]


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("By Ana Field", "byline"),
        ("Published: 14 May 2031", "date-line"),
        ("Ministers shake hands at the harbour. (Rosa Stone / Pool)", "caption"),
        ("Island ministers agree on ferry link", "headline"),
    ],
)
def test_layout_names_the_rule_of_a_line_above_the_story(nlp: Language, head: str, rule: str) -> None:
    assert rules(nlp(f"{head}\n\n{STORY}"))[0] == rule


@pytest.mark.parametrize(
    ("foot", "rule"),
    [
        ("(Reporting by Ana Field; editing by Lu Port)", "agency-line"),
        ("Read more: Five ferries that never sailed", "teaser"),
        ("Sign up for our newsletter.", "plea"),
        ("Enquiries: Lu Port, +356 2122 0000", "contact"),
        ("Correction: An earlier version misstated the toll.", "correction"),
    ],
)
def test_layout_keeps_the_foot_out_of_what_is_mined(nlp: Language, foot: str, rule: str) -> None:
    doc = nlp(f"{STORY}\n\n{foot}")
    assert rules(doc) == ["body", rule]
    assert [section.mined for section in doc._.sections] == [True, False]
    assert sum(doc._.mined) == doc._.sections[0].end - doc._.sections[0].start


def test_layout_parts_a_dateline_from_its_paragraph(nlp: Language) -> None:
    doc = nlp(f"VALLETTA, May 14 (MNA) — {STORY}")
    assert [section.kind for section in doc._.sections] == ["dateline", "body"]
    assert doc._.paragraphs == tuple((section.start, section.end) for section in doc._.sections)
    assert doc.text[doc._.sections[1].start_char :] == STORY


def test_layout_gives_each_mined_line_a_paragraph_of_its_own(nlp: Language) -> None:
    doc = nlp(f"{STORY}\n\n• Tolls will fall by half\n• Boats will sail twice a day\n\nSubscribe to our newsletter")
    assert len(doc._.paragraphs) == 3
    assert all(not doc[start].is_space for start, _ in doc._.paragraphs)


def test_layout_joins_lines_broken_to_a_column() -> None:
    lines = split("The ministers of two islands agreed on Tuesday to run\na ferry between them.\n\nNext")
    assert [line.text for line in lines][1:] == ["Next"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "\x00", "—", "\u200b"])
def test_layout_survives_texts_without_a_word(nlp: Language, text: str) -> None:
    assert nlp(text)._.sections == ()


@settings(deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_layout_sections_lie_in_order_and_inside_the_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    last = 0
    for section in doc._.sections:
        assert last <= section.start_char < section.end_char <= len(text)
        assert 0 <= section.start < section.end <= len(doc)
        last = section.end_char


def test_layout_refuses_unknown_settings() -> None:
    with pytest.raises(ValueError, match="unknown field"):
        spacy.blank("en").add_pipe("layout", config={"config": {"colour": 1}})


def test_layout_exports_its_records() -> None:
    assert extractors.layout.to_records is not None
