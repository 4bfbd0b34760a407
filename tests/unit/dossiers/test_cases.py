"""What merging makes of the cases, as it was reviewed; `python -m tests.golden.dossiers` rewrites the files."""

import json
import random

import msgspec
import pytest

from dossiers import to_dossiers
from extractors.pipeline import Pipeline
from tests.golden.dossiers.__main__ import CASES, answered, merged, pinned


def test_every_case_is_pinned() -> None:
    assert {path.stem for path in pinned("x").parent.glob("*.json")} == set(CASES)
    assert len(CASES) >= 12


@pytest.mark.parametrize("case", CASES)
def test_case_gives_the_pinned_dossiers(pipeline: Pipeline, case: str) -> None:
    found, expected = merged(case, pipeline), pinned(case).read_bytes()
    assert json.loads(found) == json.loads(expected)
    assert found == expected


@pytest.mark.parametrize("case", CASES)
def test_order_and_repetition_change_nothing(pipeline: Pipeline, case: str) -> None:
    reports = answered(case, pipeline)
    engine = reports[0].answer.engine
    expected = msgspec.json.encode(to_dossiers(reports, engine))
    shuffled = [*reports, *reports[:2]]
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert msgspec.json.encode(to_dossiers(shuffled, engine)) == expected
