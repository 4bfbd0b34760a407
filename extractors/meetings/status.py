"""Whether an encounter happened, goes on, lies ahead, is only wished for, or will not be."""

from datetime import date

from extractors.cast import agents
from extractors.inflection import written
from extractors.meetings.candidates import Candidate
from extractors.meetings.fate import fate
from extractors.meetings.governors import DROPPING_IN, MAY, PAST, Said, governed, outcome
from extractors.meetings.patterns import (
    DIARIES,
    INCLUDING,
    INVITING,
    LEXICON,
    NOUNS,
    OFFERS,
    STAYING_AWAY,
    STAYS,
    cue,
    particle,
    said_by,
)
from extractors.syntax import (
    BE,
    HAVE,
    WILL,
    ancestry,
    auxiliaries,
    case,
    clausal,
    copular,
    negated,
    obliques,
    rumoured,
    subjects,
    tense,
)
from extractors.tree import Token
from schemas.date import DateInterval
from schemas.meeting import MeetingStatus

OPEN = LEXICON.status.open
TRYING = frozenset({"attempting", "hoping", "seeking", "trying"})
# Proposals when they govern a verb, but not when they govern the noun: "discussed the meeting".
UNTELLING = written(["ask", "discuss", "press", "work"])
MOVING = written(["bump", "move", "push", "shift"])
FORWARD = frozenset({"forward", "up"})
PREPARING = frozenset({"arrangements", "plans", "preparations"})
AWAITING = written(["await", "wait"])
WORKING = written(["work"])
SERVING = written(["offer"])
PARTICIPATING = written(["partake", "participate"])
TAKING = written(["take"])
DURING = frozenset({"at", "during", "in", "on"})
AHEAD_OF = frozenset({"ahead", "before"})
DECLINING = written(["balk", "decline", "demur", "refuse"])
# "Failed to agree at the talks": whatever becomes of the rest, there are talks.
PRESUPPOSING = frozenset({"after", "amid", "at", "during", "following", "in", "since"})


def status(candidate: Candidate, when: DateInterval | None, reference: date | None) -> MeetingStatus | None:
    """The status of one telling; None where the words deny that there is an encounter at all."""
    trigger = candidate.trigger
    said = _of_noun(trigger) if not clausal(trigger) or trigger.pos_ == "NOUN" else _of_verb(trigger)
    if (stay := _whole(trigger)) is not None:
        whole = _of_noun(stay)
        said = whole if whole and whole[0] in {"cancelled", "postponed"} else said
    if said is None:
        return None
    if candidate.rule == "meetings.invite" and said[0] == "held":
        said = "proposed", True  # "has asked B to Lima"
    if candidate.rule == "meetings.be-with" and said == ("held", False):
        said = "ongoing", False  # "is in Lima with B"
    if said[0] == "proposed" and any(_declines(party) for party in trigger.children):
        said = "cancelled", True
    found, firm = said
    if found == "denied":
        return None
    if found in {"planned", "cancelled"} and (undone := fate(trigger)):
        return undone
    if when is None or when.start is None or when.end is None or reference is None:
        return found
    if found == "proposed" and not firm:
        found = "planned"
    if found == "held" and when.start > reference:
        return "planned"
    if found == "planned" and when.end < reference and not firm:
        return "held"
    if found == "ongoing" and when.start > reference:
        return "planned"
    if found == "held" and not firm and when.end >= reference:
        told = next((step for step in reversed(ancestry(trigger)) if clausal(step)), trigger)
        return "held" if when.end == reference and tense(told) == "past" else "planned"
    return found


def _declines(partner: Token) -> bool:
    """Whether somebody does not take up what is offered: "offered to sit down with B, who declined"."""
    who = [clause for clause in partner.children if clause.dep_ == "acl:relcl"]
    return any(clause.lower_ in DECLINING and not negated(clause) for clause in who)


def _whole(trigger: Token) -> Token | None:
    """The encounter or stay that another is part of: "a meeting that was to join A and B", "a visit during which", "a
    trip to Lima, where"."""
    if trigger.dep_ in {"acl", "acl:relcl"} and trigger.head.lower_ in NOUNS:
        return trigger.head
    for step in ancestry(trigger):  # "cancelled a trip to Lima, where he was due to meet B"
        if "relcl" in step.dep_ and any(child.lower_ == "where" for child in step.children):
            stays = [stay for stay in (step.head, step.head.head) if stay.lower_ in STAYS]
            return next(iter(stays), None)
    stay = next((token for token in [trigger.head, *subjects(trigger.head)] if token.lower_ in STAYS), None)
    between = trigger.doc[stay.i + 1 : trigger.i] if stay is not None else ()
    return stay if any(t.lower_ == "which" and t.nbor(-1).lower_ in DURING for t in between) else None


def _of_noun(noun: Token) -> Said | None:
    children = list(noun.children)
    if any(child.lower_ == "no" and child.dep_ == "det" for child in children):
        return None
    if case(noun) == "without":
        return "cancelled", True
    told = [clause for s in subjects(noun) if s.lower_ == "what" for clause in s.children if clause.dep_ == "acl:relcl"]
    if any(negated(clause) or said_by(clause) == "cancelled" for clause in told):
        return "cancelled", True  # "what did not come about was a meeting"
    hinted: Said | None = None
    for child in children:
        if child.dep_ in {"amod", "acl"} and child.tag_ != "VBG":
            if child.lower_ in {"possible", "potential", "prospective"}:
                return "proposed", True
            found = cue(child.lower_)
            if found in {"cancelled", "postponed"}:
                return found, True
            if found == "planned" and not agents(child):  # "talks arranged by B" may be over
                hinted = found, True
    sought = (below for clause in children if clause.dep_ == "acl:relcl" for below in (clause, *clause.children))
    if any(below.lower_ in TRYING and PAST.isdisjoint(t.lower_ for t in auxiliaries(below)) for below in sought):
        hinted = "proposed", True  # "a call that aides are trying to arrange"
    for token in noun.subtree:
        if (
            token.dep_ == "acl:relcl"
            and token.i > noun.i
            and token.lower_ not in STAYING_AWAY
            and (found := said_by(token)) in {"cancelled", "postponed"}
        ):
            return found, True
    if case(noun) in {"for", "of"}:
        for whole in [noun.head, *subjects(noun.head)]:
            if whole.lower_ in OFFERS:
                return outcome(whole) or "proposed", True
            if whole.lower_ in PREPARING:
                return "planned", True
    said = _of_place(noun)
    if hinted and (said is None or said[0] not in {"cancelled", "postponed"}):
        return hinted
    return said


def _of_place(noun: Token) -> Said | None:
    """What the predicate over a noun makes of it, by the part that the noun plays there."""
    if copular(noun):
        around = [*((case(subject), subject) for subject in subjects(noun)), *obliques(noun)]
        if any(t.i < noun.i and f"{preposition} {t.lower_}" in OPEN for preposition, t in around):
            return "proposed", True  # "under discussion is a session"
        return _of_verb(noun)
    node, role = noun, noun.dep_
    preposition = case(noun)
    taken_part_in = _takes_part(noun.head)
    inside = preposition in PRESUPPOSING and noun.dep_ != "obj" and not taken_part_in  # not "pencilled in talks"
    while node.head.i != node.i and not clausal(node.head):
        node = node.head
        preposition = case(node) or preposition
        role = node.dep_
    verb = node.head
    if verb.i == node.i:
        return ("held", False) if not clausal(node) else _of_verb(node)
    if verb.lower_ in HAVE and role.startswith("nsubj"):
        verb = next((child for child in verb.children if child.dep_ == "xcomp"), verb)  # "had to be cancelled"
    if inside:
        return _presupposed(verb)
    if node.dep_ in {"obj", "nsubj", "nsubj:pass", "nsubj:outer"}:
        if verb.lower_ in MOVING and role == "nsubj:pass" and any(p == "to" for p, _ in obliques(verb)):
            return ("planned" if particle(verb) in FORWARD else "postponed"), True  # "was moved to Friday"
        off = {"from", "off"} | ({""} if particle(verb) == "off" else set())
        if any(p in off and t.lower_ in DIARIES for p, t in obliques(verb)):
            return ("planned" if negated(verb) else "cancelled"), True  # "was struck off the list"
        found = said_by(verb)
        if verb.lower_ in SERVING and role == "obj" and (meal := NOUNS.get(noun.lower_)) is not None and meal.meal:
            found = None  # "offered her a dinner"
        if f"{case(verb)} {verb.lower_}".strip() in OPEN:
            return None if negated(verb) else ("proposed", True)
        if verb.lower_ == "off" and not any(p == "to" for p, _ in obliques(verb)):  # "off to a good start"
            return ("planned" if negated(verb) else "cancelled"), True
        if negated(verb):
            before = _of_verb(verb)
            return before if before is None or before[0] == "cancelled" else ("cancelled", True)
        if found == "planned" and "being" in {helper.lower_ for helper in auxiliaries(verb)}:
            return "proposed", False  # "is being arranged", unless for a day
        if found == "planned" and {"had", "been"} <= {helper.lower_ for helper in auxiliaries(verb)}:
            return "cancelled", True  # "had been pencilled in"
        if found is not None and verb.lower_ not in UNTELLING:
            infinitive = found == "planned" and any(child.tag_ == "TO" for child in verb.children)
            return (governed(verb, True) if infinitive else None) or (found, True)
        if verb.lower_ in INCLUDING and tense(verb) == "present" and any(t.lower_ in STAYS for t in subjects(verb)):
            return "planned", False  # "her programme includes talks"
        return _of_verb(verb)
    said = _of_verb(verb)
    if preposition.split(" ")[0] in AHEAD_OF and said is not None and said[0] == "held":
        return "held", False
    if preposition in PRESUPPOSING and role.startswith("obl") and not taken_part_in:
        return _presupposed(verb)
    if preposition == "on" and verb.lower_ in WORKING:
        return "proposed", True  # "aides are working on a call"
    if preposition in {"for", "to"}:
        found = cue(verb.lower_, preposition) or said_by(verb)
        if found in {"planned", "proposed", "cancelled"}:
            return found, True
        if said == ("held", False):
            return "planned", False
    return said


def _takes_part(verb: Token) -> bool:
    """Whether a verb says who is at an encounter: "will not take part in the talks"."""
    parts = any(child.dep_ == "obj" and child.lower_ == "part" for child in verb.children)
    return verb.lower_ in PARTICIPATING or (verb.lower_ in TAKING and parts)


def _presupposed(verb: Token) -> Said:
    """The status of an encounter at which something else is done, tried or refused."""
    said = _of_verb(verb)
    if said is None or said[0] in {"cancelled", "postponed", "denied"}:
        return ("held" if tense(verb) == "past" else "planned"), False
    return ("planned", False) if said[0] == "proposed" else said


def _of_verb(verb: Token) -> Said | None:
    helpers = auxiliaries(verb)
    words = {helper.lower_ for helper in helpers}
    time = tense(verb)
    if negated(verb):
        never = any(child.lower_ == "never" for child in verb.children)
        return None if never or words & HAVE else ("cancelled", True)
    if any(
        child.lower_ == "no" and child.dep_ == "det"
        for t in verb.children
        if t.dep_.startswith("nsubj")
        for child in t.children
    ):
        return None
    if words & MAY:
        return "proposed", True
    if any(child.lower_ == "without" and child.dep_ == "mark" for child in verb.children):
        return "cancelled", True
    infinitive = any(child.tag_ == "TO" for child in verb.children)
    if infinitive and words & HAVE and verb.tag_ == "VBN":
        if rumoured(verb):
            return "held", True
        fates = (said_by(step) for step in ancestry(verb)[1:])
        return ("postponed" if "postponed" in fates else "cancelled"), True
    if words & WILL or (infinitive and words & BE):
        return "planned", True
    above = governed(verb, infinitive)
    if above is not None:
        return above
    own = said_by(verb)
    if (own in {"cancelled", "postponed"} and verb.lower_ not in DROPPING_IN) or (
        own == "proposed" and verb.lower_ in INVITING
    ):
        return own, True
    if time == "present" and verb.pos_ == "NOUN" and case(verb) == "in":
        return "ongoing", False  # "is in talks"
    if verb.lower_ in AWAITING and time == "present":
        return "planned", False
    if "would" in words:
        return ("cancelled" if words & HAVE else "planned"), True  # "it would have been their first meeting"
    if any(helper.lower_ in BE and helper.dep_ == "aux" and helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return "ongoing", False
    if time == "future":
        return "planned", True
    if time == "present":
        return ("planned", True) if _of_moment_ahead(verb) else ("held", False)
    return "held", True


def _of_moment_ahead(verb: Token) -> bool:
    """Whether a present tense tells when something will be: "the matter will be raised when A meets B"."""
    clause = next((step for step in ancestry(verb) if step.dep_ == "advcl"), None)
    return clause is not None and tense(clause.head) == "future"
