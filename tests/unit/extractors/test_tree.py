"""The plain tree says what spaCy says."""

import pytest

from extractors.tree import Tree
from tests.unit.extractors.trees import tree

LINES = """
“         ``  PUNCT 6 punct
The       DT  DET   3 det
Minister  NNP PROPN 6 nsubj
and       CC  CCONJ 5 cc
Okoro     NNP PROPN 3 conj
met       VBD VERB  0 root
Ferrante  NNP PROPN 6 obj
in        IN  ADP   9 case
LISBON    NNP PROPN 6 obl
"""
ATTRIBUTES = (
    "i idx text lower_ lemma_ dep_ tag_ pos_ ent_type_ is_sent_start is_punct is_quote is_space is_alpha is_digit "
    "is_lower is_upper is_title"
)


@pytest.mark.parametrize("attribute", ATTRIBUTES.split())
def test_tokens_have_the_attributes_of_spacy(attribute: str) -> None:
    doc = tree(LINES)
    assert [getattr(token, attribute) for token in Tree(doc)] == [getattr(token, attribute) for token in doc]


@pytest.mark.parametrize("relation", ["children", "lefts", "rights", "ancestors", "subtree", "conjuncts"])
def test_tokens_have_the_relatives_of_spacy(relation: str) -> None:
    doc = tree(LINES)
    for token, own in zip(Tree(doc), doc, strict=True):
        assert [other.i for other in getattr(token, relation)] == [other.i for other in getattr(own, relation)]


@pytest.mark.parametrize("relative", ["head", "left_edge", "right_edge"])
def test_tokens_have_the_head_and_edges_of_spacy(relative: str) -> None:
    doc = tree(LINES)
    assert [getattr(token, relative).i for token in Tree(doc)] == [getattr(token, relative).i for token in doc]


def test_stretches_have_words_and_a_root() -> None:
    doc = tree(LINES)
    plain = Tree.of(doc)
    assert plain is Tree.of(doc)
    assert plain.text(1, 3) == doc[1:3].text
    assert plain.root(1, 5).i == doc[1:5].root.i
    assert [token.text for token in plain[6:]] == ["Ferrante", "in", "LISBON"]
    assert plain[6].nbor(-1).sent == doc[5].sent
