"""Arithmetic of the calendar: the intervals that days, months, seasons and feasts stand for, and their EDTF."""

from calendar import monthrange
from datetime import date

from dateutil.easter import easter  # type: ignore[import-untyped]
from msgspec import Struct

from extractors.dates.lexicon import Holiday
from schemas.date import Granularity, Resolution

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


class Reading(Struct, frozen=True, kw_only=True):
    """An interval of days and how it was found; `reason` says why where there is none."""

    start: date | None = None
    end: date | None = None
    edtf: str | None = None
    granularity: Granularity | None = None
    resolution: Resolution = "unresolved"
    reason: str | None = None


def unknown(reason: str, edtf: str | None = None, granularity: Granularity | None = None) -> Reading:
    """A reading that could not be pinned down."""
    return Reading(reason=reason, edtf=edtf, granularity=granularity)


def shifted(day: date, days: int) -> date:
    """The day so many days on, kept within the calendar."""
    ordinal = min(max(day.toordinal() + days, FIRST.toordinal()), LAST.toordinal())
    return date.fromordinal(ordinal)


def valid_year(year: int) -> bool:
    """Whether the calendar knows the year."""
    return FIRST.year <= year <= LAST.year


def of_day(day: date, resolution: Resolution) -> Reading:
    """One day.

    >>> of_day(date(2031, 5, 4), "explicit").edtf
    '2031-05-04'
    """
    return Reading(start=day, end=day, edtf=day.isoformat(), granularity="day", resolution=resolution)


def of_month(year: int, month: int, resolution: Resolution) -> Reading:
    """One month.

    >>> of_month(2032, 2, "explicit").end
    datetime.date(2032, 2, 29)
    """
    if not valid_year(year):
        return unknown("outside the calendar")
    last = date(year, month, monthrange(year, month)[1])
    return Reading(
        start=date(year, month, 1), end=last, edtf=f"{year:04}-{month:02}", granularity="month", resolution=resolution
    )


def of_year(year: int, resolution: Resolution) -> Reading:
    """One year."""
    if not valid_year(year):
        return unknown("outside the calendar")
    return Reading(
        start=date(year, 1, 1), end=date(year, 12, 31), edtf=f"{year:04}", granularity="year", resolution=resolution
    )


def of_years(first: int, count: int, resolution: Resolution) -> Reading:
    """A decade or century from its first year.

    >>> of_years(1990, 10, "explicit").edtf, of_years(1900, 100, "explicit").edtf
    ('199X', '19XX')
    """
    if not (valid_year(first or 1) and valid_year(first + count - 1)):
        return unknown("outside the calendar")
    edtf = f"{first // 10:03}X" if count == 10 else f"{first // 100:02}XX"
    return Reading(
        start=date(max(first, 1), 1, 1),
        end=date(first + count - 1, 12, 31),
        edtf=edtf,
        granularity="decade" if count == 10 else "range",
        resolution=resolution,
    )


def of_season(year: int, code: int, resolution: Resolution) -> Reading:
    """A season by its EDTF number: spring 21 (March to May) to winter 24 (December to February of the next year).

    >>> of_season(2030, 24, "explicit").end
    datetime.date(2031, 2, 28)
    """
    if not (valid_year(year) and valid_year(year + 1)):
        return unknown("outside the calendar")
    month = 3 * (code - 20)
    last_year, last_month = (year + 1, 2) if month == 12 else (year, month + 2)
    return Reading(
        start=date(year, month, 1),
        end=date(last_year, last_month, monthrange(last_year, last_month)[1]),
        edtf=f"{year:04}-{code}",
        granularity="season",
        resolution=resolution,
    )


def of_range(start: date, end: date, resolution: Resolution, granularity: Granularity = "range") -> Reading:
    """From one day to another.

    >>> of_range(date(2031, 5, 4), date(2031, 5, 6), "explicit").edtf
    '2031-05-04/2031-05-06'
    """
    if start > end:
        start, end = end, start
    if start == end:
        return of_day(start, resolution)
    return Reading(
        start=start,
        end=end,
        edtf=f"{start.isoformat()}/{end.isoformat()}",
        granularity=granularity,
        resolution=resolution,
    )


def of_week(day: date, resolution: Resolution) -> Reading:
    """The week, Monday to Sunday, that a day lies in.

    >>> of_week(date(2031, 5, 4), "explicit").edtf
    '2031-04-28/2031-05-04'
    """
    monday = shifted(day, -day.weekday())
    return of_range(monday, shifted(monday, 6), resolution, "week")


def of_weekend(day: date, resolution: Resolution) -> Reading:
    """The Saturday and Sunday of the week that a day lies in."""
    saturday = shifted(day, 5 - day.weekday())
    return of_range(saturday, shifted(saturday, 1), resolution)


def of_long_weekend(day: date, resolution: Resolution) -> Reading:
    """The weekend that a feast belongs to: with its Monday or Friday.

    >>> of_long_weekend(date(2031, 9, 1), "explicit").edtf
    '2031-08-30/2031-09-01'
    """
    if day.weekday() == 0:
        return of_range(shifted(day, -2), day, resolution)
    if day.weekday() == 4:
        return of_range(day, shifted(day, 2), resolution)
    return of_weekend(day, resolution)


def of_fraction(year: int, part: int, parts: int, resolution: Resolution) -> Reading:
    """The nth quarter (of 4) or half (of 2) of a year; EDTF numbers quarters 33 to 36 and halves 40 and 41.

    >>> of_fraction(2031, 3, 4, "explicit").start, of_fraction(2031, 2, 2, "explicit").edtf
    (datetime.date(2031, 7, 1), '2031-41')
    """
    if not valid_year(year) or not 1 <= part <= parts:
        return unknown("outside the calendar")
    length = 12 // parts
    last = part * length
    return Reading(
        start=date(year, last - length + 1, 1),
        end=date(year, last, monthrange(year, last)[1]),
        edtf=f"{year:04}-{32 + part if parts == 4 else 39 + part}",
        granularity="range",
        resolution=resolution,
    )


def of_holiday(holiday: Holiday, year: int, resolution: Resolution) -> Reading:
    """The day of a feast in a year.

    >>> of_holiday(Holiday(names=("easter",), easter=0), 2030, "explicit").edtf
    '2030-04-21'
    """
    if not 1583 <= year <= 4099:
        return unknown("outside the calendar")
    if holiday.easter is not None:
        return of_day(shifted(easter(year), holiday.easter), resolution)
    month = holiday.month or 1
    if holiday.day is not None:
        return of_day(date(year, month, holiday.day), resolution)
    weekday, nth = holiday.weekday or 0, holiday.nth or 1
    if nth > 0:
        first = date(year, month, 1)
        day = shifted(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year, month, monthrange(year, month)[1])
        day = shifted(last, -((last.weekday() - weekday) % 7))
    return of_day(shifted(day, holiday.plus), resolution)


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of the month where it has no such day.

    >>> months_on(date(2031, 1, 31), 1)
    datetime.date(2031, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    index = min(max(index, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def units_on(day: date, unit: str, count: int) -> date:
    """The day so many units on.

    >>> units_on(date(2031, 5, 4), "fortnight", -1)
    datetime.date(2031, 4, 20)
    """
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    count = min(max(count, -12_000), 12_000)
    return shifted(day, days[unit] * count) if unit in days else months_on(day, months[unit] * count)


def of_unit(day: date, unit: str, resolution: Resolution) -> Reading:
    """The whole day, week, month, quarter, year, decade or century that a day lies in."""
    if unit == "day":
        return of_day(day, resolution)
    if unit in {"week", "fortnight"}:
        return of_week(day, resolution)
    if unit == "weekend":
        return of_weekend(day, resolution)
    if unit == "month":
        return of_month(day.year, day.month, resolution)
    if unit == "quarter":
        return of_fraction(day.year, (day.month + 2) // 3, 4, resolution)
    if unit == "year":
        return of_year(day.year, resolution)
    count = 10 if unit == "decade" else 100
    return of_years(day.year // count * count, count, resolution)


HALVES = ("first half", "second half")


def part_of(reading: Reading, part: str) -> Reading:
    """The early, middle or late third of an interval: of a month the 1st to 10th, 11th to 20th, 21st to end; or its
    first or second half.

    >>> part_of(of_month(2031, 5, "explicit"), "mid").edtf
    '2031-05-11/2031-05-20'
    """
    start, end = reading.start, reading.end
    if start is None or end is None or start == end:
        return reading
    if part in HALVES and reading.granularity == "month":
        middle = start.replace(day=15)
        low, high = (start, middle) if part == "first half" else (shifted(middle, 1), end)
        return of_range(low, high, reading.resolution)
    if reading.granularity == "month":
        first, second = start.replace(day=10), start.replace(day=20)
    elif reading.granularity == "year":
        first, second = start.replace(month=4, day=30), start.replace(month=8, day=31)
    elif reading.granularity == "decade" or (reading.edtf is not None and reading.edtf.endswith("XX")):
        years = end.year - start.year + 1
        first, second = date(start.year + years // 3, 12, 31), date(start.year + 2 * years // 3, 12, 31)
    else:
        length = (end - start).days + 1
        first, second = shifted(start, length // 3 - 1), shifted(end, -(length // 3))
    bounds = {"early": (start, first), "start": (start, first), "mid": (shifted(first, 1), second)}
    low, high = bounds.get(part, (shifted(second, 1), end))
    return of_range(min(low, high), high, reading.resolution)
