"""Real servers: `python -m api` on a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

SECONDS_TO_STOP = 120
CHARACTERS = os.environ.get("COMMUNIQUE_FUZZ_CHARACTERS", "10000")
BARE = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """The address of a running service; patient, for what runs beside the tests may be slow."""
    patient = {"COMMUNIQUE_DEADLINE_SECONDS": "600", "COMMUNIQUE_LOG_LEVEL": "error", "COMMUNIQUE_PORT": "0"}
    environment = BARE | patient | settings
    process = subprocess.Popen([sys.executable, "-m", "api"], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        found = re.search(r"http://\S+:\d+", process.stderr.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS_TO_STOP)
    assert process.returncode == 0


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A service as it is pinned."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def fuzzed() -> Iterator[str]:
    """A service for many requests: the same but for the length of a text, which makes the longest ones quick."""
    with serving(COMMUNIQUE_MAX_CHARACTERS=CHARACTERS) as address:
        yield address
