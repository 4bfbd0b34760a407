"""`communique dossier`: what it reads, what it prints, how it fails."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from cli import dossier as command
from cli.main import cli
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.dossier import Dossiers

FIRST = "President Tala Vuniwai of Fiji will meet President Ana Quispe of Peru in Lima on Thursday."
SECOND = "President Tala Vuniwai of Fiji met President Ana Quispe of Peru in Lima on Thursday."


@pytest.fixture(autouse=True)
def _loaded(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.Pipeline, "load", lambda model=None: pipeline)


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["dossier", *map(str, arguments)], input=stdin)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "report.txt").write_text(SECOND, encoding="utf-8")
    path = tmp_path / "index.toml"
    path.write_text(
        '[[articles]]\nfile = "plan.txt"\npublished_at = "2031-05-12"\n'
        '[[articles]]\nfile = "report.txt"\npublished_at = "2031-05-16"\n',
        encoding="utf-8",
    )
    return path


def test_list_of_files_is_merged(index: Path) -> None:
    result = run(index)
    merged = msgspec.json.decode(result.stdout, type=Dossiers)
    assert result.exit_code == 0
    (dossier,) = merged.dossiers
    (meeting,) = dossier.meetings
    assert [(step.article, step.status) for step in meeting.history] == [("plan", "planned"), ("report", "held")]


def test_listed_file_that_is_given_too_is_read_once(index: Path) -> None:
    texts = sorted(index.parent.glob("*.txt"))
    assert texts
    assert run(*texts, index).stdout == run(index, *texts).stdout == run(index).stdout


def test_answers_and_lines_are_read(index: Path, tmp_path: Path, pipeline: Pipeline) -> None:
    answer = pipeline.extract(Article(text=FIRST, published_at="2031-05-12"))
    (tmp_path / "plan.json").write_bytes(msgspec.json.encode(answer))
    line = json.dumps({"id": "report", "text": SECOND, "published_at": "2031-05-16"})
    (tmp_path / "rest.ndjson").write_text(f"{line}\n\n", encoding="utf-8")
    assert run(tmp_path / "plan.json", tmp_path / "rest.ndjson").stdout == run(index).stdout


def test_table_goes_to_a_file(index: Path, tmp_path: Path) -> None:
    result = run(index, "--format", "table", "--out", tmp_path / "table.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Ana Quispe" in (tmp_path / "table.txt").read_text(encoding="utf-8")


def test_stdin_is_read() -> None:
    merged = msgspec.json.decode(run("-", stdin=FIRST.encode()).stdout, type=Dossiers)
    assert merged.dossiers[0].articles == ("stdin",)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("missing.txt", None),
        ("blank.txt", " "),
        ("broken.json", "{"),
        ("wrong.json", '{"text": 7}'),
        ("list.toml", "files = []"),
        ("gone.toml", '[[articles]]\nfile = "gone.txt"'),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, body: str | None) -> None:
    if body is not None:
        (tmp_path / name).write_text(body, encoding="utf-8")
    result = run(tmp_path / name)
    assert result.exit_code == 1
    assert "communique: " in result.stderr
    assert Path(name).stem in result.stderr
