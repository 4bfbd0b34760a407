"""The timeline and the map draw what the answer says."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OWN, PHONE, SEEDS, WIDE, paste

Open = Callable[..., tuple[Page, Any]]


def drawn(page: Page) -> dict[str, dict[str, Any]]:
    """Each row of the timeline by its record: classes, and the horizontal extent of what it draws."""
    rows: list[dict[str, Any]] = page.locator("#timeline .row").evaluate_all(
        """rows => rows.map((row) => {
          const shape = row.querySelector(".mark, .span").getBoundingClientRect();
          return { key: row.dataset.key, classes: row.getAttribute("class").split(" "),
                   vague: Boolean(row.querySelector(".span")), left: shape.left, right: shape.right };
        })"""
    )
    return {row["key"]: row for row in rows}


@pytest.mark.parametrize("article", [*SEEDS.values(), OWN], ids=[*SEEDS, "own"])
def test_timeline_holds_every_stay_and_dated_meeting(opened: Open, article: tuple[str, str]) -> None:
    page, _ = opened()
    answer = paste(page, article)
    dated = {meeting["id"] for meeting in answer["meetings"] if meeting["date"] and meeting["date"]["start"]}
    stays = {stay["id"] for stay in answer["dated_locations"]}
    shown = page.locator("#timeline [data-key]").evaluate_all("nodes => nodes.map((node) => node.dataset.key)")
    assert sorted(shown) == sorted(stays | dated)


def test_timeline_tells_planned_from_held_and_days_from_spans(opened: Open) -> None:
    page, _ = opened()
    answer = paste(page, OWN)
    rows = drawn(page)
    names = {place["id"]: place["name"] for place in answer["places"]}
    stays = {names[stay["place"]]: rows[stay["id"]] for stay in answer["dated_locations"] if stay["id"] in rows}
    assert "past" in stays["Honolulu"]["classes"]
    assert "ahead" in stays["Wellington"]["classes"]
    assert "ahead" in stays["Jakarta"]["classes"]
    assert not stays["Wellington"]["vague"]
    assert stays["Jakarta"]["vague"]
    assert "Nairobi" in page.locator("#timeline .farther").inner_text()
    assert stays["Honolulu"]["right"] <= stays["Wellington"]["left"] + 1


def test_timeline_is_in_proportion(opened: Open) -> None:
    page, _ = opened()
    answer = paste(page, OWN)
    rows = drawn(page)
    exact = [stay for stay in answer["dated_locations"] if stay["id"] in rows and not rows[stay["id"]]["vague"]]
    assert len(exact) >= 3
    for stay in exact:
        for other in exact:
            if stay["date"]["start"] < other["date"]["start"]:
                assert rows[stay["id"]]["left"] < rows[other["id"]]["left"]
            if stay["date"]["start"] == other["date"]["start"]:
                assert abs(rows[stay["id"]]["left"] - rows[other["id"]]["left"]) < 1


def test_map_shows_stops_and_joins_them_in_order(opened: Open) -> None:
    page, _ = opened()
    answer = paste(page, OWN)
    page.wait_for_selector("#map svg")
    cities = {place["name"] for place in answer["places"] if place["kind"] == "city" and place["latitude"] is not None}
    sites = page.locator("#map .site").evaluate_all(
        "nodes => nodes.map((node) => node.querySelector('title').textContent)"
    )
    assert cities <= set(sites)
    assert page.locator("#map .route").count() >= 1
    routes = page.locator("#map .journeys").inner_text()
    assert "Ana Quispe" in routes
    assert routes.index("Suva") < routes.index("Wellington")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_map_keeps_every_place_in_view(opened: Open, viewport: dict[str, int]) -> None:
    page, _ = opened(viewport=viewport)
    paste(page, OWN)
    frame = page.locator("#map svg").bounding_box()
    assert frame
    for circle in page.locator("#map circle").all():
        box = circle.bounding_box()
        assert box
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["y"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_row_of_the_timeline_leads_to_its_words(opened: Open) -> None:
    page, _ = opened()
    paste(page, OWN)
    row = page.locator("#timeline .row").first
    row.focus()
    page.keyboard.press("Enter")
    assert page.locator("#article mark.lit").count() > 0
    assert page.locator("#article mark.lit").first.is_visible()
