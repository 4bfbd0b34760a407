"""Intervals of days: how far apart, which is inside which, and which words name their days."""

import re
from calendar import day_abbr, day_name
from datetime import date

from schemas.date import DateInterval

Days = tuple[date, date]

LONGEST_STAY = 31
# Words that name days: numbers, weekdays, and days counted from the day of publication.
_NAMING = re.compile(rf"\d|\b({'|'.join((*day_name, *day_abbr))}|today|tonight|tomorrow|yesterday)\b", re.IGNORECASE)


def days_of(value: DateInterval | None) -> Days | None:
    """First and last day, where both are known."""
    if value is None or value.start is None or value.end is None:
        return None
    return value.start, value.end


def gap(a: Days, b: Days) -> int:
    """Days from the end of one interval to the start of the other; 0 where they share a day.

    >>> may = lambda first, last: (date(2031, 5, first), date(2031, 5, last))
    >>> gap(may(3, 4), may(4, 9)), gap(may(6, 7), may(3, 4))
    (0, 2)
    """
    return max((b[0] - a[1]).days, (a[0] - b[1]).days, 0)


def within(inner: Days, outer: Days) -> bool:
    """Whether one interval lies inside another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def span(days: Days) -> int:
    """Days after the first."""
    return (days[1] - days[0]).days


def hull(*intervals: Days) -> Days:
    """The shortest interval that holds all."""
    return min(start for start, _ in intervals), max(end for _, end in intervals)


def exact(value: DateInterval) -> bool:
    """Whether the words name the days themselves, not a week or month in which they lie.

    >>> from functools import partial
    >>> days = partial(DateInterval, start=date(2031, 5, 6), end=date(2031, 5, 7), edtf=None, resolution="relative")
    >>> exact(days(text="Tuesday and Wednesday", granularity="range"))
    True
    >>> exact(days(text="later this week", granularity="range"))
    False
    """
    days = days_of(value)
    if days is None or value.granularity not in {"day", "range"}:
        return False
    return value.granularity == "day" or (span(days) <= LONGEST_STAY and _NAMING.search(value.text) is not None)


def edtf(days: Days) -> str:
    """Days as EDTF.

    >>> edtf((date(2031, 5, 6), date(2031, 5, 7)))
    '2031-05-06/2031-05-07'
    """
    start, end = days
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def interval(days: Days, told: list[DateInterval]) -> DateInterval:
    """The record of an interval: the first that states it, else one that joins what is told of its parts."""
    ordered = sorted(told, key=lambda value: (value.start or date.min, value.end or date.min, value.text))
    for value in ordered:
        if days_of(value) == days:
            return value
    texts = list(dict.fromkeys(value.text for value in ordered))
    return DateInterval(
        text=" … ".join((texts[0], texts[-1]) if len(texts) > 1 else texts),
        start=days[0],
        end=days[1],
        edtf=edtf(days),
        granularity="range" if span(days) else "day",
        resolution="inferred",
    )


def nearby(days: Days, around: date, before: int, after: int) -> bool:
    """Whether an interval touches the days around a day."""
    return (around - days[1]).days <= before and (days[0] - around).days <= after


def month_of(day: date) -> int:
    """The number of a month, counted from the first of all."""
    return day.year * 12 + day.month
