"""Meetings and dated locations against the gold. In the strict count a find with a wrong part is missed and extra."""

from evaluation.case import Case, days, like_any, surnames
from evaluation.gold import GoldLocation, GoldMeeting
from evaluation.likeness import Pairs, fold, same_place
from schemas.location import DatedLocation
from schemas.meeting import Meeting

ENOUGH_IN_COMMON = 0.34


def judge_meetings(case: Case) -> None:
    """Count the meetings, and for each that is found its parts."""
    gold_meetings, found_meetings = case.gold.meetings, case.answer.meetings
    pairs = Pairs(gold_meetings, found_meetings, lambda gold, found: like_meeting(gold, found, case.parties(found)))
    for i, j in pairs.pairs:
        if not gold_meetings[i].optional:
            judge_meeting(case, gold_meetings[i], found_meetings[j])
    for i in sorted(pairs.missed):
        gold = gold_meetings[i]
        if not gold.optional:
            count(case, "meetings", missed=1)
            case.note("meetings", "missed", list(gold.participants), quote=gold.quote)
    for j in sorted(pairs.extra):
        found = found_meetings[j]
        count(case, "meetings", extra=1)
        shown = f"{case.parties(found)} {days(found.date)} {found.status} by {found.rule}"
        case.note("meetings", "extra", found=shown, quote=first_evidence(found))


def judge_meeting(case: Case, gold: GoldMeeting, found: Meeting) -> None:
    """Count one found meeting and whether its date, place, status, kind and participants are right."""
    place, names = case.places.get(found.place or "", found.place), case.parties(found)
    no_place = not gold.place and not place
    right_place = no_place or same_place([gold.place, *gold.places], place or "")
    right_names = len(names) == len(gold.participants) and all(like_any(name, names) for name in gold.participants)
    when = case.compare("meeting date", (gold.start, gold.end), days(found.date), gold.quote)
    case.check("meeting place", right_place, "meetings", "wrong place", gold.place, place, gold.quote)
    status = case.compare("meeting status", gold.status, found.status, gold.quote)
    case.compare("meeting kind", gold.kind, found.kind, gold.quote)
    parties = list(gold.participants), names
    case.check("meeting participants", right_names, "meetings", "wrong participants", *parties, gold.quote)
    count_found(case, "meetings", when and right_place and status)


def like_meeting(gold: GoldMeeting, found: Meeting, names: list[str]) -> float:
    """How much of two meetings agrees: enough participants or the same own name, then date, status and kind."""
    common = sum(like_any(name, names) for name in gold.participants)
    union = len(gold.participants) + len(names) - common
    named = bool(gold.name and found.name and same_place([gold.name], found.name))
    shared = bool(union) and (common / union >= ENOUGH_IN_COMMON or common == len(names) >= 2)
    if not named and not (common >= min(2, len(gold.participants)) and shared):
        return 0
    same = (gold.start == days(found.date)[0]) + (gold.status == found.status) + (gold.kind == found.kind)
    return 1 + common / max(1, union) + named + 0.5 * same


def judge_locations(case: Case) -> None:
    """Count the dated locations, and for each that is found its parts."""
    gold_stays, found_stays = case.gold.dated_locations, case.answer.dated_locations
    pairs = Pairs(gold_stays, found_stays, lambda gold, found: like_stay(gold, found, place_of(case, found)))
    for i, j in pairs.pairs:
        if not gold_stays[i].optional:
            judge_stay(case, gold_stays[i], found_stays[j])
    for i in sorted(pairs.missed):
        gold = gold_stays[i]
        if not gold.optional:
            count(case, "dated locations", missed=1)
            case.note("dated locations", "missed", f"{gold.place} {gold.start}/{gold.end}", quote=gold.quote)
    for j in sorted(pairs.extra):
        found = found_stays[j]
        count(case, "dated locations", extra=1)
        shown = f"{place_of(case, found)} {days(found.date)} {found.activity} by {found.rule}"
        case.note("dated locations", "extra", found=shown, quote=first_evidence(found))


def judge_stay(case: Case, gold: GoldLocation, found: DatedLocation) -> None:
    """Count one found stay and whether its days, officials, activity and status are right."""
    exact = (gold.start, gold.end) == days(found.date)
    if not exact:
        case.note("dated locations", "wrong date", (gold.start, gold.end), days(found.date), gold.quote)
    count_found(case, "dated locations", exact)
    people = surnames(gold.officials), surnames(case.present(found))
    case.compare("dated location officials", *people, gold.quote)
    case.compare("dated location activity", gold.activity, found.activity, gold.quote)
    case.compare("dated location status", gold.status, found.status, gold.quote)


def like_stay(gold: GoldLocation, found: DatedLocation, place: str) -> float:
    """Whether place and days meet, and more where they are equal."""
    start, end = days(found.date)
    if not (start and gold.start and same_place([gold.place, *gold.places], place)):
        return 0
    if (gold.start, gold.end) == (start, end):
        return 2 + (fold(gold.place) == fold(place))
    return float(gold.start <= (end or start) and start <= (gold.end or gold.start))


def place_of(case: Case, stay: DatedLocation) -> str:
    return case.places.get(stay.place, stay.place)


def first_evidence(record: Meeting | DatedLocation) -> str:
    return record.evidence[0].text if record.evidence else ""


def count(case: Case, record: str, *, extra: int = 0, missed: int = 0) -> None:
    """A record missed or found too many, in the plain and in the strict count."""
    case.score.count(record, extra=extra, missed=missed)
    case.score.count(f"{record} strict", extra=extra, missed=missed)


def count_found(case: Case, record: str, exact: bool) -> None:
    """A record found, right in all its parts or not."""
    case.score.count(record, right=1)
    case.score.count(f"{record} strict", right=exact, extra=not exact, missed=not exact)
