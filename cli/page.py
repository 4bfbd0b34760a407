"""The article with its records highlighted, as one self-contained HTML page.

Names, places, dates, figures and topics may overlap, and the evidence of meetings and stays runs over all of them. So
the text is cut wherever a span begins or ends; a piece is coloured by the shortest record on it, underlined where it
is evidence, and tells on hover of every record that covers it. Kinds differ by line as well as by colour.
"""

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from msgspec import Struct

from cli.rows import Rows, heading, interval, office, printable, to_rows
from schemas.article import Article
from schemas.extraction import Extraction

# Kind: name in the legend, background, underline. Ink #1a1a1a on each background has a contrast of at least 10:1.
KINDS = {
    "official": ("officials", "#ffd9a8", "2px solid #8a4b00"),
    "place": ("places", "#c4ecc6", "2px dashed #1d6b2a"),
    "date": ("dates", "#cfe3ff", "2px dotted #1b4f9c"),
    "figure": ("figures", "#f5d3ee", "3px double #8b2a78"),
    "topic": ("topics", "#eee6a3", "1px solid #6b6100"),
}
EVIDENCE = {"meeting": ("meetings", "#b3261e"), "stay": ("dated locations", "#00696b")}

STYLE = (
    """
body { color: #1a1a1a; background: #fff; font: 17px/1.75 Georgia, serif }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem }
main { white-space: pre-wrap; overflow-wrap: anywhere }
h1, h2, .legend, table, p.read { font-family: system-ui, sans-serif; line-height: 1.4 }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: 1rem 0; padding: .5rem 0 }
.legend { position: sticky; top: 0; background: #fff }
.legend span { padding: 0 .2rem } label { font-size: .9rem } mark { color: inherit; background: none }
table { border-collapse: collapse; font-size: .85rem; width: 100% }
caption { text-align: left; font-weight: 600; padding: 1rem 0 .2rem }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ccc }
@media print { .legend { position: static } }
"""
    + "".join(
        f".{kind} {{ background: {colour}; border-bottom: {line} }}\n"
        f"body:has(#show-{kind}:not(:checked)) main .{kind} {{ background: none; border: 0 }}\n"
        for kind, (_, colour, line) in KINDS.items()
    )
    + "".join(
        f".{kind} {{ text-decoration: underline {colour} 2px; text-underline-offset: {5 + 4 * place}px }}\n"
        f"body:has(#show-{kind}:not(:checked)) main .{kind} {{ text-decoration: none }}\n"
        for place, (kind, (_, colour)) in enumerate(EVIDENCE.items())
    )
)


class Highlight(Struct, frozen=True, order=True):
    """A stretch of the text that a record stands on, and what the record says."""

    start: int
    end: int
    kind: str
    label: str


def highlights(answer: Extraction) -> Iterator[Highlight]:
    """Every stretch that a record of the answer points at."""
    for official in answer.officials:
        label = f"{official.name}: {'; '.join(map(office, official.roles))}"
        for quote in (*official.mentions, *official.references):
            yield Highlight(quote.start, quote.end, "official", label)
    for place in answer.places:
        label = f"{place.name}: {', '.join(filter(None, (place.kind, place.country)))}"
        for mention in place.mentions:
            yield Highlight(
                mention.start, mention.end, "place", label + (" (its government)" if mention.metonym else "")
            )
    for date in answer.dates:
        yield Highlight(date.start, date.end, "date", f"{interval(date.date)} ({date.date.resolution})")
    for figure in answer.figures:
        label = " ".join(
            str(part) for part in (figure.comparator, figure.value, figure.low, figure.high) if part is not None
        )
        yield Highlight(figure.start, figure.end, "figure", f"{label} {figure.unit}")
    for topic in answer.topics:
        for quote in topic.mentions:
            yield Highlight(quote.start, quote.end, "topic", topic.label)
    for meeting in answer.meetings:
        label = f"{meeting.status} {meeting.kind}: {', '.join(party.name for party in meeting.participants)}"
        for quote in meeting.evidence:
            yield Highlight(quote.start, quote.end, "meeting", label)
    for stay in answer.dated_locations:
        for quote in stay.evidence:
            yield Highlight(quote.start, quote.end, "stay", f"{stay.activity}: {interval(stay.date)}")


def pieces(length: int, spans: list[Highlight]) -> Iterator[tuple[int, int, list[Highlight]]]:
    """The text cut at every border of a span, with the spans on each piece, the shortest first."""
    borders = sorted({0, length, *(span.start for span in spans), *(span.end for span in spans)})
    waiting = sorted(spans, reverse=True)
    covering: list[Highlight] = []
    for start, end in pairwise(borders):
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        covering = [span for span in covering if span.end > start]
        yield start, end, sorted(covering, key=lambda span: (span.end - span.start, span))


def marked(text: str, covering: list[Highlight]) -> str:
    """A piece of the text as HTML: its colour innermost, a line for each kind of evidence around it."""
    shown = escape("".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text))
    if not covering:
        return shown
    fill = next((span.kind for span in covering if span.kind in KINDS), "")
    lines = [kind for kind in EVIDENCE if any(span.kind == kind for span in covering)]
    title = "\n".join(dict.fromkeys(printable(f"{span.kind}: {span.label}") for span in covering))
    for kind in filter(None, (fill, *lines)):
        shown = f'<mark class="{kind}">{shown}</mark>'
    return f'<span title="{escape(title)}">{shown}</span>'


def legend() -> str:
    """A switch for each kind."""
    kinds = {kind: name for kind, (name, *_) in (*KINDS.items(), *EVIDENCE.items())}
    return "".join(
        f'<label><input type="checkbox" id="show-{kind}" checked> <span class="{kind}">{name}</span></label>'
        for kind, name in kinds.items()
    )


def table(kind: Rows) -> str:
    """The records of one kind."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in kind.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(printable(cell))}</td>' for cell in row)}</tr>" for row in kind.rows)
    return f"<table><caption>{kind.title} ({len(kind.rows)})</caption><tr>{head}</tr>{rows}</table>"


def to_page(article: Article, answer: Extraction) -> str:
    """The whole page. The answer must count code points."""
    title, summary = heading(answer)
    spans = [span for span in highlights(answer) if span.end > span.start]
    body = "".join(marked(article.text[start:end], on) for start, end, on in pieces(len(article.text), spans))
    warnings = "".join(f"<p>{escape(warning.message)}</p>" for warning in answer.warnings)
    return (
        f'<!doctype html>\n<html lang="{escape(answer.document.language or "en")}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(printable(title))}</title>\n'
        f"<style>{STYLE}</style>\n<h1>{escape(printable(title))}</h1>\n<p class=read>{escape(summary)}</p>{warnings}\n"
        f'<div class="legend" role="group" aria-label="Records shown">{legend()}</div>\n<main>{body}</main>\n'
        f"<h2>Records</h2>\n{''.join(map(table, to_rows(answer)))}\n</html>\n"
    )
