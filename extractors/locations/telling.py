"""What the words around a place and a date tell: whether it came about, what went on, and when that is."""

from datetime import date

from extractors.fates import fate_of
from extractors.ground import GATHERINGS, LANDINGS, POLLS, TAKING
from extractors.locations.merge import JOURNEYS, TELLING
from extractors.locations.patterns import (
    ACCIDENTS,
    AWAITED,
    BEGINNING,
    DWELLING,
    IGNORED,
    OUTSETS,
    PERSONS,
    TOURS,
    activity_of,
)
from extractors.matches import PlaceMatch
from extractors.occasions import LEAVING, Occasion, cleft
from extractors.reactions import happened
from extractors.scene import Scene
from extractors.syntax import BE, ancestry, case, clausal, copular, head_of, negated, predicate, subjects, tense
from extractors.tree import Token
from schemas.date import DateInterval
from schemas.location import Activity, LocationStatus

LONGEST = 25 * 366  # days of a range that still say when
# How one tells what was to be.
DUE = frozenset({"due", "expected", "scheduled", "set", "slated", "supposed"})
# What stands after "pulled" and "withdrew": "pulled out of the talks in Lima".
OUT_OF = frozenset({"from", "of", "out of"})


def precise(value: DateInterval) -> bool:
    """Whether a date is resolved to a year or better."""
    return (
        value.start is not None
        and value.end is not None
        and value.granularity != "decade"
        and (value.end - value.start).days <= (LONGEST if value.granularity == "range" else 366)
    )


def continental(place: PlaceMatch) -> bool:
    """Whether a place is a part of the world that holds several countries."""
    return place.kind == "region" and place.country is None


def clause_of(scene: Scene, occasion: Occasion) -> Token:
    """The predicate that tells of the occasion: the lowest one over the place, else over the date."""
    where = scene.doc[occasion.where]
    for step in ancestry(where):
        if clausal(step):
            return step
        if step.i == occasion.event.i:
            break
    return predicate(occasion.event)


def ignored(occasion: Occasion) -> bool:
    """Whether the words measure or deny rather than tell of an event."""
    verb = occasion.event if clausal(occasion.event) else predicate(occasion.event)
    if occasion.event.i == verb.i and verb.lower_ in IGNORED:
        gathering = any(child.lower_ == "together" or child.lower_ in GATHERINGS for child in verb.children)
        return not occasion.officials and not gathering
    return negated(verb) and occasion.event.pos_ != "NOUN"


def called_off(where: Token) -> bool:
    """Whether a place is that of something that does not come about: "a stop in Lima on Friday was scrapped"."""
    for step in ancestry(where):
        verb = step.head
        words = {child.lower_ for child in verb.children if child.i < step.i}
        if step.dep_.startswith("obl") and "have" in words and "to" in words and verb.tag_ == "VBN":
            return True  # "was to have flown to Lima on Friday"
        if step.dep_ in {"advcl", "xcomp"} and verb.lower_ in DUE and {"had", "been"} <= words:
            return True  # "had been due to fly to Lima on Friday"
        dropped = (step.dep_ in {"obj", "xcomp"} and not case(step)) or case(step) in OUT_OF
        if ((dropped and step.pos_ == "NOUN") or step.dep_ == "nsubj:pass") and fate_of(verb):
            return True
    return False


def moved(scene: Scene, occasion: Occasion) -> bool:
    """Whether a date is that which something is put off to."""
    return case(head_of(scene.doc, occasion.date.start, occasion.date.end)) in {"till", "to", "until"}


def later_stop(scene: Scene, occasion: Occasion) -> bool:
    """Whether a day is that on which a journey begins, and the place a later stop: "begins a tour of A and B"."""
    where = scene.doc[occasion.where]
    if where.dep_ != "conj" or occasion.date.value.granularity != "day":
        return False
    first = _first(scene, where)
    if case(first) == "for" and first.head.lower_ in LEAVING:
        return True  # "leaves for A and B on Monday"
    journey = next((step for step in ancestry(where) if step.lower_ in TOURS), None)
    return journey is not None and (predicate(journey).lower_ in BEGINNING or journey.head.lower_ in OUTSETS)


def activity_at(scene: Scene, occasion: Occasion) -> Activity:
    """What goes on: by the noun or verb nearest to the place, then by those above it; else one official visits it."""
    where = scene.doc[occasion.where]
    if where.lower_ in POLLS:
        return "election"
    said = cleft(where)
    for step in [said] if said is not None else ancestry(where)[1:]:
        told = [found for token in _tellers(step) if (found := activity_of(token.lower_, noun=token.pos_ == "NOUN"))]
        if told:
            most = max(told, key=TELLING.__getitem__)
            if most == "conflict" and any(child.lower_ in ACCIDENTS for child in step.children):
                return "event"
            if most == "visit" and case(where).startswith("out"):
                return "departure"  # "flies out of Lima"
            return "visit" if most == "departure" and case(where) in {"for", "to"} else most
        if step.i == occasion.event.i:
            break
    clause = clause_of(scene, occasion)
    if occasion.place.kind == "facility" and (purpose := _purpose(clause)) is not None:
        return purpose
    first = _first(scene, where)
    there = occasion.event.lower_ in BE or copular(first)
    if there and any(subject.lower_ in LANDINGS for subject in subjects(first)):
        return "visit"
    if occasion.officials and clause.lower_ in TAKING and case(where) == "to":
        return "visit"
    near = case(first) in {"at", "in", "to"}
    alone = len(occasion.officials) == 1 and near and clause.lower_ not in DWELLING
    somebody = bool(occasion.officials) or any(_person(scene, subject) for subject in subjects(clause))
    return "visit" if alone or (somebody and (there or (near and clause.lower_ in AWAITED))) else "other"


def _first(scene: Scene, where: Token) -> Token:
    """The first of the places that a place is listed with: "was in Oslo and Lima"."""
    while where.dep_ == "conj" and where.head.i in scene.places and not case(where):
        where = where.head
    return where


def _tellers(step: Token) -> list[Token]:
    """A word over a place and what it takes: "held talks in Lima", "the trip ends in Lima"."""
    taken = (child for child in step.children if child.dep_ in {"obj", "nsubj", "nsubj:pass"})
    return [token for token in (*taken, step) if token.lower_ != "elect"]  # "the president-elect"


def _purpose(clause: Token) -> Activity | None:
    """What somebody is somewhere for: "due at the palace for talks"."""
    aims = (child for child in clause.children if case(child) == "for" and child.pos_ == "NOUN")
    return next(filter(None, (activity_of(aim.lower_, noun=True) for aim in aims)), None)


def _person(scene: Scene, subject: Token) -> bool:
    """Whether a subject is somebody, named or not, and no thing."""
    return subject.ent_type_ == "PERSON" or subject.i in scene.people or subject.lower_ in PERSONS


def travelled(scene: Scene, occasion: Occasion) -> bool:
    """Whether a journey is told of: "flew to Oslo", "the trip ends in Oslo", "is due in Oslo", not "was in Oslo"."""
    if occasion.place.kind == "facility":
        return False
    for step in ancestry(scene.doc[occasion.where])[1:]:
        going = {token.lower_ for token in _tellers(step)} - BE
        if not AWAITED.isdisjoint(going) or any(activity_of(word) in JOURNEYS for word in going):
            return True
        if step.i == occasion.event.i:
            break
    return False


def status_by_date(value: DateInterval, reference: date | None, told: LocationStatus) -> LocationStatus:
    """Past, ongoing or planned by the calendar, else as told."""
    if reference is None or value.start is None or value.end is None:
        return told
    if value.end < reference:
        return "past"
    if value.start > reference:
        return "planned"
    return told


def status_of(verb: Token, value: DateInterval, reference: date | None, where: int) -> LocationStatus:
    """The status of an occasion at a token from its tense and the calendar."""
    time = tense(verb)
    told: LocationStatus = "planned" if time == "future" else "past"
    if time == "present" and not happened(verb.doc, where):
        progressive = verb.tag_ == "VBG"
        told = "ongoing" if progressive else "planned"
    return status_by_date(value, reference, told)
