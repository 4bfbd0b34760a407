"""One article under judgement: its gold, the answer to it, and the score that its faults count into."""

from collections.abc import Sequence

from evaluation.gold import GoldArticle
from evaluation.likeness import fold, same_person, same_place
from evaluation.tallies import Miss, Score
from schemas.date import DateInterval
from schemas.extraction import Extraction
from schemas.location import DatedLocation
from schemas.meeting import Meeting


def days(date: DateInterval | None) -> tuple[str | None, str | None]:
    """First and last day, ISO 8601."""
    if date is None:
        return None, None
    return date.start.isoformat() if date.start else None, date.end.isoformat() if date.end else None


def like_any(name: str, names: Sequence[str]) -> bool:
    """Whether one of the names means the same person or body."""
    return any(same_person(name, other) or same_place([name], other) for other in names)


def surnames(names: Sequence[str]) -> list[str]:
    """The last words of the names, once each."""
    return sorted({fold(name).split()[-1] for name in names if fold(name)})


class Case:
    """What the judges compare, and how they write down what they see."""

    def __init__(self, gold: GoldArticle, answer: Extraction, score: Score) -> None:
        self.gold, self.answer, self.score = gold, answer, score
        self.officials = {official.id: official.name for official in answer.officials}
        self.places = {place.id: place.name for place in answer.places}

    def parties(self, meeting: Meeting) -> list[str]:
        """The names of those who take part in a meeting."""
        names = (self.officials.get(party.official or "", party.name) for party in meeting.participants)
        return [name for name in names if name]

    def present(self, stay: DatedLocation) -> list[str]:
        """The names of the officials at a dated location."""
        return [self.officials.get(official, official) for official in stay.officials]

    def note(self, record: str, fault: str, expected: object = "", found: object = "", quote: str | None = "") -> None:
        """Remember one fault and where the text shows it."""
        start = self.gold.text.find(quote) if quote else -1
        miss = Miss(
            article=self.gold.id,
            record=record,
            fault=fault,
            expected=str(expected),
            found=str(found),
            quote=quote or "",
            start=start if start >= 0 else None,
            end=start + len(quote or "") if start >= 0 else None,
        )
        self.score.misses.append(miss)

    def compare(self, attribute: str, expected: object, found: object, quote: str | None) -> bool:
        """Count an attribute of a matched record, and note it where it is wrong: "role country"."""
        record, _, part = attribute.rpartition(" ")
        return self.check(attribute, expected == found, f"{record}s", f"wrong {part}", expected, found, quote)

    def check(
        self, attribute: str, right: bool, record: str, fault: str, expected: object, found: object, quote: str | None
    ) -> bool:
        """Count whether an attribute is right, and note the fault where it is not."""
        if not self.score.check(attribute, right):
            self.note(record, fault, expected, found, quote)
        return right
