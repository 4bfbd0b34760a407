"""The articles that are merged, each with its answer."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from schemas.extraction import Extraction


class DuplicateReportError(ValueError):
    """Two different articles have one id."""


class InconsistentAnswerError(ValueError):
    """An answer points at records that it does not have, or gives dates that are none."""


class Answered(Struct, frozen=True):
    """One article under its id, with its answer."""

    id: str
    answer: Extraction

    @property
    def published(self) -> date | None:
        """The day of publication, else the day that the article was read against."""
        document = self.answer.document
        if document.published_at is not None:
            return datetime.fromisoformat(document.published_at).date()
        return document.reference_date.value

    @property
    def order(self) -> tuple[date, str]:
        """What articles are put in order by: those without a day first."""
        return self.published or date.min, self.id


def distinct(reports: Iterable[Answered]) -> list[Answered]:
    """Each article once, by day of publication; of articles that are the same but for their id, the least id.

    Errors: DuplicateReportError, InconsistentAnswerError.
    """
    by_content: dict[str, Answered] = {}
    for report in reports:
        check(report)
        content = report.answer.document.id
        kept = by_content.get(content)
        if kept is None or report.id < kept.id:
            by_content[content] = report
    by_id: dict[str, Answered] = {}
    for report in by_content.values():
        if by_id.setdefault(report.id, report) is not report:
            raise DuplicateReportError(f"two different articles have the id `{report.id}`")
    return sorted(by_id.values(), key=lambda report: report.order)


def check(report: Answered) -> None:
    """Whether an answer that was sent holds together. Errors: InconsistentAnswerError."""
    answer = report.answer
    officials = {official.id for official in answer.officials}
    places = {place.id for place in answer.places}
    named = {party.official for meeting in answer.meetings for party in meeting.participants}
    named |= {official for location in answer.dated_locations for official in location.officials}
    named |= {traveller for trip in answer.trips for traveller in trip.travellers}
    named |= {host for trip in answer.trips for leg in trip.legs for host in leg.hosts}
    named |= {statement.speaker.official for statement in answer.statements if statement.speaker}
    held = {meeting.id for meeting in answer.meetings}
    where = {meeting.place for meeting in answer.meetings} | {location.place for location in answer.dated_locations}
    where |= {leg.place for trip in answer.trips for leg in trip.legs}
    at = {statement.meeting for statement in answer.statements}
    missing = sorted(str(id_) for id_ in (named - officials) | (where - places) | (at - held) if id_ is not None)
    if missing:
        raise InconsistentAnswerError(f"the answer `{report.id}` speaks of {missing[0]!r}, which it does not have")
    dates = [meeting.date for meeting in answer.meetings] + [location.date for location in answer.dated_locations]
    dates += [leg.date for trip in answer.trips for leg in trip.legs]
    if any(date and date.start and date.end and date.start > date.end for date in dates):
        raise InconsistentAnswerError(f"the answer `{report.id}` has a date that ends before it starts")
    try:
        _ = report.published
    except ValueError as error:
        raise InconsistentAnswerError(f"`published_at` of the answer `{report.id}` is no ISO 8601 date") from error
