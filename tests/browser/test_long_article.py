"""An article of the greatest length stays usable."""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import SEEDS, paste

CHARACTERS = 200_000
SHOWN_MILLISECONDS, STEP_MILLISECONDS = 5000, 300
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
# How long the page takes to answer each of some events, until it is painted.
STEPS = f"""async (selector) => {{
  const painted = {PAINTED}, times = [];
  for (const node of [...document.querySelectorAll(selector)].slice(0, 9)) {{
    const began = performance.now();
    node.dispatchEvent(new MouseEvent("mouseover", {{ bubbles: true }}));
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
    times.push((await painted()) - began);
  }}
  return times.sort((a, b) => a - b);
}}"""
Open = Callable[..., tuple[Page, Any]]


def test_longest_article_stays_usable(opened: Open) -> None:
    page, _ = opened()
    seeds = "\n\n".join(text for text, _ in islice(cycle(SEEDS.values()), 50))
    answer = paste(page, (seeds[:CHARACTERS], "2022-10-07"))
    assert answer["document"]["characters"] == CHARACTERS
    page.wait_for_selector("#map svg")
    shown = page.evaluate(PAINTED)
    assert page.locator("#article mark").count() > 3000
    answered = "performance.getEntriesByType('resource').find((each) => each.name.endsWith('/v1/extract')).responseEnd"
    assert shown - page.evaluate(answered) < SHOWN_MILLISECONDS
    page.focus("#article mark[tabindex='0']")
    for selector in ("#article mark.place", "#officials tbody tr", "#figures tbody tr"):
        times = page.evaluate(STEPS, selector)
        assert times[len(times) // 2] < STEP_MILLISECONDS, times
