"""`communique reconcile`: dossiers beside an official record of travel."""

import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console

from cli.tables import print_rows
from dossiers.reconcile import reconciled
from dossiers.travels import TravelsError, read_travels
from exports.reconciliation import to_rows
from extractors.errors import ExtractionError
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.dossier import Dossiers


@click.command()
@click.argument("travels", type=click.Path(path_type=Path))
@click.argument("dossiers", type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--model", envvar="EXTRACT_MODEL", help="Another installed spaCy pipeline in place of our network.")
def reconcile(travels: Path, dossiers: Path, shape: str, model: str | None) -> None:
    """Compare DOSSIERS, as `communique dossier` writes them, with the official records in TRAVELS.

    TRAVELS is XML in the form of the US Office of the Historian (`<trips><trip>…`), or the same fields as JSON lines.
    Exit status 1 where a file cannot be read.
    """
    messages = Console(stderr=True, soft_wrap=True)
    try:
        records = read_travels(travels.read_bytes())
        merged = msgspec.json.decode(dossiers.read_bytes(), type=Dossiers)
    except (OSError, TravelsError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        messages.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(1)
    try:
        with messages.status("Loading the model"):
            engine = Pipeline.load(model)
    except ExtractionError as error:
        messages.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(2)

    def people_of(remark: str) -> list[str]:
        """The officials whom a remark names."""
        answer = engine.extract(Article(text=remark))
        return [official.name for official in answer.officials]

    compared = reconciled(merged.dossiers, records, people_of)
    if shape == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(compared), indent=2).decode())
    else:
        print_rows(to_rows(compared), Console())
