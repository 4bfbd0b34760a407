"""The article with its records highlighted, as one self-contained HTML file.

Names, places, dates, figures and topics may overlap, and the evidence of meetings and stays runs over all of them. So
the text is cut wherever a span begins or ends; a piece is coloured by the shortest record on it, underlined where it
is evidence, and tells on hover of every record that covers it. Kinds differ by line as well as by colour.
"""

from html import escape
from importlib.resources import files

from exports.highlights import Piece, highlights, pieces
from exports.rows import Rows, heading, printable, to_rows
from schemas.article import Article
from schemas.extraction import Extraction

# Kind of record: its name in the legend. The first have a colour each, the others a line under their evidence.
KINDS = {"official": "officials", "place": "places", "date": "dates", "figure": "figures", "topic": "topics"}
EVIDENCE = {"meeting": "meetings", "stay": "dated locations", "trip": "trips", "statement": "statements"}
UNMARKED = {"trip", "statement"}  # until they are asked for: they run over much of the text

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = (files("exports") / "report.css").read_text(encoding="utf-8")


def marked(piece: Piece) -> str:
    """A piece of the text as HTML: its colour innermost, a line for each kind of evidence around it."""
    shown = escape("".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in piece.text))
    if not piece.covering:
        return shown
    fill = next((span.kind for span in piece.covering if span.kind in KINDS), "")
    lines = [kind for kind in EVIDENCE if any(span.kind == kind for span in piece.covering)]
    title = "\n".join(dict.fromkeys(printable(f"{span.kind}: {span.label}") for span in piece.covering))
    for kind in filter(None, (fill, *lines)):
        shown = f'<mark class="{kind}">{shown}</mark>'
    return f'<span title="{escape(title)}">{shown}</span>'


def legend() -> str:
    """A switch for each kind."""
    return "".join(
        f'<label><input type="checkbox" id="show-{kind}"{"" if kind in UNMARKED else " checked"}> '
        f'<span class="{kind}">{name}</span></label>'
        for kind, name in (KINDS | EVIDENCE).items()
    )


def table(kind: Rows) -> str:
    """The records of one kind."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in kind.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(printable(cell))}</td>' for cell in row)}</tr>" for row in kind.rows)
    return f"<table><caption>{kind.title} ({len(kind.rows)})</caption><tr>{head}</tr>{rows}</table>"


def to_report(article: Article, answer: Extraction) -> bytes:
    """The whole file."""
    title, summary = heading(answer)
    spans = [span for span in highlights(answer) if span.end > span.start]
    body = "".join(map(marked, pieces(article, spans)))
    warnings = "".join(f"<p>{escape(warning.message)}</p>" for warning in answer.warnings)
    return (
        f'<!doctype html>\n<html lang="{escape(answer.document.language or "en")}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(printable(title))}</title>\n'
        f"<style>{STYLE}</style>\n<h1>{escape(printable(title))}</h1>\n<p class=read>{escape(summary)}</p>{warnings}\n"
        f'<div class="legend" role="group" aria-label="Records shown">{legend()}</div>\n<main>{body}</main>\n'
        f"<h2>Records</h2>\n{''.join(map(table, to_rows(answer)))}\n</html>\n"
    ).encode()
