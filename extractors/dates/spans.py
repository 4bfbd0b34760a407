"""The third stage: ranges and days named together."""

from extractors.dates.composites import Inside, Series, Since, Span, shared
from extractors.dates.grammar import Captured, Rule, rule
from extractors.dates.relatives import Distant, Shifted, Which
from extractors.dates.terms import Calendar, Term
from extractors.dates.yearly import Open

ANY = "(TDAY|TWEEKDAY|TMONTH|TYEAR|TSHIFT|TOTHER)"
QUANTITY = "(?!SCALE|COUNTED|CLOCKUNIT|UNITS|UNIT|CURRENCY|NUMBER|HYPHEN|WORD)"
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
TO = "[HYPHEN THROUGH UNTIL]"


def end(value: object) -> Term | None:
    """One end of a range: a term, or a bare day of the month.

    >>> end(4)
    Calendar(year=None, month=None, day=4, weekday=None)
    """
    if isinstance(value, int):
        return Calendar(day=value) if 1 <= value <= 31 else None
    return getattr(value, "term", None)


def span(captured: Captured) -> Term | None:
    """ "From January 21 to 26", "October 3–4, 2031", "between May and June"."""
    first, last = end(captured["first"]), end(captured["last"])
    year = captured.get("year")
    if first is None or last is None:
        return None
    if year is not None and isinstance(last, Calendar) and isinstance(year.term, Calendar):
        last = Calendar(year=year.term.year, month=last.month, day=last.day)
        if isinstance(first, Calendar) and last.month is None:
            last = Calendar(year=year.term.year, month=first.month, day=last.day)
    return Span(first=first, last=last)


def span_inside(captured: Captured) -> Term | None:
    """ "From July 13 to 17 of last year"."""
    frame = captured["frame"].term
    first, last = end(captured["first"]), end(captured["last"])
    if not isinstance(first, Calendar) or not isinstance(last, Calendar) or not isinstance(frame, Shifted | Distant):
        return None
    first, last = shared(first, last)
    if (
        frame.unit != "year"
        or not isinstance(first, Calendar)
        or not isinstance(last, Calendar)
        or first.year
        or last.year
    ):
        return None
    return Span(first=Inside(of=first, frame=frame), last=Inside(of=last, frame=frame))


def plain(term: Term) -> Term:
    """The weekday under "last" or "next"."""
    return term.of if isinstance(term, Which) else term


def steps(first: Term, last: Term) -> int | None:
    """How many days or months the second follows the first by; nothing where they are of different kinds.

    >>> steps(Calendar(month=4, day=30), Calendar(month=5, day=1)), steps(Calendar(weekday=6), Calendar(weekday=1))
    (1, 2)
    """
    first, last = plain(first), plain(last)
    if isinstance(first, Shifted) and isinstance(last, Shifted):
        days = first.unit == last.unit == "day" and first.told == last.told
        return last.count - first.count if days else None
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return None
    if first.day is not None and last.day is not None:
        one, other = first.month or last.month or 1, last.month or first.month or 1
        if first.year not in {None, last.year} or first.day > MONTH_DAYS[one - 1]:
            return None
        return sum(MONTH_DAYS[one - 1 : other - 1]) + last.day - first.day if one <= other else None
    if first.weekday is not None and last.weekday is not None:
        return (last.weekday - first.weekday) % 7
    if first.month is not None and last.month is not None and first.day is None and last.day is None:
        return (last.month - first.month) % 12 if first.year in {None, last.year} else None
    return None


def pair(captured: Captured) -> Term | None:
    """ "Monday and Tuesday", "March 3 and 4": one interval where the one follows on the other."""
    first, last = end(captured["first"]), end(captured["last"])
    if first is None or last is None or steps(first, last) != 1:
        return None
    return span(captured)


def triple(captured: Captured) -> Term | None:
    """ "Friday, Saturday and Sunday", "March 3, 4 and 5"."""
    first, last = end(captured["first"]), end(captured["last"])
    if first is None or last is None or steps(first, last) not in {2, 3, 4, 5, 6}:
        return None
    return Series(items=(first, last))


def until_now(captured: Captured) -> Term:
    """ "2013–present", "from May until now"."""
    return Since(of=captured["of"].term)


def from_event(captured: Captured) -> Term:
    """ "Two days after the vote": counted from something that has no date here."""
    return Open(reason="counted from an event")


RULES: tuple[Rule, ...] = (
    rule("range", f"FROM first:{ANY} (THROUGH|UNTIL|HYPHEN) last:{ANY}", span),
    rule("range", f"BETWEEN first:{ANY} AND last:{ANY}", span),
    rule("range", f"first:(TDAY) {TO} last:(TDAY)", span),
    rule("range", f"FROM? first:TDAY {TO} last:(DAY|ORDINAL|NTH) COMMA? year:TYEAR", span),
    rule(
        "range",
        f"FROM? first:TDAY {TO} last:(DAY|ORDINAL|NTH) (?!SCALE|COUNTED|CLOCKUNIT|UNITS|UNIT|CURRENCY|NUMBER)",
        span,
    ),
    rule("range", f"FROM? first:TDAY {TO} last:(TDAY|DAY|NTH) [OF IN]? frame:TSHIFT", span_inside),
    rule("range", f"FROM? first:TMONTH {TO} last:TMONTH [OF IN]? frame:TSHIFT", span_inside),
    rule("range", f"FROM? first:(DAY|ORDINAL|NTH) {TO} last:TDAY", span),
    rule("range", f"FROM THE first:(ORDINAL|NTH) {TO} THE last:TDAY", span),
    rule("range", "BETWEEN first:(DAY|ORDINAL|NTH) AND last:TDAY", span),
    rule("range", f"BETWEEN first:TDAY AND last:(DAY|ORDINAL|NTH) {QUANTITY}", span),
    rule("range", f"first:TWEEKDAY {TO} last:TWEEKDAY", span),
    rule("range", f"first:TMONTH {TO} last:TMONTH", span),
    rule("range", f"first:TYEAR {TO} last:TYEAR", span),
    rule("until-now", "FROM? of:(TYEAR|TMONTH|TDAY) [HYPHEN THROUGH] (NOW|THIS)", until_now),
    rule("from-event", "count:(NUMBER|DAY|ARTICLE|THE) (UNIT|UNITS) (AFTER|BEFORE) (?!AND|STOP|COMMA)", from_event),
    rule("from-event", "VAGUE UNITS (AFTER|BEFORE) (?!AND|STOP|COMMA)", from_event),
    rule("pair", "first:TWEEKDAY (AND|OR|SLASH) last:TWEEKDAY", pair),
    rule("pair", "first:TDAY AND last:TDAY", pair),
    rule("pair", f"first:TDAY AND last:(DAY|ORDINAL|NTH) {QUANTITY}", pair),
    rule("pair", "first:(DAY|ORDINAL|NTH) AND last:TDAY", pair),
    rule("pair", "first:TMONTH AND last:TMONTH", pair),
    rule("pair", "first:TSHIFT AND last:TSHIFT", pair),
    rule("series", "first:TWEEKDAY (COMMA TWEEKDAY){1,12} COMMA? AND last:TWEEKDAY", triple),
    rule("series", "first:TDAY (COMMA (DAY|NTH|TDAY)){1,12} COMMA? AND last:(DAY|NTH|TDAY)", triple),
)
