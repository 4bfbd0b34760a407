"""The record of how right the engine is: every gold folder and every public suite, as `evaluation/accuracy.md`.

    python -m evaluation.record GOLD_ROOT SUITES_DIR

GOLD_ROOT holds a folder for each set of gold articles: seeds, tune, check.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from evaluation.accuracy import answers, score
from evaluation.gold import load_gold
from evaluation.suites import COLUMNS, measure, rows
from evaluation.summary import RECORDS, Summary, summarise
from extractors.pipeline import Pipeline

SETS = ("seeds", "tune", "check")


def table(heading: tuple[str, ...], lines: list[tuple[str, ...]], words: int = 1) -> Iterator[str]:
    """A Markdown table whose first so many columns are words and the others numbers."""
    yield f"| {' | '.join(heading)} |"
    yield f"| {' | '.join('---' if place < words else '---:' for place in range(len(heading)))} |"
    yield from (f"| {' | '.join(line)} |" for line in lines)


def gold_table(summaries: dict[str, Summary]) -> Iterator[str]:
    """F1 of every kind of record and the share of right attributes, a column for each set."""
    runs = summaries.values()
    lines = [("**mean F1 of the six**", *(f"**{run.mean_f1:.3f}**" for run in runs))]
    lines += [(f"{name}, F1", *(f"{run.records[name].f1:.3f}" for run in runs)) for name in RECORDS]
    names = sorted({name for run in runs for name in run.attributes})
    shares = {name: [run.attributes.get(name) for run in runs] for name in names}
    lines += [
        (name, *("" if part is None or part.accuracy is None else f"{part.accuracy:.3f}" for part in parts))
        for name, parts in shares.items()
    ]
    lines.append(("offset faults", *(str(run.offset_faults) for run in runs)))
    yield from table(("figure", *(f"{name} ({run.articles} articles)" for name, run in summaries.items())), lines)


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("suites", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path(__file__).with_name("accuracy.md"))
def main(gold: Path, suites: Path, out: Path) -> None:
    """Score the engine on the gold sets in GOLD and the public suites in SUITES, and write the record."""
    engine = Pipeline.load()
    runs = {name: summarise(score(answers(load_gold(gold / name), engine.extract))) for name in SETS}
    judged = [
        ("" if number else suite.name, *row)
        for suite, figures, _ in measure(engine, suites)
        for number, row in enumerate(rows(suite, figures))
    ]
    lines = [
        "# Accuracy",
        "",
        "`python -m evaluation.record GOLD_ROOT SUITES_DIR` with",
        f"{engine.engine.model}, Communique {engine.engine.version}.",
        "",
        "## Gold articles",
        "",
        "`tune` is read while the engine is made, `check` is only scored. A meeting or dated location is strictly",
        "right where its date, and for a meeting its place and status, are right too.",
        "",
        *gold_table(runs),
        "",
        "## Public suites",
        "",
        "F1 in percent on the halves that are given out; the others' figures are on the whole suites. The suites",
        "follow rules of their own: several count clock times, “now” and “every Monday”, which are no dates here. Of",
        "the 538 spans that the DateTimeModel specs expect, 183 are clock times, recurrences and time zones, 29 are",
        "ranges open at one end (“after May”), and ranges end before what they name last (“2014 to 2018” with 2017).",
        "",
        *table(("suite", "system", *COLUMNS), judged, words=2),
        "",
    ]
    out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
