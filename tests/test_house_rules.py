"""The house rules that a machine can check: every step has its files, its examples and its row; data is in order."""

import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy

from extractors import EXTRACTORS
from extractors.pipeline import Pipeline

ROOT = Path(__file__).parent.parent
STEPS = tuple(extractor.name for extractor in EXTRACTORS)
FILES = ("__init__.py", "component.py", "patterns.py", "records.py", "lexicon.toml")
# The model is a trained network: it has no lexicon and no patterns, and what it writes is not a record.
EXCEPTIONS = {"model": ("__init__.py", "component.py", "MODEL.md")}
LEXICONS = sorted([*(ROOT / "extractors").rglob("lexicon.toml"), ROOT / "extractors" / "fates.toml"])
# Written in two parts, so that this file does not hold what it forbids.
FORBIDDEN = tuple(
    start + end
    for start, end in (
        ("/wo", "rk/"),
        ("/ho", "me/"),
        ("/ro", "ot/"),
        ("--index", "-url"),
        ("--extra-index", "-url"),
        ("/Us", "ers/"),
    )
)


def test_steps_are_the_folders_of_extractors() -> None:
    folders = {path.parent.name for path in (ROOT / "extractors").glob("*/__init__.py")}
    assert folders == set(STEPS)


def test_every_package_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    roots = {package.split(".")[0] for package in listed}
    inits = (path for root in roots for path in (ROOT / root).rglob("__init__.py"))
    assert {".".join(path.parent.relative_to(ROOT).parts) for path in inits} == set(listed)


@pytest.mark.parametrize("step", STEPS)
def test_step_has_its_files(step: str) -> None:
    missing = [name for name in EXCEPTIONS.get(step, FILES) if not (ROOT / "extractors" / step / name).is_file()]
    assert not missing


@pytest.mark.parametrize("step", [step for step in STEPS if step not in EXCEPTIONS])
def test_step_has_positive_and_negative_examples(step: str) -> None:
    corpus = tomllib.loads((ROOT / "tests" / "corpus" / f"{step}.toml").read_text(encoding="utf-8"))
    assert corpus["case"]
    assert corpus["none"]


@pytest.mark.parametrize("step", [step for step in STEPS if step not in EXCEPTIONS])
def test_step_has_its_row_in_the_readme(step: str) -> None:
    assert re.search(
        rf"^\| {step} \| [^|]+ \| [^|]+ \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_corpora_belong_to_steps() -> None:
    assert {path.stem for path in (ROOT / "tests" / "corpus").iterdir()} <= set(STEPS)


def test_pipeline_reads_only_what_earlier_steps_wrote(pipeline: Pipeline) -> None:
    assert pipeline.nlp.pipe_names == list(STEPS)
    analysis = pipeline.nlp.analyze_pipes()
    assert not any(analysis["problems"].values()), analysis["problems"]


@pytest.mark.parametrize("step", STEPS)
def test_step_rejects_an_unknown_setting(step: str) -> None:
    with pytest.raises(Exception, match="unknown field `colour`"):
        spacy.blank("en").add_pipe(step, config={"config": {"colour": "red"}})


def lists(value: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words in a decoded lexicon, with its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from lists(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from lists(item, f"{path}[{index}]")


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_lexicon_is_nfc_sorted_and_without_duplicates(lexicon: Path) -> None:
    text = lexicon.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for path, words in lists(tomllib.loads(text)):
        assert len(words) == len(set(words)), f"{path}: {sorted(word for word in words if words.count(word) > 1)}"
        assert words == sorted(words), (
            f"{path}: {next(b for a, b in pairwise(words) if b.casefold() < a.casefold())!r} is out of order"
        )


def tracked() -> list[Path]:
    """The files of the repository; all files of the house where there is no repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return [path for name in names if name and (path := ROOT / name).is_file()]


def test_tracked_files_name_no_machine_and_no_registry() -> None:
    faults = []
    for path in tracked():
        if path.suffix in {".bin", ".npz", ".onnx", ".png", ".woff2"}:
            continue
        text = path.read_text(encoding="utf-8")
        faults += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert not faults


def test_tracked_files_are_small() -> None:
    heavy = {path.name: size for path in tracked() if (size := path.stat().st_size) > 30_000_000}
    assert not heavy


def test_import_contracts_hold() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
