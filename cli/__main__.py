"""`python -m cli` is `communique`."""

from cli.main import cli

cli(prog_name="communique")
