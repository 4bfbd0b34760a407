"""The articles that are merged, each with its answer."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from schemas.extraction import Extraction


class DuplicateReportError(ValueError):
    """Two different articles have one id."""


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

    Errors: DuplicateReportError.
    """
    by_content: dict[str, Answered] = {}
    for report in reports:
        content = report.answer.document.id
        kept = by_content.get(content)
        if kept is None or report.id < kept.id:
            by_content[content] = report
    by_id: dict[str, Answered] = {}
    for report in by_content.values():
        if by_id.setdefault(report.id, report) is not report:
            raise DuplicateReportError(f"two different articles have the id `{report.id}`")
    return sorted(by_id.values(), key=lambda report: report.order)
