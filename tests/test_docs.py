"""What the docs say is true: the site builds, examples give what stands under them, commands and clients run."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from click.testing import CliRunner

from cli.main import cli
from extractors import EXTRACTORS
from extractors.pipeline import Pipeline
from schemas.article import Article
from tests.contract.conftest import serving

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECORD = re.compile(r"^## (\w+)\n.*?^> (.+?)$.*?^```json\n(.+?)\n```$", re.MULTILINE | re.DOTALL)
SERVICE = "http://127.0.0.1:8000"
RUNNERS = {
    "bash": lambda code: ["bash", "-o", "pipefail", "-c", code],
    "python": lambda code: [sys.executable, "-c", code],
    "javascript": lambda code: ["node", "--input-type=module", "--eval", code],
}
CODE = [(page, language, code) for page, text in PAGES.items() for language, code in BLOCK.findall(text)]
ASKING = ("index.md", "clients.md", "exports.md")  # the pages whose code asks a service
CLIENTS = [(page, language, code) for page, language, code in CODE if page in ASKING and language in RUNNERS]
COMMANDS = [line for _, language, code in CODE if not language for line in code.splitlines() if line]
PROGRAMS = {"bash": "curl", "python": sys.executable, "javascript": "node"}


def test_site_builds_and_loads_nothing_from_outside(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")]
    assert len(pages) >= len(PAGES)
    for page in pages:
        assert re.findall(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//', page) == []
        assert re.findall(r'<link[^>]+rel="(?:stylesheet|preconnect|icon)"[^>]+href="(?:https?:)?//', page) == []


def test_every_page_is_in_the_navigation() -> None:
    pages = [path for entry in yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"] for path in entry.values()]
    assert sorted(pages) == sorted(PAGES)


@pytest.mark.parametrize(("field", "text", "shown"), RECORD.findall(PAGES["records.md"]))
def test_example_gives_its_record(pipeline: Pipeline, field: str, text: str, shown: str) -> None:
    answer = msgspec.to_builtins(pipeline.extract(Article(text=text, published_at="2031-05-14")))
    assert any(_holds(record, msgspec.json.decode(shown)) for record in answer[field]), answer[field]


def _holds(whole: Any, part: Any) -> bool:
    """Whether `whole` has at least what `part` shows."""
    if isinstance(part, dict):
        return all(key in whole and _holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(_holds, whole, part))
    return bool(whole == part)


def test_every_record_has_its_example() -> None:
    fields = {extractor.answer_field for extractor in EXTRACTORS if extractor.record}
    assert {field for field, _, _ in RECORD.findall(PAGES["records.md"])} == fields | {"unresolved"}


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("communique extract")])
def test_command_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("President Tala Vuniwai flew to Lima on Monday.", encoding="utf-8")
    result = CliRunner().invoke(cli, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    outputs = [path for path in tmp_path.iterdir() if path.name != "article.txt"]
    assert "Vuniwai" in result.output or all(path.stat().st_size for path in outputs) and outputs


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A running service."""
    with serving() as address:
        yield address


@pytest.mark.parametrize(("page", "language", "code"), CLIENTS)
def test_client_runs(address: str, page: str, language: str, code: str) -> None:
    if not shutil.which(PROGRAMS[language]):
        pytest.skip(f"{PROGRAMS[language]} is not installed")
    command = RUNNERS[language](code.replace(SERVICE, address))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search("Vuniwai|Nairobi", done.stdout), done.stdout
