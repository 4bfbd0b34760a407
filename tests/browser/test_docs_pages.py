"""Swagger UI and Redoc work with no network."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE_MILLISECONDS, Watch

Open = Callable[..., tuple[Page, Any]]


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[tuple[Page, Watch]]:
    """A page, and what it got from where."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    page = context.new_page()
    yield page, Watch(page, service)
    context.close()


@pytest.mark.parametrize(
    ("path", "operation"),
    [("/docs", "#operations-Extraction-extractArticle"), ("/reference", "text='/v1/extract/batch'")],
)
def test_docs_page_lists_the_operations(page: tuple[Page, Watch], service: str, path: str, operation: str) -> None:
    shown, watch = page
    shown.goto(f"{service}{path}")
    shown.wait_for_selector(operation, state="attached")
    assert [
        response.url for response in watch.responses if not response.url.startswith((service, "data:", "blob:"))
    ] == []
