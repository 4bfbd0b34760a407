"""From tellings of journeys and dated stays to trips: one for each traveller and time, its legs in order."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, field

from extractors.matches import Match, PlaceMatch
from extractors.scene import RANK, Scene
from extractors.trips.journeys import Journey
from schemas.date import DateInterval
from schemas.trip import TripStatus

# Days without a leg after which another trip begins.
LONGEST_PAUSE = 3
# A stay longer than this is a time in which a stop lies, not its days.
LONGEST_STAY = 31
STAYING = frozenset({"visit", "arrival", "meeting", "event", "agreement"})


class Stop(Struct):
    """One stop as the text tells of it."""

    place: PlaceMatch
    at: int  # the first token that tells of it
    when: DateInterval | None
    ahead: bool
    evidence: list[Match]

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, where known."""
        if self.when is None or self.when.start is None or self.when.end is None:
            return None
        return self.when.start, self.when.end


class Itinerary(Struct):
    """The stops of a journey of one traveller, what is told of the whole, and the first and last day known of both."""

    traveller: str
    stops: list[Stop] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)
    start: date | None = None
    end: date | None = None

    def add_stop(self, stop: Stop) -> None:
        """Take in a stop."""
        self.stops.append(stop)
        if stop.days:
            self._reach(*stop.days)

    def add_journey(self, journey: Journey) -> None:
        """Take in what is told of the whole."""
        self.journeys.append(journey)
        if journey.date and (day := journey.date.value.start):
            self._reach(day, day)

    def _reach(self, first: date, last: date) -> None:
        self.start = min(first, self.start or first)
        self.end = max(last, self.end or last)


def itineraries(scene: Scene, told: list[Journey], quotes: dict[int, Match]) -> Iterator[Itinerary]:
    """Every trip of every traveller, in order of the text."""
    for traveller in dict.fromkeys(each for journey in told for each in journey.travellers):
        own = [journey for journey in told if traveller in journey.travellers]
        stops = [*_told_stops(own, quotes), *_dated_stops(scene, traveller, own)]
        abroad = [stop for stop in stops if _abroad(stop.place, scene.homes.get(traveller, frozenset()))]
        yield from _parted(traveller, _joined(abroad), own, scene.doc._.reference.value)


def _abroad(place: PlaceMatch, home: frozenset[str]) -> bool:
    """Whether a place is a stop: in a country, and not at home."""
    return place.country is not None and place.country not in home and place.kind not in {"other", "water"}


def _told_stops(told: Iterable[Journey], quotes: dict[int, Match]) -> Iterator[Stop]:
    for journey in told:
        alone = len(journey.destinations) == 1
        for number, destination in enumerate(journey.destinations):
            when = destination.date or (journey.date if alone else None)
            value = when.value if when else None
            ahead = journey.ahead or (journey.begun and number > 0)
            yield Stop(destination.place, destination.at, value, ahead, [quotes[journey.word.i]])


def _dated_stops(scene: Scene, traveller: str, told: Iterable[Journey]) -> Iterator[Stop]:
    """The dated locations of a traveller that are stays, or that the words of a journey stand in."""
    words = {journey.word.i for journey in told}
    for location in scene.doc._.locations:
        if traveller not in location.officials:
            continue
        if location.activity in STAYING or any(i in words for m in location.evidence for i in range(m.start, m.end)):
            place, evidence = scene.by_id[location.place], list(location.evidence)
            yield Stop(place, evidence[0].start, location.date, location.status == "planned", evidence)


def _joined(stops: list[Stop]) -> list[Stop]:
    """One stop for each place and stay; a country told of takes in the city told of in it."""
    found: list[Stop] = []
    for stop in sorted(stops, key=lambda stop: (-RANK[stop.place.kind], stop.days is None, _length(stop), stop.at)):
        for kept in found:
            if _one_place(kept.place, stop.place) and _one_time(kept, stop):
                _join(kept, stop)
                break
        else:
            found.append(stop)
    return found


def _length(stop: Stop) -> int:
    return (stop.days[1] - stop.days[0]).days if stop.days else 0


def _one_place(a: PlaceMatch, b: PlaceMatch) -> bool:
    return a.id == b.id or (a.country == b.country and {a.kind, b.kind} != {"city"})


def _one_time(a: Stop, b: Stop) -> bool:
    if a.days is None or b.days is None:
        return True
    return (b.days[0] - a.days[1]).days <= 1 and (a.days[0] - b.days[1]).days <= 1


def _join(kept: Stop, stop: Stop) -> None:
    """The stop told of in two ways: the longer stay of a few days, a date where only one has it."""
    if RANK[kept.place.kind] == RANK["facility"] and stop.place.kind == "city":
        kept.place = stop.place
    exact = [each for each in (kept, stop) if each.days and _length(each) <= 4 and each.when and _names_days(each.when)]
    if exact:
        kept.when = max(exact, key=lambda each: (_length(each), each is kept)).when
    else:
        kept.when = kept.when or stop.when
    kept.ahead = kept.ahead and stop.ahead
    kept.at = min(kept.at, stop.at)
    kept.evidence = [*dict.fromkeys((*kept.evidence, *stop.evidence))]


def _names_days(value: DateInterval) -> bool:
    return value.granularity in {"day", "range"}


def _parted(traveller: str, stops: list[Stop], told: list[Journey], reference: date | None) -> Iterator[Itinerary]:
    """The stops cut into trips by time; stops without a date, and what is told of the whole, to the trip of the day."""
    trips: list[Itinerary] = []
    dated = sorted((stop for stop in stops if stop.days), key=lambda stop: (stop.days, stop.at))
    for stop in dated:
        assert stop.days is not None
        last = trips[-1] if trips else None
        near = last is not None and last.end is not None and (stop.days[0] - last.end).days <= LONGEST_PAUSE
        if not (last and (near or _told_together(last, stop)) and _length(stop) <= LONGEST_STAY):
            last = Itinerary(traveller)
            trips.append(last)
        last.add_stop(stop)
    loose = [stop for stop in stops if not stop.days]
    current = _nearest(trips, reference)
    if current is None:
        current = Itinerary(traveller)
        trips.append(current)
    current.stops += loose
    for journey in told:
        day = journey.date.value.start if journey.date else None
        own = next((trip for trip in trips if day and trip.start and trip.end and _near(day, trip)), current)
        own.add_journey(journey)
    for trip in trips:
        trip.stops.sort(key=lambda stop: (stop.days is None and trip is not current, stop.at))
        trip.stops = _in_order(trip.stops)
        if trip.journeys and (trip.stops or any(journey.counted or journey.outcome for journey in trip.journeys)):
            yield trip


def _told_together(trip: Itinerary, stop: Stop) -> bool:
    """Whether the same words tell of a stop and of one of a trip."""
    told = {(match.start, match.end) for other in trip.stops for match in other.evidence}
    return any((match.start, match.end) in told for match in stop.evidence)


def _near(day: date, trip: Itinerary) -> bool:
    assert trip.start is not None
    assert trip.end is not None
    return (trip.start - day).days <= LONGEST_PAUSE and (day - trip.end).days <= LONGEST_PAUSE


def _nearest(trips: list[Itinerary], reference: date | None) -> Itinerary | None:
    """The trip that the article is about: the one nearest to the day on which it is read."""
    if reference is None or not trips:
        return trips[-1] if trips else None
    near = [trip for trip in trips if trip.start and abs((trip.start - reference).days) <= 60]
    return min(near, key=lambda trip: abs(((trip.start or reference) - reference).days), default=None)


def _in_order(stops: list[Stop]) -> list[Stop]:
    """Stops by day; one without a date after the one that the text names before it."""
    ordered = sorted((stop for stop in stops if stop.days), key=lambda stop: (stop.days, stop.at))
    for stop in (stop for stop in stops if not stop.days):
        before = [at for at, other in enumerate(ordered) if other.at < stop.at]
        ordered.insert(max(before) + 1 if before else 0 if not ordered else len(ordered), stop)
    return ordered


def status_of(stop: Stop, reference: date | None) -> TripStatus:
    """How far a stop has come, from the calendar, else from the tense."""
    if stop.days and reference:
        if stop.days[1] < reference:
            return "completed"
        if stop.days[0] > reference or (stop.ahead and stop.days[0] == reference):
            return "announced"
        return "under_way" if stop.days[1] > reference or not stop.ahead else "announced"
    return "announced" if stop.ahead else "completed"
