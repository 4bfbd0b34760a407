"""The whole answers to the seed articles, as they were reviewed; `make golden` rewrites them."""

import json

import pytest

from extractors.pipeline import Pipeline
from tests.golden.__main__ import PUBLISHED, SEEDS, answer_to, pinned


def test_every_seed_is_pinned() -> None:
    assert {path.stem for path in SEEDS.glob("*.txt")} == set(PUBLISHED)
    assert {path.name for path in pinned("x").parent.glob("*.json")} == {f"{seed}.json" for seed in PUBLISHED}


@pytest.mark.parametrize("seed", PUBLISHED)
def test_answer_to_a_seed_is_the_pinned_one(pipeline: Pipeline, seed: str) -> None:
    answer, expected = answer_to(seed, pipeline), pinned(seed).read_bytes()
    assert json.loads(answer) == json.loads(expected)
    assert answer == expected
