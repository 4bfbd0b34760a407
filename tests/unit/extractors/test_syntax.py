"""Readings of hand-built trees."""

import pytest

from extractors.syntax import antecedent, case, coordinated, head_of, negated, obliques, predicate, subjects, tense
from extractors.tree import Tree
from tests.unit.extractors.trees import tree

TRAVELS = """
Haskell   NNP PROPN 2 nsubj
travels   VBZ VERB  0 root
to        IN  ADP   4 case
Lisbon    NNP PROPN 2 obl
,         ,   PUNCT 8 punct
where     WRB ADV   8 advmod
she       PRP PRON  8 nsubj
meets     VBZ VERB  4 acl:relcl
Ferrante  NNP PROPN 8 obj
and       CC  CCONJ 11 cc
Okoro     NNP PROPN 9 conj
"""
REFUSED = """
Haskell   NNP PROPN 2 nsubj
refused   VBD VERB  0 root
to        TO  PART  4 mark
meet      VB  VERB  2 xcomp
Ferrante  NNP PROPN 4 obj
"""
URGED = """
Haskell   NNP PROPN 2 nsubj
urged     VBD VERB  0 root
Ferrante  NNP PROPN 2 obj
to        TO  PART  5 mark
go        VB  VERB  2 xcomp
"""
ENVOY = """
Okoro     NNP PROPN 0 root
,         ,   PUNCT 4 punct
who       WP  PRON  4 nsubj
left      VBD VERB  1 acl:relcl
"""


def plain(lines: str) -> Tree:
    """A tree of one sentence, as the steps read it."""
    return Tree(tree(lines))


@pytest.fixture
def travels() -> Tree:
    return plain(TRAVELS)


def test_predicate_is_the_head_of_the_clause(travels: Tree) -> None:
    assert predicate(travels[3]).text == "travels"
    assert predicate(travels[10]).text == "meets"


def test_coordinated_lists_every_member_in_order(travels: Tree) -> None:
    assert [token.text for token in coordinated(travels[8])] == ["Ferrante", "Okoro"]


def test_obliques_come_with_their_preposition(travels: Tree) -> None:
    assert [(preposition, token.text) for preposition, token in obliques(travels[1])] == [("to", "Lisbon")]
    assert case(travels[3]) == "to"


def test_subjects_of_a_controlled_infinitive() -> None:
    assert [token.text for token in subjects(plain(REFUSED)[3])] == ["Haskell"]
    assert [token.text for token in subjects(plain(URGED)[4])] == ["Ferrante"]


def test_antecedent_of_a_relative_pronoun() -> None:
    doc = plain(ENVOY)
    assert antecedent(doc[2]).text == "Okoro"
    assert antecedent(doc[0]).text == "Okoro"


def test_head_of_a_stretch_lies_under_a_word_outside_it(travels: Tree) -> None:
    assert head_of(travels, 2, 4).text == "Lisbon"


AUXILIARIES = [
    ("will    MD AUX 2 aux\nmeet VB VERB 0 root", "future", False),
    ("has     VBZ AUX 2 aux\nmet VBN VERB 0 root", "past", False),
    ("is      VBZ AUX 2 aux\nmeeting VBG VERB 0 root", "present", False),
    ("did VBD AUX 3 aux\nnot RB PART 3 advmod\nmeet VB VERB 0 root", "past", True),
]


@pytest.mark.parametrize(("lines", "time", "denied"), AUXILIARIES)
def test_tense_and_negation_by_the_auxiliaries(lines: str, time: str, denied: bool) -> None:
    verb = plain(lines)[-1]
    assert tense(verb) == time
    assert negated(verb) is denied
