"""What the predicates over an encounter make of it: "wants to meet", "refused to see", "is due to meet"."""

from typing import Literal

from extractors.inflection import written
from extractors.meetings.patterns import OFFERS, cue, said_by
from extractors.scene import REPORTING
from extractors.syntax import HAVE, MODAL, WILL, auxiliaries, clausal, negated, tense
from extractors.tree import Token
from schemas.meeting import MeetingStatus

# What one is towards something that may come about: "is open to meeting X".
INCLINED = frozenset({"amenable", "eager", "keen", "open"})
ACCEPTING = written(["accept"])
NAMED = frozenset({"LOC", "ORG", "PERSON"})
# "Was meant to meet X": it did not come about.
INTENDED = frozenset({"meant", "supposed"})
PAST = frozenset({"was", "were", "had"})
MAY = MODAL - {"would"}
DROPPING_IN = written(["drop"])
DENYING = written(["deny", "dispute"])
# What is said of an encounter, and whether a date cannot change it.
Said = tuple[MeetingStatus | Literal["denied"], bool]


def governed(verb: Token, infinitive: bool) -> Said | None:
    """What the predicates over a verb make of it: "wants to meet", "refused to see", "is due to meet"."""
    node = verb
    for _ in range(6):
        governor = node.head
        if any(child.lower_ in {"if", "whether"} and child.dep_ == "mark" for child in node.children):
            return ("denied" if tense(node) == "past" else "proposed"), True
        if governor.i == node.i or node.dep_ in {"acl:relcl", "parataxis"}:
            return None
        if node.dep_ == "conj" and not infinitive:
            return None
        if node.dep_ == "acl" and infinitive and governor.ent_type_ in NAMED and tense(governor) != "past":
            return "planned", True  # a heading: "Premier to visit Oslo"
        if node.dep_ == "ccomp" and governor.lower_ in DENYING:
            return "denied", True
        if node.dep_ == "ccomp" and governor.lower_ in REPORTING:
            return None
        if node.dep_ in {"xcomp", "ccomp", "acl", "advcl", "csubj"} and infinitive:
            found = said_by(governor)
            if found == "ongoing" or governor.lower_ in DROPPING_IN:
                found = None  # "drops by to see X"
            words = {helper.lower_ for helper in auxiliaries(governor)}
            if words & HAVE and any(child.tag_ == "TO" for child in governor.children):
                return "cancelled", True  # "was to have flown to Lima to see X"
            if governor.lower_ in ACCEPTING and not negated(governor):
                return "planned", True
            if found == "planned" and {"had", "been"} <= words or (governor.lower_ in INTENDED and words & PAST):
                return "cancelled", True  # "had been due to meet"
            if any(child.lower_ == "yet" for child in governor.children):
                return "denied", True  # "has yet to meet"
            if governor.pos_ == "NOUN" and (governor.lower_ in OFFERS or found == "proposed"):
                return outcome(governor) or "proposed", True
            if found is not None or governor.lower_ == "going":
                denied = negated(governor) or any(c.lower_ == "no" and c.dep_ == "det" for c in governor.children)
                if denied:
                    return ("denied" if governor.pos_ == "NOUN" else "cancelled"), True
                if found == "planned" or found is None:
                    higher = governed(governor, True) if clausal(governor) else None
                    return higher or ("planned", True)
                return found, True
            if words & MAY:
                return "proposed", True
            if words & WILL:
                return "planned", True
        elif (
            node.tag_ == "VBG"
            and (found := _of_gerund(node, governor)) is not None
            or node.dep_ == "ccomp"
            and (found := cue(governor.lower_)) in {"planned", "proposed"}
        ):
            return found, True
        elif node.dep_ not in {"conj", "xcomp", "advcl"}:
            return None
        node = governor
    return None


def _of_gerund(node: Token, governor: Token) -> MeetingStatus | None:
    """What a predicate makes of a gerund: "considered meeting X", "is open to seeing X"."""
    found = said_by(governor)
    if any(child.lower_ == "to" for child in node.children):
        return "proposed" if governor.lower_ in INCLINED else found
    return found if node.dep_ in {"xcomp", "ccomp", "csubj"} and found not in {"planned", "ongoing"} else None


def outcome(noun: Token) -> MeetingStatus | None:
    """What becomes of an invitation or a proposal: "turned down an invitation to meet X"."""
    if noun.dep_ not in {"obj", "nsubj:pass"}:
        return None
    if noun.head.lower_ in ACCEPTING and not negated(noun.head):
        return "planned"
    found = said_by(noun.head)
    return found if found == "cancelled" else None
