"""A new key opens the service, and only its hash is in the line for the file."""

from pathlib import Path

from click.testing import CliRunner

from api.keys import read_keys
from cli.main import cli


def test_key_new_gives_a_line_that_the_service_reads(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["key", "new", "desk"])
    assert result.exit_code == 0
    secret = result.stderr.split()[-1]
    assert secret not in result.stdout
    (tmp_path / "keys").write_text(result.stdout)
    assert "desk" in str(read_keys(tmp_path / "keys"))


def test_key_new_refuses_a_name_of_two_words() -> None:
    result = CliRunner().invoke(cli, ["key", "new", "news desk"])
    assert result.exit_code == 2
    assert "one word" in result.stderr
