"""The public-policy topics that an article is about, with the phrases that show each of them."""

from extractors.topics.component import Topics
from extractors.topics.records import TOPICS, to_records

__all__ = ("TOPICS", "Topics", "to_records")
