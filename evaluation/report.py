"""The report of a run: every miss in its sentence, by class of fault, as one self-contained HTML page."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html import escape

from evaluation.gold import GoldArticle
from evaluation.summary import Summary
from evaluation.tallies import Miss, Score

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
STYLE = """
:root { color-scheme: light dark; --line: #8886; --quote: #ffe08a; --ink: #222 }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 } td, th { padding: .15rem .8rem; text-align: right }
th:first-child, td:first-child { text-align: left } tr { border-bottom: 1px solid var(--line) }
summary { cursor: pointer; font-weight: 600; padding: .4rem 0 }
article { border-top: 1px solid var(--line); padding: .6rem 0 }
mark { background: var(--quote); color: var(--ink) } p { margin: .2rem 0 } .where { opacity: .7; font-size: .85em }
"""


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence or line that a quote stands in.

    >>> sentence("He left. She met Ana Quispe in Lima. It rained.", 17, 27)
    (9, 36)
    """
    first, last = 0, len(text)
    for found in _SENTENCE_END.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end - 1:
            last = found.start() + len(found.group().rstrip())
            break
    return first, max(last, end)


def to_html(articles: Iterable[GoldArticle], score: Score, summary: Summary) -> str:
    """The whole page."""
    texts = {article.id: article.text for article in articles}
    classes: defaultdict[str, list[Miss]] = defaultdict(list)
    for miss in score.misses:
        classes[f"{miss.record}: {miss.fault}"].append(miss)
    ranked = sorted(classes.items(), key=lambda item: (-len(item[1]), item[0]))
    body = "".join(
        f"<details><summary>{escape(name)} ({len(misses)})</summary>"
        + "".join(shown(miss, texts[miss.article]) for miss in misses)
        + "</details>"
        for name, misses in ranked
    )
    rows = "".join(
        f"<tr><td>{escape(name)}<td>{row.precision:.3f}<td>{row.recall:.3f}<td>{row.f1:.3f}<td>{row.gold}<td>{row.got}"
        for name, row in summary.records.items()
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Communique: accuracy</title><style>{STYLE}</style><h1>Accuracy</h1>"
        f"<p>{summary.articles} articles, mean F1 of the six {summary.mean_f1:.3f}, "
        f"offset faults {summary.offset_faults}.</p>"
        f"<table><tr><th>record<th>P<th>R<th>F1<th>gold<th>got{rows}</table><h2>Misses by class</h2>{body}</html>\n"
    )


def shown(miss: Miss, text: str) -> str:
    """One miss: what was expected, what was found, and the sentence that it is about."""
    parts = [f"<p class=where>{escape(miss.article)}</p>"]
    if miss.start is not None and miss.end is not None:
        first, last = sentence(text, miss.start, miss.end)
        before, quote, after = text[first : miss.start], text[miss.start : miss.end], text[miss.end : last]
        parts.append(f"<p>{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</p>")
    sides = ("expected", miss.expected), ("found", miss.found)
    parts += [f"<p>{side}: {escape(value)}</p>" for side, value in sides if value]
    return f"<article>{''.join(parts)}</article>"
