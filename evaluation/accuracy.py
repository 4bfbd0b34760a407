"""How right the engine is: its answers to gold articles, scored by kind of record, by attribute and by class of fault.

python -m evaluation.accuracy GOLD_DIR [--details] [--report FILE.html] [--save FILE.json]
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import track

from evaluation.case import Case
from evaluation.encounters import judge_locations, judge_meetings
from evaluation.facts import judge_figures, judge_places, judge_topics
from evaluation.gold import GoldArticle, GoldError, load_gold
from evaluation.people import judge_officials
from evaluation.report import to_html
from evaluation.summary import Summary, show, summarise
from evaluation.tallies import Score
from extractors.errors import ExtractionError
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

JUDGES = (judge_officials, judge_meetings, judge_locations, judge_places, judge_topics, judge_figures)


def score(pairs: Iterable[tuple[GoldArticle, Extraction]]) -> Score:
    """The counts and misses of answers against their gold."""
    total = Score()
    for gold, answer in pairs:
        case = Case(gold, answer, total)
        for judge in JUDGES:
            judge(case)
        total.articles += 1
        mentions = [mention for official in answer.officials for mention in official.mentions]
        mentions += [mention for place in answer.places for mention in place.mentions]
        total.offset_faults += sum(gold.text[quote.start : quote.end] != quote.text for quote in mentions)
    return total


def answers(
    articles: Iterable[GoldArticle], extract: Callable[[Article], Extraction]
) -> Iterator[tuple[GoldArticle, Extraction]]:
    """Each gold article with the engine's answer to it."""
    for gold in articles:
        yield gold, extract(Article(text=gold.text, title=gold.title, published_at=gold.published_at))


def print_misses(total: Score, console: Console) -> None:
    """Print every miss, the words that it is about under it."""
    for miss in total.misses:
        parts = [miss.expected and f"expected {miss.expected}", miss.found and f"found {miss.found}"]
        line = "; ".join(part for part in parts if part)
        text = f"{miss.article:>12} {miss.record:<16} {miss.fault:<18} {line}"
        console.print(text, markup=False, highlight=False)
        if miss.quote:
            console.print(f"{'':>12} {miss.quote!r}", style="dim", markup=False, highlight=False)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--details", is_flag=True, help="Print every miss.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a page: each miss in its sentence."
)
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Compare with the run saved here, then save."
)
@click.option("--model", envvar="EXTRACT_MODEL", help="Another installed spaCy pipeline in place of our network.")
def evaluate(folder: Path, details: bool, report: Path | None, save: Path | None, model: str | None) -> None:
    """Score the engine's answers to the gold articles in FOLDER."""
    console, messages = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)
    try:
        articles = load_gold(folder)
        before = msgspec.json.decode(save.read_bytes(), type=Summary) if save and save.exists() else None
        extract = Pipeline.load(model).extract
    except (GoldError, ExtractionError, OSError, msgspec.DecodeError) as error:
        messages.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(2)
    shown = track(articles, "Reading", console=messages, transient=True, disable=not messages.is_terminal)
    total = score(answers(shown, extract))
    summary = summarise(total)
    if details:
        print_misses(total, console)
    show(summary, before, console)
    if report:
        report.write_text(to_html(articles, total, summary), encoding="utf-8")
    if save:
        save.write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")


if __name__ == "__main__":
    evaluate()
