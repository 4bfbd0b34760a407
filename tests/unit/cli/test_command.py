"""The `communique` command: formats, files, exit codes."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from api.settings import Settings
from cli import extract as command
from cli import serve as server
from cli.main import COMMANDS, cli
from exports import EXPORTS, Export
from extractors.errors import PipelineError
from extractors.pipeline import Pipeline
from schemas.article import Article

TEXT = "President Ana Quispe flew to Valparaíso on Monday with $40 million for 3 < 5 & more."


@pytest.fixture(autouse=True)
def _loaded(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.Pipeline, "load", lambda model=None: pipeline)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def test_help_lists_every_command() -> None:
    output = run("--help").output
    assert all(name in output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help(name: str) -> None:
    assert run(name, "--help").exit_code == 0


def test_unknown_command_exits_with_two() -> None:
    assert run("translate").exit_code == 2


def test_extract_prints_the_answer_as_json(article: Path, pipeline: Pipeline) -> None:
    result = run("extract", article, "--published-at", "2031-05-14")
    answer = msgspec.json.decode(result.stdout, type=pipeline.answer)
    assert result.exit_code == 0
    assert answer == pipeline.extract(Article(text=TEXT, published_at="2031-05-14"))


def test_extract_reads_stdin_and_drops_a_byte_order_mark() -> None:
    result = run("extract", "-", "--format", "ndjson", stdin=b"\xef\xbb\xbf" + TEXT.encode())
    assert json.loads(result.stdout)["document"]["characters"] == len(TEXT)
    assert result.stdout.count("\n") == 1


def test_extract_ndjson_has_one_line_for_each_file(article: Path) -> None:
    lines = run("extract", article, article, "--format", "ndjson").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]


def test_extract_title_is_the_document_title(article: Path) -> None:
    assert json.loads(run("extract", article, "--title", "Headline").stdout)["document"]["title"] == "Headline"


def test_extract_table_shows_names_in_place_of_ids(article: Path) -> None:
    output = run("extract", article, "--published-at", "2031-05-14", "--format", "table").stdout
    assert "read against 2031-05-14" in output
    assert "40,000,000 USD" in output


@pytest.mark.parametrize(("content", "message"), [(b"", "empty"), (b" \n", "no visible"), (b"caf\xe9 x", "byte 3")])
def test_extract_of_a_bad_file_goes_on_and_exits_with_one(
    article: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    result = run("extract", bad, tmp_path / "absent.txt", article, "--format", "ndjson")
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1
    assert message in result.stderr
    assert "absent.txt: No such file" in result.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-", "--published-at", "yesterday"),
        ("-", "--published-at", "2031-02-30"),
        ("-", "--published-at", "0001-01-01"),
        ("-", "--format", "xml"),
        ("-", "-", "--format", "html"),
        ("-", "-", "--format", "geojson"),
    ],
)
def test_extract_of_a_wrong_call_exits_with_two(arguments: tuple[str, ...]) -> None:
    assert run("extract", *arguments, stdin=TEXT.encode()).exit_code == 2


def test_extract_without_a_model_exits_with_two(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(model: str | None = None) -> Pipeline:
        raise PipelineError(f"no pipeline {model}")

    monkeypatch.setattr(command.Pipeline, "load", fail)
    result = run("extract", article, "--model", "xx_none")
    assert result.exit_code == 2
    assert "no pipeline xx_none" in result.stderr


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_extract_prints_the_bytes_of_an_export(article: Path, pipeline: Pipeline, export: Export) -> None:
    sent = Article(text=TEXT, published_at="2031-05-14")
    result = run("extract", article, "--published-at", "2031-05-14", "--format", export.name)
    assert result.stdout_bytes == export.write(sent, pipeline.extract(sent))


def test_extract_writes_one_page_for_each_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    assert run("extract", article, article, "--format", "html", "--out", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["article-2.html", "article.html"]


def test_extract_writes_lines_to_one_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers.ndjson"
    out.write_text("old\n")
    assert run("extract", article, article, "--format", "ndjson", "--out", out).stdout == ""
    assert [json.loads(line)["document"]["words"] for line in out.read_text().splitlines()] == [len(TEXT.split())] * 2


def test_serve_puts_options_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Settings] = []
    monkeypatch.setattr(server, "run", seen.append)
    monkeypatch.setenv("COMMUNIQUE_PORT", "9000")
    monkeypatch.setenv("COMMUNIQUE_HOST", "::1")
    assert run("serve", "--port", "0", "--workers", "2").exit_code == 0
    assert (seen[0].port, seen[0].host, seen[0].workers) == (0, "::1", 2)


def test_serve_with_a_wrong_setting_exits_with_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "run", lambda settings: None)
    monkeypatch.setenv("COMMUNIQUE_PROT", "9000")
    result = run("serve")
    assert result.exit_code == 2
    assert "COMMUNIQUE_PROT" in result.stderr
