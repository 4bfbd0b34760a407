"""`communique serve`: the HTTP service, with the settings of the environment and those given here."""

import os
import sys

import click
import msgspec

from api.server import serve as run
from api.settings import Settings, SettingsError, load_settings


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on; 0 takes a free one.")
@click.option("--workers", type=click.IntRange(1), help="Worker processes.")
@click.option("--model", help="Another installed spaCy pipeline in place of our network.")
def serve(host: str | None, port: int | None, workers: int | None, model: str | None) -> None:
    """Run the HTTP service until it is stopped. Every other setting comes from the environment."""
    given = {"host": host, "port": port, "workers": workers, "model": model}
    try:
        sys.exit(run(chosen(load_settings(os.environ), given)))
    except (SettingsError, OSError) as error:
        click.secho(f"communique: {error}", fg="red", err=True)
        sys.exit(2)


def chosen(settings: Settings, given: dict[str, str | int | None]) -> Settings:
    """The settings with the given ones in place of their own."""
    return msgspec.structs.replace(settings, **{name: value for name, value in given.items() if value is not None})
