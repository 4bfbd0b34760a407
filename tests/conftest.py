"""What all tests share: one loaded pipeline for the whole run."""

from pathlib import Path

import pytest

from extractors.pipeline import Pipeline

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The engine with its own model, loaded once."""
    return Pipeline.load()
