"""Find what was where on which dates, and join what belongs to one stay."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.locations.headings import headed, traveller
from extractors.locations.lengths import lengths, whole
from extractors.locations.merge import JOURNEYS, Finding, merged
from extractors.locations.patterns import VOTING, activity_of
from extractors.locations.telling import (
    activity_at,
    called_off,
    clause_of,
    continental,
    ignored,
    later_stop,
    moved,
    precise,
    status_of,
    travelled,
)
from extractors.matches import EDGES, DateMatch, LocationMatch, Match, PlaceMatch, stretch
from extractors.occasions import Occasion, bounding, happenings, lasting, occasions, stays
from extractors.scene import Scene
from extractors.syntax import head_of, looks_back, negated, predicate, tense
from extractors.tree import Token
from schemas.location import LocationStatus


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step."""

    longest_evidence: int = 60  # tokens of a quoted clause


class Locations:
    """Sets `doc._.locations`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.places or not doc._.dates:
            return doc
        scene = Scene.of(doc)
        tourist = traveller(scene)
        told = [*self._occasions(scene, tourist), *self._meetings(scene), *headed(scene, tourist)]
        found = [*told, *self._stays(scene, told)]
        found.sort(key=lambda finding: finding.evidence[0].start)
        doc._.locations = tuple(
            LocationMatch(
                id=f"l{number}",
                place=finding.place.id,
                date=finding.date,
                officials=finding.officials,
                activity=finding.activity,
                status=finding.status,
                rule=finding.rule,
                evidence=tuple(sorted(finding.evidence, key=lambda match: match.start)),
            )
            for number, finding in enumerate(merged(found), 1)
        )
        return doc

    def _occasions(self, scene: Scene, tourist: tuple[str, ...]) -> Iterator[Finding]:
        reference = scene.doc._.reference.value
        lasts = lengths(scene)
        datelines = [(s.start, s.end) for s in scene.doc._.sections if s.kind == "dateline"]
        for occasion in occasions(scene):
            value = whole(scene, occasion, lasts)
            if not precise(value) or ignored(occasion) or later_stop(scene, occasion):
                continue
            if called_off(scene.doc[occasion.where]) and not moved(scene, occasion):
                continue
            if any(start <= occasion.where < end for start, end in datelines):
                continue
            activity, officials = activity_at(scene, occasion), occasion.officials
            if activity == "other" and self._heads(scene, occasion):
                activity, officials = "visit", tourist
            if activity == "election" and clause_of(scene, occasion).lower_ not in VOTING:
                officials = ()  # who only speaks of it
            if continental(occasion.place) and not (activity in {"arrival", "visit"} and occasion.officials):
                continue
            yield Finding(
                place=self._seat(scene, occasion),
                date=value,
                officials=officials,
                activity=activity,
                status="ongoing"
                if lasting(scene, occasion.date)
                else status_of(clause_of(scene, occasion), value, reference, occasion.where),
                rule=f"locations.{activity}",
                evidence=(self._evidence(scene, occasion),),
                travellers=officials if activity in JOURNEYS else (),
                journey=activity in JOURNEYS and travelled(scene, occasion),
            )

    def _heads(self, scene: Scene, occasion: Occasion) -> bool:
        """Whether a place and date are themselves the heading of a stay: "Gabon: 3–4 May"."""
        heading = scene.heading(occasion.where + 1)
        return heading is not None and heading.date is occasion.date and occasion.where < heading.end

    def _seat(self, scene: Scene, occasion: Occasion) -> PlaceMatch:
        """The place of an occasion; in an item of a diary, its city for the country that it is in."""
        item, place = scene.heading(occasion.where), occasion.place
        if item is None or not item.item or item.place is None or place.kind != "country":
            return place
        return item.place if item.place.country == place.country else place

    def _stays(self, scene: Scene, found: list[Finding]) -> Iterator[Finding]:
        """ "On Monday she met X in Oslo. Then she flew to Bergen": a stay on the day that the paragraph told last."""
        reference = scene.doc._.reference.value
        covered = {(finding.place.id, i) for finding in found for m in finding.evidence for i in range(m.start, m.end)}
        days = [date for date in scene.dates_of(0, len(scene.doc)) if not bounding(scene, date)]
        for stay in (*stays(scene), *happenings(scene)):
            token = scene.doc[stay.position]
            verb = predicate(token)
            if stay.date is not None or (stay.place.id, token.i) in covered or scene.quoted[token.i]:
                continue
            if negated(verb) or looks_back(verb) or called_off(token):
                continue
            start, end = scene.sentence(token)
            day = self._day_told(scene, days, start, verb)
            if day is None or any(scene.dates_of(start, end)):
                continue
            yield Finding(
                place=stay.place,
                date=day.value,
                officials=stay.officials,
                activity=activity_of(verb.lower_) or ("visit" if stay.officials else "other"),
                status=status_of(verb, day.value, reference, stay.position),
                rule="locations.stay",
                evidence=(self._around(scene, start, stay.position),),
            )

    def _day_told(self, scene: Scene, days: list[DateMatch], start: int, verb: Token) -> DateMatch | None:
        """The day of `days` that the paragraph told last before a sentence, or its heading, where it fits the verb's
        tense."""
        before = bisect_left(days, start, key=lambda date: date.start)
        told = days[before - 1] if before and days[before - 1].start >= scene.paragraph(start) else None
        if told is None and (heading := scene.heading(start)) is not None:
            told = heading.date
        if told is None or told.value.granularity != "day":
            return None
        telling = predicate(head_of(scene.doc, told.start, told.end))
        fits = (tense(telling) == "past") == (tense(verb) == "past") and not looks_back(telling)
        return told if fits else None

    def _around(self, scene: Scene, start: int, where: int) -> Match:
        """The words of a sentence up to a place."""
        doc = scene.doc
        while start < where and doc[start].pos_ in EDGES:
            start += 1
        _, mention = scene.places.get(where, (None, None))
        return stretch(doc, start, mention.end if mention else where + 1, "locations.stay")

    def _meetings(self, scene: Scene) -> Iterator[Finding]:
        reference = scene.doc._.reference.value
        for meeting in scene.doc._.meetings:
            if meeting.place is None or meeting.date is None or not precise(meeting.date):
                continue
            if meeting.kind == "call" or meeting.status in {"cancelled", "postponed"}:
                continue
            planned = meeting.status in {"planned", "proposed"}
            status: LocationStatus = "planned" if planned else "ongoing" if meeting.status == "ongoing" else "past"
            if reference is not None and meeting.date.end is not None and meeting.date.end < reference:
                status = "past"
            yield Finding(
                place=scene.by_id[meeting.place],
                date=meeting.date,
                officials=tuple(p.official for p in meeting.participants if p.official and p.side != "absent"),
                activity="event" if meeting.kind in {"summit", "ceremony"} else "meeting",
                status=status,
                rule="locations.of-meeting",
                evidence=meeting.evidence[:1],
            )

    def _evidence(self, scene: Scene, occasion: Occasion) -> Match:
        """The clause around place and date."""
        doc = scene.doc
        start = min(occasion.where, occasion.date.start)
        end = max(occasion.where + 1, occasion.date.end)
        low, high = scene.sentence(doc[occasion.where])
        event = occasion.event
        if event.right_edge.i - event.left_edge.i < self.config.longest_evidence:
            start, end = min(start, event.left_edge.i), max(end, event.right_edge.i + 1)
        start, end = max(start, low), min(end, high)
        while end - start > 1 and doc[end - 1].pos_ in {"PUNCT", "SPACE"}:
            end -= 1
        while end - start > 1 and doc[start].pos_ in EDGES:
            start += 1
        return stretch(doc, start, end, occasion.rule)


@Language.factory(
    "locations",
    requires=["token.dep", "token.tag", "doc._.places", "doc._.dates", "doc._.officials", "doc._.meetings"],
    assigns=["doc._.locations"],
    default_config={"config": to_builtins(Config())},
)
def make_locations(nlp: Language, name: str, config: dict[str, Any]) -> Locations:
    """The step under its name."""
    return Locations(nlp, convert(config, Config))
