"""What a caller sends."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Record

OffsetUnit = Literal["codepoint", "utf16", "utf8"]

FIRST_YEAR, LAST_YEAR = 1500, 2199

# A character that shows: no space, control or invisible mark. Written so that Python and ECMAScript agree on it.
VISIBLE = (
    r"[^\u0000-\u0020\u007F-\u00A0\u00AD\u1680\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF\uFFF9-\uFFFB]"
)

# Exactly the days of the years 1500 to 2199, leap days included, with or without a time of day.
_CENTURY = "(1[5-9]|2[01])"
_DAY = (
    f"({_CENTURY}[0-9]{{2}}-("
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_CENTURY}(0[48]|[2468][048]|[13579][26])-02-29|(16|20)00-02-29)"
)
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
Timestamp = Annotated[str, Meta(pattern=rf"^{_DAY}([T ]{_CLOCK}(:[0-5][0-9](\.[0-9]{{1,9}})?)?(Z|[+-]{_CLOCK})?)?$")]


class Article(Record, frozen=True, kw_only=True):
    """One article to read. Errors: ValueError where `language` or `published_at` is not what its pattern says."""

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
        if self.language is not None and self.language.endswith("\n"):
            raise ValueError("`language` must not end in a line break")  # which `$` lets pass in Python
        published = self.published_on
        if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
            raise ValueError(f"`published_at` must lie in the years {FIRST_YEAR} to {LAST_YEAR}")

    @property
    def published_on(self) -> date | None:
        """The day of publication, in the time zone that was sent."""
        return None if self.published_at is None else datetime.fromisoformat(self.published_at).date()
