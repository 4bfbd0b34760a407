"""Terms made of terms: parts, ranges, coordinations, a day inside a stated week or year."""

from datetime import date

from msgspec import Struct, structs

from extractors.dates import calendar
from extractors.dates.calendar import Reading, unknown
from extractors.dates.relatives import Shifted
from extractors.dates.terms import NO_REFERENCE, Calendar, Scene, Term
from extractors.dates.yearly import Feast, Fraction, Season
from schemas.date import Resolution

RANK: dict[Resolution, int] = {"explicit": 0, "relative": 1, "inferred": 2, "unresolved": 3}


def weaker(first: Reading, second: Reading) -> Resolution:
    """How a reading made of two was resolved: as the weaker of them."""
    return max(first.resolution, second.resolution, key=RANK.__getitem__)


class Part(Struct, frozen=True, kw_only=True):
    """The early, middle or late part of a time, or what is left of it: "mid-March", "later this week"."""

    part: str
    of: Term

    def resolve(self, scene: Scene) -> Reading:
        """A third of the interval; of the current one, what is before or after the reference day."""
        whole = self.of.resolve(scene)
        if whole.start is None or whole.end is None or whole.granularity == "day":
            return whole
        today = scene.reference
        if (
            isinstance(self.of, Shifted)
            and self.of.told
            and self.of.unit != "day"
            and self.part in {"later", "earlier"}
        ):
            return whole
        current = today is not None and whole.start <= today <= whole.end
        if today is not None and current and self.part in {"later", "rest"}:
            first = calendar.shifted(today, 1) if self.part == "later" else today
            return calendar.of_range(min(first, whole.end), whole.end, whole.resolution)
        if today is not None and current and self.part == "earlier":
            return calendar.of_range(whole.start, max(calendar.shifted(today, -1), whole.start), whole.resolution)
        if self.part in {"later", "earlier", "rest"}:
            return whole
        if self.part == "end" and whole.granularity == "year":
            return calendar.of_month(whole.end.year, 12, whole.resolution)
        return calendar.part_of(whole, self.part)


class Inside(Struct, frozen=True, kw_only=True):
    """A month, day, weekday or season inside a relative year, month or week: "6 June this year", "Monday next week"."""

    of: Calendar | Season | Feast | Fraction
    frame: Term

    def resolve(self, scene: Scene) -> Reading:
        """The one that lies inside the frame."""
        frame = self.frame.resolve(scene)
        if frame.start is None or frame.end is None:
            return frame
        if isinstance(self.of, Calendar):
            if self.of.weekday is not None and self.of.month is None:
                day = calendar.shifted(frame.start, (self.of.weekday - frame.start.weekday()) % 7)
                return calendar.of_day(day, frame.resolution)
            if self.of.month is None and self.of.day is not None:
                full = structs.replace(self.of, month=frame.start.month)
                return full.within(frame.start.year, frame.resolution)
        return self.of.within(frame.start.year, frame.resolution)


class Span(Struct, frozen=True, kw_only=True):
    """From one time to another; what one end leaves out it takes from the other."""

    first: Term
    last: Term

    def resolve(self, scene: Scene) -> Reading:
        """From the first day of the one to the last day of the other."""
        first, last = shared(self.first, self.last)
        end = last.resolve(scene)
        start = first.resolve(scene)
        if start.start is None or end.end is None or end.start is None:
            return start if start.start is None else end
        if start.start > end.end and isinstance(first, Calendar) and first.year is None:
            if first.month is not None and calendar.valid_year(end.end.year - 1):
                years = (first.within(end.end.year - before, end.resolution) for before in (0, 1))
                start = next((year for year in years if year.start and year.start <= end.end), start)
            elif first.weekday is not None:
                start = calendar.of_day(
                    calendar.shifted(end.end, -((end.end.weekday() - first.weekday) % 7)), end.resolution
                )
        return joined(start, end)


def joined(start: Reading, end: Reading) -> Reading:
    """The interval from one reading to the other; weekdays run on."""
    if start.start is None or end.end is None:
        return unknown(NO_REFERENCE)
    last = end.end
    if (
        last < start.start
        and start.granularity == "day"
        and end.granularity == "day"
        and weaker(start, end) != "explicit"
    ):
        days = (start.start - last).days
        last = calendar.shifted(last, (days + 6) // 7 * 7)
    reading = calendar.of_range(start.start, last, weaker(start, end))
    whole = start.granularity == end.granularity and start.edtf and end.edtf and "/" not in start.edtf + end.edtf
    if whole and start.edtf != end.edtf and start.start <= last == end.end:
        return structs.replace(reading, edtf=f"{start.edtf}/{end.edtf}")
    return reading


def shared(first: Term, last: Term) -> tuple[Term, Term]:
    """Both ends, each completed by what only the other says: "October 3–4", "3–4 October", "May to June 2031"."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if first.year is not None and first.month is None and first.day is None:
            return first, last
        if last.month is None and last.day is not None and first.month is not None:
            last = structs.replace(last, month=first.month, year=last.year or first.year)
        if first.month is None and first.day is not None and last.month is not None:
            first = structs.replace(first, month=last.month)
        if first.month is not None and last.month is not None:
            over = int(first.month > last.month)  # the range runs over the end of a year
            if first.year is None and last.year is not None:
                first = structs.replace(first, year=last.year - over)
            elif last.year is None and first.year is not None:
                last = structs.replace(last, year=first.year + over)
    return first, last


class Series(Struct, frozen=True, kw_only=True):
    """Times named together: "Monday and Tuesday", "March 3, 4 and 5"."""

    items: tuple[Term, ...]

    def resolve(self, scene: Scene) -> Reading:
        """From the first to the last of them."""
        return Span(first=self.items[0], last=self.items[-1]).resolve(scene)


class WeekOf(Struct, frozen=True, kw_only=True):
    """The week or weekend that a day lies in: "the week of October 4"."""

    of: Term
    unit: str = "week"

    def resolve(self, scene: Scene) -> Reading:
        """Monday to Sunday, or Saturday and Sunday."""
        reading = self.of.resolve(scene)
        if reading.start is None or reading.end is None:
            return reading
        if reading.start != reading.end and self.unit == "weekend":
            return reading
        if self.unit == "weekend":
            return calendar.of_long_weekend(reading.start, reading.resolution)
        return calendar.of_unit(reading.start, self.unit, reading.resolution)


class NthOf(Struct, frozen=True, kw_only=True):
    """The nth week, day or weekday of a longer time: "the first week of March", "the last Sunday of June"."""

    nth: int
    of: Term
    unit: str = "day"
    weekday: int | None = None

    def resolve(self, scene: Scene) -> Reading:
        """Counted from the front, or from the back where negative."""
        frame = self.of.resolve(scene)
        if frame.start is None or frame.end is None:
            return frame
        if self.unit in {"month", "quarter"} and self.weekday is None:
            length = 1 if self.unit == "month" else 3
            months = (self.nth - 1) * length
            first = (
                calendar.months_on(frame.start, months)
                if self.nth > 0
                else calendar.months_on(frame.end, length * self.nth + length)
            )
            if not frame.start <= first <= frame.end or frame.granularity != "year":
                return unknown("no such month")
            return calendar.of_unit(first, self.unit, frame.resolution)
        if self.unit not in {"day", "week", "weekend"} and self.weekday is None:
            return unknown("not counted")
        step = 1 if self.unit == "day" and self.weekday is None else 7
        if self.weekday is not None:
            first = calendar.shifted(frame.start, (self.weekday - frame.start.weekday()) % 7)
            last = calendar.shifted(frame.end, -((frame.end.weekday() - self.weekday) % 7))
        else:
            first, last = frame.start, calendar.shifted(frame.end, 1 - step)
        day = (
            calendar.shifted(first, step * (self.nth - 1))
            if self.nth > 0
            else calendar.shifted(last, step * (self.nth + 1))
        )
        if not frame.start <= day <= frame.end:
            return unknown("no such day")
        if self.weekday is not None or self.unit == "day":
            return calendar.of_day(day, frame.resolution)
        return calendar.of_range(day, min(calendar.shifted(day, 6), frame.end), frame.resolution, "week")


class Since(Struct, frozen=True, kw_only=True):
    """From a time until now: "has ruled since 2003"."""

    of: Term

    def resolve(self, scene: Scene) -> Reading:
        """Up to the reference day, where there is one."""
        begun = self.of.resolve(scene)
        if begun.start is None or begun.edtf is None:
            return begun
        today: date | None = scene.reference
        if today is None or today < begun.start:
            return begun
        opened = begun.edtf.split("/")[0]
        return structs.replace(begun, end=today, edtf=f"{opened}/{today.isoformat()}", granularity="range")
