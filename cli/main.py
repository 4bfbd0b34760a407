"""The command group. A subcommand's module is imported only when the subcommand runs, so that `--help` is instant."""

from importlib import import_module
from importlib.metadata import version

import click

# Subcommand: module and command, and the line in the help.
COMMANDS = {
    "extract": ("cli.extract:extract", "Read articles from files or stdin and print their records."),
    "dossier": ("cli.dossier:dossier", "Merge articles on the same events and print what they tell together."),
    "reconcile": ("cli.reconcile:reconcile", "Compare dossiers with an official record of travel."),
    "bulk": ("bulk.command:bulk", "Read an archive of articles and write tables of their records."),
    "serve": ("cli.serve:serve", "Run the HTTP service."),
    "key": ("cli.key:key", "Make a key for a caller of the service."),
    "evaluate": ("evaluation.accuracy:evaluate", "Score the engine's answers to a folder of gold articles."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, written without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup)
@click.version_option(version("communique"), prog_name="communique")
def cli() -> None:
    """Typed records from news: officials, meetings, dated locations, trips, statements, topics and figures.

    Exit status: 0 where all went well, 1 where some input could not be read, 2 for a wrong call or configuration.
    """
