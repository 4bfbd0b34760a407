"""Journeys of officials: who travels, and the stops in order, those that are only counted included."""

from extractors.trips.component import Config, Trips
from extractors.trips.records import to_records

__all__ = ("Config", "Trips", "to_records")
