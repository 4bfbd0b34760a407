"""Encounters told in one breath: "they met in Lima in May, in Suva in June and in Oslo last week"."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from extractors.meetings.candidates import Candidate
from extractors.meetings.merge import days
from extractors.meetings.setting import ENDING
from extractors.scene import Scene
from extractors.syntax import case
from extractors.tree import Token

# What may stand between the days of a list.
JOINTS = frozenset({",", "and", "on", "then"})
WHERE = frozenset({"at", "in"})


def each_of(scene: Scene, told: Candidate) -> Iterator[Candidate]:
    """The encounters of one telling: one for each place that has a date of its own, or for each of several days apart,
    where there are several."""
    legs = _legs(scene, told) if told.trigger.pos_ == "VERB" and told.anchor.i == told.trigger.i else []
    if len(legs) < 2:
        yield told
    for leg in legs if len(legs) > 1 else ():
        yield replace(told, anchor=scene.doc[leg])


def _legs(scene: Scene, told: Candidate) -> list[int]:
    """Where the words about each place begin, each with a date, and nobody named between them; else about each day."""
    start, end = told.trigger.i + 1, scene.sentence(told.trigger)[1]
    end = next((i for i in range(start, end) if _ends(scene.doc[i])), end)
    heads = [head for _, head in scene.places_of(start, end) if case(head) in WHERE]
    legs = [next(child.i for child in head.children if child.dep_ == "case") for head in heads]
    if not legs or any(i in scene.people for i in range(legs[0], end)):
        return _days(scene, legs[-1] if legs else start, end)
    bounds = [*legs[1:], end]
    last = [date.start for date in scene.dates_of(legs[-2], end)] if len(legs) > 1 else []
    if len(last) == 2 and last[1] < legs[-1]:
        legs[-1] = bounds[-2] = last[1] - 1  # "and, on Friday, in Madrid"
    dated = all(any(i in scene.dates for i in range(leg, bound)) for leg, bound in zip(legs, bounds, strict=True))
    return legs if dated and len(legs) > 1 else _days(scene, legs[-1], end)


def _ends(token: Token) -> bool:
    """Whether another clause begins at a token: not at "the following month"."""
    return token.text == ";" or (token.pos_ in ENDING - {"CCONJ"} and token.dep_ != "amod")


def _days(scene: Scene, start: int, end: int) -> list[int]:
    """What stands before each of several days apart: "four times, on March 3, April 6 and May 9"."""
    dates = scene.dates_of(start, end)
    listed = all(scene.words[i] in JOINTS for one, other in pairwise(dates) for i in range(one.end, other.start))
    ordered = sorted(date.value.start for date in dates if date.value.start and not days(date.value))
    apart = len(ordered) == len(dates) and all((b - a).days > 1 for a, b in pairwise(ordered))
    return [date.start - 1 for date in dates] if listed and apart else []
