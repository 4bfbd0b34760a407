"""Who said what to whom: direct quotations and the reported speech of officials."""

from extractors.statements.component import Statements
from extractors.statements.records import to_records

__all__ = ("Statements", "to_records")
