"""The example article of the documentation: one of the seeds."""

from pathlib import Path

import msgspec

STATIC = Path(__file__).parent / "static"
ARTICLE: dict[str, str] = msgspec.json.decode((STATIC / "example.json").read_bytes())
