"""One record per encounter, however often it is told."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from extractors.cast import Party
from extractors.matches import Match, PlaceMatch
from schemas.date import DateInterval
from schemas.meeting import MeetingKind, MeetingStatus, Side

# Kinds that may be two words for one encounter.
ALIKE = (frozenset({"talks", "audience"}), frozenset({"talks", "call"}), frozenset({"summit", "ceremony"}))
# Tellings of a host whose guests may have come for a gathering.
HOSTED = frozenset({"meetings.greet", "meetings.host", "meetings.receive", "meetings.welcome"})
# The surer telling decides.
WEIGHT: dict[MeetingStatus, int] = {
    "postponed": 5,
    "cancelled": 4,
    "held": 3,
    "ongoing": 2,
    "planned": 1,
    "proposed": 0,
}


# How many parties one telling may add to another of the same encounter.
MORE = 1


class Telling(Struct, frozen=True, kw_only=True):
    """One telling with its date, place and status."""

    kind: MeetingKind
    status: MeetingStatus
    name: str | None
    anew: bool  # said to be another encounter than the one before
    parties: tuple[tuple[Party, Side | None], ...]
    date: DateInterval | None
    own_date: bool  # said in the telling's own sentence
    place: PlaceMatch | None
    own_place: bool
    topics: tuple[str, ...]
    rule: str
    evidence: tuple[Match, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What makes its parties the same as another's."""
        return frozenset(party.key for party, _ in self.parties)


def merged(tellings: list[Telling]) -> list[Telling]:
    """Tellings of one encounter joined, in order of the text."""
    found: list[Telling] = []
    told: dict[str, list[int]] = defaultdict(list)  # party, or word of a name → tellings with it, in order
    for telling in tellings:
        marks = [*telling.keys, *(f"{word} " for word in _words(telling.name or ""))]
        # Two parties are shared or a word of the name is: what most have in common need not be looked at.
        rare = sorted(marks, key=lambda mark: len(told[mark]))[: max(1, len(marks) - 1)]
        near = sorted({at for mark in rare for at in told[mark]}, reverse=True)
        if any(_without(found[at], telling) for at in near):
            continue
        at = next((at for at in near if same(found[at], telling)), len(found))
        if at < len(found):
            found[at] = join(found[at], telling)
        else:
            found.append(telling)
        for mark in marks:
            if told[mark][-1:] != [at]:
                told[mark].append(at)
    return found


def _without(gathering: Telling, telling: Telling) -> bool:
    """Whether a telling only says who will not be at a gathering that takes place: "A will not attend the summit"."""
    absent = any(party.official and party.key not in gathering.keys for party, _ in telling.parties)
    if telling.status != "cancelled" or gathering.status in {"cancelled", "postponed"} or not absent:
        return False
    return gathering.kind == telling.kind == "summit" and gathering.name == telling.name is not None


def same(a: Telling, b: Telling) -> bool:
    """Whether two tellings are of one encounter."""
    alike = {a.kind, b.kind} in ALIKE or (a.keys == b.keys and {a.kind, b.kind} == {"summit", "talks"})
    if a.kind != b.kind and not alike and not _one_sentence(a, b) and not (_hosted(a, b) or _hosted(b, a)):
        return False
    shared = a.keys & b.keys
    named = (
        a.name is not None
        and b.name is not None
        and (_words(a.name) <= _words(b.name) or _words(b.name) <= _words(a.name))
    )
    if a.kind == b.kind == "summit" and (a.name or b.name):
        if not named:
            return False
    elif len(shared) < 2 or not (a.keys <= b.keys or b.keys <= a.keys) or len(a.keys ^ b.keys) > MORE:
        return False
    if a.status == "held" and (b.rule == "meetings.invite" or (b.anew and b.status != "held")):
        return False
    for one, other in ((a, b), (b, a)):
        undated = one.status in {"cancelled", "postponed"} and not one.own_date
        if undated and other.status == "held" and other.own_date:
            return False  # "has ruled out a meeting; the two last met in May"
    moved = {a.status, b.status} == {"cancelled", "postponed"} and a.keys == b.keys
    off = bool({a.status, b.status} & {"cancelled", "postponed"}) and a.status != b.status
    if moved and a.kind == b.kind:
        return True  # "had been due to meet on Thursday, but the encounter has been moved to Friday"
    if off and (not _overlap(a.date, b.date) or "call" in {a.kind, b.kind} and a.kind != b.kind):
        return False
    if _looked_forward_to(a, b) or _looked_forward_to(b, a):
        return False
    if {a.kind, b.kind} == {"talks", "call"} and (a if a.kind == "talks" else b).own_place:
        return False
    if {a.status, b.status} == {"held", "planned"} and "call" in {a.kind, b.kind} and a.kind != b.kind:
        return False
    if a.date is not None and b.date is not None and not _overlap(a.date, b.date):
        return False
    if a.place is not None and b.place is not None and a.place.id != b.place.id and a.own_place and b.own_place:
        return _nested(a.place, b.place)
    return True


def _looked_forward_to(held: Telling, planned: Telling) -> bool:
    """Whether a sentence tells of an encounter, without a day, and of one to come: "agreed to meet in May"."""
    if (held.status, planned.status) != ("held", "planned") or held.date is not None or not planned.own_date:
        return False
    return any(x.start < y.end and y.start < x.end for x in held.evidence for y in planned.evidence)


def _one_sentence(a: Telling, b: Telling) -> bool:
    """Whether one clause tells of both with a verb and a noun: "will host A and B at a ceremony", "said A, with his
    host at his side"."""
    to_the_press = "press_conference" in {a.kind, b.kind} and "meetings.companion" not in {a.rule, b.rule}
    if to_the_press or "talks" not in {a.kind, b.kind} or a.keys != b.keys:
        return False
    return any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)


def _hosted(talks: Telling, gathering: Telling) -> bool:
    """Whether one clause has somebody host others for a gathering: "welcomed A to Lima for the Reef Summit"."""
    clause = any(x.start < y.end and y.start < x.end for x in talks.evidence for y in gathering.evidence)
    everyone = gathering.keys - {party.key for party, _ in gathering.parties if party.kind == "body"}
    hosted = talks.rule in HOSTED and gathering.kind == "summit" and gathering.name is not None
    return hosted and clause and talks.keys == everyone


def join(a: Telling, b: Telling) -> Telling:
    """Two tellings of one encounter as one: the most exact date and place, all parties, the surer status."""
    sides: dict[str, tuple[Party, Side | None]] = {}
    for party, side in (*a.parties, *b.parties):
        kept = sides.get(party.key)
        sides[party.key] = (party, side if kept is None or kept[1] is None else kept[1])
    date, own_date = (a.date, a.own_date)
    if b.date is not None and (
        date is None or (b.own_date and not own_date) or (b.own_date == own_date and days(b.date) < days(date))
    ):
        date, own_date = b.date, b.own_date
    place, own_place = (a.place, a.own_place)
    if b.place is not None and (
        place is None
        or (b.own_place and not own_place)
        or (b.own_place == own_place and _exact(b.place) > _exact(place))
    ):
        place, own_place = b.place, b.own_place
    status = a.status if WEIGHT[a.status] >= WEIGHT[b.status] else b.status
    kind = a.kind if a.kind != "talks" else b.kind
    if kind == "call":
        place, own_place = None, False
    names = [name for name in (a.name, b.name) if name]
    quoted = {(match.start, match.end) for match in a.evidence}
    return Telling(
        kind=kind,
        status=status,
        name=max(names, key=len) if names else None,
        anew=a.anew,
        parties=tuple(_once(sides)),
        date=date,
        own_date=own_date,
        place=place,
        own_place=own_place,
        topics=tuple(dict.fromkeys((*a.topics, *b.topics))),
        rule=a.rule,
        evidence=(*a.evidence, *(match for match in b.evidence if (match.start, match.end) not in quoted)),
    )


def _once(sides: dict[str, tuple[Party, Side | None]]) -> Iterator[tuple[Party, Side | None]]:
    """The parties without bodies that are named more fully by another: "the Assembly" beside "the Reef Assembly"."""
    bodies = [_words(party.name) for party, _ in sides.values() if party.kind == "body"]
    for party, side in sides.values():
        if party.kind != "body" or not any(_words(party.name) < other for other in bodies):
            yield party, side


def _words(name: str) -> set[str]:
    return {
        word for word in name.lower().replace("-", " ").split() if word not in {"the", "of", "and", "for", "annual"}
    }


def _overlap(a: DateInterval | None, b: DateInterval | None) -> bool:
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def days(interval: DateInterval) -> int:
    """How many days an interval goes on after its first; very many where it is open."""
    if interval.start is None or interval.end is None:
        return 10**6
    return (interval.end - interval.start).days


def _exact(place: PlaceMatch) -> int:
    return {"facility": 4, "city": 3, "region": 2, "water": 2, "other": 2, "country": 1}[place.kind]


def _nested(a: PlaceMatch, b: PlaceMatch) -> bool:
    """Whether one of two places may lie in the other: they differ in kind and not in country."""
    return a.kind != b.kind and (a.country is None or b.country is None or a.country == b.country)
