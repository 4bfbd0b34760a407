"""What the README says is true: its example gives its answer, its commands exist, its code runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from cli.main import cli
from evaluation.reliability.service import Service
from extractors.pipeline import Pipeline
from schemas.article import Article

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_readme_example_gives_its_answer(pipeline: Pipeline) -> None:
    text = re.search(r"^> (.+)$", README, re.MULTILINE)
    day = re.search(r"sent on (\d{4}-\d{2}-\d{2})", README)
    shown = next(msgspec.json.decode(code) for language, code in BLOCKS if language == "json")
    assert text is not None
    assert day is not None
    answer = pipeline.extract(Article(text=text[1], published_at=day[1]))
    (meeting,) = msgspec.json.decode(msgspec.json.encode(answer.meetings))
    assert {key: meeting[key] for key in shown} == shown


def test_readme_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)", README))
    assert targets >= {"serve", "test"}
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_readme_paths_exist() -> None:
    paths = [path for path in re.findall(r"`([\w./]+)`", README) if "/" in path and not path.startswith("/")]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("line", re.findall(r"^communique extract .+$", README, re.MULTILINE))
def test_readme_command_runs(line: str, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("President Tala Vuniwai flew to Lima on Monday.", encoding="utf-8")
    arguments = [str(article) if word == "article.txt" else word for word in shlex.split(line)[1:]]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert "Vuniwai" in result.output


def test_readme_client_runs_against_the_service() -> None:
    code = next(code for language, code in BLOCKS if language == "python")
    with Service() as service:
        script = code.replace("http://127.0.0.1:8000", service.url)
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "Tala Vuniwai" in run.stdout
