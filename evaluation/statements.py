"""How right quotations and their speakers are, on marked news articles.

    python -m evaluation.statements DIR [--details]

DIR holds the articles as CSV files with the columns url, date, title and text. The marks are in `statements.toml`. A
quotation is right where its words are marked and one of the marked speakers is named.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import click
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from extractors.lexicons import load_toml
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.base import Quote
from schemas.extraction import Extraction
from schemas.statement import Statement

MARKS = Path(__file__).with_name("statements.toml")
ARTICLES = frozenset({"a", "an", "the"})

Part = Literal["tune", "check"]


class Mark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where quoted words stand and who may be said to have spoken them; an optional mark counts neither way."""

    start: int
    end: int
    speakers: tuple[str, ...]
    optional: bool = False


class MarkedArticle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every quotation of one article; `tune` articles were read while the rules were made."""

    url: str
    part: Part
    quotes: tuple[Mark, ...]


class Marks(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of statements.toml."""

    article: tuple[MarkedArticle, ...]


class Tally(Struct, kw_only=True):
    """Quotations with the right speaker, those given wrongly, and those marked but not rightly given."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is marked that is rightly given."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def words(text: str) -> frozenset[str]:
    """The words of a name or description, without articles.

    >>> sorted(words("The Mayor’s office"))
    ["mayor's", 'office']
    """
    return frozenset(text.casefold().replace("’", "'").split()) - ARTICLES


def alike(marked: str, given: str) -> bool:
    """Whether one of two namings is the other or a part of it.

    >>> alike("Ana Velko", "Velko"), alike("Ana Velko", "Ana Ilves")
    (True, False)
    """
    a, b = words(marked), words(given)
    return bool(a and b) and (a <= b or b <= a)


def names(statement: Statement, answer: Extraction) -> tuple[str, ...]:
    """Everything that the answer calls the speaker of a statement."""
    speaker = statement.speaker
    if speaker is None:
        return ()
    known = (official for official in answer.officials if official.id == speaker.official)
    own = tuple(name for name in (speaker.name, speaker.description) if name)
    return own + tuple(name for official in known for name in (official.name, *official.aliases))


def same(mark: Mark, span: Quote) -> bool:
    """Whether a span covers more than half of the marked words."""
    return min(mark.end, span.end) - max(mark.start, span.start) > (mark.end - mark.start) / 2


def judge(article: MarkedArticle, answer: Extraction, tally: Tally) -> Iterator[str]:
    """Count the quotations of one answer; a line for each fault."""
    given = [(span, names(s, answer)) for s in answer.statements if s.kind == "direct" for span in s.spans]
    for mark in article.quotes:
        found = next(((span, speaker) for span, speaker in given if same(mark, span)), None)
        if found is not None:
            given.remove(found)
        if mark.optional:
            continue
        called = found[1] if found is not None else ()
        if any(alike(marked, name) for marked in mark.speakers for name in called):
            tally.right += 1
            continue
        tally.missed += 1
        tally.wrong += found is not None
        expected = f"{mark.start}-{mark.end} expected {mark.speakers[0]}"
        yield f"{article.url} {expected}, found {', '.join(called) or 'nobody'}"
    for span, speaker in given:
        tally.wrong += 1
        yield f"{article.url} {span.start}-{span.end} not marked, found {', '.join(speaker) or 'nobody'}"


def load_articles(folder: Path) -> dict[str, Article]:
    """The articles of the CSV files of a folder by their address."""
    csv.field_size_limit(10**7)
    found: dict[str, Article] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["url"]] = Article(text=row["text"], title=row["title"], published_at=row["date"])
    return found


def show(tallies: dict[Part, Tally], console: Console) -> None:
    """Print precision and recall of each part."""
    table = Table("articles", "quotations", "precision", "recall", title="direct quotations with the right speaker")
    for part, tally in tallies.items():
        total = str(tally.right + tally.missed)
        table.add_row(part, total, f"{tally.precision:.3f}", f"{tally.recall:.3f}")
    console.print(table)


def missing(marks: Iterable[MarkedArticle], articles: dict[str, Article]) -> list[str]:
    """The marked articles that the collection lacks."""
    return [article.url for article in marks if article.url not in articles]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--details", is_flag=True, help="Print the faults in the articles to tune on.")
def evaluate(folder: Path, details: bool) -> None:
    """Score the quotations of the marked articles in FOLDER."""
    console = Console(soft_wrap=True)
    marks, articles = load_toml(MARKS, Marks).article, load_articles(folder)
    if lacking := missing(marks, articles):
        console.print(f"communique: {folder} lacks {lacking[0]}", style="red", markup=False)
        sys.exit(2)
    extract = Pipeline.load().extract
    tallies: dict[Part, Tally] = {"tune": Tally(), "check": Tally()}
    for article in marks:
        faults = list(judge(article, extract(articles[article.url]), tallies[article.part]))
        if details and article.part == "tune":
            console.print(*faults, sep="\n", markup=False, highlight=False)
    show(tallies, console)


if __name__ == "__main__":
    evaluate()
