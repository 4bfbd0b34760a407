"""What the words of an expression say, before the day they are read against is known.

Each term resolves itself against a `Scene`: the reference date, the tense of its clause, the date told last and the
heading above.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct, structs

from extractors.dates import calendar
from extractors.dates.calendar import Reading, unknown
from schemas.date import Resolution

# "ahead" is what a present tense hints at: a plan for the coming weeks, where one is near. "off" is the day of what was
# called off: it lies ahead, unless it is just over.
Direction = Literal["past", "future", "ahead", "off"] | None
PLANNED = 200
# How far ahead a date may lie that nothing points to the future, in days.
SOON = 100
# A day that a year is not said with lies within so many days, whatever the tense, where it is else so far away.
CLOSE, REMOTE = 45, 300
# How many days ago a weekday was that is just over.
JUST_OVER = 2
# How soon after a day that was told the next one of a journey comes.
NEXT_STOP = timedelta(days=2)
# How far a narrative may step back, in days.
BACK = 60
# The months around the anchor in which a day is looked for that has both its number and its weekday.
MONTHS_AROUND = 3
# The days within which a date that was told must lie for others to be near it, where there is no reference.
LONGEST_MONTH = 31
NO_REFERENCE = "no reference date"
# The reason of a reading that is no time at all but a length of time.
LENGTH = "a length of time"


class Scene(Struct, kw_only=True):
    """What surrounds an expression."""

    reference: date | None = None
    direction: Direction = None
    told: Reading | None = None
    told_day: Reading | None = None
    weekday: Reading | None = None  # the date told last, where it was by its weekday
    past_day: Reading | None = None  # the day told last that had begun by the reference date
    heading: Reading | None = None
    programme: bool = False  # whether the heading read last lies ahead
    narrative: bool = False
    year: int | None = None  # what the sentence states later, where there is no reference date

    @property
    def anchor(self) -> date | None:
        """What bare expressions are near: the heading's day, in a narrative the one told last, else the reference."""
        if self.heading is not None and self.heading.start is not None:
            return self.heading.start
        if self.told is not None and (self.narrative or (self.reference is None and _within_a_month(self.told))):
            return self.told.start or self.reference
        return self.reference

    def last(self, unit: str) -> Reading | None:
        """The time told last that is as exact as a unit asks: a day for days and weeks."""
        if unit not in {"day", "week", "weekend", "fortnight"}:
            return self.told
        return self.past_day if self.direction == "past" and self.past_day is not None else self.told_day

    @property
    def latest(self) -> date:
        """The last day of what `anchor` is the first of."""
        if self.heading is not None and self.heading.end is not None:
            return self.heading.end
        if self.bare == "inferred" and self.told is not None and self.told.end is not None:
            return self.told.end
        return self.anchor or calendar.LAST

    @property
    def bare(self) -> Resolution:
        """How an expression is resolved that names no anchor of its own."""
        return "relative" if self.anchor is self.reference else "inferred"


def _within_a_month(told: Reading) -> bool:
    """Whether a date is exact enough for others to be near it: a year is not."""
    return told.start is not None and told.end is not None and (told.end - told.start).days < LONGEST_MONTH


class Term(Protocol):
    """Anything that stands for a time."""

    def resolve(self, scene: Scene) -> Reading:
        """The interval meant in this scene."""


class Bounded(NamedTuple):
    """A reading that has an interval, with its first and last day."""

    start: date
    end: date
    reading: Reading


def bounded(readings: Iterable[Reading]) -> list[Bounded]:
    """The readings that have an interval."""
    return [
        Bounded(reading.start, reading.end, reading)
        for reading in readings
        if reading.start is not None and reading.end is not None
    ]


def nearest(candidates: list[Reading], scene: Scene) -> Reading:
    """The candidate nearest to the anchor in the direction of the scene; nearest at all where there is none there."""
    anchor = scene.anchor
    known = bounded(candidates)
    if anchor is None or not known:
        return unknown(NO_REFERENCE)
    fitting = known
    if scene.heading is None and scene.bare == "inferred":
        earliest = calendar.shifted(anchor, -BACK)
        fitting = [row for row in known if row.end >= earliest]
    elif scene.direction == "past":
        fitting = [row for row in known if row.start <= scene.latest]
    elif scene.direction in {"future", "off"}:
        fitting = [row for row in known if row.end >= anchor]
    elif scene.direction == "ahead" and (soon := [row for row in known if 0 <= (row.end - anchor).days <= PLANNED]):
        fitting = soon
    else:
        fitting = [row for row in known if (row.start - scene.latest).days <= SOON]
    low, high = anchor, max(scene.latest, anchor)
    best, nearby = (min(rows, key=lambda row: distance(row, low, high)) for rows in (fitting or known, known))
    remote = distance(best, low, high) > REMOTE and (best.end - best.start).days < CLOSE
    if scene.told is not None and scene.told.granularity == "year":
        remote = remote and scene.told.start != best.start.replace(month=1, day=1)  # "in 2030, first on March 3"
    return (nearby if remote and distance(nearby, low, high) <= CLOSE else best).reading


def distance(row: Bounded, low: date, high: date) -> int:
    """Days between two intervals; 0 where they touch."""
    return max((row.start - high).days, (low - row.end).days, 0)


class Calendar(Struct, frozen=True, kw_only=True):
    """A year, month, day of the month or weekday, as far as said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def resolve(self, scene: Scene) -> Reading:
        """Explicit where the year is said; else the nearest that fits the tense."""
        if self.year is not None:
            return self.within(self.year, "explicit")
        if self.month is None and self.day is None:
            return self.of_weekday(scene)
        anchor = scene.anchor
        if anchor is None and self.month is not None and scene.year is not None:
            return self.within(scene.year, "inferred")
        if anchor is None:
            return unknown(NO_REFERENCE, self.template(), "month" if self.day is None else "day")
        if self.month is None:
            return self.of_day(scene, anchor)
        years = [year for year in range(anchor.year - 1, anchor.year + 2) if calendar.valid_year(year)]
        candidates = [self.within(year, scene.bare) for year in years]
        if self.weekday is not None:
            checked = [reading for reading in candidates if reading.start and reading.start.weekday() == self.weekday]
            candidates = checked or candidates
        if not any(reading.start for reading in candidates):
            return candidates[0] if candidates else unknown("outside the calendar")
        return nearest(candidates, scene)

    def of_day(self, scene: Scene, anchor: date) -> Reading:
        """The nearest day of that number, "the 27th": in a month told before it, and on its weekday where one is
        said."""
        told = scene.told if scene.told is not None and scene.told.granularity == "month" else None
        around = MONTHS_AROUND if self.weekday is not None else 1
        first = (anchor if told is None or told.start is None else told.start).replace(day=1)
        steps = range(-around, around + 1) if told is None or self.weekday is not None else (0,)
        months = [calendar.months_on(first, step) for step in steps]
        days = [structs.replace(self, month=month.month).within(month.year, scene.bare) for month in months]
        on = [day for day in days if day.start and day.start.weekday() == self.weekday]
        return nearest(on or days, scene)

    def within(self, year: int, resolution: Resolution) -> Reading:
        """The reading in a given year."""
        if not calendar.valid_year(year):
            return unknown("outside the calendar")
        if self.month is None:
            return calendar.of_year(year, resolution)
        if self.day is None:
            return calendar.of_month(year, self.month, resolution)
        try:
            return calendar.of_day(date(year, self.month, self.day), resolution)
        except ValueError:
            return unknown("no such day", f"{year:04}-{self.month:02}-{self.day:02}", "day")

    def of_weekday(self, scene: Scene) -> Reading:
        """The nearest such weekday: today counts for past and future."""
        heading = scene.heading
        if heading is not None and heading.start is not None and heading.end is not None and self.weekday is not None:
            day = calendar.shifted(heading.start, (self.weekday - heading.start.weekday()) % 7)
            if day <= heading.end:
                return calendar.of_day(day, "inferred")
            if scene.direction != "past" and (planned := self.in_week(heading.start, scene.reference)) is not None:
                return calendar.of_day(planned, "inferred")
        anchor = scene.anchor if scene.reference is None else scene.reference
        if anchor is None or self.weekday is None:
            return unknown(NO_REFERENCE, None, "day")
        back = calendar.shifted(anchor, -((anchor.weekday() - self.weekday) % 7))
        on = calendar.shifted(anchor, (self.weekday - anchor.weekday()) % 7)
        if scene.reference is None:
            return calendar.of_day(on, "inferred")
        over = scene.direction == "off" and (anchor - back).days <= JUST_OVER
        chosen = back if scene.direction == "past" or over else on
        if scene.direction is None:
            chosen = back if (anchor - back).days <= (on - anchor).days else on
        elif chosen == anchor and scene.direction in {"ahead", "future"}:
            chosen = self.after_told(scene, anchor)
        return calendar.of_day(chosen, "relative")

    def after_told(self, scene: Scene, today: date) -> date:
        """Today, or this day of next week where a day just before that has been told: "on Monday in Lima, on Tuesday in
        Oslo and on Wednesday in Suva" of a Wednesday."""
        told, later = scene.weekday, calendar.shifted(today, 7)
        near = told is not None and told.start is not None and timedelta(0) < later - told.start <= NEXT_STOP
        return later if near else today

    def in_week(self, day: date, reference: date | None) -> date | None:
        """The weekday in the week of a day to come, as a diary has it under that day; nothing where it is over."""
        if self.weekday is None or reference is None or day <= reference:
            return None
        found = calendar.shifted(day, self.weekday - day.weekday())
        return found if found >= reference else None

    def template(self) -> str:
        """EDTF with the year open."""
        month = "XX" if self.month is None else f"{self.month:02}"
        return f"XXXX-{month}" if self.day is None else f"XXXX-{month}-{self.day:02}"
