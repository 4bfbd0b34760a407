"""No step's time grows faster than an adversarial text."""

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from evaluation.reliability.chance import chance_pipeline
from evaluation.reliability.growth import LIMIT, PIECES, growths, no_collector
from extractors.pipeline import Pipeline
from schemas.extraction import Engine

CHARACTERS = 12_500


@pytest.fixture(scope="module")
def chance() -> Iterator[Pipeline]:
    """The engine with annotations by chance: the network reads stretches of a fixed length."""
    pipeline = chance_pipeline()
    with no_collector():
        yield pipeline


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text(chance: Pipeline, piece: str) -> None:
    over = [growth for growth in growths(chance, piece, CHARACTERS) if growth.ratio > LIMIT]
    assert over == []


def test_longest_text_is_read(chance: Pipeline) -> None:
    over = [growth for growth in growths(chance, "of of of", 100_000) if growth.ratio > LIMIT]
    assert over == []


@Language.component("quadratic")
def quadratic(doc: Doc) -> Doc:
    """A step that looks at every pair of tokens."""
    assert sum(1 for first in doc for second in doc if first is second) >= 0
    return doc


def test_step_that_is_not_linear_is_found() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quadratic")
    pipeline = Pipeline(nlp, Engine(version="1", model="none", gazetteer="none"))
    found = {growth.step: growth.ratio for growth in growths(pipeline, "names", 5_000)}
    assert found["quadratic"] > LIMIT
