"""Layout: which line is headline, byline, dateline, caption, heading, body, list, teaser or contact."""

from extractors.layout.component import Layout
from extractors.layout.records import to_records

__all__ = ["Layout", "to_records"]
