"""`python -m api.openapi [FOLDER]` writes the contract of the default settings to `openapi/`, where it is pinned."""

import sys
from pathlib import Path

from api.app import create_app
from api.description import written
from api.records import RECORDS, json_schema
from api.settings import Settings


def pinned() -> dict[str, bytes]:
    """What each file of `openapi/` holds, by its path there."""
    settings = Settings()
    schemas = {f"schemas/{name}.json": written(json_schema(name, settings)) for name in RECORDS}
    return {"openapi.json": create_app(settings).state.description} | schemas


def write(folder: Path) -> None:
    """Write every file of the contract."""
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    for path, body in pinned().items():
        (folder / path).write_bytes(body)


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "openapi"))
