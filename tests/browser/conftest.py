"""The workbench in a real Chromium: `apt-get install chromium` (Debian) brings it, the package `playwright` drives it.

Where there is none the tests are skipped, unless BROWSER_TESTS=require says that there must be one.
"""

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Error, Page, Response, sync_playwright

from tests.contract.conftest import serving

ROOT = Path(__file__).parents[2]
SEEDS = {
    seed["file"]: ((ROOT / "seeds" / seed["file"]).read_text(encoding="utf-8"), seed["published_at"])
    for seed in tomllib.loads((ROOT / "seeds" / "index.toml").read_text(encoding="utf-8"))["articles"]
}
# Held and planned, exact and vague, near and far, emoji beyond the first plane, curly quotes, letters of many tongues.
OWN = (
    "SUVA, May 14 (Wire) — President Tala Vuniwai of Fiji will meet Foreign Minister Ana Quispe of Peru in Suva on "
    "Monday 🐟 to sign a “$40 million” agreement, her office said 🕊️.\n\n"
    "“We won’t wait,” Vuniwai said on Tuesday in Honolulu, where he met U.S. Secretary of State Owen Marsh. Quispe "
    "will be in Wellington on May 21–22 and will visit Jakarta in late May. She visited Nairobi on May 2, 2029.\n\n"
    "Łukasz Żółkiewski, the Polish ambassador, met Turkish Foreign Minister Çağlar Öztürk 🤝 in Ankara on May 12.\n",
    "2031-05-14",
)
WIDE, PHONE = {"width": 1400, "height": 950}, {"width": 390, "height": 844}
PATIENCE_MILLISECONDS = 180_000  # what runs beside the tests may be slow
EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """Where a Chromium is installed, or None for the one that Playwright may have."""
    return next(filter(None, map(shutil.which, EXECUTABLES)), None)


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """The address of a running service."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; for one module, since its event loop stands in the way of others."""
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            if os.environ.get("BROWSER_TESTS") == "require":
                raise
            pytest.skip(f"no Chromium that runs (Debian: apt-get install chromium): {error.message.splitlines()[0]}")
        yield chromium
        chromium.close()


class Watch:
    """What a page complained of, and what it asked for and got elsewhere than of the service."""

    def __init__(self, page: Page, service: str) -> None:
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.responses: list[Response] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda response: self.responses.append(response))
        page.on("request", lambda request: self._see(request.url, service))

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _see(self, url: str, service: str) -> None:
        if not url.startswith((f"{service}/", "data:", "blob:")):
            self.outside.append(url)


@pytest.fixture
def opened(browser: Browser, service: str) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Opens the workbench in a browser of its own; at the end nothing may have gone wrong or outside."""
    watches = []
    contexts = []

    def open_page(path: str = "/", **options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce"} | options)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        watch = Watch(page, service)
        watches.append(watch)
        page.goto(f"{service}{path}")
        return page, watch

    yield open_page
    for context in contexts:
        context.close()
    assert [complaint for watch in watches for complaint in watch.complaints] == []
    assert [url for watch in watches for url in watch.outside] == []


DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def paste(page: Page, article: tuple[str, str]) -> Any:
    """Paste an article, press Extract, wait until it is shown and drawn; the answer that the page got."""
    text, published_at = article
    page.fill("#text", text)
    page.fill("#published", published_at)
    with page.expect_response("**/v1/extract") as caught:
        page.click("#extract")
    page.wait_for_selector("#results:not([hidden])")
    page.evaluate(DRAWN)  # what fits its width is drawn in the frame after
    return msgspec.json.decode(caught.value.body())


def mark_everything(page: Page) -> None:
    """Mark the records of every kind in the text."""
    for box in page.locator("#legend input").all():
        box.check()
