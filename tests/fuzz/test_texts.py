"""Hostile texts through the engine, with the network and with annotations by chance.

The folder `texts` holds texts that together reach every kind of record, and those that once broke something: each is
read first, every time. A text that breaks something new is saved there.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.reliability.answers import faults
from evaluation.reliability.chance import chance_pipeline
from evaluation.reliability.engine import DAYS, read_texts
from evaluation.reliability.texts import HOSTILE, JOINTS, LONG, NEWS
from extractors.errors import BlankArticleError
from extractors.pipeline import Pipeline
from schemas.article import Article

SAVED = sorted((Path(__file__).parent / "texts").glob("*.txt"))
pieces = st.one_of(
    st.sampled_from(NEWS), st.sampled_from(HOSTILE), st.sampled_from(LONG), st.text(st.characters(codec="utf-8"))
)
texts = st.tuples(st.sampled_from(JOINTS), st.lists(pieces, max_size=20)).map(lambda drawn: drawn[0].join(drawn[1]))
fuzz = settings(
    max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, print_blob=True
)


@pytest.fixture(scope="module")
def chance() -> Pipeline:
    """The engine with annotations by chance."""
    return chance_pipeline()


def read(pipeline: Pipeline, text: str, published_at: str | None) -> list[str]:
    """What is wrong with the answer to a text."""
    try:
        return list(faults(pipeline.extract(Article(text=text or " ", published_at=published_at)), text))
    except BlankArticleError:
        return []


@pytest.mark.parametrize("file", SAVED, ids=lambda file: file.stem)
def test_saved_text_is_withstood(pipeline: Pipeline, chance: Pipeline, file: Path) -> None:
    text = file.read_bytes().decode()
    assert read(pipeline, text, "2031-05-14") == read(chance, text, None) == []


@fuzz
@given(text=texts, published_at=st.sampled_from(DAYS))
def test_any_text_is_withstood(pipeline: Pipeline, text: str, published_at: str | None) -> None:
    assert read(pipeline, text, published_at) == []


@fuzz
@given(text=texts, published_at=st.sampled_from(DAYS))
def test_any_annotations_are_withstood(chance: Pipeline, text: str, published_at: str | None) -> None:
    assert read(chance, text, published_at) == []


def test_the_first_of_the_long_runs_are_withstood(pipeline: Pipeline, chance: Pipeline) -> None:
    assert read_texts(pipeline, range(300)).faults == read_texts(chance, range(1000), pieces=6).faults == []
