"""Many answers in, one view of each event out: pure functions over `Extraction`s, n log n in their number."""

from dossiers.merge import to_dossiers
from dossiers.reports import Answered

__all__ = ("Answered", "to_dossiers")
