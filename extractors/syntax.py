"""Readings of the dependency tree that several steps need. Labels are Universal Dependencies."""

from typing import Literal

from spacy.tokens import Token

Tense = Literal["past", "present", "future"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
MODAL = frozenset({"may", "might", "could", "would", "should", "can"})
# Predicates whose infinitive lies ahead: "is due to meet", "plans to visit".
AHEAD = frozenset(
    {
        "aim",
        "due",
        "expect",
        "go",
        "hope",
        "intend",
        "plan",
        "poise",
        "prepare",
        "project",
        "promise",
        "schedule",
        "seek",
        "set",
        "slate",
        "vow",
        "want",
        "wish",
    }
)
CLAUSAL = frozenset({"root", "ROOT", "conj", "parataxis", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj"})


def predicate(token: Token) -> Token:
    """The head of the clause that `token` stands in: the first verb, copular predicate or root above it."""
    while token.head.i != token.i:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop", "amod", "compound"}:
            return token
        if any(child.dep_ == "cop" for child in token.children) and token.dep_ in CLAUSAL:
            return token
        token = token.head
    return token


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries and copula of a predicate, in order of the text."""
    return [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"}]


def subjects(verb: Token) -> list[Token]:
    """The subjects of a predicate: its own, or the one it shares with the verb it is coordinated or controlled by."""
    while True:
        own = [child for child in verb.children if child.dep_.startswith(("nsubj", "csubj"))]
        if own or verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.i == verb.i:
            return own
        verb = verb.head


def negated(verb: Token) -> bool:
    """Whether the predicate itself is denied: "did not meet", "never met", "will no longer travel"."""
    return any(
        child.lower_ in {"not", "n't", "n’t", "never"} and child.dep_ in {"advmod", "neg"} for child in verb.children
    )


def tense(verb: Token) -> Tense:
    """The time that a predicate speaks of, from its form, its auxiliaries and the predicate that governs it."""
    helpers = auxiliaries(verb)
    if any(helper.lower_ in WILL for helper in helpers):
        return "future"
    if any(helper.lower_ in MODAL for helper in helpers):
        return "past" if any(helper.lemma_ == "have" for helper in helpers) else "future"
    if any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if any(helper.lemma_ == "have" for helper in helpers):
        return "past"
    if any(helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return "present"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    governor = verb.head
    if governor.i != verb.i and verb.dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj", "csubj"}:
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if infinitive and (governor.lemma_ in AHEAD or governor.lower_ in AHEAD):
            return "future"
        return tense(governor)
    return "past" if verb.tag_ == "VBN" else "present"


def coordinated(token: Token) -> list[Token]:
    """`token` and everything coordinated with it, in order of the text: A, B and C."""
    found = [token]
    for conjunct in found:
        found.extend(child for child in conjunct.children if child.dep_ == "conj")
    return sorted(found, key=lambda conjunct: conjunct.i)
