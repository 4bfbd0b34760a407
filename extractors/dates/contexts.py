"""The second stage: what stands around a term and narrows or moves it."""

from extractors.dates.calendar import HALVES
from extractors.dates.composites import Inside, NthOf, Part, WeekOf
from extractors.dates.grammar import Captured, Found, Rule, rule
from extractors.dates.readers import number
from extractors.dates.relatives import Distant, Shifted, Which
from extractors.dates.terms import Calendar, Term
from extractors.dates.yearly import Feast, Fraction, Season, Years

LONG = "(TMONTH|TYEAR|TSHIFT|TOTHER|TSPAN)"
ANY = "(TDAY|TWEEKDAY|TMONTH|TYEAR|TSHIFT|TOTHER|TSPAN)"
POINT = "(TDAY|TWEEKDAY|TSHIFT)"
TIME = "(CLOCK AMPM? ZONE* | DAY AMPM ZONE*)"
STEPS = {
    "last": -1,
    "previous": -1,
    "prior": -1,
    "past": -1,
    "next": 1,
    "following": 1,
    "subsequent": 1,
    "coming": 1,
    "upcoming": 1,
    "forthcoming": 1,
}


def same(captured: Captured) -> Term:
    """The term itself: "Monday evening", "late Monday"."""
    found: Found = captured["of"]
    return found.term


def part(captured: Captured) -> Term:
    """ "Early August", "late last year", "mid-2031", "the end of June"."""
    return Part(part=captured["part"], of=captured["of"].term)


def day_of(captured: Captured) -> Term | None:
    """ "The 13th of that month"."""
    frame = captured["frame"].term
    if not isinstance(frame, Shifted) or frame.unit != "month":
        return None
    return Inside(of=Calendar(day=captured["day"]), frame=frame)


def part_of_current(captured: Captured) -> Term:
    """ "The end of the month", "year's end"."""
    return Part(part=captured["part"], of=Shifted(unit=captured["unit"], current=True))


def half(captured: Captured) -> Term | None:
    """ "The first half of September"."""
    fraction = captured["half"].term
    if not isinstance(fraction, Fraction) or fraction.parts != 2 or fraction.year is not None:
        return None
    return Part(part=HALVES[fraction.part - 1], of=captured["of"].term)


def which(captured: Captured) -> Term | None:
    """ "Last November", "this Monday", "next summer"."""
    term = captured["of"].term
    if not isinstance(term, Calendar | Season | Feast) or term.year is not None:
        return None
    return Which(of=term, step=STEPS.get(captured["which"], 0))


def beyond(captured: Captured) -> Term | None:
    """ "The Tuesday after next", "the Friday before last"."""
    term = captured["of"].term
    return Which(of=term, step=-2 if captured["step"] == "before" else 2) if isinstance(term, Calendar) else None


def week_from(captured: Captured) -> Term | None:
    """ "A week on Tuesday", "Tuesday week"."""
    if captured["unit"] not in {"week", "fortnight"}:
        return None
    return Distant(unit="day", count=7 if captured["unit"] == "week" else 14, of=captured["of"].term)


def part_of_which(captured: Captured) -> Term | None:
    """ "Early this June", "late last summer"."""
    term = which(captured)
    return None if term is None else Part(part=captured["part"], of=term)


def which_told(captured: Captured) -> Term | None:
    """ "The previous April", "the following Monday"."""
    term = captured["of"].term
    if not isinstance(term, Calendar | Season | Feast) or term.year is not None:
        return None
    return Which(of=term, step=STEPS.get(captured["which"], 0), told=True)


def that_month(captured: Captured) -> Term | None:
    """ "That December": of the year told last. "March" and "May" may be no months here."""
    term = captured["of"].term
    if not isinstance(term, Calendar) or term.year is not None or term.day is not None or term.month in {3, 5}:
        return None
    return Inside(of=term, frame=Shifted(unit="year", told=True))


def inside(captured: Captured) -> Term | None:
    """ "November last year", "Monday next week", "6 June of this year"."""
    term, frame = captured["of"].term, captured["frame"].term
    if not isinstance(frame, Shifted | Distant) or isinstance(term, Years) or getattr(term, "year", 1) is not None:
        return None
    if not isinstance(term, Calendar | Season | Feast | Fraction):
        return None
    weekday = isinstance(term, Calendar) and term.month is None
    fits = frame.unit == "week" if weekday else frame.unit == "year"
    return Inside(of=term, frame=frame) if fits else None


def in_current(captured: Captured) -> Term | None:
    """ "The third quarter of the year", "the second half of the month", "the second half of the day"."""
    term, unit = captured["of"].term, captured["unit"]
    if not isinstance(term, Fraction) or term.year is not None:
        return None
    if unit == "day":
        return told_day(captured)
    if unit == "month" and term.parts == 2:
        return Part(part=HALVES[term.part - 1], of=Shifted(unit="month", current=True))
    if unit != "year":
        return None
    return Inside(of=term, frame=Shifted(unit="year", current=True))


def distant(captured: Captured) -> Term | None:
    """ "Two weeks after March 3", "the day before Christmas", "three days from tomorrow"."""
    count = number(captured["count"])
    sign = -1 if captured["step"] in {"before", "preceding"} else 1
    return None if count is None else Distant(unit=captured["unit"], count=sign * count, of=captured["of"].term)


def week_of(captured: Captured) -> Term | None:
    """ "The week of October 4", "the weekend of May 3"."""
    unit = captured["unit"]
    return WeekOf(of=captured["of"].term, unit=unit) if unit in {"week", "weekend"} else None


def holiday_week(captured: Captured) -> Term | None:
    """ "Easter week", "the Labor Day weekend"."""
    return week_of(captured) if isinstance(captured["of"].term, Feast) else None


def nth_of(captured: Captured) -> Term | None:
    """ "The first week of March", "the last Sunday of June"."""
    nth = -1 if isinstance(captured["nth"], str) else captured["nth"]
    weekday = captured.get("weekday")
    if weekday is None:
        return NthOf(nth=nth, of=captured["of"].term, unit=captured["unit"])
    term = weekday.term
    return NthOf(nth=nth, of=captured["of"].term, weekday=term.weekday) if isinstance(term, Calendar) else None


def told_day(captured: Captured) -> Term:
    """A clock time alone: on the day told last."""
    return Shifted(unit="day", told=True)


RULES: tuple[Rule, ...] = (
    rule("part-of-day", "part:PART HYPHEN? ON? of:(TWEEKDAY|TDAY)", same),
    rule("part", f"THE? part:PART HYPHEN? IN? THE? of:{LONG}", part),
    rule("edge", f"(THE VAGUE?)? part:EDGE HYPHEN? OF THE? of:{ANY}", part),
    rule("edge-of-current", "THE? part:EDGE OF THE? unit:UNIT", part_of_current),
    rule("edge-of-current", "THE? unit:UNIT (POSSESSIVE WORD)? HYPHEN? part:EDGE", part_of_current),
    rule("which", "THE? which:(LAST|NEXT|THIS|PREVIOUS|COMING|PAST) of:(TMONTH|TWEEKDAY|TDAY|TOTHER)", which),
    rule("part", "part:PART which:(LAST|NEXT|THIS) of:(TMONTH|TOTHER)", part_of_which),
    rule("beyond", "THE? of:TWEEKDAY step:(BEFORE) LAST", beyond),
    rule("which-after", "of:TWEEKDAY which:LAST (?!DAY|MONTH|NUMBER|SEASON|TMONTH|TYEAR|UNIT|UNITS|YEAR)", which),
    rule("beyond", "THE? of:TWEEKDAY step:(AFTER) NEXT", beyond),
    rule("week-from", "ARTICLE unit:UNIT [ON FROM] of:TWEEKDAY", week_from),
    rule("week-from", "of:TWEEKDAY unit:UNIT (?=STOP|COMMA|BREAK|CLOSE|AND|$)", week_from),
    rule("which-told", "THE which:(PREVIOUS|AFTER|SUCCEEDING) of:(TMONTH|TWEEKDAY|TDAY|TOTHER)", which_told),
    rule("which", "THIS which:(LAST|NEXT|COMING|PAST) of:(TMONTH|TWEEKDAY|TDAY|TOTHER)", which),
    rule("that-month", "THAT of:TMONTH", that_month),
    rule("inside", "of:(TDAY|TMONTH|TWEEKDAY|TOTHER) [OF IN]? THE? frame:TSHIFT", inside),
    rule("inside", "frame:TSHIFT [IN ON] of:(TMONTH|TOTHER)", inside),
    rule("day-of", "THE day:NTH OF frame:TSHIFT", day_of),
    rule("in-current", "of:TOTHER OF THE unit:UNIT", in_current),
    rule(
        "distant-from", f"count:(NUMBER|DAY|ARTICLE|THE) unit:(UNIT|UNITS) step:(AFTER|BEFORE|FROM) of:{ANY}", distant
    ),
    rule("half", "half:TOTHER OF of:TMONTH", half),
    rule("week-of", "THE? unit:UNIT (OF|EDGE) THE? of:TDAY", week_of),
    rule("nth-of", "THE? nth:(ORDINAL|NTH|LAST|FINAL) unit:UNIT [OF IN] THE? of:(TMONTH|TYEAR|TSHIFT)", nth_of),
    rule("nth-of", "THE? nth:(ORDINAL|NTH|LAST|FINAL) weekday:TWEEKDAY [OF IN] THE? of:(TMONTH|TYEAR|TSHIFT)", nth_of),
    rule("daypart", f"(PART HYPHEN? ON?)? of:{POINT} [IN AT]? THE? DAYPART (AT? {TIME})?", same),
    rule("daypart", f"THE? DAYPART (OF|ON) of:{POINT}", same),
    rule("clock", f"of:{POINT} COMMA? (AT|HYPHEN)? {TIME}", same),
    rule("clock", f"{TIME} COMMA? [ON OF]? of:{POINT}", same),
    rule("week-of", "THE? of:TOTHER unit:UNIT", holiday_week),
    rule("clock-alone", "(YEAR|NUMBER) ZONE", told_day),
    rule("clock-alone", "(CLOCK AMPM? ZONE*|DAY AMPM ZONE*)", told_day),
)
