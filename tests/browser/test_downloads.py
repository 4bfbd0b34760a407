"""What the page gives to take along is what the service gives."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
from playwright.sync_api import Page

from tests.browser.conftest import OWN, paste

Open = Callable[..., tuple[Page, Any]]
LEAST = {
    "json": lambda path, answer: json.loads(path.read_text()) == answer,
    "geojson": lambda path, _: json.loads(path.read_text())["type"] == "FeatureCollection",
    "csv": lambda path, _: "officials.csv" in zipfile.ZipFile(path).namelist(),
    "icalendar": lambda path, _: len(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")) > 2,
    "html": lambda path, _: "<mark" in path.read_text(),
}


def test_downloads_can_be_read(opened: Open, tmp_path: Path) -> None:
    page, _ = opened(accept_downloads=True)
    answer = paste(page, OWN)
    for name, holds in LEAST.items():
        button = page.locator(f"button[value={name}]")
        with page.expect_download() as caught:
            button.click()
        assert caught.value.suggested_filename == answer["document"]["id"] + str(button.get_attribute("data-suffix"))
        caught.value.save_as(tmp_path / name)
        assert holds(tmp_path / name, answer), name


def test_curl_command_is_that_of_the_request(opened: Open, service: str) -> None:
    page, _ = opened()
    paste(page, OWN)
    page.click("summary:text('curl')")
    command = page.locator("#curl").inner_text()
    assert command.startswith(f"curl {service}/v1/extract ")
    sent = json.loads(command.partition("-d '")[2].removesuffix("'").replace("'\\''", "'"))
    assert sent == {"text": OWN[0], "offsets": "utf16", "published_at": OWN[1]}


def test_copies_fill_the_clipboard(opened: Open) -> None:
    page, _ = opened(permissions=["clipboard-read", "clipboard-write"])
    answer = paste(page, OWN)
    page.wait_for_url("**/#a=*")
    page.click("summary:text('JSON')")
    page.click("#copy-json")
    page.wait_for_selector("#status:text('The JSON copied.')", state="attached")
    assert json.loads(page.evaluate("navigator.clipboard.readText()")) == answer
    page.click("#copy-link")
    page.wait_for_selector("#status:text('The link copied.')", state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_file_is_opened(opened: Open, tmp_path: Path) -> None:
    page, _ = opened()
    path = tmp_path / "article.txt"
    path.write_text(OWN[0], encoding="utf-8")
    page.set_input_files("#file", path)
    page.wait_for_selector("#status:text('article.txt is open')")
    assert page.input_value("#text") == OWN[0]


def test_seed_is_offered_and_read(opened: Open) -> None:
    page, _ = opened()
    page.click("#examples li:nth-child(5) button")
    page.wait_for_selector("#results:not([hidden])")
    assert page.locator("#officials tbody tr").count() > 0
