"""Which way a bare date points: the tense of its clause, where the model has read the tree."""

from extractors.dates.lexicon import lexicon
from extractors.dates.terms import Direction
from extractors.fates import FATES, POSTPONING
from extractors.ground import POLLS
from extractors.inflection import written
from extractors.reactions import happened
from extractors.syntax import (
    AHEAD,
    LABELLING,
    auxiliaries,
    case,
    in_clause,
    looks_back,
    negated,
    obliques,
    predicate,
    rumoured,
    tense,
)
from extractors.tree import Token, Tree
from schemas.extraction import SectionKind

# Participles after which "for" gives the day that something was set for, whatever became of it.
SET = frozenset(
    "billed booked due earmarked fixed penciled pencilled planned proposed rescheduled scheduled set slated "
    "slotted".split()
)
BELOW = 60  # tokens under a heading that tell of its day
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
ASIDE = frozenset({"acl", "acl:relcl", "ccomp"})
# Those of them after which "on" gives the day too: "due on Friday", not "set on Friday".
SET_ON = SET - frozenset("earmarked fixed penciled pencilled proposed set".split())
# Verbs that call something for a day to come: "convened a summit for Friday".
CONVENING = written("call convene convoke fix organise organize schedule set slate summon".split())
# Verbs, with "out of" or "from", of whoever stays away: "pulled out of Monday's talks".
WITHDRAWING = written("back bow drop pull withdraw".split())
CLOSE = 6  # tokens from a relative pronoun to its verb
COUNTED = 10  # tokens between "her third visit" and the time in which it is the third
LONG = frozenset({"decade", "decades", "year", "years"})
NEAR = 16  # tokens between "ahead of" and a day
RUNNING = written("brace campaign canvass gear prepare run stand stump".split())
PARTICLES = frozenset({"down", "in", "up"})
# What is asked for lies ahead: "invited her to Lima for talks in May", "proposed talks in May".
INVITING = written("float invite moot propose suggest".split())
ASKING = written(["ask"])  # "asked her to Lima in May"
# What is moved to a day lies ahead: "extended the truce until Friday".
MOVING = POSTPONING | written("bump extend move prolong push remand shift suspend".split())
# Time that has been kept for somebody lies ahead: "has cleared an hour for her on Friday".
KEEPING = written("clear reserve set".split())
# What people agree on, or ask each other, to do on a day to come: "agreed to meet in Lima on Friday".
TO_DO = frozenset(
    "address attend chair come convene dine fly gather go hold host join lead meet open reconvene receive resume "
    "return see sign sit speak take talk travel visit".split()
)
URGING = written(["ask", "urge"])
TO_COME = frozenset("coming forthcoming next upcoming".split())
PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "'s", "’s"})


def direction(doc: Tree, position: int, section: SectionKind) -> Direction:
    """Past or future by the predicate over a token; nothing where tags are missing or the present says neither."""
    token = doc[position]
    if not token.tag_ or not token.dep_:
        return None
    planned = _planned(doc, position)
    if planned is not None:
        return "past" if _lapsed(planned) else "future"
    if _ahead_of(doc, position):
        return "future"
    if _counted(doc, position):
        return "past"
    if _polling(token):
        return None
    if _run_for(token):
        return "future"
    verb = _relative(doc, position) or _joined(doc, position) or predicate(token)
    if _called_off(token, verb):
        return "off"
    if (dropped := _dropped(token, verb)) is not None:
        return dropped
    if (
        _to_do(token, verb)
        or _invited(token, verb)
        or _moved(doc, position, verb)
        or _to_come(token)
        or _convened(token, verb)
    ):
        return "future"
    if any(_rumoured_past(clause) for clause in (verb, *verb.children)):
        return "past"
    if _set(verb) or _was_due(verb):
        return None
    if verb.lower_ in KEEPING and {helper.lower_ for helper in auxiliaries(verb)} & {"has", "have"}:
        return "future"
    if not verb.tag_.startswith(("V", "MD")) and not auxiliaries(verb):
        return "past" if section == "caption" else None
    if verb.tag_ == "VBN" and not auxiliaries(verb):
        ahead = verb.lemma_ in AHEAD or verb.lower_ in AHEAD
        return "future" if ahead and not _lapsed(verb) else "past"
    looking = verb.head if verb.tag_ == "VBG" else verb
    if any(child.lower_ == "forward" and child.i < position for child in looking.children):
        return "future"  # "looks forward to hosting her in May"
    found = tense(verb)
    if found == "present":
        if section == "caption":
            return "past"
        if happened(doc, position):
            return "past"
        told = verb.head if verb.dep_ in {"advcl", "xcomp"} and any(c.tag_ == "TO" for c in verb.children) else verb
        finite = {one.tag_ for clause in (verb, told) for one in (clause, *auxiliaries(clause))}
        return None if section in {"headline", "heading"} or not finite & FINITE else "ahead"
    if found == "future" and verb.dep_ == "acl" and verb.tag_ == "VBG":
        return "ahead"  # "themes of the summit taking place in June"
    if found == "past" and any(child.tag_ == "TO" for child in verb.children):
        return None
    return found


def _rumoured_past(clause: Token) -> bool:
    """Whether a clause tells what somebody is said to have done."""
    return rumoured(clause) and any(helper.lower_ in PERFECT for helper in auxiliaries(clause))


def direction_below(doc: Tree, after: int) -> Direction:
    """Past or future by the first finite verb under a heading or after a label that says something of its day."""
    for token in doc[after : after + BELOW]:
        if token.tag_ in FINITE and not looks_back(verb := predicate(token)):
            found = direction(doc, verb.i, "body")
            if found and not in_clause(verb, ASIDE):
                return found
    return None


def labels(doc: Tree, first: int, after: int) -> bool:
    """Whether a date opens a line that tells of it: "Wednesday: the king receives …"."""
    opens = first == 0 or not doc[first - 1].text.strip(" -•*\n")
    return opens and after < len(doc) and doc[after].text in LABELLING


def _relative(doc: Tree, position: int) -> Token | None:
    """The predicate of a clause that a relative pronoun opens right before a day: "who on Friday will be in Lima"."""
    before = [token.lower_ for token in doc[max(position - 2, 0) : position] if token.pos_ != "ADP"]
    if not before or before[-1] not in {"which", "who"}:
        return None
    verb = next((token for token in doc[position : position + CLOSE] if token.tag_ in FINITE), None)
    return None if verb is None else predicate(verb)


def _joined(doc: Tree, position: int) -> Token | None:
    """The predicate of a clause that a conjunction opens right before a day: "stays, but on Monday she was in Lima"."""
    for token in doc[max(position - 2, 0) : position]:
        if token.dep_ == "cc" and token.head.dep_ == "conj" and token.head.i > position:
            return predicate(token.head)
    return None


def _set(verb: Token) -> bool:
    """Whether a predicate tells what had been set, whatever became of it: "had been due to meet her on Monday"."""
    tags = {helper.tag_ for helper in auxiliaries(verb)}
    return verb.tag_ == "VBN" and verb.lower_ in SET and not tags.isdisjoint({"VBD", "VBN"})


def _was_due(verb: Token) -> bool:
    """Whether somebody had been due to do what a verb says: "had been due to meet her on Monday"."""
    while verb.dep_ == "conj":
        verb = verb.head
    due = verb.head
    past = any(child.lower_ in {"had", "was", "were"} for child in due.children)
    return verb.dep_ in {"advcl", "xcomp"} and due.lower_ in SET and past


def _planned(doc: Tree, position: int) -> Token | None:
    """The participle that sets a day: "had been planned for Friday", "the vote due on Sunday"."""
    before = [token for token in doc[max(0, position - 4) : position] if token.lower_ != "the"]
    if len(before) < 2 or before[-1].lower_ not in {"for", "on", "in"}:
        return None
    parted = len(before) > 2 and before[-2].lower_ in PARTICLES  # "set down for Friday"
    planned = before[-3] if parted else before[-2]
    return planned if planned.lower_ in (SET_ON if before[-1].lower_ == "on" else SET) else None


def _counted(doc: Tree, position: int) -> bool:
    """Whether a length of time is that in which something is done once more: "his fourth trip to Lima in two years"."""
    if doc[position].lower_ != "in":
        return False
    for token in reversed(doc[max(0, position - COUNTED) : position]):
        if token.pos_ in {"AUX", "PUNCT", "VERB"}:
            return False
        if token.lower_ in lexicon().ordinals:
            return any(unit.lower_ in LONG for unit in doc[position : position + 4])
    return False


def _ahead_of(doc: Tree, position: int) -> bool:
    """Whether the day is that of what something is ahead of: "ahead of talks on Friday, she said"."""
    for i in range(position - 1, max(position - NEAR, 0) - 1, -1):
        if doc[i].is_punct or doc[i].is_space:
            return False
        if doc[i].lower_ == "ahead" and doc[i + 1].lower_ == "of":
            return True
    return False


def _polling(token: Token) -> bool:
    """Whether a day names a vote, which the clause may look forward or back to: "the elections of 20 December"."""
    return token.dep_ == "nmod" and case(token) == "of" and token.head.lower_ in POLLS


def _run_for(token: Token) -> bool:
    """Whether the day is that of a vote that somebody is out for: "campaigning for Sunday's election"."""
    vote = token.head
    if token.dep_ not in {"nmod", "nmod:poss", "nmod:unmarked", "compound"} or vote.lower_ not in POLLS:
        return False
    return case(vote) == "for" and vote.head.lower_ in RUNNING and vote.head.tag_ in {"VBG", "VBP", "VBZ"}


def _lapsed(planned: Token) -> bool:
    """Whether what was set did not come about, so that its day is over: "a call set for Friday did not take place"."""
    if planned.dep_ != "acl":
        return False
    verb = predicate(planned.head)
    over = tense(verb) == "past" or any(child.lower_ == "could" for child in auxiliaries(verb))
    return over and negated(verb)


def _invited(token: Token, verb: Token) -> bool:
    """Whether the day is that of what somebody is invited to: "invited her to Lima for talks in May"."""
    if verb.lower_ not in INVITING | ASKING or verb.tag_ == "VB" or negated(verb):
        return False
    asked = [to for preposition, to in obliques(verb) if preposition in {"to", "for"}]
    if verb.lower_ not in ASKING:
        asked += [child for child in verb.children if child.dep_ == "obj" and child.pos_ == "NOUN"]
    return any(verb.i < one.i < token.i for one in asked)


def _to_do(token: Token, verb: Token) -> bool:
    """Whether the day is that of what somebody agrees or is asked to do: "invited her to visit Lima on Friday"."""
    if verb.lower_ not in AHEAD | URGING:
        return False
    clauses = [child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and child.lower_ in TO_DO]
    return any(verb.i < one.i < token.i and any(c.tag_ == "TO" for c in one.children) for one in clauses)


def _called_off(token: Token, verb: Token) -> bool:
    """Whether the day is that of something put off: "the visit on Friday was postponed", not "postponed on Friday"."""
    between = any(child.dep_ == "nsubj:pass" and child.i < token.i < verb.i for child in verb.children)
    return between and verb.lower_ in FATES


def _dropped(token: Token, verb: Token) -> Direction:
    """Where the day of what somebody drops lies: "scrapped Monday's talks", "pulled out of Monday's talks"."""
    talks = token.head
    if token.dep_ != "nmod:poss" or talks.i < verb.i or negated(verb):
        return None
    out = case(talks) in {"of", "out of", "from"} or any(child.lower_ == "out" for child in verb.children)
    if verb.lower_ in WITHDRAWING and out:
        return "future"
    return "off" if verb.lower_ in FATES else None


def _convened(token: Token, verb: Token) -> bool:
    """Whether the day is that for which something is convened: "a summit that they convened in Lima for Friday"."""
    return verb.lower_ in CONVENING and case(token) == "for" and token.head.i == verb.i


def _moved(doc: Tree, position: int, verb: Token) -> bool:
    """Whether the day is that to which something is moved or by which it is promised: "extended the truce until
    Friday", "promised a deal by Christmas"."""
    before = doc[position - 1].lower_ if position else ""
    return (before in {"to", "till", "until"} and verb.lower_ in MOVING) or (before == "by" and verb.lower_ in AHEAD)


def _to_come(token: Token) -> bool:
    """Whether the day is that of what is to come: "until his next hearing on April 5"."""
    return token.dep_ == "nmod" and any(child.lower_ in TO_COME for child in token.head.children)


def ongoing(token: Token) -> bool:
    """Whether the clause of "since 2003" tells of a state that lasts: perfect and not denied."""
    if not token.tag_:
        return False
    verb = predicate(token)
    perfect = any(child.lower_ in PERFECT and child.dep_ == "aux" for child in verb.children)
    denied = any(child.lower_ in {"not", "n't", "n’t", "never", "no"} for child in verb.children)
    return perfect and not denied
