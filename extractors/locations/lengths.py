"""How long a stay lasts where the words say so: "arrived on Monday for a three-day visit"."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from extractors.ground import GATHERINGS, JOURNEYS, MOVING
from extractors.locations.patterns import AWAITED, BEGINNING, ENDING, ENDS
from extractors.occasions import Occasion
from extractors.scene import Scene
from extractors.syntax import BE, ancestry, auxiliaries, case, head_of, predicate
from extractors.tree import Token
from schemas.date import DateInterval

LONGEST = 14  # days of one stay
STAYS = JOURNEYS | GATHERINGS
PURPOSES = frozenset({"at", "for", "on"})


def lengths(scene: Scene) -> dict[int, int]:
    """The days that a visit or gathering lasts, by the noun that names it."""
    found: dict[int, int] = {}
    for figure in scene.doc._.figures:
        if figure.unit == "day" and isinstance(figure.value, int) and 1 < figure.value <= LONGEST:
            noun = head_of(scene.doc, figure.start, figure.end).head
            if noun.lower_ in STAYS:
                found[noun.i] = figure.value
    return found


def whole(scene: Scene, occasion: Occasion, lasting: Mapping[int, int]) -> DateInterval:
    """The days of the stay whose first or last day an occasion tells, else the day itself."""
    value, where = occasion.date.value, scene.doc[occasion.where]
    listed = where.dep_ == "conj" or any(child.dep_ == "conj" for child in where.children)
    stay = next((noun for noun in _stays(where) if noun.i in lasting), None) if lasting and not listed else None
    if stay is None or value.granularity != "day" or value.start is None:
        return value
    clause, more = predicate(stay), timedelta(days=lasting[stay.i] - 1)
    if clause.lower_ in ENDING or stay.head.lower_ in ENDS:
        start, end = value.start - more, value.start
    elif _begins(scene, clause, occasion):
        start, end = value.start, value.start + more
    else:
        return value
    edtf = f"{start.isoformat()}/{end.isoformat()}"
    return DateInterval(text=value.text, start=start, end=end, edtf=edtf, granularity="range", resolution="inferred")


def _stays(where: Token) -> Iterator[Token]:
    """The nouns that a place can belong to: "a visit to Oslo", "in Oslo for a visit"."""
    clause = predicate(where)
    for step in ancestry(where)[1:]:
        if step.i == clause.i:
            break
        yield step
    yield from (child for child in clause.children if child.dep_ in {"nsubj", "obj"} or case(child) in PURPOSES)


def _begins(scene: Scene, clause: Token, occasion: Occasion) -> bool:
    """Whether a clause tells of the first day of a stay."""
    coming = clause.lower_ in BEGINNING | MOVING | AWAITED or any(verb.lower_ in BE for verb in auxiliaries(clause))
    return coming or case(head_of(scene.doc, occasion.date.start, occasion.date.end)) == "from"
