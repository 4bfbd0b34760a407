"""Find what was where on which dates, and join what belongs to one stay."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.locations.merge import TELLING, Finding, merged
from extractors.locations.patterns import activity_of
from extractors.locations.telling import (
    activity_at,
    called_off,
    clause_of,
    continental,
    ignored,
    later_stop,
    moved,
    precise,
    status_by_date,
    status_of,
)
from extractors.matches import DateMatch, LocationMatch, Match
from extractors.occasions import Occasion, bounding, happenings, lasting, occasions, stays, under_headings
from extractors.scene import Scene
from extractors.syntax import head_of, looks_back, negated, predicate, tense
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
        told = [*self._occasions(scene), *self._meetings(scene), *self._headings(scene)]
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

    def _occasions(self, scene: Scene) -> Iterator[Finding]:
        reference = scene.doc._.reference.value
        datelines = [(s.start, s.end) for s in scene.doc._.sections if s.kind == "dateline"]
        for occasion in occasions(scene):
            value = occasion.date.value
            if not precise(value) or ignored(occasion) or later_stop(scene, occasion):
                continue
            if called_off(scene.doc[occasion.where]) and not moved(scene, occasion):
                continue
            if any(start <= occasion.where < end for start, end in datelines):
                continue
            activity = activity_at(scene, occasion)
            if continental(occasion.place) and not (activity in {"arrival", "visit"} and occasion.officials):
                continue
            yield Finding(
                place=occasion.place,
                date=value,
                officials=occasion.officials,
                activity=activity,
                status="ongoing"
                if lasting(scene, occasion.date)
                else status_of(clause_of(scene, occasion), value, reference),
                rule=f"locations.{activity}",
                evidence=(self._evidence(scene, occasion),),
            )

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
            start, _ = scene.sentence(token)
            day = self._day_told(scene, days, start, verb)
            if day is None or any(scene.dates_of(*scene.sentence(token))):
                continue
            yield Finding(
                place=stay.place,
                date=day.value,
                officials=stay.officials,
                activity=activity_of(verb.lower_) or ("visit" if stay.officials else "other"),
                status=status_of(verb, day.value, reference),
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
        while start < where and doc[start].pos_ in {"PUNCT", "SPACE", "CCONJ"}:
            start += 1
        _, mention = scene.places.get(where, (None, None))
        last = doc[mention.end - 1 if mention else where]
        return Match(
            start=start, end=last.i + 1, start_char=doc[start].idx, end_char=last.idx + len(last.text),
            rule="locations.stay",
        )  # fmt: skip

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

    def _headings(self, scene: Scene) -> Iterator[Finding]:
        """ "Gabon: 3–4 May": the stay that a heading names, at the most exact place told of under it."""
        reference = scene.doc._.reference.value
        for heading, end in under_headings(scene):
            if heading.date is None or heading.place is None or not precise(heading.date.value):
                continue
            traveller = Counter(
                holder for i in range(heading.end, end) if (holder := scene.people.get(i)) is not None
            ).most_common(1)
            value = heading.date.value
            said = [found for i in range(heading.start, heading.end) if (found := activity_of(scene.words[i]))]
            yield Finding(
                place=heading.place,
                date=value,
                officials=tuple(holder for holder, _ in traveller),
                activity=max(said, key=TELLING.__getitem__) if said else "visit" if traveller else "other",
                status=status_by_date(value, reference, "past"),
                rule="locations.heading",
                evidence=(heading_match(heading),),
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
        while end - start > 1 and doc[start].pos_ in {"PUNCT", "SPACE", "CCONJ"}:
            start += 1
        last = doc[end - 1]
        return Match(
            start=start, end=end, start_char=doc[start].idx, end_char=last.idx + len(last.text), rule=occasion.rule
        )


def heading_match(heading: Match) -> Match:
    """The heading as evidence."""
    return Match(
        start=heading.start,
        end=heading.end,
        start_char=heading.start_char,
        end_char=heading.end_char,
        rule="locations.heading",
    )


@Language.factory(
    "locations",
    requires=["token.dep", "token.tag", "doc._.places", "doc._.dates", "doc._.officials", "doc._.meetings"],
    assigns=["doc._.locations"],
    default_config={"config": to_builtins(Config())},
)
def make_locations(nlp: Language, name: str, config: dict[str, Any]) -> Locations:
    """The step under its name."""
    return Locations(nlp, convert(config, Config))
