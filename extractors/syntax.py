"""Readings of the dependency tree that several steps need. Labels are Universal Dependencies."""

from collections.abc import Iterator
from typing import Literal

from extractors.inflection import written
from extractors.tree import Token, Tree

Tense = Literal["past", "present", "future"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
MODAL = frozenset({"may", "might", "could", "would", "should", "can"})
# Predicates whose infinitive lies ahead: "is due to meet", "plans to visit".
AHEAD = written(
    "agree aim arrange due expect hope intend invite offer plan pledge poise prepare project promise propose schedule "
    "seek set slate vow want wish".split()
) | frozenset("bid commitment going intention invitation proposal readiness request".split())
# "There is talk of bringing them together".
PROSPECTS = written("chance hope idea intention possibility prospect talk thought".split())
HAVE = written(["have"]) | {"'ve", "’ve", "'d", "’d"}
BE = written(["be"]) | {"'s", "’s", "'re", "’re", "'m", "’m"}
CLAUSAL = frozenset(
    {"root", "ROOT", "conj", "parataxis", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj"}
)
# Words that stand for what their clause is about: "the minister who met", "the hotel where they met".
RELATIVE = frozenset({"who", "whom", "which", "that", "whose", "where", "when", "whoever"})
# Controllers whose subject, not object, does what the infinitive says: "promised her to come".
SUBJECT_CONTROL = written(["promise", "vow", "threaten", "offer"])
# What one is thanked or blamed for, one has done oneself.
PRAISE = written("blame commend congratulate criticise criticize praise thank".split())
# What stands between a label and what it labels: "Suva: talks", "Monday – Suva".
LABELLING = frozenset({"-", "–", "—", "--", ":"})
RUMOURED = frozenset("alleged believed claimed known reported reputed rumored rumoured said thought understood".split())
NEGATION = frozenset({"not", "n't", "n’t", "never"})


def predicate(token: Token) -> Token:
    """The head of the clause that `token` stands in: the first verb, copular predicate or root above it."""
    while token.head.i != token.i:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop", "amod", "compound"}:
            return token
        if token.dep_ in CLAUSAL and copular(token):
            return token
        token = token.head
    return token


def ancestry(token: Token) -> list[Token]:
    """`token` and every head above it, up to the root."""
    chain = [token]
    while token.head.i != token.i:
        token = token.head
        chain.append(token)
    return chain


def head_of(doc: Tree, start: int, end: int) -> Token:
    """The token of a stretch whose own head lies outside it; the last one where none does."""
    for i in range(start, end):
        token = doc[i]
        if token.pos_ not in {"PUNCT", "SPACE", "ADP"} and not start <= token.head.i < end:
            return token
    for i in range(start, end):
        if doc[i].head.i == i:
            return doc[i]
    return doc[end - 1]


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries and copula of a predicate, in order of the text."""
    return [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"}]


def copular(token: Token) -> bool:
    """Whether a nominal or an adjective is a predicate: "she is the guest"."""
    return any(child.dep_ == "cop" for child in token.children)


def case(token: Token) -> str:
    """The preposition that governs a nominal, lower case: "in", "next to"; empty where there is none."""
    for child in token.children:
        if child.dep_ == "case" and child.lower_ not in {"'s", "’s", "'", "’"}:
            fixed = [child, *(part for part in child.children if part.dep_ == "fixed")]
            return " ".join(part.lower_ for part in fixed)
    return ""


def subjects(verb: Token) -> list[Token]:
    """The subjects of a predicate: its own, or the one it shares with the verb it is coordinated or controlled by."""
    for _ in range(len(verb.doc)):
        own = [child for child in verb.children if child.dep_.startswith(("nsubj", "csubj"))]
        if own or verb.head.i == verb.i:
            return own
        governor = verb.head
        if verb.dep_ == "xcomp" and governor.lower_ not in SUBJECT_CONTROL:
            controlled = [child for child in governor.children if child.dep_ in {"obj", "iobj"} and child.i < verb.i]
            if controlled:
                return controlled
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and governor.lower_ in PRAISE and _for(verb):
            praised = [child for child in governor.children if child.dep_ == "obj"]
            if praised:
                return praised  # "thanked her for hosting him"
        if verb.dep_ == "acl":
            if governor.pos_ in NOMINAL and (verb.tag_ in {"VBG", "VBN"} or governor.pos_ == "PROPN"):
                return [governor]
            verb = predicate(governor)
            if verb.i == governor.i:
                return []
            continue
        if verb.dep_ not in {"conj", "xcomp", "advcl", "ccomp", "parataxis", "obl", "advcl:relcl"}:
            return own
        if governor.pos_ in NOMINAL and verb.dep_ == "conj" and not clausal(governor):
            return own
        verb = governor
    return []


def _for(clause: Token) -> bool:
    return any(child.lower_ == "for" and child.dep_ in {"mark", "case"} for child in clause.children)


def clausal(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a nominal or adjective with a copula or a subject."""
    if token.pos_ in {"VERB", "AUX"}:
        return token.dep_ not in {"aux", "aux:pass", "cop", "amod", "compound", "case", "mark"}
    return any(child.dep_ == "cop" or child.dep_.startswith("nsubj") for child in token.children)


def in_clause(token: Token, relations: frozenset[str]) -> bool:
    """Whether a token stands in a clause that is joined to another by one of some relations."""
    return any(step.dep_ in relations and clausal(step) for step in ancestry(token))


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token, "WHO" too, stands for itself."""
    if token.lower_ in RELATIVE and not token.is_upper and token.pos_ in {"PRON", "DET", "SCONJ", "ADV"}:
        for verb in ancestry(token):
            if verb.dep_ in {"acl:relcl", "acl"}:
                return verb.head
    return token


def negated(verb: Token) -> bool:
    """Whether the predicate itself is denied: "did not meet", "never met", "will no longer travel"."""
    return any(child.lower_ in NEGATION and child.dep_ in {"advmod", "neg"} for child in verb.children)


def tense(verb: Token) -> Tense:
    """The time that a predicate speaks of, from its form, its auxiliaries and the predicate that governs it."""
    helpers = auxiliaries(verb)
    if any(helper.lower_ in WILL for helper in helpers):
        return "future"
    if any(helper.lower_ in MODAL for helper in helpers):
        return "past" if any(helper.lower_ in HAVE for helper in helpers) else "future"
    if any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if any(helper.lower_ in HAVE for helper in helpers):
        return "past"
    if any(helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return "present"
    if verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBD" and verb.lower_.endswith("s") and verb.lower_ != "was"):
        return "present"  # no other past form ends so, whatever the tag: "dines"
    if verb.tag_ == "VBD":
        return "past"
    governor = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and governor.pos_ in NOMINAL:
        clause = predicate(governor)
        told = tense(clause) if clause.i != governor.i else "present"
        return "future" if told == "present" and governor.lower_ in PROSPECTS else told
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and any(child.tag_ == "TO" for child in verb.children):
        return "future"  # "a summit to be held in May"
    if governor.i != verb.i and verb.dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj", "csubj"}:
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if infinitive and governor.lower_ in AHEAD:
            return "future"
        return tense(governor)
    return "past" if verb.tag_ == "VBN" else "present"


def looks_back(verb: Token) -> bool:
    """Whether a predicate looks back from the story's own time: "had met", "has met"."""
    return tense(verb) == "past" and any(helper.lower_ in HAVE for helper in auxiliaries(verb))


def rumoured(verb: Token) -> bool:
    """Whether an infinitive is what somebody is told to have done: "is said to have met X"."""
    return verb.dep_ == "xcomp" and verb.head.lower_ in RUMOURED and not negated(verb.head)


def coordinated(token: Token) -> list[Token]:
    """`token` and everything coordinated with it, in order of the text: A, B and C."""
    found = [token]
    for conjunct in found:
        found.extend(child for child in conjunct.children if child.dep_ == "conj")
    return sorted(found, key=lambda conjunct: conjunct.i)


def obliques(head: Token) -> Iterator[tuple[str, Token]]:
    """The modifiers of a head that a preposition joins to it, and its bare obliques, each with its preposition."""
    for child in head.children:
        preposition = case(child)
        if child.dep_ in {"nmod:poss", "nmod:desc", "nsubj", "conj"} or child.dep_ in CLAUSAL:
            continue
        if preposition or child.dep_.startswith(("obl", "nmod")):
            yield preposition, child
