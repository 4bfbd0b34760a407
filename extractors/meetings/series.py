"""Encounters told in one breath: "they met in Lima in May, in Suva in June and in Oslo last week"."""

from collections.abc import Iterator

from msgspec.structs import replace

from extractors.meetings.candidates import Candidate
from extractors.meetings.setting import ENDING
from extractors.scene import Scene
from extractors.syntax import case

WHERE = frozenset({"at", "in"})


def each_of(scene: Scene, told: Candidate) -> Iterator[Candidate]:
    """The encounters of one telling: one for each place that has a date of its own, where there are several."""
    legs = _legs(scene, told) if told.trigger.pos_ == "VERB" and told.anchor.i == told.trigger.i else []
    if len(legs) < 2:
        yield told
    for leg in legs if len(legs) > 1 else ():
        yield replace(told, anchor=scene.doc[leg])


def _legs(scene: Scene, told: Candidate) -> list[int]:
    """Where the words about each place begin: all after the verb, each with a date, and nobody named between them."""
    start, end = told.trigger.i + 1, scene.sentence(told.trigger)[1]
    end = next((i for i in range(start, end) if scene.doc[i].pos_ in ENDING - {"CCONJ"} or scene.words[i] == ";"), end)
    heads = [head for _, head in scene.places_of(start, end) if case(head) in WHERE]
    legs = [next(child.i for child in head.children if child.dep_ == "case") for head in heads]
    if not legs or any(i in scene.people for i in range(legs[0], end)):
        return []
    bounds = [*legs[1:], end]
    dated = all(any(i in scene.dates for i in range(leg, bound)) for leg, bound in zip(legs, bounds, strict=True))
    return legs if dated else []
