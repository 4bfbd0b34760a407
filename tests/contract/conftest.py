"""A real server: `python -m api` on a free port, for all tests of the contract."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running service."""
    environment = os.environ | {"COMMUNIQUE_PORT": "0", "COMMUNIQUE_LOG_LEVEL": "error"}
    process = subprocess.Popen([sys.executable, "-m", "api"], env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = re.search(r"http://\S+:\d+", process.stderr.readline())
    assert found, process.stderr.read()
    yield found[0]
    process.terminate()
    process.communicate(timeout=SECONDS_TO_START)
    assert process.returncode == 0
