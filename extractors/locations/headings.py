"""Stays that a heading names with its dates: a leg of a tour, an item of a diary."""

from collections import Counter
from collections.abc import Iterator

from extractors.locations.merge import TELLING, Finding
from extractors.locations.patterns import activity_of
from extractors.locations.telling import precise, status_by_date
from extractors.matches import Match
from extractors.occasions import under_headings
from extractors.scene import Heading, Scene
from schemas.date import DateInterval
from schemas.location import Activity


def headed(scene: Scene, tourist: tuple[str, ...]) -> Iterator[Finding]:
    """ "Gabon: 3–4 May", "OSLO – The king receives …": at the most exact place told of under a heading."""
    for heading, end in under_headings(scene):
        if heading.date is None or heading.place is None:
            continue
        value = _told(scene, heading, heading.date.value, end)
        if not precise(value):
            continue
        start, last = heading.start, heading.end
        if heading.item and heading.end < end:
            start, last = heading.end, scene.sentence(scene.doc[heading.end])[1]
        there = _people(scene, heading.end, last if heading.item else end)
        yield Finding(
            place=heading.place,
            date=value,
            officials=there if heading.item else tourist or there[:1],
            activity=_activity(scene, start, last) or ("event" if heading.item else "visit"),
            status=status_by_date(value, scene.doc._.reference.value, "past"),
            rule="locations.heading",
            evidence=(_match(heading),),
            travellers=() if heading.item else tourist,
        )


def _told(scene: Scene, heading: Heading, value: DateInterval, end: int) -> DateInterval:
    """The day of the heading; in an item under a weekend, the one day of it that is told of."""
    if not heading.item or value.granularity == "day" or value.start is None or value.end is None:
        return value
    told = [date.value for date in scene.dates_of(heading.end, end) if date.value.granularity == "day"]
    inside = [day for day in told if day.start is not None and value.start <= day.start <= value.end]
    return inside[0] if inside else value


def traveller(scene: Scene) -> tuple[str, ...]:
    """Who is told of under most of the headings of a tour."""
    told = [
        _people(scene, heading.end, end)
        for heading, end in under_headings(scene)
        if heading.date is not None and heading.place is not None and not heading.item
    ]
    often = Counter(holder for there in told for holder in there).most_common(1)
    return tuple(holder for holder, times in often if 1 < times > len(told) / 2)


def _people(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """The officials named or meant in a stretch, in order of the text."""
    return tuple(dict.fromkeys(holder for i in range(start, end) if (holder := scene.people.get(i)) is not None))


def _activity(scene: Scene, start: int, end: int) -> Activity | None:
    """What the words of a stretch say goes on."""
    tokens = [token for token in scene.doc[start:end] if token.i not in scene.dates]
    said = [found for token in tokens if (found := activity_of(token.lower_, noun=token.pos_ == "NOUN"))]
    return max(said, key=TELLING.__getitem__, default=None)


def _match(heading: Match) -> Match:
    """The heading as evidence."""
    return Match(
        start=heading.start,
        end=heading.end,
        start_char=heading.start_char,
        end_char=heading.end_char,
        rule="locations.heading",
    )
