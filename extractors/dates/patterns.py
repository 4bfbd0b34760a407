"""The first stage of the grammar: days, months, years and what else one expression names by itself."""

from typing import Any

from extractors.dates.composites import Part, Span
from extractors.dates.grammar import Captured, Reader, Rule, compiled
from extractors.dates.lexicon import lexicon
from extractors.dates.stated import Numeric, Timestamp
from extractors.dates.terms import Ahead, BeforeChrist, Calendar, Distant, Feast, Fraction, Open, Rolling, Season, Shifted, Term, ToldWeekday, Weekend, Years

VAGUE = "how many is not said"
COUNT = "(NUMBER|DAY|ARTICLE)"
# What makes a number before it a quantity.
QUANTITY = "(?!SCALE|COUNTED|CLOCKUNIT|UNITS|CURRENCY|NUMBER|AMPM|ZONE|HYPHEN UNIT|UNIT HYPHEN)"
PREPOSITION = "(?<=IN|OF|SINCE|AT|FROM|THROUGH|UNTIL|BEFORE|AFTER|BETWEEN|OPEN|ON|PART|AND)"
INTO_SEASON = "(?<=IN|AT|SINCE|UNTIL|THIS|LAST|NEXT|PREVIOUS|PART|HYPHEN|EDGE|THAT|SAME|AFTER)"
NOT_OWN = "(?<!OWN) (?<!OWN PART) (?<!OWN PART HYPHEN)"


def rule(name: str, pattern: str, read: Reader) -> Rule:
    """A rule of the step."""
    return Rule(f"dates.{name}", compiled(pattern), read)


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
    return Span(first=Calendar(year=first), last=Calendar(year=last)) if last is not None and first < last < 2200 else None


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


def distant(sign: int, *, told: bool = False) -> Reader:
    """A reader of "two months ago" (-1), "three days later" (1 from the day told)."""

    def read(captured: Captured) -> Term | None:
        count = number(captured["count"])
        return None if count is None else Distant(unit=captured["unit"], count=sign * count, told=told)

    return read


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


RULES: tuple[Rule, ...] = (
    rule("iso", "iso:ISO", lambda captured: Timestamp(raw=captured["iso"])),
    rule("numeric", "(WEEKDAY COMMA?)? numeric:NUMERIC", lambda captured: Numeric(raw=captured["numeric"])),
    rule(
        "month-day-year",
        "(weekday:WEEKDAY COMMA? THE?)? month:MONTH THE? day:(DAY|ORDINAL|NTH) COMMA? (OF|IN)? year:(YEAR|SHORTYEAR)",
        calendar,
    ),
    rule(
        "day-month-year",
        "(weekday:WEEKDAY COMMA? THE?)? day:(DAY|ORDINAL|NTH) [OF HYPHEN SLASH]? month:MONTH [HYPHEN SLASH COMMA]? (OF|IN|OF THE UNIT)? year:(YEAR|SHORTYEAR)",
        calendar,
    ),
    rule("year-month-day", "year:YEAR [HYPHEN COMMA]? month:MONTH HYPHEN? day:(DAY|NTH)", calendar),
    rule("month-day", f"weekday:WEEKDAY COMMA? THE? month:MONTH THE? day:(DAY|ORDINAL|NTH) {QUANTITY}", calendar),
    rule("month-day", f"(?<!IN) month:MONTH COMMA? THE? day:(DAY|ORDINAL|NTH) {QUANTITY}", calendar),
    rule("day-month", "(weekday:WEEKDAY COMMA? THE?)? day:(DAY|NTH) OF? month:MONTH", calendar),
    rule("day-month", "day:ORDINAL OF month:MONTH", calendar),
    rule("weekday-day", "weekday:WEEKDAY COMMA? THE day:NTH", calendar),
    rule("day-of-month", "(?<=ON) THE day:(ORDINAL|NTH) (?=STOP|COMMA|BREAK|FOR|THROUGH|$)", calendar),
    rule("month-year", "month:MONTH [COMMA OF IN]? THE? year:(YEAR|SHORTYEAR)", calendar),
    rule("month", "month:MONTH", calendar),
    rule("weekday", "weekday:WEEKDAY", calendar),
    rule("told-weekday", "(?<=ON) THE weekday:WEEKDAY (?!COMMA)", lambda captured: ToldWeekday(weekday=captured["weekday"])),
    rule("year", f"{PREPOSITION} (THE UNIT)? year:YEAR {QUANTITY} (?!SLASH)", calendar),
    rule("year", f"(?<=THE) year:YEAR {QUANTITY} (?!SLASH|UNIT)", early_year),
    rule("year", "(?<!CURRENCY) (?<!NUMBER) (?<!NUMBERED) year:YEAR (?=COMMA|STOP|CLOSE|BREAK|AND|THROUGH|HYPHEN YEAR|$)", early_year),
    rule("year", f"{PREPOSITION} year:SHORTYEAR", calendar),
    rule("year", f"(?<!CURRENCY) (?<!NUMBER) (?<!NUMBERED) year:YEAR {QUANTITY} (?!SLASH)", bare_year),
    rule("year-range", "first:YEAR [HYPHEN SLASH] last:(DAY|NUMBER|YEAR) (?!CLOCKUNIT|SCALE)", year_range),
    rule("decade", f"{NOT_OWN} THE? decade:DECADE", lambda captured: Years(first=captured["decade"], count=10)),
    rule("decade", f"{NOT_OWN} THE decade:SHORTDECADE", lambda captured: Years(first=captured["decade"], count=10)),
    rule("decade", f"{NOT_OWN} THE part:PART HYPHEN? decade:SHORTDECADE", part_of_decade),
    rule("century", "THE? nth:(ORDINAL|NTH) HYPHEN? unit:UNIT", century),
    rule("quarter", "THE? nth:(ORDINAL|NTH) HYPHEN? unit:UNIT (OF THE? (UNIT)? (FISCAL UNIT)? year:YEAR)?", quarter),
    rule("half", "THE? nth:(ORDINAL|NTH) HYPHEN? HALF OF (THE UNIT)? year:YEAR", quarter),
    rule("half", "THE? nth:(ORDINAL|NTH) HYPHEN? HALF (?=OF)", quarter),
    rule("quarter-label", "label:QUARTERLABEL (OF|HYPHEN|COMMA)? year:(YEAR|SHORTYEAR)?", quarter),
    rule("quarter-label", "year:YEAR [HYPHEN COMMA]? label:QUARTERLABEL", quarter),
    rule("fiscal-year", "label:FISCALYEAR", fiscal),
    rule("fiscal-year", "THE? FISCAL UNIT? year:YEAR", fiscal),
    rule("fiscal-year", "THE? year:YEAR FISCAL UNIT", fiscal),
    rule("fiscal-year", "THE? [LAST PREVIOUS] FISCAL unit:UNIT", shifted(-1)),
    rule("fiscal-year", "THIS FISCAL unit:UNIT", shifted(0)),
    rule("fiscal-year", "THE? NEXT FISCAL unit:UNIT", shifted(1)),
    rule("season", "THE? season:(SEASON|SPRING) OF? year:YEAR", season),
    rule("season", f"{INTO_SEASON} THE? season:(SEASON|SPRING) (?!OF)", season),
    rule("season", "THE season:SEASON (?!OF)", season),
    rule(
        "holiday",
        "holiday:HOLIDAY (COMMA? OF? year:YEAR)?",
        lambda captured: Feast(holiday=lexicon().holidays[captured["holiday"]], year=captured["year"]),
    ),
    rule("deictic", "deictic:DEICTIC", lambda captured: Shifted(unit="day", count=captured["deictic"])),
    rule("last-unit", "THE? LAST unit:UNIT (?!OF|IN)", shifted(-1)),
    rule("this-unit", "THIS unit:UNIT", shifted(0)),
    rule("this-unit", "THIS [PAST LAST] unit:UNIT", shifted(-1)),
    rule("this-unit", "THIS [COMING NEXT] unit:UNIT", shifted(1)),
    rule("next-unit", "NEXT unit:UNIT", shifted(1)),
    rule("past-units", "THE? [LAST PAST PREVIOUS] count:(NUMBER|DAY) unit:UNITS (?!OF)", rolling(-1)),
    rule("past-units", "THE? PAST unit:UNIT", rolling(-1)),
    rule("past-units", "THE? count:(NUMBER|DAY) [LAST PAST PREVIOUS] unit:UNITS", rolling(-1)),
    rule("coming-units", "THE? count:(NUMBER|DAY) [COMING NEXT] unit:UNITS", rolling(1)),
    rule("coming-units", "THE? [COMING NEXT] count:(NUMBER|DAY) unit:UNITS (?!OF)", rolling(1)),
    rule("coming-units", "THE COMING unit:UNIT", rolling(1)),
    rule("open-units", "(?<!OWN) (THE|THIS)? [LAST PAST RECENT COMING NEXT] VAGUE? UNITS (?!OF)", opened),
    rule("open-units", "FOR UNITS (?!AGO)", opened),
    rule("open-units", "ARTICLE? VAGUE? UNITS AGO", opened),
    rule("open-units", "ARTICLE? VAGUE? UNITS part:PART", open_later),
    rule("recurring", "EACH PART? (WEEKDAY|DAYPART|UNIT|SEASON)", recurring),
    rule("recurring", "ARTICLE WEEKDAY", recurring),
    rule("recurring", "EACH (NUMBER|DAY) UNITS", recurring),
    rule("ahead", "IN count:(NUMBER|DAY) unit:UNITS (?!OF|AGO|PART|AFTER|BEFORE)", ahead),
    rule("ahead", "IN ARTICLE unit:UNIT (?!OF|AGO|PART|AFTER|BEFORE|WORD)", ahead),
    rule("ago", f"count:{COUNT} unit:(UNIT|UNITS) AGO", distant(-1)),
    rule("ago", "ARTICLE? (NUMBER|DAY|ARTICLE|VAGUE) CLOCKUNIT AGO", shifted(0)),
    rule("from-now", f"count:{COUNT} unit:(UNIT|UNITS) FROM (NOW|DEICTIC)", distant(1)),
    rule("later", f"count:{COUNT} unit:(UNIT|UNITS) part:PART", later_or_earlier),
    rule("told-unit", "(THE|THAT|THIS) SAME unit:UNIT", shifted(0, told=True)),
    rule("told-unit", "THAT unit:UNIT", shifted(0, told=True)),
    rule("told-daypart", "((THE|THAT|THIS)? SAME|THAT) DAYPART", shifted(0, told=True)),
    rule("told-daypart", "(?<=IN) THE DAYPART", shifted(0, told=True)),
    rule("next-told", "THE (NEXT|AFTER|SUCCEEDING) unit:UNIT", shifted(1, told=True)),
    rule("next-told", "THE (NEXT|AFTER) DAYPART", shifted(1, told=True)),
    rule("previous-told", "THE? PREVIOUS unit:UNIT", shifted(-1, told=True)),
    rule("previous-told", "THE PREVIOUS DAYPART", shifted(-1, told=True)),
    rule("day-before", "THE unit:UNIT BEFORE (?=STOP|COMMA|BREAK|CLOSE|AND|$)", shifted(-1, told=True)),
    rule("day-after", "THE unit:UNIT AFTER (?=STOP|COMMA|BREAK|CLOSE|AND|$)", shifted(1, told=True)),
    rule("this-daypart", "THIS DAYPART", shifted(0)),
    rule("last-daypart", "LAST DAYPART", shifted(-1)),
    rule("the-weekend", "(?<!FOR) THE unit:UNIT (?!OF|BEFORE|AFTER)", lambda captured: Weekend() if captured["unit"] == "weekend" else None),
    rule("part-of-unit", "part:PART IN THE unit:UNIT", part_of_unit),
    rule("midday", "(?<=AT) NOON", shifted(0, told=True)),
    rule("before-christ", "(MONTH COMMA?)? year:(YEAR|NUMBER|DAY) BC", before_christ),
    rule("before-christ", "year:(YEAR|NUMBER|DAY) (?=[HYPHEN THROUGH AND] (YEAR|NUMBER|DAY) BC)", before_christ),
    rule("anno-domini", "year:(YEAR|NUMBER|DAY) ERA", anno_domini),
    rule("anno-domini", "ERA year:(YEAR|NUMBER|DAY)", anno_domini),
)
