"""What the form of a verb says of an office that it speaks of: held, held once, to be held."""

from extractors.officials.lexicon import VERBS
from extractors.syntax import AHEAD, MODAL, negated, tense
from extractors.tree import Token
from schemas.official import RoleStatus

HAS = frozenset({"has", "have", "'ve", "’ve"})
DOUBTFUL = MODAL - {"would"}
WISHING = frozenset({"hope", "seek", "want", "wish"})
# "Failed to become", "tipped to become".
UNDONE = frozenset({"decline", "fail", "refuse", "threaten", "tip", "tout"})
OPEN_ENDED = frozenset({"acl", "advcl", "ccomp", "xcomp"})
ASKING = frozenset({"ask", "invite", "tap"})
# Before an infinitive of what is then done.
DOING = frozenset({"begin", "come", "continue", "go", "help", "return", "start"})
# Before what is done: "by taking over", "after serving".
TELLING = frozenset({"after", "as", "by", "since", "upon", "when", "while"})


def holding(verb: Token) -> RoleStatus | None:
    """Whether a verb of holding tells of the present, the past or what is to come; None where nobody is told to hold.

    "Has held" is the present, "was named to hold" too.
    """
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if negated(verb) or helpers & DOUBTFUL or ("would" in helpers and _conditional(verb)):
        return None
    if any(child.lower_ == "longer" for child in verb.children):
        return "former"
    if _is_infinitive(verb) and verb.dep_ == "acl" and verb.head.pos_ == "NOUN":
        return _described(verb.head)
    if _is_infinitive(verb) and verb.head.pos_ in {"VERB", "ADJ"}:
        return _resolved(verb)
    if verb.tag_ == "VBG" and not helpers:
        return _beside(verb)
    if helpers & HAS:
        return "current"
    match tense(verb):
        case "past":
            return "former"
        case "future":
            return "elect"
    return "current"


def taking(verb: Token) -> RoleStatus | None:
    """Whether an office is taken by a verb or still to be taken; None where nobody is told to take it."""
    status = holding(verb)
    described = verb.dep_ == "acl" and _is_infinitive(verb)  # "was the last to take"
    return "current" if status == "former" and not described else status


def entering(verb: Token) -> RoleStatus | None:
    """The same of a verb of becoming, also of "resigned to become"; who "hopes to become" something seeks it."""
    governor = verb.head
    if not _is_infinitive(verb) or negated(verb) or negated(governor):
        return taking(verb)
    if governor.lemma_ in WISHING:
        return "candidate"
    return None if governor.lemma_ in UNDONE else "elect" if tense(verb) == "future" else "current"


def leaving(verb: Token) -> RoleStatus | None:
    """Whether an office is left by a verb or still held."""
    return None if negated(verb) else "former" if tense(verb) == "past" else "current"


def passive(verb: Token) -> bool:
    """Whether what a verb says is done to its subject, or to the noun that it describes."""
    described = verb.tag_ == "VBN" and verb.dep_ in {"acl", "acl:relcl", "advcl"}
    return described or any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children)


def long_ago(verb: Token) -> bool:
    """Whether a year stands with a verb."""
    return any(token.text.isdigit() and len(token) == 4 for token in verb.subtree)


def _is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive that another word governs: "asked to serve", "the last to be elected"."""
    infinitive = verb.tag_ == "VB" or any(child.tag_ == "TO" for child in verb.children)
    return infinitive and verb.dep_ in OPEN_ENDED


def _conditional(verb: Token) -> bool:
    """Whether something is the case only if something else is."""
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return any(token.lower_ in {"if", "unless"} for clause in clauses for token in clause.children)


def _described(noun: Token) -> RoleStatus | None:
    """What the clause about a noun makes of an infinitive: "became the first to hold", "was the first to hold"."""
    return "current" if noun.head.lemma_ in VERBS.becoming and noun.dep_ == "xcomp" else holding(noun)


def _resolved(infinitive: Token) -> RoleStatus | None:
    """What the verb before an infinitive makes of it: "named to head", "asked to serve", "is due to take over"."""
    governor = infinitive.head
    if negated(governor) or governor.lemma_ in WISHING:
        return None
    if governor.lower_ == "used":
        return "former"
    if governor.lemma_ in ASKING | VERBS.nominating:
        return "nominee"
    if governor.lemma_ in VERBS.choosing:
        return "current"
    if governor.lower_ in AHEAD or governor.lemma_ in VERBS.resolving:
        return "elect"
    return holding(governor) if governor.lemma_ in DOING else None


def _beside(participle: Token) -> RoleStatus | None:
    """What the clause beside a participle makes of it: "is interested in leading" tells of no leader."""
    governor = participle.head
    marks = {child.lower_ for child in participle.children if child.dep_ in {"case", "mark"}}
    if marks - TELLING:
        return None
    aside = participle.dep_ == "advcl" and governor.pos_ == "VERB" and governor.lemma_ not in VERBS.saying
    return "former" if aside and tense(governor) == "past" else "current"
