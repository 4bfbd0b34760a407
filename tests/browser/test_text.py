"""Every record is marked exactly where the answer says that it stands; text and records lead to one another."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OWN, SEEDS, mark_everything, paste

MARKS = """() => {
  let position = 0;
  const found = [], walk = document.createTreeWalker(document.getElementById("article"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const mark = walk.currentNode.parentElement.closest("mark"), length = walk.currentNode.data.length;
    if (mark) found.push([position, position + length, mark.dataset.keys.split(" ")]);
    position += length;
  }
  return found;
}"""
Open = Callable[..., tuple[Page, Any]]


def spans(answer: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The key that the page gives each record, and each stretch of the text that it stands on."""
    for official in answer["officials"]:
        for quote in official["mentions"] + [quote for role in official["roles"] for quote in role["evidence"]]:
            yield official["id"], quote
    for record in answer["places"] + answer["topics"]:
        yield from ((record["id"], quote) for quote in record["mentions"])
    for record in answer["meetings"] + answer["dated_locations"] + answer.get("trips", []):
        yield from ((record["id"], quote) for quote in record["evidence"])
    for trip in answer.get("trips", []):
        yield from ((trip["id"], quote) for leg in trip["legs"] for quote in leg["evidence"])
    for number, statement in zip(count(), answer.get("statements", []), strict=False):
        yield from ((f"s{number}", quote) for quote in statement["spans"])
    for field, letter in (("dates", "d"), ("figures", "f"), ("unresolved", "u")):
        yield from ((f"{letter}{number}", record) for number, record in enumerate(answer[field]))


@pytest.mark.parametrize("article", [*SEEDS.values(), OWN], ids=[*SEEDS, "own"])
def test_marks_stand_where_the_answer_says(opened: Open, article: tuple[str, str]) -> None:
    page, _ = opened()
    answer = paste(page, article)
    mark_everything(page)
    text = article[0].encode("utf-16-le")
    wanted: dict[str, set[int]] = defaultdict(set)
    for key, span in spans(answer):
        assert text[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]
        wanted[key].update(range(span["start"], span["end"]))
    marked: dict[str, set[int]] = defaultdict(set)
    for start, end, keys in page.evaluate(MARKS):
        for key in keys:
            marked[key].update(range(start, end))
    assert marked == wanted
    assert page.locator("#article").evaluate("node => node.textContent") == article[0]


def test_unmarked_kind_is_not_in_the_text(opened: Open) -> None:
    page, _ = opened()
    paste(page, OWN)
    assert page.locator("#article mark.place").count() > 0
    page.uncheck("#legend input[value=place]")
    assert page.locator("#article mark.place").count() == 0
    assert page.locator("#article").evaluate("node => node.textContent") == OWN[0]


def test_every_record_has_its_row(opened: Open) -> None:
    page, _ = opened()
    answer = paste(page, OWN)
    shown = page.locator("#tables [data-key]").evaluate_all("rows => rows.map((row) => row.dataset.key)")
    assert set(shown) == {key for key, _ in spans(answer)}
    table = page.locator("#officials")
    for official in answer["officials"]:
        row = table.locator(f"[data-key={official['id']}]")
        assert official["name"] in row.inner_text()
        assert all(role["title"] in row.inner_text() for role in official["roles"])


def test_record_under_the_pointer_lights_up_its_words(opened: Open) -> None:
    page, _ = opened()
    answer = paste(page, OWN)
    official = answer["officials"][0]
    page.hover(f"#officials [data-key={official['id']}]")
    lit = page.locator("#article mark.lit").all_inner_texts()
    assert official["mentions"][0]["text"] in "".join(lit)
    assert official["name"] in page.locator("#inspector").inner_text()


def test_words_under_the_pointer_light_up_their_record(opened: Open) -> None:
    page, _ = opened()
    paste(page, OWN)
    mark = page.locator("#article mark.place").first
    mark.hover()
    key = mark.get_attribute("data-keys").split()[0]
    assert "lit" in (page.locator(f"#tables [data-key={key}]").get_attribute("class") or "")


def test_keyboard_does_all(opened: Open) -> None:
    page, _ = opened()
    page.focus("#text")
    page.keyboard.insert_text(OWN[0])
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#results:not([hidden])")
    focused = "() => document.activeElement"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"({focused})().matches('#article mark')"):
            break
    first = page.evaluate_handle(focused)
    assert page.evaluate("node => node.matches('mark') && Boolean(node.getAttribute('aria-description'))", first)
    page.keyboard.press("ArrowRight")
    second = page.evaluate_handle(focused)
    assert page.evaluate("([a, b]) => a !== b && b.matches('#article mark')", [first, second])
    key = page.evaluate("node => node.dataset.keys.split(' ')[0]", second)
    assert "lit" in (page.locator(f"#tables [data-key={key}]").get_attribute("class") or "")
    page.keyboard.press("Enter")
    assert page.locator(f"#tables [data-key={key}]").evaluate(
        "row => { const box = row.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    page.keyboard.press("End")
    last = page.evaluate_handle(focused)
    assert page.evaluate("([a, b]) => b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING", [last, second])


def test_link_reopens_the_article_and_sends_it_nowhere_else(opened: Open) -> None:
    page, _ = opened()
    first = paste(page, OWN)
    page.wait_for_url("**/#a=*")
    fragment = page.url.partition("#")[2]
    again, watch = opened(f"/#{fragment}")
    again.wait_for_selector("#results:not([hidden])")
    assert again.input_value("#text") == OWN[0]
    assert again.input_value("#published") == OWN[1]
    assert again.locator("#officials tbody tr").count() == len(first["officials"])
    assert not [response.url for response in watch.responses if fragment[:40] in response.url]
    again.click("#contents a >> nth=0")
    assert again.url.endswith(fragment)


def test_broken_link_is_told(opened: Open) -> None:
    page, _ = opened("/#a=broken")
    page.wait_for_selector("#status.problem")
    assert "does not hold a whole article" in page.locator("#status").inner_text()
