"""What all tests share: one loaded pipeline for the whole run, and the slow tests first."""

import pytest

from extractors.pipeline import Pipeline

# Folders whose tests take minutes: begun first, file by file, they run beside everything else.
SLOW = frozenset({"browser", "contract", "load"})


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The engine with its own model, loaded once."""
    return Pipeline.load()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.parent.name not in SLOW)
