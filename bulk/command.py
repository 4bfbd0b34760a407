"""`communique bulk`: an archive in, its records out."""

import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from bulk import cluster, local
from bulk.errors import BulkError
from bulk.ledger import Ledger, Request, Summary
from bulk.progress import Progress
from bulk.sources import KINDS, Kind, size_of
from bulk.work import FIELDS, Job
from extractors.errors import ExtractionError
from extractors.pipeline import Pipeline


def to_columns(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """The column that each field is read from. Errors: BadParameter."""
    columns = dict(pair.partition("=")[::2] for pair in value)
    if unknown := columns.keys() - {"id", *FIELDS}:
        raise click.BadParameter(f"no field {', '.join(sorted(unknown))}; there are id, {', '.join(FIELDS)}")
    return columns


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the records.")
@click.option("--format", "form", type=click.Choice(["ndjson", "parquet"]), default="ndjson", show_default=True)
@click.option("--input-format", "kind", type=click.Choice(sorted({*KINDS.values()})), help="Where names do not tell.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=to_columns,
    metavar="FIELD=NAME",
    help="Read a field from another column.",
)
@click.option("--resume", is_flag=True, help="Go on with the run in the output folder.")
@click.option("--workers", type=click.IntRange(1), help="Worker processes; as many as there are cores, unless given.")
@click.option("--engine", "place", type=click.Choice(["local", "ray"]), default="local", show_default=True)
@click.option("--address", help="The Ray cluster to join; without it Ray runs on this machine.")
@click.option("--part-rows", type=click.IntRange(1), default=500, show_default=True, help="Rows written at a time.")
@click.option("--model", envvar="EXTRACT_MODEL", help="Another installed spaCy pipeline in place of our network.")
def bulk(
    inputs: tuple[str, ...],
    out: Path,
    form: str,
    kind: Kind | None,
    columns: dict[str, str],
    resume: bool,
    workers: int | None,
    place: str,
    address: str | None,
    part_rows: int,
    model: str | None,
) -> None:
    """Read the articles in INPUTS and write their records.

    An input is NDJSON, CSV or Parquet with a column `text` and, where known, `id`, `title`, `published_at`, `url`,
    `source` and `language`; or a text file; or a folder of such files; or `-` for stdin; packed with gzip or zstd or
    not. A row that cannot be read goes to errors.ndjson with its number and the reason, and the exit status is 1.
    """
    console = Console(stderr=True, soft_wrap=True)
    job = Job(out=out, form=form, columns=columns, model=model)  # type: ignore[arg-type]
    try:
        engine = Pipeline.load(model)
        request = Request(
            inputs=inputs, kind=kind, form=job.form, columns=columns, rows_of_a_part=part_rows, engine=engine.engine
        )
        ledger = Ledger(out)
        ledger.open(request, resume)
        here = partial(local.Workers, engine, job, workers or local.cores())
        there = partial(cluster.Workers, job, workers, address)
        progress = Progress(console, size_of(inputs))
        summary = read_all(request, ledger, progress, here if place == "local" else there)
    except (BulkError, ExtractionError) as error:
        console.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(2)
    except BrokenProcessPool:
        console.print("communique: a worker was killed; go on with --resume", style="red")
        sys.exit(3)
    except KeyboardInterrupt:
        console.print("communique: stopped; go on with --resume", style="red")
        sys.exit(130)
    tell(summary, ledger)
    sys.exit(1 if summary.errors else 0)


def read_all(
    request: Request, ledger: Ledger, progress: Progress, start: Callable[[], local.Workers | cluster.Workers]
) -> Summary:
    """Do every part that is not done yet. Errors: BulkError."""
    parts = 0
    with start() as pool, progress:
        for each in pool.run(request, ledger):
            parts = max(parts, each.done.number + 1)
            progress.count(*each)
    return ledger.close(parts)


def tell(summary: Summary, ledger: Ledger) -> None:
    """Print the sum of the run."""
    click.echo(f"{summary.articles:,} articles, {summary.words:,} words, {summary.errors:,} errors")
    for name, count in summary.records.items():
        click.echo(f"{count:>12,} {name}")
    if summary.errors:
        click.echo(f"the rows without an answer are in {ledger.errors}")
