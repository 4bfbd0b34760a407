"""Encounters of identified parties: who meets whom, when and where, and whether it comes about."""

from extractors.meetings.component import Config, Meetings
from extractors.meetings.records import to_records

__all__ = ("Config", "Meetings", "to_records")
