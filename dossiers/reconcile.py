"""Compare dossiers with an official record of travel, stop by stop."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from dossiers.intervals import Days, days_of, gap
from dossiers.names import alike, same_name, words_of
from dossiers.travels import country_of
from schemas.dossier import Dossier, DossierLeg
from schemas.reconciliation import Agreement, Reconciliation, Stop, TravelRecord

# Days by which a record and a dossier may differ and still tell of one stop.
NEAR_DAYS = 1


class Visit(Struct, frozen=True):
    """One leg of a dossier with what is compared of it."""

    dossier: str
    traveller: str
    leg: DossierLeg
    place: str | None
    met: tuple[str, ...]

    @property
    def days(self) -> Days | None:
        return days_of(self.leg.date)


def reconciled(
    dossiers: Iterable[Dossier], records: list[TravelRecord], people_of: Callable[[str], list[str]]
) -> Reconciliation:
    """Every stop that the dossiers or, in the time of their trips, the records have of a traveller.

    `people_of` gives the names of the people in a remark.
    """
    visits = [visit for dossier in dossiers for visit in _visits(dossier)]
    stops: list[Stop] = []
    for traveller in sorted({visit.traveller for visit in visits}):
        own = [visit for visit in visits if visit.traveller == traveller]
        travels = [record for record in records if one_person(record.who, traveller)]
        stops += _of_traveller(traveller, own, travels, people_of)
    return Reconciliation(stops=tuple(stops))


def _visits(dossier: Dossier) -> Iterator[Visit]:
    names = {official.id: official.name for official in dossier.officials}
    places = {place.id: place.name for place in dossier.places}
    meetings = {meeting.id: meeting for meeting in dossier.meetings}
    for trip in dossier.trips:
        for traveller in trip.travellers:
            for leg in trip.legs:
                met = {
                    names.get(party.official or "", party.name): None
                    for id_ in leg.meetings
                    for party in meetings[id_].participants
                    if party.official not in trip.travellers
                }
                yield Visit(dossier.id, names[traveller], leg, places.get(leg.place or ""), tuple(met))


def one_person(a: str, b: str) -> bool:
    """Whether two names may be one person's; a surname alone is enough.

    >>> one_person("Ana María Quispe", "Quispe"), one_person("Ana María Quispe", "Rosa Quispe")
    (True, False)
    """
    first, second = words_of(a), words_of(b)
    if len(first) < 2 or len(second) < 2:
        return bool(first and second) and alike(first[-1], second[-1])
    return same_name(first, second)


def _of_traveller(
    traveller: str, visits: list[Visit], travels: list[TravelRecord], people_of: Callable[[str], list[str]]
) -> Iterator[Stop]:
    left = list(visits)
    found: list[tuple[date, Stop]] = []
    known = [visit.days for visit in visits if visit.days]
    for record in travels:
        days = (record.start, record.end)
        same = [visit for visit in left if visit.days and _one_stop(visit, record, visit.days)]
        if same:
            left.remove(same[0])
            found.append((record.start, _compared(record, same[0], people_of)))
        elif any(gap(days, other) <= NEAR_DAYS for other in known):
            found.append((record.start, _only_record(traveller, record, people_of)))
    found += [(visit.days[0] if visit.days else date.max, _only_dossier(visit)) for visit in left]
    yield from (stop for _, stop in sorted(found, key=lambda pair: pair[0]))


def _one_stop(visit: Visit, record: TravelRecord, days: Days) -> bool:
    return visit.leg.country == country_of(record.country) and gap(days, (record.start, record.end)) <= NEAR_DAYS


def _compared(record: TravelRecord, visit: Visit, people_of: Callable[[str], list[str]]) -> Stop:
    named = people_of(record.remarks) if record.remarks else []
    both = [name for name in visit.met if any(one_person(name, other) for other in named)]
    missing = [name for name in named if not any(one_person(name, other) for other in visit.met)]
    same_days = visit.days == (record.start, record.end)
    same_place = _in_locale(visit.place, record.locale)
    agreement: Agreement = "full" if same_days and same_place and not missing else "partial"
    return Stop(
        agreement=agreement,
        traveller=visit.traveller,
        country=visit.leg.country,
        record=record,
        dossier=visit.dossier,
        place=visit.place,
        start=visit.days[0] if visit.days else None,
        end=visit.days[1] if visit.days else None,
        same_days=same_days,
        same_place=same_place,
        met_in_both=tuple(both),
        met_in_record=tuple(missing),
        met_in_dossier=tuple(name for name in visit.met if name not in both),
    )


def _in_locale(place: str | None, locale: str | None) -> bool:
    """Whether a record's cities hold a place; a record without cities does not contradict."""
    if locale is None or place is None:
        return locale is None
    words, cities = words_of(place), words_of(locale)
    return any(cities[at : at + len(words)] == words for at in range(len(cities)))


def _only_record(traveller: str, record: TravelRecord, people_of: Callable[[str], list[str]]) -> Stop:
    return Stop(
        agreement="only_record",
        traveller=traveller,
        country=country_of(record.country),
        record=record,
        dossier=None,
        place=None,
        start=None,
        end=None,
        same_days=False,
        same_place=False,
        met_in_both=(),
        met_in_record=tuple(people_of(record.remarks) if record.remarks else []),
        met_in_dossier=(),
    )


def _only_dossier(visit: Visit) -> Stop:
    return Stop(
        agreement="only_dossier",
        traveller=visit.traveller,
        country=visit.leg.country,
        record=None,
        dossier=visit.dossier,
        place=visit.place,
        start=visit.days[0] if visit.days else None,
        end=visit.days[1] if visit.days else None,
        same_days=False,
        same_place=False,
        met_in_both=(),
        met_in_record=(),
        met_in_dossier=visit.met,
    )
