"""When and where an encounter takes place: from its clause, its heading, or the stay that it falls in."""

from msgspec import Struct
from spacy.tokens import Token

from extractors.matches import DateMatch, PlaceMatch
from extractors.meetings.candidates import Candidate
from extractors.occasions import Occasion, bounding
from extractors.scene import RANK, Scene
from extractors.syntax import HAVE, auxiliaries, predicate, tense
from schemas.date import DateInterval

# Longer intervals say nothing exact about one encounter.
LONGEST_STAY = 14


class Setting(Struct, frozen=True, kw_only=True):
    """Date and place of one telling, and whether its own sentence gives them."""

    date: DateInterval | None
    own_date: bool
    place: PlaceMatch | None
    own_place: bool


class Settings:
    """Finds settings in order of the text; remembers the ones it gave."""

    def __init__(self, scene: Scene, occasions: list[Occasion]) -> None:
        self.scene = scene
        self.occasions = occasions
        self._last: tuple[int, DateInterval | None, PlaceMatch | None] | None = None

    def of(self, candidate: Candidate) -> Setting:
        """The setting of one telling."""
        scene = self.scene
        when = scene.when(candidate.anchor) or scene.when(candidate.trigger)
        if when is not None and bounding(scene, when):
            when = None
        place = scene.where(candidate.anchor) or scene.where(candidate.trigger)
        date = when.value if when is not None else None
        own_date, own_place = date is not None, place is not None
        if candidate.kind == "call":
            place, own_place = None, True
        heading = scene.heading(candidate.trigger.i)
        if heading is not None and not _background(candidate.trigger):
            if date is None and heading.date is not None:
                date = heading.date.value
            if place is None and not own_place and heading.place is not None:
                place = heading.place
        officials = {party.official for party, _ in candidate.parties if party.official}
        date, place = self._from_stays(candidate, officials, date, place, own_place)
        if date is None and not _background(candidate.trigger):
            date = self._carried(candidate.trigger)
        if date is not None and not _background(candidate.trigger):
            self._last = (candidate.trigger.i, date, place)
        return Setting(date=date, own_date=own_date, place=place, own_place=own_place and place is not None)

    def _from_stays(
        self,
        candidate: Candidate,
        officials: set[str],
        date: DateInterval | None,
        place: PlaceMatch | None,
        placed: bool,
    ) -> tuple[DateInterval | None, PlaceMatch | None]:
        """Fill date or place from a stay of one of the parties."""
        best: Occasion | None = None
        for occasion in self.occasions:
            if not officials & set(occasion.officials):
                continue
            value = occasion.date.value
            if value.start is None or value.end is None or (value.end - value.start).days > LONGEST_STAY:
                continue
            if date is not None and date.start is not None and date.end is not None:
                if placed or not (value.start <= date.start and date.end <= value.end):
                    continue
            elif place is not None:
                if occasion.place.id != place.id:
                    continue
            elif self.scene.sentence(occasion.event)[0] != self.scene.sentence(candidate.trigger)[0]:
                continue
            if best is None or RANK[occasion.place.kind] >= RANK[best.place.kind]:
                best = occasion
        if best is None:
            return date, place
        return date or best.date.value, place if placed or place is not None else best.place

    def _carried(self, trigger: Token) -> DateInterval | None:
        """The date of what was told just before in the same paragraph."""
        start = self.scene.paragraph(trigger.i)
        dates: list[DateMatch] = [
            date for date in self.scene.dates_of(start, self.scene.sentence(trigger)[0]) if not bounding(self.scene, date)
        ]
        if dates and dates[-1].value.granularity in {"day", "range"}:
            return dates[-1].value
        if self._last is not None and self._last[0] >= start:
            return self._last[1]
        return None


def _background(trigger: Token) -> bool:
    """Whether the words look back from the story's own time: "had met", "has met"."""
    verb = trigger if trigger.pos_ == "VERB" else predicate(trigger)
    return any(helper.lower_ in HAVE for helper in auxiliaries(verb)) and tense(verb) == "past"
