"""Answers and dossiers as tables on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from exports.dossiers import to_rows as dossier_rows
from exports.rows import Rows, heading, printable, to_rows
from schemas.dossier import Dossiers
from schemas.extraction import Extraction


def print_tables(answer: Extraction, console: Console) -> None:
    """Print every record of the answer."""
    title, summary = heading(answer)
    console.print(Text(printable(title), style="bold"))
    console.print(summary, markup=False, highlight=False)
    print_rows(to_rows(answer), console)
    for warning in answer.warnings:
        console.print(Text(f"warning: {printable(warning.message)}", style="yellow"))


def print_dossiers(merged: Dossiers, console: Console) -> None:
    """Print every dossier."""
    for dossier in merged.dossiers:
        console.print(Text(printable(dossier.title), style="bold"))
        console.print(", ".join(dossier.articles), markup=False, highlight=False)
        print_rows(dossier_rows(dossier), console)
        console.print()
    for warning in merged.warnings:
        console.print(Text(f"warning: {printable(warning.message)}", style="yellow"))


def print_rows(tables: tuple[Rows, ...], console: Console) -> None:
    """Print tables of words."""
    for kind in tables:
        table = Table(title=f"{kind.title} ({len(kind.rows)})", title_justify="left", box=None, pad_edge=False)
        for column in kind.columns:
            table.add_column(column, overflow="fold")
        for row in kind.rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print()
        console.print(table)
