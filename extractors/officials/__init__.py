"""Officials: who holds, held or seeks which public office, and every phrase that names one."""

from extractors.officials.component import Config, Officials
from extractors.officials.records import to_records

__all__ = ["Config", "Officials", "to_records"]
