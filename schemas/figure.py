"""Quantities with their units and what they measure."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Offset, Record, Rule

Dimension = Literal[
    "money",
    "percent",
    "duration",
    "age",
    "length",
    "area",
    "mass",
    "volume",
    "energy",
    "temperature",
    "ratio",
    "count",
]
Comparator = Literal["eq", "about", "gt", "gte", "lt", "lte", "range"]


class Figure(Record, frozen=True, kw_only=True):
    """One quantity of the article's own text."""

    text: Annotated[str, Meta(description="The words of number and unit.", examples=["more than $38 billion"])]
    start: Offset
    end: Offset
    value: Annotated[float | int | None, Meta(description="In base units; null where only a range is given.")]
    low: Annotated[float | int | None, Meta(description="Lower bound of a range.")]
    high: Annotated[float | int | None, Meta(description="Upper bound of a range.")]
    unit: Annotated[
        str, Meta(description="ISO 4217, SI and trade symbols, or `count`.", examples=["USD", "%", "km", "count"])
    ]
    dimension: Annotated[Dimension, Meta(description="What sort of quantity it is.")]
    comparator: Annotated[Comparator, Meta(description="How the number bounds the quantity.")]
    measures: Annotated[
        str | None,
        Meta(description="What is counted or measured, in the article's words.", examples=["bilateral trade"]),
    ]
    per: Annotated[str | None, Meta(description="What it is reckoned by.", examples=["day", "capita"])]
    rule: Rule
