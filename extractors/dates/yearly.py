"""Times that come round each year, and the years themselves: seasons, feasts, quarters, decades, eras."""

from typing import Protocol

from msgspec import Struct

from extractors.dates import calendar
from extractors.dates.calendar import Reading, unknown
from extractors.dates.lexicon import Holiday
from extractors.dates.terms import NO_REFERENCE, Scene, nearest
from schemas.date import Granularity, Resolution


class Yearly(Protocol):
    """Anything that comes round each year."""

    def within(self, year: int, resolution: Resolution) -> Reading:
        """The one of a year."""


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


def around(term: Yearly, scene: Scene, granularity: Granularity) -> Reading:
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


class BeforeChrist(Struct, frozen=True, kw_only=True):
    """A year before the first; ISO dates do not reach it."""

    year: int

    def resolve(self, scene: Scene) -> Reading:
        """EDTF alone, which counts a year 0."""
        return unknown("before the year 1", f"-{self.year - 1:04}", "year")


class Open(Struct, frozen=True, kw_only=True):
    """An expression whose length nobody says: "for decades", "in recent weeks"."""

    reason: str

    def resolve(self, scene: Scene) -> Reading:
        """Never resolved."""
        return unknown(self.reason)
