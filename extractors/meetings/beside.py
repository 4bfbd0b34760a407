"""Encounters told by how two are together: by telephone, aside, side by side."""

from collections.abc import Iterator

from extractors.cast import actors, agents
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, candidate, sideless, through
from extractors.meetings.parties import OFFICEHOLDERS, OFFICIAL, PRESS, distinct, doers_of, parties_of
from extractors.meetings.patterns import LEXICON, VERBS
from extractors.scene import REPORTING, Scene
from extractors.syntax import NOMINAL, ancestry, case, coordinated, copular, obliques, predicate
from extractors.tree import Token
from schemas.meeting import MeetingKind

SPEAKING = REPORTING | written(LEXICON.signs.speaking)
OPENING = written(LEXICON.signs.opening)
APPEARING = SPEAKING | written(LEXICON.signs.appearing)
DRAWING = written(LEXICON.signs.drawing)
MEETING = frozenset({"host", "mutual", "together", "visit"})
SEVERAL = 4  # who stand beside each other at most


def from_company(scene: Scene, sign: Token) -> Iterator[Candidate]:
    """ "Said A, next to B", "with B at his side": two face the press; "told B by telephone": a call."""
    if through(sign, case(sign)):
        yield from _by_telephone(scene, sign)
        return
    if sign.lower_ == "aside":
        verb = predicate(sign)
        held = parties_of(scene, [t for t in verb.children if t.dep_ == "obj"], OFFICIAL)
        everyone = distinct([*doers_of(scene, verb, OFFICEHOLDERS), *held])
        if held and len(everyone) > len(held) and verb.lower_ in DRAWING:
            yield candidate(scene, verb, "talks", "meetings.aside", sideless(everyone))
        return
    other: Token | None = None
    if sign.lower_ in {"alongside", "beside"} and sign.dep_ == "case":
        other = sign.head
    elif sign.lower_ == "next" and sign.i + 1 < len(scene.doc) and scene.doc[sign.i + 1].lower_ == "to":
        other = scene.doc[sign.i + 1].head
    elif sign.lower_ == "company" and case(sign) == "in":
        other = next((t for p, t in obliques(sign) if p == "of"), None)
    elif sign.lower_ == "flanked":
        other = next(iter(agents(sign)), None)
    elif sign.lower_ in {"elbow", "side"} and case(sign) in {"at", "by"}:
        before = [t for p, t in obliques(sign.head) if p == "with" and t.i < sign.i]
        above = [t for t in ancestry(sign)[1:4] if t.pos_ in NOMINAL and case(t) == "with"]
        other = next(iter(above + before), None)
    elif sign.lower_ == "side" and scene.words[sign.i + 1 : sign.i + 3] == ["by", "side"]:
        yield from _side_by_side(scene, predicate(sign))
    if other is None:
        return
    verb = sign if sign.lower_ == "flanked" else predicate(other)
    entry = VERBS.get(verb.lower_)
    if sign.dep_ == "case" and entry is not None and entry.frame in MEETING:
        return  # "met A alongside B": B is added to them
    everyone = distinct([*doers_of(scene, verb, OFFICIAL), *parties_of(scene, [other], OFFICIAL)])
    if not 2 <= len(everyone) <= SEVERAL:
        return
    homes = [scene.homes.get(party.official or "", frozenset()) for party in everyone]
    told = any(step.lower_ in SPEAKING for step in ancestry(verb)[1:])
    if sign.lower_ == "flanked" and homes[0] and all(home == homes[0] for home in homes) and not told:
        return  # an aide
    speaks = any(step.lower_ in APPEARING for step in [*ancestry(verb), *coordinated(verb)])
    placed = scene.where(verb) is not None
    if speaks and (verb.lower_ in SPEAKING or not placed):
        yield candidate(scene, verb, "press_conference", "meetings.side-by-side", sideless(everyone))
    elif placed:
        kind: MeetingKind = (
            "ceremony" if entry is not None and entry.kind == "ceremony" or verb.lower_ in OPENING else "talks"
        )
        yield candidate(scene, verb, kind, "meetings.side-by-side", sideless(everyone))


def _by_telephone(scene: Scene, sign: Token) -> Iterator[Candidate]:
    """ "A told B by telephone", "A was on the phone to B"."""
    verb = predicate(sign)
    entry = VERBS.get(verb.lower_)
    reached = verb.i == sign.i and copular(sign)  # "was on the phone to B"
    told = entry is not None and entry.frame not in {"interaction", "jointly"}
    if not reached and (told or verb.pos_ != "VERB"):
        return
    partners = [t for t in verb.children if t.dep_ in {"obj", "iobj"}]
    partners += [t for head in (verb, sign, *partners) for p, t in obliques(head) if p in {"to", "with"}]
    beside = scene.doc[max(0, sign.left_edge.i - 2)]  # the parser may have given "was on the phone" no subject
    alone = reached and beside.i in scene.people and not any(c.dep_.startswith("nsubj") for c in verb.children)
    doers = [beside] if alone else actors(verb)
    everyone = distinct(parties_of(scene, [*doers, *partners], OFFICEHOLDERS))
    if len(everyone) >= 2 and any(party.official for party in everyone):
        yield candidate(scene, verb, "call", "meetings.by-telephone", sideless(everyone))


def _side_by_side(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "Standing side by side, A and B told reporters"."""
    everyone = doers_of(scene, verb, OFFICIAL)
    press = verb.lower_ in SPEAKING or any(token.lower_ in PRESS for _, token in obliques(verb))
    if len(everyone) >= 2 and (press or scene.where(verb)):
        kind: MeetingKind = "press_conference" if press else "talks"
        yield candidate(scene, verb, kind, "meetings.side-by-side", sideless(everyone))
