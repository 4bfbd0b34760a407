"""Who else was at an encounter of others, and who stayed away: "also present was X", "X skipped the talks"."""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from extractors.cast import Party, agents
from extractors.inflection import written
from extractors.meetings.candidates import through
from extractors.meetings.merge import Telling
from extractors.meetings.patterns import INCLUDING, NOUNS, STAYING_AWAY, VERBS
from extractors.meetings.sides import observing
from extractors.scene import Scene
from extractors.syntax import case, copular, negated, obliques, predicate, subjects
from extractors.tree import Token
from schemas.meeting import Side

ATTENDING = written(["attend", "join"])
JOINED = frozenset({"joined", "joining", "joins", "participated"})
CHAIRING = written("chair facilitate mediate moderate".split())
TAKING_PART = written(["participate", "sit", "take"])
STAYING = written(["stay"])
PREDICATES = frozenset({"absent", "present"})
OWNED = frozenset({"absence", "presence"})
BESIDE = frozenset({"alongside"})
# "Among the guests were A and B".
ATTENDEES = frozenset({"attendees", "guests"})
WATCHING = frozenset({"looking", "watching"})
WITNESSED = frozenset({"watched", "witnessed"})
# Whom others bring: "A and B led the delegations", "the Fijian side was headed by C".
HEADING = written(["head", "lead"])
DELEGATIONS = frozenset({"delegation", "delegations", "side", "sides", "team", "teams"})
WORDS = (
    HEADING
    | STAYING_AWAY
    | ATTENDING
    | CHAIRING
    | TAKING_PART
    | STAYING
    | PREDICATES
    | OWNED
    | BESIDE
    | ATTENDEES
    | WATCHING
    | WITNESSED
    | {"attendance"}
)
# What says that an encounter is the one just told of, and whom else it is told with.
TAKEN_UP = frozenset({"both", "that", "the", "these", "this", "those"})
OTHERS = frozenset({"among", "between", "of", "with"})
# How many tokens after an encounter somebody is added to it at most.
FRESH = 80


class Attendance(Struct, frozen=True):
    """Officials who were or were not at an encounter that is told of elsewhere, and the word that says so."""

    sign: Token
    officials: list[Party]
    absent: bool


def with_attendance(scene: Scene, tellings: list[Telling]) -> list[Telling]:
    """The encounters, each with the officials who are told, in its sentence or soon after, to be at it or to have
    stayed away."""
    found = list(tellings)
    starts = sorted(
        (match.start, at)
        for at, telling in enumerate(found)
        if telling.status not in {"cancelled", "postponed"}
        for match in telling.evidence
    )
    for told in _attendances(scene):
        start, end = scene.sentence(told.sign)
        last = bisect_right(starts, (end, 0)) - 1
        earliest = scene.paragraph(start) if told.absent else start - FRESH
        if last < 0 or starts[last][0] < earliest:
            continue
        telling = found[starts[last][1]]
        side: Side | None = "absent" if told.absent else "observer" if observing(told.sign) else None
        more = tuple((party, side) for party in told.officials if party.key not in telling.keys)
        if more and (telling.kind != "call" or not told.absent):
            found[starts[last][1]] = replace(telling, parties=(*telling.parties, *more))
    return found


def _attendances(scene: Scene) -> Iterator[Attendance]:
    for i, word in enumerate(scene.words):
        if word not in WORDS or scene.quoted[i] or not scene.mined(i):
            continue
        token = scene.doc[i]
        absent = _stays_away(token)
        who = _absent(token) if absent else _present(token)
        parties = {party.key: party for each in who for party in scene.who(each) if party.official}
        if parties:
            yield Attendance(token, list(parties.values()), absent)


def _absent(token: Token) -> list[Token]:
    """Who stayed away, by a word that says so."""
    return _owners(token) if token.lower_ == "absence" else subjects(token)


def _present(token: Token) -> list[Token]:
    """Who was there too, by a word that may say so."""
    word = token.lower_
    if word == "presence":
        return _owners(token) if case(token) == "in" else []
    if word in BESIDE:
        return [token.head] if token.dep_ == "case" and VERBS.get(predicate(token.head).lower_) is not None else []
    if word in ATTENDEES:
        return listed(token)
    if word in WATCHING:
        return _accompanying(token)
    if word in WITNESSED:  # "A and B signed the pact, watched by C", "the signing was witnessed by C"
        event = any(child.dep_ == "nsubj:pass" and child.lower_ in NOUNS for child in token.children)
        return agents(token) if event or token.dep_ == "advcl" else []
    if word in HEADING:
        return _heading(token)
    if word == "present" or (word == "attendance" and case(token) == "in"):
        return [] if negated(token) else _linked(token) or _accompanying(token)
    if word in JOINED and any(through(t, p) for p, t in obliques(token)):  # "A joined by video link"
        return [] if any(child.dep_ == "obj" for child in token.children) else subjects(token)
    if word == "attended" and _alone(token):
        return subjects(token)
    if not negated(token) and taken_up(token):
        passive = any(child.dep_ == "nsubj:pass" for child in token.children)
        return agents(token) if passive else _linked(token)
    return []


def _alone(verb: Token) -> bool:
    """Whether a verb has no object, and says at most in what part: "A and B attended as observers"."""
    objects = any(child.dep_ in {"nsubj:pass", "obj"} for child in verb.children)
    parts = all(preposition == "as" for preposition, _ in obliques(verb))
    return verb.tag_ == "VBD" and parts and not objects and not negated(verb)


def _heading(verb: Token) -> list[Token]:
    """Who heads the delegations to what was told of: "A and B led the delegations", not "led a delegation"."""
    led = [child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"} and child.lower_ in DELEGATIONS]
    definite = any(child.lower_ in TAKEN_UP | {"their"} for noun in led for child in noun.children)
    if verb.pos_ != "VERB" or not definite or negated(verb):
        return []
    return agents(verb) if any(noun.dep_ == "nsubj:pass" for noun in led) else subjects(verb)


def taken_up(verb: Token) -> bool:
    """Whether whoever attends or joins what a verb says is at the encounter just told of: "attended the talks"."""
    if verb.pos_ != "VERB" or verb.lower_ not in ATTENDING | CHAIRING | TAKING_PART:
        return False
    joined = [child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"}]
    if verb.lower_ in TAKING_PART:
        part = any(child.lower_ == "part" for child in joined)
        joined = [t for p, t in obliques(verb) if p == "in" or (p == "on" and not part)]
    for noun in joined:
        entry = NOUNS.get(noun.lower_)
        if entry is None or entry.gathering or entry.kind == "ceremony":
            continue
        if verb.lower_ in CHAIRING and any(child.dep_ not in {"amod", "det"} for child in noun.children):
            continue  # "will chair the Suva session"
        if any(child.lower_ in TAKEN_UP for child in noun.children):
            return not any(preposition in OTHERS for preposition, _ in obliques(noun))
    return False


def _linked(token: Token) -> list[Token]:
    """The subject of a predicate, also where it comes last: "present were A and B"."""
    after = token.head
    if after.i > token.i and copular(after):
        return [after]
    below = [child for child in token.children if child.dep_ in {"nsubj", "obj"} and child.i > token.i]
    if below and token.pos_ != "VERB":  # "also present were A and B"
        return below
    linked = token.pos_ == "VERB" or copular(token)
    return subjects(token) if linked else []


def _accompanying(token: Token) -> list[Token]:
    """Whom "with" puts beside an event: "with X looking on", "with X in attendance"."""
    within = next((child for child in token.children if child.lower_ == "with"), None)
    if within is not None and (own := [child for child in token.children if child.dep_.startswith("nsubj")]):
        return own
    beside = [
        child
        for child in token.head.children
        if child.dep_ == "obl" and child.i < token.i and (case(child) == "with" or (within and within.i < child.i))
    ]
    return beside[-1:]


def listed(attendees: Token) -> list[Token]:
    """Who those are that attend something: "speakers included A and B", "among the guests were A and B"."""
    head = attendees.head
    if case(attendees) == "among" and copular(head):
        return [head]
    if attendees.dep_ != "nsubj":
        return []
    verbs = [head, *(child for child in head.children if child.dep_ == "xcomp")]
    return [child for verb in verbs if verb.lower_ in INCLUDING for child in verb.children if child.dep_ == "obj"]


def _owners(noun: Token) -> list[Token]:
    """Whose absence or presence it is."""
    return [child for child in noun.children if child.dep_ == "nmod:poss"] + [
        token for preposition, token in obliques(noun) if preposition == "of"
    ]


def _stays_away(token: Token) -> bool:
    """Whether a word tells that somebody is not at an encounter."""
    word = token.lower_
    if word == "absence":
        return True
    if word in PREDICATES:
        linked = any(child.dep_ in {"cop", "aux:pass"} for child in token.children)
        return linked and negated(token) == (word == "present")
    if token.pos_ != "VERB":
        return False
    if word in STAYING:
        return any(child.lower_ == "away" for child in token.children)
    missed = any(child.dep_ == "obj" and child.lower_ in NOUNS for child in token.children)
    if word in STAYING_AWAY:
        return missed and not negated(token)
    return missed and word in ATTENDING and negated(token)
