"""What operators read names every setting with its default and every metric; what they start fits the service."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from api.metrics import Metrics
from api.problems import SLUGS
from api.settings import Settings

ROOT = Path(__file__).parents[3]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "communique.service").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table with a heading, by what stands in code in their first cell."""
    found = re.search(rf"^\| {heading} \|.*\n\| ---.*\n((?:\|.*\n)+)", OPERATIONS, re.MULTILINE)
    assert found
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in found[1].splitlines()]
    return {row[0].strip("|` "): row[1:] for row in rows}


def test_every_setting_is_told_with_its_default() -> None:
    told = {name: cells[0].strip("`") for name, cells in table("setting").items()}
    defaults = msgspec.to_builtins(Settings())
    shown = {name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in defaults.items()}
    assert told == {name: "none" if defaults[name] in (None, [], ()) else value for name, value in shown.items()}


def test_every_metric_is_told() -> None:
    collected = Metrics().registry.collect()
    names = {f"{metric.name}_total" if metric.type == "counter" else metric.name for metric in collected}
    assert set(table("metric")) == names


def test_problems_that_are_named_exist() -> None:
    named = set(re.findall(r"\b[45]\d\d `([a-z-]+)`", OPERATIONS))
    assert named
    assert named <= set(SLUGS)


@pytest.mark.parametrize("file", re.findall(r"`((?:deploy|evaluation|openapi)/[^`]+)`", OPERATIONS))
def test_files_that_are_named_exist(file: str) -> None:
    assert (ROOT / file).is_file()


def test_unit_waits_longer_than_a_drain() -> None:
    found = re.search(r"^TimeoutStopSec=(\d+)$", UNIT, re.MULTILINE)
    assert found
    assert int(found[1]) > Settings().deadline_seconds + Settings().drain_seconds


def test_image_holds_every_package() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    assert copied == {package.partition(".")[0] for package in packages}
