"""The model's component: what it writes, on any text, and that int8 is the network that was trained."""

from itertools import product

import msgspec
import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractors.model import Config, make_model
from extractors.model.decode import NameDecoder, best_tree, is_tree
from extractors.model.network import HOME, PIECES_OF_A_SEQUENCE, Labels, Network, cut_at
from extractors.model.pieces import PIECES_OF_A_TOKEN, Pieces
from extractors.model.tokenizer import CACHED, familiar, make_tokenizer

SENTENCE = "Foreign Minister Ilse Okonjo met President Tomas Arrieta Luna in Lusaka on Monday."


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("en")
    language.tokenizer = make_tokenizer(language)
    language.add_pipe("model")
    return language


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.ents]


def test_model_names_people_without_titles(nlp: Language) -> None:
    assert names(nlp(SENTENCE)) == [
        ("Ilse Okonjo", "PERSON"),
        ("Tomas Arrieta Luna", "PERSON"),
        ("Lusaka", "LOC"),
    ]


def test_model_reads_subject_object_and_lemma(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    verb = next(token for token in doc if token.text == "met")
    assert (verb.tag_, verb.pos_, verb.lemma_, verb.dep_) == ("VBD", "VERB", "meet", "root")
    assert {(token.text, token.dep_) for token in verb.children} >= {("Ilse", "nsubj"), ("Tomas", "obj")}


def test_model_ends_sentences(nlp: Language) -> None:
    doc = nlp("The envoys met in Lusaka. They will meet again. No date was set.")
    assert [sentence.text for sentence in doc.sents] == [
        "The envoys met in Lusaka.",
        "They will meet again.",
        "No date was set.",
    ]


def test_model_never_joins_lines(nlp: Language) -> None:
    doc = nlp("Talks in Lusaka\nThe envoys met on Monday")
    assert all(token.sent == token.head.sent for token in doc)
    assert next(token for token in doc if token.text == "The").is_sent_start


def test_model_reads_only_given_paragraphs() -> None:
    Doc.set_extension("parts_to_read", default=None, force=True)
    language = spacy.blank("en")
    model = make_model(language, "model", {"paragraphs": "parts_to_read"})
    doc = language.make_doc("By Ana Ruiz\nAna Ruiz went to Lusaka.")
    doc._.parts_to_read = ((4, len(doc)),)
    assert [(span.start, span.label_) for span in model(doc).ents] == [(4, "PERSON"), (8, "LOC")]
    assert [token.pos_ for token in doc[:3]] == ["X", "X", "X"]


def test_config_refuses_unknown_settings() -> None:
    with pytest.raises(ValueError, match="unknown field"):
        make_model(spacy.blank("en"), "model", {"paragraph": "x"})
    assert Config().paragraphs == "paragraphs"


@pytest.mark.parametrize(
    "text", ["", "\n\n", " ", ".", "x" * 20_000, "\x00\x01", "你好 🙂 привет", "a " * 3_000, "— " * 400]
)
def test_model_reads_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.tag_ and token.dep_ for token in doc)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_model_makes_one_tree_per_sentence(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for sentence in doc.sents if len(doc) else ():
        assert sum(token.head is token or token.head.i == token.i for token in sentence) == 1


def test_model_gives_the_same_answer_twice(nlp: Language) -> None:
    text = f"{SENTENCE}\n\nA spokesman declined to say more.\n\n" * 30
    first, second = nlp(text), nlp(text)
    assert first.to_bytes() == second.to_bytes()


def test_tokenizer_keeps_every_character(nlp: Language) -> None:
    text = "QUITO, May 3–5 (Wire)—The U.S.-led talks cost $5bn; “We’ll sign,” said Lt. Gen. A.B. Okoro.  "
    assert "".join(token.text_with_ws for token in nlp.tokenizer(text)) == text


def test_tokenizer_knows_the_commonest_words_before_it_reads(nlp: Language) -> None:
    words = list(familiar())
    assert {"the", "The", "said,", "minister."} <= set(words)
    assert len(words) == len(set(words)) <= CACHED


def test_pieces_of_a_token_are_few_and_never_none() -> None:
    pieces = Pieces(HOME / "vocab.txt")
    for token in ("talks", "x" * 5_000, "\x00", "🙂", "ＡＢＣ", "-" * 5_000):
        assert 1 <= len(pieces.encode(token)[0]) <= PIECES_OF_A_TOKEN


def test_labels_are_whole() -> None:
    labels = msgspec.json.decode((HOME / "labels.json").read_bytes(), type=Labels)
    assert {"VBD", "NNP"} <= set(labels.tags)
    assert {"nsubj", "obj", "obl", "conj", "appos", "nmod:desc"} <= set(labels.relations)
    assert {label[2:] for label in labels.names} == {"", "PERSON", "ORG", "LOC"}


def test_package_is_small() -> None:
    assert sum(path.stat().st_size for path in HOME.iterdir() if path.is_file()) < 30_000_000


def test_cut_falls_at_a_sentence_end() -> None:
    tokens = ["It", "rained", "."] * 100
    sizes = [1] * len(tokens)
    end = cut_at(tokens, sizes, 0)
    assert end <= PIECES_OF_A_SEQUENCE
    assert tokens[end - 1] == "."


def test_cut_always_advances() -> None:
    assert cut_at(["x", "y"], [PIECES_OF_A_SEQUENCE * 2, 1], 0) == 1


def test_paragraph_is_read_alike_whatever_stands_beside_it() -> None:
    network = Network()
    one = (SENTENCE.split(), [True] * len(SENTENCE.split()))
    other = (["Rain", "."] * 40, [True] * 80)
    alone, beside = network.read([one])[0], network.read([other, one])[1]
    assert alone.names == beside.names
    assert all(np.array_equal(*pair) for pair in zip(alone[:4], beside[:4], strict=True))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_best_tree_is_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize("seed", range(8))
def test_best_tree_is_the_best_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    scores[:, 0] -= 10
    scores[2, 0] += 20
    possible = (np.array(heads) for heads in product(range(5), repeat=4))
    trees = [heads for heads in possible if is_tree(heads)]
    totals = [float(scores[np.arange(4), heads].sum()) for heads in trees]
    assert best_tree(scores).tolist() == trees[int(np.argmax(totals))].tolist()


def test_names_are_whole_even_where_labels_are_not() -> None:
    labels = ["O", *(f"{part}-{kind}" for kind in ("PERSON", "ORG", "LOC") for part in "BIES")]
    decode = NameDecoder(labels)
    scores = np.zeros((3, len(labels)), dtype=np.float32)
    scores[0, labels.index("B-PERSON")] = 3
    scores[1, labels.index("E-ORG")] = 1
    scores[1, labels.index("E-PERSON")] = 0.9
    scores[2, labels.index("O")] = 2
    assert decode(scores) == [(0, 2, "PERSON")]
