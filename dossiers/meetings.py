"""Meetings as a dossier shows them: what is chosen of what the articles say, and what changed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from dossiers.conflicts import Choice, Claim, conflict, majority
from dossiers.encounters import Encounter
from dossiers.gatherings import keys
from dossiers.identity import numbered
from dossiers.intervals import Days, edtf, gap, interval, span, within
from dossiers.names import LEXICON, words_of
from dossiers.tellings import CALLED_OFF, HAPPENED, Party, Telling, seniority
from schemas.date import DateInterval
from schemas.dossier import Change, Conflict, DossierMeeting, Step
from schemas.meeting import MeetingKind, MeetingStatus, Participant, Side

NEVER: Days = (date.min, date.min)
MORE_EXACT = "the most exact of dates that agree"


class Held(Struct, frozen=True):
    """An encounter with what was chosen of it."""

    encounter: Encounter
    parties: tuple[Party, ...]
    date: DateInterval | None
    date_reason: str
    status: MeetingStatus


class Settled(Struct, frozen=True):
    """The meetings of a dossier, by date, where the articles differ, and which record of an article became which."""

    meetings: list[DossierMeeting]
    conflicts: list[Conflict]
    of: dict[tuple[str, str], str]


def to_meetings(encounters: list[Encounter], names: Mapping[str, str]) -> Settled:
    """What the articles of a dossier tell of meetings; `names` are those of its officials, by id."""
    chosen = [_settled(encounter) for encounter in encounters]
    ids = numbered(chosen, "meeting", _what_makes, lambda held: (held.date.edtf or "",) if held.date else ())
    conflicts: list[Conflict] = []
    meetings = []
    for id_, held in zip(ids, chosen, strict=True):
        meetings.append(_to_meeting(id_, held, names, conflicts))
    of = {
        (telling.article, telling.meeting.id): id_
        for id_, held in zip(ids, chosen, strict=True)
        for telling in held.encounter.tellings
    }
    return Settled(sorted(meetings, key=by_date), conflicts, of)


def by_date(meeting: DossierMeeting) -> tuple[bool, str, str]:
    return meeting.date is None, str(meeting.date and meeting.date.start), meeting.id


def _settled(encounter: Encounter) -> Held:
    when, reason = _date(encounter.tellings)
    return Held(encounter, _parties(encounter.tellings), when, reason, _status(encounter.tellings))


def _what_makes(held: Held) -> tuple[str, ...]:
    """What an encounter is: its form, its principals or its gathering, and the month or year."""
    day = held.date.start if held.date else None
    names = sorted({telling.meeting.name for telling in held.encounter.tellings if telling.meeting.name})
    if names and (known := {key for name in names for key in keys(name)}):
        gathering = min(known, key=lambda key: (" " in key, len(key), key))
        return "gathering", gathering, str(day.year if day else "")
    form = min(telling.form for telling in held.encounter.tellings)
    return form, *sorted(_principals(held.parties)), f"{day.year}-{day.month}" if day else ""


def _principals(parties: tuple[Party, ...]) -> list[str]:
    """The most senior party of each country; the two most senior where they are of one."""
    by_country: dict[str, str] = {}
    for party in parties:
        countries = sorted(party.person.countries) if party.person else []
        by_country.setdefault(countries[0] if countries else party.key, _called(party))
    return list(by_country.values())[:3] if len(by_country) > 1 else [_called(party) for party in parties[:2]]


def _called(party: Party) -> str:
    return party.person.family if party.person else party.key


def _parties(tellings: list[Telling]) -> tuple[Party, ...]:
    """Every party once, with the side that most articles give it."""
    found: defaultdict[str, list[Party]] = defaultdict(list)
    for telling in tellings:
        for party in telling.parties:
            found[party.key].append(party)
    parties = []
    for given in found.values():
        sides = Counter(party.side for party in given if party.side)
        side: Side | None = min(sides.items(), key=lambda item: (-item[1], item[0]))[0] if sides else None
        name = max({party.name for party in given}, key=lambda name: (len(words_of(name)), name))
        parties.append(Party(given[0].key, name, side, given[0].person))
    return tuple(sorted(parties, key=seniority))


def _status(tellings: list[Telling]) -> MeetingStatus:
    """What was published last; what was held is not planned again."""
    last = sorted(tellings, key=lambda telling: (telling.published, telling.status in HAPPENED, telling.article))
    happened = [telling for telling in last if telling.happened]
    final = last[-1]
    if happened and not (final.called_off and final.published > happened[-1].published):
        return happened[-1].status
    return final.status


def _standing(tellings: list[Telling]) -> list[Telling]:
    """The dated tellings but for plans that a later article replaces by another date."""
    replaced_on: dict[Days, date] = {}  # the last day on which each date is given as one that stands
    for telling in tellings:
        if telling.days is not None and not telling.called_off:
            replaced_on[telling.days] = max(replaced_on.get(telling.days, date.min), telling.published)
    dated = [telling for telling in tellings if telling.days is not None]
    standing = [telling for telling in dated if not _replaced(telling, replaced_on)]
    return standing or dated


def _replaced(plan: Telling, by: dict[Days, date]) -> bool:
    if plan.happened or plan.days is None:
        return False
    return any(
        gap(plan.days, days) and (published > plan.published or plan.called_off) for days, published in by.items()
    )


def _date(tellings: list[Telling]) -> tuple[DateInterval | None, str]:
    """The date of most articles, the most exact of those that agree; of what happened before what is planned."""
    dated = _standing(tellings)
    if not dated:
        return None, ""
    told = [telling for telling in dated if telling.happened] or dated
    told = [telling for telling in told if telling.exact] or told
    articles: defaultdict[Days, set[str]] = defaultdict(set)
    for telling in told:
        articles[telling.days or NEVER].add(telling.article)
    support = {days: len(set().union(*(articles[o] for o in articles if within(days, o)))) for days in articles}
    most = max(support.values())
    shortest = min(span(days) for days in articles if support[days] == most)
    leading = [t for t in told if t.days and support[t.days] == most and span(t.days) == shortest]
    choice = majority([Claim(edtf(t.days), t.article, t.published) for t in leading if t.days])
    days = next(t.days for t in leading if t.days and edtf(t.days) == choice.value)
    agreeing = all(t.days and (within(days, t.days) or within(t.days, days)) for t in dated)
    stated = [t.meeting.date for t in leading if t.days == days and t.meeting.date]
    return interval(days, stated), MORE_EXACT if agreeing else choice.reason


def _to_meeting(id_: str, held: Held, names: Mapping[str, str], conflicts: list[Conflict]) -> DossierMeeting:
    tellings = sorted(
        held.encounter.tellings, key=lambda telling: (telling.published, telling.article, telling.meeting.id)
    )
    place, of_place = _place(id_, tellings)
    name, of_name = _name(id_, tellings)
    conflicts += [*_date_conflicts(id_, held), *of_place, *of_name, *_status_conflicts(id_, held)]
    kinds = [Claim(telling.meeting.kind, telling.article, telling.published) for telling in tellings]
    kind: MeetingKind = next(t.meeting.kind for t in tellings if t.meeting.kind == majority(kinds).value)
    return DossierMeeting(
        id=id_,
        kind=kind,
        status=held.status,
        name=name,
        participants=tuple(
            Participant(
                official=party.person.id if party.person and party.person.id in names else None,
                name=names.get(party.person.id, party.name) if party.person else party.name,
                side=party.side,
            )
            for party in held.parties
        ),
        date=held.date,
        place=place,
        topics=tuple(sorted({topic for telling in tellings for topic in telling.meeting.topics})),
        sources=tuple(sorted(held.encounter.articles)),
        history=tuple(_history(tellings)),
    )


def _date_conflicts(about: str, held: Held) -> Iterator[Conflict]:
    """Named days that differ, plans replaced later apart: that is a change, not a conflict."""
    claims = [
        Claim(edtf(telling.days), telling.article, telling.published)
        for telling in _standing(held.encounter.tellings)
        if telling.days and telling.exact
    ]
    if held.date and held.date.edtf:
        yield from conflict(about, "date", claims, Choice(held.date.edtf, held.date_reason))


def _status_conflicts(about: str, held: Held) -> Iterator[Conflict]:
    """Articles of one day that say that it was held and that it was called off."""
    last = max(telling.published for telling in held.encounter.tellings)
    tellings = [telling for telling in held.encounter.tellings if telling.published == last]
    if {telling.happened for telling in tellings if telling.called_off or telling.happened} == {True, False}:
        claims = [Claim(t.status, t.article, t.published) for t in tellings if t.called_off or t.happened]
        yield from conflict(about, "status", claims, Choice(held.status, "what was held was not called off"))


def _place(about: str, tellings: list[Telling]) -> tuple[str | None, list[Conflict]]:
    """The place that agrees with most articles, as exactly as any says it."""
    placed = [telling for telling in tellings if telling.site is not None]
    if not placed:
        return None, []
    sites = {telling.site: telling for telling in placed}
    articles: defaultdict[str | None, set[str]] = defaultdict(set)
    for telling in placed:
        articles[telling.site].add(telling.article)
    support = {
        site: len(set().union(*(articles[other] for other in sites if _nested(sites[site], sites[other]))))
        for site in sites
    }
    surest = max(
        placed, key=lambda telling: (support[telling.site], telling.happened, telling.published, telling.exactness)
    )
    agreeing = [telling for telling in placed if _nested(telling, surest)]
    best = max(telling.exactness for telling in agreeing)
    choice = majority([Claim(t.site or "", t.article, t.published) for t in agreeing if t.exactness == best])
    chosen = sites[choice.value]
    against = [telling for telling in placed if not _nested(telling, chosen)]
    if not against:
        return choice.value, []
    claims = [Claim(choice.value, t.article, t.published) for t in placed if _nested(t, chosen)]
    claims += [Claim(t.site or "", t.article, t.published) for t in against]
    most = majority(claims)
    reason = most.reason if most.value == choice.value else "told of as past"
    return choice.value, list(conflict(about, "place", claims, Choice(choice.value, reason)))


def _nested(a: Telling, b: Telling) -> bool:
    if a.site == b.site:
        return True
    return a.exactness != b.exactness and a.country == b.country


def _name(about: str, tellings: list[Telling]) -> tuple[str | None, list[Conflict]]:
    """The gathering's name in most articles, the fullest of as many; names of different sorts of gathering conflict."""
    claims = [Claim(t.meeting.name, t.article, t.published) for t in tellings if t.meeting.name]
    if not claims:
        return None, []
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        counted[claim.value].add(claim.source)
    name = min(counted, key=lambda value: (-len(counted[value]), -len(value), value))
    sort = _sort(name)
    other = [claim for claim in claims if not (_sort(claim.value) <= sort or sort <= _sort(claim.value))]
    if not other:
        return name, []
    same = [Claim(name, claim.source, claim.published) for claim in claims if claim not in other]
    reason = majority([*same, *other]).reason
    return name, list(conflict(about, "name", [*same, *other], Choice(name, reason)))


def _sort(name: str) -> frozenset[str]:
    """The words for the sort of gathering."""
    return frozenset(words_of(name)) & LEXICON.gathering - {"annual", "general", "regular", "special", "session"}


def _history(tellings: list[Telling]) -> Iterator[Step]:
    """What each article says, and what that changes."""
    before: Telling | None = None
    for telling in tellings:
        evidence = telling.meeting.evidence
        yield Step(
            article=telling.article,
            published_at=None if telling.published.year == 1 else telling.published,
            status=telling.status,
            date=telling.meeting.date,
            place=telling.site,
            change=_change(before, telling),
            evidence=evidence[0] if evidence else None,
        )
        before = telling if before is None or telling.days is not None or telling.called_off else before


def _change(before: Telling | None, now: Telling) -> Change:
    """What a telling changes against the one before it."""
    if before is None:
        return "first"
    if now.status in CALLED_OFF and now.status != before.status:
        return "cancelled" if now.status == "cancelled" else "postponed"
    elsewhere = before.site is not None and now.site is not None and not _nested(before, now)
    other_day = before.days is not None and now.days is not None and gap(before.days, now.days) > 0
    if before.happened and (elsewhere or other_day):
        return "contradicted"
    if other_day:
        return "rescheduled"
    if now.happened and not before.happened or (before.status == "proposed" and now.status == "planned"):
        return "advanced"
    return "moved" if elsewhere else "confirmed"
