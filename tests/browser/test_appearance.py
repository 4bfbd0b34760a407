"""Light and dark, wide and narrow, on paper, for all readers, and light to carry."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OWN, PHONE, SEEDS, WIDE, mark_everything, paste

Open = Callable[..., tuple[Page, Any]]
SEED = next(iter(SEEDS.values()))
MAX_BYTES = 300_000
MAX_MILLISECONDS = 1000


def lightness(page: Page, selector: str, property_: str) -> float:
    """The mean of a colour's parts, 0 to 255."""
    colour = page.locator(selector).first.evaluate(f"node => getComputedStyle(node).{property_}")
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    return sum(parts) / 3


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_scheme_is_the_reader_s(opened: Open, scheme: str, dark: bool) -> None:
    page, _ = opened(color_scheme=scheme)
    paste(page, OWN)
    for selector in ("html", "#article", "#article mark.place"):
        assert (lightness(page, selector, "backgroundColor") < 100) is dark
        assert (lightness(page, selector, "color") > 150) is dark


@pytest.mark.parametrize("article", [None, OWN, SEED], ids=["empty", "own", "seed"])
def test_nothing_is_wider_than_a_phone(opened: Open, article: tuple[str, str] | None) -> None:
    page, _ = opened(viewport=PHONE)
    if article:
        paste(page, article)
        page.wait_for_selector("#map svg")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


def test_paper_has_the_article_and_its_records_alone(opened: Open) -> None:
    page, _ = opened()
    paste(page, OWN)
    page.emulate_media(media="print")
    assert page.locator("#article").is_visible()
    assert page.locator("#officials table").is_visible()
    assert page.locator("#timeline svg").is_visible()
    for selector in ("#form", "#contents", ".masthead nav", ".take", "footer"):
        assert not page.locator(selector).is_visible()


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)], ids=["light-wide", "dark-phone"])
@pytest.mark.parametrize("article", [None, OWN, SEED], ids=["empty", "own", "seed"])
def test_axe_finds_no_serious_fault(opened: Open, scheme: str, viewport: Any, article: tuple[str, str] | None) -> None:
    page, _ = opened(color_scheme=scheme, viewport=viewport)
    page.wait_for_selector("#examples li", state="attached")
    if article:
        paste(page, article)
        page.wait_for_selector("#map svg", state="attached")
        mark_everything(page)
    faults = Axe().run(page).response["violations"]
    serious = [fault for fault in faults if fault["impact"] in {"serious", "critical"}]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in serious] == []


def test_page_is_light(opened: Open) -> None:
    page, watch = opened()
    paste(page, OWN)
    page.wait_for_selector("#map svg")
    page.wait_for_load_state("networkidle")
    parts = {response.url: len(response.body()) for response in watch.responses if "/v1/" not in response.url}
    assert any(url.endswith(".woff2") for url in parts)
    assert any(url.endswith("world.svg") for url in parts)
    assert sum(parts.values()) < MAX_BYTES, parts


def test_page_is_quickly_interactive(opened: Open) -> None:
    page, _ = opened()
    times = []
    for _ in range(3):
        page.reload()
        page.wait_for_selector("#examples li", state="attached")
        times.append(page.evaluate("performance.getEntriesByName('interactive')[0].startTime"))
    assert min(times) < MAX_MILLISECONDS, times
