"""`make pictures`: the pictures of the README and the docs, taken of a service that this starts."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import executable, paste
from tests.contract.conftest import serving

FOLDER = Path(__file__).parents[2] / "docs" / "images"
VIEWPORT = {"width": 1240, "height": 800}
ARTICLE = (
    "Vuniwai and Quispe to open fisheries talks in Suva\n\n"
    "SUVA, May 14 (Wire) — President Tala Vuniwai of Fiji will meet Foreign Minister Ana Quispe of Peru in Suva on "
    "Monday to sign a $40 million fisheries agreement, her office said.\n\n"
    "Quispe is to be in Wellington on May 21–22 for talks with New Zealand Prime Minister Aroha Ngata and will visit "
    "Jakarta in late May.\n\n"
    "“We will not wait for another season,” Vuniwai said on Tuesday in Honolulu, where he met U.S. Secretary of State "
    "Owen Marsh. Trade between the two countries rose 12 percent in the first quarter.\n",
    "2031-05-14",
)
PICTURES = {
    "workbench.png": "light",
    "workbench-dark.png": "dark",
}


def main() -> None:
    """Take every picture."""
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-gpu"])
        for name, scheme in PICTURES.items():
            page = browser.new_context(reduced_motion="reduce", viewport=VIEWPORT, color_scheme=scheme).new_page()
            page.goto(address)
            paste(page, ARTICLE)
            page.wait_for_selector("#map svg")
            page.mouse.move(0, 0)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=FOLDER / name)
        browser.close()


if __name__ == "__main__":
    main()
