"""Several articles become one view, and every part of it names its articles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, SEEDS, WIDE

Open = Callable[..., tuple[Page, Any]]
ARTICLES = [
    ("President Tala Vuniwai of Fiji will meet Foreign Minister Ana Quispe of Peru in Suva on May 20.", "2031-05-12"),
    ("President Tala Vuniwai of Fiji will meet Foreign Minister Ana Quispe of Peru in Suva on May 22.", "2031-05-15"),
    ("President Tala Vuniwai of Fiji met Foreign Minister Ana Quispe of Peru in Suva on May 22.", "2031-05-23"),
]


def gather(page: Page, articles: list[tuple[str, str]]) -> None:
    """Add articles one after the other."""
    for text, published_at in articles:
        page.fill("#text", text)
        page.fill("#published", published_at)
        page.click("#add")


def merge(page: Page, articles: list[tuple[str, str]]) -> Any:
    """Add articles and merge them; the answer that the page got."""
    gather(page, articles)
    with page.expect_response("**/v1/dossiers") as caught:
        page.click("#merge")
    page.wait_for_selector("#results:not([hidden])")
    return msgspec.json.decode(caught.value.body())


@pytest.mark.parametrize("articles", [ARTICLES, list(SEEDS.values())], ids=["own", "seeds"])
def test_every_part_names_its_articles(opened: Open, articles: list[tuple[str, str]]) -> None:
    page, _ = opened("/dossier")
    answer = merge(page, articles)
    assert page.locator(".dossier").count() == len(answer["dossiers"])
    for dossier, shown in zip(answer["dossiers"], page.locator(".dossier").all(), strict=True):
        assert shown.locator(".name").inner_text() == dossier["title"]
        assert shown.locator(".told li").count() == len(dossier["articles"])
        for meeting in dossier["meetings"]:
            row = shown.locator(f"tr[data-key='{meeting['id']}']").first
            steps = row.locator("td:last-child > div")
            assert steps.locator(".sources").all_inner_texts() == [step["article"] for step in meeting["history"]]
            assert all(party["name"] in row.inner_text() for party in meeting["participants"])
        shown.locator(".timeline svg, .timeline .empty").first.wait_for()
        rows = shown.locator(".timeline .row")
        told = {each.get_attribute("data-key"): each.locator(".told-by").text_content() for each in rows.all()}
        for event in dossier["meetings"] + dossier["dated_locations"]:
            assert told.get(event["id"], " ".join(event["sources"])) == " ".join(event["sources"])


def test_change_of_a_day_is_told(opened: Open) -> None:
    page, _ = opened("/dossier")
    answer = merge(page, ARTICLES)
    changes = {step["change"] for each in answer["dossiers"] for m in each["meetings"] for step in m["history"]}
    assert "rescheduled" in changes
    assert "rescheduled: planned, 22 May 2031, Suva" in page.locator("#results").inner_text()


def test_files_are_gathered_and_left_out(opened: Open, tmp_path: Path) -> None:
    page, _ = opened("/dossier")
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path, (text, _) in zip(paths, ARTICLES, strict=True):
        path.write_text(text, encoding="utf-8")
    page.set_input_files("#file", paths)
    page.wait_for_selector("#articles li:nth-child(3)")
    page.click("#articles li:nth-child(2) button")
    assert page.locator("#articles .title").all_inner_texts() == [ARTICLES[0][0], ARTICLES[2][0]]


def test_one_article_is_not_enough(opened: Open) -> None:
    page, _ = opened("/dossier")
    gather(page, ARTICLES[:1])
    assert page.locator("#merge").is_disabled()
    assert "One more article" in page.locator("#status").inner_text()


def test_service_that_is_down_is_told(opened: Open) -> None:
    page, watch = opened("/dossier")
    page.route("**/v1/dossiers", lambda route: route.abort("connectionrefused"))
    gather(page, ARTICLES)
    page.click("#merge")
    page.wait_for_selector("#status.problem")
    assert "does not answer" in page.locator("#status").inner_text()
    assert page.locator("#articles li").count() == len(ARTICLES)
    watch.complaints[:] = [text for text in watch.complaints if not text.startswith("Failed to load resource")]


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)], ids=["light-wide", "dark-phone"])
def test_dossier_is_for_all_readers(opened: Open, scheme: str, viewport: dict[str, int]) -> None:
    page, _ = opened("/dossier", color_scheme=scheme, viewport=viewport)
    gather(page, ARTICLES)
    faults = Axe().run(page).response["violations"]
    merge(page, ARTICLES[:0])
    page.wait_for_selector(".map svg")
    faults += Axe().run(page).response["violations"]
    assert [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
