"""An article of the greatest length stays usable."""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import SEEDS, paste

CHARACTERS = 200_000
SHOWN_MILLISECONDS, STEP_MILLISECONDS = 5000, 500
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
Open = Callable[..., tuple[Page, Any]]


def test_longest_article_stays_usable(opened: Open) -> None:
    page, watch = opened()
    seeds = "\n\n".join(text for text, _ in islice(cycle(SEEDS.values()), 50))
    answer = paste(page, (seeds[:CHARACTERS], "2022-10-07"))
    assert answer["document"]["characters"] == CHARACTERS
    page.wait_for_selector("#map svg")
    shown = page.evaluate(NEXT_FRAME)
    response = next(each for each in watch.responses if each.url.endswith("/v1/extract"))
    arrived = page.evaluate(
        "performance.getEntriesByType('resource').find((each) => each.name.endsWith('/v1/extract')).responseEnd"
    )
    assert response.ok
    assert shown - arrived < SHOWN_MILLISECONDS
    assert page.locator("#article mark").count() > 3000
    page.focus("#article mark[tabindex='0']")
    for act in (
        lambda: page.keyboard.press("ArrowRight"),
        lambda: page.hover("#article mark.place >> nth=3"),
        lambda: page.hover("#officials tbody tr >> nth=0"),
    ):
        began = page.evaluate("performance.now()")
        act()
        assert page.evaluate(NEXT_FRAME) - began < STEP_MILLISECONDS
