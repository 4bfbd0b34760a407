"""Times told from another: from the reference day or from the day told last."""

from datetime import date

from msgspec import Struct, structs

from extractors.dates import calendar
from extractors.dates.calendar import Reading, unknown
from extractors.dates.terms import LENGTH, NO_REFERENCE, Calendar, Scene, Term, bounded, nearest
from extractors.dates.yearly import Feast, Season
from schemas.date import Resolution

NOTHING_TOLD = "no day told before it"


class Shifted(Struct, frozen=True, kw_only=True):
    """A whole unit so many units from the one that holds the anchor: "last week", "next month", "that year"."""

    unit: str
    count: int = 0
    told: bool = False
    current: bool = False  # "the year" of "the end of the year": in a narrative the one told last

    def resolve(self, scene: Scene) -> Reading:
        """Relative to the reference date, or inferred from the date told last."""
        anchor = scene.reference
        resolution: Resolution = "relative"
        told = scene.last(self.unit) if self.told or (self.current and scene.narrative) else None
        if told is not None:
            anchor = told.end if self.count > 0 else told.start
            resolution = "inferred"
        elif self.told and self.count and self.unit == "day":
            return unknown(NOTHING_TOLD)  # "the next day"
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
    of: Term | None = None

    def resolve(self, scene: Scene) -> Reading:
        """The unit that lies so far away."""
        anchor: date | None = scene.reference
        resolution: Resolution = "relative"
        if self.of is not None:
            base = self.of.resolve(scene)
            anchor, resolution = (base.end if self.count > 0 else base.start), base.resolution
            if anchor is None:
                return base
        elif self.told and (told := scene.last(self.unit)) is not None:
            anchor, resolution = (told.end if self.count > 0 else told.start), "inferred"
        elif self.told and self.count > 0:
            return unknown(NOTHING_TOLD)  # "two days later"
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
        if scene.direction not in {"future", "off"} or scene.reference is None:
            return unknown(LENGTH)
        if self.within:
            return Rolling(unit=self.unit, count=self.count).resolve(scene)
        return Distant(unit=self.unit, count=self.count).resolve(scene)


class Rolling(Struct, frozen=True, kw_only=True):
    """The units that end or begin with the reference day: "the past two months", "the next three days"."""

    unit: str
    count: int

    def resolve(self, scene: Scene) -> Reading:
        """From so long ago to the reference day, or from it on."""
        if scene.reference is None:
            return unknown(NO_REFERENCE)
        return calendar.of_range(calendar.units_on(scene.reference, self.unit, self.count), scene.reference, "relative")


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
    """A month, weekday, season or feast with "last" (-1), "this" (0), "next" (1) or "after next" (2)."""

    of: Calendar | Season | Feast
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
        known = bounded(self.of.within(reference.year + step, "relative") for step in (-2, -1, 0, 1, 2))
        if self.step < 0:
            fitting = [row for row in known if row.end < reference]
            return fitting[-1].reading if fitting else unknown("no such day")
        fitting = [row for row in known if row.start > reference]
        return fitting[0].reading if fitting else unknown("no such day")

    def of_weekday(self, weekday: int, scene: Scene, reference: date) -> Reading:
        """ "Last" is before today, "next" in the coming week, "this" around today."""
        if not self.step:
            return Calendar(weekday=weekday).resolve(Scene(reference=reference, direction=scene.direction or "future"))
        if self.step < 0:
            days = ((reference.weekday() - weekday) % 7 or 7) + 7 * (-1 - self.step)
            return calendar.of_day(calendar.shifted(reference, -days), "relative")
        return calendar.of_day(calendar.shifted(reference, 7 * self.step - reference.weekday() + weekday), "relative")
