"""Dates: every temporal expression, resolved against the reference date of the article."""

from extractors.dates.component import Dates
from extractors.dates.records import to_records

__all__ = ["Dates", "to_records"]
