"""Temporal expressions and the intervals that they stand for."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Offset, Record, Rule

Granularity = Literal["day", "week", "month", "season", "year", "decade", "range"]
Resolution = Literal["explicit", "relative", "inferred", "unresolved"]


class DateInterval(Record, frozen=True, kw_only=True):
    """An inclusive interval of calendar days and how it was read."""

    text: Annotated[str, Meta(description="The words that were read.", examples=["Monday and Tuesday"])]
    start: Annotated[date | None, Meta(description="First day, ISO 8601; null where unresolved.")]
    end: Annotated[date | None, Meta(description="Last day, inclusive, ISO 8601; null where unresolved.")]
    edtf: Annotated[
        str | None,
        Meta(
            description="ISO 8601-2 Extended Date/Time Format.",
            examples=["2022-10-03", "2022-10-03/2022-10-04", "XXXX-10-30"],
        ),
    ]
    granularity: Annotated[Granularity | None, Meta(description="The unit in which the text speaks.")]
    resolution: Annotated[
        Resolution,
        Meta(
            description=(
                "explicit: stated in full; relative: read against the reference date; "
                "inferred: completed from the context; unresolved: not pinned down."
            )
        ),
    ]


class DateMention(Record, frozen=True, kw_only=True):
    """One temporal expression of the text."""

    text: Annotated[str, Meta(description="The expression.", examples=["on October 30"])]
    start: Offset
    end: Offset
    date: Annotated[DateInterval, Meta(description="What it stands for.")]
    alternatives: Annotated[
        tuple[DateInterval, ...],
        Meta(description="Other readings of an ambiguous expression such as 04/10/2022; empty where there is one."),
    ] = ()
    rule: Rule
