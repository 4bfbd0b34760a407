"""Quantities without a trained model: numbers, currencies, what is no figure, and texts of any kind."""

from fractions import Fraction

import pytest
import spacy
from spacy.tokens import Doc

import extractors.pipeline  # noqa: F401  registers the extensions of Doc
from extractors.figures import to_records
from extractors.figures.currencies import Currencies
from extractors.figures.lexemes import scan
from extractors.figures.numerals import Numerals
from extractors.figures.patterns import load
from schemas.figure import Figure

WORDS = load()
NLP = spacy.blank("en")
NLP.add_pipe("figures")


def figures(text: str) -> tuple[Figure, ...]:
    return to_records(NLP(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seventy-one", 71),
        ("a hundred and six", 106),
        ("three hundred thousand", 300_000),
        ("one million two thousand", 1_002_000),
        ("2.4 lakh crore", 2_400_000_000_000),
        ("three quarters of a billion", 750_000_000),
        ("four and a half", Fraction(9, 2)),
        ("one and a half million", 1_500_000),
        ("seven point two million", 7_200_000),
        ("5 1/2", Fraction(11, 2)),
        ("1.234.567", 1_234_567),
        ("12,34,567", 1_234_567),
    ],
)
def test_numerals_read_the_whole_number(text: str, value: Fraction) -> None:
    lexemes = scan(text)
    numeral = Numerals(WORDS).read(lexemes, 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (value, len(lexemes))


@pytest.mark.parametrize("text", ["a third country", "the second", "an apple", "tens", "several"])
def test_numerals_leave_other_words(text: str) -> None:
    assert Numerals(WORDS).read(scan(text), 0) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Kenyan shillings", ("KES",)), ("kroner", None), ("zloty", ("PLN",)), ("chairs", None)],
)
def test_currencies_know_the_names_that_babel_holds(text: str, codes: tuple[str, ...] | None) -> None:
    found = Currencies(WORDS.lexicon.currency).after(scan(text), 0, digits=True)
    assert codes is None or (found is not None and found[0].codes == codes)


def test_figures_quote_the_text_exactly() -> None:
    text = "“Some €3.5bn”, or about 4,000 t – and 15–20% more.\nMore than 36 mayors."
    found = figures(text)
    assert [text[figure.start : figure.end] for figure in found] == [figure.text for figure in found]
    assert [figure.text for figure in found] == ["Some €3.5bn", "about 4,000 t", "15–20%", "More than 36"]


def test_figures_need_no_tree() -> None:
    (figure,) = figures("They freed 27 sailors.")
    assert (figure.value, figure.measures) == (27, None)


def test_a_currency_of_many_countries_is_unresolved() -> None:
    doc = NLP("The road cost 900 shillings.")
    assert not doc._.figures
    (unresolved,) = doc._.unresolved
    assert unresolved.kind == "unit"
    assert {"KES", "TZS", "UGX"} <= set(unresolved.candidates)


def test_sections_that_are_not_mined_give_no_figure() -> None:
    doc = NLP.make_doc("Ten ships. Nine boats sank.")
    doc._.mined = bytearray([1, 1, 1, 0, 0, 0, 0])
    assert [figure.text for figure in to_records(NLP.get_pipe("figures")(doc))] == ["Ten"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\x00 7 \u200b\u202e",
        "٣٤ ૮ 九",
        "9" * 5000,
        "1," * 5000,
        "1.1" * 3000,
        "two hundred and " * 2000,
        "a half of " * 2000,
        "- " * 4000,
        "$" * 4000,
    ],
)
def test_figures_survive_any_text(text: str) -> None:
    for figure in figures(text):
        assert figure.text == text[figure.start : figure.end]


def test_lexicon_phrases_are_reached() -> None:
    units = {unit.symbol for unit in WORDS.lexicon.unit}
    assert {"%", "pp", "km", "km2", "bbl/d", "MWh", "°C", "lb", "ha"} <= units
    for unit in WORDS.lexicon.unit:
        for word in (*unit.words, *unit.digits):
            (figure, *_) = figures(f"It was 7 {word}." if word in unit.words else f"It was 7{word}.") or [None]
            assert figure is not None, word
            assert figure.unit == unit.symbol, word


def test_hand_built_tree_says_what_is_counted() -> None:
    words = ["Nine", "tall", "ships", "of", "the", "league", "sank", "."]
    doc = Doc(
        NLP.vocab,
        words=words,
        heads=[2, 2, 6, 5, 5, 2, 6, 6],
        deps=["nummod", "amod", "nsubj", "case", "det", "nmod", "root", "punct"],
        pos=["NUM", "ADJ", "NOUN", "ADP", "DET", "NOUN", "VERB", "PUNCT"],
    )
    (figure,) = to_records(NLP.get_pipe("figures")(doc))
    assert figure.measures == "tall ships of the league"
