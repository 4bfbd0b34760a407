"""The HTML report: the text unchanged, its records marked, everything escaped."""

import html
import re
from typing import Any

import pytest

from exports.highlights import Highlight, Piece, highlights, pieces
from exports.report import KINDS, STYLE, marked, to_report
from exports.rows import to_rows
from extractors.pipeline import Pipeline
from schemas.article import Article

TEXT = "President Ana Quispe 🕊 flew to Valparaíso on Monday with “$40 million” for 3 < 5 & more. “We go on,” she said."


def plain(page: str) -> str:
    """The text of the page's article, without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.partition("<main>")[2].partition("</main>")[0]))


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
def test_report_shows_the_text_unchanged_and_needs_nothing_else(pipeline: Pipeline, unit: Any) -> None:
    article = Article(text=TEXT, published_at="2031-05-14", offsets=unit)
    page = to_report(article, pipeline.extract(article)).decode()
    assert plain(page) == TEXT
    assert '<mark class="official">Ana Quispe</mark>' in page
    assert all(escaped in page for escaped in ("&lt;", "&amp; more"))
    assert "http:" not in page
    assert "<script" not in page


def test_report_escapes_everything_that_an_article_brings(pipeline: Pipeline) -> None:
    text = '<script>alert("x")</script>\x00 President "><img src=x> Quispe'
    article = Article(text=text, title="</title><script>")
    page = to_report(article, pipeline.extract(article)).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "\x00" not in page


def test_pieces_cut_overlapping_spans_and_put_the_shortest_first() -> None:
    spans = [Highlight(0, 9, "meeting", "m"), Highlight(1, 5, "official", "o"), Highlight(4, 8, "place", "p")]
    cut = [(piece.text, [span.kind for span in piece.covering]) for piece in pieces(Article(text="0123456789"), spans)]
    assert cut == [
        ("0", ["meeting"]),
        ("123", ["official", "meeting"]),
        ("4", ["official", "place", "meeting"]),
        ("567", ["place", "meeting"]),
        ("8", ["meeting"]),
        ("9", []),
    ]


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
def test_every_highlight_is_a_run_of_pieces(pipeline: Pipeline, unit: Any) -> None:
    article = Article(text=TEXT, published_at="2031-05-14", offsets=unit)
    answer = pipeline.extract(article)
    spans = list(highlights(answer))
    cut = list(pieces(article, spans))
    for official in answer.officials:
        for mention in official.mentions:
            on = [piece.text for piece in cut if any(_same(span, mention) for span in piece.covering)]
            assert "".join(on) == mention.text


def _same(span: Highlight, quote: Any) -> bool:
    return span.kind == "official" and (span.start, span.end) == (quote.start, quote.end)


def test_marked_piece_has_one_colour_and_every_line_of_evidence() -> None:
    spans = (Highlight(1, 5, "official", "Ana"), Highlight(0, 9, "meeting", "talks"), Highlight(0, 9, "stay", "visit"))
    shown = marked(Piece("Ana", spans))
    assert [shown.count(f'class="{kind}"') for kind in ("official", "meeting", "stay")] == [1, 1, 1]
    assert 'title="official: Ana\nmeeting: talks\nstay: visit"' in shown


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_report_colours_have_contrast(kind: str, scheme: int) -> None:
    ink = re.findall(r"--ink: (#\w{6})", STYLE)[scheme]
    background = re.findall(rf"--{kind}: (#\w{{6}})", STYLE)[scheme]
    dark, light = sorted((luminance(ink), luminance(background)))
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_answer_of_every_kind_has_rows(pipeline: Pipeline) -> None:
    answer = pipeline.extract(Article(text=TEXT, published_at="2031-05-14"))
    assert {"officials", "figures", "statements"} <= {rows.title for rows in to_rows(answer)}
