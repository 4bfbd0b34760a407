"""What goes wrong is told in plain words, and the text stays."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import OWN

Open = Callable[..., tuple[Page, Any]]


def told(page: Page, text: str = OWN[0]) -> str:
    """What the page says after an Extract that fails."""
    page.fill("#text", text)
    page.click("#extract")
    page.wait_for_selector("#status.problem")
    assert page.input_value("#text") == text
    assert page.locator("#text").is_visible()
    assert page.locator("#extract").is_enabled()
    return page.locator("#status").inner_text()


@pytest.fixture
def page(opened: Open) -> Iterator[Page]:
    """The workbench; that a request failed is what the browser itself says in the console."""
    page, watch = opened()
    yield page
    watch.complaints[:] = [text for text in watch.complaints if not text.startswith("Failed to load resource")]


@pytest.mark.parametrize("text", ["", " \n\t "], ids=["empty", "blank"])
def test_no_text_is_told_without_asking(page: Page, text: str) -> None:
    assert "There is no text yet" in told(page, text)


def test_service_that_is_down_is_told(page: Page) -> None:
    page.route("**/v1/extract", lambda route: route.abort("connectionrefused"))
    assert "does not answer" in told(page)


def test_busy_service_is_told(page: Page) -> None:
    def busy(route: Route) -> None:
        problem = {"type": "/problems/overloaded", "title": "Too many", "status": 503, "detail": "32 are waiting"}
        route.fulfill(status=503, json=problem, content_type="application/problem+json")

    page.route("**/v1/extract", busy)
    assert "busy: 32 are waiting" in told(page)


def test_text_that_is_too_long_is_told(page: Page) -> None:
    assert "too long" in told(page, "a " * 100_001)


def test_invisible_text_is_told(page: Page) -> None:
    assert "blank" in told(page, "\u200b")


def test_answer_comes_after_an_error(page: Page) -> None:
    told(page, "")
    page.fill("#text", OWN[0])
    page.click("#extract")
    page.wait_for_selector("#results:not([hidden])")
    assert page.locator("#status.problem").count() == 0
