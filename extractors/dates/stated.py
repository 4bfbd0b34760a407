"""Dates stated in figures, read by dateparser: ISO dates and "04/10/2022" with both its readings."""

from datetime import date, datetime
from functools import lru_cache

from dateparser.date import DateDataParser
from msgspec import Struct

from extractors.dates import calendar
from extractors.dates.calendar import Reading, unknown
from extractors.dates.terms import Scene

# Formats are told apart by the grammar; dateparser is only ever asked for one order at a time and never for today.
BASE = datetime(2000, 1, 1)


def parser(order: str) -> DateDataParser:
    """dateparser for English with one order of day and month."""
    settings = {"RELATIVE_BASE": BASE, "DATE_ORDER": order, "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=["en"], settings=settings)


ORDERS = {order: parser(order) for order in ("DMY", "MDY", "YMD")}


@lru_cache(maxsize=4096)
def stated(raw: str, order: str) -> date | None:
    """The day that figures state, read in one order.

    >>> stated("04/10/2031", "DMY"), stated("04/10/2031", "MDY")
    (datetime.date(2031, 10, 4), datetime.date(2031, 4, 10))
    """
    found = ORDERS[order].get_date_data(raw).date_obj
    return None if found is None else found.date()


class Timestamp(Struct, frozen=True, kw_only=True):
    """An ISO date or date-time."""

    raw: str

    def resolve(self, scene: Scene) -> Reading:
        """Its day."""
        day = stated(self.raw[:10], "YMD")
        return unknown("no such day") if day is None else calendar.of_day(day, "explicit")


class Numeric(Struct, frozen=True, kw_only=True):
    """Day, month and year in figures, in an order that is not said."""

    raw: str

    def readings(self) -> tuple[Reading, ...]:
        """Every day that the figures can mean, day first."""
        orders = ("YMD",) if self.raw[:4].isdecimal() else ("DMY", "MDY")
        days = [stated(self.raw, order) for order in orders]
        return tuple(calendar.of_day(day, "explicit") for day in dict.fromkeys(days) if day is not None)

    def resolve(self, scene: Scene) -> Reading:
        """The reading nearest to the reference date; day first where that does not decide."""
        found = self.readings()
        if not found:
            return unknown("no such day")
        reference = scene.reference
        if len(found) == 1 or reference is None:
            return found[0]
        return min(found, key=lambda reading: abs((reading.start - reference).days) if reading.start else 0)
