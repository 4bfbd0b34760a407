"""Bring the labels of another spaCy pipeline to ours: Universal Dependencies and PERSON, ORG, LOC.

Pipelines such as en_core_web_trf parse in the CLEAR scheme (the label list of spaCy's English models) and name in the
OntoNotes scheme. The tree is rebuilt where CLEAR and UD differ in shape: prepositions become `case`, copulas `cop`,
coordinators hang on the conjunct that follows them.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

NAMES = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
}
RENAMED = {
    "ROOT": "root",
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
PREDICATIVE = frozenset({"acomp", "attr"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
VERBAL = frozenset({"VB", "MD", "JJ", "RB"})


def to_universal(doc: Doc) -> None:
    """Rewrite a CLEAR tree as a UD tree, in place."""
    heads = [token.head.i for token in doc]
    labels = [token.dep_ for token in doc]
    _raise_objects(doc, heads, labels)
    _raise_predicates(doc, heads, labels)
    _lower_coordinators(heads, labels)
    for token, head, label in zip(doc, heads, labels, strict=True):
        token.dep_ = RENAMED.get(label, label)
        token.head = doc[head]


def _verbal(token: Token) -> bool:
    return token.tag_[:2] in VERBAL


def _raise_objects(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """prep(met, with) pobj(with, envoy) → obl(met, envoy) case(envoy, with)."""
    for i, label in enumerate(list(labels)):
        preposition = heads[i]
        if label not in {"pobj", "pcomp"} or labels[preposition] not in PREPOSITIONS:
            continue
        governor = heads[preposition]
        if label == "pcomp":
            labels[i] = "advcl" if _verbal(doc[governor]) else "acl"
        elif labels[preposition] == "agent":
            labels[i] = "obl:agent"
        else:
            labels[i] = "obl" if _verbal(doc[governor]) else "nmod"
        heads[i] = governor if governor != preposition else i
        heads[preposition] = i
        labels[preposition] = "mark" if label == "pcomp" else "case"


def _raise_predicates(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """attr(is, minister) nsubj(is, she) → cop(minister, is) nsubj(minister, she)."""
    for i, label in enumerate(list(labels)):
        copula = heads[i]
        if label not in PREDICATIVE or doc[copula].lemma_ not in {"be", ""} or labels[copula] == "cop":
            continue
        heads[i] = i if heads[copula] == copula else heads[copula]
        labels[i] = labels[copula]
        for child in range(len(heads)):
            if heads[child] == copula and child not in {i, copula}:
                heads[child] = i
        heads[copula] = i
        labels[copula] = "cop"


def _lower_coordinators(heads: list[int], labels: list[str]) -> None:
    """cc(A, and) conj(A, B) → conj(A, B) cc(B, and)."""
    conjuncts: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        if label == "conj":
            conjuncts.setdefault(heads[i], []).append(i)
    for i, label in enumerate(labels):
        if label == "cc":
            following = [conjunct for conjunct in conjuncts.get(heads[i], []) if conjunct > i]
            heads[i] = following[0] if following else heads[i]


class LabelMapping:
    """The component that follows another pipeline's own."""

    def __call__(self, doc: Doc) -> Doc:
        if any(token.dep_ in {"pobj", "dobj", "ROOT"} for token in doc):
            to_universal(doc)
        doc.ents = tuple(Span(doc, ent.start, ent.end, NAMES[ent.label_]) for ent in doc.ents if ent.label_ in NAMES)
        return doc


@Language.factory("label_mapping", requires=["token.dep", "doc.ents"], assigns=["token.dep", "token.head", "doc.ents"])
def make_label_mapping(nlp: Language, name: str) -> LabelMapping:
    return LabelMapping()
