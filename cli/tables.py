"""The answer as tables on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from exports.rows import heading, printable, to_rows
from schemas.extraction import Extraction


def print_tables(answer: Extraction, console: Console) -> None:
    """Print every record of the answer."""
    title, summary = heading(answer)
    console.print(Text(printable(title), style="bold"))
    console.print(summary, markup=False, highlight=False)
    for kind in to_rows(answer):
        table = Table(title=f"{kind.title} ({len(kind.rows)})", title_justify="left", box=None, pad_edge=False)
        for column in kind.columns:
            table.add_column(column, overflow="fold")
        for row in kind.rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print()
        console.print(table)
    for warning in answer.warnings:
        console.print(Text(f"warning: {printable(warning.message)}", style="yellow"))
