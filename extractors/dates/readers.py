"""What the captures of a pattern mean: from symbols to terms."""

from typing import Any

from extractors.dates.composites import Part, Span
from extractors.dates.grammar import Captured, Reader
from extractors.dates.relatives import Ahead, Distant, Rolling, Shifted
from extractors.dates.terms import Calendar, Term
from extractors.dates.yearly import BeforeChrist, Fraction, Open, Season, Years

VAGUE = "how many is not said"
# Years of half a unit.
HALF_YEARS = {"decade": 5, "century": 50}


def number(value: Any) -> int | None:
    """A captured count: "a" is 1.

    >>> number("a"), number(3), number(0.5)
    (1, 3, None)
    """
    if isinstance(value, str):
        return 1
    return value if isinstance(value, int) and 0 < value < 10_000 else None


def calendar(captured: Captured) -> Term | None:
    """A date from its parts; nothing where the day cannot be one."""
    day = captured.get("day")
    if day is not None and not 1 <= day <= 31:
        return None
    return Calendar(year=captured.get("year"), month=captured.get("month"), day=day, weekday=captured.get("weekday"))


def weekend_days(captured: Captured) -> Term | None:
    """ "Weekend 16–17", at the head of a diary's days."""
    if captured["unit"] != "weekend":
        return None
    saturday, sunday = captured["first"], captured["last"]
    return Span(first=Calendar(day=saturday, weekday=5), last=Calendar(day=sunday, weekday=6))


def bare_year(captured: Captured) -> Term | None:
    """A year that nothing introduces: only one of our times."""
    year = captured["year"]
    return Calendar(year=year) if 1900 <= year <= 2099 else None


def early_year(captured: Captured) -> Term | None:
    """A year of the last centuries, where its place makes it plain: "the 1878 congress"."""
    year = captured["year"]
    return Calendar(year=year) if 1700 <= year <= 2099 else None


def year_range(captured: Captured) -> Term | None:
    """ "1998-99", "2003/04"."""
    first, last = captured["first"], captured["last"]
    if last is not None and 0 < last < 100:
        last += first // 100 * 100
    return (
        Span(first=Calendar(year=first), last=Calendar(year=last)) if last is not None and first < last < 2200 else None
    )


def part_of_decade(captured: Captured) -> Term:
    """ "The early 90s"."""
    return Part(part=captured["part"], of=Years(first=captured["decade"], count=10))


def century(captured: Captured) -> Term | None:
    """ "The 19th century"."""
    nth = captured["nth"]
    return Years(first=(nth - 1) * 100, count=100) if captured["unit"] == "century" and 2 <= nth <= 22 else None


def quarter(captured: Captured) -> Term | None:
    """ "The third quarter", "Q3 2031", "the second half of 2030"."""
    label, nth = captured.get("label"), captured.get("nth")
    if label is not None:
        return Fraction(part=int(label.strip("QHqh")), parts=2 if "H" in label else 4, year=captured.get("year"))
    parts = 2 if "unit" not in captured else 4
    if nth is None or nth > parts or captured.get("unit", "quarter") != "quarter":
        return None
    return Fraction(part=nth, parts=parts, year=captured.get("year"))


def season(captured: Captured) -> Term:
    """ "The summer of 2031", "in the spring"."""
    return Season(code=captured["season"], year=captured.get("year"))


def fiscal(captured: Captured) -> Term | None:
    """A budget year by its number: "fiscal 2031", "FY31"; it bears the name of the year it ends in."""
    label = captured.get("label")
    if label is None:
        return Calendar(year=captured["year"])
    digits = label.removeprefix("FY").strip(" '’").split("-")[0].split("–")[0].split("/")[0]
    return Calendar(year=int(digits) + (2000 if len(digits) == 2 else 0))


def shifted(count: int, *, told: bool = False) -> Reader:
    """A reader of "last week" (-1), "this year" (0), "the next day" (1 from the day told)."""

    def read(captured: Captured) -> Term | None:
        return Shifted(unit=captured.get("unit") or "day", count=count, told=told)

    return read


def next_unit(captured: Captured) -> Term | None:
    """ "Next week", and in a tale "next day": the one after the day told."""
    return shifted(1, told=captured["unit"] == "day")(captured)


def past_unit(captured: Captured) -> Term | None:
    """ "The last week", but not "the last day": that of whatever goes on."""
    return None if captured["unit"] == "day" else shifted(-1)(captured)


def distant(sign: int, *, told: bool = False) -> Reader:
    """A reader of "two months ago" (-1), "three days later" (1 from the day told)."""

    def read(captured: Captured) -> Term | None:
        count = number(captured["count"])
        return None if count is None else Distant(unit=captured["unit"], count=sign * count, told=told)

    return read


def and_a_half(captured: Captured) -> Term | None:
    """ "A year and a half ago", "half a century ago"."""
    count, unit = number(captured.get("count", 0)), captured["unit"]
    halves = 2 * (count or 0) + 1
    if unit == "year":
        return Distant(unit="month", count=-6 * halves)
    return Distant(unit="year", count=-HALF_YEARS[unit] * halves) if unit in HALF_YEARS else None


def short_year(captured: Captured) -> Term | None:
    """ "5-Jan-31": two digits are a year of the decades around."""
    year = captured["year"]
    return calendar({**captured, "year": year + (2000 if year < 50 else 1900)}) if year and year < 100 else None


def later_or_earlier(captured: Captured) -> Term | None:
    """ "Two days later", "a year earlier"."""
    sign = {"later": 1, "earlier": -1}.get(captured["part"])
    return None if sign is None else distant(sign, told=True)(captured)


def rolling(sign: int) -> Reader:
    """A reader of "the past two months" (-1), "the next three days" (1)."""

    def read(captured: Captured) -> Term | None:
        count = number(captured.get("count", 1))
        return None if count is None else Rolling(unit=captured["unit"], count=sign * count)

    return read


def opened(captured: Captured) -> Term:
    """A length that nobody says."""
    return Open(reason=VAGUE)


def open_later(captured: Captured) -> Term | None:
    """ "A few days later"."""
    return Open(reason=VAGUE) if captured["part"] in {"later", "earlier"} else None


def recurring(captured: Captured) -> Term:
    """ "Every Monday", "each year"."""
    return Open(reason="it recurs")


def ahead(captured: Captured) -> Term | None:
    """ "In two weeks"."""
    count = number(captured.get("count", 1))
    return None if count is None else Ahead(unit=captured["unit"], count=count)


def before_christ(captured: Captured) -> Term | None:
    """A year that ISO dates do not reach."""
    year = captured["year"]
    return BeforeChrist(year=year) if year else None


def anno_domini(captured: Captured) -> Term | None:
    """ "AD 325", "1066 CE"."""
    year = captured["year"]
    return Calendar(year=year) if year and year <= 2199 else None


def part_of_unit(captured: Captured) -> Term:
    """ "Later in the day", "earlier in the month"."""
    unit = captured["unit"]
    return Part(part=captured["part"], of=Shifted(unit=unit, told=unit == "day"))
