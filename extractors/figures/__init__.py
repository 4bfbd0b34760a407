"""Every quantity of the article with its unit, its bounds and what it measures."""

from extractors.figures.component import Figures
from extractors.figures.records import to_records

__all__ = ("Figures", "to_records")
