"""A client that is generated from the pinned contract works, and what it gives is typed."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SEED = next(iter(sorted((ROOT / "seeds").glob("*.txt"))))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package that the generator makes."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "config.yaml").write_text("post_hooks: []\n")
    script = Path(sys.executable).with_name("openapi-python-client")
    command = [script, "generate", "--path", ROOT / "openapi" / "openapi.json", "--config", folder / "config.yaml"]
    command += ["--meta", "none", "--output-path", folder / "communique_client"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("communique_client")
    sys.path.remove(str(folder))


def module(package: ModuleType, name: str) -> ModuleType:
    """A module of the generated package."""
    return importlib.import_module(f"{package.__name__}.{name}")


def test_generated_client_reads_a_seed(generated: ModuleType, server: str) -> None:
    models, extract = module(generated, "models"), module(generated, "api.extraction.extract_article")
    article = models.Article(text=SEED.read_text(encoding="utf-8"), published_at="2022-10-04")
    with generated.Client(base_url=server, timeout=600) as client:
        answer = extract.sync(client=client, body=article)
    assert isinstance(answer, models.Extraction)
    assert answer.document.reference_date.value in ("2022-10-04", date(2022, 10, 4))
    for records, kind in (
        (answer.officials, models.Official),
        (answer.places, models.Place),
        (answer.dates, models.DateMention),
        (answer.topics, models.Topic),
        (answer.figures, models.Figure),
    ):
        assert records
        assert all(isinstance(record, kind) for record in records)
    assert isinstance(answer.officials[0].roles[0].office, models.RoleOffice)


def test_generated_client_knows_a_problem(generated: ModuleType, server: str) -> None:
    models, extract = module(generated, "models"), module(generated, "api.extraction.extract_article")
    with generated.Client(base_url=server) as client:
        answer = extract.sync(client=client, body=models.Article(text=" "))
    assert isinstance(answer, models.Problem)
    assert answer.status == 422


def test_every_operation_is_generated(generated: ModuleType) -> None:
    for name in ("extraction.extract_batch", "operation.check_ready", "reference.list_topics", "reference.get_schema"):
        assert module(generated, f"api.{name}").sync
