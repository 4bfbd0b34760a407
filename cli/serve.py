"""`communique serve`: the HTTP service."""

import click


@click.command()
def serve() -> None:
    """Run the HTTP service until it is stopped."""
