"""When and where an encounter takes place: from its clause, its heading, or the stay that it falls in."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date as date_of_day
from datetime import timedelta

from msgspec import Struct

from extractors.ground import JOURNEYS
from extractors.matches import DateMatch, PlaceMatch
from extractors.meetings.announced import later, of_announcing
from extractors.meetings.candidates import Candidate
from extractors.meetings.merge import days
from extractors.meetings.parties import REACH
from extractors.meetings.patterns import LEXICON
from extractors.meetings.status import status
from extractors.occasions import Occasion, Stay, bounding, left, stays
from extractors.scene import ABOUT, FAR, RANK, REPORTING, Heading, Scene
from extractors.syntax import ancestry, case, in_clause, looks_back, obliques, predicate, tense
from extractors.tree import Token
from schemas.date import DateInterval

# Longer intervals say nothing exact about one encounter.
LONGEST_STAY = 14
# How many tokens before an encounter a stay is still in mind.
FRESH = 80
# What people attend: where that is, they are, "chairs the Contact Group in Lima".
GATHERED = frozenset({"ceremony", "summit"})
# What ends the words about a partner.
ENDING = frozenset({"AUX", "CCONJ", "SCONJ", "VERB"})
# How far the participle stands from the predicate in "A, standing beside B, said in Lima".
CLIMB = 4
INSIDE = frozenset({"at", "in"})
STILL_THERE = timedelta(days=2)
# Days around the reference day that belong to the story.
NEAR = 8
# How a journey just told of is taken up: "during the visit".
VISITING = frozenset({"during", "in the course of", "on"})
TAKEN_UP = frozenset({"her", "his", "that", "the", "their", "this"})
EXPLAINING = frozenset({"acl", "acl:relcl", "advcl"})


class Setting(Struct, frozen=True, kw_only=True):
    """Date and place of one telling, and whether its own sentence gives them."""

    date: DateInterval | None
    own_date: bool
    place: PlaceMatch | None
    own_place: bool


class Settings:
    """Finds the settings of an article's tellings, in order of the text."""

    def __init__(self, scene: Scene, occasions: list[Occasion]) -> None:
        self.scene = scene
        near = [occasion for occasion in occasions if _bounded(occasion.place) and not left(scene, occasion)]
        short = [occasion for occasion in near if days(occasion.date.value) <= LONGEST_STAY]
        self.occasions = _distinct(short)
        self._of_sentence: defaultdict[int, list[Occasion]] = defaultdict(list)
        for occasion in short:
            self._of_sentence[scene.sentence(occasion.event)[0]].append(occasion)
        place = scene.dateline
        # The city of the dateline, where the text below it tells of the city again.
        self.report = place if place is not None and place.kind == "city" and len(place.mentions) > 1 else None
        self.stays = [stay for stay in stays(scene) if _bounded(stay.place)]
        reference = scene.doc._.reference.value
        # Days of the story itself, in order of the text: what is told without a date happens on the last one told of.
        self._days: list[DateMatch] = [
            date
            for date in scene.doc._.dates
            if reference is not None
            and date.start in scene.dates
            and days(date.value) == 0
            and date.value.start is not None
            and abs((date.value.start - reference).days) <= NEAR
            and not bounding(scene, date)
            and not _aside(scene.doc[date.start])
        ]
        # Those on which something was only said, and whether what was said has a date of its own.
        self._sayings = {date.start: self._other(date) for date in self._days if _of_saying(scene.doc[date.start])}

    def of(self, candidate: Candidate) -> Setting:
        """The setting of one telling."""
        scene = self.scene
        officials = {party.official for party, _ in candidate.parties if party.official}
        if candidate.settled == "elsewhere":
            stay = self._lodged(candidate, officials, None)
            date = stay.date.value if stay is not None and stay.date is not None else None
            place = stay.place if stay is not None else None
            return Setting(date=date, own_date=False, place=place, own_place=False)
        remote = self._remote(candidate.trigger)
        verb = _verb(candidate.trigger)
        lapsed = any(child.tag_ == "TO" for child in verb.children)  # "was to have met B"
        before = verb.dep_ == "xcomp" and looks_back(verb.head)  # "had refused to meet B"
        background = remote or before or (looks_back(verb) and not lapsed)
        when = self._dated(candidate) or scene.when(candidate.anchor) or scene.when(candidate.trigger)
        announced = when is not None and of_announcing(scene, candidate.trigger, when)
        if when is not None and announced:
            when = later(scene, candidate.trigger, when)
        relative = self._when_clause(candidate.trigger)
        if relative is not None:
            when = relative
        elif when is not None and bounding(scene, when):
            when = None
        place = self._beside(candidate) or self._place(candidate)
        place = place if place is not None and _bounded(place) else None
        date = when.value if when is not None else None
        own_date, own_place = date is not None, place is not None
        if candidate.settled == "own":
            return Setting(date=date, own_date=own_date, place=place, own_place=own_place)
        if not own_date and not own_place and (stay := self._visiting(candidate, officials)):
            date = stay.date.value if stay.date is not None else None
            place = None if candidate.kind == "call" else stay.place
            return Setting(date=date, own_date=False, place=place, own_place=False)
        heading = None if background else scene.heading(candidate.trigger.i)
        if date is None and place is not None:
            date = self._stay_at(officials, place, self._of_sentence.get(scene.sentence(candidate.trigger)[0], []))
            if date is None and tense(_verb(candidate.trigger)) == "future":
                date = self._stay_at(officials, place, self.occasions)
        if date is None and not background and not announced and not scene.titled(candidate.trigger.i):
            date = self._told(candidate, heading)
        if candidate.kind == "call":
            return Setting(date=date, own_date=own_date, place=None, own_place=False)
        if place is None:
            place = None if remote else self._stay(candidate, officials, date)
            if place is None and not background and (stay := self._lodged(candidate, officials, date)):
                place, date = stay.place, date or (stay.date.value if stay.date else None)
            headed = heading.place if heading is not None and _under(heading, date) else None
            if headed is not None and headed.country and (place is None or place.country != headed.country):
                place = headed  # no continent
            if place is None and not background and self._of_these_days(candidate, date):
                place = self.report
        elif date is None:
            date = self._stay_at(officials, place, self.occasions)
        return Setting(date=date, own_date=own_date, place=place, own_place=own_place)

    def _visiting(self, candidate: Candidate, officials: set[str]) -> Stay | None:
        """The visit just told of that a clause takes up: "During the visit she met A and held talks with B"."""
        verb = _verb(candidate.trigger)
        clauses = [verb, verb.head] if verb.dep_ == "conj" else [verb]
        journeys = (t for clause in clauses for p, t in obliques(clause) if p in VISITING and t.lower_ in JOURNEYS)
        if any(child.lower_ in TAKEN_UP for journey in journeys for child in journey.children):
            return self._lodged(candidate, officials, None)
        return None

    def _remote(self, trigger: Token) -> bool:
        """Whether a telling is of another time than the sentence is: "days after A met B", "since they met"."""
        return any(step.dep_ == "advcl" and self.scene.remote(step) for step in ancestry(trigger))

    def _afterwards(self, where: Token, trigger: Token) -> bool:
        """Whether a sentence has somebody go to a place only after what it tells: "before flying to Lima, A saw B"."""
        together = self.scene.sentence(where) == self.scene.sentence(trigger)
        return together and any(step.dep_ == "advcl" and self.scene.apart(step) for step in ancestry(where))

    def _of_these_days(self, candidate: Candidate, date: DateInterval | None) -> bool:
        """Whether an encounter is told as one of the last few days."""
        reference: date_of_day | None = self.scene.doc._.reference.value
        if date is None or date.start is None or reference is None or tense(_verb(candidate.trigger)) != "past":
            return False
        return timedelta(0) <= reference - date.start <= STILL_THERE

    def _place(self, candidate: Candidate) -> PlaceMatch | None:
        for child in candidate.trigger.children:
            entry = self.scene.places.get(child.i) if child.dep_ in {"amod", "compound", "nmod:poss"} else None
            if entry is not None and entry[0].kind in {"city", "facility"}:
                return entry[0]
        far = ABOUT if candidate.trigger.pos_ == "VERB" and candidate.kind not in GATHERED else FAR
        found = self.scene.where(candidate.anchor, far) or self.scene.where(candidate.trigger, far)
        return found or self._where_spoken(candidate.trigger)

    def _where_spoken(self, trigger: Token) -> PlaceMatch | None:
        """Where that is done or said which a participle tells the company of: "A, standing beside B, spoke in Lima"."""
        if trigger.dep_ != "acl" or trigger.pos_ != "VERB":
            return None
        near = [
            place
            for place, head in self.scene.places_of(trigger.i, self.scene.sentence(trigger)[1])
            if case(head) in INSIDE
            and case(_outermost(head)) in INSIDE
            and self.scene.tie(trigger, head) < ABOUT + CLIMB
        ]
        return max(near, key=lambda place: RANK[place.kind], default=None)

    def _when_clause(self, trigger: Token) -> DateMatch | None:
        """The date that a clause explains: "since 2011, when A met B"."""
        verb = _verb(trigger)
        mark = next((child for child in verb.children if child.lower_ == "when" and child.i < verb.i), None)
        if mark is None or mark.i < 2:
            return None
        before = mark.i - 2 if self.scene.doc[mark.i - 1].text in {",", "–", "—"} else mark.i - 1
        return self.scene.dates.get(before)

    def _beside(self, candidate: Candidate) -> PlaceMatch | None:
        """The place just before a partner who was added with a preposition of his own, "and in Lima with B", or just
        after one: "and B in Lima"."""
        anchor = candidate.anchor
        if anchor.i == candidate.trigger.i:
            return None
        for place, head in self.scene.places_of(anchor.i + 1, min(anchor.i + REACH, self.scene.sentence(anchor)[1])):
            if case(head) in INSIDE and not any(t.pos_ in ENDING for t in self.scene.doc[anchor.i : head.i]):
                return place
        near = [
            place for place, head in self.scene.places_of(candidate.trigger.i + 1, anchor.i) if anchor.i - head.i <= 6
        ]
        return near[-1] if near else None

    def _dated(self, candidate: Candidate) -> DateMatch | None:
        """The date just after a partner who has one of his own: "A on Monday and B on Tuesday"."""
        anchor = candidate.anchor
        if anchor.i == candidate.trigger.i:
            return None
        for token in self.scene.doc[anchor.i + 1 : min(anchor.i + REACH, self.scene.sentence(anchor)[1])]:
            if token.i in self.scene.dates:
                return self.scene.dates[token.i]
            if token.pos_ in ENDING:
                return None
        return None

    def _told(self, candidate: Candidate, heading: Heading | None) -> DateInterval | None:
        """The date of what was told just before: in the paragraph, by the heading, or as the story's own day."""
        scene, at = self.scene, candidate.trigger.i
        start = scene.paragraph(at)
        before = [date for date in self._days if date.start < at]
        reference = scene.doc._.reference.value
        if self._sayings:
            planned = status(candidate, None, None) in {"cancelled", "planned", "postponed", "proposed"}
            before = [
                date for date in before if date.start not in self._sayings or not (planned or self._sayings[date.start])
            ]
        if reference is not None and not self._captioned(at) and _scheduled(candidate.trigger):
            before = [date for date in before if date.value.end is None or date.value.end >= reference]
        elif reference is not None and _over(candidate):
            before = [date for date in before if date.value.start is None or date.value.start <= reference]
        inside = [date.value for date in before if date.start >= start]
        headed = heading.date.value if heading is not None and heading.date is not None else None
        if inside:
            return inside[-1]
        if headed is not None:
            return headed
        if heading is not None and heading.place is not None:
            inside = [date.value for date in before if date.start >= heading.start]
            return inside[-1] if inside else None
        ahead = tense(_verb(candidate.trigger)) == "future"
        for date in reversed(before):
            value = date.value
            if value.start is not None and reference is not None and not ahead and value.start <= reference:
                return value
        return None

    def _other(self, saying: DateMatch) -> bool:
        """Whether what is said on a day has a date of its own: "she was in Lima last week, an aide said on Monday"."""
        start, _ = self.scene.sentence(self.scene.doc[saying.start])
        before = self.scene.dates_of(start, saying.start)
        return any(d.value.end and saying.value.start and d.value.end < saying.value.start for d in before)

    def _captioned(self, at: int) -> bool:
        """Whether a token stands under a picture, which the present tense describes."""
        return any(s.kind == "caption" and s.start <= at < s.end for s in self.scene.doc._.sections)

    def _stay(self, candidate: Candidate, officials: set[str], date: DateInterval | None) -> PlaceMatch | None:
        """Where one of the parties, or else the story, was on the day."""
        best: tuple[int, int, PlaceMatch] | None = None
        cities: dict[str, PlaceMatch] = {}
        _, end = self.scene.sentence(candidate.trigger)
        if date is None:
            occasions = self._of_sentence.get(self.scene.sentence(candidate.trigger)[0], [])
        else:
            occasions = [occasion for occasion in self.occasions if _within(date, occasion.date.value)]
        for occasion in occasions:
            if occasion.place.kind == "city" and len(occasion.place.mentions) >= 2:
                cities.setdefault(occasion.place.id, occasion.place)
            afterwards = self._afterwards(self.scene.doc[occasion.where], candidate.trigger)
            later = occasion.place.kind == "facility" and occasion.where > end
            afterwards = afterwards or (later and not officials <= {*occasion.officials})  # "Later A visited the port"
            if officials & set(occasion.officials) and not (_port(occasion.place) or afterwards):
                rank = (len(officials & set(occasion.officials)), RANK[occasion.place.kind] % 4)
                if best is None or rank >= best[:2]:
                    best = (*rank, occasion.place)
        if best is not None:
            return best[2]
        return next(iter(cities.values())) if len(cities) == 1 else None

    def _lodged(self, candidate: Candidate, officials: set[str], date: DateInterval | None) -> Stay | None:
        """The last place that one of the parties was told to be at, a few sentences before, on no other day."""
        for stay in self._lately(candidate.trigger.i):
            if self._afterwards(self.scene.doc[stay.position], candidate.trigger):
                continue
            if officials & set(stay.officials):
                other = date is not None and stay.date is not None and not _within(date, stay.date.value)
                ahead = date is not None and other and _follows(date, stay.date.value if stay.date else None)
                return stay if not other or ahead else None
        return None

    def _lately(self, at: int) -> Iterator[Stay]:
        """The stays still in mind at a token, the last first."""
        for number in range(bisect_left(self.stays, at, key=lambda stay: stay.position) - 1, -1, -1):
            if at - self.stays[number].position > FRESH:
                return
            yield self.stays[number]

    def visited(self, candidate: Candidate) -> bool:
        """Whether one of the two parties has just come to the other's country."""
        homes = {party.official: self.scene.homes[party.official] for party, _ in candidate.parties if party.official}
        for stay in self._lately(candidate.trigger.i):
            for visitor in homes.keys() & set(stay.officials):
                if stay.place.country not in homes[visitor]:
                    return any(stay.place.country in home for other, home in homes.items() if other != visitor)
        return False

    def _stay_at(self, officials: set[str], place: PlaceMatch, occasions: list[Occasion]) -> DateInterval | None:
        """When one of the parties was at a place, or abroad in its country, where the occasions agree."""
        dates = [
            o.date.value
            for o in occasions
            if any(o.place.id == place.id or self._around(o.place, place, who) for who in officials & set(o.officials))
        ]
        return dates[0] if dates and all(date == dates[0] for date in dates) else None

    def _around(self, country: PlaceMatch, place: PlaceMatch, who: str) -> bool:
        """Whether one place is the country of the other, and somebody a guest there."""
        return country.kind == "country" and country.country == place.country not in self.scene.homes[who]


def _distinct(occasions: list[Occasion]) -> list[Occasion]:
    """Each place, day and company once, where the text tells of it last."""
    found: dict[tuple[str, DateInterval, tuple[str, ...]], Occasion] = {}
    for occasion in occasions:
        key = occasion.place.id, occasion.date.value, occasion.officials
        found.pop(key, None)
        found[key] = occasion
    return [*found.values()]


def _under(heading: Heading, date: DateInterval | None) -> bool:
    """Whether an encounter on a date can belong to the stay that a heading names."""
    stay = heading.date.value if heading.date is not None else None
    if date is None or stay is None or not (date.start and date.end and stay.start and stay.end):
        return True
    return date.start <= stay.end and stay.start <= date.end


def _bounded(place: PlaceMatch) -> bool:
    """Whether people can meet at a place: no sea, no part of the world."""
    return place.kind != "water" and (place.country is not None or place.kind != "region")


def _port(place: PlaceMatch) -> bool:
    """Whether a place is one of passage."""
    return place.kind == "facility" and place.name.lower().split()[-1] in LEXICON.signs.arrival


def _aside(token: Token) -> bool:
    """Whether a date stands in a clause that looks back or explains."""
    return looks_back(_verb(token)) or in_clause(token, EXPLAINING)


def _within(inner: DateInterval, outer: DateInterval) -> bool:
    return bool(
        inner.start
        and inner.end
        and outer.start
        and outer.end
        and outer.start <= inner.start
        and inner.end <= outer.end
    )


def _follows(date: DateInterval, stay: DateInterval | None) -> bool:
    """Whether a day comes so soon after the arrival at a place that whoever arrived is still there."""
    if stay is None or not (date.start and stay.start):
        return False
    return timedelta(0) <= date.start - stay.start <= STILL_THERE


def _outermost(head: Token) -> Token:
    """The noun of the phrase that another belongs to: "hall" for "Lima" in "in the hall of the palace in Lima"."""
    while head.dep_ == "nmod":
        head = head.head
    return head


def _of_saying(token: Token) -> bool:
    """Whether a day is only that on which something was said: "she will host him, an aide said on Wednesday"."""
    return predicate(token).lower_ in REPORTING and token.dep_.startswith("obl")


def _over(candidate: Candidate) -> bool:
    """Whether a past tense tells what happened."""
    return _verb(candidate.trigger).tag_ == "VBD" and status(candidate, None, None) == "held"


def _scheduled(trigger: Token) -> bool:
    """Whether a present tense tells of today or what lies ahead: "at ten she drops by to see B"."""
    verb = _verb(trigger)
    verb = verb.head if verb.dep_ == "advcl" and verb.tag_ == "VB" else verb
    return verb.tag_ in {"VBP", "VBZ"}


def _verb(trigger: Token) -> Token:
    return trigger if trigger.pos_ == "VERB" else predicate(trigger)
