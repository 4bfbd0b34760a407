"""Encounters: the tellings of one meeting in many articles, put together by who, when and where."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date, timedelta

from msgspec import Struct, field

from dossiers.gatherings import same_gathering
from dossiers.intervals import Days, gap, month_of
from dossiers.tellings import Telling

# How far a plan may be moved: without a word, and where an article says that it is postponed or called off.
MOVED_DAYS, POSTPONED_DAYS = 7, 45
# Articles that both tell of it as past may differ by this much and still mean one encounter.
SLIP_DAYS = 1
# How far from its publication an encounter lies of which an article gives no date.
UNDATED_DAYS = 30
# What it costs to take two tellings for one although they differ.
COST_OF_PLACE, COST_OF_DAY, COST_OF_KIND = 40, 1, 5


class Encounter(Struct):
    """One encounter with every telling of it, and one telling for each different thing that is said."""

    tellings: list[Telling] = field(default_factory=list)
    different: dict[Hashable, Telling] = field(default_factory=dict)
    by_article: dict[str, list[Telling]] = field(default_factory=dict)

    def add(self, telling: Telling) -> None:
        """One more telling of it."""
        self.tellings.append(telling)
        self.different.setdefault(telling.said, telling)
        self.by_article.setdefault(telling.article, []).append(telling)

    @property
    def order(self) -> tuple[date, str, str]:
        """The first published first."""
        return min((telling.published, telling.article, telling.meeting.id) for telling in self.tellings)

    @property
    def latest(self) -> Telling:
        """The telling published last."""
        return max(self.tellings, key=lambda telling: (telling.published, telling.article, telling.meeting.id))

    def among(self, articles: frozenset[str]) -> "Encounter":
        """What some of the articles tell of it."""
        part = Encounter()
        for telling in self.tellings:
            if telling.article in articles:
                part.add(telling)
        return part

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(self.by_article)


class Doubt(Struct, frozen=True):
    """A telling that may be of several encounters."""

    telling: Telling
    encounters: tuple[Encounter, ...]


def to_encounters(tellings: Iterable[Telling]) -> tuple[list[Encounter], list[Doubt]]:
    """Encounters, each with its tellings, and tellings without a date that fit several."""
    ordered = sorted(tellings, key=lambda telling: telling.order)
    index = Index()
    for telling in ordered:
        if telling.days is not None:
            index.add(telling, index.nearest(telling, together=True))
    moved = [encounter for encounter in index.encounters if not any(telling.happened for telling in encounter.tellings)]
    for plan in sorted(moved, key=lambda encounter: encounter.order):
        target = index.nearest(plan.latest, besides=plan) if plan.tellings else ()
        if target and compatible(plan, index.encounters[target[0]]):
            index.merge(plan, target[0])
    doubts = []
    for telling in ordered:
        if telling.days is None:
            nearest = index.nearest(telling)
            if len(nearest) > 1:
                doubts.append(Doubt(telling, tuple(index.encounters[at] for at in nearest)))
            index.add(telling, nearest if len(nearest) == 1 else ())
    return [encounter for encounter in index.encounters if encounter.tellings], doubts


class Index:
    """Encounters by their parties or gathering and by month."""

    def __init__(self) -> None:
        self.encounters: list[Encounter] = []
        self._at: defaultdict[tuple[str, int], list[int]] = defaultdict(list)

    def nearest(self, telling: Telling, *, together: bool = False, besides: Encounter | None = None) -> tuple[int, ...]:
        """The encounters that a telling fits best; `together` only those that share a day with it, or the next."""
        near = {at for lookup in telling.lookups for month in _months(telling) for at in self._at[lookup, month]}
        costs = [
            (cost, at)
            for at in near
            if self.encounters[at] is not besides
            and (cost := distance(self.encounters[at], telling, together)) is not None
        ]
        least = min(costs)[0] if costs else 0
        best = sorted(at for cost, at in costs if cost == least)
        return tuple(best[:1] if telling.days is not None else best)

    def add(self, telling: Telling, where: tuple[int, ...]) -> None:
        """Put a telling to an encounter, or begin one with it."""
        at = where[0] if where else len(self.encounters)
        if not where:
            self.encounters.append(Encounter())
        self.encounters[at].add(telling)
        for lookup in telling.lookups:
            entry = self._at[lookup, month_of(_day(telling))]
            if at not in entry:
                entry.append(at)

    def merge(self, plan: Encounter, at: int) -> None:
        """Put a plan that was moved to the encounter that it became."""
        for telling in plan.tellings:
            self.add(telling, (at,))
        plan.tellings, plan.different, plan.by_article = [], {}, {}


def distance(encounter: Encounter, telling: Telling, together: bool = False) -> int | None:
    """How little a telling fits an encounter; None where it is of another one."""
    if not all(_moved_by(other, telling) for other in encounter.by_article.get(telling.article, ())):
        return None
    others = [other for other in encounter.different.values() if not together or _together(other, telling)]
    costs = (_difference(other, telling) for other in others)
    fitting = [cost for cost in costs if cost is not None]
    if not fitting or (telling.days is not None and _elsewhen(encounter, telling)):
        return None
    return min(fitting)


def compatible(a: Encounter, b: Encounter) -> bool:
    """Whether no article tells of both as of two."""
    return all(
        _moved_by(x, y)
        for article in a.articles & b.articles
        for x in a.by_article[article]
        for y in b.by_article[article]
    )


def _together(a: Telling, b: Telling) -> bool:
    """Whether two dates share a day, or are told as past and slip by one."""
    assert a.days is not None
    assert b.days is not None
    return gap(a.days, b.days) <= (SLIP_DAYS if a.happened and b.happened else 0)


def _elsewhen(encounter: Encounter, telling: Telling) -> bool:
    """Whether a telling's date cannot be reconciled with a dated telling of what happened."""
    return any(
        other.days is not None and other.happened and _apart(other, telling) is None
        for other in encounter.different.values()
    )


def _moved_by(a: Telling, b: Telling) -> bool:
    """Whether one article itself tells that an encounter was called off and gives another date."""
    return a.called_off != b.called_off and a.days != b.days


def _difference(a: Telling, b: Telling) -> int | None:
    if not _same_parties(a, b):
        return None
    cost = 0 if a.meeting.kind == b.meeting.kind else COST_OF_KIND
    if a.days is not None and b.days is not None:
        days = _apart(a, b)
        if days is None:
            return None
        cost += days * COST_OF_DAY
        if not _same_place(a, b):
            if days:
                return None
            cost += COST_OF_PLACE
        return cost
    if not _same_place(a, b):
        return None
    dated, undated = (a, b) if a.days is not None else (b, a)
    away = abs((_day(dated) - undated.published).days)
    if away > UNDATED_DAYS or (dated.days and undated.happened and dated.days[0] > undated.published):
        return None
    return cost + away


def _same_parties(a: Telling, b: Telling) -> bool:
    if a.meeting.name and b.meeting.name:
        return same_gathering(a.meeting.name, b.meeting.name)
    if a.form != b.form and not (a.form == "gathering" and b.form in {"gathering", "ceremony"} and not b.meeting.name):
        return False
    shared = a.keys & b.keys
    return len(shared) >= 2 and (a.keys <= b.keys or b.keys <= a.keys)


def _same_place(a: Telling, b: Telling) -> bool:
    """Whether two tellings may have one place: the same, one in the other, or one not said."""
    if a.site is None or b.site is None or a.site == b.site:
        return True
    return a.exactness != b.exactness and (a.country is None or b.country is None or a.country == b.country)


def _apart(a: Telling, b: Telling) -> int | None:
    """Days between two dates that may be of one encounter; None where they are of two."""
    assert a.days is not None
    assert b.days is not None
    days = gap(a.days, b.days)
    if days == 0:
        return 0
    if a.happened and b.happened:
        return days if days <= SLIP_DAYS and a.exact and b.exact else None
    plan, after = (a, b) if not a.happened and (b.happened or a.published <= b.published) else (b, a)
    if after.happened and plan.published > after.published:
        return None  # told after it happened: the next one
    limit = POSTPONED_DAYS if a.called_off or b.called_off else MOVED_DAYS
    return days if days <= limit else None


def _day(telling: Telling) -> date:
    return telling.days[0] if telling.days else telling.published


def _months(telling: Telling) -> Iterable[int]:
    """The months in which tellings of the same encounter may lie."""
    days: Days = telling.days or (telling.published, telling.published)
    reach = timedelta(days=POSTPONED_DAYS)
    first, last = month_of(max(days[0], date.min + reach) - reach), month_of(min(days[1], date.max - reach) + reach)
    return range(first, min(last, first + 24) + 1)
