"""`communique key new NAME`: a key for a caller of the service."""

import click


@click.group()
def key() -> None:
    """Keys of the HTTP service."""


@key.command()
@click.argument("name")
def new(name: str) -> None:
    """Make a key for NAME. The key goes to standard error, the line for the file of keys to standard output.

    communique key new desk >> keys
    """
    from api.keys import new_key

    if len(name) > 64 or len(name.split()) != 1 or name != name.strip():
        raise click.BadParameter("a name is one word of at most 64 characters", param_hint="NAME")
    secret, line = new_key(name)
    click.echo(f"The key of {name}, shown only now: {secret}", err=True)
    click.echo(line)
