"""What a caller sends."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Record

OffsetUnit = Literal["codepoint", "utf16", "utf8"]

FIRST_YEAR, LAST_YEAR = 1500, 2199

Timestamp = Annotated[
    str,
    Meta(pattern=r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$", max_length=40),
]


class Article(Record, kw_only=True):
    """One article to read. Errors: ValueError where `published_at` is no day of the years 1500 to 2199."""

    text: Annotated[str, Meta(min_length=1, description="The raw text, headline and stray lines included.")]
    title: Annotated[
        Annotated[str, Meta(max_length=2000)] | None,
        Meta(description="The headline, where it is known apart from the text."),
    ] = None
    url: Annotated[
        Annotated[str, Meta(max_length=4000)] | None, Meta(description="Where the article was published.")
    ] = None
    source: Annotated[Annotated[str, Meta(max_length=500)] | None, Meta(description="Who published it.")] = None
    published_at: Annotated[
        Timestamp | None,
        Meta(
            description="Date or date-time of publication, ISO 8601; relative dates are read against its day.",
            examples=["2031-05-14", "2031-05-14T09:30:00Z"],
        ),
    ] = None
    language: Annotated[
        Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] | None,
        Meta(description="BCP 47 tag; found from the text where absent.", examples=["en"]),
    ] = None
    offsets: Annotated[OffsetUnit, Meta(description="What `start` and `end` count in the answer.")] = "codepoint"

    def __post_init__(self) -> None:
        published = self.published_on
        if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
            raise ValueError(f"`published_at` must lie in the years {FIRST_YEAR} to {LAST_YEAR}")

    @property
    def published_on(self) -> date | None:
        """The day of publication, in the time zone that was sent."""
        return None if self.published_at is None else datetime.fromisoformat(self.published_at).date()
