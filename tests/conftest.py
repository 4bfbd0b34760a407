"""What all tests share: one loaded pipeline for the whole run."""

import pytest

from extractors.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The engine with its own model, loaded once."""
    return Pipeline.load()
