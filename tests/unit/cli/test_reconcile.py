"""`communique reconcile`: a dossier beside a record of travel."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from cli import dossier as merging
from cli import reconcile as command
from cli.main import cli
from extractors.pipeline import Pipeline
from schemas.reconciliation import Reconciliation

XML = """<trips><trip><id>7</id><name>Amina Wanjiru Otieno</name><start-date>2031-09-01</start-date>
<end-date>2031-09-01</end-date><country>Uganda</country><locale>Kampala</locale>
<remarks>Met with President Moses Okiria.</remarks></trip></trips>"""
TEXT = (
    "Kenya's Foreign Minister Amina Otieno visited Kampala on 1 September 2031. "
    "She met Ugandan President Moses Okiria in Kampala on 1 September 2031."
)


@pytest.fixture(autouse=True)
def _loaded(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.Pipeline, "load", lambda model=None: pipeline)
    monkeypatch.setattr(merging.Pipeline, "load", lambda model=None: pipeline)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    travels, dossiers = tmp_path / "travels.xml", tmp_path / "dossiers.json"
    travels.write_text(XML, encoding="utf-8")
    assert run("dossier", tmp_path / "article.txt", "--out", dossiers).exit_code == 0
    return travels, dossiers


def test_stop_agrees_with_the_record(files: tuple[Path, Path]) -> None:
    result = run("reconcile", *files, "--format", "json")
    (stop,) = msgspec.json.decode(result.stdout, type=Reconciliation).stops
    assert (stop.agreement, stop.met_in_both) == ("full", ("Moses Okiria",))


def test_table_is_printed(files: tuple[Path, Path]) -> None:
    assert "full" in run("reconcile", *files).stdout


def test_what_cannot_be_read_is_told(files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<trips>", encoding="utf-8")
    for arguments in ((tmp_path / "broken.xml", files[1]), (files[0], tmp_path / "missing.json"), (files[0], files[0])):
        result = run("reconcile", *arguments)
        assert (result.exit_code, result.stderr.startswith("communique: ")) == (1, True)
