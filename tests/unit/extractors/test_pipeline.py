"""The answer follows the tuple of steps, and refuses what cannot be read."""

import msgspec
import pytest

from extractors import EXTRACTORS, Extractor
from extractors.errors import ArticleTooLongError, BlankArticleError, InvalidTextError
from extractors.pipeline import Pipeline, answer_type
from schemas.article import Article
from schemas.base import Record
from schemas.extraction import Extraction


class Treaty(Record, kw_only=True):
    name: str


def test_every_record_of_the_steps_is_a_field_of_the_answer() -> None:
    assert answer_type(EXTRACTORS) is Extraction


def test_a_new_step_is_a_new_field_of_the_answer() -> None:
    answer = answer_type((*EXTRACTORS, Extractor("treaties", Treaty)))
    schema = msgspec.json.schema(answer)["$defs"]
    assert schema["Extraction"]["properties"]["treaties"]["items"] == {"$ref": "#/$defs/Treaty"}
    assert "Treaty" in schema


def test_the_same_article_gives_the_same_bytes(pipeline: Pipeline) -> None:
    article = Article(
        text="The envoy flew to Suva on Monday for talks with Prime Minister Tala Vuniwai.", published_at="2031-05-14"
    )
    first, second = (msgspec.json.encode(pipeline.extract(article)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (" \n\u200b\t", BlankArticleError),
        ("a \ud800 b", InvalidTextError),
        ("word " * 40_001, ArticleTooLongError),
    ],
)
def test_what_cannot_be_read_is_refused(pipeline: Pipeline, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        pipeline.extract(Article(text=text))


def test_another_language_is_read_with_a_warning(pipeline: Pipeline) -> None:
    answer = pipeline.extract(Article(text="Die Ministerin reiste am Dienstag zu Gesprächen in die Hauptstadt."))
    assert "language-not-supported" in [warning.code for warning in answer.warnings]


def test_without_a_reference_date_nothing_is_near_a_year(pipeline: Pipeline) -> None:
    answer = pipeline.extract(
        Article(text="The treaty of 2018 is long. The envoy left on Friday and returned in June.")
    )
    assert [(found.text, found.date.start) for found in answer.dates if found.text != "2018"] == [
        ("Friday", None),
        ("June", None),
    ]
