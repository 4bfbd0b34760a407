"""What the words of an expression say, before the day they are read against is known.

Each term resolves itself against a `Scene`: the reference date, the tense of its clause, the date told last and the
heading above.
"""

from datetime import date
from typing import Literal, Protocol

from msgspec import Struct, structs

from extractors.dates import calendar
from extractors.dates.calendar import Reading, unknown
from extractors.dates.lexicon import Holiday
from schemas.date import Resolution

# "ahead" is what a present tense hints at: a plan for the coming weeks, where one is near.
Direction = Literal["past", "future", "ahead"] | None
SOON = 100
NO_REFERENCE = "no reference date"
# The reason of a reading that is no time at all but a length of time.
LENGTH = "a length of time"


class Scene(Struct, kw_only=True):
    """What surrounds an expression."""

    reference: date | None = None
    direction: Direction = None
    told: Reading | None = None
    told_day: Reading | None = None
    heading: Reading | None = None
    narrative: bool = False

    @property
    def anchor(self) -> date | None:
        """The day that bare expressions are near: the heading's, else in a narrative the day told last, else the reference."""
        if self.heading is not None and self.heading.start is not None:
            return self.heading.start
        if (self.narrative or self.reference is None) and self.told is not None and self.told.start is not None:
            return self.told.start
        return self.reference

    def last(self, unit: str) -> Reading | None:
        """The time told last that is as exact as a unit asks: a day for days and weeks."""
        return self.told_day if unit in {"day", "week", "weekend", "fortnight"} else self.told

    @property
    def latest(self) -> date:
        """The last day that lies in the past of the scene."""
        if self.heading is not None and self.heading.end is not None:
            return self.heading.end
        return self.anchor or calendar.LAST

    @property
    def bare(self) -> Resolution:
        """How an expression is resolved that names no anchor of its own."""
        return "relative" if self.anchor is self.reference else "inferred"


class Term(Protocol):
    """Anything that stands for a time."""

    def resolve(self, scene: Scene) -> Reading:
        """The interval meant in this scene."""


def nearest(candidates: list[Reading], scene: Scene) -> Reading:
    """The candidate nearest to the anchor in the direction of the scene; nearest at all where there is none there."""
    anchor = scene.anchor
    known = [reading for reading in candidates if reading.start is not None and reading.end is not None]
    if anchor is None or not known:
        return unknown(NO_REFERENCE)
    fitting = known
    if scene.heading is None and scene.bare == "inferred":
        fitting = [reading for reading in known if reading.end >= calendar.shifted(anchor, -20)]
    elif scene.direction == "past":
        fitting = [reading for reading in known if reading.start <= scene.latest]
    elif scene.direction == "future":
        fitting = [reading for reading in known if reading.end >= anchor]
    elif scene.direction == "ahead":
        fitting = [reading for reading in known if anchor <= reading.end <= calendar.shifted(anchor, SOON)]
    return min(fitting or known, key=lambda reading: distance(reading, anchor))


def distance(reading: Reading, anchor: date) -> int:
    """Days between an interval and a day; 0 inside."""
    if reading.start is None or reading.end is None:
        return 10**7
    return max((reading.start - anchor).days, (anchor - reading.end).days, 0)


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
        if anchor is None:
            return unknown(NO_REFERENCE, self.template(), "month" if self.day is None else "day")
        if self.month is None:
            months = [calendar.months_on(anchor.replace(day=1), step) for step in (-1, 0, 1)]
            full = [structs.replace(self, month=first.month) for first in months]
            candidates = [term.within(first.year, scene.bare) for term, first in zip(full, months, strict=True)]
            return nearest(candidates, scene)
        years = [year for year in range(anchor.year - 1, anchor.year + 2) if calendar.valid_year(year)]
        candidates = [self.within(year, scene.bare) for year in years]
        if self.weekday is not None:
            checked = [reading for reading in candidates if reading.start and reading.start.weekday() == self.weekday]
            candidates = checked or candidates
        if not any(reading.start for reading in candidates):
            return candidates[0] if candidates else unknown("outside the calendar")
        return nearest(candidates, scene)

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
        anchor = scene.anchor if scene.reference is None else scene.reference
        if anchor is None or self.weekday is None:
            return unknown(NO_REFERENCE, None, "day")
        back = calendar.shifted(anchor, -((anchor.weekday() - self.weekday) % 7))
        on = calendar.shifted(anchor, (self.weekday - anchor.weekday()) % 7)
        if scene.reference is None:
            return calendar.of_day(on, "inferred")
        chosen = back if scene.direction == "past" else on
        if scene.direction is None:
            chosen = back if (anchor - back).days <= (on - anchor).days else on
        return calendar.of_day(chosen, "relative")

    def template(self) -> str:
        """EDTF with the year open."""
        month = "XX" if self.month is None else f"{self.month:02}"
        return f"XXXX-{month}" if self.day is None else f"XXXX-{month}-{self.day:02}"


class Shifted(Struct, frozen=True, kw_only=True):
    """A whole unit so many units from the one that holds the anchor: "last week", "next month", "that year"."""

    unit: str
    count: int = 0
    told: bool = False

    def resolve(self, scene: Scene) -> Reading:
        """Relative to the reference date, or inferred from the date told last."""
        anchor = scene.reference
        resolution: Resolution = "relative"
        told = scene.last(self.unit) if self.told else None
        if told is not None:
            anchor = told.end if self.count > 0 else told.start
            resolution = "inferred"
        elif anchor is None and scene.anchor is not None:
            anchor, resolution = scene.anchor, "inferred"
        if anchor is None:
            return unknown(NO_REFERENCE)
        if told is not None and self.unit == "day" and not self.count:
            return calendar.of_day(anchor, "inferred")
        return calendar.of_unit(calendar.units_on(anchor, self.unit, self.count), self.unit, resolution)


class Distant(Struct, frozen=True, kw_only=True):
    """So many units before or after the reference date, the date told last or a stated one: "two months ago"."""

    unit: str
    count: int
    told: bool = False
    of: "Term | None" = None  # type: ignore[valid-type]

    def resolve(self, scene: Scene) -> Reading:
        """The unit that lies so far away."""
        anchor, resolution = scene.reference, "relative"
        if self.of is not None:
            base = self.of.resolve(scene)
            anchor, resolution = (base.end if self.count > 0 else base.start), base.resolution
            if anchor is None:
                return base
        elif self.told and (told := scene.last(self.unit)) is not None:
            anchor, resolution = (told.end if self.count > 0 else told.start), "inferred"
        if anchor is None:
            return unknown(NO_REFERENCE)
        unit = "day" if self.unit in {"weekend", "fortnight"} else self.unit
        return calendar.of_unit(calendar.units_on(anchor, self.unit, self.count), unit, resolution)


class Ahead(Struct, frozen=True, kw_only=True):
    """ "In two weeks", "within 90 days": a time where the clause speaks of the future, else a length of time."""

    unit: str
    count: int
    within: bool = False

    def resolve(self, scene: Scene) -> Reading:
        """So far from the reference date; nothing where the clause does not look ahead."""
        if scene.direction != "future" or scene.reference is None:
            return unknown(LENGTH)
        if self.within:
            return Rolling(unit=self.unit, count=self.count).resolve(scene)
        return Distant(unit=self.unit, count=self.count).resolve(scene)


class BeforeChrist(Struct, frozen=True, kw_only=True):
    """A year before the first; ISO dates do not reach it."""

    year: int

    def resolve(self, scene: Scene) -> Reading:
        """EDTF alone, which counts a year 0."""
        return unknown("before the year 1", f"-{self.year - 1:04}", "year")


class Rolling(Struct, frozen=True, kw_only=True):
    """The units that end or begin with the reference day: "the past two months", "the next three days"."""

    unit: str
    count: int

    def resolve(self, scene: Scene) -> Reading:
        """From so long ago to the reference day, or from it on."""
        if scene.reference is None:
            return unknown(NO_REFERENCE)
        return calendar.of_range(
            calendar.units_on(scene.reference, self.unit, self.count), scene.reference, "relative"
        )


class Weekend(Struct, frozen=True, kw_only=True):
    """The weekend nearest in the direction of the tense."""

    def resolve(self, scene: Scene) -> Reading:
        """Saturday and Sunday, of this week or the last one."""
        if scene.anchor is None:
            return unknown(NO_REFERENCE)
        steps = (-7, 0, 7)
        return nearest([calendar.of_weekend(calendar.shifted(scene.anchor, step), scene.bare) for step in steps], scene)


class ToldWeekday(Struct, frozen=True, kw_only=True):
    """A weekday of the time told last: "14 to 16 February … on the Friday"."""

    weekday: int

    def resolve(self, scene: Scene) -> Reading:
        """The first such day from the start of the time told last."""
        told = scene.told_day
        if told is None or told.start is None:
            return Calendar(weekday=self.weekday).resolve(scene)
        return calendar.of_day(calendar.shifted(told.start, (self.weekday - told.start.weekday()) % 7), "inferred")


class Which(Struct, frozen=True, kw_only=True):
    """A month, weekday, season or feast with "last" (-1), "this" (0) or "next" (1)."""

    of: "Calendar | Season | Feast"
    step: int
    told: bool = False

    def resolve(self, scene: Scene) -> Reading:
        """The one before, around or after the reference day, or the time told last."""
        reference = scene.reference
        if self.told and scene.told is not None and scene.told.start is not None:
            return structs.replace(
                structs.replace(self, told=False).resolve(Scene(reference=scene.told.start)), resolution="inferred"
            )
        if reference is None:
            return unknown(NO_REFERENCE)
        if isinstance(self.of, Calendar) and self.of.weekday is not None and self.of.month is None:
            return self.of_weekday(self.of.weekday, scene, reference)
        if not self.step:
            return self.of.within(reference.year, "relative")
        readings = [self.of.within(reference.year + step, "relative") for step in (-2, -1, 0, 1, 2)]
        known = [reading for reading in readings if reading.start is not None and reading.end is not None]
        if self.step < 0:
            return max((reading for reading in known if reading.end < reference), key=ends, default=unknown("no such day"))
        return min((reading for reading in known if reading.start > reference), key=ends, default=unknown("no such day"))

    def of_weekday(self, weekday: int, scene: Scene, reference: date) -> Reading:
        """"Last" is before today, "next" in the coming week, "this" around today."""
        if not self.step:
            return Calendar(weekday=weekday).resolve(
                Scene(reference=reference, direction=scene.direction or "future")
            )
        if self.step < 0:
            days = (reference.weekday() - weekday) % 7 or 7
            return calendar.of_day(calendar.shifted(reference, -days), "relative")
        return calendar.of_day(calendar.shifted(reference, 7 - reference.weekday() + weekday), "relative")


def ends(reading: Reading) -> date:
    """The last day of a reading."""
    return reading.end or calendar.FIRST


class Season(Struct, frozen=True, kw_only=True):
    """A season, with its year where said."""

    code: int
    year: int | None = None

    def resolve(self, scene: Scene) -> Reading:
        """Explicit with a year, else the nearest that fits the tense."""
        if self.year is not None:
            return self.within(self.year, "explicit")
        return around(self, scene, "season")

    def within(self, year: int, resolution: Resolution) -> Reading:
        """The season that begins in a year."""
        return calendar.of_season(year, self.code, resolution)


class Feast(Struct, frozen=True, kw_only=True):
    """A feast, with its year where said."""

    holiday: Holiday
    year: int | None = None

    def resolve(self, scene: Scene) -> Reading:
        """Explicit with a year, else the nearest that fits the tense."""
        if self.year is not None:
            return self.within(self.year, "explicit")
        return around(self, scene, "day")

    def within(self, year: int, resolution: Resolution) -> Reading:
        """The feast in a year."""
        return calendar.of_holiday(self.holiday, year, resolution)


class Fraction(Struct, frozen=True, kw_only=True):
    """A quarter (of 4) or half (of 2) of a year."""

    part: int
    parts: int
    year: int | None = None

    def resolve(self, scene: Scene) -> Reading:
        """Explicit with a year, else the nearest that fits the tense."""
        if self.year is not None:
            return self.within(self.year, "explicit")
        return around(self, scene, "range")

    def within(self, year: int, resolution: Resolution) -> Reading:
        """The part of a year."""
        return calendar.of_fraction(year, self.part, self.parts, resolution)


def around(term: "Season | Feast | Fraction", scene: Scene, granularity: calendar.Granularity) -> Reading:
    """The nearest of the yearly returns of a term."""
    anchor = scene.anchor
    if anchor is None:
        return unknown(NO_REFERENCE, None, granularity)
    return nearest([term.within(anchor.year + step, scene.bare) for step in (-1, 0, 1)], scene)


class Years(Struct, frozen=True, kw_only=True):
    """A decade or century."""

    first: int
    count: int

    def resolve(self, scene: Scene) -> Reading:
        """Its years."""
        return calendar.of_years(self.first, self.count, "explicit")


class Open(Struct, frozen=True, kw_only=True):
    """An expression whose length nobody says: "for decades", "in recent weeks"."""

    reason: str

    def resolve(self, scene: Scene) -> Reading:
        """Never resolved."""
        return unknown(self.reason)
