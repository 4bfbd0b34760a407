"""The contract is pinned, and the running service keeps it."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import msgspec
import pytest

from api.openapi import pinned

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
EXAMPLES = os.environ.get("COMMUNIQUE_FUZZ_EXAMPLES", "300")


@pytest.mark.parametrize(("path", "body"), pinned().items(), ids=pinned())
def test_pinned_file_is_current(path: str, body: bytes) -> None:
    assert (ROOT / "openapi" / path).read_bytes() == body, "run `make openapi` and review the difference"


def test_nothing_else_is_pinned() -> None:
    folder = ROOT / "openapi"
    assert {str(file.relative_to(folder)) for file in folder.rglob("*.json")} == {*pinned(), "released.json"}


def test_service_gives_the_pinned_description(server: str) -> None:
    assert httpx.get(f"{server}/openapi.json").content == pinned()["openapi.json"]


@pytest.mark.parametrize("name", [Path(path).stem for path in pinned() if path.startswith("schemas/")])
def test_service_gives_the_pinned_schemas(server: str, name: str) -> None:
    given = httpx.get(f"{server}/v1/schemas/{name}", headers={"accept": "application/schema+json"})
    assert given.json() == msgspec.json.decode(pinned()[f"schemas/{name}.json"])


def test_every_operation_is_told_in_full() -> None:
    document = msgspec.json.decode(pinned()["openapi.json"])
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]
        for status, response in operation["responses"].items():
            assert response["description"]
            assert ("application/problem+json" in response["content"]) == (int(status) >= 400)


def test_every_field_is_told() -> None:
    schemas = msgspec.json.decode(pinned()["openapi.json"])["components"]["schemas"]
    silent = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description")
    ]
    assert silent == []


def test_schemathesis_finds_nothing(fuzzed: str) -> None:
    """Every check and phase, valid and invalid data, links and examples: see schemathesis.toml."""
    script = Path(sys.executable).with_name("st")
    options = ["--config-file", str(HERE / "schemathesis.toml"), "run", f"{fuzzed}/openapi.json"]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)}
    command = [str(script), *options, "--max-examples", EXAMPLES]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
