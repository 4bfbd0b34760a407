"""The parser's slips and what becomes of them, on hand-built trees."""

from itertools import islice
from random import Random

import pytest

from extractors.model.mending import mend
from extractors.model.mending.heads import Heads

# word/tag/head/relation, and * where the word is of a person's name, @ where of a place's
TREES = {
    "agent": (
        "he/PRP/2/nsubj:pass was/VBD/2/aux:pass received/VBN/2/root at/IN/4/case airport/NN/2/obl by/IN/6/case "
        "*Quill/NNP/4/nmod",
        {6: (2, "obl:agent")},
    ),
    "co-chaired": (
        "*Quill/NNP/1/nsubj co/VBD/1/root -/HYPH/3/punct chaired/VBD/1/vocative a/DT/5/det summit/NN/3/obl",
        {0: (3, "nsubj"), 1: (3, "compound:prt"), 3: (3, "root"), 5: (3, "obj")},
    ),
    "who-is-no-visit": (
        "visit/NN/0/root of/IN/2/case *Quill/NNP/0/nmod ,/,/6/punct who/WP/6/nsubj:pass was/VBD/6/aux:pass "
        "hosted/VBN/0/acl:relcl",
        {6: (2, "acl:relcl")},
    ),
    "before-the-end-of-a-clause": (
        "team/NN/7/nsubj that/WDT/2/nsubj met/VBD/0/acl:relcl *Quill/NNP/2/obj this/DT/5/det week/NN/7/obl:unmarked "
        "has/VBZ/7/aux left/VBN/7/root",
        {5: (2, "obl:unmarked")},
    ),
    "in-the-clause-before": (
        "it/PRP/1/nsubj hit/VBD/1/root *Quill/NNP/1/obj ,/,/5/punct who/WP/5/nsubj spoke/VBD/2/acl:relcl for/IN/7/case "
        "minutes/NNS/1/obl",
        {7: (5, "obl")},
    ),
    "not-of-the-subject": (
        "*Quill/NNP/1/nsubj met/VBD/1/root *Lund/NNP/1/obj ,/,/5/punct who/WP/5/nsubj won/VBD/2/acl:relcl and/CC/8/cc "
        "is/VBZ/8/aux:pass sworn/VBN/1/conj",
        {8: (5, "conj")},
    ),
    "whose": (
        "*Lund/NNP/1/nsubj courts/VBZ/1/root @Peru/NNP/1/obj ,/,/5/punct whose/WP$/5/nmod:poss president/NN/2/appos "
        ",/,/5/punct she/PRP/9/nsubj will/MD/9/aux see/VB/1/parataxis",
        {5: (9, "obj"), 9: (2, "acl:relcl")},
    ),
    "beside-the-object": (
        "*Quill/NNP/1/nsubj rang/VBD/1/root *Lund/NNP/1/obj ,/,/5/punct the/DT/5/det president/NN/0/appos",
        {5: (2, "appos")},
    ),
    "before-the-saying": (
        "aide/NN/4/nsubj ,/,/0/punct said/VBD/2/root they/PRP/4/nsubj met/VBD/2/ccomp",
        {0: (2, "nsubj")},
    ),
    "past-an-aside": (
        "invitation/NN/5/obl of/IN/2/case *Quill/NNP/0/nmod ,/,/0/punct *Lund/NNP/2/flat will/MD/6/aux come/VB/6/root",
        {4: (6, "nsubj")},
    ),
    "after-it": (
        "after/IN/1/mark stops/NNS/6/advcl in/IN/3/case @Aso/NNP/1/nmod ,/,/1/punct she/PRP/6/nsubj left/VBD/6/root",
        {0: (1, "case"), 1: (6, "obl")},
    ),
    "led-by": (
        "delegation/NN/4/nsubj led/VBN/0/vocative by/IN/3/case *Quill/NNP/1/obl met/VBD/4/root",
        {1: (0, "acl")},
    ),
    "received-there": (
        "she/PRP/1/nsubj received/VBD/1/root at/IN/3/case @Aso/NNP/1/obl the/DT/5/det secretary/NN/3/appos",
        {5: (1, "obj")},
    ),
    "before-its-verb": (
        "Aso/JJ/3/amod and/CC/3/cc Lim/JJ/0/conj delegations/NNS/4/conj met/VBD/4/root",
        {3: (4, "nsubj")},
    ),
    "with-the-visitor": (
        "she/PRP/1/nsubj spoke/VBD/1/root at/IN/3/case talks/NNS/1/obl with/IN/5/mark visiting/VBG/1/advcl "
        "leader/NN/7/nmod:desc *Quill/NNP/5/obj",
        {4: (7, "case"), 5: (7, "amod"), 7: (3, "nmod")},
    ),
    "sources-close-to-them": (
        "*Quill/NNP/1/nsubj left/VBD/1/root ,/,/4/punct two/CD/4/nummod sources/NNS/1/obj close/JJ/4/acl to/IN/7/case "
        "talks/NNS/5/obl said/VBD/1/advcl",
        {4: (8, "nsubj"), 8: (1, "parataxis")},
    ),
    "beside-the-title": (
        "she/PRP/1/nsubj met/VBD/1/root minister/NN/1/obj ,/,/4/punct *Quill/NNP/2/appos ,/,/7/punct and/CC/7/cc "
        "*Lund/NNP/4/conj",
        {7: (2, "conj")},
    ),
    "titled-at-a-verb": (
        "calls/NNS/1/nsubj came/VBD/1/root from/IN/3/case envoy/NN/1/nmod:desc *Quill/NNP/3/flat",
        {3: (1, "obl")},
    ),
    "of-their-heads": (
        "she/PRP/1/nsubj met/VBD/1/root heads/NNS/1/obj of/IN/4/case delegations/NNS/2/nmod *Quill/NNP/4/appos",
        {5: (2, "appos")},
    ),
    "of-the-title": (
        "talks/NNS/6/nsubj with/IN/2/case minister/NN/0/nmod ,/,/4/punct *Quill/NNP/0/appos ,/,/4/punct "
        "ended/VBD/6/root",
        {4: (2, "appos")},
    ),
    "between-them": (
        "talks/NNS/3/nsubj between/IN/2/case *Quill/NNP/3/nsubj ended/VBD/3/root",
        {2: (0, "nmod")},
    ),
    "no-subject-with-a-preposition": (
        "hold/VB/0/root talks/NNS/0/obj with/IN/3/case *Quill/NNP/0/nsubj",
        {3: (1, "nmod")},
    ),
    "another-across-the-verb": (
        "*Quill/NNP/1/nsubj rang/VBD/1/root *Lund/NNP/1/obj on/IN/4/case Monday/NNP/1/obl and/CC/6/cc *Moss/NNP/0/conj",
        {6: (2, "conj")},
    ),
    "announced-without-that": (
        "she/PRP/1/nsubj announced/VBD/1/root the/DT/3/det debate/NN/1/obj has/VBZ/6/aux been/VBN/6/aux:pass "
        "cancelled/VBN/1/cc:preconj",
        {3: (6, "nsubj:pass"), 6: (1, "ccomp")},
    ),
    "day-of-saying": (
        "*Quill/NNP/1/nsubj said/VBD/1/root on/IN/3/case Monday/NNP/6/obl she/PRP/6/nsubj would/MD/6/aux go/VB/1/ccomp",
        {3: (1, "obl")},
    ),
    "staged": (
        "talks/NNS/7/nsubj:pass with/IN/2/case *Quill/NNP/0/nmod ,/,/4/punct planned/VBN/2/acl for/IN/6/case "
        "Friday/NNP/4/obl ended/VBN/7/root",
        {4: (0, "acl")},
    ),
    "which-is-nobody": (
        "talks/NNS/6/nsubj with/IN/2/case *Quill/NNP/0/nmod which/WDT/5/nsubj:pass were/VBD/5/aux:pass "
        "planned/VBN/2/acl:relcl ended/VBD/6/root",
        {5: (0, "acl:relcl")},
    ),
    "bound-infinitive": (
        "she/PRP/1/nsubj came/VBD/1/root and/CC/4/cc was/VBD/4/cop due/JJ/1/conj to/TO/6/mark speak/VB/1/conj",
        {6: (4, "xcomp")},
    ),
    "second-subject": (
        "*Quill/NNP/1/nsubj told/VBD/1/root *Lund/NNP/1/nsubj",
        {2: (1, "obj")},
    ),
    "companion": (
        "*Quill/NNP/1/nsubj settled/VBD/1/root quarrels/NNS/1/obj with/IN/4/case *Lund/NNP/2/nmod",
        {4: (1, "obl")},
    ),
    "mutual-noun": (
        "*Quill/NNP/1/nsubj had/VBD/1/root lunch/NN/1/obj with/IN/4/case *Lund/NNP/2/nmod",
        {},
    ),
    "possessor": (
        "*Quill/NNP/2/nmod 's/POS/0/case visit/NN/3/nsubj ended/VBD/3/root",
        {0: (2, "nmod:poss")},
    ),
    "name-before-its-verb": (
        "*Quill/NNP/2/compound will/MD/2/aux speak/VB/2/root",
        {0: (2, "nsubj")},
    ),
    "object-past-a-verb": (
        "*Quill/NNP/1/nsubj rang/VBD/1/root *Lund/NNP/0/flat",
        {2: (1, "obj")},
    ),
    "second-object": (
        "she/PRP/1/nsubj met/VBD/1/root *Quill/NNP/1/obj on/IN/4/case Monday/NNP/1/obl and/CC/6/cc *Lund/NNP/4/conj",
        {6: (2, "conj")},
    ),
    "recipient": (
        "she/PRP/1/nsubj gave/VBD/1/root her/PRP$/4/nmod:poss three/CD/4/nummod hours/NNS/1/obj",
        {2: (1, "iobj")},
    ),
    "after-a-semicolon": (
        "he/PRP/1/nsubj spoke/VBD/1/root ;/:/1/punct by/IN/4/case Friday/NNP/1/obl *Quill/NNP/1/obj was/VBD/7/aux "
        "hosting/VBG/1/conj",
        {4: (7, "obl"), 5: (7, "nsubj")},
    ),
    "of-a-place": (
        "she/PRP/1/nsubj was/VBD/1/root in/IN/3/case @Lima/NNP/1/obl ,/,/6/punct where/WRB/6/advmod ate/VBD/1/advcl",
        {6: (3, "acl:relcl")},
    ),
    "of-a-thing": (
        "lunch/NN/1/nsubj ended/VBD/1/root talks/NNS/1/obj ,/,/6/punct which/WDT/6/obj he/PRP/6/nsubj led/VBD/1/advcl",
        {6: (2, "acl:relcl")},
    ),
    "another-person": (
        "leaders/NNS/0/root *Quill/NNP/0/appos and/CC/4/cc president/NNP/4/nmod:desc *Lund/NNP/1/appos",
        {4: (1, "conj")},
    ),
    "holder-past-a-verb": (
        "*Quill/NNP/1/nsubj met/VBD/1/root the/DT/3/det minister/NN/1/obj ,/,/6/punct Mr./NNP/6/nmod:desc "
        "*Lund/NNP/0/conj",
        {6: (3, "appos")},
    ),
    "holder-past-a-place": (
        "he/PRP/1/nsubj rang/VBD/1/root his/PRP$/3/nmod:poss colleague/NN/1/obj in/IN/5/case @Lima/NNP/1/obl "
        ",/,/7/punct *Lund/NNP/5/conj",
        {7: (3, "appos")},
    ),
    "holders-of-a-plural": (
        "ministers/NNS/5/nsubj ,/,/2/punct *Quill/NNP/0/conj and/CC/4/cc *Lund/NNP/2/conj met/VBD/5/root",
        {2: (0, "appos")},
    ),
    "governed-by-its-title": (
        "he/PRP/1/nsubj spoke/VBD/1/root with/IN/3/case premier/NNP/4/nmod:desc *Lund/NNP/1/nsubj",
        {2: (4, "case"), 4: (1, "obl")},
    ),
    "object-of-a-gap": (
        "she/PRP/1/nsubj saw/VBD/1/root @Chad/NNP/1/obj on/IN/4/case 4/CD/1/obl and/CC/6/cc @Niger/NNP/1/conj",
        {6: (2, "conj")},
    ),
    "following": (
        "he/PRP/1/nsubj fell/VBD/1/root ,/,/1/punct following/VBG/1/advcl a/DT/5/det vote/NN/3/obj",
        {3: (5, "case"), 5: (1, "obl")},
    ),
    "second-verb": (
        "she/PRP/1/nsubj saw/VBD/1/root @Chad/NNP/1/obj and/CC/4/cc signed/VBD/1/conj",
        {},
    ),
    "to-be-held": (
        "she/PRP/1/nsubj joined/VBD/1/root talks/NNS/1/obj to/TO/5/mark be/VB/5/aux:pass held/VBN/1/advcl "
        "in/IN/7/case @Lima/NNP/5/obl",
        {5: (2, "acl")},
    ),
    "no-clause": (
        "she/PRP/1/nsubj called/VBD/1/root on/IN/3/case *Quill/NNP/1/xcomp",
        {3: (1, "obl")},
    ),
    "active-perfect": (
        "she/PRP/2/nsubj:pass had/VBD/2/aux called/VBN/2/root",
        {0: (2, "nsubj")},
    ),
    "passive-perfect": (
        "she/PRP/3/nsubj:pass had/VBD/3/aux been/VBN/3/aux:pass called/VBN/3/root",
        {},
    ),
    "that-day": (
        "the/DT/1/det day/NN/1/root she/PRP/3/nsubj called/VBD/1/acl:relcl ././1/punct",
        {1: (3, "obl:unmarked"), 3: (3, "root"), 4: (3, "punct")},
    ),
    "second-predicate": (
        "she/PRP/1/nsubj urged/VBD/1/root him/PRP/1/obj to/TO/4/mark wait/VB/1/xcomp and/CC/6/cc spoke/VBD/4/conj",
        {6: (1, "conj")},
    ),
    "who-says": (
        "he/PRP/1/nsubj left/VBD/1/root ,/,/3/punct aides/NNS/1/obj in/IN/5/case @Lima/NNP/3/nmod said/VBD/1/advcl",
        {3: (6, "nsubj"), 6: (1, "parataxis")},
    ),
    "who-says-by-title": (
        "he/PRP/1/nsubj left/VBD/1/root Lima/NNP/1/obj ,/,/4/punct aide/NN/1/nsubj *Lund/NNP/4/appos "
        "said/VBD/2/acl:relcl",
        {4: (6, "nsubj"), 6: (1, "parataxis")},
    ),
    "who-says-in-apposition": (
        "he/PRP/1/nsubj rang/VBD/1/root Saturday/NNP/1/obl ,/,/4/punct aide/NN/1/obj ,/,/6/punct *Lund/NNP/4/appos "
        ",/,/4/punct said/VBD/1/nsubj:outer",
        {4: (8, "nsubj"), 8: (1, "parataxis")},
    ),
    "at-its-time": (
        "it/PRP/1/nsubj fell/VBD/1/root days/NNS/1/obl:unmarked after/IN/4/case aide/NN/2/nmod ,/,/6/punct "
        "*Lund/NNP/4/appos ,/,/4/punct was/VBD/10/cop in/IN/10/case @Lima/NNP/1/advcl",
        {3: (10, "mark"), 4: (10, "nsubj")},
    ),
    "after-what-is-said": (
        "it/PRP/1/nsubj stays/VBZ/4/ccomp ,/,/4/punct aides/NNS/4/nsubj said/VBD/4/root after/IN/6/mark "
        "meeting/VBG/1/advcl her/PRP/6/obj",
        {6: (4, "advcl")},
    ),
    "before-the-participle": (
        "she/PRP/1/nsubj ends/VBZ/1/root it/PRP/1/obj in/IN/4/case @Lima/NNP/7/obl ,/,/7/punct having/VBG/7/aux "
        "met/VBN/1/advcl him/PRP/7/obj",
        {4: (1, "obl")},
    ),
    "who-said-it-after": (
        "they/PRP/1/nsubj agreed/VBD/1/root ,/,/1/punct aides/NNS/4/nsubj said/VBD/1/ccomp",
        {4: (1, "parataxis")},
    ),
    "said-of-the-root": (
        "*Lund/NNP/0/root ,/,/2/punct ill/JJ/0/amod ,/,/0/punct named/VBD/0/acl her/PRP/4/obj",
        {0: (4, "nsubj"), 4: (4, "root")},
    ),
    "chosen-as": (
        "they/PRP/1/nsubj elected/VBD/1/root *Lund/NNP/1/obj ,/,/4/punct baker/NN/2/appos ,/,/7/punct as/IN/7/case "
        "mayor/NN/4/nmod",
        {7: (1, "obl")},
    ),
    "of-two-states": (
        "the/DT/1/det us/NNP/5/nsubj and/CC/4/cc Chinese/JJ/4/amod ministers/NNS/1/conj met/VBD/5/root",
        {0: (4, "det"), 1: (4, "compound"), 4: (5, "nsubj")},
    ),
    "on-the-president-elect": (
        "she/PRP/1/nsubj called/VBD/1/root on/IN/6/case the/DT/6/det president/NN/6/compound -/HYPH/4/punct "
        "elect/NN/1/xcomp",
        {6: (1, "obl")},
    ),
    "of-what-is-discussed": (
        "they/PRP/1/nsubj discussed/VBD/1/root talks/NNS/1/obj in/IN/4/case @Lima/NNP/2/nmod on/IN/6/case "
        "Friday/NNP/1/obl",
        {6: (2, "nmod")},
    ),
    "when-it-is-discussed": (
        "they/PRP/1/nsubj discussed/VBD/1/root talks/NNS/1/obj on/IN/4/case Friday/NNP/1/obl",
        {},
    ),
    "of-what-is-meant": (
        "they/PRP/1/nsubj set/VBD/1/root a/DT/3/det summit/NN/1/obj that/IN/6/mark *Quill/NNP/6/nsubj "
        "holds/VBZ/7/ccomp said/VBD/1/parataxis",
        {6: (3, "acl:relcl")},
    ),
    "close-to-two-hours": (
        "kept/VBD/0/root for/IN/2/case close/NN/0/obl to/IN/5/case two/CD/5/nummod hours/NNS/2/obl",
        {1: (5, "case"), 2: (5, "advmod"), 5: (0, "obl")},
    ),
    "close-to-two-hours-beside": (
        "kept/VBD/0/root for/IN/2/case close/NN/0/obl to/IN/2/case two/CD/5/nummod hours/NNS/0/obl",
        {1: (5, "case"), 2: (5, "advmod"), 3: (5, "case")},
    ),
    "over-the-telephone": (
        "thanked/VBD/0/root for/IN/2/case help/NN/0/obl in/IN/5/case phone/NN/5/compound call/NN/2/nmod",
        {5: (0, "obl")},
    ),
    "beside-the-noun": (
        "envoy/NN/5/nsubj for/IN/2/case @Chad/NNP/0/nmod ,/,/4/punct *Quill/NNP/0/nmod left/VBD/5/root",
        {4: (0, "appos")},
    ),
    "the-leader-of-many": (
        "leader/NN/5/nsubj of/IN/2/case rebels/NNS/0/nmod ,/,/4/punct *Quill/NNP/2/appos left/VBD/5/root",
        {4: (0, "appos")},
    ),
    "what-is-a-trip": (
        "flew/VBD/0/root to/TO/2/mark see/VB/0/advcl *Quill/NNP/2/obj ,/,/6/punct her/PRP$/6/nmod:poss trip/NN/3/appos",
        {6: (0, "parataxis")},
    ),
    "styled": (
        "rang/VBD/0/root on/IN/2/case H.E./NNP/0/obl Mr./NNP/4/nmod:desc *Quill/NNP/0/obl:agent",
        {1: (4, "case"), 2: (4, "nmod:desc"), 4: (0, "obl")},
    ),
    "object-after-all": (
        "she/PRP/1/nsubj received/VBD/1/root in/IN/3/case @Lima/NNP/1/obl a/DT/5/det delegation/NN/1/obl",
        {5: (1, "obj")},
    ),
    "a-title-met": (
        "she/PRP/1/nsubj met/VBD/1/root envoy/NN/1/nmod:desc *Quill/NNP/2/flat alone/RB/1/advmod",
        {2: (1, "obj")},
    ),
    "who-is-told-it": (
        "*Quill/NNP/1/nsubj told/VBD/1/root *Lund/NNP/6/nsubj that/IN/6/mark @Lima/NNP/6/nsubj would/MD/6/aux "
        "buy/VB/1/ccomp",
        {2: (1, "obj")},
    ),
    "who-is-told": (
        "he/PRP/1/nsubj heard/VBD/1/root aides/NNS/1/obj said/VBD/1/ccomp",
        {},
    ),
}
WORDS = (
    "her his said following who which that where ; , and to due gave met visiting planned monday in with of by".split()
)
TAGS = ["NN", "NNP", "NNS", "VBD", "VBN", "VB", "VBG", "PRP", "PRP$", "WDT", "CD", "IN", "TO", "JJ"]
RELATIONS = [
    *(
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "nmod:poss",
        "conj",
        "flat",
        "appos",
        "acl",
        "acl:relcl",
        "advcl",
        "ccomp",
        "case",
    ),
    *("xcomp", "csubj", "parataxis", "compound", "aux", "mark", "punct"),
]


def tree_of(text: str) -> Heads:
    """The tree that a line of tokens describes."""
    rows = [token.rsplit("/", 3) for token in text.split()]
    kinds = ["PERSON" if word.startswith("*") else "LOC" if word.startswith("@") else "" for word, *_ in rows]
    words = [word.lstrip("*@").lower() for word, *_ in rows]
    return Heads(words, [tag for _, tag, *_ in rows], [int(row[2]) for row in rows], [row[3] for row in rows], kinds)


@pytest.mark.parametrize("name", TREES)
def test_slips_are_mended_and_all_else_is_left(name: str) -> None:
    text, changes = TREES[name]
    tree = tree_of(text)
    before = list(zip(tree.heads, tree.relations, strict=True))
    mend(tree)
    after = list(zip(tree.heads, tree.relations, strict=True))
    assert {i: after[i] for i in range(len(after)) if after[i] != before[i]} == changes


@pytest.mark.parametrize("name", TREES)
def test_a_mended_tree_is_a_tree(name: str) -> None:
    tree = tree_of(TREES[name][0])
    mend(tree)
    assert is_tree(tree)


def test_whatever_the_parser_makes_stays_a_tree() -> None:
    for seed in range(20_000):
        tree = random_tree(Random(seed))
        mend(tree)
        assert is_tree(tree), seed


def random_tree(choose: Random) -> Heads:
    """Some tokens with any tags and relations, each hung on any that came before it in some order."""
    size = choose.randint(4, 14)
    order = choose.sample(range(size), size)
    heads = [0] * size
    for place, i in enumerate(order):
        heads[i] = choose.choice(order[:place] or [i])
    kinds = [choose.choice(["", "", "PERSON", "LOC"]) for _ in range(size)]
    tags, relations = (choose.choices(several, k=size) for several in (TAGS, RELATIONS))
    relations[order[0]] = "root"
    return Heads(choose.choices(WORDS, k=size), tags, heads, relations, kinds)


def is_tree(tree: Heads) -> bool:
    """Whether every token's way up ends at the root."""
    size = len(tree.heads)
    return all(len(list(islice(tree.above(i), size))) < size for i in range(size))
